#include <dinh/procedure/verify.hpp>

#include "procedure/firing.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::uint32_t no_state = UINT32_MAX;

struct visited {
  marking where;
  std::uint32_t before = no_state;
  std::uint16_t step = 0;  // fired in `before`
  std::uint16_t exit = 0;
  bool ended = false;  // an end was done
};

class state_space {
public:
  state_space(const procedure& p, std::uint32_t most) : p_{p}, t_{p.tables()}, most_{most} {}

  verification run() {
    verification out;
    fired_.assign(t_.exits.size(), 0);
    ended_at_.assign(t_.steps.size(), 0);
    marking first;
    first.add(first_place(t_, t_.start));
    add(first, no_state, 0, 0, false);
    for (std::uint32_t s = 0; s < states_.size(); ++s) {
      if (states_.size() > most_) {
        out.states = static_cast<std::uint32_t>(states_.size());
        return out;  // undecided
      }
      expand(s);
    }
    out.states = static_cast<std::uint32_t>(states_.size());
    complete();
    dead_steps();
    out.findings = std::move(findings_);
    out.verdict = out.findings.empty() ? soundness::sound : soundness::unsound;
    return out;
  }

private:
  std::uint32_t add(const marking& m, std::uint32_t before, std::uint16_t s, std::uint16_t exit, bool ended) {
    const auto [at, is_new] = index_[ended ? 1U : 0U].emplace(m, static_cast<std::uint32_t>(states_.size()));
    if (is_new) {
      states_.push_back({m, before, s, exit, ended});
      came_from_.emplace_back();
    }
    if (before != no_state) came_from_[at->second].push_back(before);
    return at->second;
  }

  void expand(std::uint32_t s) {
    const visited here = states_[s];
    bool moved = false;
    if (here.ended) {
      if (here.where.empty())
        final_.push_back(s);
      else
        report(defect::improper_end, s, standing_step(here.where));
      return;  // what happens after an improper end adds nothing
    }
    for (std::uint16_t step = 0; step < t_.steps.size(); ++step) {
      const auto& row = t_.steps[step];
      if (!here.where.contains(row.input)) continue;
      moved = true;
      marking rest = here.where;
      rest.remove(row.input);
      if (row.kind == step_kind::end) {
        ended_at_[step] = 1;
        add(rest, s, step, 0, true);
      } else if (row.kind == step_kind::decision) {
        for (std::uint16_t e = 0; e < row.exit_count; ++e) put(s, rest, step, e, 1);
      } else {
        put(s, rest, step, 0, row.exit_count);
      }
    }
    if (!moved) report(defect::stuck, s, standing_step(here.where));
  }

  void put(std::uint32_t s, marking m, std::uint16_t step, std::uint16_t first, std::uint16_t count) {
    const auto& row = t_.steps[step];
    for (std::uint16_t i = 0; i < count; ++i) {
      const auto at = static_cast<std::size_t>(row.first_exit + first + i);
      fired_[at] = 1;
      const std::uint16_t place = t_.exits[at].place;
      if (m.has(place)) {
        const std::uint32_t twice = static_cast<std::uint32_t>(states_.size());
        if (!reported(defect::done_twice_at_once)) {
          states_.push_back({m, s, step, first, false});
          findings_.push_back({defect::done_twice_at_once, step_id{t_.exits[at].step}, run_to(twice)});
          states_.pop_back();
        }
        return;
      }
      m.add(place);
    }
    add(m, s, step, first, false);
  }

  // From every state the end must be reachable.
  void complete() {
    std::vector<char> can_end(states_.size(), 0);
    std::vector<std::uint32_t> open;
    for (std::uint32_t s = 0; s < states_.size(); ++s)
      if (states_[s].ended) {  // an improper end is a finding of its own
        can_end[s] = 1;
        open.push_back(s);
      }
    while (!open.empty()) {
      const std::uint32_t s = open.back();
      open.pop_back();
      for (const std::uint32_t b : came_from_[s])
        if (can_end[b] == 0) {
          can_end[b] = 1;
          open.push_back(b);
        }
    }
    // A stuck state explains those that can only lead to it, a doubled one those that were not followed further.
    if (reported(defect::stuck) || reported(defect::done_twice_at_once)) return;
    for (std::uint32_t s = 0; s < states_.size(); ++s)
      if (can_end[s] == 0) {
        report(defect::cannot_end, s, standing_step(states_[s].where));
        return;
      }
  }

