// Calendars as files of a pack, for pack_calendar.cpp to read again.
#include <dinh/exchange/notice.hpp>
#include <exchange/json_writing.hpp>

#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace {

using nlohmann::ordered_json;
using exchange::in_json;
using exchange::words;
using exchange::on_one_line;

std::string two_digits(int n) { return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)}; }

/// Holidays come many times: their names stand once, under the ids of their rules.
class name_list {
public:
  explicit name_list(const std::vector<holiday_rule>& rules) {
    for (const holiday_rule& r : rules) {
      if (find(r.name) != nullptr || !used_.insert(r.id).second) continue;
      list_.emplace_back(r.id, r.name);
    }
  }
  [[nodiscard]] ordered_json reference(const text& name) const {
    const std::string* id = find(name);
    return id != nullptr ? ordered_json(*id) : words(name);
  }
  [[nodiscard]] std::vector<ordered_json> lines() const {
    std::vector<ordered_json> out;
    for (const auto& [id, name] : list_) out.push_back({{"id", id}, {"name", words(name)}});
    return out;
  }

private:
  [[nodiscard]] const std::string* find(const text& name) const {
    for (const auto& [id, known] : list_)
      if (known == name) return &id;
    return nullptr;
  }
  std::vector<std::pair<std::string, text>> list_;
  std::set<std::string> used_;
};

ordered_json line_of(const holiday_rule& r, const name_list& names) {
  ordered_json out = ordered_json::object();
  out["id"] = r.id;
  out["name"] = names.reference(r.name);
  out[r.by == holiday_date::lunar ? "lunar" : "solar"] = two_digits(r.month) + "-" + two_digits(r.day);
  if (r.starts_days_before != 0) out["starts_days_before"] = r.starts_days_before;
  if (r.days != 1) out["days"] = r.days;
  if (!r.in_force.from.is_special()) out["from"] = to_text(r.in_force.from);
  if (!r.in_force.until.is_special()) out["until"] = to_text(r.in_force.until);
  if (r.in_lieu != made_up::yes) out["in_lieu"] = r.in_lieu == made_up::no ? "no" : "open_question";
  out["citation"] = in_json(r.source);
  out["evidence"] = in_json(r.known_by);
  if (!r.in_lieu_source.empty()) out["in_lieu_citation"] = in_json(r.in_lieu_source);
  if (!r.assumption.empty()) out["assumption"] = words(r.assumption);
  return out;
}

ordered_json line_of(const calendar_entry& e, const name_list& names) {
  ordered_json out = ordered_json::object();
  out["date"] = to_text(e.day);
  out["kind"] = std::string{name_of(e.kind)};
  out["name"] = names.reference(e.name);
  if (!e.source.empty()) out["citation"] = in_json(e.source);
  if (!e.decision.empty()) out["decision"] = in_json(e.decision);
  if (!e.counterpart.is_special()) out["swapped_with"] = to_text(e.counterpart);
  out["evidence"] = in_json(e.known_by);
  return out;
}

ordered_json weekdays_of(weekly_rest rest) {
  constexpr std::array<const char*, 7> names{"monday", "tuesday",  "wednesday", "thursday",
                                             "friday", "saturday", "sunday"};
  ordered_json out = ordered_json::array();
  for (std::uint8_t w = 0; w < 7; ++w)
    if (rest.contains(static_cast<weekday>(w))) out.push_back(names[w]);
  return out;
}

/// `"name":[` with one element a line.
std::string section_text(const std::string& name, const std::vector<ordered_json>& lines) {
  std::string out = ",\n\"" + name + "\":[";
  for (std::size_t i = 0; i < lines.size(); ++i) out += (i == 0 ? "\n" : ",\n") + on_one_line(lines[i]);
  return out + "]";
}

}  // namespace

std::string write_calendar(const work_calendar& calendar) {
  const calendar_facts facts = calendar.facts();
  const name_list names{facts.rules};
  ordered_json head = ordered_json::object();
  head["format"] = "dinh-calendar/1";
  head["id"] = facts.id;
  head["name"] = words(facts.name);
  head["weekly_rest"] = weekdays_of(facts.rest);
  if (!facts.rest_source.empty()) head["citation"] = in_json(facts.rest_source);
  head["evidence"] = in_json(facts.rest_known_by);
  std::vector<ordered_json> decided;
  for (const validity& v : facts.decided) decided.push_back({{"from", to_text(v.from)}, {"until", to_text(v.until)}});
  std::vector<ordered_json> rules;
  for (const holiday_rule& r : facts.rules) rules.push_back(line_of(r, names));
  std::vector<ordered_json> entries;
  for (const calendar_entry& e : facts.entries) entries.push_back(line_of(e, names));

  std::string out = on_one_line(head);
  out.pop_back();  // the closing brace comes last
  return out + section_text("decided", decided) + section_text("names", names.lines()) + section_text("rules", rules) +
         section_text("entries", entries) + "}\n";
}

}  // namespace dinh::inline v1
