#pragma once
/// \file
/// Homogeneous views of a frozen typed graph: nodes of all types numbered through, edges of a chosen
/// set of types, on all days or on one. No copy of the graph; Boost.Graph algorithms run on them
/// through graph/bgl.hpp.

#include <dinh/base/interval.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// `always`: every node and edge, whatever its dates. `dated`: those that hold in a window of days.
enum class view_time : std::uint8_t { always, dated };

/// An edge of a view with both ends. `number` is unique in the view: the edges of its first edge type
/// come first, in the order of their ids.
struct view_edge {
  std::uint32_t source = 0;  ///< as the view numbers nodes
  std::uint32_t target = 0;
  std::uint32_t number = 0;  ///< below `edge_bound()`
  friend constexpr bool operator==(const view_edge& a, const view_edge& b) noexcept { return a.number == b.number; }
  friend constexpr auto operator<=>(const view_edge& a, const view_edge& b) noexcept { return a.number <=> b.number; }
};

/// The arrays of one edge type inside a frozen graph; edges are numbered by their sources.
struct edge_slice {
  const std::uint32_t* out_first = nullptr;  ///< first edge of each source, and one more
  const std::uint32_t* target = nullptr;     ///< of each edge, counted within its node type
  const std::uint32_t* in_first = nullptr;   ///< first place of each target in the two below, and one more
  const std::uint32_t* source = nullptr;     ///< grouped by target, counted within its node type
  const std::uint32_t* in_edge = nullptr;    ///< the edge at that place
  const validity* valid = nullptr;           ///< of each edge; null: always
  const validity* from_valid = nullptr;      ///< of each node of the type that edges leave; null: always
  const validity* to_valid = nullptr;        ///< of each node of the type at which they arrive; null: always
  std::uint32_t from_base = 0;               ///< number in the view of the first node of the type that edges leave
  std::uint32_t from_count = 0;
  std::uint32_t to_base = 0;  ///< the same of the type at which they arrive
  std::uint32_t to_count = 0;
  std::uint32_t edge_count = 0;
  std::uint32_t number_base = 0;  ///< number of its first edge in the view
};

/// The nodes of one type inside a frozen graph.
struct node_slice {
  std::uint32_t base = 0;  ///< number in the view of the first one
  std::uint32_t count = 0;
  const validity* valid = nullptr;  ///< of each; null: always
};

/// Along the edges or against them.
enum class row_direction : std::uint8_t { out, in };

template <class View, row_direction Direction>
class row_iterator;
template <class View>
class fast_out_iterator;
template <class View>
class edge_iterator;
template <class View>
class vertex_iterator;
template <class EdgeIterator, row_direction Direction>
class neighbour_iterator;

/// A light handle (a few pointers per edge type); the graph must outlive it.
///
/// In a `dated` view nodes that do not hold are no vertices, but the numbers stay those of the whole
/// graph: `node_count()` bounds them (as in `boost::filtered_graph`).
template <std::size_t EdgeTypes, view_time Time>
class graph_view {
public:
  static constexpr std::size_t edge_types = EdgeTypes;
  static constexpr view_time time = Time;
  using out_iterator =
      std::conditional_t<EdgeTypes == 1, fast_out_iterator<graph_view>, row_iterator<graph_view, row_direction::out>>;
  using in_iterator = row_iterator<graph_view, row_direction::in>;
  using edges_iterator = edge_iterator<graph_view>;
  using vertices_iterator = vertex_iterator<graph_view>;
  using neighbours_iterator = neighbour_iterator<out_iterator, row_direction::out>;
  using predecessors_iterator = neighbour_iterator<in_iterator, row_direction::in>;

  graph_view(std::array<edge_slice, EdgeTypes> slices, std::vector<node_slice> nodes, validity window = {})
      : slices_{slices}, nodes_{std::move(nodes)}, window_{window} {
    std::uint32_t number = 0;
    for (edge_slice& s : slices_) {
      s.number_base = number;
      number += s.edge_count;
    }
    edge_bound_ = number;
    node_bound_ = nodes_.empty() ? 0 : nodes_.back().base + nodes_.back().count;
  }

