// The queries of a calendar allocate nothing: counted by replacing the global operator new of this program.
#include "../vietnam.hpp"

#include <dinh/calendar/due.hpp>

#include <catch.hpp>

#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <new>

namespace test_of_allocation {
namespace {
thread_local std::size_t allocations = 0;
}
}  // namespace test_of_allocation

// every plain form, so that no other allocator meets a pointer of ours; over-aligned types stay with the default
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++test_of_allocation::allocations;
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new(std::size_t size) {
  if (void* p = operator new(size, std::nothrow)) return p;
  throw std::bad_alloc{};
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return operator new(size, std::nothrow); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, const std::nothrow_t&) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { std::free(p); }
void operator delete[](void* p, const std::nothrow_t&) noexcept { std::free(p); }

namespace test_of_allocation {

using namespace dinh;
using namespace dinh::literals;
using test::agency;
using test::day;

static_assert(std::forward_iterator<work_calendar::day_range::iterator>);

TEST_CASE("the queries of a calendar allocate nothing") {
  const work_calendar& calendar = agency();
  const date from = day("2024-04-24");
  const due_policies strict{.swapped_day_off_is_rest_day = choice::no, .make_up_saturday_is_working_day = choice::no};
  const std::size_t before_all = allocations;
  std::int64_t used = 0;
  for (int i = 0; i < 300; ++i) {
    const date d = to_date(to_day_number(from) + i * 17);
    used += calendar.is_working(d) ? 1 : 0;
    used += calendar.is_working(d, strict) ? 1 : 0;
    used += calendar.count(from, d) + calendar.count(from, d, strict);
    for (const limit& l : {limit{within(5_working_days)}, limit{within(30_days)}, limit{within(1_month)},
                           limit{before(3_working_days)}, limit{at_least(30_days)}, limit{dinh::valid_for(1_year)}}) {
      used += to_day_number(calendar.latest_day(l, d));
      used += to_day_number(calendar.answer(l, d, strict).day);
    }
    for (const date w : calendar.working_days(d, calendar.nth_after(d, 5))) used += to_day_number(w);
    const work_calendar copy = calendar;
    used += copy.is_known(2025) ? 1 : 0;
  }
  const std::size_t after_all = allocations;
  CHECK(after_all == before_all);
  CHECK(used > 0);
  // the count does see allocations
  CHECK(calendar.due(within(5_working_days), after(from)).is_known());
  CHECK(allocations > after_all);
}

}  // namespace test_of_allocation
