// Coordinates without a layout program: columns by the longest way from the start, lanes by actor.

#include <dinh/exchange/bpmn.hpp>

#include "exchange/bpmn_picture.hpp"

#include <algorithm>
#include <cstddef>
#include <map>

namespace dinh::inline v1 {

namespace bpmn {

std::vector<std::string> lanes_of(const procedure& p) {
  std::vector<std::string> out;
  for (const step& s : p.steps())
    if (std::find(out.begin(), out.end(), s.actor) == out.end() && !s.actor.empty()) out.push_back(s.actor);
  if (out.empty()) out.emplace_back();
  return out;
}

std::vector<std::size_t> lane_of_steps(const procedure& p) {
  const auto lanes = lanes_of(p);
  const auto& g = p.graph();
  std::vector<std::size_t> out(p.steps().size(), SIZE_MAX);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto& s = p.steps()[i];
    if (!s.actor.empty())
      out[i] = static_cast<std::size_t>(std::find(lanes.begin(), lanes.end(), s.actor) - lanes.begin());
  }
  // What nobody acts in stands beside what comes before it, or after it.
  for (bool changed = true; changed;) {
    changed = false;
    for (std::uint32_t i = 0; i < out.size(); ++i) {
      if (out[i] != SIZE_MAX) continue;
      for (const auto& link : g.in<flows_to>(step_id{i}))
        if (out[i] == SIZE_MAX) out[i] = out[link.node.index()];
      for (const auto& link : g.out<flows_to>(step_id{i}))
        if (out[i] == SIZE_MAX) out[i] = out[link.node.index()];
      changed = changed || out[i] != SIZE_MAX;
    }
  }
  std::replace(out.begin(), out.end(), SIZE_MAX, std::size_t{0});
  return out;
}

}  // namespace bpmn

namespace {

// Columns: one more than the farthest predecessor, flows that lead back left out.
std::vector<std::size_t> columns_of(const procedure& p) {
  const auto& g = p.graph();
  const auto n = static_cast<std::uint32_t>(p.steps().size());
  std::vector<std::vector<std::uint32_t>> after(n);
  for (std::uint32_t i = 0; i < n; ++i)
    for (const auto& link : g.out<flows_to>(step_id{i})) after[i].push_back(link.node.index());
  std::vector<char> state(n, 0);  // 1: on the path, 2: left
  std::vector<std::uint32_t> left;
  struct frame {
    std::uint32_t step;
    std::size_t next;
  };
  std::vector<frame> path{{p.start().index(), 0}};
  state[p.start().index()] = 1;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> back;
  while (!path.empty()) {
    frame& f = path.back();
    const auto& out = after[f.step];
    if (f.next == out.size()) {
      state[f.step] = 2;
      left.push_back(f.step);
      path.pop_back();
      continue;
    }
    const std::uint32_t to = out[f.next++];
    if (state[to] == 1) back[{f.step, to}] = true;
    if (state[to] == 0) {
      state[to] = 1;
      path.push_back({to, 0});
    }
  }
  std::vector<std::size_t> column(n, 0);
  for (auto at = left.rbegin(); at != left.rend(); ++at)
    for (const std::uint32_t to : after[*at])
      if (!back.count({*at, to})) column[to] = std::max(column[to], column[*at] + 1);
  return column;
}

}  // namespace

bpmn_layout simple_layout(const procedure& p) {
  using namespace bpmn;
  const auto& g = p.graph();
  const auto columns = columns_of(p);
  const auto lane = lane_of_steps(p);
  const std::size_t lanes = lanes_of(p).size();
  std::vector<std::size_t> row(p.steps().size());
  std::vector<std::size_t> rows(lanes, 1);
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> used;
  for (std::size_t i = 0; i < row.size(); ++i) {
    row[i] = used[{lane[i], columns[i]}]++;
    rows[lane[i]] = std::max(rows[lane[i]], row[i] + 1);
  }
  std::vector<double> top(lanes, picture_top);
  for (std::size_t l = 1; l < lanes; ++l) top[l] = top[l - 1] + static_cast<double>(rows[l - 1]) * row_height;
  bpmn_layout out;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto [width, height] = size_of(p.steps()[i].kind);
    const double middle_x = picture_left + lane_title + (static_cast<double>(columns[i]) + 0.5) * column_width;
    const double middle_y = top[lane[i]] + (static_cast<double>(row[i]) + 0.5) * row_height;
    out.steps.push_back({middle_x - width / 2, middle_y - height / 2, width, height});
  }
  for (std::uint32_t e = 0; e < g.count<flows_to>(); ++e) {
    const auto& a = out.steps[g.from(edge_id<flows_to>{e}).index()];
    const auto& b = out.steps[g.to(edge_id<flows_to>{e}).index()];
    const double ay = a.y + a.height / 2, by = b.y + b.height / 2;
    std::vector<bpmn_point> way;
    if (b.x > a.x + a.width) {  // out on the right, over the gap before the next column, in on the left
      const double turn = b.x - (column_width - 100) / 2;
      way = {{a.x + a.width, ay}};
      if (ay != by) {
        way.push_back({turn, ay});
        way.push_back({turn, by});
      }
      way.push_back({b.x, by});
    } else {  // back: above both
      const double over = std::min(a.y, b.y) - 12;
      way = {{a.x + a.width / 2, a.y}, {a.x + a.width / 2, over}, {b.x + b.width / 2, over}, {b.x + b.width / 2, b.y}};
    }
    out.flows.push_back(std::move(way));
  }
  return out;
}

}  // namespace dinh::inline v1
