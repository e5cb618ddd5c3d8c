#include "journals.hpp"

#include <catch.hpp>

#include <functional>
#include <map>
#include <random>

using namespace dinh;
using namespace test;

namespace {

/// Every promise of `journal` is tested on both kinds.
void on_each_kind(const std::function<void(journal&)>& check) {
  {
    INFO("memory");
    memory_journal j;
    check(j);
  }
  {
    INFO("SQLite");
    const scratch_folder folder;
    check(*open(folder.file("cases.sqlite")));
  }
}

}  // namespace

TEST_CASE("entries are read back in the order in which they were appended, from any position") {
  on_each_kind([](journal& j) {
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
  });
}

TEST_CASE("an entry that comes twice is applied once") {
  on_each_kind([](journal& j) {
    CHECK(j.append(entries(0, 5)).value().appended == 5);
    const append_result again = j.append(entries(3, 7)).value();
    CHECK(again.appended == 2);
    CHECK(again.already_there == 2);
    CHECK(again.size == 7);
    const std::vector<journal_entry> twice{{"x", "same"}, {"x", "same"}};
    CHECK(j.append(twice).value().appended == 1);
    CHECK(all_of(j).size() == 8);
  });
}

TEST_CASE("an id that stands for another payload is refused and the whole batch with it") {
  on_each_kind([](journal& j) {
    REQUIRE(j.append(entries(0, 3)));
    const std::vector<journal_entry> batch{{"new", "a"}, {"event-1", "another payload"}, {"event-2", "and another"}};
    const auto refused = j.append(batch);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().size() == 2);  // all conflicts at once
    CHECK(first_code(refused.error()) == "journal/conflicting-id");
    CHECK(j.size().value() == 3);
    const std::vector<journal_entry> within{{"y", "a"}, {"y", "b"}};
    CHECK(first_code(j.append(within).error()) == "journal/conflicting-id");
    CHECK(j.size().value() == 3);
    CHECK(j.append(entries(3, 4)).value().appended == 1);  // the refusal left nothing behind
  });
}

TEST_CASE("ids and payloads that are no text, empty or too long are refused, all at once") {
  on_each_kind([](journal& j) {
    const std::vector<journal_entry> bad{{"", "p"},
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
    const std::vector<journal_entry> good{{"Nghệ An", "Hương ước thôn — 𠀀"},
                                          {std::string(256, 'x'), std::string(1U << 20U, 'y')}};
    CHECK(j.append(good).value().appended == 2);
    CHECK(all_of(j)[0].entry == good[0]);
  });
}

TEST_CASE("a batch that was checked against an older journal is not appended") {
  on_each_kind([](journal& j) {
    REQUIRE(j.append(entries(0, 3)));
    const auto late = j.append(entries(3, 5), {.only_at_size = 2});
    REQUIRE_FALSE(late);
    CHECK(first_code(late.error()) == "journal/moved-on");
    CHECK(j.size().value() == 3);
    CHECK(j.append(entries(3, 5), {.only_at_size = 3}).value().size == 5);
  });
}

TEST_CASE("an empty batch appends nothing") {
  on_each_kind([](journal& j) {
    CHECK(j.append({}).value().appended == 0);
    CHECK(j.size().value() == 0);
    CHECK(all_of(j).empty());
  });
}

TEST_CASE("on any sequence of batches both journals do what a plain list with a map does") {
  std::mt19937 random{20230701};
  const auto number = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
  for (int round = 0; round < 30; ++round) {
    std::vector<journal_entry> model;
    std::map<std::string, std::string> by_id;
    memory_journal memory;
    const scratch_folder folder;
    auto durable = open(folder.file("j"));
    for (int step = 0; step < 20; ++step) {
      std::vector<journal_entry> batch;
      for (unsigned i = number(6); i > 0; --i)
        batch.push_back({"id" + std::to_string(number(40)), number(8) == 0 ? "other" : "payload"});
      bool conflict = false;
      std::map<std::string, std::string> after = by_id;
      std::vector<journal_entry> fresh;
      for (const auto& e : batch) {
        const auto [at, is_new] = after.try_emplace(e.id, e.payload);
        if (is_new) fresh.push_back(e);
        conflict = conflict || at->second != e.payload;
      }
      const auto a = memory.append(batch);
      const auto b = durable->append(batch);
      REQUIRE(a.has_value() == !conflict);
      REQUIRE(b.has_value() == !conflict);
      if (!conflict) {
        by_id = after;
        model.insert(model.end(), fresh.begin(), fresh.end());
        REQUIRE(a->appended == fresh.size());
        REQUIRE(b->appended == fresh.size());
      }
      if (number(5) == 0) durable = open(folder.file("j"));  // closed and opened again
    }
    const auto from_memory = all_of(memory);
    REQUIRE(from_memory == all_of(*durable));
    REQUIRE(from_memory.size() == model.size());
    for (std::size_t i = 0; i < model.size(); ++i) REQUIRE(from_memory[i].entry == model[i]);
    CHECK(durable->verify().empty());
  }
}
