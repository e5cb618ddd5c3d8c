#include <catch.hpp>

#include <dinh/docket/event_text.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

#include "../vietnam.hpp"

namespace test_of_event_text {

using namespace dinh;

namespace {

std::string random_text(std::mt19937& r, std::size_t most) {
  static const std::string pieces[] = {"a", "Z", "9", " ", "\t", "\n", "\r", "\\", ";",
                                       "=", ":", "-", "đ", "ệ",  "𝄞",  "\"", ","};
  std::string out;
  for (std::size_t n = r() % (most + 1); n > 0; --n) out += pieces[r() % std::size(pieces)];
  return out;
}

event random_event(std::mt19937& r) {
  event e;
  e.id = "i" + random_text(r, 6);
  e.case_key = "c" + random_text(r, 6);
  e.procedure = random_text(r, 3);
  e.unit = random_text(r, 3);
  e.step = "s" + random_text(r, 3);
  e.branch = random_text(r, 3);
  e.occurred_on = to_date(to_day_number(civil{2025, 1, 1}) + static_cast<day_number>(r() % 500));
  e.recorded_on = to_date(to_day_number(civil{2025, 1, 1}) + static_cast<day_number>(r() % 500));
  e.by = random_text(r, 8);
  for (std::size_t n = r() % 4; n > 0; --n) e.facts.push_back({"f" + random_text(r, 3), random_text(r, 5)});
  std::sort(e.facts.begin(), e.facts.end());
  e.facts.erase(
      std::unique(e.facts.begin(), e.facts.end(), [](const fact& a, const fact& b) { return a.name == b.name; }),
      e.facts.end());
  for (std::size_t n = r() % 4; n > 0; --n) e.evidence.push_back("r" + random_text(r, 5));
  return e;
}

}  // namespace

TEST_CASE("any event that can be written is read back as it was, from one line") {
  std::mt19937 r{42};
  for (int i = 0; i < 5000; ++i) {
    const event e = random_event(r);
    REQUIRE_FALSE(check_text(e).has_errors());
    const std::string line = to_text(e);
    REQUIRE(line.find_first_of("\n\r") == std::string::npos);
    const auto back = parse_event(line);
    if (!back) FAIL(describe(back.error()));
    REQUIRE(*back == e);
  }
}

TEST_CASE("a line with a changed byte is refused or is another event, and what is read has that one spelling") {
  std::mt19937 r{43};
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    const event e = random_event(r);
    std::string line = to_text(e);
    const std::size_t at = r() % line.size();
    switch (r() % 3) {
      case 0:
        line[at] = static_cast<char>(r() % 256);
        break;
      case 1:
        line.erase(at, 1 + r() % 3);
        break;
      default:
        line.insert(at, 1, "\t;=\\:-x\x80"[r() % 8]);
        break;
    }
    const bool same = line == to_text(e);
    const auto back = parse_event(line, "log:1");
    if (!back) {
      ++refused;
      REQUIRE(back.error().has_errors());
      continue;
    }
    REQUIRE(to_text(*back) == line);
    REQUIRE((*back == e) == same);
  }
  CHECK(refused > 2000);
}

}  // namespace test_of_event_text
