#pragma once
/// \file
/// The frozen typed graph: compressed rows per edge type in both directions, one array per attribute.
/// Immutable, so any number of threads may read it.

#include <dinh/base/interval.hpp>
#include <dinh/graph/schema.hpp>
#include <dinh/graph/view.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

template <graph_schema Schema>
class typed_graph;
template <graph_schema Schema>
class graph_at;

namespace detail {

inline constexpr std::size_t most_items = UINT32_MAX - 1;

/// Validity of the items 0..n-1. Costs nothing while every item holds always.
class validity_column {
public:
  void push(std::size_t at, validity v) {
    if (valid_.empty() && v == validity{}) return;
    valid_.resize(at);
    valid_.push_back(v);
  }
  void set(std::size_t at, validity v, std::size_t count) {
    if (valid_.empty() && v == validity{}) return;
    valid_.resize(count);
    valid_[at] = v;
  }
  [[nodiscard]] validity at(std::size_t i) const { return i < valid_.size() ? valid_[i] : validity{}; }
  /// Null, or `count` entries.
  void complete(std::size_t count) {
    if (!valid_.empty()) valid_.resize(count);
    valid_.shrink_to_fit();
  }
  [[nodiscard]] const validity* data() const noexcept { return valid_.empty() ? nullptr : valid_.data(); }
  [[nodiscard]] std::size_t bytes() const noexcept { return valid_.capacity() * sizeof(validity); }

private:
  std::vector<validity> valid_;
};

template <class Node>
struct node_store {
  std::vector<Node> values;
  validity_column valid;
};

/// As many values as were pushed, none stored: properties of an edge type without members.
template <class Edge>
class no_values {
public:
  void push_back(const Edge&) noexcept {}
  void reserve(std::size_t) noexcept {}
  [[nodiscard]] const Edge& operator[](std::size_t) const noexcept { return value_; }
  [[nodiscard]] Edge& operator[](std::size_t) noexcept { return value_; }

private:
  Edge value_{};
};
template <class Edge>
using edge_values = std::conditional_t<std::is_empty_v<Edge>, no_values<Edge>, std::vector<Edge>>;

template <class Edge>
struct edge_list {
  std::vector<std::uint32_t> from;
  std::vector<std::uint32_t> to;
  edge_values<Edge> values;
  validity_column valid;
};

/// Both directions of one edge type. Edges are numbered by their source, so an edge's number is its
/// place in `target`.
struct csr {
  std::vector<std::uint32_t> out_first;  ///< one per source node, and one more
  std::vector<std::uint32_t> target;     ///< one per edge
  std::vector<std::uint32_t> in_first;   ///< one per target node, and one more
  std::vector<std::uint32_t> source;     ///< one per edge, grouped by target
  std::vector<std::uint32_t> in_edge;    ///< number of that edge

  /// Counting sort, stable; `order[new number] = old number`.
  [[nodiscard]] static csr build(std::size_t from_count, std::size_t to_count, const std::vector<std::uint32_t>& from,
                                 const std::vector<std::uint32_t>& to, std::vector<std::uint32_t>& order);
  /// Pre: `edge < target.size()`. O(log nodes).
  [[nodiscard]] std::uint32_t source_of(std::uint32_t edge) const noexcept;
  [[nodiscard]] std::size_t bytes() const noexcept {
    return sizeof(std::uint32_t) *
           (out_first.capacity() + target.capacity() + in_first.capacity() + source.capacity() + in_edge.capacity());
  }
};

template <class Edge>
struct edge_store {
  csr rows;
  edge_values<Edge> values;
  validity_column valid;
};

/// Edges at one node as `link_to`. Sized, random access by `[]`, iterable.
template <class Edge, class Node>
class link_range {
public:
  class iterator {
  public:
    using value_type = link_to<Edge, Node>;
    using difference_type = std::ptrdiff_t;
    using reference = value_type;
    using pointer = void;
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::forward_iterator_tag;

    iterator() = default;
    iterator(const link_range* range, std::uint32_t at) noexcept : range_{*range}, at_{at} { skip(); }
    [[nodiscard]] value_type operator*() const noexcept { return range_.at(at_); }
    iterator& operator++() noexcept {
      ++at_;
      skip();
      return *this;
    }
    iterator operator++(int) noexcept {
      iterator old = *this;
      ++*this;
      return old;
    }
    friend bool operator==(const iterator& a, const iterator& b) noexcept { return a.at_ == b.at_; }

