#include "pack_procedure_places.hpp"

#include "json_reading.hpp"
#include "pack_contents.hpp"

#include <utility>

namespace dinh::inline v1::exchange {
namespace {

bool has_text(const nlohmann::json& element, const char* member, std::string_view wanted) {
  const auto at = element.is_object() ? element.find(member) : element.end();
  return element.is_object() && at != element.end() && at->is_string() && at->get_ref<const std::string&>() == wanted;
}

}  // namespace

const nlohmann::json& procedure_places::file_of(const procedure& p) const {
  const auto known = files_.find(p.id());
  if (known != files_.end()) return known->second;
  nlohmann::json& into = files_[p.id()];
  const auto place = places_.find(procedure_place(p.id()));
  if (place == places_.end()) return into;
  const std::string_view name = std::string_view{place->second}.substr(0, place->second.find('#'));
  const auto read = [&](std::span<const pack_file> files, std::string_view wanted) {
    for (const pack_file& f : files)
      if (f.name == wanted)
        if (auto parsed = parse_json(f.content, name)) into = *std::move(parsed);
  };
  read(base_, name);
  for (const layer_files& l : layers_)
    if (name.size() > l.name.size() + 1 && name.substr(0, l.name.size()) == l.name && name[l.name.size()] == '/')
      read(l.files, name.substr(l.name.size() + 1));
  return into;
}

std::string procedure_places::of(const procedure& p, std::string_view member) const {
  const auto at = places_.find(procedure_place(p.id()));
  std::string out = at == places_.end() ? p.id() + "#" : at->second;
  if (!member.empty()) out += "/" + std::string{member};
  return out;
}

std::string procedure_places::of(const procedure& p, std::string_view section, std::size_t index) const {
  return of(p, section) + "/" + std::to_string(index);
}

std::string procedure_places::of_step(const procedure& p, const std::string& key) const {
  const nlohmann::json& file = file_of(p);
  if (const auto steps = file.is_object() ? file.find("steps") : file.end(); file.is_object() && steps != file.end())
    for (std::size_t i = 0; i < steps->size(); ++i)
      if (has_text((*steps)[i], "id", key)) return of(p, "steps", i);
  return of(p, "steps") + " " + key;
}

std::string procedure_places::of_deadline(const procedure& p, std::uint32_t index) const {
  // Deadlines between the same two steps keep their order.
  const auto ends = [&](std::uint32_t i) {
    const edge_id<deadline> e{i};
    return std::pair{p.graph().from(e), p.graph().to(e)};
  };
  std::size_t before = 0;
  for (std::uint32_t i = 0; i < index; ++i) before += ends(i) == ends(index) ? 1U : 0U;
  const auto [from, to] = ends(index);
  const nlohmann::json& file = file_of(p);
  if (const auto all = file.is_object() ? file.find("deadlines") : file.end(); file.is_object() && all != file.end())
    for (std::size_t i = 0; i < all->size(); ++i)
      if (has_text((*all)[i], "from", p[from].key) && has_text((*all)[i], "to", p[to].key) && before-- == 0)
        return of(p, "deadlines", i);
  return of(p, "deadlines") + " " + p[from].key + " - " + p[to].key;
}

}  // namespace dinh::inline v1::exchange
