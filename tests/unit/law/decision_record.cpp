#include "../vietnamese_law.hpp"

#include <catch.hpp>
#include <dinh/law/decision_record.hpp>

namespace test_of_decision_record {

using namespace dinh;
using test::vietnamese_rules;

namespace {

question vote(std::int64_t in_favour) {
  return {.asked = question_kind::decision,
          .on = date{2024, 3, 10},
          .where = setting::village,
          .what = "15.1",
          .form = decision_form::meeting,
          .households = 300,
          .in_favour = in_favour};
}
const date first{2024, 3, 10};
const date later{2024, 3, 12};

std::string refusal(const checked<decision_record>& r) { return r ? "" : r.error().list().front().code; }

}  // namespace

TEST_CASE("a change of a vote is a new version with its reason, and the old record stays as it was") {
  const auto written = decision_record::open(vote(199), first);
  const auto mended = written.changed(vote(200), "một phiếu đếm sót", later);
  REQUIRE(mended);
  CHECK(written.versions().size() == 1);
  CHECK(written.facts().in_favour.value() == 199);
  REQUIRE(mended->versions().size() == 2);
  CHECK(mended->versions()[0].facts.in_favour.value() == 199);
  CHECK(mended->versions()[1].reason == "một phiếu đếm sót");
  CHECK(mended->facts().in_favour.value() == 200);
}

TEST_CASE("no change without a reason, none that runs backwards in time") {
  const auto written = decision_record::open(vote(199), later);
  CHECK(refusal(written.changed(vote(200), "  \n", later)) == "law/reason-missing");
  CHECK(refusal(written.changed(vote(200), "đếm sót", first)) == "law/record-backwards");
}

TEST_CASE("a closed result takes no change and is not closed twice") {
  const auto closed = decision_record::open(vote(200), first).closed(vietnamese_rules());
  REQUIRE(closed);
  CHECK(closed->result() == std::optional<outcome>{outcome::passed});
  CHECK(refusal(closed->changed(vote(150), "sửa", later)) == "law/record-closed");
  CHECK(refusal(closed->closed(vietnamese_rules())) == "law/record-closed");
}

TEST_CASE("what is undetermined cannot be closed") {
  question unknown = vote(200);
  unknown.households = counted::unknown();
  CHECK(refusal(decision_record::open(unknown, first).closed(vietnamese_rules())) == "law/record-open-question");
}

}  // namespace test_of_decision_record
