#include "json_answers.hpp"

#include "json_reading.hpp"
#include "json_writing.hpp"

#include <dinh/docket/event_text.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

ordered_json limit_or_null(const std::optional<limit>& l) {
  if (!l) return nullptr;
  return {{"count", l->length.count}, {"unit", name_of(l->length.unit)}, {"way", name_of(l->way)}};
}

ordered_json changed_law_or_null(const duty& d) {
  if (!d.changed_law) return nullptr;
  const duty_under_changed_law& c = *d.changed_law;
  return {{"on", to_text(c.on)},
          {"open_cases", name_of(c.open_cases)},
          {"old_rule", c.old_rule},
          {"new_rule", c.new_rule},
          {"provision", to_text(c.source, lang::en)},
          {"remark", words(c.remark)},
          {"by_old", day_or_null(c.by_old)},
          {"by_new_from_start", day_or_null(c.by_new_from_start)},
          {"by_new_from_change", day_or_null(c.by_new_from_change)}};
}

ordered_json duty_json(const duty& d) {
  return {{"case", d.case_key},
          {"procedure", d.procedure},
          {"unit", d.unit},
          {"unit_now", d.unit_now},
          {"step", d.step},
          {"what", words(d.what)},
          {"pass", d.pass},
          {"role", d.role},
          {"body", d.body},
          {"body_name", words(d.body_name)},
          {"time", limit_or_null(d.time)},
          {"rule", d.rule},
          {"provision", to_text(d.source, lang::en)},
          {"evidence", std::string(1, letter(d.known_by))},
          {"consequence", words_or_null(d.consequence)},
          {"opened_on", day_or_null(d.opened_on)},
          {"lawful_day", day_or_null(d.lawful_day)},
          {"provisional", d.is_provisional},
          {"state", name_of(d.state)},
          {"settled_on", day_or_null(d.settled_on)},
          {"suspended_since", day_or_null(d.suspended_since)},
          {"days_late", d.days_late},
          {"changed_law", changed_law_or_null(d)}};
}

ordered_json breach_json(const breach_record& b) {
  return {{"case", b.case_key},
          {"procedure", b.procedure},
          {"unit", b.unit},
          {"unit_now", b.unit_now},
          {"kind", name_of(b.kind)},
          {"step", b.step},
          {"what", words(b.what)},
          {"left_out", b.left_out},
          {"role", b.role},
          {"body", b.body},
          {"body_name", words(b.body_name)},
          {"rule", b.rule},
          {"provision", to_text(b.source, lang::en)},
          {"evidence", std::string(1, letter(b.known_by))},
          {"consequence", words_or_null(b.consequence)},
          {"occurred_on", day_or_null(b.occurred_on)},
          {"lawful_day", day_or_null(b.lawful_day)},
          {"days", b.days},
          {"needs_review", b.needs_review}};
}

constexpr std::array<enum_name<event_kind>, 9> event_kinds{{{"act", event_kind::act},
                                                            {"suspended", event_kind::suspended},
                                                            {"resumed", event_kind::resumed},
                                                            {"extended", event_kind::extended},
                                                            {"corrected", event_kind::corrected},
                                                            {"annulled", event_kind::annulled},
                                                            {"withdrawn", event_kind::withdrawn},
                                                            {"joined", event_kind::joined},
                                                            {"referred", event_kind::referred}}};

/// The facts as an object of strings and whole numbers, ordered by name.
void read_facts_of(object_reader& r, event& e) {
  const nlohmann::json* facts = r.raw("facts");
  if (facts == nullptr) return;
  if (!facts->is_object()) {
    r.fault("facts", "json/wrong-type", {"Phải là một đối tượng JSON.", "This must be an object."});
    return;
  }
  for (const auto& [name, value] : facts->items()) {  // nlohmann::json keeps its members ordered by name
    if (value.is_string())
      e.facts.push_back({name, value.get<std::string>()});
    else if (value.is_number_integer())
      e.facts.push_back({name, value.dump()});
    else
      r.fault("facts", "json/wrong-type",
              {"Dữ kiện \"" + name + "\" phải là chuỗi hoặc số nguyên.", "The fact \"" + name + "\" must be a string or a whole number."});
  }
}

ordered_json counts_json(const duty_tally& t) {
  return {{"pending", t.pending},   {"open", t.open},         {"overdue", t.overdue},
          {"met", t.met},           {"met_late", t.met_late}, {"breached", t.breached},
          {"void", t.voided},       {"suspended", t.suspended},
          {"needs_review", t.needs_review}, {"total", t.total()}};
}

