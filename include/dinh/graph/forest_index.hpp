#pragma once
/// \file
/// An index over one tree-shaped edge type on one day: who lies under whom in O(1), a subtree as a
/// range, sums up the tree in one pass.

#include <dinh/base/diagnostic.hpp>
#include <dinh/graph/frozen_graph.hpp>
#include <dinh/graph/label.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace detail {

/// Numbers the nodes of a forest so that every subtree is a range of consecutive places.
class forest {
public:
  static constexpr std::uint32_t none = UINT32_MAX;

  forest() = default;
  /// `parent[n]` is `none` for a root; `present[n]` is 0 for a node outside the forest. After a cycle
  /// `cycle()` holds its nodes and nothing else may be asked.
  forest(std::vector<std::uint32_t> parent, const std::vector<std::uint8_t>& present);

  [[nodiscard]] const std::vector<std::uint32_t>& cycle() const noexcept { return cycle_; }
  [[nodiscard]] std::uint32_t node_count() const noexcept { return static_cast<std::uint32_t>(parent_.size()); }
  [[nodiscard]] bool contains(std::uint32_t n) const noexcept { return n < place_.size() && place_[n] != none; }
  [[nodiscard]] std::uint32_t parent(std::uint32_t n) const noexcept { return parent_[n]; }
  [[nodiscard]] std::uint32_t place(std::uint32_t n) const noexcept { return place_[n]; }
  [[nodiscard]] std::uint32_t end_place(std::uint32_t n) const noexcept { return place_[n] + size_[n]; }
  [[nodiscard]] std::span<const std::uint32_t> order() const noexcept { return order_; }
  /// Places `[first, last)` of children of one parent that stand in a row.
  struct siblings {
    std::uint32_t parent;
    std::uint32_t first;
    std::uint32_t last;
  };
  /// All of them, children before their parents; roots are in none.
  [[nodiscard]] std::span<const siblings> rows() const noexcept { return rows_; }
  /// Whether `a` lies on the way from `n` up to its root; a node is its own ancestor.
  [[nodiscard]] bool is_ancestor(std::uint32_t a, std::uint32_t n) const noexcept {
    return place_[n] - place_[a] < size_[a];  // wraps around, and so is too large, if n comes first
  }
  [[nodiscard]] std::size_t bytes() const noexcept {
    return sizeof(std::uint32_t) * (parent_.capacity() + place_.capacity() + size_.capacity() + order_.capacity()) +
           sizeof(siblings) * rows_.capacity();
  }

private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> place_;  ///< place in `order_`, by node
  std::vector<std::uint32_t> size_;   ///< nodes in the subtree, by node
  std::vector<std::uint32_t> order_;  ///< nodes, parents before children
  std::vector<siblings> rows_;
  std::vector<std::uint32_t> cycle_;
};

}  // namespace detail

/// A value of 16 bytes a node and 12 a row of siblings; keeps no reference to the graph. `Edge` leads from the parent to the
/// child and joins nodes of one type.
template <edge_type Edge>
requires std::same_as<typename Edge::from, typename Edge::to>
class forest_index {
public:
  using node = node_id<typename Edge::from>;

  /// The empty forest.
  forest_index() = default;
  /// The forest of the edges that hold. O(nodes + edges). Faults, all of them with a witness:
  /// `graph/several-parents`, `graph/cycle`.
  template <graph_schema Schema>
  [[nodiscard]] static checked<forest_index> build(const graph_at<Schema>& day);

