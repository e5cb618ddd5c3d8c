// Votes, questions as JSON, rules and instruments.

#include <capi/answering.hpp>
#include <capi/sized.hpp>
#include <capi/to_limit.hpp>
#include <dinh/law/citation_form.hpp>
#include <dinh/law/decide.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_writing.hpp>

#include <nlohmann/json.hpp>

namespace dinh::capi {
namespace {

std::optional<threshold> ratio_argument(arguments& a, const dinh_ratio* given, const char* name) {
  const dinh_ratio r = read_sized(a, given, name, dinh_ratio DINH_RATIO_INIT);
  if (r.num < 0 || r.den < 1 || (r.how != DINH_AT_LEAST && r.how != DINH_MORE_THAN)) {
    a.fault(DINH_EINVAL, "capi/ratio", name,
            {"Cần num >= 0, den >= 1, how là DINH_AT_LEAST hoặc DINH_MORE_THAN.",
             "num is 0 or more, den 1 or more, how DINH_AT_LEAST or DINH_MORE_THAN."});
    return std::nullopt;
  }
  return threshold{{r.num, r.den}, r.how == DINH_MORE_THAN ? strictness::more_than : strictness::at_least, base_of::stated};
}

void count_argument(arguments& a, std::int64_t n, const char* name) {
  if (n < 0) a.fault(DINH_EINVAL, "capi/count", name, {"Số đếm không được âm.", "A count is not negative."});
}

counted count_of(arguments& a, std::int64_t n, const char* name) {
  if (n == DINH_NOT_GIVEN) return {};
  if (n == DINH_UNKNOWN) return counted::unknown();
  count_argument(a, n, name);
  return counted{n};
}

question question_argument(arguments& a, const dinh_vote* given) {
  const dinh_vote v = read_sized(a, given, "vote", dinh_vote DINH_VOTE_INIT);
  question q;
  if (given == nullptr) return q;
  q.on = day_argument(a, v.on, "vote.on");
  if (v.setting < DINH_SETTING_VILLAGE || v.setting > DINH_SETTING_STATE_ENTERPRISE)
    a.fault(DINH_EINVAL, "capi/setting", "vote.setting", {"Không có phạm vi này.", "There is no such setting."},
            {"DINH_SETTING_VILLAGE đến DINH_SETTING_STATE_ENTERPRISE.",
             "DINH_SETTING_VILLAGE to DINH_SETTING_STATE_ENTERPRISE."});
  else
    q.where = static_cast<setting>(v.setting - DINH_SETTING_VILLAGE);
  if (v.content < 0 || v.content > 6)
    a.fault(DINH_EINVAL, "capi/content", "vote.content", {"Khoản của Điều 15: 1 đến 6.", "A clause of Art 15 is 1 to 6."});
  else if (v.content != 0) {
    const char name[] = {'1', '5', '.', static_cast<char>('0' + v.content)};
    q.what = content::from({name, 4}).value_or(content{});
  }
  if (v.form < 0 || v.form > DINH_FORM_ONLINE_VOTE)
    a.fault(
        DINH_EINVAL, "capi/form", "vote.form", {"Không có hình thức này.", "There is no such form."},
        {"DINH_FORM_MEETING đến DINH_FORM_ONLINE_VOTE, hoặc 0.", "DINH_FORM_MEETING to DINH_FORM_ONLINE_VOTE, or 0."});
  else if (v.form != 0)
    q.form = static_cast<decision_form>(v.form - DINH_FORM_MEETING);
  a.zero(v.reserved, "vote.reserved");
  q.households = count_of(a, v.households, "vote.households");
  q.present = count_of(a, v.present, "vote.present");
  q.in_favour = count_of(a, v.in_favour, "vote.in_favour");
  q.against = count_of(a, v.against, "vote.against");
  q.blank = count_of(a, v.blank, "vote.blank");
  q.ballots_returned = count_of(a, v.ballots_returned, "vote.ballots_returned");
  q.valid_ballots = count_of(a, v.valid_ballots, "vote.valid_ballots");
  return q;
}
static_assert(static_cast<int>(setting::village) == 0 && static_cast<int>(setting::commune) == 1 &&
              static_cast<int>(setting::agency) == 2 && static_cast<int>(setting::state_enterprise) == 3);
static_assert(static_cast<int>(decision_form::meeting) == 0 && static_cast<int>(decision_form::household_ballot) == 1 &&
              static_cast<int>(decision_form::online_vote) == 2);
static_assert(static_cast<int>(outcome::passed) == DINH_PASSED && static_cast<int>(outcome::not_passed) == DINH_NOT_PASSED &&
              static_cast<int>(outcome::unreachable) == DINH_UNREACHABLE &&
              static_cast<int>(outcome::unlawful_form) == DINH_UNLAWFUL_FORM &&
              static_cast<int>(outcome::invalid_input) == DINH_INVALID_FACTS &&
              static_cast<int>(outcome::undetermined) == DINH_UNDETERMINED &&
              static_cast<int>(outcome::needs_review) == DINH_NEEDS_REVIEW && static_cast<int>(outcome::met) == DINH_MET &&
              static_cast<int>(outcome::not_met) == DINH_NOT_MET && static_cast<int>(outcome::overdue) == DINH_OVERDUE &&
              static_cast<int>(outcome::no_data) == DINH_NO_DATA);

/// A day, or none for DINH_NO_DAY.
std::optional<date> optional_day(arguments& a, dinh_day d, const char* name) {
  if (d == DINH_NO_DAY) return std::nullopt;
  return day_argument(a, d, name);
}

dinh_status not_found(arguments& a, const char* name, text what, std::string_view id) {
  a.fault(DINH_ENOTFOUND, "capi/not-found", name,
          {"Không có " + what.vi + " \"" + std::string{id} + "\".", "There is no " + what.en + " \"" + std::string{id} + "\"."});
  return a.refuse();
}

/// A list of the pack's law, of all time or of one day.
template <class Write>
dinh_status give_list(const char* function, const dinh_pack* pack, dinh_day on, dinh_string** out, Write list) {
  return guarded(function, [&] {
    arguments a{function};
    a.needs(pack, "pack");
    const auto day = optional_day(a, on, "on");
    a.needs(out, "out");
    return a.ok() ? give(out, exchange::on_one_line(list(pack->value, day))) : a.refuse();
  });
}

/// One thing of the pack's law by its id; `find` gives something that is false where there is none.
template <class Find, class Write>
dinh_status give_one(const char* function, const dinh_pack* pack, std::string_view what_vi, std::string_view what_en,
                     const char* id, size_t id_length, dinh_string** out, Find find, Write write) {
  return guarded(function, [&] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string_view name = a.text(id, id_length, "id");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto found = find(pack->value, name);
    if (!found) return not_found(a, "id", {std::string{what_vi}, std::string{what_en}}, name);
    return give(out, exchange::on_one_line(write(found, pack->value)));
  });
}

}  // namespace
}  // namespace dinh::capi

