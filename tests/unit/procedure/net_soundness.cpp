#include <catch.hpp>

#include "net_reference.hpp"

#include <dinh/procedure/net_soundness.hpp>

#include <algorithm>

namespace test_of_net_soundness {

using namespace dinh;

namespace {

workflow_net built(const net_builder& b) {
  auto n = b.build();
  if (!n) FAIL(describe(n.error()));
  return *std::move(n);
}

std::vector<std::string> names(const workflow_net& n, const std::vector<net_transition>& run) {
  std::vector<std::string> out;
  for (const auto t : run) out.push_back(n.name(t));
  return out;
}

}  // namespace

TEST_CASE("generated free-choice nets: verdict and shortest witness agree with the definitions") {
  int sound = 0, unsound = 0, reduced = 0, explored = 0;
  for (std::uint32_t seed = 0; seed < 6000; ++seed) {
    const auto n = net_reference::generate(seed, static_cast<int>(seed % 9), static_cast<int>(seed % 4), 0);
    if (!n || !n->is_free_choice()) continue;
    const auto expected = net_reference::decide(*n);
    if (!expected.decided) continue;
    INFO("seed " << seed);
    const net_verdict v = verify_net(*n);
    REQUIRE(v.verdict == (expected.sound ? soundness::sound : soundness::unsound));
    ++(expected.sound ? sound : unsound);
    reduced += v.method == net_method::reduction ? 1 : 0;
    explored += v.method == net_method::clusters ? 1 : 0;
    net_options by_rank;
    by_rank.states_before_rank = 0;
    by_rank.with_witness = false;
    REQUIRE(verify_net(*n, by_rank).verdict == v.verdict);
    if (expected.sound) {
      REQUIRE(v.findings.empty());
      REQUIRE(v.safe == answer3::yes);
      continue;
    }
    REQUIRE(v.findings.size() == 1);
    const net_finding& f = v.findings[0];
    REQUIRE(f.shortest);
    const auto end = net_reference::replay(*n, f.witness);
    REQUIRE(end);
    REQUIRE(net_reference::shows_defect(*n, *end));
    REQUIRE(expected.shortest);
    REQUIRE(f.witness.size() == *expected.shortest);
    REQUIRE(f.at);  // the place where it shows is marked, of two tokens twice
    REQUIRE((*end)[f.at.index()] >= (f.kind == net_defect::two_tokens ? 2 : 1));
  }
  CHECK(sound > 500);
  CHECK(unsound > 500);
  CHECK(reduced > 300);
  CHECK(explored > 300);
}

TEST_CASE("generated free-choice nets with too many markings for a plain search: the witness is shortest all the same") {
  int compared = 0;
  for (std::uint32_t seed = 0; compared < 60; ++seed) {
    REQUIRE(seed < 6000);
    const auto n = net_reference::generate(seed, static_cast<int>(18 + seed % 14), static_cast<int>(1 + seed % 2), 0);
    if (!n || !n->is_free_choice()) continue;
    const net_verdict v = verify_net(*n);
    if (v.verdict != soundness::unsound || v.witness_states < 100) continue;  // the small ones are looked at whole
    const auto expected = net_reference::shortest_defect(*n, 8'000);
    if (!expected) continue;
    INFO("seed " << seed);
    REQUIRE(v.findings.size() == 1);
    REQUIRE(v.findings[0].shortest);
    REQUIRE(v.findings[0].witness.size() == *expected);
    const auto end = net_reference::replay(*n, v.findings[0].witness);
    REQUIRE(end);
    REQUIRE(net_reference::shows_defect(*n, *end));
    ++compared;
  }
}

TEST_CASE("generated nets beyond free choice: verdict and shortest witness agree with the definitions") {
  int sound = 0, unsound = 0;
  for (std::uint32_t seed = 0; seed < 6000; ++seed) {
    const auto n = net_reference::generate(seed, static_cast<int>(seed % 6), static_cast<int>(seed % 2), 1 + static_cast<int>(seed % 3));
    if (!n || n->is_free_choice()) continue;
    const auto expected = net_reference::decide(*n, 1500);
    if (!expected.decided) continue;
    INFO("seed " << seed);
    const net_verdict v = verify_net(*n);
    REQUIRE(v.verdict == (expected.sound ? soundness::sound : soundness::unsound));
    ++(expected.sound ? sound : unsound);
    if (expected.sound) continue;
    REQUIRE_FALSE(v.findings.empty());
    const net_finding& f = v.findings[0];
    if (f.kind == net_defect::dead_transition || f.kind == net_defect::cannot_end) continue;
    const auto end = net_reference::replay(*n, f.witness);
    REQUIRE(end);
    if (f.kind == net_defect::unbounded) continue;
    REQUIRE(net_reference::shows_defect(*n, *end));
    REQUIRE(f.witness.size() == *expected.shortest);
  }
  CHECK(sound > 20);
  CHECK(unsound > 500);
}

TEST_CASE("weaker notions agree with the definitions on generated nets") {
  int relaxed = 0, easy = 0, compared = 0;
  for (std::uint32_t seed = 0; seed < 1500; ++seed) {
    const auto n = net_reference::generate(seed, static_cast<int>(seed % 7), static_cast<int>(seed % 4), seed % 5 == 0 ? 1 : 0);
    if (!n) continue;
    const auto expected = net_reference::decide(*n, 1000);
    if (!expected.decided) continue;
    INFO("seed " << seed);
    const weaker_soundness w = weaker_notions(*n);
    if (expected.sound) {
      REQUIRE((w.weak == answer3::yes && w.relaxed == answer3::yes && w.lazy == answer3::yes && w.easy == answer3::yes));
      continue;
    }
    if (!expected.bounded) continue;
    ++compared;
    REQUIRE(w.relaxed != answer3::unknown);
    REQUIRE((w.easy == answer3::yes) == expected.easy);
    REQUIRE((w.relaxed == answer3::yes) == expected.relaxed);
    relaxed += expected.relaxed ? 1 : 0;
    easy += expected.easy ? 1 : 0;
  }
  CHECK(compared > 100);
  CHECK(relaxed > 5);
  CHECK(easy > relaxed);
}

TEST_CASE("what is no workflow net is not sound, and the structure says why") {
  net_builder b;
  const auto i = b.place("i"), o = b.place("o"), island = b.place("island");
  const auto t = b.transition("t"), u = b.transition("u");
  b.input(t, i).output(t, o).input(u, island).output(u, island);
  const workflow_net n = built(b);
  CHECK(n.tokens(i) == 1);  // put there, because the net said nothing
  REQUIRE(n.structure_faults().size() == 2);
  CHECK(n.structure_faults()[0].en.find("\"island\"") != std::string::npos);
  const net_verdict v = verify_net(n);
  CHECK(v.verdict == soundness::unsound);
  CHECK(v.method == net_method::structure);
}

TEST_CASE("a net that is sound and not safe is sound; one that must be safe is not") {
  // Two tickets are made and torn one by one by the same clerk; beyond free choice, because weights count.
  net_builder b;
  const auto i = b.place("i"), tickets = b.place("tickets"), torn = b.place("torn"), o = b.place("o");
  const auto make = b.transition("make"), tear = b.transition("tear"), close = b.transition("close");
  b.input(make, i).output(make, tickets, 2).input(tear, tickets).output(tear, torn).input(close, torn, 2).output(close, o);
  const workflow_net n = built(b);
  CHECK_FALSE(n.is_plain());
  const net_verdict v = verify_net(n);
  CHECK(v.verdict == soundness::sound);
  CHECK(v.safe == answer3::no);
  net_options strict;
  strict.must_be_safe = true;
  const net_verdict w = verify_net(n, strict);
  CHECK(w.verdict == soundness::unsound);
  REQUIRE_FALSE(w.findings.empty());
  CHECK(w.findings[0].kind == net_defect::two_tokens);
  CHECK(names(n, w.findings[0].witness) == std::vector<std::string>{"make"});
}

TEST_CASE("a net that makes ever more tokens is unbounded, and the search ends") {
  net_builder b;
  const auto i = b.place("i"), p = b.place("p"), q = b.place("q"), o = b.place("o");
  const auto go = b.transition("go"), more = b.transition("more"), end = b.transition("end");
  b.input(go, i).output(go, p).input(more, p).output(more, p).output(more, q);
  b.input(end, p).input(end, q).output(end, o);  // shares p with `more`, but needs q: not free choice
  const workflow_net n = built(b);
  CHECK_FALSE(n.is_free_choice());
  net_options all;
  all.every_kind = true;
  const net_verdict v = verify_net(n, all);
  CHECK(v.verdict == soundness::unsound);
  CHECK(std::any_of(v.findings.begin(), v.findings.end(), [](const auto& f) { return f.kind == net_defect::unbounded; }));
}

TEST_CASE("a case that goes on for ever without an end is found") {
  net_builder b;
  const auto i = b.place("i"), p = b.place("p"), q = b.place("q"), key = b.place("key"), o = b.place("o");
  const auto go = b.transition("go"), there = b.transition("there"), back = b.transition("back"), end = b.transition("end");
  const auto lose = b.transition("lose");
  b.input(go, i).output(go, p).output(go, key).input(there, p).output(there, q).input(back, q).output(back, p);
  b.input(end, p).input(end, key).output(end, o).input(lose, key).input(lose, q).output(lose, q);
  const workflow_net n = built(b);
  const net_verdict v = verify_net(n);
  CHECK(v.verdict == soundness::unsound);
  REQUIRE_FALSE(v.findings.empty());
  CHECK(v.findings[0].kind == net_defect::cannot_end);
  CHECK(names(n, v.findings[0].witness) == std::vector<std::string>{"go", "there", "lose"});
}

TEST_CASE("transitions can empty places and be held back by tokens") {
  // A fork into two branches; "cancel" empties the other branch; "wait" goes only when the other branch is empty.
  for (const bool cancels : {false, true}) {
    net_builder b;
    const auto i = b.place("i"), p = b.place("p"), q = b.place("q"), o = b.place("o");
    const auto fork = b.transition("fork"), end = b.transition("end");
    b.input(fork, i).output(fork, p).output(fork, q).input(end, p).output(end, o);
    if (cancels)
      b.empty(end, q);
    else
      b.hold_back(end, q);
    // the other branch can end by itself
    const auto other = b.transition("other");
    b.input(other, q);
    const workflow_net n = built(b);
    net_options o2;
    o2.ends = completion::all_sinks;
    const net_verdict v = verify_net(n, o2);
    CHECK(v.verdict == soundness::sound);
    CHECK(v.states == 4);
  }
}

TEST_CASE("with all ends counted, parallel ends are proper and the same end twice is not") {
  for (const bool same : {false, true}) {
    net_builder b;
    const auto i = b.place("i"), p = b.place("p"), q = b.place("q"), e1 = b.place("e1"), e2 = b.place("e2");
    const auto fork = b.transition("fork"), a = b.transition("a"), c = b.transition("c");
    b.input(fork, i).output(fork, p).output(fork, q).input(a, p).output(a, e1).input(c, q).output(c, same ? e1 : e2);
    if (same) {
      const auto use = b.transition("use");
      b.input(use, i).output(use, e2);
    }
    const workflow_net n = built(b);
    REQUIRE(n.is_free_choice());
    net_options o;
    o.ends = completion::all_sinks;
    const net_verdict v = verify_net(n, o);
    CHECK(v.verdict == (same ? soundness::unsound : soundness::sound));
    if (same) {
      REQUIRE(v.findings.size() == 1);
      CHECK(v.findings[0].kind == net_defect::improper_end);
      CHECK(v.findings[0].witness.size() == 3);
    }
  }
}

TEST_CASE("faults of a net come at once: weights, size, no place") {
  net_builder none;
  REQUIRE_FALSE(none.build());
  net_builder b{net_limits{1, 1, 1, 2}};
  const auto p = b.place("p", 3), q = b.place("q");
  const auto t = b.transition("t");
  b.input(t, p, 5).output(t, q, 0);
  const auto n = b.build();
  REQUIRE_FALSE(n);
  CHECK(n.error().size() == 4);  // too large, three numbers
}

TEST_CASE("beyond its bound the verifier of nets claims nothing, and any bound gives the same answer twice") {
  net_builder b;
  const auto i = b.place("i"), o = b.place("o"), all = b.place("all");
  const auto fork = b.transition("fork"), end = b.transition("end");
  b.input(fork, i).output(fork, all);
  for (int k = 0; k < 12; ++k) {
    const auto p = b.place("p" + std::to_string(k)), q = b.place("q" + std::to_string(k));
    const auto t = b.transition("t" + std::to_string(k));
    b.output(fork, p).input(t, p).output(t, q).input(t, all).output(t, all).input(end, q);  // one at a time: shares `all`
  }
  b.input(end, all).output(end, o);
  const workflow_net n = built(b);
  REQUIRE_FALSE(n.is_free_choice());
  CHECK(verify_net(n).verdict == soundness::sound);
  net_options few;
  few.most_states = 100;
  const net_verdict v = verify_net(n, few), w = verify_net(n, few);
  CHECK(v.verdict == soundness::undecided);
  CHECK(v.states == w.states);
}

TEST_CASE("parts without an arc between them are decided one by one and told in the numbers of the whole") {
  // a: i → t → o, with a choice into a dead end where `spoilt`; b: sound; c: a transition that nothing marks
  const auto with = [](bool spoilt_a, bool dead_c) {
    net_builder b;
    const auto ai = b.place("ai", 1), am = b.place("am"), ao = b.place("ao");
    const auto bi = b.place("bi", 1), bo = b.place("bo");
    const auto ta = b.transition("ta"), ua = b.transition("ua"), tb = b.transition("tb");
    b.input(ta, ai).output(ta, am).input(ua, am).output(ua, ao).input(tb, bi).output(tb, bo);
    const auto hold = b.place("hold", spoilt_a ? 1 : 0, place_role::buffer);
    b.hold_back(ua, hold);  // for ever, if it holds a token
    if (dead_c) {
      const auto c = b.place("c");
      b.input(b.transition("tc"), c);
    }
    return built(b);
  };
  net_options o;
  o.ends = completion::all_sinks;
  o.must_be_safe = true;
  const auto good = verify_net(with(false, false), o);
  CHECK(good.verdict == soundness::sound);
  CHECK(good.states == 5);  // 3 and 2, not 6
  CHECK(good.safe == answer3::yes);
  const workflow_net bad_net = with(true, false);
  const auto bad = verify_net(bad_net, o);
  CHECK(bad.verdict == soundness::unsound);
  REQUIRE(bad.findings.size() == 1);
  CHECK(bad.findings[0].kind == net_defect::stuck);
  CHECK(names(bad_net, bad.findings[0].witness) == std::vector<std::string>{"ta"});
  CHECK(bad_net.name(bad.findings[0].at) == "am");
  const workflow_net dead_net = with(false, true);
  const auto dead = verify_net(dead_net, o);
  CHECK(dead.verdict == soundness::unsound);
  REQUIRE(dead.findings.size() == 1);
  CHECK(dead.findings[0].kind == net_defect::dead_transition);
  CHECK(dead_net.name(dead.findings[0].dead) == "tc");
  net_options few = o;
  few.most_states = 2;
  CHECK(verify_net(with(false, false), few).verdict == soundness::undecided);
}

TEST_CASE("of kinds that several parts show the shortest run is told, and each dead transition") {
  net_builder b;
  for (const std::string part : {"long", "short"}) {
    const auto i = b.place(part + "i", 1), m = b.place(part + "m"), n = b.place(part + "n"), o = b.place(part + "o"), never = b.place(part + "x", 0, place_role::buffer);
    const auto t = b.transition(part + "t"), u = b.transition(part + "u"), v = b.transition(part + "v");
    b.input(t, i).output(t, part == "long" ? n : m);
    b.input(u, n).output(u, m);
    b.input(v, m).input(v, never).output(v, o);
  }
  const workflow_net n = built(b);
  net_options o;
  o.ends = completion::all_sinks;
  o.every_kind = true;
  const auto v = verify_net(n, o);
  CHECK(v.verdict == soundness::unsound);
  REQUIRE_FALSE(v.findings.empty());
  CHECK(v.findings[0].kind == net_defect::stuck);
  CHECK(names(n, v.findings[0].witness) == std::vector<std::string>{"shortt"});
  CHECK(std::count_if(v.findings.begin(), v.findings.end(), [](const auto& f) { return f.kind == net_defect::stuck; }) == 1);
}

TEST_CASE("what the reduced net shows is not sound even where the whole has more markings than the bound") {
  // five ways side by side, then a choice that is not free, and each choice leaves something behind
  net_builder b;
  const auto i = b.place("i"), done = b.place("done"), both = b.place("both"), o = b.place("o");
  const auto split = b.transition("split"), join = b.transition("join"), take = b.transition("take"), skip = b.transition("skip");
  b.input(split, i).output(join, done).output(join, both);
  for (const std::string way : {"a", "b", "c", "d", "e"}) {
    auto at = b.place(way);
    b.output(split, at);
    for (const std::string k : {"1", "2", "3"}) {
      const auto t = b.transition(way + k);
      b.input(t, at);
      at = b.place(way + k);
      b.output(t, at);
    }
    b.input(join, at);
  }
  b.input(take, done).input(take, both).output(take, o).input(skip, both).output(skip, o);
  const workflow_net n = built(b);
  REQUIRE_FALSE(n.is_free_choice());
  REQUIRE(n.structure_faults().empty());
  net_options few;
  few.most_states = 50;  // all together have more than a thousand
  const auto v = verify_net(n, few);
  CHECK(v.verdict == soundness::unsound);
  CHECK(v.states <= 50);
}

}  // namespace test_of_net_soundness
