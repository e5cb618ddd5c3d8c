#include "receipt_questions.hpp"

#include <dinh/exchange/conformance.hpp>

#include "hashing.hpp"
#include "json_policies.hpp"
#include "json_reading.hpp"
#include "json_terms.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace dinh::inline v1 {
namespace exchange {
namespace {

using nlohmann::json;

json_value day_or_null(date d) { return d.is_special() ? json_value{} : json_value{to_text(d)}; }

json_value span_json(span s) { return {{"count", s.count}, {"unit", name_of(s.unit)}}; }

// ---- the policies: every member has its name, both ways ------------------------------------------------------------

json_value policies_json(const due_policies& p) {
  json_value out;
  for (const auto& c : policy_choices) out.set(std::string{c.name}, p.*c.member == choice::yes);
  out.set("leap_day", leap_day_names[static_cast<std::size_t>(p.leap_day)].name);
  out.set("counting", counting_names[static_cast<std::size_t>(p.rule)].name);
  return out;
}
due_policies read_policies(object_reader& r) {
  due_policies p;
  for (const auto& c : policy_choices) p.*c.member = r.boolean(c.name) ? choice::yes : choice::no;
  p.leap_day = r.choice("leap_day", leap_day_names);
  p.rule = r.choice("counting", counting_names);
  return p;
}

/// Each provision with its evidence once, in the order of the reasons.
void add_provisions(const explanation& e, json_value::array& into) {
  if (!e.source.empty()) {
    json_value p{{"instrument", e.source.instrument}, {"evidence", std::string(1, letter(e.known_by))}};
    if (!e.source.article.empty()) p.set("article", e.source.article);
    if (std::find(into.begin(), into.end(), p) == into.end()) into.push_back(std::move(p));
  }
  for (const auto& b : e.because) add_provisions(b, into);
}

unexpected<diagnostics> no_answer(std::string where, std::string_view why_vi, std::string_view why_en) {
  return refuse("receipt/no-answer", std::move(where),
                {"Gói quy tắc không trả lời câu hỏi này: " + std::string{why_vi},
                 "The pack does not answer this question: " + std::string{why_en}});
}

// ---- when is it due? -----------------------------------------------------------------------------------------------

checked<recomputed> recompute_due(const json& inputs, std::string_view where, const pack& p) {
  diagnostics faults;
  object_reader r{inputs, std::string{where}, faults};
  due_date_question q;
  q.calendar = r.string("calendar");
  q.from = r.day("from");
  r.object("limit", [&](object_reader& l) {
    q.asked.length = span_of_members(l);
    q.asked.way = l.choice("way", direction_names);
  });
  r.object("policies", [&](object_reader& o) { q.options.policies = read_policies(o); });
  r.objects("suspensions", [&](object_reader& s) {
    suspension pause{s.day("from")};
    if (const auto until = s.optional_day("until")) pause.until = *until;
    q.options.suspensions.push_back(pause);
  });
  r.objects("extensions", [&](object_reader& s) { q.options.extensions.push_back(span_of_members(s)); });
  q.rule = r.optional_string("rule").value_or(std::string{});
  if (auto c = r.optional_cite()) {
    q.options.source = *std::move(c);
    q.options.known_by = r.known_by();
  }
  const evidence weakest = r.known_by("weakest_accepted");
  r.finish();
  if (faults.has_errors()) return unexpected{std::move(faults)};

  const pack held = p.accepting(weakest);
  const work_calendar* calendar = held.find_calendar(q.calendar);
  if (calendar == nullptr)
    return no_answer(std::string{where} + "/calendar", "không có lịch này.", "there is no such calendar.");
  if (!q.rule.empty()) {
    const rule* set_by = p.rules().find(q.rule);
    if (set_by == nullptr || set_by->time != q.asked || !set_by->valid.contains(q.from) ||
        set_by->source != q.options.source || set_by->known_by != q.options.known_by)
      return no_answer(std::string{where} + "/rule", "quy tắc không đặt ra thời hạn này vào ngày đó.",
                       "the rule does not set this limit on that day.");
  }
  const due_date due = calendar->due(q.asked, after(q.from), q.options);
  json_value::array assumed;
  for (const date d : due.assumed_days) assumed.push_back(to_text(d));
  json_value::array provisions;
  add_provisions(due.why, provisions);
  recomputed out;
  out.result = json_value{{"day", day_or_null(due.day)},
                          {"counted", day_or_null(due.counted)},
                          {"provisional", due.is_provisional},
                          {"assumed_days", std::move(assumed)},
                          {"rests_on", std::move(provisions)}};
  out.calendars.push_back(q.calendar);
  return out;
}

// ---- by when, where and how long must it be made public? ------------------------------------------------------------

constexpr std::array<enum_name<publicity_regime>, 3> regimes{
    {{"commune", publicity_regime::commune},
     {"agency", publicity_regime::agency},
     {"state_enterprise", publicity_regime::state_enterprise}}};

json_value source_json(const rule* r, evidence known_by) {
  json_value out{{"rule", r->id},
                 {"instrument", r->source.instrument},
                 {"article", r->source.article},
                 {"evidence", std::string(1, letter(known_by))}};
  return out;
}

checked<recomputed> recompute_publicity(const json& inputs, std::string_view where, const pack& p) {
  diagnostics faults;
  object_reader r{inputs, std::string{where}, faults};
  publicity_question q;
  q.regime = r.choice("regime", regimes);
  q.item = static_cast<int>(r.integer("item", {.least = 1, .most = 1000}));
  q.on = r.day("on");
  // Receipts of 1.0 and 1.1 do not say which evidence was accepted, and name that of a rule without regard to the day.
  const bool says_evidence = r.has("weakest_accepted");
  const evidence weakest = says_evidence ? r.known_by("weakest_accepted") : p.rules().weakest_accepted();
  r.finish();
  if (faults.has_errors()) return unexpected{std::move(faults)};
  const rule_set rules = p.rules().accepting(weakest);
  const publicity_duty duty = publicity_of(rules, q.regime, q.item, q.on);
  const auto source_of = [&](const rule* by) {
    return by == nullptr ? json_value{} : source_json(by, says_evidence ? known_on(*by, q.on) : by->known_by);
  };
  json_value::array channels;
  for (std::size_t c = 0; c < duty.channels.size(); ++c) {
    const channel_duty& d = duty.channels[c];
    if (!d.is_asked) continue;
    json_value one{{"channel", term_name(static_cast<publicity_channel>(c))},
                   {"permanent", d.is_permanent},
                   {"source", source_of(d.source)}};
    if (d.least) one.set("at_least", span_json(*d.least));
    channels.push_back(std::move(one));
  }
  recomputed out;
  out.result = json_value{{"channels", std::move(channels)},
                          {"publish_source", source_of(duty.publish_source)},
                          {"list_source", source_of(duty.list_source)}};
  if (duty.publish_within) {
    json_value within = span_json(duty.publish_within->length);
    within.set("way", name_of(duty.publish_within->way));
    out.result.set("publish_within", std::move(within));
  }
  if (!duty.too_weak.empty()) {
    json_value::array weak;
    for (const rule* left_open : duty.too_weak) weak.push_back(source_of(left_open));
    out.result.set("too_weak", std::move(weak));
  }
  if (duty.list_source != nullptr) out.result.set("list_every_months", json_value{duty.list_every_months.value_or(0)});
  return out;
}

// ---- rule cases ------------------------------------------------------------------------------------------------------

checked<recomputed> recompute_request(const json& inputs, std::string_view where, const pack& p) {
  if (!inputs.is_object() || !inputs.contains("request"))
    return refuse("receipt/malformed", std::string{where}, {"Thiếu yêu cầu.", "The request is missing."});
  evidence weakest = evidence::memory;
  diagnostics faults;
  object_reader r{inputs, std::string{where}, faults};
  (void)r.raw("request");
  weakest = r.known_by("weakest_accepted");
  r.finish();
  if (faults.has_errors()) return unexpected{std::move(faults)};
  const json& request = inputs.at("request");
  const pack held = p.accepting(weakest);
  const answer_context context{held.rules(), {held.calendars().begin(), held.calendars().end()}, {}};
  const std::string line = answer_request(context, request.dump(), reasons::add);
  auto reply = parse_json(line, "answer");
  if (!reply) return unexpected{std::move(reply).error()};
  if (const auto fault = reply->find("error"); fault != reply->end())
    return no_answer(std::string{where} + "/request", fault->get<std::string>(), fault->get<std::string>());
  if (!reply->contains("answer"))
    return no_answer(std::string{where} + "/request", "không hỗ trợ.", "it is not supported.");
  recomputed out;
  for (const char* part : {"answer", "rests_on"}) {
    if (!reply->contains(part)) continue;
    auto value = to_json_value(reply->at(part));
    if (!value) return unexpected{std::move(value).error()};
    out.result.set(part, *std::move(value));
  }
  // questions about time rest on a calendar, those about votes, forms and bodies do not
  const std::string kind = request.value("kind", std::string{});
  for (const char* timed : {"deadline", "lead_time", "duration", "validity", "calendar"})
    if (kind == timed) {
      std::string id = "state-agency";
      if (const auto input = request.find("input"); input != request.end() && input->is_object())
        if (const auto named = input->find("calendar"); named != input->end() && named->is_string())
          id = named->get<std::string>();
      out.calendars.push_back(std::move(id));
    }
  return out;
}

}  // namespace

json_value inputs_of(const due_date_question& q, evidence weakest_accepted) {
  json_value asked = span_json(q.asked.length);
  asked.set("way", name_of(q.asked.way));
  json_value::array suspensions;
  for (const suspension& s : q.options.suspensions) {
    json_value one{{"from", to_text(s.from)}};
    if (!s.until.is_special()) one.set("until", to_text(s.until));
    suspensions.push_back(std::move(one));
  }
  json_value::array extensions;
  for (const span& s : q.options.extensions) extensions.push_back(span_json(s));
  json_value out{{"calendar", q.calendar},
                 {"from", to_text(q.from)},
                 {"limit", std::move(asked)},
                 {"policies", policies_json(q.options.policies)},
                 {"suspensions", std::move(suspensions)},
                 {"extensions", std::move(extensions)},
                 {"weakest_accepted", std::string(1, letter(weakest_accepted))}};
  if (!q.rule.empty()) out.set("rule", q.rule);
  if (!q.options.source.empty()) {
    out.set("citation", q.options.source.instrument +
                            (q.options.source.article.empty() ? std::string{} : " " + q.options.source.article));
    out.set("evidence", std::string(1, letter(q.options.known_by)));
  }
  return out;
}

json_value inputs_of(const publicity_question& q, evidence weakest_accepted) {
  return {{"regime", regimes[static_cast<std::size_t>(q.regime)].name},
          {"item", q.item},
          {"on", to_text(q.on)},
          {"weakest_accepted", std::string(1, letter(weakest_accepted))}};
}

checked<recomputed> recompute(std::string_view question, const json& inputs, std::string_view where, const pack& p) {
  if (question == "due") return recompute_due(inputs, where, p);
  if (question == "publicity") return recompute_publicity(inputs, where, p);
  if (question == "request") return recompute_request(inputs, where, p);
  return refuse("receipt/malformed", std::string{where},
                {"Không biết loại câu hỏi \"" + std::string{question} + "\".",
                 "Unknown kind of question \"" + std::string{question} + "\"."});
}

}  // namespace exchange