using namespace dinh::capi;
using dinh::exchange::on_one_line;

extern "C" {

dinh_status dinh_ratio_is_met(const dinh_ratio* ratio, int64_t votes, int64_t base, int32_t* out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const auto t = ratio_argument(a, ratio, "ratio");
    count_argument(a, votes, "votes");
    count_argument(a, base, "base");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    *out = dinh::is_enough(*t, votes, base).value_or(false) ? 1 : 0;
    return DINH_OK;
  });
}

dinh_status dinh_ratio_least(const dinh_ratio* ratio, int64_t base, int64_t* out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const auto t = ratio_argument(a, ratio, "ratio");
    count_argument(a, base, "base");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    // a share above 1 of a large base can lie beyond 64 bits
    using wide = dinh::detail::wide;
    if (wide{t->share.num} * base / t->share.den >= wide{INT64_MAX})
      return fail(function, DINH_EINVAL, "capi/count", "the answer does not fit into 64 bits");
    *out = dinh::least_enough(*t, base).value_or(0);
    return DINH_OK;
  });
}

dinh_status dinh_decide(const dinh_pack* pack, const dinh_vote* vote, dinh_ruling* out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const dinh::question q = question_argument(a, vote);
    check_sized(a, out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::ruling r = dinh::rule_on(pack->value.rules(), q);
    dinh_ruling answer = DINH_RULING_INIT;
    answer.outcome = r.result ? static_cast<int32_t>(*r.result) : DINH_OUTCOME_NONE;
    answer.minimum = r.minimum.value_or(DINH_NOT_GIVEN);
    answer.base = r.base.value_or(DINH_NOT_GIVEN);
    answer.ratio_num = r.applied ? r.applied->share.num : DINH_NOT_GIVEN;
    answer.ratio_den = r.applied ? r.applied->share.den : DINH_NOT_GIVEN;
    answer.ratio_how = -1;
    if (r.applied && r.applied->how != dinh::strictness::disputed)
      answer.ratio_how = r.applied->how == dinh::strictness::more_than ? DINH_MORE_THAN : DINH_AT_LEAST;
    answer.further_votes = r.further_votes.value_or(DINH_NOT_GIVEN);
    answer.further_attendance = r.further_attendance.value_or(DINH_NOT_GIVEN);
    write_sized(out, answer);
    return DINH_OK;
  });
}

