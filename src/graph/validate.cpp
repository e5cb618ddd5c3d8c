#include <dinh/graph/validate.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
#include <tuple>
#include <utility>

namespace dinh::inline v1::detail {

namespace {

std::string name_of(const checked_edge_type& type, const checked_edge& e) {
  return std::string{type.name} + " " + type.from_label(e.from) + " -> " + type.to_label(e.to);
}

void check_dates(const checked_edge_type& type, const checked_edge& e, diagnostics& found) {
  if (e.valid.is_empty()) {
    found.error("graph/empty-validity", name_of(type, e),
                {"Khoảng hiệu lực " + to_text(e.valid) + " không có ngày nào.",
                 "The interval " + to_text(e.valid) + " has no day."},
                {"Ngày kết thúc phải sau ngày bắt đầu.", "Its end must come after its beginning."});
    return;
  }
  if (type.dates == edge_dates::independent) return;
  const auto check_end = [&](const validity& end, const std::string& label) {
    if (end.is_empty()) return;  // reported at the node
    const validity common = intersect(e.valid, end);
    if (common == e.valid) return;
    found.error("graph/dangling-edge", name_of(type, e),
                {"Liên kết có hiệu lực " + to_text(e.valid) + " nhưng " + label + " chỉ tồn tại " + to_text(end) + ".",
                 "The link holds in " + to_text(e.valid) + ", but " + label + " only in " + to_text(end) + "."},
                {"Giới hạn liên kết trong thời gian tồn tại của cả hai đầu.",
                 "Keep the link within the days on which both ends exist."});
  };
  check_end(e.from_valid, type.from_label(e.from));
  check_end(e.to_valid, type.to_label(e.to));
}

/// Calls `report(a, b)` for each two neighbours in `order` that share a group and a day. Intervals that
/// begin earlier and last longest stay the witness, so every further overlap is reported once.
template <class SameGroup, class Report>
void for_each_overlap(const checked_edge_type& type, const std::vector<std::size_t>& order, SameGroup same_group,
                      Report report) {
  std::size_t longest = 0;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const checked_edge& kept = type.edges[order[longest]];
    const checked_edge& next = type.edges[order[i]];
    if (!same_group(kept, next)) {
      longest = i;
      continue;
    }
    if (kept.valid.overlaps(next.valid)) report(kept, next);
    if (kept.valid.until < next.valid.until) longest = i;
  }
}

void check_overlaps(const checked_edge_type& type, diagnostics& found) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < type.edges.size(); ++i)
    if (!type.edges[i].valid.is_empty()) order.push_back(i);
  if (type.parallel == parallel_edges::forbidden) {
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const checked_edge& x = type.edges[a];
      const checked_edge& y = type.edges[b];
      return std::tie(x.from, x.to, x.valid.from, a) < std::tie(y.from, y.to, y.valid.from, b);
    });
    for_each_overlap(
        type, order, [](const checked_edge& a, const checked_edge& b) { return a.from == b.from && a.to == b.to; },
        [&](const checked_edge& a, const checked_edge& b) {
          const std::string days = to_text(intersect(a.valid, b.valid));
          found.error("graph/overlapping-edges", name_of(type, b),
                      {"Hai liên kết giống nhau cùng có hiệu lực trong " + days + ".",
                       "Two links between the same ends both hold in " + days + "."},
                      {"Nối hai khoảng thành một, hoặc sửa ngày.", "Join the two intervals or mend their dates."});
        });
  }
  if (type.shape == edge_shape::forest) {
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const checked_edge& x = type.edges[a];
      const checked_edge& y = type.edges[b];
      return std::tie(x.to, x.valid.from, a) < std::tie(y.to, y.valid.from, b);
    });
    for_each_overlap(
        type, order, [](const checked_edge& a, const checked_edge& b) { return a.to == b.to; },
        [&](const checked_edge& a, const checked_edge& b) {
          if (a.from == b.from) return;  // the same parent twice: an overlap, reported above
          const std::string first = type.from_label(a.from);
          const std::string second = type.from_label(b.from);
          const std::string days = to_text(intersect(a.valid, b.valid));
          found.error("graph/several-parents", type.to_label(a.to),
                      {"Vừa thuộc " + first + " vừa thuộc " + second + " trong " + days + ".",
                       "Lies both under " + first + " and under " + second + " in " + days + "."},
                      {"Sửa ngày hiệu lực để mỗi ngày chỉ có một cấp trên.",
                       "Mend the dates so that there is one parent on each day."});
        });
  }
}

