#pragma once
// What every journal promises, whatever it is stored in: checks on an empty journal, and one that kills the writer.

#include <catch.hpp>

#include <dinh/journal/journal.hpp>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <vector>

#include "journals.hpp"

namespace test {

inline void reads_back_in_order(dinh::journal& j) {
  CHECK(j.append(entries(0, 5)).value().size == 5);
  CHECK(j.append(entries(5, 8)).value().appended == 3);
  const auto all = all_of(j);
  REQUIRE(all.size() == 8);
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].position == i + 1);
    CHECK(all[i].entry.id == "event-" + std::to_string(i));
  }
  const auto middle = j.read(4, 2).value();
  REQUIRE(middle.size() == 2);
  CHECK(middle[0].entry.id == "event-3");
  CHECK(j.read(9, 10).value().empty());
  CHECK(j.read(1'000'000, 10).value().empty());
  CHECK(j.read(0, 1).value().at(0).position == 1);
  CHECK(j.read(1, 0).value().empty());
  CHECK(j.size().value() == 8);
}

inline void applies_an_entry_once(dinh::journal& j) {
  CHECK(j.append(entries(0, 5)).value().appended == 5);
  const dinh::append_result again = j.append(entries(3, 7)).value();
  CHECK(again.appended == 2);
  CHECK(again.already_there == 2);
  CHECK(again.size == 7);
  const std::vector<dinh::journal_entry> twice{{"x", "same"}, {"x", "same"}};
  CHECK(j.append(twice).value().appended == 1);
  CHECK(all_of(j).size() == 8);
}

inline void refuses_conflicting_ids(dinh::journal& j) {
  REQUIRE(j.append(entries(0, 3)));
  const std::vector<dinh::journal_entry> batch{{"new", "a"}, {"event-1", "another payload"}, {"event-2", "and another"}};
  const auto refused = j.append(batch);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().size() == 2);  // all conflicts at once
  CHECK(first_code(refused.error()) == "journal/conflicting-id");
  CHECK(j.size().value() == 3);
  const std::vector<dinh::journal_entry> within{{"y", "a"}, {"y", "b"}};
  CHECK(first_code(j.append(within).error()) == "journal/conflicting-id");
  CHECK(j.size().value() == 3);
  CHECK(j.append(entries(3, 4)).value().appended == 1);  // the refusal left nothing behind
}

inline void refuses_what_is_no_text(dinh::journal& j) {
  const std::vector<dinh::journal_entry> bad{{"", "p"},
                                       {"id", ""},
                                       {std::string(257, 'x'), "p"},
                                       {"id2", std::string((1U << 20U) + 1, 'x')},
                                       {"\xC0\x80", "p"},
                                       {"id3", "\xFF"},
                                       {"id4", "\xED\xA0\x80"},
                                       {"id5", std::string("a\0b", 3)},
                                       {"id6", "\xF4\x90\x80\x80"}};
  const auto refused = j.append(bad);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().size() == bad.size());
  CHECK(j.size().value() == 0);
  const std::vector<dinh::journal_entry> good{{"Nghệ An", "Hương ước thôn — 𠀀"},
                                        {std::string(256, 'x'), std::string(1U << 20U, 'y')}};
  CHECK(j.append(good).value().appended == 2);
  CHECK(all_of(j)[0].entry == good[0]);
}

inline void refuses_a_batch_for_an_older_journal(dinh::journal& j) {
  REQUIRE(j.append(entries(0, 3)));
  const auto late = j.append(entries(3, 5), {.only_at_size = 2});
  REQUIRE_FALSE(late);
  CHECK(first_code(late.error()) == "journal/moved-on");
  CHECK(j.size().value() == 3);
  CHECK(j.append(entries(3, 5), {.only_at_size = 3}).value().size == 5);
}

inline void takes_an_empty_batch(dinh::journal& j) {
  CHECK(j.append({}).value().appended == 0);
  CHECK(j.size().value() == 0);
  CHECK(all_of(j).empty());
}

struct promise {
  const char* what;
  void (*is_kept_by)(dinh::journal& empty);
};
inline constexpr promise promises[] = {
    {"entries are read back in the order in which they were appended, from any position",
     &reads_back_in_order},
    {"an entry that comes twice is applied once",
     &applies_an_entry_once},
    {"an id that stands for another payload is refused and the whole batch with it",
     &refuses_conflicting_ids},
    {"ids and payloads that are no text, empty or too long are refused, all at once",
     &refuses_what_is_no_text},
    {"a batch that was checked against an older journal is not appended",
     &refuses_a_batch_for_an_older_journal},
    {"an empty batch appends nothing",
     &takes_an_empty_batch},
};

/// What was acknowledged is there after the writing process was killed in the middle of appending, in whole batches.
/// `open()` gives a checked pointer to the same journal each time.
template <class Open>
void survives_killed_writers(Open&& open, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    int acknowledged[2];
    REQUIRE(::pipe(acknowledged) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      // appends until it is killed, and says how many entries were acknowledged
      auto j = open();
      if (!j) ::_exit(1);
      for (int i = 0;; ++i) {
        const auto done = (*j)->append(entries(round * 1'000'000 + 3 * i, round * 1'000'000 + 3 * i + 3));
        if (!done) ::_exit(2);
        const std::uint64_t size = done->size;
        if (::write(acknowledged[1], &size, sizeof size) != sizeof size) ::_exit(3);
      }
    }
    std::uint64_t last = 0;
    for (int i = 0; i < 10 + 7 * round; ++i) REQUIRE(::read(acknowledged[0], &last, sizeof last) == sizeof last);
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    ::close(acknowledged[1]);
    for (std::uint64_t size = 0; ::read(acknowledged[0], &size, sizeof size) == sizeof size;) last = size;
    ::close(acknowledged[0]);

    const auto j = open().value();
    // a server may still be finishing the batch of the dead process: an append waits for it
    REQUIRE(j->append(entries(-1 - round, -round)));
    const std::uint64_t size = j->size().value();
    CHECK(size >= last + 1);
    CHECK((size - static_cast<std::uint64_t>(round) - 1) % 3 == 0);
    CHECK(j->verify().empty());
  }
}

}  // namespace test