  void dead_steps() {
    if (!findings_.empty()) return;  // a run that broke off reaches less than the procedure does
    for (std::uint16_t step = 0; step < t_.steps.size(); ++step) {
      const auto& row = t_.steps[step];
      bool alive = ended_at_[step] != 0;
      bool whole = true;
      for (std::uint16_t e = 0; e < row.exit_count; ++e) {
        const bool f = fired_[static_cast<std::size_t>(row.first_exit + e)] != 0;
        alive = alive || f;
        whole = whole && f;
      }
      if (!alive || !whole) findings_.push_back({defect::dead_step, step_id{step}, {}});
    }
  }

  [[nodiscard]] bool reported(defect kind) const {
    return std::any_of(findings_.begin(), findings_.end(), [&](const auto& f) { return f.kind == kind; });
  }
  void report(defect kind, std::uint32_t s, step_id at) {
    if (!reported(kind)) findings_.push_back({kind, at, run_to(s)});
  }
  // States are numbered in the order of breadth-first search, so the first found has a shortest run.
  [[nodiscard]] std::vector<run_step> run_to(std::uint32_t s) const {
    std::vector<run_step> run;
    for (; states_[s].before != no_state; s = states_[s].before) {
      const auto& row = t_.steps[states_[s].step];
      run_step r{step_id{states_[s].step}, {}};
      if (row.kind == step_kind::decision)
        r.branch =
            p_.graph()[edge_id<flows_to>{t_.exits[static_cast<std::size_t>(row.first_exit + states_[s].exit)].flow}]
                .branch;
      run.push_back(std::move(r));
    }
    std::reverse(run.begin(), run.end());
    return run;
  }
  [[nodiscard]] step_id standing_step(const marking& m) const {
    for (std::uint16_t place = 0; place < t_.step_of_place.size(); ++place)
      if (m.has(place)) return step_id{t_.step_of_place[place]};
    return {};
  }

  const procedure& p_;
  const procedure_tables& t_;
  std::uint32_t most_;
  std::vector<visited> states_;
  std::vector<std::vector<std::uint32_t>> came_from_;
  std::unordered_map<marking, std::uint32_t> index_[2];
  std::vector<char> fired_;
  std::vector<char> ended_at_;
  std::vector<std::uint32_t> final_;
  std::vector<unsound_finding> findings_;
};

}  // namespace

verification verify(const procedure& p, const verify_options& options) {
  return state_space{p, options.most_states}.run();
}

text describe(const unsound_finding& f, const procedure& p) {
  const std::string at = f.at ? "\"" + p[f.at].key + "\"" : std::string{"-"};
  text out;
  switch (f.kind) {
    case defect::stuck:
      out = {"Hồ sơ có thể mắc kẹt tại " + at + ".", "A case can get stuck at " + at + "."};
      break;
    case defect::cannot_end:
      out = {"Từ " + at + " hồ sơ có thể không bao giờ kết thúc được.",
             "From " + at + " a case may never be able to end."};
      break;
    case defect::improper_end:
      out = {"Có thể kết thúc khi " + at + " còn dang dở.",
             "An end can be reached while " + at + " is still under way."};
      break;
    case defect::done_twice_at_once:
      out = {"Bước " + at + " có thể phải làm hai lần cùng lúc.",
             "The step " + at + " may have to be done twice at once."};
      break;
    case defect::dead_step:
      out = {"Bước " + at + " (hoặc một nhánh của nó) không bao giờ tới được.",
             "The step " + at + " (or a branch of it) can never be reached."};
      break;
  }
  if (f.witness.empty()) return out;
  std::string run;
  for (const run_step& r : f.witness) {
    if (!run.empty()) run += " → ";
    run += p[r.what].key;
    if (!r.branch.empty()) run += "[" + r.branch + "]";
  }
  out.vi += " Ví dụ: " + run;
  out.en += " For example: " + run;
  return out;
}

}  // namespace dinh::inline v1
