#include <dinh/exchange/units_csv.hpp>

#include "csv_table.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace {

using exchange::csv_table;
using exchange::presence;

std::optional<authenticity> authenticity_from(std::string_view s) {
  if (s == "fact") return authenticity::fact;
  if (s == "illustrative") return authenticity::illustrative;
  return std::nullopt;
}
std::optional<evidence> level_from(std::string_view s) {
  return s.size() == 1 ? evidence_from(s.front()) : std::nullopt;
}
constexpr exchange::wanted evidence_wanted{"T, S hay M", "T, S or M"};

void read_unit_rows(csv_source source, csv_limits limits, std::vector<unit_record>& records, diagnostics& faults) {
  enum column : std::size_t { key, code, name, kind, parent, from, until, households, known_as, decree, known_by };
  csv_table<11> table{
      source,
      limits,
      {"key", "code", "name", "kind", "parent", "from", "until", "households", "authenticity", "decree", "evidence"},
      faults};
  table.for_each([&](csv_table<11>& t) {
    unit_record r;
    r.where = t.row_where();
    r.key = t.take(key, presence::required);
    r.code = t.take(code, presence::required);
    r.parent = t.take(parent, presence::optional);
    r.period.name = t.take(name, presence::required);
    r.period.kind = t.value(kind, unit_kind_from(t.raw(kind)), {"một loại đơn vị", "a kind of unit"});
    r.period.when = {t.day(from, date{boost::date_time::neg_infin}), t.day(until, date{boost::date_time::pos_infin})};
    r.period.households = t.count(households);
    r.period.known_as =
        t.value(known_as, authenticity_from(t.raw(known_as)), {"fact hay illustrative", "fact or illustrative"});
    r.period.decree = t.take(decree, presence::optional);
    r.period.known_by = t.value(known_by, level_from(t.raw(known_by)), evidence_wanted);
    records.push_back(std::move(r));
  });
}

void read_succession_rows(csv_source source, csv_limits limits, std::vector<succession_record>& records,
                          diagnostics& faults) {
  enum column : std::size_t { predecessor, successor, on, how_much, scope, decree, known_by };
  csv_table<7> table{
      source, limits, {"predecessor", "successor", "on", "extent", "scope", "decree", "evidence"}, faults};
  table.for_each([&](csv_table<7>& t) {
    succession_record r;
    r.where = t.row_where();
    r.predecessor = t.take(predecessor, presence::required);
    r.successor = t.take(successor, presence::required);
    r.how.on = t.given_day(on);
    r.how.how_much =
        t.value(how_much, extent_from(t.raw(how_much)), {"whole, part hay unknown", "whole, part or unknown"});
    r.how.scope = t.take(scope, presence::optional);
    r.how.decree = t.take(decree, presence::optional);
    r.how.known_by = t.value(known_by, level_from(t.raw(known_by)), evidence_wanted);
    records.push_back(std::move(r));
  });
}

}  // namespace

diagnostics read_units(csv_source units, csv_source successions, registry_builder& builder, csv_limits limits) {
  diagnostics faults;
  std::vector<unit_record> unit_rows;
  std::vector<succession_record> succession_rows;
  read_unit_rows(units, limits, unit_rows, faults);
  read_succession_rows(successions, limits, succession_rows, faults);
  if (faults.has_errors()) return faults;
  for (unit_record& r : unit_rows) builder.add(std::move(r));
  for (succession_record& r : succession_rows) builder.add(std::move(r));
  return faults;
}

}  // namespace dinh::inline v1
