#include <catch.hpp>
#include <dinh/law/record.hpp>

#include <array>
#include <limits>

namespace test_of_record {

using namespace dinh;

TEST_CASE("what was never published is overdue after its last day, not before") {
  const date due{2025, 6, 9};
  CHECK(publication_state(due, std::nullopt, date{2025, 6, 9}) == outcome::undetermined);
  CHECK(publication_state(due, std::nullopt, date{2025, 6, 10}) == outcome::overdue);
  CHECK(publication_state(due, date{2025, 6, 9}, date{2025, 7, 1}) == outcome::met);
  CHECK(publication_state(due, date{2025, 6, 10}, date{2025, 7, 1}) == outcome::not_met);
  CHECK(publication_state(due, date{2025, 7, 1}, date{2025, 7, 1}) == outcome::not_met);
  CHECK(publication_state(due, date{2025, 6, 9}, date{2025, 6, 8}) == outcome::invalid_input);  // not yet
}

TEST_CASE("a checklist without a mandatory item has no score") {
  CHECK(checklist_state({}) == outcome::no_data);
  const std::array<checklist_item, 2> optional{{{false, true}, {false, false}}};
  CHECK(checklist_state(optional) == outcome::no_data);
  const std::array<checklist_item, 2> done{{{true, true}, {false, false}}};
  CHECK(checklist_state(done) == outcome::met);
  const std::array<checklist_item, 2> open{{{true, true}, {true, false}}};
  CHECK(checklist_state(open) == outcome::not_met);
}

TEST_CASE("deleted rows are not counted, and a sum beyond 64 bits is no number") {
  const std::array<report_row, 3> rows{{{12, false}, {7, true}, {5, false}}};
  CHECK(total_of(rows) == 17);
  const std::array<report_row, 2> large{{{std::numeric_limits<std::int64_t>::max(), false}, {1, false}}};
  CHECK_FALSE(total_of(large));
}

TEST_CASE("an amount is read whole or not at all") {
  for (const char* s : {"1250000", "1,250,000", "1.250.000", "1 250 000", " 1.250.000 ",
                        "1\xC2\xA0"
                        "250\xC2\xA0"
                        "000"}) {
    INFO(s);
    CHECK(parse_amount(s) == 1'250'000);
  }
  for (const char* s : {"1.250.000 đồng", "1.250.000đ", "1,250,000 VND", "1250000 VNĐ", "1.250.000 ₫ "}) {
    INFO(s);
    CHECK(parse_amount(s) == 1'250'000);
  }
  CHECK(parse_amount("-1.000") == -1000);
  CHECK(parse_amount("0") == 0);
  for (const char* s : {"", "-", "1,25", "1.250,5", "12,50", "1..000", "1,000.000", ".5", "5.", "1e6", "1,0000", "đ",
                        "99999999999999999999", "1250.000",
                        "VND", "1 USD", "đồng 5", "5 đồng đồng"}) {
    INFO(s);
    CHECK_FALSE(parse_amount(s));
  }
}

}  // namespace test_of_record
