#include <dinh/docket/event_text.hpp>
#include <dinh/exchange/events_csv.hpp>

#include "csv_table.hpp"
#include "csv_writing.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace dinh::inline v1 {

namespace {

using exchange::presence;

enum event_column : std::size_t {
  event_key,
  case_key,
  law,
  unit_key,
  step_key,
  branch_code,
  occurred,
  recorded,
  by_whom,
  facts,
  refs,
  kind_name,  // the last two stand only in files that tell more than acts
  subject_of
};
constexpr std::array<std::string_view, 11> event_columns{
    "id", "case", "procedure", "unit", "step", "branch", "occurred_on", "recorded_on", "by", "facts", "evidence"};
constexpr std::array<std::string_view, 13> all_columns{"id",          "case", "procedure", "unit",     "step", "branch", "occurred_on",
                                                       "recorded_on", "by",   "facts",     "evidence", "kind", "subject"};

/// Whether the line of names has the column.
bool names_column(csv_source from, csv_limits limits, std::string_view column) {
  diagnostics ignored;
  exchange::csv_row header;
  exchange::csv_splitter{from, limits, ignored}.next(header);
  return std::find(header.fields.begin(), header.fields.end(), column) != header.fields.end();
}

std::vector<std::string> parts_of(std::string_view s) {
  std::vector<std::string> out;
  if (s.empty()) return out;
  for (;;) {
    const auto end = s.find(';');
    out.emplace_back(s.substr(0, end));
    if (end == std::string_view::npos) return out;
    s.remove_prefix(end + 1);
  }
}

template <std::size_t Columns>
checked<std::vector<event>> read_rows(csv_source from, csv_limits limits,
                                      const std::array<std::string_view, Columns>& names) {
  using event_table = exchange::csv_table<Columns>;
  diagnostics faults;
  std::vector<event> out;
  std::unordered_set<std::string> ids;
  event_table{from, limits, names, faults}.for_each([&](event_table& row) {
    event e;
    if constexpr (Columns > event_columns.size()) {
      const std::string& kind = row.raw(kind_name);
      if (!kind.empty())
        e.kind = row.value(kind_name, event_kind_from(kind),
                           {"act, suspended, resumed, extended, corrected, annulled, withdrawn, joined hoặc referred",
                            "act, suspended, resumed, extended, corrected, annulled, withdrawn, joined or referred"});
      e.subject = row.string(subject_of, presence::optional);
    }
    e.id = row.string(event_key, presence::required);
    e.case_key = row.string(case_key, presence::required);
    e.procedure = row.string(law, presence::optional);
    e.unit = row.string(unit_key, presence::optional);
    e.step = row.string(step_key, e.kind == event_kind::act ? presence::required : presence::optional);
    e.branch = row.string(branch_code, presence::optional);
    e.occurred_on = row.given_day(occurred);
    e.recorded_on = row.given_day(recorded);
    e.by = row.string(by_whom, presence::optional);
    if (!e.id.empty() && !ids.insert(e.id).second)
      row.fault(event_key, "csv/id-twice", {"Mã sự kiện có hai lần.", "The id of the event is there twice."},
                {"Đặt mã khác.", "Give it another id."});
    for (const auto& part : parts_of(row.raw(facts))) {
      const auto sign = part.find('=');
      if (sign == std::string::npos || sign == 0)
        row.fault(facts, "csv/bad-value",
                  {"\"" + part + "\" không phải tên=giá trị.", "\"" + part + "\" is not name=value."});
      else
        e.facts.push_back({part.substr(0, sign), part.substr(sign + 1)});
    }
    std::sort(e.facts.begin(), e.facts.end());
    for (std::size_t i = 1; i < e.facts.size(); ++i)
      if (e.facts[i].name == e.facts[i - 1].name)
        row.fault(facts, "csv/bad-value",
                  {"\"" + e.facts[i].name + "\" có hai lần.", "\"" + e.facts[i].name + "\" is there twice."});
    for (auto& part : parts_of(row.raw(refs))) {
      if (part.empty())
        row.fault(refs, "csv/bad-value", {"Có tài liệu không ghi gì.", "A reference is empty."});
      else
        e.evidence.push_back(std::move(part));
    }
    // What a journal could not keep is refused here, where its place is known.
    for (const auto& d : check_text(e))
      if (d.code == "event/control-character" || d.code == "event/no-subject" || d.code == "event/no-unit") row.fault(event_key, "csv/bad-value", d.message, d.remedy);
    out.push_back(std::move(e));
  });
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

}  // namespace

checked<std::vector<event>> read_events(csv_source from, csv_limits limits) {
  if (names_column(from, limits, "kind") || names_column(from, limits, "subject"))
    return read_rows(from, limits, all_columns);
  return read_rows(from, limits, event_columns);
}

std::vector<std::size_t> lines_of_events(csv_source from, csv_limits limits) {
  std::vector<std::size_t> out;
  diagnostics ignored;
  exchange::csv_splitter rows{from, limits, ignored};
  exchange::csv_row row;
  for (bool is_header = true; rows.next(row); is_header = false)
    if (!is_header) out.push_back(row.line);
  return out;
}

std::string write_events(const std::vector<event>& events) {
  const bool tells_more = std::any_of(events.begin(), events.end(), [](const event& e) {
    return e.kind != event_kind::act || !e.subject.empty();
  });
  const std::size_t width = tells_more ? all_columns.size() : event_columns.size();
  std::string out;
  for (std::size_t i = 0; i < width; ++i) {
    if (i > 0) out += ',';
    out += all_columns[i];
  }
  out += '\n';
  for (const auto& e : events) {
    std::string all_facts;
    for (const auto& f : e.facts) all_facts += (all_facts.empty() ? "" : ";") + f.name + "=" + f.value;
    std::string all_refs;
    for (const auto& r : e.evidence) all_refs += (all_refs.empty() ? "" : ";") + r;
    const std::array<std::string, all_columns.size()> fields{
        e.id, e.case_key, e.procedure, e.unit, e.step, e.branch, to_text(e.occurred_on), to_text(e.recorded_on),
        e.by, all_facts,  all_refs,    std::string{name_of(e.kind)}, e.subject};
    for (std::size_t i = 0; i < width; ++i) {
      if (i > 0) out += ',';
      out += exchange::csv_field(fields[i]);
    }
    out += '\n';
  }
  return out;
}

}  // namespace dinh::inline v1
