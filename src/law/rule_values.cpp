#include "rule_values.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace dinh::inline v1 {
namespace {

class value_check {
public:
  value_check(const rule& r, rule_use use, diagnostics& faults) : rule_{r}, use_{use}, faults_{faults} {}

  void needs(bool is_there, const char* member) {
    if (is_there) return;
    faults_.error("law/missing-value", rule_.id,
                  {"Quy tắc " + rule_.id + " thiếu \"" + member + "\" cho công dụng \"" + name() + "\".",
                   "The rule " + rule_.id + " lacks \"" + member + "\" for the use \"" + name() + "\"."});
  }
  /// The number is there and is counted as the use counts it: a ceiling is no floor, and months are no years.
  void needs_number(std::initializer_list<std::string_view> ways, std::string_view unit) {
    needs(rule_.number.has_value(), "number");
    if (!rule_.number) return;
    one_of("way", rule_.number->way, ways);
    one_of("unit", rule_.number->unit, {unit});
  }
  /// A time, where there is one, runs in a direction that the use can have.
  void time_runs(std::initializer_list<direction> ways) {
    if (!rule_.time || std::find(ways.begin(), ways.end(), rule_.time->way) != ways.end()) return;
    std::string known;
    for (const direction d : ways) known += (known.empty() ? "" : ", ") + std::string{name_of(d)};
    wrong("way", name_of(rule_.time->way), known);
  }

private:
  [[nodiscard]] std::string name() const { return std::string{term_name(use_)}; }
  void one_of(const char* member, std::string_view found, std::initializer_list<std::string_view> allowed) {
    if (std::find(allowed.begin(), allowed.end(), found) != allowed.end()) return;
    std::string known;
    for (const std::string_view a : allowed) known += (known.empty() ? "" : ", ") + std::string{a};
    wrong(member, found, known);
  }
  void wrong(const char* member, std::string_view found, const std::string& allowed) {
    const std::string said = "\"" + std::string{member} + "\": \"" + std::string{found} + "\"";
    faults_.error("law/wrong-way", rule_.id,
                  {"Quy tắc " + rule_.id + ": " + said + " trái với công dụng \"" + name() + "\".",
                   "The rule " + rule_.id + ": " + said + " contradicts the use \"" + name() + "\"."},
                  {"Dùng: " + allowed + ".", "Use: " + allowed + "."});
  }

  const rule& rule_;
  rule_use use_;
  diagnostics& faults_;
};

}  // namespace

void check_value(const rule& r, rule_use use, diagnostics& faults) {
  value_check value{r, use, faults};
  switch (use) {
    case rule_use::passing_threshold:
    case rule_use::procedural_threshold:
    case rule_use::support_threshold:
    case rule_use::online_consent:
      value.needs(r.vote.has_value(), "vote");
      break;
    case rule_use::attendance_quorum:
      value.needs(r.quorum.has_value(), "quorum");
      break;
    case rule_use::effect:
      value.needs(r.counts_from.has_value(), "counts_from");
      break;
    case rule_use::recognition:
      value.needs(!r.roles.empty(), "roles");
      value.time_runs({direction::within_after});
      break;
    case rule_use::convening:
    case rule_use::cluster_approval:
      value.needs(!r.roles.empty(), "roles");
      break;
    case rule_use::interim_end:
    case rule_use::committee_transition:
      value.needs(r.ends_with.has_value(), "ends_with");
      break;
    case rule_use::committee_term:
      value.needs(r.term.has_value(), "term");
      break;
    case rule_use::cluster_size:
      value.needs_number({"at_least", "more_than"}, "household");
      break;
    case rule_use::full_conference_below:
      value.needs_number({"below"}, "person");
      break;
    case rule_use::committee_members_min:
      value.needs_number({"min_count", "between"}, "person");
      break;
    case rule_use::committee_members_by_place:
      value.needs_number({"one_of", "max_count"}, "person");
      break;
    case rule_use::committee_members_max:
    case rule_use::committee_small_commune:
    case rule_use::committee_not_required:
    case rule_use::committee_deputies_max:
    case rule_use::resident_members_max:
      value.needs_number({"max_count"}, "person");
      break;
    case rule_use::by_election_from:
      value.needs_number({"remaining_at_least"}, "month");
      break;
    case rule_use::interim_cap:
      value.needs(r.number.has_value() || r.time.has_value(), "number");
      value.time_runs({direction::within_after, direction::valid_for});
      break;
    case rule_use::publicity_items:
      value.needs(!r.items.empty(), "items");
      value.time_runs({direction::at_least_lasting});
      break;
    case rule_use::publicity_due:
      value.needs(r.time.has_value(), "time");
      value.time_runs({direction::within_after});
      break;
    case rule_use::posting_minimum:
      value.needs(r.time.has_value(), "time");
      value.time_runs({direction::at_least_lasting});
      break;
    case rule_use::publicity_list:
      value.needs_number({"every"}, "month");
      break;
    case rule_use::publicity_forms:
      value.needs(!r.forms.empty(), "forms");
      break;
    case rule_use::step_before:  // a lead time, a minimum period, or a time after an earlier step
      value.time_runs({direction::within_after, direction::not_later_than_before, direction::at_least_lasting});
      break;
    case rule_use::step_after:
    case rule_use::step_recognised:
      value.time_runs({direction::within_after});
      break;
    case rule_use::support_waived:
    case rule_use::form_open:
    case rule_use::form_required:
    case rule_use::committee_follows_villages:
    case rule_use::committee_more_members:
    case rule_use::kinship_bar:
      break;
  }
}

}  // namespace dinh::inline v1
