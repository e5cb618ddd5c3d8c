#pragma once
// Local reductions of plain nets. Each keeps soundness both ways (docs/verification.md says why):
//   a place whose consumers have no other input is taken out, and its producers and consumers become one;
//   of two places (transitions) with the same neighbours one is taken out;
//   a transition that only puts back what it took is taken out, if another one has the same inputs.

#include "procedure/net_plain.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace dinh::inline v1::nets {

class reduction {
public:
  explicit reduction(const workflow_net& net);
  void run();

  // Nothing is left but one transition from the source to the only sink.
  [[nodiscard]] bool is_trivial() const noexcept;
  [[nodiscard]] plain_net rest() const;

private:
  struct list {
    std::uint32_t at = 0;
    std::uint32_t size = 0;
    std::uint32_t room = 0;
  };
  enum : std::uint32_t { before = 0, after = 1 };

  [[nodiscard]] std::span<node> items(node n, std::uint32_t side) noexcept {
    const list& l = lists_[2 * std::size_t{n} + side];
    return {arena_.data() + l.at, l.size};
  }
  [[nodiscard]] std::span<const node> items(node n, std::uint32_t side) const noexcept {
    const list& l = lists_[2 * std::size_t{n} + side];
    return {arena_.data() + l.at, l.size};
  }
  [[nodiscard]] bool has(node n, std::uint32_t side, node x) const noexcept;
  void append(node n, std::uint32_t side, node x);
  void erase(node n, std::uint32_t side, node x) noexcept;
  void replace(node n, std::uint32_t side, node x, node by) noexcept;
  [[nodiscard]] bool same_neighbours(node a, node b) const noexcept;
  void take_out(node n) noexcept;
  void look_again(node n);

  bool melt(node place);
  bool drop_equal(node n);
  bool drop_idle(node transition);

  node places_ = 0;
  node nodes_ = 0;
  std::vector<list> lists_;
  std::vector<node> arena_;
  std::vector<char> alive_, fixed_, waiting_;
  std::vector<node> queue_;
  const workflow_net* net_;
};

}  // namespace dinh::inline v1::nets
