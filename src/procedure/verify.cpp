#include <dinh/procedure/verify.hpp>

#include <dinh/procedure/net_soundness.hpp>

#include <cstddef>
#include <optional>
#include <utility>

namespace dinh::inline v1 {

procedure_net net_of(const procedure& p) {
  const procedure_tables& t = p.tables();
  procedure_net out;
  net_builder b;
  const auto name = [&](std::size_t step) { return p[step_id{static_cast<std::uint32_t>(step)}].key; };
  const std::size_t places = t.step_of_place.size();
  for (std::uint16_t place = 0; place < places; ++place) {
    const std::uint16_t step = t.step_of_place[place];
    b.place(name(step) + "." + std::to_string(place), step == t.start ? 1U : 0U);
    out.step_before.emplace_back(step);
  }
  const net_place sink = b.place("end");
  out.step_before.emplace_back();
  for (std::uint16_t step = 0; step < t.steps.size(); ++step) {
    const auto& row = t.steps[step];
    const auto add = [&](std::uint16_t exit, std::uint16_t first, std::uint16_t count, text label) {
      const net_transition id = b.transition(name(step));
      out.step_of.emplace_back(step);
      out.exit_of.push_back(exit);
      out.transition_labels.push_back(std::move(label));
      for (std::uint16_t place = 0; place < places; ++place)
        if (row.input.has(place)) b.input(id, net_place{place});
      for (std::uint16_t e = first; e < first + count; ++e)
        b.output(id, net_place{t.exits[static_cast<std::size_t>(row.first_exit + e)].place});
      if (row.kind == step_kind::end) b.output(id, sink);
    };
    const text& label = p[step_id{step}].label;
    if (row.kind != step_kind::decision) {
      add(0, 0, row.exit_count, label);
      continue;
    }
    for (std::uint16_t e = 0; e < row.exit_count; ++e) {
      const flows_to& flow = p.graph()[edge_id<flows_to>{t.exits[static_cast<std::size_t>(row.first_exit + e)].flow}];
      const auto with = [&](const std::string& step_words, const std::string& branch_words) {
        if (step_words.empty()) return std::string{};
        return step_words + " → " + (branch_words.empty() ? flow.branch : branch_words);
      };
      add(e, e, 1, {with(label.vi, flow.label.vi), with(label.en, flow.label.en)});
    }
  }
  out.net = *b.build();  // a procedure has at most `marking::most_places` places
  return out;
}

namespace {

std::optional<defect> defect_of(net_defect d) {
  switch (d) {
    case net_defect::stuck:
      return defect::stuck;
    case net_defect::cannot_end:
      return defect::cannot_end;
    case net_defect::improper_end:
      return defect::improper_end;
    case net_defect::two_tokens:
    case net_defect::unbounded:
      return defect::done_twice_at_once;
    case net_defect::dead_transition:
      return defect::dead_step;
    case net_defect::not_a_workflow_net:
      break;
  }
  return std::nullopt;  // `check_structure` refuses such procedures
}

}  // namespace

verification verify(const procedure& p, const verify_options& options) {
  const procedure_net n = net_of(p);
  net_options how;
  how.most_states = options.most_states;
  how.must_be_safe = true;
  how.every_kind = true;
  const net_verdict v = verify_net(n.net, how);
  verification out;
  out.verdict = v.verdict;
  out.states = static_cast<std::uint32_t>(v.states);
  for (const net_finding& f : v.findings) {
    const auto kind = defect_of(f.kind);
    if (!kind) continue;
    unsound_finding found;
    found.kind = *kind;
    if (f.dead)
      found.at = n.step_of[f.dead.index()];
    else if (f.at)
      found.at = n.step_before[f.at.index()];
    for (const net_transition t : f.witness) {
      run_step r{n.step_of[t.index()], {}};
      const auto& row = p.tables().steps[r.what.index()];
      if (row.kind == step_kind::decision)
        r.branch = p.graph()[edge_id<flows_to>{
                                 p.tables().exits[static_cast<std::size_t>(row.first_exit + n.exit_of[t.index()])].flow}]
                       .branch;
      found.witness.push_back(std::move(r));
    }
    out.findings.push_back(std::move(found));
  }
  return out;
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
