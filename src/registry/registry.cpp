// Finding units and walking the tree.
#include "data.hpp"

#include <algorithm>
#include <utility>

namespace dinh::inline v1 {

registry::registry() : data_{std::make_shared<const data>()} {}

const frozen_graph<register_schema>& registry::graph() const noexcept { return data_->graph; }

graph_at<register_schema> registry::at(date day) const { return graph().at(day); }
std::uint32_t registry::unit_count() const noexcept { return graph().count<unit>(); }
const unit& registry::operator[](unit_id u) const noexcept { return graph()[u]; }
validity registry::valid(unit_id u) const { return graph().valid(u); }

const std::string& registry::name(unit_id u, date day) const { return (*this)[u].on(day).name; }
unit_kind registry::kind(unit_id u, date day) const { return (*this)[u].on(day).kind; }
text registry::full_name(unit_id u, date day) const { return v1::full_name((*this)[u].on(day)); }
std::optional<std::int64_t> registry::households(unit_id u, date day) const { return (*this)[u].on(day).households; }

// ---- finding ---------------------------------------------------------------------------------------

unit_id registry::find(std::string_view code, date day) const noexcept {
  const auto& all = data_->graph.all<unit>();
  auto at = std::lower_bound(data_->by_code.begin(), data_->by_code.end(), code,
                             [&](unit_id u, std::string_view c) { return all[u.index()].code < c; });
  for (; at != data_->by_code.end() && all[at->index()].code == code; ++at)
    if (data_->graph.valid(*at).contains(day)) return *at;
  return {};
}

unit_id registry::find_lifetime(std::string_view key) const noexcept {
  const auto& all = data_->graph.all<unit>();
  const auto at =
      std::lower_bound(all.begin(), all.end(), key, [](const unit& u, std::string_view k) { return u.key < k; });
  if (at == all.end() || at->key != key) return {};
  return unit_id{static_cast<std::uint32_t>(at - all.begin())};
}

std::vector<unit_id> registry::lifetimes(std::string_view code) const {
  const auto& all = data_->graph.all<unit>();
  std::vector<unit_id> found;
  auto at = std::lower_bound(data_->by_code.begin(), data_->by_code.end(), code,
                             [&](unit_id u, std::string_view c) { return all[u.index()].code < c; });
  for (; at != data_->by_code.end() && all[at->index()].code == code; ++at) found.push_back(*at);
  return found;
}

// ---- the tree --------------------------------------------------------------------------------------

unit_id registry::parent(unit_id u, date day) const {
  const auto up = at(day).in<contains>(u);
  return up.empty() ? unit_id{} : up.front().node;
}

std::vector<unit_id> registry::parents(unit_id u, date day) const {
  std::vector<unit_id> up;
  for (unit_id p = parent(u, day); p; p = parent(p, day)) up.push_back(p);
  return up;
}

std::vector<unit_id> registry::children(unit_id u, date day) const {
  std::vector<unit_id> down;
  for (const auto& link : at(day).out<contains>(u)) down.push_back(link.node);
  return down;
}

unit_id registry::ancestor_at(unit_id u, unit_level level, date day) const {
  if (!at(day).has(u)) return {};
  while (u && level_of(kind(u, day)) != level) u = parent(u, day);
  return u;
}

unit_tree registry::tree(date day) const { return unit_tree::build(at(day)).value(); }

// ---- roles -----------------------------------------------------------------------------------------

std::span<const role_rule> registry::roles() const noexcept { return data_->roles; }

const role_rule* registry::role(std::string_view id, date day) const noexcept {
  auto at = std::lower_bound(data_->roles.begin(), data_->roles.end(), id,
                             [](const role_rule& r, std::string_view i) { return r.role < i; });
  for (; at != data_->roles.end() && at->role == id; ++at)
    if (at->when.contains(day)) return &*at;
  return nullptr;
}

}  // namespace dinh::inline v1