  /// Bound of the vertex numbers; in an `always` view the number of vertices.
  [[nodiscard]] std::uint32_t node_count() const noexcept { return node_bound_; }
  /// Bound of the edge numbers; in an `always` view the number of edges.
  [[nodiscard]] std::uint32_t edge_bound() const noexcept { return edge_bound_; }
  /// O(1) in an `always` view, O(edges) in a `dated` one.
  [[nodiscard]] std::uint32_t edge_count() const noexcept;
  /// Of the edge type at that position in `view<…>`. Pre: `type < edge_types`.
  [[nodiscard]] const edge_slice& slice(std::size_t type) const noexcept { return slices_[type]; }
  /// The days that a `dated` view is of.
  [[nodiscard]] const validity& window() const noexcept { return window_; }

  /// Whether a number below `node_count()` is a vertex of the view.
  [[nodiscard]] bool has_node(std::uint32_t node) const noexcept {
    if constexpr (Time == view_time::always) {
      return true;
    } else {
      for (const node_slice& s : nodes_)
        if (node - s.base < s.count) return s.valid == nullptr || s.valid[node - s.base].overlaps(window_);
      return false;
    }
  }
  /// Position in `view<…>` of the edge's type, and the edge's own id there.
  [[nodiscard]] std::pair<std::size_t, std::uint32_t> type_and_id(const view_edge& e) const noexcept {
    std::size_t type = EdgeTypes - 1;
    while (slices_[type].number_base > e.number) --type;
    return {type, e.number - slices_[type].number_base};
  }

  /// The edges that leave a node, type by type in the order of linking; those that hold, in a `dated` view. O(1) to
  /// begin. Pre: `node < node_count()`. The view must outlive the iterators, here and below.
  [[nodiscard]] std::pair<out_iterator, out_iterator> out(std::uint32_t node) const noexcept {
    if constexpr (EdgeTypes == 1) {
      return out_iterator::row(*this, node);
    } else {
      return {out_iterator{this, node}, out_iterator::last(this, node)};
    }
  }
  /// The edges that arrive at a node, type by type in the order of their sources. Pre: `node < node_count()`.
  [[nodiscard]] std::pair<in_iterator, in_iterator> in(std::uint32_t node) const noexcept {
    return {in_iterator{this, node}, in_iterator::last(this, node)};
  }
  /// All edges, ascending by number.
  [[nodiscard]] std::pair<edges_iterator, edges_iterator> edges() const noexcept {
    return {edges_iterator{this}, edges_iterator::last(this)};
  }
  /// All vertices, ascending; in a `dated` view those that hold.
  [[nodiscard]] std::pair<vertices_iterator, vertices_iterator> nodes() const noexcept {
    return {vertices_iterator{this, 0}, vertices_iterator{this, node_bound_}};
  }

private:
  std::array<edge_slice, EdgeTypes> slices_;
  std::vector<node_slice> nodes_;
  validity window_;
  std::uint32_t node_bound_ = 0;
  std::uint32_t edge_bound_ = 0;
};

namespace detail {
/// What every iterator of a view says about itself: forward, dereferenced by value.
template <class Value>
struct by_value_iterator {
  using value_type = Value;
  using difference_type = std::ptrdiff_t;
  using reference = Value;
  using pointer = const Value*;
  using iterator_category = std::input_iterator_tag;
  using iterator_concept = std::forward_iterator_tag;
};
}  // namespace detail

/// Out-edges of a node in a view of one edge type: the plain row, or what holds of it.
template <class View>
class fast_out_iterator : public detail::by_value_iterator<view_edge> {
public:
  static constexpr bool dated = View::time == view_time::dated;