dinh_status dinh_answer(const dinh_pack* pack, const dinh_register* units, const char* request, size_t request_length,
                        dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string_view line = a.document(request, request_length, "request");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    std::string reply;
    if (units == nullptr) {
      reply = dinh::answer_request(pack->context, line, dinh::reasons::add);
    } else {
      dinh::answer_context with_units = pack->context;
      with_units.successors = units->successors;
      reply = dinh::answer_request(with_units, line, dinh::reasons::add);
    }
    constexpr std::string_view error_member = "\"error\":";
    if (reply.find(error_member) != std::string::npos) {  // perhaps as a text inside the answer: look closely
      const auto parsed = nlohmann::json::parse(reply, nullptr, false);
      if (parsed.is_object() && parsed.contains("error")) {
        const std::string words = parsed["error"].is_string() ? parsed["error"].get<std::string>() : reply;
        a.fault(DINH_EINPUT, "capi/question", "request", {words, words},
                {"docs/questions.md nêu các câu hỏi.", "docs/questions.md lists the questions."});
        return a.refuse();
      }
    }
    return give(out, std::move(reply));
  });
}

dinh_status dinh_outline(const dinh_pack* pack, const char* request, size_t request_length, dinh_string** out) {
  return give_answer(__func__, pack, "pack", request, request_length, "request", out,
                     [](const dinh_pack& p, std::string_view line) -> dinh::checked<nlohmann::ordered_json> {
                       const auto q = dinh::exchange::read_decision_request(line);
                       if (!q) return dinh::unexpected{q.error()};
                       return dinh::exchange::outline_json(dinh::outline_of(p.value.rules(), *q));
                     });
}

dinh_status dinh_verdict(const dinh_pack* pack, const char* request, size_t request_length, dinh_string** out) {
  return give_answer(__func__, pack, "pack", request, request_length, "request", out,
                     [](const dinh_pack& p, std::string_view line) -> dinh::checked<nlohmann::ordered_json> {
                       const auto q = dinh::exchange::read_decision_request(line);
                       if (!q) return dinh::unexpected{q.error()};
                       return dinh::exchange::verdict_json(dinh::decide(p.value.rules(), *q));
                     });
}

