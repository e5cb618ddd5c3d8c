#include <cli/arguments.hpp>
#include <cli/due_arguments.hpp>
#include <exchange/moment.hpp>

#include <array>
#include <optional>

namespace dinh::cli {
namespace {

std::string in_quotes(std::string_view s) { return "\"" + std::string{s} + "\""; }

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

std::optional<weekday> weekday_named(std::string_view s) {
  constexpr std::array<std::string_view, 7> en{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  constexpr std::array<std::string_view, 7> vi{"t2", "t3", "t4", "t5", "t6", "t7", "cn"};
  for (std::uint8_t w = 0; w < 7; ++w)
    if (s == en[w] || s == vi[w]) return static_cast<weekday>(w);
  return std::nullopt;
}

/// "a" or "a-b" as its two ends.
std::array<std::string_view, 2> ends_of(std::string_view s) {
  const auto dash = s.find('-');
  if (dash == std::string_view::npos) return {trimmed(s), trimmed(s)};
  return {trimmed(s.substr(0, dash)), trimmed(s.substr(dash + 1))};
}

bool add_sessions(std::string_view given, std::vector<office_session>& sessions) {
  const std::string_view s = trimmed(given);
  const auto space = s.find(' ');
  if (space == std::string_view::npos) return false;
  const auto days = ends_of(s.substr(0, space));
  const auto first = weekday_named(days[0]);
  const auto last = weekday_named(days[1]);
  if (!first || !last || *last < *first) return false;
  std::string_view times = s.substr(space + 1);
  for (;;) {
    const auto comma = times.find(',');
    const auto ends = ends_of(times.substr(0, comma));
    const auto from = exchange::minutes_of_day(ends[0]);
    const auto until = exchange::minutes_of_day(ends[1]);
    if (!from || !until || *until <= *from) return false;
    for (auto w = static_cast<std::uint8_t>(*first); w <= static_cast<std::uint8_t>(*last); ++w)
      sessions.push_back({static_cast<weekday>(w), *from, *until});
    if (comma == std::string_view::npos) return true;
    times.remove_prefix(comma + 1);
  }
}

bool looks_like_date(std::string_view s) {
  if (s.size() != 10 || s[4] != '-' || s[7] != '-') return false;
  for (const char c : s)
    if (c != '-' && (c < '0' || c > '9')) return false;
  return true;
}

}  // namespace

checked<given_moment> parse_moment(std::string_view s, const char* option) {
  const std::string_view whole = trimmed(s);
  const bool has_time = whole.size() > 10 && (whole[10] == ' ' || whole[10] == 'T');
  auto day = parse_date(has_time ? whole.substr(0, 10) : whole, option);
  if (!day) return unexpected{std::move(day).error()};
  given_moment out{{*day, 0}, has_time};
  if (!has_time) return out;
  const auto minute = exchange::minutes_of_day(whole.substr(11));
  if (!minute)
    return refuse("cli/moment", option,
                  {in_quotes(whole) + " không phải là một thời điểm.", in_quotes(whole) + " is not a moment."},
                  {"Viết NNNN-TT-NN GG:PP, ví dụ \"2025-04-24 14:50\", theo giờ Việt Nam.",
                   "Write YYYY-MM-DD HH:MM, for example \"2025-04-24 14:50\", in Vietnamese time."});
  out.at.minute = *minute;
  return out;
}

checked<office_hours> parse_hours(const std::vector<std::string>& given) {
  std::vector<office_session> sessions;
  diagnostics faults;
  for (const auto& g : given)
    if (!add_sessions(g, sessions))
      faults.error("cli/hours", "--hours",
                   {in_quotes(g) + " không phải là giờ làm việc.", in_quotes(g) + " is not a time of opening."},
                   {"Ví dụ: \"t2-t6 07:30-11:30,13:30-17:00\".", "For example \"mon-fri 07:30-11:30,13:30-17:00\"."});
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return office_hours::build(std::move(sessions));
}

checked<suspension> parse_suspension(std::string_view s) {
  const auto dots = s.find("..");
  if (dots == std::string_view::npos)
    return refuse("cli/suspension", "--suspended",
                  {in_quotes(s) + " không phải là thời gian tạm ngừng.", in_quotes(s) + " is not a suspension."},
                  {"Viết ngày bắt đầu..ngày chạy tiếp, ví dụ 2026-03-10..2026-03-20; chưa chạy tiếp: 2026-03-10..",
                   "Write the first day..the day on which it runs again, for example 2026-03-10..2026-03-20; while "
                   "that is not known: 2026-03-10.."});
  diagnostics faults;
  suspension out;
  if (auto from = parse_date(trimmed(s.substr(0, dots)), "--suspended"))
    out.from = *from;
  else
    faults.append(std::move(from).error());
  if (const std::string_view until = trimmed(s.substr(dots + 2)); !until.empty()) {
    if (auto resumed = parse_date(until, "--suspended"))
      out.until = *resumed;
    else
      faults.append(std::move(resumed).error());
  }
  if (!faults.has_errors() && out.until <= out.from)
    faults.error("cli/suspension", "--suspended",
                 {"Ngày chạy tiếp " + to_text(out.until) + " không sau ngày tạm ngừng " + to_text(out.from) + ".",
                  "The day of resumption " + to_text(out.until) + " does not lie after " + to_text(out.from) + "."},
                 {"Ghi ngày đầu tiên tạm ngừng, rồi ngày đầu tiên chạy tiếp.",
                  "Give the first suspended day, then the first day that counts again."});
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

checked<other_limit> parse_other_limit(std::string_view s) {
  constexpr std::array<std::string_view, 6> joints{" after", " from", " of", " kể từ", " sau", " từ"};
  std::string_view words = trimmed(s);
  other_limit out{{}, no_date()};
  if (words.size() > 10 && looks_like_date(words.substr(words.size() - 10))) {
    auto day = parse_date(words.substr(words.size() - 10), "--earlier-of");
    if (!day) return unexpected{std::move(day).error()};
    out.from = *day;
    words = trimmed(words.substr(0, words.size() - 10));
    for (const std::string_view j : joints)
      if (words.size() > j.size() && words.substr(words.size() - j.size()) == j) {
        words.remove_suffix(j.size());
        break;
      }
  }
  auto asked = parse_limit(words, "--earlier-of");
  if (!asked) return unexpected{std::move(asked).error()};
  out.asked = *asked;
  return out;
}

checked<cycle> parse_cycle(std::string_view s) {
  struct named {
    std::string_view en, vi;
    cycle length;
  };
  for (const named& n : {named{"month", "tháng", cycle::month}, named{"quarter", "quý", cycle::quarter},
                         named{"half-year", "nửa năm", cycle::half_year}, named{"year", "năm", cycle::year}})
    if (s == n.en || s == n.vi) return n.length;
  return refuse("cli/every", "--every",
                {in_quotes(s) + " không phải là một kỳ.", in_quotes(s) + " is not a period that comes back."},
                {"Viết tháng, quý, nửa năm hay năm.", "Write month, quarter, half-year or year."});
}

}  // namespace dinh::cli
