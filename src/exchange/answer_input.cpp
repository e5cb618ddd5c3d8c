#include "answer_input.hpp"

#include "json_reading.hpp"
#include "json_terms.hpp"

#include <dinh/law/citation_form.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

using nlohmann::json;

template <class Enum>
std::optional<Enum> read_term(object_reader& r, std::string_view member) {
  return r.optional_choice(member, term_names<Enum>());
}

counted read_count(object_reader& r, std::string_view member) {
  if (!r.has(member)) return {};
  if (r.is_null(member)) return counted::unknown();
  const auto n = r.optional_integer(member);
  return n ? counted{*n} : counted::unknown();
}

/// "10/2022/QH15 art 21(1) para 1": the citation of Art 21(1). Places that are no article ("art 3 and 4") are kept as
/// they stand: no rule rests on them.
std::optional<citation> citation_of(std::string_view s) {
  if (auto c = parse_any_citation(s)) return *std::move(c);
  constexpr std::string_view word = " art ";
  const auto at = s.find(word);
  if (at == std::string_view::npos) return citation{instrument_id(s), {}};
  return citation{instrument_id(s.substr(0, at)), std::string{s.substr(at + word.size())}};
}

/// A text that may be empty, unlike the strings of packs.
std::optional<std::string> read_any_text(object_reader& r, std::string_view member) {
  const json* v = r.raw(member);
  if (v == nullptr) return std::nullopt;
  if (!v->is_string()) {
    r.fault(member, "json/wrong-type", {"Ở đây phải là một chuỗi ký tự.", "Here must stand a string."});
    return std::nullopt;
  }
  return v->get<std::string>();
}

std::vector<tally> read_tallies(object_reader& r, std::string_view member) {
  std::vector<tally> out;
  r.optional_objects(member, [&](object_reader& t) {
    out.push_back({t.integer("households"), t.integer("in_favour")});
  });
  return out;
}

}  // namespace

