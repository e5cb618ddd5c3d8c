#include <dinh/registry/name_index.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::size_t longest_question = 400;

/// The parts of an address, without the country at its end.
std::vector<std::string_view> split(std::string_view s) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto comma = s.find(',');
    parts.push_back(s.substr(0, comma));
    if (comma == std::string_view::npos) break;
    s.remove_prefix(comma + 1);
  }
  while (parts.size() > 1) {
    const std::string last = fold_name(parts.back()).key;
    if (!last.empty() && last != "viet nam" && last != "vietnam" && last != "vn") break;
    parts.pop_back();
  }
  return parts;
}

/// With commas for parentheses and for dashes that stand between spaces.
std::string with_commas(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '(') {
      out += ',';
    } else if (s.substr(i, 3) == " - ") {
      out += ',';
      i += 2;
    } else if (s[i] != ')') {
      out += s[i];
    }
  }
  return out;
}

/// The letters of a word that is all capitals, dots and dashes aside; else nothing.
std::string capitals_of(std::string_view s) {
  std::string out;
  for (const char c : s) {
    if (c >= 'A' && c <= 'Z')
      out += c;
    else if (c != '.' && c != '-' && c != ' ')
      return {};
  }
  return out;
}
/// "Hồ Chí Minh" → "HCM".
std::string initials_of(const std::string& name) {
  std::string out;
  for (const std::string& word : fold_name(name).plain)
    if (!word.empty() && word.front() >= 'a' && word.front() <= 'z') out += static_cast<char>(word.front() - 'a' + 'A');
  return out;
}

}  // namespace

struct name_index::data {
  struct entry {
    std::string key;  ///< `folded_name::key`
    unit_id unit;
    std::uint32_t period = 0;
  };

  registry units;
  std::vector<entry> names;  ///< by key, then by unit

  [[nodiscard]] const unit_period& period(const entry& e) const { return units[e.unit].periods[e.period]; }

  /// Units of that name on that day by strength; the first part of a question, without the units above.
  void find(std::string_view asked, date day, std::map<unit_id, name_strength>& found) const {
    const auto look = [&](std::string_view name, const std::vector<unit_kind>& kinds) {
      const folded_name f = fold_name(name);
      if (f.key.empty()) return;
      auto at = std::lower_bound(names.begin(), names.end(), f.key,
                                 [](const entry& e, const std::string& key) { return e.key < key; });
      for (; at != names.end() && at->key == f.key; ++at) {
        const unit_period& p = period(*at);
        if (!p.when.contains(day)) continue;
        if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), p.kind) == kinds.end()) continue;
        const auto strength = compare_names(f, fold_name(p.name));
        if (!strength) continue;
        const auto [place, is_new] = found.emplace(at->unit, *strength);
        if (!is_new) place->second = std::min(place->second, *strength);
      }
    };
    look(asked, {});
    const named_kind k = split_kind(asked);
    if (k.kinds.empty()) return;
    look(k.name, k.kinds);
    for (const unit_kind kind : k.kinds)  // "P. Đúc" may be short for a name as "Phường Đúc"
      look(std::string{label_of(kind, lang::vi)} + " " + k.name, {});
  }

  /// Units above that are named by their initials: "TP.HCM", "BR-VT". Initials are a way to write a name like "P." for a
  /// kind: unlike a unit above that is typed without accents, they do not tell that the words before them lack theirs.
  void find_by_initials(std::string_view asked, unit_id under, date day, std::map<unit_id, name_strength>& found) const {
    const std::string letters = capitals_of(asked);
    if (letters.size() < 2) return;
    for (const unit_id p : units.parents(under, day)) {
      const std::string initials = initials_of(units.name(p, day));
      if (letters == initials || (letters.size() > 2 && letters.compare(0, 2, "TP") == 0 && letters.substr(2) == initials))
        found.emplace(p, name_strength::folded);
    }
  }

  /// Provinces and cities that are asked for by their initials alone: "TP HCM", "BR-VT".
  void find_province_by_initials(std::string_view asked, date day, std::map<unit_id, name_strength>& found) const {
    const named_kind k = split_kind(asked);
    const std::string letters = capitals_of(k.kinds.empty() ? asked : std::string_view{k.name});
    if (letters.size() < 2) return;
    for (const entry& e : names) {
      const unit_period& p = period(e);
      if (level_of(p.kind) != unit_level::province || !p.when.contains(day)) continue;
      if (!k.kinds.empty() && std::find(k.kinds.begin(), k.kinds.end(), p.kind) == k.kinds.end()) continue;
      const std::string initials = initials_of(p.name);
      if (letters == initials || (p.kind == unit_kind::municipality && letters == "TP" + initials))
        found.emplace(e.unit, name_strength::unaccented);
    }
  }

  /// Units by name and by the units above it.
  [[nodiscard]] std::map<unit_id, name_strength> find_all(const std::vector<std::string_view>& parts, date day) const {
    std::map<unit_id, name_strength> found;
    find(parts.front(), day, found);
    for (std::size_t i = 1; i < parts.size() && !found.empty(); ++i) {
      std::map<unit_id, name_strength> above;
      find(parts[i], day, above);
      for (auto at = found.begin(); at != found.end();) {
        std::map<unit_id, name_strength> shortened;
        if (above.empty()) find_by_initials(parts[i], at->first, day, shortened);
        const auto& meant = above.empty() ? shortened : above;
        std::optional<name_strength> link;
        for (const unit_id p : units.parents(at->first, day))
          if (const auto a = meant.find(p); a != meant.end()) link = a->second;
        if (!link) {
          at = found.erase(at);
          continue;
        }
        at->second = std::max(at->second, *link);
        ++at;
      }
    }
    return found;
  }
};