event read_event(object_reader& r) {
  event e;
  e.id = r.string("id");
  e.case_key = r.string("case");
  e.procedure = r.optional_string("procedure").value_or("");
  e.unit = r.optional_string("unit").value_or("");
  e.step = r.optional_string("step").value_or("");
  e.branch = r.optional_string("branch").value_or("");
  e.occurred_on = r.day("occurred_on");
  e.recorded_on = r.day("recorded_on");
  e.by = r.optional_string("by").value_or("");
  e.kind = r.optional_choice("kind", event_kinds).value_or(event_kind::act);
  e.subject = r.optional_string("subject").value_or("");
  read_facts_of(r, e);
  e.evidence = r.optional_strings("evidence").value_or(std::vector<std::string>{});
  return e;
}

}  // namespace

ordered_json duties_json(std::span<const duty> duties) {
  ordered_json list = ordered_json::array();
  for (const duty& d : duties) list.push_back(duty_json(d));
  return list;
}

ordered_json breaches_json(std::span<const breach_record> breaches) {
  ordered_json list = ordered_json::array();
  for (const breach_record& b : breaches) list.push_back(breach_json(b));
  return list;
}

ordered_json change_json(const calendar_change& c, const phrase_book& phrases) {
  ordered_json days = ordered_json::array();
  for (const affected_day& d : c.days) {
    const auto& entry = d.now ? d.now : d.before;
    days.push_back({{"day", to_text(d.day)},
                    {"works_now", d.works_now},
                    {"decision", entry ? to_text(entry->decision.empty() ? entry->source : entry->decision, lang::en) : ""}});
  }
  ordered_json moved = ordered_json::array();
  for (const moved_duty& m : c.duties) {
    ordered_json because = ordered_json::array();
    for (const affected_day& d : m.because) because.push_back(to_text(d.day));
    moved.push_back({{"before", duty_json(m.before)},
                     {"after", duty_json(m.after)},
                     {"because", std::move(because)},
                     {"judged_otherwise", m.is_judged_otherwise()},
                     {"text", words(explain(m, phrases).statement)}});
  }
  ordered_json fresh = ordered_json::array();
  for (const auto& b : c.new_breaches) fresh.push_back(breach_json(b));
  ordered_json gone = ordered_json::array();
  for (const auto& b : c.gone_breaches) gone.push_back(breach_json(b));
  return {{"calendar", c.calendar},
          {"days", std::move(days)},
          {"duties", std::move(moved)},
          {"new_breaches", std::move(fresh)},
          {"gone_breaches", std::move(gone)}};
}

ordered_json reminders_json(std::span<const due_reminder> reminders) {
  ordered_json list = ordered_json::array();
  for (const due_reminder& r : reminders)
    list.push_back({{"on", to_text(r.on)},
                                {"escalates", r.escalates},
                                {"when", r.when == reminder::moment::before ? "before" : "after"},
                                {"by", {{"count", r.by.count}, {"unit", name_of(r.by.unit)}}},
                                {"role", r.role},
                                {"body", r.body},
                                {"body_name", words(r.body_name)},
                                {"label", words_or_null(r.label)},
                                {"provision", to_text(r.source, lang::en)},
                                {"duty", duty_json(r.about)}});
  return list;
}

ordered_json cases_json(std::span<const case_summary> cases) {
  constexpr std::array<std::string_view, 4> endings{"none", "by_its_steps", "withdrawn", "joined"};
  constexpr std::array<std::string_view, 3> standings{"same", "succeeded", "undetermined"};
  ordered_json list = ordered_json::array();
  for (const case_summary& c : cases) {
    ordered_json one{{"case", c.case_key},
                     {"procedure", c.procedure},
                     {"unit", c.unit},
                     {"unit_now", c.now.key},
                     {"unit_name", words(c.now.name)},
                     {"unit_standing", standings[static_cast<std::size_t>(c.now.result)]},
                     {"begun_on", day_or_null(c.begun_on)},
                     {"latest_on", day_or_null(c.latest_on)},
                     {"closed", c.is_closed},
                     {"ending", endings[static_cast<std::size_t>(c.ending)]},
                     {"stands_at", c.stands_at}};
    if (!c.joined_to.empty()) one["joined_to"] = c.joined_to;
    if (!c.parent.empty()) one["parent"] = c.parent;
    list.push_back(std::move(one));
  }
  return list;
}

ordered_json loads_json(std::span<const body_load> loads) {
  ordered_json list = ordered_json::array();
  for (const body_load& b : loads)
    list.push_back({{"body", b.body},
                    {"name", words(b.name)},
                    {"open", b.open},
                    {"overdue", b.overdue},
                    {"pending", b.pending},
                    {"suspended", b.suspended},
                    {"needs_review", b.needs_review},
                    {"next_due", day_or_null(b.next_due)}});
  return list;
}