void read_input(object_reader& r, request_input& in) {
  question& q = in.q;
  q.where = read_term<setting>(r, "setting");
  if (const auto name = r.optional_string("content")) {
    if (const auto c = content::from(*name))
      q.what = *c;
    else
      r.fault("content", "json/unknown-value", {"Không biết nội dung này.", "Unknown content."},
              {"Viết khoản của Điều 15: 15.1 đến 15.6.", "Write the clause of Art 15: 15.1 to 15.6."});
  }
  q.form = read_term<decision_form>(r, "form");
  q.matter = read_term<vote_matter>(r, "matter");
  q.purpose = read_term<meeting_purpose>(r, "purpose");
  q.body = read_term<asked_body>(r, "body");
  q.channel = read_term<publicity_channel>(r, "channel");
  q.conference = read_term<conference_kind>(r, "conference");
  q.relative = read_term<relative_role>(r, "relative_role");
  q.households = read_count(r, "households");
  q.present = read_count(r, "present");
  q.valid_ballots = read_count(r, "valid_ballots");
  q.ballots_returned = read_count(r, "ballots_returned");
  q.votes_cast = read_count(r, "votes_cast");
  q.in_favour = read_count(r, "in_favour");
  q.against = read_count(r, "against");
  q.blank = read_count(r, "blank");
  q.agreeing = read_count(r, "agreeing");
  q.online_agreed = read_count(r, "online_agreed");
  q.villages_total = read_count(r, "villages_total");
  q.villages_in_favour = read_count(r, "villages_in_favour");
  q.staff = read_count(r, "staff");
  q.delegates_summoned = read_count(r, "delegates_summoned");
  q.base = read_count(r, "base");
  q.members = read_count(r, "members");
  q.resident_members = read_count(r, "resident_members");
  q.clusters = read_tallies(r, "clusters");
  q.villages = read_tallies(r, "villages");
  r.optional_object("threshold", [&](object_reader& t) {
    threshold stated;
    stated.share = {t.integer("num"), t.integer("den", {.least = 1})};
    if (stated.share.den < 1) stated.share.den = 1;  // the fault is reported
    stated.how = t.boolean("strict") ? strictness::more_than : strictness::at_least;
    q.stated = stated;
  });
  q.failed_meeting = r.optional_boolean("failed_meeting");
  q.front_committee_agrees = r.optional_boolean("front_committee_agrees");
  q.beneficial = r.optional_boolean("beneficial");
  q.scattered = r.optional_boolean("scattered");
  q.special = r.optional_boolean("special");
  q.head_vacant = r.optional_boolean("head_vacant");
  q.head_is_front_head = r.optional_boolean("head_is_front_head");
  q.passed_on = r.optional_day("passed_on");
  q.recognised_on = r.optional_day("recognised_on");
  q.effective_date_set = r.optional_day("effective_date_set");
  q.start = r.optional_day("start");
  q.term_ends = r.optional_day("term_ends");
  q.vacancy_on = r.optional_day("vacancy_on");

  r.optional_object("limit", [&](object_reader& l) {
    limit length;
    // A longer one than any calendar can count is a question too: its end is not known.
    length.length.count = static_cast<std::int32_t>(
        std::min<std::int64_t>(l.integer("value", {.least = 0}), std::int64_t{longest_span_count} + 1));
    length.length.unit = l.choice("unit", time_unit_names);
    length.way = l.choice("direction", direction_names);
    in.length = length;
  });
  if (const auto s = r.optional_string("provision")) {
    in.provision = citation_of(*s);
    q.provision = in.provision;
  }
  in.trigger = r.optional_day("trigger");
  in.trigger_instant = r.optional_string("trigger_instant");
  in.asked_at = r.optional_strings("asked_at").value_or(std::vector<std::string>{});
  in.event = r.optional_day("event");
  in.end = r.optional_day("end");
  in.dates_given = r.has("dates");
  if (const auto days = r.optional_strings("dates"))
    for (const auto& d : *days) {
      auto day = parse_date(d, r.where("dates"));
      if (day)
        in.dates.push_back(*day);
      else
        r.fault("dates", "date/malformed", {"\"" + d + "\" không phải là ngày.", "\"" + d + "\" is not a date."});
    }
  in.calendar_id = r.optional_string("calendar");
  r.optional_object("policies", [&](object_reader& p) {
    const auto set = [&](std::string_view member, choice& into) {
      if (const auto b = p.optional_boolean(member)) into = *b ? choice::yes : choice::no;
    };
    set("swapped_day_off_is_rest_day", in.policies.swapped_day_off_is_rest_day);
    set("make_up_saturday_is_working_day", in.policies.make_up_saturday_is_working_day);
    set("roll_minimum_period_end", in.policies.roll_minimum_period_end);
  });
  in.item = r.optional_integer("item", {.least = 1, .most = 14});
  in.action = r.optional_string("action");
  in.due = r.optional_day("due");
  in.published_on_given = r.has("published_on");
  if (in.published_on_given && !r.is_null("published_on")) in.published_on = r.optional_day("published_on");
  in.today = r.optional_day("today");
  in.instant = r.optional_string("instant");
  in.zone = r.optional_string("zone");
  in.holiday = r.optional_string("holiday");
  in.year = r.optional_integer("year", {.least = 1400, .most = 9999});
  in.unit = r.optional_string("unit");
  in.until = r.optional_day("until");
  in.code = read_any_text(r, "code");
  in.pattern = read_any_text(r, "pattern");
  in.text_a = read_any_text(r, "text_a");
  in.text_b = read_any_text(r, "text_b");
  in.fold = r.optional_string("fold");
  in.names = r.optional_strings("names");
  in.locale = r.optional_string("locale");
  if (const json* v = r.raw("record")) in.record = *v;
  if (const json* v = r.raw("change")) in.change = *v;
  if (r.has("rows")) {
    in.rows.emplace();
    r.optional_objects("rows", [&](object_reader& row) {
      in.rows->push_back({row.integer("value"), row.boolean("deleted")});
    });
  }
  if (r.has("checklist")) {
    in.checklist.emplace();
    r.optional_objects("checklist", [&](object_reader& row) {
      in.checklist->push_back({row.boolean("mandatory"), row.boolean("done")});
    });
  }
  in.amount_text = read_any_text(r, "amount_text");
  in.operations = r.optional_strings("operations").value_or(std::vector<std::string>{});
}

}  // namespace dinh::inline v1::exchange
