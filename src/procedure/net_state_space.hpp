#pragma once
// Every reachable marking of any net, up to a bound, breadth first.

#include <dinh/procedure/net_soundness.hpp>

#include "procedure/net_states.hpp"

#include <cstdint>
#include <vector>

namespace dinh::inline v1::nets {

class state_space {
public:
  // `one_cluster`: of a free-choice net, move one cluster at a time; keeps the dead markings and the runs to them.
  state_space(const workflow_net& net, const net_options& options, bool one_cluster = false);

  enum class extent : std::uint8_t {
    first_defect,   // stops there
    each_kind,      // looks on beside defects, not beyond them
    beyond_defects  // everything, as far as it is bounded
  };
  void explore(extent how_far);
  // Reads the verdict off what was explored; adds `cannot_end` and dead transitions.
  [[nodiscard]] net_verdict verdict();
  [[nodiscard]] weaker_soundness weaker();

private:
  static constexpr std::uint32_t no_state = UINT32_MAX;
  static constexpr std::uint32_t most_tokens = most_tokens_on_a_place;  // a cell is a byte
  static constexpr std::size_t most_bytes = std::size_t{1} << 29U;   // of markings
  static constexpr std::size_t most_steps = std::size_t{1} << 25U;
  // Many transitions, or a long way from the start, cost time, not memory: so many transitions are looked at, and so
  // many earlier markings to see whether one is covered. After the latter an unbounded net is undecided.
  static constexpr std::uint64_t most_looks = std::uint64_t{1} << 33U;
  static constexpr std::uint64_t most_looks_back = std::uint64_t{1} << 30U;
  static constexpr std::uint32_t most_messages = 3;  // in a buffer; further ones are taken for a loop and forgotten
  struct origin {
    std::uint32_t before = no_state;
    std::uint32_t transition = 0;
    std::uint32_t tokens = 0;
    std::uint32_t depth = 0;
  };
  struct step {
    std::uint32_t from, to, transition;
  };

  [[nodiscard]] const std::uint8_t* cells(std::uint32_t s) const noexcept {
    return reinterpret_cast<const std::uint8_t*>(seen_[s]);
  }
  [[nodiscard]] bool enabled(const std::uint8_t* m, std::uint32_t t) const noexcept;
  void list_by_place();
  void find_candidates(const std::uint8_t* m);
  void expand(std::uint32_t s);
  bool fire(std::uint32_t s, std::uint32_t t);  // false: nothing more to explore
  [[nodiscard]] search_bound bound_met() const noexcept;
  [[nodiscard]] bool is_final(const std::uint8_t* m) const noexcept;
  [[nodiscard]] std::uint32_t inner_place(const std::uint8_t* m) const noexcept;
  [[nodiscard]] bool covers_ancestor(std::uint32_t s) noexcept;
  [[nodiscard]] bool reported(net_defect kind) const noexcept;
  void report(net_defect kind, std::uint32_t place, std::uint32_t state, std::uint32_t last);
  [[nodiscard]] std::vector<net_transition> run_to(std::uint32_t state, std::uint32_t last) const;
  [[nodiscard]] std::vector<char> states_that_can_reach(const std::vector<char>& goal) const;

  const workflow_net& net_;
  net_options options_;
  bool one_cluster_;
  bool monotone_ = true;  // more tokens never forbid anything
  bool stop_ = false;
  bool whole_ = true;     // everything reachable without passing a defect was looked at
  search_bound bound_ = search_bound::none;  // the first that was met
  std::uint32_t bound_at_ = no_state;        // a place with too many tokens
  extent extent_ = extent::first_defect;
  std::size_t bytes_;
  std::uint64_t looks_ = 0, looks_back_ = 0;
  marking_set seen_;
  std::vector<std::uint64_t> now_, next_;
  // transitions under one of their input places, that which they share with the fewest; and those without inputs
  std::vector<std::uint32_t> first_listed_, listed_, without_input_, candidates_;
  std::vector<origin> from_;
  std::vector<step> steps_;
  std::vector<char> fired_;
  std::vector<char> cut_;   // states that show a defect and were not expanded
  std::vector<char> dead_;  // states in which nothing can happen
  std::vector<net_finding> found_;
  bool two_tokens_seen_ = false;
};

}  // namespace dinh::inline v1::nets
