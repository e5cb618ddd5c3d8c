#include <dinh/procedure/builder.hpp>

#include "procedure/check_facts.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace {

enum class heading : std::uint8_t { forwards, backwards };

// Steps that can be reached from `first` along the flows (or against them).
std::vector<char> reachable(const procedure::graph_type& g, std::vector<step_id> open, heading way) {
  std::vector<char> seen(g.count<step>(), 0);
  for (const step_id s : open) seen[s.index()] = 1;
  while (!open.empty()) {
    const step_id s = open.back();
    open.pop_back();
    const auto visit = [&](step_id next) {
      if (seen[next.index()] != 0) return;
      seen[next.index()] = 1;
      open.push_back(next);
    };
    if (way == heading::forwards)
      for (const auto& link : g.out<flows_to>(s)) visit(link.node);
    else
      for (const auto& link : g.in<flows_to>(s)) visit(link.node);
  }
  return seen;
}

class structure_check {
public:
  explicit structure_check(const procedure& p) : p_{p}, g_{p.graph()} {}

  diagnostics run() {
    starts_and_ends();
    for (std::uint32_t i = 0; i < g_.count<step>(); ++i) ways(step_id{i});
    reachability();
    for (std::uint32_t e = 0; e < g_.count<deadline>(); ++e) periods(edge_id<deadline>{e});
    check_facts(p_, found_);
    return std::move(found_);
  }

private:
  void at(step_id s, std::string code, std::string_view vi, std::string_view en, text remedy) {
    const std::string name = "\"" + g_[s].key + "\"";
    found_.error(std::move(code), p_.id() + "/" + g_[s].key,
                 {"Bước " + name + " " + std::string{vi}, "The step " + name + " " + std::string{en}},
                 std::move(remedy));
  }

  void starts_and_ends() {
    std::uint32_t starts = 0;
    for (std::uint32_t i = 0; i < g_.count<step>(); ++i) {
      const step_kind k = g_[step_id{i}].kind;
      if (k == step_kind::start) {
        ++starts;
        starts_.push_back(step_id{i});
      }
      if (k == step_kind::end) ends_.push_back(step_id{i});
    }
    if (starts == 0)
      found_.error("procedure/no-start", p_.id(), {"Quy trình không có bước bắt đầu.", "The procedure has no start."},
                   {"Thêm một bước loại start.", "Add a step of kind start."});
    if (starts > 1)
      found_.error("procedure/several-starts", p_.id(),
                   {"Quy trình có nhiều bước bắt đầu.", "The procedure has several starts."},
                   {"Giữ một bước bắt đầu rồi rẽ nhánh sau nó.", "Keep one start and decide after it."});
    if (ends_.empty())
      found_.error("procedure/no-end", p_.id(), {"Quy trình không có bước kết thúc.", "The procedure has no end."},
                   {"Thêm một bước loại end.", "Add a step of kind end."});
  }

  void ways(step_id s) {
    const step& what = g_[s];
    const std::uint32_t in = g_.in<flows_to>(s).size();
    const std::uint32_t out = g_.out<flows_to>(s).size();
    const step_kind k = what.kind;
    if (k == step_kind::start && in > 0)
      at(s, "procedure/flow-into-start", "là bắt đầu mà có luồng vào.", "is the start and a flow leads into it.",
         {"Cho luồng này vào bước sau bước bắt đầu.", "Lead the flow into the step after the start."});
    if (k == step_kind::end && out > 0)
      at(s, "procedure/flow-out-of-end", "là kết thúc mà có luồng ra.", "is an end and a flow leaves it.",
         {"Bỏ luồng, hoặc đổi loại bước.", "Drop the flow, or make it another kind of step."});
    if (k != step_kind::end && out == 0)
      at(s, "procedure/dead-end", "không dẫn tới đâu.", "leads nowhere.",
         {"Thêm luồng tới bước tiếp theo hoặc bước kết thúc.", "Add a flow to the next step or to an end."});
    const bool may_branch = k == step_kind::decision || k == step_kind::fork;
    if (!may_branch && out > 1)
      at(s, "procedure/several-ways-on", "có nhiều luồng ra mà không phải rẽ nhánh.",
         "has several flows out and is neither a decision nor a fork.",
         {"Đặt sau nó một bước decision (chọn một) hoặc fork (làm song song).",
          "Put a decision (one of them) or a fork (all of them) after it."});
    if (k == step_kind::decision && out == 1)
      at(s, "procedure/one-way-decision", "là quyết định mà chỉ có một nhánh.", "is a decision with one branch.",
         {"Thêm nhánh, hoặc đổi thành task.", "Add a branch, or make it a task."});
    if (k == step_kind::fork && out == 1)
      at(s, "procedure/one-way-fork", "là tách song song mà chỉ có một luồng ra.", "is a fork with one flow out.",
         {"Bỏ bước này.", "Drop the step."});
    if (k == step_kind::join && in == 1)
      at(s, "procedure/one-way-join", "là gộp mà chỉ có một luồng vào.", "is a join with one flow in.",
         {"Bỏ bước này.", "Drop the step."});
    branches(s);
    if (k == step_kind::task && what.actor.empty())
      at(s, "procedure/no-actor", "không có người làm.", "has no actor.",
         {"Ghi vai trò thực hiện.", "Name the role that acts."});
    if (what.label.vi.empty() || what.label.en.empty())
      found_.warning("procedure/no-label", p_.id() + "/" + what.key,
                     {"Bước \"" + what.key + "\" thiếu nhãn tiếng Việt hoặc tiếng Anh.",
                      "The step \"" + what.key + "\" lacks its label in Vietnamese or English."});
  }

