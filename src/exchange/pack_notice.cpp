#include "pack_notice.hpp"

#include "no_calendar.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace dinh::inline v1::exchange {

checked<applied_notice> notice_on(const pack& p, std::string_view content, std::string_view file) {
  const std::string place{file};
  auto notice = read_notice(content, file);
  if (!notice) return unexpected{std::move(notice).error()};
  const work_calendar* calendar = p.find_calendar(notice->calendar);
  if (calendar == nullptr)
    return unexpected{diagnostics{no_calendar(p, notice->calendar, "notice/unknown-calendar", place + "#/calendar")}};
  if (const std::string source{p.days_off_source(notice->calendar)}; !source.empty())
    return refuse("notice/no-own-days-off", place + "#/calendar",
                  {"Lịch " + notice->calendar + " lấy ngày nghỉ của lịch " + source + ".",
                   "The calendar " + notice->calendar + " takes over the days off of " + source + "."},
                  {"Viết thông báo cho lịch " + source + ".", "Write the notice for " + source + "."});
  auto now = apply_notice(*calendar, *notice);
  if (now) return applied_notice{*std::move(notice), *calendar, *std::move(now)};
  diagnostics faults = std::move(now).error();
  faults.change_each([&](diagnostic& d) {  // `apply_notice` names the notice, here its file is known
    d.where = place + d.where.substr(std::min(d.where.find('#'), d.where.size()));
  });
  return unexpected{std::move(faults)};
}

}  // namespace dinh::inline v1::exchange
