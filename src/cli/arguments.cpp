#include <cli/arguments.hpp>

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

namespace dinh::cli {
namespace {

struct unit_name {
  std::string_view name;
  time_unit unit;
};

constexpr std::array unit_names{
    unit_name{"wd", time_unit::working_day},
    unit_name{"working day", time_unit::working_day},
    unit_name{"working days", time_unit::working_day},
    unit_name{"working_day", time_unit::working_day},
    unit_name{"working_days", time_unit::working_day},
    unit_name{"ngày làm việc", time_unit::working_day},
    unit_name{"ngay lam viec", time_unit::working_day},
    unit_name{"d", time_unit::day},
    unit_name{"day", time_unit::day},
    unit_name{"days", time_unit::day},
    unit_name{"ngày", time_unit::day},
    unit_name{"ngay", time_unit::day},
    unit_name{"w", time_unit::week},
    unit_name{"week", time_unit::week},
    unit_name{"weeks", time_unit::week},
    unit_name{"tuần", time_unit::week},
    unit_name{"tuan", time_unit::week},
    unit_name{"m", time_unit::month},
    unit_name{"month", time_unit::month},
    unit_name{"months", time_unit::month},
    unit_name{"tháng", time_unit::month},
    unit_name{"thang", time_unit::month},
    unit_name{"y", time_unit::year},
    unit_name{"year", time_unit::year},
    unit_name{"years", time_unit::year},
    unit_name{"năm", time_unit::year},
    unit_name{"nam", time_unit::year},
    unit_name{"h", time_unit::hour},
    unit_name{"hour", time_unit::hour},
    unit_name{"hours", time_unit::hour},
    unit_name{"working hour", time_unit::hour},
    unit_name{"working hours", time_unit::hour},
    unit_name{"giờ", time_unit::hour},
    unit_name{"gio", time_unit::hour},
    unit_name{"giờ làm việc", time_unit::hour},
    unit_name{"gio lam viec", time_unit::hour},
};

}  // namespace

checked<span> parse_span(std::string_view s, std::string_view option) {
  const std::string_view whole = s;
  const auto refused = [&](text why) {
    return refuse(
        "cli/span", std::string{option}, std::move(why),
        {"Ví dụ: \"5 ngày làm việc\", 5wd, 20d, 2w, 6m, 1y, 8h.",
         "For example \"5 working days\", 5wd, 20d, 2w, 6m, 1y, 8h."});
  };
  const std::string quoted = "\"" + std::string{whole} + "\"";
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  std::int32_t count = 0;
  const auto [end, fault] = std::from_chars(s.data(), s.data() + s.size(), count);
  if (fault != std::errc{})
    return refused({quoted + " không bắt đầu bằng một số hợp lệ.", quoted + " does not start with a number in range."});
  s.remove_prefix(static_cast<std::size_t>(end - s.data()));
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  std::optional<time_unit> unit;
  for (const auto& u : unit_names)
    if (u.name == s) unit = u.unit;
  if (!unit) return refused({quoted + " không có đơn vị thời gian đã biết.", quoted + " has no known unit of time."});
  const span result{count, *unit};
  if (count < 1 || !result.is_countable())
    return refused({quoted + " nằm ngoài phạm vi đếm được.", quoted + " is outside what can be counted."});
  return result;
}

checked<limit> parse_limit(std::string_view s, std::string_view where) {
  struct direction_name {
    std::string_view words;
    direction way;
  };
  constexpr std::array names{
      direction_name{"within ", direction::within_after},
      direction_name{"trong vòng ", direction::within_after},
      direction_name{"trong ", direction::within_after},
      direction_name{"before ", direction::not_later_than_before},
      direction_name{"trước ", direction::not_later_than_before},
      direction_name{"at least ", direction::at_least_lasting},
      direction_name{"ít nhất ", direction::at_least_lasting},
      direction_name{"valid for ", direction::valid_for},
      direction_name{"có giá trị trong ", direction::valid_for},
  };
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  direction way = direction::within_after;
  for (const auto& n : names) {
    if (s.substr(0, n.words.size()) != n.words) continue;
    way = n.way;
    s.remove_prefix(n.words.size());
    break;
  }
  const auto length = parse_span(s, where);
  if (!length) return unexpected{length.error()};
  return limit{*length, way};
}

void print(const std::string& answer) {
  std::fputs(answer.c_str(), stdout);
  if (!answer.empty() && answer.back() != '\n') std::fputc('\n', stdout);
}

bool said_all(lang language) {
  const bool is_out = std::fflush(stdout) == 0;
  if (is_out && std::ferror(stdout) == 0) return true;
  report(diagnostic{severity::error,
                    "cli/output",
                    "stdout",
                    {"Không ghi hết được câu trả lời.", "The answer could not be written to its end."},
                    {"Kiểm tra chỗ trống và nơi nhận.", "Check the space, and where it goes."}},
         language);
  return false;
}

int report(const diagnostics& faults, lang language) {
  std::fprintf(stderr, "%s\n", describe(faults, language).c_str());
  return 2;
}

}  // namespace dinh::cli