  /// Whether the node held on the day. The other questions ask for nodes that did.
  [[nodiscard]] bool contains(node n) const noexcept { return forest_.contains(n.index()); }
  /// Nodes that held on the day, roots among them.
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(forest_.order().size()); }

  /// None for a root.
  [[nodiscard]] node parent(node n) const noexcept { return node{forest_.parent(n.index())}; }
  /// From the parent up to the root. O(depth).
  [[nodiscard]] std::vector<node> ancestors(node n) const;
  /// Whether `a` is `n` or lies above it. O(1).
  [[nodiscard]] bool is_ancestor(node a, node n) const noexcept { return forest_.is_ancestor(a.index(), n.index()); }
  /// Nodes above it: 0 for a root. O(depth).
  [[nodiscard]] std::uint32_t depth(node n) const noexcept;
  /// The lowest node that is an ancestor of both, or none. O(depth).
  [[nodiscard]] node lowest_common_ancestor(node a, node b) const noexcept;

  /// Nodes of a subtree, parents before children; iterable, sized.
  class range {
  public:
    /// Forward, by value.
    class iterator {
    public:
      using value_type = node;
      using difference_type = std::ptrdiff_t;
      using reference = node;
      using pointer = const node*;
      using iterator_category = std::input_iterator_tag;
      using iterator_concept = std::forward_iterator_tag;
      iterator() = default;
      explicit iterator(const std::uint32_t* at) noexcept : at_{at} {}
      [[nodiscard]] node operator*() const noexcept { return node{*at_}; }
      iterator& operator++() noexcept {
        ++at_;
        return *this;
      }
      iterator operator++(int) noexcept { return iterator{at_++}; }
      friend bool operator==(const iterator&, const iterator&) = default;

    private:
      const std::uint32_t* at_ = nullptr;
    };
    explicit range(std::span<const std::uint32_t> nodes) noexcept : nodes_{nodes} {}
    [[nodiscard]] iterator begin() const noexcept { return iterator{nodes_.data()}; }
    [[nodiscard]] iterator end() const noexcept { return iterator{nodes_.data() + nodes_.size()}; }
    [[nodiscard]] std::size_t size() const noexcept { return nodes_.size(); }
    [[nodiscard]] bool empty() const noexcept { return nodes_.empty(); }
    [[nodiscard]] node operator[](std::size_t i) const noexcept { return node{nodes_[i]}; }

  private:
    std::span<const std::uint32_t> nodes_;
  };
  /// The node and everything under it. Refers to this index.
  [[nodiscard]] range subtree(node n) const& noexcept {
    return range{forest_.order().subspan(place(n), end_place(n) - place(n))};
  }
  /// All nodes, parents before children.
  [[nodiscard]] range all() const& noexcept { return range{forest_.order()}; }
  /// Places are consecutive inside a subtree: `place(a) <= place(n) && place(n) < end_place(a)`.
  [[nodiscard]] std::uint32_t place(node n) const noexcept { return forest_.place(n.index()); }
  [[nodiscard]] std::uint32_t end_place(node n) const noexcept { return forest_.end_place(n.index()); }

  /// Sums over each subtree, by node index: one pass. `own` holds one value a node of the graph;
  /// values of nodes that do not hold are left as they are.
  template <class Sum>
  [[nodiscard]] std::vector<Sum> roll_up(std::vector<Sum> own) const;

  /// The same in memory of the caller, one value a node of the graph: allocates nothing.
  template <class Sum>
  void roll_up_in_place(std::span<Sum> own) const;

  /// Memory of the index in bytes.
  [[nodiscard]] std::size_t bytes() const noexcept { return forest_.bytes(); }

private:
  detail::forest forest_;
};

// ---- implementation --------------------------------------------------------------------------------

namespace detail {

inline forest::forest(std::vector<std::uint32_t> parent, const std::vector<std::uint8_t>& present)
    : parent_{std::move(parent)} {
  const auto n = static_cast<std::uint32_t>(parent_.size());
  std::vector<std::uint32_t> first(std::size_t{n} + 2, 0);  // children by parent; roots under the row n
  const auto row = [&](std::uint32_t v) { return parent_[v] == none ? n : parent_[v]; };
  std::uint32_t count = 0;
  for (std::uint32_t v = 0; v < n; ++v)
    if (present[v] != 0) {
      ++first[row(v) + 1];
      ++count;
    }
  for (std::size_t i = 0; i <= n; ++i) first[i + 1] += first[i];
  std::vector<std::uint32_t> child(count);
  std::vector<std::uint32_t> next{first.begin(), first.end() - 1};
  for (std::uint32_t v = 0; v < n; ++v)
    if (present[v] != 0) child[next[row(v)]++] = v;

  place_.assign(n, none);
  size_.assign(n, 0);
  order_.reserve(count);
  std::vector<std::uint32_t> stack;
  const auto push_children = [&](std::uint32_t r) {
    for (std::uint32_t i = first[r + 1]; i > first[r]; --i) stack.push_back(child[i - 1]);
  };
  push_children(n);
  while (!stack.empty()) {
    const std::uint32_t v = stack.back();
    stack.pop_back();
    place_[v] = static_cast<std::uint32_t>(order_.size());
    order_.push_back(v);
    push_children(v);
  }
  for (std::size_t i = order_.size(); i-- > 0;) {
    const std::uint32_t v = order_[i];
    size_[v] += 1;
    if (parent_[v] != none) size_[parent_[v]] += size_[v];
  }
  for (std::size_t last = order_.size(); last > 0;) {
    const std::uint32_t p = parent_[order_[last - 1]];
    std::size_t row_begin = last - 1;
    while (row_begin > 0 && parent_[order_[row_begin - 1]] == p) --row_begin;
    if (p != none) rows_.push_back({p, static_cast<std::uint32_t>(row_begin), static_cast<std::uint32_t>(last)});
    last = row_begin;
  }
  rows_.shrink_to_fit();
  if (order_.size() == count) return;
  // Some node is not reached from a root: going up from it ends in a cycle.
  std::uint32_t at = 0;
  while (present[at] == 0 || place_[at] != none) ++at;
  for (std::uint32_t step = 0; step < n; ++step) at = parent_[at];
  const std::uint32_t start = at;
  do {
    cycle_.push_back(at);
    at = parent_[at];
  } while (at != start);
}

}  // namespace detail