/// The nodes of one cycle among `edges` (indices into the type), in their order; empty if there is none.
std::vector<std::uint32_t> find_cycle(const checked_edge_type& type, const std::vector<std::size_t>& edges) {
  std::uint32_t n = 0;
  for (const std::size_t e : edges) n = std::max({n, type.edges[e].from + 1, type.edges[e].to + 1});
  std::vector<std::uint32_t> first(std::size_t{n} + 1, 0);
  for (const std::size_t e : edges) ++first[type.edges[e].from + 1];
  for (std::size_t i = 0; i < n; ++i) first[i + 1] += first[i];
  std::vector<std::uint32_t> target(edges.size());
  std::vector<std::uint32_t> next{first.begin(), first.end()};
  for (const std::size_t e : edges) target[next[type.edges[e].from]++] = type.edges[e].to;

  enum class mark : std::uint8_t { fresh, open, done };
  std::vector<mark> marks(n, mark::fresh);
  next.assign(first.begin(), first.end());
  std::vector<std::uint32_t> way;
  for (std::uint32_t root = 0; root < n; ++root) {
    if (marks[root] != mark::fresh) continue;
    way.assign(1, root);
    marks[root] = mark::open;
    while (!way.empty()) {
      const std::uint32_t v = way.back();
      if (next[v] == first[v + 1]) {
        marks[v] = mark::done;
        way.pop_back();
        continue;
      }
      const std::uint32_t to = target[next[v]++];
      if (marks[to] == mark::open) {
        way.erase(way.begin(), std::find(way.begin(), way.end(), to));
        return way;
      }
      if (marks[to] == mark::fresh) {
        marks[to] = mark::open;
        way.push_back(to);
      }
    }
  }
  return {};
}

/// A cycle counts only if all its edges hold on one day. Where the edges of all days together have
/// none, no day has one; otherwise the days on which some edge begins are tried, each cycle reported
/// on its first day.
void check_cycles(const checked_edge_type& type, diagnostics& found) {
  std::vector<std::size_t> all;
  std::set<date> days;
  for (std::size_t i = 0; i < type.edges.size(); ++i) {
    const validity& v = type.edges[i].valid;
    if (v.is_empty()) continue;
    all.push_back(i);
    days.insert(v.from);
  }
  if (find_cycle(type, all).empty()) return;
  std::set<std::vector<std::uint32_t>> reported;
  for (const date& day : days) {
    std::vector<std::size_t> held;
    for (const std::size_t e : all)
      if (type.edges[e].valid.contains(day)) held.push_back(e);
    for (auto cycle = find_cycle(type, held); !cycle.empty(); cycle = find_cycle(type, held)) {
      auto key = cycle;
      std::sort(key.begin(), key.end());
      if (reported.insert(key).second) {
        std::string way;
        for (const std::uint32_t v : cycle) way += type.from_label(v) + " -> ";
        way += type.from_label(cycle.front());
        found.error(
            "graph/cycle", type.from_label(cycle.front()),
            {"Vòng lặp vào ngày " + to_text(day) + ": " + way + ".", "A cycle on " + to_text(day) + ": " + way + "."},
            {"Xóa hoặc sửa ngày của một trong các liên kết này.", "Remove or redate one of these links."});
      }
      // Go on without the edges that close this cycle, to find the others of the day.
      const auto closes = [&](std::size_t e) {
        return type.edges[e].from == cycle.back() && type.edges[e].to == cycle.front();
      };
      held.erase(std::remove_if(held.begin(), held.end(), closes), held.end());
    }
  }
}

}  // namespace

void check_node_validity(const std::string& label, const validity& valid, diagnostics& found) {
  found.error(
      "graph/empty-validity", label,
      {"Khoảng tồn tại " + to_text(valid) + " không có ngày nào.", "The interval " + to_text(valid) + " has no day."},
      {"Ngày kết thúc phải sau ngày bắt đầu.", "Its end must come after its beginning."});
}

void check_edges(const checked_edge_type& type, diagnostics& found) {
  for (const checked_edge& e : type.edges) check_dates(type, e, found);
  check_overlaps(type, found);
  if (type.shape != edge_shape::any && type.within_one_type) check_cycles(type, found);
}

}  // namespace dinh::inline v1::detail