  private:
    void skip() noexcept {
      while (at_ != range_.last_ && !range_.passes(at_)) ++at_;
    }
    link_range range_;
    std::uint32_t at_ = 0;
  };

  link_range() = default;
  /// `edge_number` is null where the place in the row is the edge's number.
  link_range(std::uint32_t first, std::uint32_t last, const std::uint32_t* other, const std::uint32_t* edge_number,
             const validity* edge_valid, const validity* node_valid, const validity* window) noexcept
      : first_{first},
        last_{last},
        other_{other},
        edge_number_{edge_number},
        edge_valid_{edge_valid},
        node_valid_{node_valid},
        window_{window != nullptr ? *window : validity{}} {
    if (window == nullptr) edge_valid_ = node_valid_ = nullptr;
  }

  [[nodiscard]] iterator begin() const noexcept { return {this, first_}; }
  [[nodiscard]] iterator end() const noexcept { return {this, last_}; }
  [[nodiscard]] bool empty() const noexcept { return begin() == end(); }
  /// O(1) without a date, O(degree) with one.
  [[nodiscard]] std::uint32_t size() const noexcept {
    if (edge_valid_ == nullptr && node_valid_ == nullptr) return last_ - first_;
    std::uint32_t n = 0;
    for (std::uint32_t i = first_; i != last_; ++i) n += passes(i) ? 1U : 0U;
    return n;
  }
  /// Pre: not empty.
  [[nodiscard]] link_to<Edge, Node> front() const noexcept { return *begin(); }

private:
  [[nodiscard]] std::uint32_t number(std::uint32_t at) const noexcept {
    return edge_number_ == nullptr ? at : edge_number_[at];
  }
  [[nodiscard]] link_to<Edge, Node> at(std::uint32_t at) const noexcept {
    return {edge_id<Edge>{number(at)}, node_id<Node>{other_[at]}};
  }
  [[nodiscard]] bool passes(std::uint32_t at) const noexcept {
    return (edge_valid_ == nullptr || edge_valid_[number(at)].overlaps(window_)) &&
           (node_valid_ == nullptr || node_valid_[other_[at]].overlaps(window_));
  }

  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
  const std::uint32_t* other_ = nullptr;
  const std::uint32_t* edge_number_ = nullptr;
  const validity* edge_valid_ = nullptr;
  const validity* node_valid_ = nullptr;
  validity window_;
};

}  // namespace detail

/// A value. Ids of nodes are those of the `typed_graph` it was frozen from.
template <graph_schema Schema>
class frozen_graph {
public:
  using schema = Schema;
  template <class Edge, class Node>
  using links = detail::link_range<Edge, Node>;

  /// The graph without nodes.
  frozen_graph();

  /// Nodes, or edges, of one type, whatever their dates.
  template <node_in<Schema> Node>
  [[nodiscard]] std::uint32_t count() const noexcept {
    return static_cast<std::uint32_t>(nodes<Node>().values.size());
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] std::uint32_t count() const noexcept {
    return static_cast<std::uint32_t>(edges<Edge>().rows.target.size());
  }
  /// Nodes of all types together.
  [[nodiscard]] std::uint32_t node_count() const noexcept;

  /// Pre: the id is of this graph.
  template <node_in<Schema> Node>
  [[nodiscard]] const Node& operator[](node_id<Node> n) const noexcept {
    return nodes<Node>().values[n.index()];
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] const Edge& operator[](edge_id<Edge> e) const noexcept {
    return edges<Edge>().values[e.index()];
  }
  /// The days on which it holds. Pre: the id is of this graph.
  template <node_in<Schema> Node>
  [[nodiscard]] validity valid(node_id<Node> n) const {
    return nodes<Node>().valid.at(n.index());
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] validity valid(edge_id<Edge> e) const {
    return edges<Edge>().valid.at(e.index());
  }
  /// The two ends: the first in O(log nodes), the second in O(1). Pre: the id is of this graph.
  template <edge_in<Schema> Edge>
  [[nodiscard]] node_id<typename Edge::from> from(edge_id<Edge> e) const noexcept {
    return node_id<typename Edge::from>{edges<Edge>().rows.source_of(e.index())};
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] node_id<typename Edge::to> to(edge_id<Edge> e) const noexcept {
    return node_id<typename Edge::to>{edges<Edge>().rows.target[e.index()]};
  }

  /// All nodes of a type, in the order of adding.
  template <node_in<Schema> Node>
  [[nodiscard]] const std::vector<Node>& all() const noexcept {
    return nodes<Node>().values;
  }

