#pragma once
// What is said where somebody names a calendar that the pack does not have.

#include <dinh/base/diagnostic.hpp>
#include <dinh/exchange/pack.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace dinh::inline v1::exchange {

/// An error that names the calendars there are.
[[nodiscard]] inline diagnostic no_calendar(const pack& p, std::string_view id, std::string code, std::string where) {
  const std::string named{id};
  std::string known;
  for (const work_calendar& c : p.calendars()) known += (known.empty() ? "" : ", ") + c.id();
  return {severity::error,
          std::move(code),
          std::move(where),
          {"Không có lịch \"" + named + "\".", "There is no calendar \"" + named + "\"."},
          {"Các lịch có: " + known + ".", "The calendars are: " + known + "."}};
}

}  // namespace dinh::inline v1::exchange
