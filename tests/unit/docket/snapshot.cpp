#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/docket/event_text.hpp>
#include <dinh/exchange/snapshot.hpp>
#include <dinh/journal/memory.hpp>
#include <dinh/journal/recorder.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "../vietnam.hpp"
#include "drive.hpp"

namespace test_of_snapshot {

using namespace dinh;
using test::day;

namespace {

const std::vector<procedure>& laws() {
  static const std::vector<procedure> all{test::pack_procedure("pub_commune"), test::pack_procedure("denunciation"),
                                          test::pack_procedure("complaint_first")};
  return all;
}

docket_terms terms() { return {.procedures = laws(), .calendars = {test::agency()}}; }

event about(const docket& d, const std::string& key, event_kind kind, const char* on, std::string step = {}, std::string subject = {}) {
  event e;
  e.id = key + "-" + std::to_string(example::events_of(d, key));
  e.case_key = key;
  e.kind = kind;
  e.step = std::move(step);
  e.subject = std::move(subject);
  e.occurred_on = e.recorded_on = day(on);
  return e;
}

// Cases of each kind: suspended, extended, stopped by a clock, corrected, out of order, withdrawn, part of another.
docket some_cases() {
  auto d = docket::make(terms());
  REQUIRE(d);
  example::drive_to(*d, laws()[0], "published", "t_portal", day("2026-03-02"));
  example::drive_to(*d, laws()[0], "suspended", "t_doc", day("2026-03-02"));
  example::record(*d, about(*d, "suspended", event_kind::suspended, "2026-03-04"));
  example::drive_to(*d, laws()[1], "extended", "t_accept", day("2026-03-02"));
  example::drive_to(*d, laws()[1], "extended", "t_extc", day("2026-03-25"));
  example::record(*d, about(*d, "extended", event_kind::extended, "2026-03-26", "t_concl", "45 days"));
  example::drive_to(*d, laws()[2], "stopped", "t_k1", day("2026-07-06"));
  example::drive_to(*d, laws()[2], "stopped", "t_susp", day("2026-07-16"));
  example::drive_to(*d, laws()[0], "corrected", "t_portal", day("2026-03-12"));
  event right = about(*d, "corrected", event_kind::corrected, "2026-03-13", "t_portal", "corrected-5");
  right.occurred_on = day("2026-03-11");
  example::record(*d, right);
  example::drive_to(*d, laws()[0], "withdrawn", "t_doc", day("2026-03-02"));
  example::record(*d, about(*d, "withdrawn", event_kind::withdrawn, "2026-03-20"));
  event out_of_order = example::act_of(laws()[0], "jumped", 1, static_cast<std::uint16_t>(laws()[0].find("t_portal").index()), 0, day("2026-03-05"));
  out_of_order.facts = {{"households", "80"}, {"note", "Diễn Châu"}};
  out_of_order.evidence = {"CV-12"};
  REQUIRE(d->open("jumped-0", "jumped", "pub_commune", "17464@2025-07-01", day("2026-03-02"), day("2026-03-02")));
  example::record(*d, out_of_order);
  return std::move(*d);
}

std::string code_of(const checked<docket>& d) { return d ? std::string{} : d.error().begin()->code; }

}  // namespace

TEST_CASE("a docket restored from its snapshot is the docket, and goes on as it would have") {
  docket d = some_cases();
  const auto file = write_snapshot(d);
  REQUIRE(file);
  for (const auto how : {docket::trust::as_written, docket::trust::fold_again}) {
    auto back = read_snapshot(*file, terms(), {.how = how});
    if (!back) FAIL(describe(back.error()));
    CHECK(back->fingerprint() == d.fingerprint());
    CHECK(back->to_bytes() == d.to_bytes());
    CHECK(back->event_count() == d.event_count());
    for (const char* on : {"2026-03-04", "2026-03-12", "2026-04-20", "2026-07-20"}) {
      CHECK(back->overdue(day(on)).size() == d.overdue(day(on)).size());
      CHECK(back->due({day(on), day(on) + boost::gregorian::days{30}}, day(on)).size() ==
            d.due({day(on), day(on) + boost::gregorian::days{30}}, day(on)).size());
    }
    docket live = some_cases();
    for (docket* x : {&live, &*back}) {
      example::record(*x, about(*x, "suspended", event_kind::resumed, "2026-03-09"));
      example::drive_to(*x, laws()[0], "suspended", "t_portal", day("2026-03-12"));
      example::drive_to(*x, laws()[2], "stopped", "t_resume", day("2026-07-27"));
      example::drive_to(*x, laws()[1], "extended", "t_concl", day("2026-05-04"));
    }
    CHECK(back->fingerprint() == live.fingerprint());
    CHECK(back->record((*live.events_of("jumped"))[1])->result == record_result::outcome::already_there);
  }
}

TEST_CASE("a snapshot and the later events of a journal give what the whole journal gives") {
  auto whole = docket::make(terms());
  REQUIRE(whole);
  const docket source = some_cases();
  std::vector<event> all;
  for (const auto& c : source.cases(day("2027-01-01")))
    for (const event& e : *source.events_of(c.case_key)) all.push_back(e);
  memory_journal log;
  std::string file;
  {
    std::vector<journal_entry> batch;
    for (const event& e : all) batch.push_back({e.id, to_text(e)});
    REQUIRE(log.append(batch));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    REQUIRE(whole->record(all[i]));
    if (i == all.size() / 2) file = write_snapshot(*whole).value();
  }
  auto back = read_snapshot(file, terms());
  REQUIRE(back);
  CHECK(back->event_count() == all.size() / 2 + 1);
  const auto later = replay(log, *back, back->event_count() + 1);
  REQUIRE(later);
  CHECK(*later == all.size() - all.size() / 2 - 1);
  CHECK(back->fingerprint() == whole->fingerprint());
}

TEST_CASE("a snapshot that was changed, cut, of another version, pack or calendar is refused") {
  const docket d = some_cases();
  const std::string file = write_snapshot(d).value();
  CHECK(code_of(read_snapshot("", terms())) == "snapshot/not-one");
  CHECK(code_of(read_snapshot("dinh-snapshot/4\n" + file.substr(16), terms())) == "snapshot/other-version");
  CHECK(code_of(read_snapshot(file.substr(0, file.size() - 1), terms())) == "snapshot/truncated");
  for (std::size_t n = 0; n < file.size(); n += 53) {
    const std::string code = code_of(read_snapshot(file.substr(0, n), terms()));
    CHECK(code == (n < 14 ? "snapshot/not-one" : "snapshot/truncated"));
  }
  CHECK(code_of(read_snapshot(file + "x", terms())) == "snapshot/truncated");
  CHECK(code_of(read_snapshot(file, terms(), {.most_bytes = 100})) == "snapshot/too-large");
  CHECK(code_of(read_snapshot(file, terms(), {.expected_sha256 = std::string(64, '0')})) == "snapshot/wrong-hash");
  const std::size_t head = file.find("\n\n") + 2;
  for (std::size_t i = head; i < file.size(); i += 61) {
    std::string changed = file;
    changed[i] = static_cast<char>(changed[i] ^ 4);
    CHECK(code_of(read_snapshot(changed, terms())) == "snapshot/wrong-hash");
  }
  const std::size_t version = file.find('3');  // the second version has the same head
  for (std::size_t i = 0; i < head; ++i) {
    if (i == version) continue;
    std::string changed = file;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK_FALSE(read_snapshot(changed, terms()));
  }
  docket_terms fewer = terms();
  fewer.procedures.pop_back();
  CHECK(code_of(read_snapshot(file, fewer)) == "snapshot/other-procedure");
  docket_terms other_days = terms();
  calendar_facts facts = test::agency().facts();
  facts.entries.pop_back();
  other_days.calendars = {work_calendar::build(std::move(facts)).value()};
  CHECK(code_of(read_snapshot(file, other_days)) == "snapshot/other-calendar");
  docket_terms other_reading = terms();
  other_reading.policies.roll_minimum_period_end = choice::yes;
  CHECK(code_of(read_snapshot(file, other_reading)) == "snapshot/other-policies");
}

namespace {

// More than two blocks: cases with long notes.
docket a_large_docket() {
  auto d = docket::make(terms());
  REQUIRE(d);
  for (int i = 0; i < 45; ++i) {
    const std::string key = "large-" + std::to_string(i);
    event e = example::act_of(laws()[0], key, 0, static_cast<std::uint16_t>(laws()[0].start().index()), 0, day("2026-03-02"));
    e.procedure = "pub_commune";
    e.unit = "17464@2025-07-01";
    for (char c = 'a'; c < 'c'; ++c) e.facts.push_back({std::string{"note-"} + c, std::string(25'000, c)});
    example::record(*d, e);
  }
  return std::move(*d);
}

// The first version of the file: one hash, at its head.
std::string first_version(const docket& d, const std::string& sha256) {
  const std::string body = d.to_bytes();
  return "dinh-snapshot/1\nsha256 " + sha256 + "\nevents " + std::to_string(d.event_count()) + "\nbytes " +
         std::to_string(body.size()) + "\n\n" + body;
}

checked<docket> in_pieces_of(std::size_t size, std::string_view file, const snapshot_options& options = {}) {
  return read_snapshot_from(
      [&]() -> checked<std::string_view> {
        const std::string_view piece = file.substr(0, size);
        file.remove_prefix(piece.size());
        return piece;
      },
      terms(), options);
}

}  // namespace

TEST_CASE("a snapshot is written and read in pieces of any size, and in one piece it is the same file") {
  const docket d = a_large_docket();
  std::string file;
  std::size_t longest = 0;
  const auto written = write_snapshot_to(
      [&](std::string_view piece) {
        longest = std::max(longest, piece.size());
        file += piece;
        return diagnostics{};
      },
      d);
  REQUIRE(written);
  CHECK(file == write_snapshot(d).value());
  CHECK(written->events == 45);
  CHECK(written->bytes == d.to_bytes().size());
  CHECK(file.substr(file.size() - 73) == "\nsha256 " + written->sha256 + "\n");
  CHECK(written->bytes > 2U << 20U);
  CHECK(longest < 2U << 20U);
  for (const std::size_t size : {std::size_t{1}, std::size_t{17}, std::size_t{1} << 20U, (std::size_t{1} << 20U) + 73, file.size()}) {
    const auto back = in_pieces_of(size, file, {.expected_sha256 = written->sha256});
    if (!back) FAIL(describe(back.error()));
    CHECK(back->to_bytes() == d.to_bytes());
  }
}

TEST_CASE("a changed byte of a snapshot is told by its block, before the later ones are read") {
  const docket d = a_large_docket();
  const std::string file = write_snapshot(d).value();
  const std::size_t head = file.find("\n\n") + 2;
  const std::size_t block = (std::size_t{1} << 20U) + 73;
  for (const std::size_t number : {0U, 1U, 2U}) {
    std::string changed = file;
    changed[head + number * block + 100] = static_cast<char>(changed[head + number * block + 100] ^ 1);
    std::size_t asked = 0;
    std::string_view left = changed;
    const auto back = read_snapshot_from(
        [&]() -> checked<std::string_view> {
          ++asked;
          const std::string_view piece = left.substr(0, asked == 1 ? head : block);
          left.remove_prefix(piece.size());
          return piece;
        },
        terms());
    REQUIRE(code_of(back) == "snapshot/wrong-hash");
    CHECK(back.error().begin()->where == "byte " + std::to_string(std::min(head + (number + 1) * block, file.size())));
    CHECK(asked == number + 2);
  }
  // Blocks in another order, and one that was left out with the head telling so.
  std::string swapped = file.substr(0, head) + file.substr(head + block, block) + file.substr(head, block) + file.substr(head + 2 * block);
  CHECK(code_of(read_snapshot(swapped, terms())) == "snapshot/wrong-hash");
}

TEST_CASE("what the source or the sink of a snapshot has to say ends it and is told") {
  const docket d = a_large_docket();
  const std::string file = write_snapshot(d).value();
  const auto full = [] { return diagnostic{severity::error, "test/full", "disk", {"Hết chỗ.", "No space is left."}, {}}; };
  for (int most = 0; most < 6; ++most) {
    int taken = 0;
    const auto written = write_snapshot_to([&](std::string_view) { return ++taken > most ? diagnostics{full()} : diagnostics{}; }, d);
    REQUIRE_FALSE(written);
    CHECK(written.error().begin()->code == "test/full");
    CHECK(taken == most + 1);
  }
  for (std::size_t at : {std::size_t{0}, std::size_t{5}, std::size_t{40}, std::size_t{1} << 20U, file.size() - 10, file.size()}) {
    bool given = false;
    const auto back = read_snapshot_from(
        [&]() -> checked<std::string_view> {
          if (given || at == 0) return unexpected{diagnostics{full()}};
          given = true;
          return std::string_view{file}.substr(0, at);
        },
        terms());
    CHECK(code_of(back) == "test/full");
  }
}

TEST_CASE("a snapshot of the first version is read, and refused where its one hash does not fit") {
  const docket d = a_large_docket();
  const auto written = write_snapshot_to([](std::string_view) { return diagnostics{}; }, d);
  REQUIRE(written);
  const std::string file = first_version(d, written->sha256);
  for (const std::size_t size : {std::size_t{1000}, file.size()}) {
    const auto back = in_pieces_of(size, file);
    REQUIRE(back);
    CHECK(back->to_bytes() == d.to_bytes());
  }
  CHECK(code_of(read_snapshot(file.substr(0, file.size() - 1), terms())) == "snapshot/truncated");
  CHECK(code_of(read_snapshot(file + "x", terms())) == "snapshot/truncated");
  CHECK(code_of(read_snapshot(first_version(d, std::string(64, '0')), terms())) == "snapshot/wrong-hash");
  std::string changed = file;
  changed[file.size() / 2] = 'z';  // inside a note
  CHECK(code_of(read_snapshot(changed, terms())) == "snapshot/wrong-hash");
}

TEST_CASE("a snapshot with more events than its journal is refused before its body is read") {
  const docket d = a_large_docket();
  const std::string file = write_snapshot(d).value();
  CHECK(code_of(read_snapshot(file, terms(), {.journal_size = 44})) == "snapshot/other-journal");
  CHECK(read_snapshot(file, terms(), {.journal_size = 45}));
  std::string forged = file;
  forged.replace(forged.find("events 45"), 9, "events 44");
  CHECK(code_of(read_snapshot(forged, terms(), {.journal_size = 44})) == "snapshot/not-one");
}

TEST_CASE("counts and lengths that no bytes follow are refused, and hold no memory") {
  const docket d = some_cases();
  const std::string bytes = d.to_bytes();
  const std::size_t first_key = bytes.find("published");
  REQUIRE(first_key != std::string::npos);
  const std::string before = bytes.substr(0, first_key - 1);
  const auto place = [](const checked<docket>& made) { return made ? std::string{} : made.error().begin()->where; };
  const auto after = [&](std::size_t more) { return "byte " + std::to_string(before.size() + more); };
  // A key of four exabytes, and one of a mebibyte and a byte that are there: refused where their length was read.
  const auto endless = docket::from_bytes(terms(), before + std::string(8, '\xFF') + "\x3Fpublished");
  CHECK(code_of(endless) == "snapshot/damaged");
  CHECK(place(endless) == after(9));
  const auto too_long = docket::from_bytes(terms(), before + "\x81\x80\x40" + std::string((1U << 20U) + 100, 'k'));
  CHECK(code_of(too_long) == "snapshot/damaged");
  CHECK(place(too_long) == after(3));
  const std::string_view rest = std::string_view{bytes}.substr(first_key + 3);
  int asked = 0;
  const auto split = docket::read_bytes(terms(), [&]() -> checked<std::string_view> {
    ++asked;
    return asked == 1 ? std::string_view{bytes}.substr(0, first_key + 3) : asked == 2 ? rest : std::string_view{};
  });
  REQUIRE(split);
  CHECK(split->to_bytes() == bytes);
  // A case with more events than any may have, and one fewer: the first is refused where they were counted.
  for (const char* count : {"\x81\x80\x80\x02", "\x80\x80\x80\x02"}) {
    const std::string key = before + std::string{"\x01k\0\0", 4} + count;
    const auto many = docket::from_bytes(terms(), key + std::string(5'000, '\x01'));
    CHECK(code_of(many) == "snapshot/damaged");
    CHECK((place(many) == after(8)) == (*count == '\x81'));
  }
}

TEST_CASE("bytes of a docket that were cut or changed anywhere are refused, or are a docket that writes itself back") {
  const docket d = some_cases();
  const std::string bytes = d.to_bytes();
  for (std::size_t n = 0; n < bytes.size(); n += 37) CHECK(code_of(docket::from_bytes(terms(), bytes.substr(0, n))) == "snapshot/damaged");
  std::size_t taken = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 5)
    for (const unsigned flip : {1U, 0x80U}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ flip);
      const auto back = docket::from_bytes(terms(), changed);
      if (!back) continue;
      ++taken;
      const std::string again = back->to_bytes();
      const auto same = docket::from_bytes(terms(), again);
      REQUIRE(same);
      CHECK(same->to_bytes() == again);
      (void)back->duties(day("2026-03-10"));
      (void)back->overdue(day("2026-03-10"));
    }
  CHECK(taken > 0);
}

TEST_CASE("a state that does not follow from its events is found where the states are folded again") {
  const docket d = some_cases();
  const std::string bytes = d.to_bytes();
  std::size_t forged = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ 2U);
    if (!docket::from_bytes(terms(), changed)) continue;
    const auto again = docket::from_bytes(terms(), changed, docket::trust::fold_again);
    if (code_of(again) == "snapshot/not-of-its-events") ++forged;
    if (again) {  // then an event was changed, and with it all that follows
      auto folded = docket::make(terms());
      for (const auto& c : again->cases(day("2099-01-01")))
        for (const event& e : *again->events_of(c.case_key)) (void)folded->record(e);
      CHECK(folded->case_count() <= again->case_count());
    }
  }
  CHECK(forged > 5);
}

}  // namespace test_of_snapshot