  /// Edges that leave `n`, in the order of linking, whatever their dates. O(1). Pre: the id is of this graph.
  template <edge_in<Schema> Edge>
  [[nodiscard]] links<Edge, typename Edge::to> out(node_id<typename Edge::from> n) const noexcept {
    return out_links<Edge>(n, nullptr);
  }
  /// Edges that arrive at `n`, in the order of their sources. O(1). Pre: the id is of this graph.
  template <edge_in<Schema> Edge>
  [[nodiscard]] links<Edge, typename Edge::from> in(node_id<typename Edge::to> n) const noexcept {
    return in_links<Edge>(n, nullptr);
  }

  /// The graph as it is on one day: nodes and edges that hold on it. Refers to this graph.
  [[nodiscard]] graph_at<Schema> at(date day) const& { return graph_at<Schema>{*this, day}; }
  /// The graph of all nodes and edges that hold on some day of the interval.
  [[nodiscard]] graph_at<Schema> during(validity interval) const& { return graph_at<Schema>{*this, interval}; }
  graph_at<Schema> at(date) const&& = delete;
  graph_at<Schema> during(validity) const&& = delete;

  /// A homogeneous view over the edges of the given types; nodes of all types are numbered through
  /// (see `raw`). Refers to this graph. See graph/bgl.hpp for Boost.Graph algorithms over it.
  template <edge_in<Schema>... Edges>
  requires(sizeof...(Edges) > 0) [[nodiscard]] graph_view<sizeof...(Edges), view_time::always> view() const&;
  template <edge_in<Schema>... Edges>
  void view() const&& = delete;

  /// Number of a node in the views: nodes of the schema's first type come first, and so on.
  template <node_in<Schema> Node>
  [[nodiscard]] std::uint32_t raw(node_id<Node> n) const noexcept {
    return base_of<Node>() + n.index();
  }
  /// The node a view's number stands for, if it is of type `Node`; else none.
  template <node_in<Schema> Node>
  [[nodiscard]] node_id<Node> node_from_raw(std::uint32_t number) const noexcept {
    const std::uint32_t base = base_of<Node>();
    return number >= base && number - base < count<Node>() ? node_id<Node>{number - base} : node_id<Node>{};
  }
  /// Calls `f` with the node's typed id; for numbers from `node_count()` on `f` is not called. O(node types).
  template <class Function>
  void visit(std::uint32_t number, Function&& f) const {
    detail::for_each_type(typename Schema::nodes{}, [&](auto type) {
      if (const auto n = node_from_raw<typename decltype(type)::type>(number)) f(n);
    });
  }

  /// Memory of the edges of one type without their properties, in bytes.
  template <edge_in<Schema> Edge>
  [[nodiscard]] std::size_t edge_bytes() const noexcept {
    return edges<Edge>().rows.bytes() + edges<Edge>().valid.bytes();
  }

private:
  friend class typed_graph<Schema>;
  friend class graph_at<Schema>;

  using node_stores = typename detail::tuple_of<typename Schema::nodes, detail::node_store>::type;
  using edge_lists = typename detail::tuple_of<typename Schema::edges, detail::edge_list>::type;

  frozen_graph(node_stores nodes, edge_lists edges);

  template <class Edge>
  void freeze_edges(detail::edge_list<Edge>& list);
  template <class Edge>
  [[nodiscard]] links<Edge, typename Edge::to> out_links(node_id<typename Edge::from> n,
                                                         const validity* window) const noexcept;
  template <class Edge>
  [[nodiscard]] links<Edge, typename Edge::from> in_links(node_id<typename Edge::to> n,
                                                          const validity* window) const noexcept;
  template <class Edge>
  [[nodiscard]] edge_slice slice() const noexcept;
  [[nodiscard]] std::vector<node_slice> node_slices() const;
  template <class Node>
  [[nodiscard]] std::uint32_t base_of() const noexcept {
    return bases_[detail::position_in<Node, typename Schema::nodes>::value];
  }
  template <class Node>
  [[nodiscard]] const auto& nodes() const noexcept {
    return std::get<detail::node_store<Node>>(nodes_);
  }
  template <class Edge>
  [[nodiscard]] const auto& edges() const noexcept {
    return std::get<detail::edge_store<Edge>>(edges_);
  }

  node_stores nodes_;
  typename detail::tuple_of<typename Schema::edges, detail::edge_store>::type edges_;
  std::array<std::uint32_t, Schema::nodes::size + 1> bases_{};
};

