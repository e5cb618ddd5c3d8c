#include "procedure/check_facts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace {

bool is_number(std::string_view s) {
  return !s.empty() && s.size() <= 15 && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The outcomes that a verdict may be compared with: those that decide.
constexpr std::array<std::string_view, 6> verdicts{"passed",       "not_passed", "unreachable",
                                                   "unlawful_form", "met",        "not_met"};

class fact_check {
public:
  fact_check(const procedure& p, diagnostics& found) : p_{p}, g_{p.graph()}, found_{found} {}

  void run() {
    declared();
    documents();
    for (std::uint32_t i = 0; i < g_.count<step>(); ++i) {
      if (g_[step_id{i}].kind == step_kind::decision)
        decision(step_id{i});
      else
        no_conditions(step_id{i});
    }
    clocks();
    validities();
    transitions();
    reminders();
  }

private:
  void error(const std::string& code, const std::string& where, text message, text remedy) {
    found_.error(code, where, std::move(message), std::move(remedy));
  }
  [[nodiscard]] std::string at(step_id s) const { return p_.id() + "/" + g_[s].key; }

  void twice(const char* code, const std::string& name, const text& what) {
    error(code, p_.id(),
          {what.vi + " \"" + name + "\" được khai hai lần.", what.en + " \"" + name + "\" is declared twice."},
          {"Bỏ một trong hai.", "Drop one of them."});
  }

  void declared() {
    std::set<std::string_view> seen;
    for (const fact_type& f : p_.facts().facts) {
      if (!seen.insert(f.name).second) twice("procedure/fact-twice", f.name, {"Dữ kiện", "The fact"});
      if (f.kind == fact_kind::choice && f.choices.empty())
        error("procedure/wrong-comparison", p_.id(),
              {"Dữ kiện \"" + f.name + "\" không có mã nào để chọn.", "The fact \"" + f.name + "\" has no codes."},
              {"Liệt kê các mã.", "List its codes."});
    }
    // Decisions that ask the same fact must offer the same branches.
    std::map<std::string_view, std::set<std::string_view>> branches;
    for (std::uint32_t i = 0; i < g_.count<step>(); ++i) {
      const step& s = g_[step_id{i}];
      if (s.asks.empty()) continue;
      if (s.kind != step_kind::decision) {
        error("procedure/condition-outside-decision", at(step_id{i}),
              {"Bước \"" + s.key + "\" không phải quyết định mà hỏi dữ kiện.",
               "The step \"" + s.key + "\" asks a fact and is no decision."},
              {"Bỏ \"asks\".", "Drop \"asks\"."});
        continue;
      }
      if (seen.contains(s.asks)) continue;  // declared: its codes are checked with the branches
      std::set<std::string_view> codes;
      for (const auto& link : g_.out<flows_to>(step_id{i})) codes.insert(g_[link.edge].branch);
      const auto [known, is_new] = branches.emplace(s.asks, codes);
      if (!is_new && known->second != codes)
        error("procedure/fact-twice", at(step_id{i}),
              {"Dữ kiện \"" + s.asks + "\" có nhánh khác ở bước khác.",
               "The fact \"" + s.asks + "\" has other branches at another step."},
              {"Khai dữ kiện với mọi mã, hoặc đặt tên khác.", "Declare it with all its codes, or name it otherwise."});
    }
  }

  void documents() {
    std::set<std::string_view> seen;
    for (const document& d : p_.facts().documents)
      if (!seen.insert(d.id).second) twice("procedure/document-twice", d.id, {"Tài liệu", "The document"});
    for (std::uint32_t i = 0; i < g_.count<step>(); ++i)
      for (const auto& id : g_[step_id{i}].documents)
        if (!seen.contains(id))
          error("procedure/unknown-document", at(step_id{i}),
                {"Không có tài liệu \"" + id + "\".", "There is no document \"" + id + "\"."},
                {"Khai tài liệu trong \"documents\" của quy trình.", "Declare it in \"documents\" of the procedure."});
  }

  void no_conditions(step_id s) {
    for (const auto& link : g_.out<flows_to>(s))
      if (!g_[link.edge].when.empty())
        error("procedure/condition-outside-decision", at(s),
              {"Luồng ra khỏi \"" + g_[s].key + "\" có điều kiện mà đây không phải quyết định.",
               "A flow out of \"" + g_[s].key + "\" has a condition, and it is no decision."},
              {"Bỏ điều kiện, hoặc đổi thành decision.", "Drop the condition, or make it a decision."});
  }

  // The kind of a name, or none with the fault reported.
  std::optional<fact_type> kind_of(step_id s, const std::string& name) {
    if (name == "day") return fact_type{name, fact_kind::day, {}, {}};
    const auto special = [&](std::string_view head) -> std::optional<step_id> {
      if (name.size() <= head.size() || name.compare(0, head.size(), head) != 0) return std::nullopt;
      return p_.find(std::string_view{name}.substr(head.size()));
    };
    std::optional<step_id> other = special("times.");
    if (other && *other) return fact_type{name, fact_kind::count, {}, {}};
    const bool is_own_verdict = name == "verdict";
    if (!other && !is_own_verdict) other = special("verdict.");
    if (is_own_verdict) other = s;
    if (other && *other && p_[*other].vote) {
      fact_type f{name, fact_kind::choice, {}, {}};
      for (const auto v : verdicts) f.choices.push_back({std::string{v}, {}});
      return f;
    }
    if (name == "end" && !p_[s].calls.empty()) return fact_type{name, fact_kind::choice, {}, {}};
    if (auto f = p_.fact_named(name)) return f;
    error("procedure/unknown-fact", at(s),
          {"Điều kiện nêu \"" + name + "\" mà không dữ kiện nào tên như vậy.",
           "A condition names \"" + name + "\" and no fact has that name."},
          {"Khai dữ kiện, hoặc sửa tên.", "Declare the fact, or correct the name."});
    return std::nullopt;
  }

  void wrong(step_id s, const flow_condition::node& n) {
    error("procedure/wrong-comparison", at(s),
          {"\"" + n.name + "\" không thể so với \"" + n.value + "\" như vậy.",
           "\"" + n.name + "\" cannot be compared with \"" + n.value + "\" like that."},
          {"Dùng giá trị thuộc loại của dữ kiện.", "Use a value of the kind of the fact."});
  }

  void decision(step_id s) {
    std::size_t otherwise = 0;
    bool all_known = true;
    bool any = !g_[s].asks.empty();
    // For each name the values that may tell branches apart.
    std::map<std::string, std::set<std::string>> values;
    const auto note = [&](const fact_type& f, const std::string& value) {
      auto& of = values[f.name];
      switch (f.kind) {
        case fact_kind::yes_no:
          of.insert({"yes", "no"});
          break;
        case fact_kind::choice:
          for (const auto& c : f.choices) of.insert(c.code);
          if (f.choices.empty()) of.insert({value, value + "."});
          break;
        case fact_kind::count: {
          if (!is_number(value)) break;
          const auto n = std::stoll(value);
          for (auto near = std::max(0LL, n - 1); near <= n + 1; ++near) of.insert(std::to_string(near));
          break;
        }
        case fact_kind::day:
          if (const auto day = parse_date(value)) {
            const day_number n = to_day_number(*day);
            for (day_number near = n - 1; near <= n + 1; ++near) of.insert(to_text(to_date(near)));
          }
          break;
      }
    };
    for (const auto& link : g_.out<flows_to>(s)) {
      const flows_to& f = g_[link.edge];
      any = any || !f.when.empty();
      if (f.when.is_otherwise()) {
        ++otherwise;
        continue;
      }
      for (const flow_condition::node& n : f.when.nodes()) {
        if (n.what != flow_condition::sort::test) continue;
        const auto fact = kind_of(s, n.name);
        if (!fact) {
          all_known = false;
          continue;
        }
        if (!fits(*fact, n)) {
          wrong(s, n);
          all_known = false;
          continue;
        }
        note(*fact, n.value);
      }
    }
    if (otherwise > 1)
      error("procedure/several-otherwise", at(s),
            {"Bước \"" + g_[s].key + "\" có nhiều nhánh \"otherwise\".",
             "The step \"" + g_[s].key + "\" has several branches \"otherwise\"."},
            {"Giữ một nhánh.", "Keep one of them."});
    if (!g_[s].asks.empty())
      if (const auto f = p_.fact_named(g_[s].asks)) note(*f, {});
    if (any && all_known && otherwise <= 1) coverage(s, values);
  }

  static bool fits(const fact_type& f, const flow_condition::node& n) {
    const bool has_order = n.how != comparison::equal && n.how != comparison::not_equal;
    switch (f.kind) {
      case fact_kind::yes_no:
        return !has_order && (n.value == "yes" || n.value == "no");
      case fact_kind::count:
        return is_number(n.value);
      case fact_kind::day:
        return static_cast<bool>(parse_date(n.value));
      case fact_kind::choice:
        return !has_order && (f.choices.empty() || std::any_of(f.choices.begin(), f.choices.end(), [&](const auto& c) {
                                return c.code == n.value;
                              }));
    }
    return false;
  }

  // Tries the values that can tell branches apart; more than 4096 combinations are not tried.
  void coverage(step_id s, const std::map<std::string, std::set<std::string>>& values) {
    std::size_t combinations = 1;
    for (const auto& [name, of] : values) {
      if (of.empty()) return;
      combinations *= of.size();
      if (combinations > 4096) return;
    }
    bool said_gap = false;
    bool said_overlap = false;
    for (std::size_t c = 0; c < combinations; ++c) {
      std::map<std::string, std::string, std::less<>> chosen;
      std::size_t rest = c;
      for (const auto& [name, of] : values) {
        chosen.emplace(name, *std::next(of.begin(), static_cast<std::ptrdiff_t>(rest % of.size())));
        rest /= of.size();
      }
      const fact_source facts = [&](std::string_view name) -> std::optional<std::string> {
        const auto found = chosen.find(name);
        if (found == chosen.end()) return std::nullopt;
        return found->second;
      };
      std::size_t taken = 0;
      bool has_otherwise = false;
      bool is_open = false;
      for (const auto& link : g_.out<flows_to>(s)) {
        const flows_to& f = g_[link.edge];
        if (f.when.is_otherwise()) {
          has_otherwise = true;
          continue;
        }
        if (f.when.empty()) {
          if (g_[s].asks.empty())
            is_open = true;  // one branch without a condition: people choose
          else
            taken += chosen[g_[s].asks] == f.branch ? 1U : 0U;
          continue;
        }
        taken += f.when.holds(facts) == truth::yes ? 1U : 0U;
      }
      if (is_open) return;
      const bool is_gap = taken == 0 && !has_otherwise;
      const bool is_overlap = taken > 1;
      if ((!is_gap || said_gap) && (!is_overlap || said_overlap)) continue;
      (is_gap ? said_gap : said_overlap) = true;
      std::string which;
      for (const auto& [name, value] : chosen) {
        if (!which.empty()) which += ", ";
        which += name;
        which += " = ";
        which += value;
      }
      if (is_gap)
        found_.warning("procedure/branch-gap", at(s),
                       {"Không nhánh nào được chọn khi " + which + ".", "No branch is taken when " + which + "."},
                       {"Thêm nhánh hoặc \"otherwise\".", "Add a branch, or \"otherwise\"."});
      else
        found_.warning("procedure/branch-overlap", at(s),
                       {"Nhiều nhánh cùng được chọn khi " + which + ".", "Several branches are taken when " + which + "."},
                       {"Thu hẹp một điều kiện.", "Narrow one of the conditions."});
    }
  }

  void needs_step(const std::string& key, const text& what) {
    if (p_.find(key)) return;
    error("procedure/unknown-step", p_.id(),
          {what.vi + " nêu bước \"" + key + "\" không có.", what.en + " names the step \"" + key + "\", which is not there."},
          {"Sửa mã của bước.", "Correct the key of the step."});
  }

  void clocks() {
    for (const clock_rule& c : p_.facts().clocks) {
      needs_step(c.from, {"Quy tắc dừng hoặc gia hạn", "A rule on clocks"});
      if (!c.to.empty()) needs_step(c.to, {"Quy tắc dừng hoặc gia hạn", "A rule on clocks"});
      if (c.by && !c.by->is_countable())
        error("procedure/span-not-countable", p_.id(),
              {"Độ dài gia hạn không đếm được.", "The length of an extension cannot be counted."},
              {"Dùng số từ 0 đến 120000.", "Use a count from 0 to 120000."});
    }
    for (const repetition& r : p_.facts().repeats) {
      if (!r.step.empty()) needs_step(r.step, {"Nghĩa vụ định kỳ", "A recurring duty"});
      if (!r.every.is_countable() || r.every.count == 0 || r.times < 1)
        error("procedure/span-not-countable", p_.id(),
              {"Chu kỳ lặp lại không đếm được.", "The period of a recurring duty cannot be counted."},
              {"Dùng số từ 1.", "Use a count from 1."});
    }
  }

  void validities() {
    const auto empty = [&](const validity& v, const std::string& where) {
      if (v.is_empty())
        error("procedure/empty-validity", where,
              {"Không có ngày nào trong hiệu lực.", "No day lies in the validity."},
              {"\"until\" phải sau \"from\".", "\"until\" must lie after \"from\"."});
    };
    empty(p_.facts().valid, p_.id());
    for (std::uint32_t i = 0; i < p_.deadline_count(); ++i) {
      const edge_id<deadline> e{i};
      empty(p_.deadline_at(i).valid, p_.id() + "/" + g_[g_.from(e)].key + "=>" + g_[g_.to(e)].key);
    }
  }

  void needs_limit(const std::string& rule, const text& what) {
    for (std::uint32_t i = 0; i < p_.deadline_count(); ++i)
      if (p_.deadline_at(i).rule == rule) return;
    error("procedure/unknown-limit", p_.id(),
          {what.vi + " nêu quy tắc \"" + rule + "\", không thời hạn nào dựa vào.",
           what.en + " names the rule \"" + rule + "\", on which no deadline rests."},
          {"Sửa mã quy tắc.", "Correct the id of the rule."});
  }

  void transitions() {
    const auto& list = p_.facts().transitions;
    for (const transition& t : list) {
      const std::string day = to_text(t.on);
      for (const auto& rule : t.affects) needs_limit(rule, {"Quy định chuyển tiếp", "A transitional rule"});
      bool changes = t.affects.empty();  // what it says of the whole procedure may concern more than its limits
      bool has_new = false;
      for (std::uint32_t i = 0; i < p_.deadline_count(); ++i) {
        const deadline& d = p_.deadline_at(i);
        if (!t.affects.empty() && std::find(t.affects.begin(), t.affects.end(), d.rule) == t.affects.end()) continue;
        changes = changes || d.valid.from == t.on || d.valid.until == t.on || p_.facts().valid.until == t.on;
        has_new = has_new || d.valid.from == t.on || p_.tables().deadlines[i].successor != UINT16_MAX;
      }
      if (t.on.is_special() || !changes)
        error("procedure/no-change-then", p_.id(),
              {"Ngày " + day + " không thời hạn nào đổi.", "On " + day + " none of the limits changes."},
              {"Ghi ngày mà thời hạn bắt đầu hoặc hết hiệu lực.", "Name the day on which a limit begins or ends."});
      const bool wants_new =
          t.open_cases == open_case_rule::new_from_start || t.open_cases == open_case_rule::new_from_change;
      if (wants_new && !has_new && !t.affects.empty())
        error("procedure/no-new-limit", p_.id(),
              {"Không có thời hạn mới từ ngày " + day + ".", "No new limit begins on " + day + "."},
              {"Thêm thời hạn có \"since\" là ngày đó.", "Add a deadline with that day as \"since\"."});
    }
  }

  void reminders() {
    for (const reminder& r : p_.facts().reminders) {
      for (const auto& rule : r.affects) needs_limit(rule, {"Lời nhắc", "A reminder"});
      const bool in_days = r.by.unit == time_unit::working_day || r.by.unit == time_unit::day;
      if (!in_days || r.by.count < 0 || r.by.count > 366)
        error("procedure/reminder-span", p_.id(),
              {"Lời nhắc tính bằng ngày hoặc ngày làm việc, từ 0 đến 366.",
               "A reminder is counted in days or working days, 0 to 366."},
              {"Ví dụ: 2 ngày làm việc trước hạn.", "For example 2 working days before."});
    }
  }

  const procedure& p_;
  const procedure::graph_type& g_;
  diagnostics& found_;
};

}  // namespace

void check_facts(const procedure& p, diagnostics& found) { fact_check{p, found}.run(); }

}  // namespace dinh::inline v1