  fast_out_iterator() = default;
  fast_out_iterator(const edge_slice& s, const validity& window, std::uint32_t node, std::uint32_t at,
                    std::uint32_t end) noexcept
      : target_{s.target}, at_{at}, node_{node}, to_base_{s.to_base} {
    if constexpr (dated) {
      filter_ = {s.valid, s.to_valid, end, window};
      settle();
    }
  }
  /// Both ends of the row.
  [[nodiscard]] static std::pair<fast_out_iterator, fast_out_iterator> row(const View& view,
                                                                           std::uint32_t node) noexcept {
    const edge_slice& s = view.slice(0);
    const std::uint32_t r = node - s.from_base;  // wraps, and is refused, below the first row
    if (r >= s.from_count) return {};
    std::uint32_t first = s.out_first[r];
    const std::uint32_t last = s.out_first[r + 1];
    if constexpr (dated)
      if (s.from_valid != nullptr && !s.from_valid[r].overlaps(view.window())) first = last;
    return {{s, view.window(), node, first, last}, {s, view.window(), node, last, last}};
  }
  [[nodiscard]] view_edge operator*() const noexcept { return {node_, target_[at_] + to_base_, at_}; }
  fast_out_iterator& operator++() noexcept {
    ++at_;
    if constexpr (dated) settle();
    return *this;
  }
  fast_out_iterator operator++(int) noexcept {
    auto old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const fast_out_iterator& a, const fast_out_iterator& b) noexcept { return a.at_ == b.at_; }

private:
  struct no_filter {};
  struct date_filter {
    const validity* edges = nullptr;
    const validity* nodes = nullptr;
    std::uint32_t end = 0;
    validity window;
  };
  void settle() noexcept {
    while (at_ != filter_.end && ((filter_.edges != nullptr && !filter_.edges[at_].overlaps(filter_.window)) ||
                                  (filter_.nodes != nullptr && !filter_.nodes[target_[at_]].overlaps(filter_.window))))
      ++at_;
  }

  const std::uint32_t* target_ = nullptr;
  std::uint32_t at_ = 0;
  std::uint32_t node_ = 0;
  std::uint32_t to_base_ = 0;
  [[no_unique_address]] std::conditional_t<dated, date_filter, no_filter> filter_;
};

/// Out- or in-edges of a node, edge type by edge type.
template <class View, row_direction Direction>
class row_iterator : public detail::by_value_iterator<view_edge> {
public:
  row_iterator() = default;
  row_iterator(const View* view, std::uint32_t node) noexcept : view_{view}, node_{node} {
    if constexpr (View::time == view_time::dated) {
      if (!view->has_node(node)) {
        *this = last(view, node);
        return;
      }
    }
    open(0);
    settle();
  }
  [[nodiscard]] static row_iterator last(const View* view, std::uint32_t node) noexcept {
    row_iterator i;
    i.view_ = view;
    i.node_ = node;
    i.type_ = View::edge_types;
    return i;
  }
  [[nodiscard]] view_edge operator*() const noexcept {
    const edge_slice& s = view_->slice(type_);
    if constexpr (Direction == row_direction::out) {
      return {node_, s.target[at_] + s.to_base, s.number_base + at_};
    } else {
      return {s.source[at_] + s.from_base, node_, s.number_base + s.in_edge[at_]};
    }
  }
  row_iterator& operator++() noexcept {
    ++at_;
    settle();
    return *this;
  }
  row_iterator operator++(int) noexcept {
    auto old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const row_iterator& a, const row_iterator& b) noexcept {
    return a.type_ == b.type_ && a.at_ == b.at_;
  }

private:
  void open(std::size_t type) noexcept {
    type_ = type;
    at_ = end_ = 0;
    if (type == View::edge_types) return;
    const edge_slice& s = view_->slice(type);
    const std::uint32_t row = node_ - (Direction == row_direction::out ? s.from_base : s.to_base);
    if (row >= (Direction == row_direction::out ? s.from_count : s.to_count)) return;
    const std::uint32_t* first = Direction == row_direction::out ? s.out_first : s.in_first;
    at_ = first[row];
    end_ = first[row + 1];
  }
  [[nodiscard]] bool passes() const noexcept {
    if constexpr (View::time == view_time::always) {
      return true;
    } else {
      const edge_slice& s = view_->slice(type_);
      const validity& window = view_->window();
      if constexpr (Direction == row_direction::out) {
        return (s.valid == nullptr || s.valid[at_].overlaps(window)) &&
               (s.to_valid == nullptr || s.to_valid[s.target[at_]].overlaps(window));
      } else {
        return (s.valid == nullptr || s.valid[s.in_edge[at_]].overlaps(window)) &&
               (s.from_valid == nullptr || s.from_valid[s.source[at_]].overlaps(window));
      }
    }
  }
  void settle() noexcept {
    while (type_ != View::edge_types) {
      while (at_ != end_ && !passes()) ++at_;
      if (at_ != end_) return;
      open(type_ + 1);
    }
  }
  const View* view_ = nullptr;
  std::size_t type_ = View::edge_types;
  std::uint32_t at_ = 0;
  std::uint32_t end_ = 0;
  std::uint32_t node_ = 0;
};