/// A frozen graph on one day (or during an interval). A light handle; the graph must outlive it.
template <graph_schema Schema>
class graph_at {
public:
  template <class Edge, class Node>
  using links = detail::link_range<Edge, Node>;

  [[nodiscard]] const frozen_graph<Schema>& graph() const noexcept { return *graph_; }
  /// The day, as `[day, day + 1)`, or the interval that was asked for.
  [[nodiscard]] const validity& window() const noexcept { return window_; }

  /// Whether the node (or edge with its ends) holds. Pre: the id is of the graph.
  template <node_in<Schema> Node>
  [[nodiscard]] bool has(node_id<Node> n) const {
    return graph_->valid(n).overlaps(window_);
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] bool has(edge_id<Edge> e) const {
    return graph_->valid(e).overlaps(window_) && has(graph_->from(e)) && has(graph_->to(e));
  }
  template <node_in<Schema> Node>
  [[nodiscard]] const Node& operator[](node_id<Node> n) const noexcept {
    return (*graph_)[n];
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] const Edge& operator[](edge_id<Edge> e) const noexcept {
    return (*graph_)[e];
  }
  /// Nodes of one type that hold. O(nodes of the type).
  template <node_in<Schema> Node>
  [[nodiscard]] std::vector<node_id<Node>> all() const {
    std::vector<node_id<Node>> found;
    for (std::uint32_t i = 0; i < graph_->template count<Node>(); ++i)
      if (const node_id<Node> n{i}; has(n)) found.push_back(n);
    return found;
  }

  /// Edges that hold, to nodes that hold; none if `n` itself does not.
  template <edge_in<Schema> Edge>
  [[nodiscard]] links<Edge, typename Edge::to> out(node_id<typename Edge::from> n) const noexcept {
    return has(n) ? graph_->template out_links<Edge>(n, &window_) : links<Edge, typename Edge::to>{};
  }
  template <edge_in<Schema> Edge>
  [[nodiscard]] links<Edge, typename Edge::from> in(node_id<typename Edge::to> n) const noexcept {
    return has(n) ? graph_->template in_links<Edge>(n, &window_) : links<Edge, typename Edge::from>{};
  }

  /// As `frozen_graph::view`, of what holds.
  template <edge_in<Schema>... Edges>
  requires(sizeof...(Edges) > 0) [[nodiscard]] graph_view<sizeof...(Edges), view_time::dated> view() const;

private:
  friend class frozen_graph<Schema>;
  graph_at(const frozen_graph<Schema>& g, date day) : graph_{&g}, window_{day, day + boost::gregorian::days{1}} {}
  graph_at(const frozen_graph<Schema>& g, validity interval) : graph_{&g}, window_{interval} {}

  const frozen_graph<Schema>* graph_;
  validity window_;
};

// ---- implementation --------------------------------------------------------------------------------

namespace detail {

inline csr csr::build(std::size_t from_count, std::size_t to_count, const std::vector<std::uint32_t>& from,
                      const std::vector<std::uint32_t>& to, std::vector<std::uint32_t>& order) {
  csr c;
  const std::size_t m = from.size();
  const auto count_rows = [m](const std::vector<std::uint32_t>& ends, std::size_t n) {
    std::vector<std::uint32_t> first(n + 1, 0);
    for (std::size_t i = 0; i < m; ++i) ++first[ends[i] + 1];
    for (std::size_t i = 0; i < n; ++i) first[i + 1] += first[i];
    return first;
  };
  c.out_first = count_rows(from, from_count);
  c.in_first = count_rows(to, to_count);
  order.resize(m);
  c.target.resize(m);
  c.source.resize(m);
  c.in_edge.resize(m);
  std::vector<std::uint32_t> next{c.out_first.begin(), c.out_first.end() - 1};
  for (std::size_t old = 0; old < m; ++old) {
    const std::uint32_t place = next[from[old]]++;
    order[place] = static_cast<std::uint32_t>(old);
    c.target[place] = to[old];
  }
  next.assign(c.in_first.begin(), c.in_first.end() - 1);
  for (std::size_t edge = 0; edge < m; ++edge) {
    const std::uint32_t place = next[c.target[edge]]++;
    c.source[place] = from[order[edge]];
    c.in_edge[place] = static_cast<std::uint32_t>(edge);
  }
  return c;
}

inline std::uint32_t csr::source_of(std::uint32_t edge) const noexcept {
  std::size_t low = 0;
  std::size_t high = out_first.size() - 1;  // the last row that begins at or before the edge
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (out_first[middle] <= edge ? low : high) = middle;
  }
  return static_cast<std::uint32_t>(low);
}

}  // namespace detail