ordered_json tallies_json(std::span<const unit_duties> tallies) {
  ordered_json list = ordered_json::array();
  duty_tally unplaced;
  for (const unit_duties& t : tallies) {
    if (t.unit.empty())
      unplaced += t.counts;
    else
      list.push_back({{"unit", t.unit}, {"own", counts_json(t.counts)}});
  }
  return {{"units", std::move(list)}, {"unplaced", counts_json(unplaced)}};
}

ordered_json tally_report_json(const tally_report& r, const registry& units, date on) {
  ordered_json list = ordered_json::array();
  for (const unit_tally& t : r.units)
    list.push_back({{"unit", units[t.unit].key},
                    {"name", words(units.full_name(t.unit, on))},
                    {"kind", name_of(units.kind(t.unit, on))},
                    {"depth", t.depth},
                    {"own", counts_json(t.own)},
                    {"with_below", counts_json(t.with_below)}});
  return {{"units", std::move(list)}, {"unplaced", counts_json(r.unplaced)}};
}

ordered_json next_json(std::span<const next_act> acts) {
  ordered_json list = ordered_json::array();
  for (const next_act& a : acts) {
    ordered_json branches = ordered_json::array();
    for (const auto& [code, label] : a.branches) branches.push_back({{"branch", code}, {"label", words(label)}});
    list.push_back({{"step", a.step},
                    {"what", words(a.what)},
                    {"kind", name_of(a.kind)},
                    {"branches", std::move(branches)},
                    {"chosen_branch", a.chosen_branch},
                    {"unknown_facts", a.unknown_facts},
                    {"role", a.role},
                    {"body", a.body},
                    {"body_name", words(a.body_name)},
                    {"not_before", day_or_null(a.not_before)},
                    {"not_after", day_or_null(a.not_after)},
                    {"rules", a.rules}});
  }
  return list;
}

ordered_json history_json(std::span<const history_line> lines) {
  ordered_json list = ordered_json::array();
  for (const history_line& h : lines)
    list.push_back(
        {{"on", day_or_null(h.on)}, {"kind", name_of(h.kind)}, {"step", h.step}, {"what", reasons_as_json(h.what)}});
  return list;
}

ordered_json event_json(const event& e) {
  ordered_json out{{"id", e.id}, {"case", e.case_key}};
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  if (e.kind != event_kind::act) out["kind"] = name_of(e.kind);
  put("subject", e.subject);
  put("procedure", e.procedure);
  put("unit", e.unit);
  put("step", e.step);
  put("branch", e.branch);
  out["occurred_on"] = day_or_null(e.occurred_on);
  out["recorded_on"] = day_or_null(e.recorded_on);
  put("by", e.by);
  if (!e.facts.empty()) {
    ordered_json facts = ordered_json::object();
    for (const fact& f : e.facts) facts[f.name] = f.value;
    out["facts"] = std::move(facts);
  }
  if (!e.evidence.empty()) out["evidence"] = e.evidence;
  return out;
}

checked<std::vector<event>> read_events_json(std::string_view content, std::string_view file) {
  const auto parsed =
      parse_json(content, file, {.bytes = std::size_t{16} << 20U, .depth = 8, .values = 2'000'000});
  if (!parsed) return unexpected{parsed.error()};
  diagnostics faults;
  std::vector<event> events;
  const auto add = [&](const nlohmann::json& value, const std::string& where) {
    object_reader r{value, where, faults};
    if (!r.is_object()) return;
    diagnostics of_this;
    event e = read_event(r);
    r.finish();
    if (!faults.has_errors()) of_this = check_text(e, where);
    faults.append(std::move(of_this));
    events.push_back(std::move(e));
  };
  const std::string root = std::string{file} + "#";
  if (parsed->is_array())
    for (std::size_t i = 0; i < parsed->size(); ++i) add((*parsed)[i], pointer_to(root, i));
  else
    add(*parsed, root);
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return events;
}

ordered_json faults_json(const diagnostics& faults) {
  constexpr std::array<std::string_view, 3> levels{"note", "warning", "error"};
  ordered_json list = ordered_json::array();
  for (const diagnostic& d : faults) {
    ordered_json one{{"severity", levels[static_cast<std::size_t>(d.level)]},
                     {"code", d.code},
                     {"where", d.where},
                     {"message", words(d.message)}};
    if (!d.remedy.empty()) one["remedy"] = words(d.remedy);
    list.push_back(std::move(one));
  }
  if (faults.omitted() != 0) list.push_back({{"omitted", faults.omitted()}});
  return list;
}

}  // namespace dinh::inline v1::exchange