template <edge_type Edge>
requires std::same_as<typename Edge::from, typename Edge::to>
template <graph_schema Schema>
checked<forest_index<Edge>> forest_index<Edge>::build(const graph_at<Schema>& day) {
  using node_type = typename Edge::from;
  const auto& graph = day.graph();
  const std::uint32_t n = graph.template count<node_type>();
  std::vector<std::uint32_t> parent(n, detail::forest::none);
  std::vector<std::uint8_t> present(n, 0);
  diagnostics faults;
  const auto when = " (" + to_text(day.window()) + ")";
  for (std::uint32_t i = 0; i < n; ++i) {
    const node child{i};
    if (!day.has(child)) continue;
    present[i] = 1;
    std::uint32_t parents = 0;
    for (const auto& up : day.template in<Edge>(child)) {
      if (++parents == 1) {
        parent[i] = up.node.index();
        continue;
      }
      const std::string first = label_of(graph, node{parent[i]});
      const std::string second = label_of(graph, up.node);
      faults.error("graph/several-parents", label_of(graph, child),
                   {"Vừa thuộc " + first + " vừa thuộc " + second + when + ".",
                    "Lies both under " + first + " and under " + second + when + "."},
                   {"Sửa ngày hiệu lực để mỗi ngày chỉ có một cấp trên.",
                    "Mend the dates so that there is one parent on each day."});
    }
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  forest_index index;
  index.forest_ = detail::forest{std::move(parent), present};
  if (const auto& cycle = index.forest_.cycle(); !cycle.empty()) {
    std::string way;
    for (const std::uint32_t v : cycle) way += label_of(graph, node{v}) + " < ";
    way += label_of(graph, node{cycle.front()});
    return refuse("graph/cycle", label_of(graph, node{cycle.front()}),
                  {"Nằm dưới chính mình: " + way + when + ".", "Lies under itself: " + way + when + "."},
                  {"Xóa hoặc sửa ngày của một trong các liên kết này.", "Remove or redate one of these links."});
  }
  return index;
}

template <edge_type Edge>
requires std::same_as<typename Edge::from, typename Edge::to>
auto forest_index<Edge>::ancestors(node n) const -> std::vector<node> {
  std::vector<node> up;
  for (node p = parent(n); p; p = parent(p)) up.push_back(p);
  return up;
}

template <edge_type Edge>
requires std::same_as<typename Edge::from, typename Edge::to> std::uint32_t forest_index<Edge>::depth(node n)
const noexcept {
  std::uint32_t d = 0;
  for (node p = parent(n); p; p = parent(p)) ++d;
  return d;
}

template <edge_type Edge>
requires std::same_as<typename Edge::from, typename Edge::to>
auto forest_index<Edge>::lowest_common_ancestor(node a, node b) const noexcept -> node {
  while (a && !is_ancestor(a, b)) a = parent(a);
  return a;
}

template <edge_type Edge>
requires std::same_as<typename Edge::from, typename Edge::to>
template <class Sum>
std::vector<Sum> forest_index<Edge>::roll_up(std::vector<Sum> own) const {
  own.resize(forest_.node_count());
  roll_up_in_place(std::span<Sum>{own});
  return own;
}

template <edge_type Edge>
requires std::same_as<typename Edge::from, typename Edge::to>
template <class Sum>
void forest_index<Edge>::roll_up_in_place(std::span<Sum> own) const {
  const auto order = forest_.order();
  for (const auto& row : forest_.rows()) {
    // Children that stand in a row have none of their own, except the last, whose sum is complete: they are gathered
    // before one store, since waiting for a store after each takes longer than all additions.
    const std::uint32_t first = order[row.first];
    const std::uint32_t count = row.last - row.first;
    Sum sum = own[first];
    if (order[row.last - 1] - first == count - 1) {  // siblings ascend: these are neighbours in memory too
      for (const Sum& s : own.subspan(first + 1, count - 1)) sum += s;
    } else {
      for (std::uint32_t i = row.first + 1; i < row.last; ++i) sum += own[order[i]];
    }
    own[row.parent] += sum;
  }
}

}  // namespace dinh::inline v1
