#include <catch.hpp>

#include <dinh/docket/due_index.hpp>

#include <map>
#include <random>
#include <utility>
#include <vector>

namespace test_of_due_index {

using namespace dinh;

TEST_CASE("what falls due comes out by day and in the order of insertion, and what was cancelled does not come") {
  due_index index;
  index.insert(20'000, 1);
  const auto second = index.insert(19'990, 2);
  index.insert(19'990, 3);
  index.insert(19'985, 4);
  index.cancel(second);
  CHECK(index.size() == 3);
  std::vector<std::pair<day_number, std::uint32_t>> out;
  const auto visit = [&](day_number day, std::uint32_t duty) { out.emplace_back(day, duty); };
  index.take_until(19'990, visit);
  CHECK(out == std::vector<std::pair<day_number, std::uint32_t>>{{19'985, 4}, {19'990, 3}});
  CHECK(index.size() == 1);
  index.insert(19'980, 5);  // a day that was taken out before is asked for again
  out.clear();
  index.take_until(30'000, visit);
  CHECK(out == std::vector<std::pair<day_number, std::uint32_t>>{{19'980, 5}, {20'000, 1}});
  CHECK(index.empty());
}

TEST_CASE("what the visit of one duty cancels does not come, though it falls due on the same day") {
  due_index index;
  std::vector<due_index::handle> handles;
  for (std::uint32_t duty = 0; duty < 1000; ++duty) handles.push_back(index.insert(20'000, duty));
  std::vector<std::uint32_t> out;
  index.take_until(20'000, [&](day_number, std::uint32_t duty) {
    out.push_back(duty);
    for (const std::uint32_t other : {duty + 1, duty + 2, duty + 100})  // settled with it
      if (duty % 4 == 0 && other % 4 != 0 && other < 1000) index.cancel(handles[other]);
  });
  std::vector<std::uint32_t> wanted;
  for (std::uint32_t duty = 0; duty < 1000; ++duty)
    if (duty % 4 == 0 || duty % 4 == 3) wanted.push_back(duty);
  CHECK(out == wanted);
  CHECK(index.empty());
  CHECK(index.cancelled_count() == 0);
}

TEST_CASE("on any sequence of insertions, cancellations and takings the index does what a sorted map does") {
  std::mt19937 random{20230701};
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (int round = 0; round < 50; ++round) {
    due_index index;
    using place = std::pair<day_number, std::uint32_t>;  // day, order of insertion
    std::map<place, std::uint32_t> model;
    std::map<std::uint32_t, std::pair<due_index::handle, place>> held;  // by duty
    std::uint32_t next = 0;
    for (int step = 0; step < 400; ++step) {
      const auto what = below(10);
      if (what < 6) {
        const auto day = static_cast<day_number>(20'000 + below(60));
        const std::uint32_t duty = next++;
        held[duty] = {index.insert(day, duty), {day, duty}};
        model[{day, duty}] = duty;
      } else if (what < 9 && !held.empty()) {
        auto at = held.begin();
        std::advance(at, below(static_cast<std::uint32_t>(held.size())));
        index.cancel(at->second.first);
        model.erase(at->second.second);
        held.erase(at);
      } else {
        const auto last = static_cast<day_number>(19'995 + below(60));
        std::vector<place> got;
        std::vector<place> wanted;
        index.take_until(last, [&](day_number day, std::uint32_t duty) {
          got.emplace_back(day, duty);
          held.erase(duty);
        });
        while (!model.empty() && model.begin()->first.first <= last) {
          wanted.push_back(model.begin()->first);
          model.erase(model.begin());
        }
        REQUIRE(got == wanted);
      }
      if (round % 2 == 0 && step % 37 == 36) {  // the marks go, and nothing else
        index.compact();
        REQUIRE(index.cancelled_count() == 0);
      }
      REQUIRE(index.size() == model.size());
      if (step % 50 == 0) {
        std::vector<place> got;
        std::vector<place> wanted;
        index.each_in(20'010, 20'030, [&](day_number day, std::uint32_t duty) { got.emplace_back(day, duty); });
        for (const auto& [at, duty] : model)
          if (at.first >= 20'010 && at.first < 20'030) wanted.push_back(at);
        REQUIRE(got == wanted);
      }
    }
  }
}

}  // namespace test_of_due_index
