#include <catch.hpp>
#include <dinh/exchange/notice.hpp>
#include <dinh/exchange/receipt.hpp>

#include "../../../src/exchange/hashing.hpp"
#include "../vietnam.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace test_of_receipt {

using namespace dinh;
using namespace dinh::literals;
using test::vietnam;

namespace {

receipt due_receipt() {
  return receipt_of(vietnam(),
                    due_date_question{.asked = within(5_working_days), .from = date{2025, 4, 24}, .rule = "GDL-12-2"})
      .value();
}

question village_vote() {
  question q;
  q.asked = question_kind::decision;
  q.on = date{2023, 9, 1};
  q.where = setting::village;
  q.what = *content::from("15.6");
  q.form = decision_form::meeting;
  q.households = counted{8318};
  q.present = counted{5000};
  q.in_favour = counted{4160};
  return q;
}

std::vector<std::string> codes(const receipt_check& c) {
  std::vector<std::string> out;
  for (const auto& d : c.differences) out.push_back(d.code);
  return out;
}

std::string replaced(std::string in, const std::string& what, const std::string& by) {
  const auto at = in.find(what);
  REQUIRE(at != std::string::npos);
  return in.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("hashes are SHA-256 as in FIPS 180-4") {
  CHECK(exchange::sha256(std::string_view{"abc"}).value() ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(exchange::sha256(std::string_view{}).value() ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("signatures are Ed25519 as in RFC 8032 section 7.1, test 2") {
  const std::string secret = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
  const std::string open = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
  const std::string mark =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
      "b00d291612bb0c00";
  CHECK(exchange::open_key_of(secret).value() == open);
  CHECK(exchange::sign("\x72", secret).value() == mark);
  CHECK(exchange::is_signed("\x72", mark, open).value());
  CHECK_FALSE(exchange::is_signed("\x73", mark, open).value());
  CHECK_FALSE(exchange::is_signed("\x72", mark, "0" + open));
  CHECK_FALSE(exchange::sign("x", "short"));
}

TEST_CASE("a receipt of a due date says the day, the provisions and the calendar, and is the same when computed again") {
  const receipt r = due_receipt();
  const std::string file = write_receipt(r).value();
  CHECK(file.back() == '\n');
  CHECK(*r.result.find("day")->as_string() == "2025-05-05");
  const rule& set_by = *vietnam().rules().find("GDL-12-2");
  CHECK(*r.inputs.find("citation")->as_string() == set_by.source.instrument + " " + set_by.source.article);
  CHECK(file.find(R"j("article":"147(2)","evidence":"T","instrument":"91/2015/QH13")j") != std::string::npos);
  const auto checked_receipt = verify_receipt(file, "r.json", vietnam());
  if (!checked_receipt) FAIL(describe(checked_receipt.error()));
  INFO(describe(checked_receipt->differences));
  CHECK(checked_receipt->is_same());
  CHECK(checked_receipt->read == r);
  CHECK(write_receipt(due_receipt()).value() == file);
}

TEST_CASE("a receipt of a vote asks what the question asked") {
  const question q = village_vote();
  const receipt r = receipt_of(vietnam(), q).value();
  const ruling direct = rule_on(vietnam().rules(), q);
  const json_value* answer = r.result.find("answer");
  REQUIRE(answer != nullptr);
  CHECK(*answer->find("outcome")->as_string() == term_name(*direct.result));
  CHECK(*answer->find("minimum")->as_integer() == *direct.minimum);
  CHECK(*answer->find("base")->as_integer() == 8318);
  CHECK(r.calendars == json_value{json_value::array{}});
  CHECK(verify_receipt(write_receipt(r).value(), "r.json", vietnam())->is_same());
}

TEST_CASE("unknown facts, clusters and a threshold of the question go through a receipt unchanged") {
  question q = village_vote();
  q.present = {};
  q.households = {};
  q.in_favour = {};
  q.clusters = {{100, 60}, {50, 20}};
  CHECK(*receipt_of(vietnam(), q)->result.find("answer")->find("outcome")->as_string() ==
        term_name(*rule_on(vietnam().rules(), q).result));
  q.clusters.clear();
  q.households = counted::unknown();
  CHECK(*receipt_of(vietnam(), q)->result.find("answer")->find("outcome")->as_string() == "undetermined");
  question own;
  own.asked = question_kind::decision;
  own.on = date{2024, 3, 10};
  own.where = setting::custom;
  own.stated = threshold{{3, 4}, strictness::more_than, base_of::stated};
  own.base = 100;
  own.in_favour = 75;
  CHECK(*receipt_of(vietnam(), own)->result.find("answer")->find("minimum")->as_integer() == 76);
  own.stated->how = strictness::at_least;
  CHECK(*receipt_of(vietnam(), own)->result.find("answer")->find("minimum")->as_integer() == 75);
}

TEST_CASE("a receipt of publicity names the rules") {
  const receipt r =
      receipt_of(vietnam(), publicity_question{publicity_regime::commune, 1, date{2024, 6, 3}}).value();
  CHECK(*r.result.find("publish_source")->find("rule")->as_string() == "GDL-12-2");
  CHECK(verify_receipt(write_receipt(r).value(), "r.json", vietnam())->is_same());
}

TEST_CASE("a receipt of publicity holds the evidence accepted, and verifies under any; one of 1.1 still does") {
  const publicity_question q{publicity_regime::commune, 1, date{2025, 7, 20}};
  for (const evidence accepted : {evidence::text, evidence::summary, evidence::memory}) {
    const pack strict = vietnam().accepting(accepted);
    const receipt r = receipt_of(strict, q).value();
    CHECK(*r.inputs.find("weakest_accepted")->as_string() == std::string(1, letter(accepted)));
    const std::string file = write_receipt(r).value();
    // The evidence stands in the inputs: it does not matter how the pack is opened.
    for (const pack& here : {vietnam(), strict, vietnam().accepting(evidence::text)}) {
      const auto found = verify_receipt(file, "r.json", here);
      REQUIRE(found);
      INFO(describe(found->differences));
      CHECK(found->is_same());
    }
    // The level of a rule is that of the day, as in the live answer: its wording was not seen from 1 July 2025 on.
    const auto duty = publicity_of(strict.rules(), q.regime, q.item, q.on);
    CHECK((r.result.find("too_weak") != nullptr) == !duty.too_weak.empty());
    if (accepted != evidence::text) continue;
    REQUIRE_FALSE(duty.too_weak.empty());
    for (const json_value& weak : *r.result.find("too_weak")->as_array()) {
      const rule* set_by = vietnam().rules().find(*weak.find("rule")->as_string());
      REQUIRE(set_by != nullptr);
      CHECK(*weak.find("evidence")->as_string() == std::string(1, letter(known_on(*set_by, q.on))));
    }
  }
  // As 1.0 and 1.1 wrote it: no evidence in the inputs, and that of the rule itself in the result.
  const date before_the_gap{2024, 6, 3};
  receipt old = receipt_of(vietnam(), publicity_question{publicity_regime::commune, 1, before_the_gap}).value();
  old.inputs = json_value{{"regime", "commune"}, {"item", 1}, {"on", to_text(before_the_gap)}};
  CHECK(verify_receipt(write_receipt(old).value(), "r.json", vietnam())->is_same());
  old = receipt_of(vietnam(), q).value();
  old.inputs = json_value{{"regime", "commune"}, {"item", 1}, {"on", to_text(q.on)}};
  const auto by_rule = verify_receipt(write_receipt(old).value(), "r.json", vietnam());
  old.result = by_rule->result_here;
  CHECK(*old.result.find("publish_source")->find("evidence")->as_string() ==
        std::string(1, letter(vietnam().rules().find("GDL-12-2")->known_by)));
  CHECK(verify_receipt(write_receipt(old).value(), "r.json", vietnam())->is_same());
}

TEST_CASE("a changed byte anywhere in a receipt is found") {
  for (const std::string& file : {write_receipt(due_receipt()).value(),
                                  write_receipt(receipt_of(vietnam(), village_vote()).value()).value()}) {
    for (std::size_t i = 0; i < file.size(); ++i)
      for (const unsigned flip : {0x01U, 0x20U, 0x80U}) {
        std::string changed = file;
        changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ flip);
        const auto found = verify_receipt(changed, "r.json", vietnam());
        if (found && found->is_same()) FAIL("byte " << i << " of " << file);
      }
    for (const std::string& changed : {file + " ", file + "\n", " " + file, file.substr(0, file.size() - 1)}) {
      const auto found = verify_receipt(changed, "r.json", vietnam());
      CHECK((!found || !found->is_same()));
    }
  }
}

TEST_CASE("what was changed is named: inputs, pack, calendar, result") {
  const std::string file = write_receipt(due_receipt()).value();
  const auto found = [&](const std::string& what, const std::string& by) {
    return codes(verify_receipt(replaced(file, what, by), "r.json", vietnam()).value());
  };
  using list = std::vector<std::string>;
  CHECK(found("\"from\":\"2025-04-24\"", "\"from\":\"2025-04-25\"") ==
        list{"receipt/inputs-changed", "receipt/changed", "receipt/not-canonical"});
  CHECK(found("\"day\":\"2025-05-05\"", "\"day\":\"2025-05-06\"") ==
        list{"receipt/result-changed", "receipt/changed", "receipt/not-canonical"});
  CHECK(found("\"version\":\"20", "\"version\":\"21") ==
        list{"receipt/pack-changed", "receipt/changed", "receipt/not-canonical"});
  CHECK(found("\"id\":\"state-agency\",\"notices\"", "\"id\":\"state-agent\",\"notices\"") ==
        list{"receipt/calendars-changed", "receipt/changed", "receipt/not-canonical"});
  CHECK(found("{\"calendars\"", "{ \"calendars\"") == list{"receipt/not-canonical"});
}

TEST_CASE("a receipt whose hashes were made to fit another answer is found by computing it again") {
  receipt forged = due_receipt();
  forged.result.set("day", "2025-05-06");
  CHECK(codes(verify_receipt(write_receipt(forged).value(), "r.json", vietnam()).value()) ==
        std::vector<std::string>{"receipt/other-result"});
}

TEST_CASE("a receipt of another version of the pack says which pack is needed, and whether the answer is the same") {
  auto files = packs::vietnam_files();
  for (pack_file& f : files)
    if (f.name == "pack.json") f.content = replaced(f.content, "\"version\":\"", "\"version\":\"older-");
  const pack older = read_pack(files).value();
  const receipt r =
      receipt_of(older, due_date_question{.asked = within(5_working_days), .from = date{2025, 4, 24}}).value();
  const auto found = verify_receipt(write_receipt(r).value(), "r.json", vietnam()).value();
  REQUIRE(codes(found) == std::vector<std::string>{"receipt/other-pack"});
  const std::string said = describe(found.differences);
  CHECK(said.find("older-" + vietnam().version()) != std::string::npos);
  CHECK(said.find(*older.hash()) != std::string::npos);
  CHECK(found.result_here == r.result);
  CHECK(verify_receipt(write_receipt(r).value(), "r.json", older)->is_same());
}

TEST_CASE("a notice that changes the calendar is part of the receipt") {
  const auto notice = read_notice(R"({"format": "dinh-calendar-notice/1", "calendar": "state-agency",
    "decision": "1/TB", "entries": [{"date": "2025-05-05", "kind": "swap_off", "swapped_with": "2025-05-10",
    "name": {"vi": "Nghỉ hoán đổi", "en": "Day off in exchange"}},
    {"date": "2025-05-10", "kind": "swap_work", "swapped_with": "2025-05-05",
    "name": {"vi": "Làm bù", "en": "Worked in exchange"}}]})",
                                  "n.json");
  if (!notice) FAIL(describe(notice.error()));
  const pack changed = vietnam().with_calendar(
      apply_notice(vietnam().calendar("state-agency"), *notice).value(), notice->decision);
  const receipt r =
      receipt_of(changed, due_date_question{.asked = within(5_working_days), .from = date{2025, 4, 24}}).value();
  CHECK(*r.result.find("day")->as_string() == "2025-05-06");
  CHECK(*(*(*r.calendars.as_array())[0].find("notices")->as_array())[0].as_string() == "1/TB");
  CHECK(codes(verify_receipt(write_receipt(r).value(), "r.json", vietnam()).value()) ==
        std::vector<std::string>{"receipt/other-calendar", "receipt/other-result"});
}

TEST_CASE("what is no receipt is refused, with its place") {
  const std::string file = write_receipt(due_receipt()).value();
  for (const std::string& wrong : {std::string{}, std::string{"[]"}, std::string{"{}"}, file.substr(0, 100),
                                   replaced(file, "dinh-receipt/1", "dinh-receipt/2"),
                                   replaced(file, "\"inputs\":{", "\"input\":{")}) {
    const auto found = verify_receipt(wrong, "r.json", vietnam());
    REQUIRE_FALSE(found);
    CHECK(found.error().begin()->where.rfind("r.json", 0) == 0);
  }
}

TEST_CASE("questions that the pack does not answer have no receipt") {
  CHECK_FALSE(receipt_of(vietnam(), due_date_question{.calendar = "moon", .asked = within(1_day), .from = date{2025, 1, 2}}));
  CHECK_FALSE(receipt_of(vietnam(), due_date_question{.asked = within(6_working_days),
                                                      .from = date{2025, 4, 24},
                                                      .rule = "GDL-12-2"}));
  CHECK_FALSE(receipt_of_request(vietnam(), R"({"id":"x","kind":"registry","as_of":"2025-07-01","input":{"unit":"17329"}})"));
  CHECK_FALSE(receipt_of_request(vietnam(), R"({"id":"x","kind":"deadline","as_of":"2025-07-01","input":{"year":1.5}})"));
}

TEST_CASE("an answer that rests on weaker evidence than asked for is refused, says why, and has a receipt that says so") {
  const pack strict = vietnam().accepting(evidence::text);
  const due_date due = strict.calendar("state-agency").due(within(5_working_days), after(date{2025, 4, 24}));
  CHECK_FALSE(due.is_known());  // the swap of 2 May 2025 is known from a digest only
  CHECK(to_text(due.why, lang::en).find("level S, while level T") != std::string::npos);
  CHECK(to_text(due.why, lang::en).find("8726/VPCP-KGVX") != std::string::npos);
  CHECK(to_text(due.why, lang::en).find("2025-05-05") == std::string::npos);
  CHECK(strict.calendar("state-agency").due(within(5_days), after(date{2025, 6, 2})).is_known());
  const receipt r =
      receipt_of(strict, due_date_question{.asked = within(5_working_days), .from = date{2025, 4, 24}}).value();
  CHECK(r.result.find("day")->is_null());
  // the level is an input: a machine that accepts everything gets the same
  CHECK(verify_receipt(write_receipt(r).value(), "r.json", vietnam())->is_same());
}

}  // namespace test_of_receipt
