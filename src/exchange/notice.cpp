#include "pack_calendar.hpp"

#include <dinh/calendar/lunar.hpp>
#include <dinh/exchange/notice.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace dinh::inline v1 {

namespace {

/// A notice lists a few dozen days; more than this is not a notice.
constexpr exchange::json_limits notice_limits{.bytes = std::size_t{1} << 20U, .depth = 8, .values = 50'000};

std::optional<day_number> day_by_rule(const holiday_rule& r, int year) {
  std::optional<day_number> n;
  if (r.by == holiday_date::lunar)
    n = to_day_number(lunar_date{.year = year, .month = r.month, .day = r.day});
  else if (is_valid(civil{year, r.month, r.day}))
    n = to_day_number(civil{year, r.month, r.day});
  if (!n || !r.in_force.contains(to_date(*n))) return std::nullopt;
  return *n - r.starts_days_before;
}

/// Puts a notice into the facts of a calendar.
class amendment {
public:
  amendment(const work_calendar& calendar, const calendar_notice& notice) : notice_{notice}, facts_{calendar.facts()} {
    for (calendar_entry& e : facts_.entries) days_.insert_or_assign(to_day_number(e.day), std::move(e));
  }

  checked<work_calendar> run() {
    if (notice_.calendar != facts_.id)
      fault("other-calendar", "/calendar",
            {"Thông báo này dành cho lịch " + notice_.calendar + ", không phải " + facts_.id + ".",
             "The notice speaks of the calendar " + notice_.calendar + ", not of " + facts_.id + "."},
            {"Chọn đúng lịch.", "Choose that calendar."});
    if (notice_.entries.empty() && notice_.withdrawn.empty() && !notice_.decides)
      fault("says-nothing", "", {"Thông báo không có ngày nào.", "The notice names no day."},
            {"Ghi entries, withdrawn hoặc known_until.", "Give entries, withdrawn or known_until."});
    const std::map<day_number, calendar_entry> before = days_;
    withdraw();
    std::set<day_number> listed;
    for (std::size_t i = 0; i < notice_.entries.size(); ++i) {
      const calendar_entry& e = notice_.entries[i];
      if (e.day.is_special()) continue;
      if (!listed.insert(to_day_number(e.day)).second)
        fault("two-entries-on-one-day", "/entries/" + std::to_string(i),
              {"Ngày " + to_text(e.day) + " được ghi hai lần.", to_text(e.day) + " is entered twice."},
              {"Giữ một mục cho mỗi ngày.", "Keep one entry a day."});
      days_.insert_or_assign(to_day_number(e.day), e);
    }
    check_swaps();
    check_partners(before);
    if (notice_.decides) decide(*notice_.decides);
    if (faults_.has_errors()) return unexpected{std::move(faults_)};
    facts_.entries.clear();
    std::vector<day_number> order;
    for (auto& [n, e] : days_) {
      order.push_back(n);
      facts_.entries.push_back(std::move(e));
    }
    auto built = work_calendar::build(std::move(facts_));
    if (built) return built;
    diagnostics faults = std::move(built).error();
    faults.change_each([&](diagnostic& d) { name_entry_of_notice(d, order); });
    return unexpected{std::move(faults)};
  }

private:
  void fault(std::string code, const std::string& where, text message, text remedy) {
    faults_.error("notice/" + std::move(code), "notice#" + where, std::move(message), std::move(remedy));
  }
  [[nodiscard]] bool rests_on(day_number n) const { return facts_.rest.contains(weekday_of(n)); }
  [[nodiscard]] bool is_statutory(day_number n) const {
    const auto at = days_.find(n);
    return at != days_.end() && at->second.kind == day_kind::statutory;
  }

  void withdraw() {
    for (std::size_t i = 0; i < notice_.withdrawn.size(); ++i) {
      const date d = notice_.withdrawn[i];
      if (!d.is_special() && days_.erase(to_day_number(d)) == 1) continue;
      fault(
          "nothing-to-withdraw", "/withdrawn/" + std::to_string(i),
          {"Lịch không có quyết định nào về ngày " + to_text(d) + ".", "Nothing is decided about " + to_text(d) + "."},
          {"Kiểm tra ngày.", "Check the date."});
    }
  }

  /// Both days of a swap must be there and name each other, or a body would rest or work a day too many.
  void check_swaps() {
    for (std::size_t i = 0; i < notice_.entries.size(); ++i) {
      const calendar_entry& e = notice_.entries[i];
      if (e.kind != day_kind::swap_off && e.kind != day_kind::swap_work) continue;
      const auto other = e.counterpart.is_special() ? days_.end() : days_.find(to_day_number(e.counterpart));
      const day_kind wanted = e.kind == day_kind::swap_off ? day_kind::swap_work : day_kind::swap_off;
      if (other != days_.end() && other->second.kind == wanted && other->second.counterpart == e.day) continue;
      fault("half-a-swap", "/entries/" + std::to_string(i),
            {"Ngày " + to_text(e.day) + " được hoán đổi nhưng thiếu ngày kia của cặp.",
             to_text(e.day) + " is swapped, but the other day of the pair is missing."},
            {"Ghi cả hai ngày, mỗi ngày có \"swapped_with\" là ngày kia.",
             "Enter both days, each with the other as \"swapped_with\"."});
    }
  }

  /// A day taken out of a swap leaves its partner behind: it may stay no more than the day itself.
  void check_partners(const std::map<day_number, calendar_entry>& before) {
    const auto check = [&](date day, const std::string& where) {
      if (day.is_special()) return;
      const auto old = before.find(to_day_number(day));
      if (old == before.end() || old->second.counterpart.is_special()) return;
      const auto partner = days_.find(to_day_number(old->second.counterpart));
      if (partner == days_.end() || partner->second.counterpart != day) return;
      const auto now = days_.find(to_day_number(day));
      if (now != days_.end() && now->second.counterpart == old->second.counterpart) return;
      fault("half-a-swap", where,
            {"Ngày " + to_text(day) + " đã hoán đổi với ngày " + to_text(old->second.counterpart) + ", ngày đó vẫn còn.",
             to_text(day) + " was swapped with " + to_text(old->second.counterpart) + ", which stays as it was."},
            {"Bỏ cả hai ngày (withdrawn), hoặc ghi lại ngày kia.", "Withdraw both days, or enter the other one anew."});
    };
    for (std::size_t i = 0; i < notice_.withdrawn.size(); ++i)
      check(notice_.withdrawn[i], "/withdrawn/" + std::to_string(i));
    for (std::size_t i = 0; i < notice_.entries.size(); ++i)
      check(notice_.entries[i].day, "/entries/" + std::to_string(i));
  }

  /// The builder counts the entries of the whole calendar; the reader of the diagnostic has the notice before him.
  void name_entry_of_notice(diagnostic& d, const std::vector<day_number>& order) const {
    constexpr std::string_view entries = "#/entries/";
    const auto at = d.where.find(entries);
    if (at == std::string::npos) return;
    std::size_t number = 0;
    for (std::size_t i = at + entries.size(); i < d.where.size() && d.where[i] >= '0' && d.where[i] <= '9'; ++i)
      number = number * 10 + static_cast<std::size_t>(d.where[i] - '0');
    for (std::size_t i = 0; number < order.size() && i < notice_.entries.size(); ++i)
      if (!notice_.entries[i].day.is_special() && to_day_number(notice_.entries[i].day) == order[number])
        d.where = "notice#/entries/" + std::to_string(i);
  }

  void decide(const validity& span) {
    facts_.decided.push_back(span);
    if (span.from.is_special() || span.until.is_special()) return;  // the builder reports it
    const day_number first = to_day_number(span.from);
    const day_number last = to_day_number(span.until) - 1;
    const auto inside = [&](day_number n) { return first <= n && n <= last; };
    std::vector<std::pair<day_number, const holiday_rule*>> on_rest_days;
    for (int year = to_civil(first).year; year <= to_civil(last).year; ++year) {
      std::set<day_number> fixed;
      for (const holiday_rule& r : facts_.rules) {
        const auto n = day_by_rule(r, year);
        if (!n || !r.assumption.empty()) continue;
        for (int i = 0; i < r.days; ++i) {
          if (!inside(*n + i)) continue;
          fixed.insert(*n + i);
          days_.try_emplace(*n + i, calendar_entry{.day = to_date(*n + i),
                                                   .kind = day_kind::statutory,
                                                   .name = r.name,
                                                   .source = r.source,
                                                   .decision = {},
                                                   .known_by = r.known_by});
        }
      }
      for (const holiday_rule& r : facts_.rules) {
        const auto n = day_by_rule(r, year);
        if (!n || r.assumption.empty() || !inside(*n) || !inside(*n + r.days - 1)) continue;
        std::size_t found = 0;
        for (day_number near = *n - 10; near <= *n + r.days + 10; ++near)
          found += is_statutory(near) && !fixed.contains(near) ? 1U : 0U;
        if (found < static_cast<std::size_t>(r.days))
          fault("undecided-holiday", "/entries",
                {"Thông báo không ghi đủ ngày nghỉ: " + r.name.vi + " năm " + std::to_string(year) + ".",
                 "The notice does not list all days of " + r.name.en + " of " + std::to_string(year) + "."},
                {"Ghi các ngày đã quyết định, hoặc rút ngắn known_until.",
                 "Enter the decided days, or let known_until end earlier."});
      }
    }
    make_up(first, last);
  }

  /// A holiday on a rest day is made up on the first later day that is free; what the notice lists comes first.
  void make_up(day_number first, day_number last) {
    std::set<day_number> taken;
    for (day_number n = first; n <= last; ++n) {
      const auto at = days_.find(n);
      if (at == days_.end() || at->second.kind != day_kind::statutory || !rests_on(n)) continue;
      const holiday_rule* rule = rule_of(at->second);
      if (rule != nullptr && rule->in_lieu != made_up::yes) continue;
      constexpr day_number soon = 14;
      bool is_listed = false;
      for (day_number other = n + 1; other <= n + soon && !is_listed; ++other) {
        const auto listed = days_.find(other);
        is_listed = listed != days_.end() && listed->second.kind == day_kind::substitute && taken.insert(other).second;
      }
      if (is_listed) continue;
      day_number other = n + 1;
      while (rests_on(other) || days_.contains(other)) ++other;
      if (other > last) continue;
      taken.insert(other);
      calendar_entry e;
      e.day = to_date(other);
      e.kind = day_kind::substitute;
      e.name = {"Nghỉ bù " + at->second.name.vi, at->second.name.en + " (in lieu)"};
      e.source = rule != nullptr && !rule->in_lieu_source.empty() ? rule->in_lieu_source : at->second.source;
      e.decision = at->second.decision;
      e.known_by = std::max(at->second.known_by, evidence::summary);
      days_.try_emplace(other, std::move(e));
    }
  }

  /// The rule that puts a holiday on its day; for a day that only the notice knows, the ordinary way of making up.
  [[nodiscard]] const holiday_rule* rule_of(const calendar_entry& e) const {
    const day_number day = to_day_number(e.day);
    for (const holiday_rule& r : facts_.rules) {
      const auto n = day_by_rule(r, to_civil(day).year);
      if (n && *n <= day && day < *n + r.days) return &r;
    }
    for (const holiday_rule& r : facts_.rules)
      if (r.in_force.contains(e.day) && r.in_lieu == made_up::yes) return &r;
    return nullptr;
  }

  const calendar_notice& notice_;
  calendar_facts facts_;
  std::map<day_number, calendar_entry> days_;
  diagnostics faults_;
};

}  // namespace

checked<calendar_notice> read_notice(std::string_view content, std::string_view file) {
  const auto parsed = exchange::parse_json(content, file, notice_limits);
  if (!parsed) return unexpected{parsed.error()};
  diagnostics faults;
  exchange::object_reader root{*parsed, std::string{file} + "#", faults};
  calendar_notice out;
  const std::string format = root.string("format");
  if (!format.empty() && format != "dinh-calendar-notice/1")
    root.fault("format", "notice/unknown-format",
               {"Không hiểu định dạng " + format + ".", "Unknown format " + format + "."},
               {"Viết dinh-calendar-notice/1.", "Write dinh-calendar-notice/1."});
  out.calendar = root.string("calendar");
  out.decision = {root.string("decision"), {}};
  out.known_by = root.optional_known_by().value_or(evidence::summary);
  const auto from = root.optional_day("known_from");
  const auto until = root.optional_day("known_until");
  if (from && !until)
    root.fault("known_from", "notice/no-known-until",
               {"Có known_from thì phải có known_until.", "With known_from, known_until is needed too."});
  if (until) {
    const date first = from.value_or(to_date(civil{to_civil(*until).year, 1, 1}));
    if (*until < first)
      root.fault("known_until", "notice/bad-known-until",
                 {"known_until trước known_from.", "known_until lies before known_from."});
    else if (work_calendar::covers(first) && work_calendar::covers(*until))
      out.decides = validity{first, to_date(to_day_number(*until) + 1)};
    else
      root.fault("known_until", "notice/bad-known-until",
                 {"Lịch chỉ có các năm 1900-2200.", "Calendars cover the years 1900-2200 only."});
  }
  const exchange::calendar_names names = exchange::read_calendar_names(root);
  root.optional_objects("entries", [&](exchange::object_reader& e) {
    out.entries.push_back(exchange::read_calendar_entry(e, names, out.decision, out.known_by));
  });
  if (root.has("withdrawn")) {
    const std::vector<std::string> days = root.strings("withdrawn");
    for (std::size_t i = 0; i < days.size(); ++i) {
      auto d = parse_date(days[i], exchange::pointer_to(root.where("withdrawn"), i));
      if (d)
        out.withdrawn.push_back(*d);
      else
        faults.append(std::move(d).error());
    }
  }
  root.finish();
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

checked<work_calendar> apply_notice(const work_calendar& calendar, const calendar_notice& notice) {
  return amendment{calendar, notice}.run();
}

}  // namespace dinh::inline v1
