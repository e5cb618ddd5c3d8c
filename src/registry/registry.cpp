// Finding units and walking the tree.
#include "data.hpp"

#include <algorithm>
#include <span>

namespace dinh::inline v1 {

namespace {

/// The lifetimes of a code, by their first days.
std::span<const unit_id> with_code(const std::vector<unit_id>& by_code, const std::vector<unit>& all,
                                   std::string_view code) {
  const auto first = std::lower_bound(by_code.begin(), by_code.end(), code,
                                      [&](unit_id u, std::string_view c) { return all[u.index()].code < c; });
  const auto last = std::find_if(first, by_code.end(), [&](unit_id u) { return all[u.index()].code != code; });
  return {first, last};
}

}  // namespace

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
  for (const unit_id u : with_code(data_->by_code, data_->graph.all<unit>(), code))
    if (data_->graph.valid(u).contains(day)) return u;
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
  const auto found = with_code(data_->by_code, data_->graph.all<unit>(), code);
  return {found.begin(), found.end()};
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
  for (const role_rule& rule : rules_of(id))
    if (rule.when.contains(day)) return &rule;
  return nullptr;
}

}  // namespace dinh::inline v1