dinh_status dinh_conformance(const dinh_pack* pack, const dinh_register* units, const char* cases, size_t cases_length,
                             dinh_string** out) {
  return give_answer(__func__, pack, "pack", cases, cases_length, "cases", out,
                     [&](const dinh_pack& p, std::string_view content) -> dinh::checked<std::string> {
                       const auto file = dinh::read_cases(content, "cases");
                       if (!file) return dinh::unexpected{file.error()};
                       dinh::answer_context context = p.context;
                       if (units != nullptr) context.successors = units->successors;
                       return dinh::to_json(dinh::run_cases(*file, [&](const std::string& line) {
                         return dinh::answer_request(context, line, dinh::reasons::add);
                       }));
                     });
}

dinh_status dinh_publicity(const dinh_pack* pack, const char* request, size_t request_length, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string_view line = a.document(request, request_length, "request");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto asked = dinh::exchange::read_publicity_request(line);
    if (!asked) return fail(function, DINH_EINPUT, asked.error());
    const dinh::work_calendar* calendar = calendar_argument(a, pack->value, asked->calendar, "request#/calendar");
    if (calendar == nullptr) return a.refuse();
    return give(out, on_one_line(dinh::exchange::publicity_json(
                         dinh::exchange::report_publicity(pack->value.rules(), *calendar, asked->query))));
  });
}

dinh_status dinh_rules(const dinh_pack* pack, dinh_day on, dinh_string** out) {
  return give_list(__func__, pack, on, out,
                   [](const dinh::pack& p, const auto& day) { return dinh::exchange::rules_json(p.rules(), day); });
}

dinh_status dinh_rule(const dinh_pack* pack, const char* id, size_t id_length, dinh_string** out) {
  return give_one(
      __func__, pack, "quy tắc", "rule", id, id_length, out,
      [](const dinh::pack& p, std::string_view name) { return p.rules().find(name); },
      [](const dinh::rule* found, const dinh::pack& p) { return dinh::exchange::rule_json(*found, p); });
}

dinh_status dinh_instruments(const dinh_pack* pack, dinh_day on, dinh_string** out) {
  return give_list(__func__, pack, on, out,
                   [](const dinh::pack& p, const auto& day) { return dinh::exchange::instruments_json(p.rules(), day); });
}

dinh_status dinh_instrument(const dinh_pack* pack, const char* id, size_t id_length, dinh_string** out) {
  return give_one(
      __func__, pack, "văn bản", "instrument", id, id_length, out,
      [](const dinh::pack& p, std::string_view name) { return p.statutes().find(name); },
      [](const auto& found, const dinh::pack& p) { return dinh::exchange::instrument_json(found, p.statutes()); });
}

dinh_status dinh_cite(const dinh_pack* pack, const char* citation, size_t citation_length, dinh_day on,
                      dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string_view given = a.text(citation, citation_length, "citation");
    const auto day = optional_day(a, on, "on");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto c = dinh::parse_any_citation(given);
    if (!c) return fail(function, DINH_EINPUT, c.error());
    const dinh::statute_book& book = pack->value.statutes();
    nlohmann::ordered_json j{{"instrument", c->instrument}, {"article", c->article},
                             {"akn", dinh::to_akn(*c)},     {"vi", book.cite(*c, dinh::lang::vi)},
                             {"en", book.cite(*c, dinh::lang::en)}, {"known", static_cast<bool>(book.find(c->instrument))}};
    j["rules"] = nlohmann::ordered_json::array();
    if (day) {
      for (const dinh::rule* r : pack->value.rules().at_provision(*c, *day)) j["rules"].push_back(r->id);
    } else {
      const std::string_view named = pack->value.rules().known_as(c->instrument);
      for (const dinh::rule& r : pack->value.rules().rules())
        if (r.source.instrument == named && (c->article.empty() || dinh::covers(c->article, r.source.article))) j["rules"].push_back(r.id);
    }
    return give(out, on_one_line(j));
  });
}

}  // extern "C"