/// All edges, edge type by edge type, by source.
template <class View>
class edge_iterator : public detail::by_value_iterator<view_edge> {
public:
  edge_iterator() = default;
  explicit edge_iterator(const View* view) noexcept : view_{view}, type_{0} { settle(); }
  [[nodiscard]] static edge_iterator last(const View* view) noexcept {
    edge_iterator i;
    i.view_ = view;
    return i;
  }
  [[nodiscard]] view_edge operator*() const noexcept {
    const edge_slice& s = view_->slice(type_);
    return {row_ + s.from_base, s.target[at_] + s.to_base, s.number_base + at_};
  }
  edge_iterator& operator++() noexcept {
    ++at_;
    settle();
    return *this;
  }
  edge_iterator operator++(int) noexcept {
    auto old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const edge_iterator& a, const edge_iterator& b) noexcept {
    return a.type_ == b.type_ && a.at_ == b.at_;
  }

private:
  void settle() noexcept {
    for (; type_ != View::edge_types; ++type_, at_ = row_ = 0) {
      const edge_slice& s = view_->slice(type_);
      for (; at_ != s.edge_count; ++at_) {
        while (s.out_first[row_ + 1] <= at_) ++row_;
        if constexpr (View::time == view_time::always) {
          return;
        } else {
          const validity& window = view_->window();
          if ((s.valid == nullptr || s.valid[at_].overlaps(window)) &&
              (s.from_valid == nullptr || s.from_valid[row_].overlaps(window)) &&
              (s.to_valid == nullptr || s.to_valid[s.target[at_]].overlaps(window)))
            return;
        }
      }
    }
  }
  const View* view_ = nullptr;
  std::size_t type_ = View::edge_types;
  std::uint32_t at_ = 0;
  std::uint32_t row_ = 0;
};

/// The nodes of a view, by number; a dated view leaves out those that do not hold.
template <class View>
class vertex_iterator : public detail::by_value_iterator<std::uint32_t> {
public:
  vertex_iterator() = default;
  vertex_iterator(const View* view, std::uint32_t node) noexcept : view_{view}, node_{node} { settle(); }
  [[nodiscard]] std::uint32_t operator*() const noexcept { return node_; }
  vertex_iterator& operator++() noexcept {
    ++node_;
    settle();
    return *this;
  }
  vertex_iterator operator++(int) noexcept {
    auto old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const vertex_iterator& a, const vertex_iterator& b) noexcept { return a.node_ == b.node_; }

private:
  void settle() noexcept {
    if constexpr (View::time == view_time::dated)
      while (node_ < view_->node_count() && !view_->has_node(node_)) ++node_;
  }
  const View* view_ = nullptr;
  std::uint32_t node_ = 0;
};

/// The node at the other end of each edge of a row.
template <class EdgeIterator, row_direction Direction>
class neighbour_iterator : public detail::by_value_iterator<std::uint32_t> {
public:
  neighbour_iterator() = default;
  explicit neighbour_iterator(EdgeIterator at) noexcept : at_{at} {}
  [[nodiscard]] std::uint32_t operator*() const noexcept {
    return Direction == row_direction::out ? (*at_).target : (*at_).source;
  }
  neighbour_iterator& operator++() noexcept {
    ++at_;
    return *this;
  }
  neighbour_iterator operator++(int) noexcept {
    auto old = *this;
    ++at_;
    return old;
  }
  friend bool operator==(const neighbour_iterator& a, const neighbour_iterator& b) noexcept { return a.at_ == b.at_; }

private:
  EdgeIterator at_;
};

template <std::size_t EdgeTypes, view_time Time>
std::uint32_t graph_view<EdgeTypes, Time>::edge_count() const noexcept {
  if constexpr (Time == view_time::always) {
    return edge_bound_;
  } else {
    std::uint32_t n = 0;
    for (auto [e, last] = edges(); !(e == last); ++e) ++n;
    return n;
  }
}

}  // namespace dinh::inline v1
