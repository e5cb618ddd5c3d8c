#include "promises.hpp"

#include <catch.hpp>

#include <map>
#include <random>

namespace test_of_journal {

using namespace dinh;
using namespace test;

TEST_CASE("a journal in memory keeps every promise of a journal") {
  for (const promise& p : promises) {
    DYNAMIC_SECTION(p.what) {
      memory_journal j;
      p.is_kept_by(j);
    }
  }
}

TEST_CASE("a journal in SQLite keeps every promise of a journal") {
  for (const promise& p : promises) {
    DYNAMIC_SECTION(p.what) {
      const scratch_folder folder;
      p.is_kept_by(*open(folder.file("cases.sqlite")));
    }
  }
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

}  // namespace test_of_journal