template <graph_schema Schema>
frozen_graph<Schema>::frozen_graph() : frozen_graph{node_stores{}, edge_lists{}} {}

template <graph_schema Schema>
frozen_graph<Schema>::frozen_graph(node_stores nodes, edge_lists edges) : nodes_{std::move(nodes)} {
  std::size_t at = 0;
  detail::for_each_type(typename Schema::nodes{}, [&](auto type) {
    auto& store = std::get<detail::node_store<typename decltype(type)::type>>(nodes_);
    store.valid.complete(store.values.size());
    bases_[at + 1] = bases_[at] + static_cast<std::uint32_t>(store.values.size());
    ++at;
  });
  detail::for_each_type(typename Schema::edges{}, [&](auto type) {
    freeze_edges(std::get<detail::edge_list<typename decltype(type)::type>>(edges));
  });
}

template <graph_schema Schema>
template <class Edge>
void frozen_graph<Schema>::freeze_edges(detail::edge_list<Edge>& list) {
  auto& store = std::get<detail::edge_store<Edge>>(edges_);
  std::vector<std::uint32_t> order;
  store.rows = detail::csr::build(count<typename Edge::from>(), count<typename Edge::to>(), list.from, list.to, order);
  store.values.reserve(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    store.values.push_back(std::move(list.values[order[i]]));
    store.valid.push(i, list.valid.at(order[i]));
  }
  store.valid.complete(order.size());
  list = {};
}

template <graph_schema Schema>
std::uint32_t frozen_graph<Schema>::node_count() const noexcept {
  return bases_.back();
}

template <graph_schema Schema>
template <class Edge>
auto frozen_graph<Schema>::out_links(node_id<typename Edge::from> n, const validity* window) const noexcept
    -> links<Edge, typename Edge::to> {
  const auto& e = edges<Edge>();
  return {e.rows.out_first[n.index()],
          e.rows.out_first[n.index() + 1],
          e.rows.target.data(),
          nullptr,
          e.valid.data(),
          nodes<typename Edge::to>().valid.data(),
          window};
}

template <graph_schema Schema>
template <class Edge>
auto frozen_graph<Schema>::in_links(node_id<typename Edge::to> n, const validity* window) const noexcept
    -> links<Edge, typename Edge::from> {
  const auto& e = edges<Edge>();
  return {e.rows.in_first[n.index()],
          e.rows.in_first[n.index() + 1],
          e.rows.source.data(),
          e.rows.in_edge.data(),
          e.valid.data(),
          nodes<typename Edge::from>().valid.data(),
          window};
}

template <graph_schema Schema>
template <class Edge>
edge_slice frozen_graph<Schema>::slice() const noexcept {
  const auto& e = edges<Edge>();
  edge_slice s;
  s.out_first = e.rows.out_first.data();
  s.target = e.rows.target.data();
  s.in_first = e.rows.in_first.data();
  s.source = e.rows.source.data();
  s.in_edge = e.rows.in_edge.data();
  s.valid = e.valid.data();
  s.from_base = base_of<typename Edge::from>();
  s.from_count = count<typename Edge::from>();
  s.from_valid = nodes<typename Edge::from>().valid.data();
  s.to_base = base_of<typename Edge::to>();
  s.to_count = count<typename Edge::to>();
  s.to_valid = nodes<typename Edge::to>().valid.data();
  s.edge_count = static_cast<std::uint32_t>(e.rows.target.size());
  return s;
}

template <graph_schema Schema>
template <edge_in<Schema>... Edges>
requires(sizeof...(Edges) > 0) graph_view<sizeof...(Edges), view_time::always> frozen_graph<Schema>::view()
const& { return {{slice<Edges>()...}, node_slices()}; }

template <graph_schema Schema>
template <edge_in<Schema>... Edges>
requires(sizeof...(Edges) > 0) graph_view<sizeof...(Edges), view_time::dated> graph_at<Schema>::view()
const { return {{graph_->template slice<Edges>()...}, graph_->node_slices(), window_}; }

template <graph_schema Schema>
std::vector<node_slice> frozen_graph<Schema>::node_slices() const {
  std::vector<node_slice> slices;
  detail::for_each_type(typename Schema::nodes{}, [&](auto type) {
    using node = typename decltype(type)::type;
    slices.push_back({base_of<node>(), count<node>(), nodes<node>().valid.data()});
  });
  return slices;
}

}  // namespace dinh::inline v1
