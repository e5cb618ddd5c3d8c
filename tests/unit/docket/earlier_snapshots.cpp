// Snapshots written by earlier versions, kept as they wrote them. What they rest on is made here, so that no change of the pack
// makes them another.

#include <catch.hpp>

#include <dinh/docket/docket.hpp>
#include <dinh/exchange/snapshot.hpp>
#include <shared_files.hpp>

#include <string>

#include "../vietnam.hpp"
#include "drive.hpp"
#include "side_by_side.hpp"

namespace test_of_earlier_snapshots {

using namespace dinh;
using test::day;

TEST_CASE("a snapshot of version 1.1 is read: its events are taken, and the states are those of this version") {
  const std::string file = test::content_of(DINH_SOURCE_DIR "/tests/unit/docket/data/snapshot-1.1");
  REQUIRE(file.substr(0, 16) == "dinh-snapshot/2\n");
  for (const auto how : {docket::trust::as_written, docket::trust::fold_again}) {
    auto back = read_snapshot(file, side_by_side::terms(), {.expected_sha256 = {}, .how = how});
    if (!back) FAIL(describe(back.error()));
    docket live = side_by_side::recorded();
    CHECK(back->fingerprint() == live.fingerprint());
    CHECK(back->breaches(day("2026-12-31")).size() == live.breaches(day("2026-12-31")).size());
    const event late = side_by_side::act(live.event_count(), "b", "write", "2026-03-07");
    example::record(live, late);
    example::record(*back, late);
    CHECK(back->fingerprint() == live.fingerprint());
  }
  std::string changed = file;
  changed[file.size() / 2] = static_cast<char>(changed[file.size() / 2] ^ 1);
  const auto refused = read_snapshot(changed, side_by_side::terms());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().begin()->code == "snapshot/wrong-hash");
}

}  // namespace test_of_earlier_snapshots
