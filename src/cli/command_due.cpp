// dinh due.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/due_arguments.hpp>
#include <cli/opening.hpp>
#include <cli/print_calendar.hpp>
#include <cli/print_due.hpp>
#include <cli/receipts.hpp>
#include <dinh/calendar/due.hpp>
#include <exchange/json_due.hpp>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

namespace dinh::cli {
namespace {

/// A limit as given on the command line, or as the rule of that day sets it.
struct asked_limit {
  limit time;
  citation source;
  evidence known_by = evidence::text;
  std::string rule{};  ///< id of the rule that sets it, if one does
};

checked<asked_limit> find_limit(const due_options& o, const pack& p, date on) {
  struct way {
    const std::string& given;
    const char* option;
    direction direction_of;
  };
  for (const way& w :
       {way{o.within, "--within", direction::within_after}, way{o.before, "--before", direction::not_later_than_before},
        way{o.at_least, "--at-least", direction::at_least_lasting},
        way{o.valid_for, "--valid-for", direction::valid_for}}) {
    if (w.given.empty()) continue;
    const auto length = parse_span(w.given, w.option);
    if (!length) return unexpected{length.error()};
    return asked_limit{limit{*length, w.direction_of}, {}, evidence::text, {}};
  }
  if (o.rule.empty())
    return refuse("cli/span", "--within", {"Thời hạn để trống.", "The limit is empty."},
                  {"Ví dụ: \"5 ngày làm việc\", 5wd, 20d, 2w, 6m, 1y, 8h.",
                   "For example \"5 working days\", 5wd, 20d, 2w, 6m, 1y, 8h."});
  const auto found = exchange::rule_with_limit(p, o.rule, on, "cli/rule", "--rule");
  if (!found) return unexpected{found.error()};
  const rule* r = *found;
  return asked_limit{*r->time, r->source, r->known_by, r->id};
}

due_policies policies_of(const due_options& o) {
  const auto no_if = [](bool flag) { return flag ? choice::no : choice::yes; };
  const auto yes_if = [](bool flag) { return flag ? choice::yes : choice::no; };
  due_policies p;
  p.swapped_day_off_is_rest_day = no_if(o.swapped_day_off_is_not_rest_day);
  p.make_up_saturday_is_working_day = no_if(o.make_up_saturday_is_not_working_day);
  p.substitute_day_is_day_off = no_if(o.substitute_day_is_not_day_off);
  p.culture_day_is_made_up = yes_if(o.culture_day_is_made_up);
  p.roll_minimum_period_end = yes_if(o.roll_minimum_period_end);
  p.roll_lead_time_earlier = yes_if(o.roll_lead_time_earlier);
  p.lead_time_in_full_days = yes_if(o.lead_time_in_full_days);
  if (o.leap_day_first_of_march) p.leap_day = leap_day_anniversary::first_of_march;
  if (o.counting == "limitation") p.rule = counting::limitation;
  if (o.counting == "entry-into-force") p.rule = counting::entry_into_force;
  return p;
}

/// Options that this question does not take are a misunderstanding, not to be passed over in silence.
void refuse_given(const std::vector<std::pair<const char*, bool>>& given, text why, diagnostics& faults) {
  for (const auto& [option, is_given] : given)
    if (is_given)
      faults.error("cli/option", option, why, {"Bỏ tùy chọn này.", "Leave this option out."});
}

/// The extensions asked for, if the terms given allow them.
std::vector<span> extensions_of(const due_options& o, diagnostics& faults) {
  if (o.extended.empty()) {
    refuse_given({{"--extended-times", o.extended_times != 1},
                  {"--extensions-allowed", o.extensions_allowed.has_value()},
                  {"--extension-at-most", !o.extension_at_most.empty()}},
                 {"Tùy chọn này cần --extended.", "This option needs --extended."}, faults);
    return {};
  }
  auto each = parse_span(o.extended, "--extended");
  if (!each) {
    faults.append(std::move(each).error());
    return {};
  }
  constexpr std::int32_t most = 1'000;
  if (o.extended_times < 1 || o.extended_times > most || (o.extensions_allowed && *o.extensions_allowed < 0)) {
    faults.error("cli/extension", "--extended-times",
                 {"Số lần gia hạn phải từ 1 đến 1000.", "A limit is extended 1 to 1000 times."}, {});
    return {};
  }
  extension_terms terms{*each, o.extensions_allowed.value_or(o.extended_times), {}};
  if (!o.extension_at_most.empty()) {
    auto all = parse_span(o.extension_at_most, "--extension-at-most");
    if (!all) {
      faults.append(std::move(all).error());
      return {};
    }
    terms.most_in_all = *all;
  }
  auto out = extend(terms, o.extended_times);
  if (!out) {
    for (diagnostic d : out.error()) {
      d.where = d.code == "limit/not-extendable" ? "--extended-times" : "--extension-at-most";
      faults.add(std::move(d));
    }
    return {};
  }
  return *std::move(out);
}

std::vector<suspension> suspensions_of(const due_options& o, diagnostics& faults) {
  std::vector<suspension> out;
  for (const auto& given : o.suspended) {
    auto s = parse_suspension(given);
    if (s)
      out.push_back(*s);
    else
      faults.append(std::move(s).error());
  }
  return out;
}

/// Takes the limit of the area; refuses half a statement.
void choose_area(const due_options& o, asked_limit& asked, diagnostics& faults) {
  if (o.remote.empty() && o.area.empty()) return;
  if (o.remote.empty() || o.area.empty()) {
    faults.error("cli/area", o.remote.empty() ? "--remote" : "--area",
                 {"Thời hạn theo vùng cần cả --remote và --area.", "A limit by area needs both --remote and --area."},
                 {"--remote \"45 ngày\" --area remote (vùng sâu, vùng xa) hoặc --area ordinary.",
                  "--remote \"45 days\" with --area remote or --area ordinary."});
    return;
  }
  auto remote = parse_span(o.remote, "--remote");
  if (!remote) {
    faults.append(std::move(remote).error());
    return;
  }
  const limit_by_area both{asked.time, limit{*remote, asked.time.way}};
  asked.time = both.in(o.area == "remote" ? area::remote : area::ordinary);
}

int run_hours(const common_options& common, const due_options& o, const asked_limit& asked, const given_moment& from,
              const work_calendar& calendar, diagnostics faults) {
  refuse_given({{"--suspended", !o.suspended.empty()},
                {"--earlier-of", !o.earlier_of.empty()},
                {"--receipt", !o.receipt.empty()}},
               {"Không dùng được với thời hạn tính bằng giờ.", "Not for a limit in hours."}, faults);
  if (asked.time.way != direction::within_after)
    faults.error("cli/hours", "--within",
                 {"Chỉ thời hạn \"trong vòng\" mới tính được bằng giờ.", "Only --within counts hours."},
                 {"Dùng --within.", "Use --within."});
  if (o.hours.empty())
    faults.error("cli/hours", "--hours", {"Thiếu giờ làm việc.", "The office hours are missing."},
                 {"Ví dụ: --hours \"t2-t6 07:30-11:30,13:30-17:00\".",
                  "For example --hours \"mon-fri 07:30-11:30,13:30-17:00\"."});
  if (!from.has_time)
    faults.error("cli/moment", "--from",
                 {"Thời hạn tính bằng giờ bắt đầu từ một thời điểm.", "A limit in hours starts at a moment."},
                 {"Viết NNNN-TT-NN GG:PP.", "Write YYYY-MM-DD HH:MM."});
  span length = asked.time.length;
  for (const span& e : extensions_of(o, faults)) {
    if (e.unit != time_unit::hour)
      faults.error("cli/extension", "--extended",
                   {"Gia hạn phải cùng tính bằng giờ.", "The extension has to be in hours too."}, {});
    else
      length.count = std::min(longest_span_count, length.count + std::min(e.count, longest_span_count));
  }
  std::optional<office_hours> hours;
  if (!o.hours.empty()) {
    auto parsed = parse_hours(o.hours);
    if (parsed)
      hours = *std::move(parsed);
    else
      faults.append(std::move(parsed).error());
  }
  if (faults.has_errors() || !hours) return report(faults, common.language);
  const due_moment due = due_within_hours(length, from.at, calendar, *hours, policies_of(o));
  print(common.as_json ? moment_as_json(due, calendar) : print_moment(due, calendar, common.language));
  return due.at ? 0 : 1;
}

int run_every(const common_options& common, const due_options& o, date from, const work_calendar& calendar,
              diagnostics faults) {
  refuse_given({{"--hours", !o.hours.empty()},
                {"--suspended", !o.suspended.empty()},
                {"--extended", !o.extended.empty()},
                {"--remote", !o.remote.empty()},
                {"--area", !o.area.empty()},
                {"--earlier-of", !o.earlier_of.empty()},
                {"--receipt", !o.receipt.empty()}},
               {"Không dùng được với --every.", "Not with --every."}, faults);
  refuse_given({{"--min-evidence", !common.min_evidence.empty() && o.end_moves}},
               {"Với --every, nguồn của các ngày nghỉ không được xét.", "With --every the sources of days off are not judged."},
               faults);
  recurring_duty duty{cycle::year, o.times, o.months_after, o.end_moves ? choice::yes : choice::no};
  if (auto every = parse_cycle(o.every))
    duty.every = *every;
  else
    faults.append(std::move(every).error());
  // No period has more different days than its shortest one: February, the first quarter, the first half-year.
  const int shortest = duty.every == cycle::month ? 28 : (duty.every == cycle::quarter ? 90 : (duty.every == cycle::half_year ? 181 : 365));
  if (const int most = shortest + 28 * std::clamp(o.months_after, 0, 120); o.times < 1 || o.times > most)
    faults.error("cli/every", "--times",
                 {"Số ngày mỗi kỳ phải từ 1 đến " + std::to_string(most) + ".",
                  "1 to " + std::to_string(most) + " days of each period."},
                 {});
  if (o.months_after < 0 || o.months_after > 120)
    faults.error("cli/every", "--months-after", {"Số tháng phải từ 0 đến 120.", "0 to 120 months."}, {});
  if (!work_calendar::covers(from))
    faults.error("cli/day", "--from", {"Ngày phải từ năm 1900 đến 2200.", "The day lies in 1900 to 2200."}, {});
  date to = from;
  if (!o.to.empty()) {
    auto day = parse_date(o.to, "--to");
    if (!day)
      faults.append(std::move(day).error());
    else if (*day < from || !work_calendar::covers(*day))
      faults.error("cli/day", "--to",
                   {"--to phải từ ngày --from đến hết năm 2200.", "--to lies between --from and the end of 2200."}, {});
    else
      to = *day;
  }
  std::vector<date> done;
  for (const auto& given : o.done) {
    auto day = parse_date(given, "--done");
    if (day)
      done.push_back(*day);
    else
      faults.append(std::move(day).error());
  }
  if (faults.has_errors()) return report(faults, common.language);
  std::vector<kept_occurrence> all;
  bool all_kept = true;
  for (const occurrence& each :
       occurrences(duty, from, to_date(to_day_number(to) + 1), calendar, policies_of(o))) {
    all.push_back({each, std::nullopt});
    if (!done.empty()) {
      all.back().kept = is_kept(duty, each, done);
      all_kept = all_kept && *all.back().kept;
    }
  }
  print(common.as_json ? occurrences_as_json(duty, all, calendar)
                       : print_occurrences(duty, all, calendar, common.language));
  return all_kept ? 0 : 1;
}

/// The main limit and, with --earlier-of, the others: the earliest counts.
int run_limits(const common_options& common, const due_options& o, const asked_limit& asked, date from, const pack& p,
               const work_calendar& calendar, diagnostics faults) {
  refuse_given({{"--hours", !o.hours.empty()}},
               {"Thời hạn này không tính bằng giờ.", "This limit is not in hours."}, faults);
  dinh::due_options options;
  options.policies = policies_of(o);
  options.suspensions = suspensions_of(o, faults);
  options.extensions = extensions_of(o, faults);
  options.source = asked.source;
  options.known_by = asked.known_by;
  if (asked.time.way == direction::not_later_than_before)
    refuse_given({{"--suspended", !o.suspended.empty()}, {"--extended", !o.extended.empty()}},
                 {"Thời gian tính lùi không tạm ngừng, không gia hạn.",
                  "A lead time is neither suspended nor extended."},
                 faults);
  for (const span& e : options.extensions)
    if (e.unit == time_unit::hour)
      faults.error("cli/extension", "--extended",
                   {"Thời hạn này không gia hạn theo giờ được.", "This limit cannot be extended by hours."}, {});
  std::vector<due_date> all;
  all.push_back(calendar.due(asked.time, anchor{from}, options));
  if (!o.area.empty())
    all.back().why.add({o.area == "remote" ? text{"Thời hạn của vùng sâu, vùng xa", "The limit of remote areas"}
                                           : text{"Thời hạn thông thường, không phải của vùng sâu, vùng xa",
                                                  "The ordinary limit, not that of remote areas"},
                        {},
                        evidence::text,
                        {}});
  for (const auto& given : o.earlier_of) {
    auto other = parse_other_limit(given);
    if (!other) {
      faults.append(std::move(other).error());
      continue;
    }
    if (other->asked.length.unit == time_unit::hour)
      faults.error("cli/hours", "--earlier-of",
                   {"Thời hạn tính bằng giờ không so sánh được với ngày.", "A limit in hours cannot be combined."}, {});
    else
      all.push_back(calendar.due(other->asked, anchor{other->from.is_special() ? from : other->from},
                                 dinh::due_options{.policies = options.policies}));
  }
  if (!o.receipt.empty())
    refuse_given({{"--earlier-of", !o.earlier_of.empty()}, {"--area", !o.area.empty()}},
                 {"Biên nhận chỉ dành cho một thời hạn.", "A receipt is for one limit."}, faults);
  if (faults.has_errors()) return report(faults, common.language);
  if (!o.receipt.empty())
    if (const diagnostics none = keep_receipt(o.receipt, receipt_of(p, due_date_question{.calendar = o.calendar,
                                                                                         .asked = asked.time,
                                                                                         .from = from,
                                                                                         .options = options,
                                                                                         .rule = asked.rule}));
        none.has_errors())
      return report(none, common.language);
  const due_date due = exchange::earliest_of_known(std::move(all), calendar);
  print(common.as_json ? due_as_json(due, calendar) : print_due(due, calendar, common.language));
  return due.is_known() ? 0 : 1;
}

}  // namespace

int run_due(const common_options& common, const due_options& o) {
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  diagnostics faults;
  const auto from = parse_moment(o.day, "--from");
  if (!from) faults.append(from.error());
  const auto calendar = open_calendar(*p, o.calendar);
  if (!calendar) faults.append(calendar.error());
  const bool is_recurring = !o.every.empty();
  if (!is_recurring)
    refuse_given({{"--to", !o.to.empty()},
                  {"--times", o.times != 1},
                  {"--months-after", o.months_after != 0},
                  {"--end-moves", o.end_moves},
                  {"--done", !o.done.empty()}},
                 {"Tùy chọn này chỉ dùng với --every.", "This option goes with --every only."}, faults);
  std::optional<asked_limit> asked;
  if (from && !is_recurring) {
    auto found = find_limit(o, *p, from->at.day);
    if (found)
      asked = *std::move(found);
    else
      faults.append(found.error());
    if (asked) choose_area(o, *asked, faults);
  }
  if (!from || !calendar || (!asked && !is_recurring)) return report(faults, common.language);
  if (is_recurring) return run_every(common, o, from->at.day, *calendar, std::move(faults));
  if (asked->time.length.unit == time_unit::hour)
    return run_hours(common, o, *asked, *from, *calendar, std::move(faults));
  return run_limits(common, o, *asked, from->at.day, *p, *calendar, std::move(faults));
}

}  // namespace dinh::cli