name_index name_index::build(const registry& r) {
  auto d = std::make_shared<data>();
  d->units = r;
  for (std::uint32_t i = 0; i < r.unit_count(); ++i) {
    const unit_id u{i};
    const auto& periods = r[u].periods;
    for (std::uint32_t p = 0; p < periods.size(); ++p) d->names.push_back({fold_name(periods[p].name).key, u, p});
  }
  std::sort(d->names.begin(), d->names.end(), [](const data::entry& a, const data::entry& b) {
    return std::tie(a.key, a.unit, a.period) < std::tie(b.key, b.unit, b.period);
  });
  return name_index{std::move(d)};
}

std::vector<named_unit> name_index::find(std::string_view asked, date day) const {
  if (asked.size() > longest_question) return {};
  auto found = data_->find_all(split(asked), day);
  if (found.empty()) {  // "Trần Phú (Hà Đông)", "Trần Phú - Hà Đông"
    const std::string parted = with_commas(asked);
    if (parted != asked) found = data_->find_all(split(parted), day);
  }
  if (const auto parts = split(asked); found.empty() && parts.size() == 1)
    data_->find_province_by_initials(parts.front(), day, found);
  name_strength strongest = name_strength::unaccented;
  for (const auto& [u, s] : found) strongest = std::min(strongest, s);
  if (strongest == name_strength::exact) strongest = name_strength::folded;  // hòa and hoà are one name
  std::vector<named_unit> out;
  for (const auto& [u, s] : found)
    if (s <= strongest) out.push_back({u, s});
  return out;
}

std::vector<near_unit> name_index::near(std::string_view asked, date day, std::size_t most) const {
  if (asked.size() > longest_question) return {};
  const std::string_view first = split(asked).front();
  std::set<std::string> keys{fold_name(first).key};
  if (const named_kind k = split_kind(first); !k.kinds.empty()) keys.insert(fold_name(k.name).key);
  struct candidate {
    std::size_t distance;
    unit_id unit;
    date day;
  };
  std::vector<candidate> all;
  std::set<unit_id> seen;
  for (const data::entry& e : data_->names) {
    const validity& when = data_->period(e).when;
    const bool holds = when.contains(day);
    std::size_t least = 3;
    for (const std::string& key : keys) {
      const std::size_t allowed = key.size() < 5 ? 1 : 2;
      const std::size_t d = edit_distance(key, e.key, holds ? allowed : 0);
      if (d <= (holds ? allowed : 0)) least = std::min(least, d);
    }
    if (least == 3 || !seen.insert(e.unit).second) continue;
    date meant = day;
    if (!holds) meant = day < when.from ? when.from : when.until - boost::gregorian::days{1};
    all.push_back({least, e.unit, meant});
  }
  std::stable_sort(all.begin(), all.end(), [](const candidate& a, const candidate& b) {
    return std::tie(a.distance, a.unit) < std::tie(b.distance, b.unit);
  });
  std::vector<near_unit> out;
  for (const candidate& c : all)
    if (out.size() < most) out.push_back({c.unit, c.day});
  return out;
}

bool name_index::is_code(std::string_view text) const {
  const std::string_view code = text.substr(0, text.find('@'));
  if (!data_->units.lifetimes(code).empty()) return true;
  if (code.empty() || code.find_first_not_of("0123456789") != std::string_view::npos) return false;
  return code.size() == 5 || (code.size() > 1 && code.front() == '0');
}

std::vector<near_unit> name_index::near_code(std::string_view code, date day, std::size_t most) const {
  const registry& r = data_->units;
  std::vector<near_unit> out;
  const auto offer = [&](const std::string& meant) {
    for (const unit_id u : r.lifetimes(meant)) {
      if (out.size() == most) return;
      const validity v = r.valid(u);
      if (v.contains(day))
        out.push_back({u, day});
      else
        out.push_back({u, day < v.from ? v.from : v.until - boost::gregorian::days{1}});
    }
  };
  const std::string given{code.substr(0, code.find('@'))};
  offer(given);
  if (given.size() < 5 && !given.empty() && given.find_first_not_of("0123456789") == std::string::npos)
    for (const std::size_t width : {2U, 3U, 5U})
      if (given.size() < width) offer(std::string(width - given.size(), '0') + given);
  return out;
}

}  // namespace dinh::inline v1
