#pragma once
// The plainest calendar, for benchmarks that are not about calendars: Saturdays and Sundays rest.

#include <dinh/calendar/work_calendar.hpp>

#include <utility>

inline dinh::work_calendar weekdays() {
  dinh::calendar_facts facts;
  facts.id = "state-agency";
  facts.rest = {dinh::weekday::saturday, dinh::weekday::sunday};
  return dinh::work_calendar::build(std::move(facts)).value();
}