  void branches(step_id s) {
    std::vector<std::string_view> codes;
    for (const auto& link : g_.out<flows_to>(s)) {
      const std::string& code = g_[link.edge].branch;
      if (g_[s].kind != step_kind::decision) {
        if (!code.empty())
          at(s, "procedure/branch-outside-decision", "không phải quyết định mà luồng ra có nhánh.",
             "is not a decision, and its flow carries a branch.", {"Bỏ mã nhánh.", "Drop the code of the branch."});
        continue;
      }
      if (code.empty())
        at(s, "procedure/branch-unnamed", "có nhánh không có mã.", "has a branch without a code.",
           {"Đặt mã cho mỗi nhánh.", "Give each branch a code."});
      else if (std::find(codes.begin(), codes.end(), code) != codes.end())
        at(s, "procedure/branch-twice", "có hai nhánh cùng mã.", "has two branches of one code.",
           {"Đặt mã khác cho một nhánh.", "Give one of them another code."});
      codes.push_back(code);
    }
  }

  void reachability() {
    if (starts_.size() != 1 || ends_.empty()) return;
    const auto from_start = reachable(g_, starts_, heading::forwards);
    const auto to_end = reachable(g_, ends_, heading::backwards);
    for (std::uint32_t i = 0; i < g_.count<step>(); ++i) {
      const step_id s{i};
      if (from_start[i] == 0)
        at(s, "procedure/not-reachable", "không tới được từ bước bắt đầu.", "cannot be reached from the start.",
           {"Thêm luồng vào, hoặc bỏ bước này.", "Add a flow into it, or drop it."});
      else if (to_end[i] == 0 && g_.out<flows_to>(s).size() > 0)
        at(s, "procedure/no-way-to-an-end", "không dẫn tới bước kết thúc nào.", "leads to no end.",
           {"Thêm luồng ra khỏi vòng lặp.", "Add a flow out of the loop."});
    }
  }

  void periods(edge_id<deadline> e) {
    const deadline& d = g_[e];
    const step_id from = g_.from(e);
    const step_id to = g_.to(e);
    const std::string where = p_.id() + "/" + g_[from].key + "=>" + g_[to].key;
    const auto onward = reachable(g_, {from}, heading::forwards);
    bool can_follow = onward[to.index()] != 0 && from != to;
    if (from == to)
      for (const auto& link : g_.out<flows_to>(from))
        can_follow = can_follow || reachable(g_, {link.node}, heading::forwards)[to.index()] != 0;
    if (!can_follow)
      found_.error("procedure/deadline-order", where,
                   {"\"" + g_[to].key + "\" không thể đến sau \"" + g_[from].key + "\".",
                    "\"" + g_[to].key + "\" cannot come after \"" + g_[from].key + "\"."},
                   {"Ghi bước trước rồi tới bước sau.", "Name the earlier step first."});
    if (d.time && !d.time->length.is_countable())
      found_.error("procedure/span-not-countable", where,
                   {"Độ dài thời hạn không đếm được.", "The length of the deadline cannot be counted."},
                   {"Dùng số từ 0 đến 120000.", "Use a count from 0 to 120000."});
    if (d.time && d.source.empty() && d.rule.empty())
      found_.warning("procedure/no-provision", where,
                     {"Thời hạn không dẫn điều luật nào.", "The deadline cites no provision."});
  }

  const procedure& p_;
  const procedure::graph_type& g_;
  diagnostics found_;
  std::vector<step_id> starts_;
  std::vector<step_id> ends_;
};

}  // namespace

diagnostics check_structure(const procedure& p) { return structure_check{p}.run(); }

}  // namespace dinh::inline v1