// ---- a question of the law as a rule case ---------------------------------------------------------------------------

json_value request_of(const question& q) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kinds{{{"decision", ""},
                                                                                 {"procedural_vote", ""},
                                                                                 {"initiative", ""},
                                                                                 {"minimum_votes", ""},
                                                                                 {"effect", ""},
                                                                                 {"form", "choose_form"},
                                                                                 {"form", "cluster_meetings"},
                                                                                 {"form", "convention_meeting"},
                                                                                 {"form", "publicity_items"},
                                                                                 {"body", "recognise"},
                                                                                 {"body", "convene_meeting"},
                                                                                 {"body", "interim_head"},
                                                                                 {"body", "committee_size"},
                                                                                 {"body", "committee_term"},
                                                                                 {"body", "by_election"},
                                                                                 {"body", "board_composition"},
                                                                                 {"body", "member_eligibility"}}};
  const auto& kind = kinds[static_cast<std::size_t>(q.asked)];
  json_value in = json_value::object{};
  const auto put_term = [&](const char* name, const auto& value) {
    if (value) in.set(name, term_name(*value));
  };
  const auto put_day = [&](const char* name, const std::optional<date>& d) {
    if (d) in.set(name, to_text(*d));
  };
  const auto put_bool = [&](const char* name, const std::optional<bool>& b) {
    if (b) in.set(name, *b);
  };
  const auto put_count = [&](const char* name, const counted& n) {
    if (n.is_asked()) in.set(name, n.is_known() ? json_value{n.value()} : json_value{});
  };
  const auto put_tallies = [&](const char* name, const std::vector<tally>& list) {
    if (list.empty()) return;
    json_value::array out;
    for (const tally& t : list) out.push_back(json_value{{"households", t.households}, {"in_favour", t.in_favour}});
    in.set(name, std::move(out));
  };
  if (!kind.second.empty()) in.set("action", kind.second);
  put_term("setting", q.where);
  if (q.what.is_given()) in.set("content", "15." + std::to_string(q.what.clause()));
  put_term("form", q.form);
  put_term("matter", q.matter);
  put_term("purpose", q.purpose);
  put_term("body", q.body);
  put_term("channel", q.channel);
  put_term("conference", q.conference);
  put_term("relative_role", q.relative);
  put_count("households", q.households);
  put_count("present", q.present);
  put_count("valid_ballots", q.valid_ballots);
  put_count("ballots_returned", q.ballots_returned);
  put_count("votes_cast", q.votes_cast);
  put_count("in_favour", q.in_favour);
  put_count("against", q.against);
  put_count("blank", q.blank);
  put_count("agreeing", q.agreeing);
  put_count("online_agreed", q.online_agreed);
  put_count("villages_total", q.villages_total);
  put_count("villages_in_favour", q.villages_in_favour);
  put_count("staff", q.staff);
  put_count("delegates_summoned", q.delegates_summoned);
  put_count("base", q.base);
  put_count("members", q.members);
  put_count("resident_members", q.resident_members);
  put_tallies("clusters", q.clusters);
  put_tallies("villages", q.villages);
  if (q.stated)
    in.set("threshold", json_value{{"num", q.stated->share.num},
                                   {"den", q.stated->share.den},
                                   {"strict", q.stated->how == strictness::more_than}});
  put_bool("failed_meeting", q.failed_meeting);
  put_bool("front_committee_agrees", q.front_committee_agrees);
  put_bool("beneficial", q.beneficial);
  put_bool("scattered", q.scattered);
  put_bool("special", q.special);
  put_bool("head_vacant", q.head_vacant);
  put_bool("head_is_front_head", q.head_is_front_head);
  put_day("passed_on", q.passed_on);
  put_day("recognised_on", q.recognised_on);
  put_day("effective_date_set", q.effective_date_set);
  put_day("start", q.start);
  put_day("term_ends", q.term_ends);
  put_day("vacancy_on", q.vacancy_on);
  if (q.provision)
    in.set("provision", q.provision->instrument + (q.provision->article.empty() ? "" : " art " + q.provision->article));
  return {{"id", "receipt"}, {"kind", kind.first}, {"as_of", to_text(q.on)}, {"input", std::move(in)}};
}

}  // namespace dinh::inline v1
