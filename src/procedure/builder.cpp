#include <dinh/graph/typed_graph.hpp>
#include <dinh/procedure/builder.hpp>

#include "procedure/state.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::size_t most_steps = 1000;
constexpr std::size_t most_flows = 4000;
constexpr std::size_t most_deadlines = 1000;

bool is_key(std::string_view s) {
  if (s.empty() || s.size() > 64) return false;
  return std::all_of(s.begin(), s.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
  });
}

text quoted(std::string_view before_vi, std::string_view before_en, std::string_view name, std::string_view after_vi,
            std::string_view after_en) {
  const auto join = [&](std::string_view a, std::string_view b) {
    std::string s{a};
    s += '"';
    s += name;
    s += '"';
    s += b;
    return s;
  };
  return {join(before_vi, after_vi), join(before_en, after_en)};
}

void malformed_key(diagnostics& faults, std::string where, std::string_view key) {
  faults.error("procedure/key-malformed", std::move(where),
               quoted("", "", key, " không dùng làm mã được.", " cannot be a key."),
               {"Dùng 1 đến 64 chữ cái không dấu, chữ số, \"_\", \"-\" hoặc \".\".",
                "Use 1 to 64 unaccented letters, digits, \"_\", \"-\" or \".\"."});
}

}  // namespace

procedure_builder::procedure_builder(std::string id, flow_style flows) : id_{std::move(id)}, style_{flows} {}

procedure_builder& procedure_builder::about(procedure_facts facts) {
  const auto keep = [](auto& before, auto& now) { now.insert(now.begin(), before.begin(), before.end()); };
  keep(facts_.facts, facts.facts);
  keep(facts_.documents, facts.documents);
  keep(facts_.repeats, facts.repeats);
  keep(facts_.clocks, facts.clocks);
  keep(facts_.transitions, facts.transitions);
  keep(facts_.reminders, facts.reminders);
  facts_ = std::move(facts);
  return *this;
}
procedure_builder& procedure_builder::read_from(std::string where) {
  where_ = std::move(where);
  return *this;
}
procedure_builder& procedure_builder::add(step s, std::string where) {
  steps_.push_back({std::move(s), std::move(where)});
  return *this;
}

namespace {
step made(std::string key, step_kind kind, std::string actor, step_terms& t) {
  return {std::move(key),     kind,
          std::move(t.label), std::move(actor),
          std::move(t.rules), std::move(t.calls),
          std::move(t.with),  std::move(t.or_else),
          std::move(t.documents), t.time,
          std::move(t.asks),  std::move(t.vote)};
}
}  // namespace

procedure_builder& procedure_builder::start(std::string key, step_terms t) {
  step s = made(std::move(key), step_kind::start, {}, t);
  return add(std::move(s), std::move(t.where));
}
procedure_builder& procedure_builder::task(std::string key, by actor, step_terms t) {
  step s = made(std::move(key), step_kind::task, std::move(actor.role), t);
  return add(std::move(s), std::move(t.where));
}
procedure_builder& procedure_builder::wait(std::string key, by actor, step_terms t) {
  step s = made(std::move(key), step_kind::wait, std::move(actor.role), t);
  return add(std::move(s), std::move(t.where));
}
procedure_builder& procedure_builder::decision(std::string key, by actor, step_terms t) {
  step s = made(std::move(key), step_kind::decision, std::move(actor.role), t);
  return add(std::move(s), std::move(t.where));
}
procedure_builder& procedure_builder::fork(std::string key, step_terms t) {
  step s = made(std::move(key), step_kind::fork, {}, t);
  return add(std::move(s), std::move(t.where));
}
procedure_builder& procedure_builder::join(std::string key, step_terms t) {
  step s = made(std::move(key), step_kind::join, {}, t);
  return add(std::move(s), std::move(t.where));
}
procedure_builder& procedure_builder::end(std::string key, step_terms t) {
  step s = made(std::move(key), step_kind::end, {}, t);
  return add(std::move(s), std::move(t.where));
}

procedure_builder& procedure_builder::flow(std::string from, std::string to, flow_terms terms) {
  flows_.push_back({std::move(from), std::move(to), std::move(terms)});
  return *this;
}
procedure_builder& procedure_builder::branch(std::string from, std::string code, std::string to, text label) {
  flow_terms terms;
  terms.branch = std::move(code);
  terms.label = std::move(label);
  return flow(std::move(from), std::move(to), std::move(terms));
}
procedure_builder& procedure_builder::deadline(limit time, between steps, deadline_terms terms) {
  deadlines_.push_back({time, std::move(steps.from), std::move(steps.to), std::move(terms)});
  return *this;
}
procedure_builder& procedure_builder::promptly(between steps, deadline_terms terms) {
  deadlines_.push_back({std::nullopt, std::move(steps.from), std::move(steps.to), std::move(terms)});
  return *this;
}
procedure_builder& procedure_builder::lasting(at_least time, deadline_terms terms) {
  deadlines_.push_back({limit{time}, steps_.empty() ? std::string{} : steps_.back().what.key, {}, std::move(terms)});
  return *this;
}

procedure_builder& procedure_builder::fact(fact_type f) {
  facts_.facts.push_back(std::move(f));
  return *this;
}
procedure_builder& procedure_builder::document(dinh::document d) {
  facts_.documents.push_back(std::move(d));
  return *this;
}
procedure_builder& procedure_builder::repeats(repetition r) {
  facts_.repeats.push_back(std::move(r));
  return *this;
}
procedure_builder& procedure_builder::clock(clock_rule c) {
  facts_.clocks.push_back(std::move(c));
  return *this;
}
procedure_builder& procedure_builder::changes(transition t) {
  facts_.transitions.push_back(std::move(t));
  return *this;
}
procedure_builder& procedure_builder::reminds(reminder r) {
  facts_.reminders.push_back(std::move(r));
  return *this;
}

checked<procedure> procedure_builder::build() const {
  diagnostics faults;
  const std::string whole = where_.empty() ? id_ : where_;
  if (!is_key(id_)) malformed_key(faults, whole, id_);
  if (steps_.size() > most_steps || flows_.size() > most_flows || deadlines_.size() > most_deadlines) {
    faults.error(
        "procedure/too-large", whole,
        {"Quy trình có quá nhiều bước, luồng hoặc thời hạn.", "The procedure has too many steps, flows or deadlines."},
        {"Tách thành nhiều quy trình gọi nhau.", "Split it into procedures that call one another."});
    return unexpected{std::move(faults)};
  }

  typed_graph<procedure_schema> g;
  std::unordered_map<std::string_view, std::size_t> known;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const auto& line = steps_[i];
    const std::string where = line.where.empty() ? id_ + "/" + line.what.key : line.where;
    if (!is_key(line.what.key)) malformed_key(faults, where, line.what.key);
    for (const std::string* name : {&line.what.asks, &line.what.calls})
      if (!name->empty() && !is_key(*name)) malformed_key(faults, where, *name);
    if (!known.emplace(line.what.key, i).second)
      faults.error("procedure/step-twice", where,
                   quoted("Bước ", "The step ", line.what.key, " có hai lần.", " is there twice."),
                   {"Đặt mã khác cho một trong hai.", "Give one of them another key."});
    g.add(line.what);
  }

  const auto find = [&](const std::string& key, const std::string& where) {
    const auto at = known.find(key);
    if (at != known.end()) return step_id{static_cast<std::uint32_t>(at->second)};
    faults.error("procedure/unknown-step", where, quoted("Không có bước ", "There is no step ", key, ".", "."),
                 {"Sửa mã hoặc thêm bước này.", "Correct the key or add the step."});
    return step_id{};
  };

  std::vector<char> leads_somewhere(steps_.size(), 0);
  for (const auto& f : flows_)
    if (const auto at = known.find(f.from); at != known.end()) leads_somewhere[at->second] = 1;
  const auto link = [&](const flow_line& f) {
    const std::string where = f.terms.where.empty() ? id_ + "/" + f.from + "->" + f.to : f.terms.where;
    const step_id from = find(f.from, where);
    const step_id to = find(f.to, where);
    flows_to made{f.terms.branch, f.terms.label, {}};
    if (made.label.empty() && made.branch == "yes") made.label = {"có", "yes"};
    if (made.label.empty() && made.branch == "no") made.label = {"không", "no"};
    if (!f.terms.when.empty()) {
      auto when = parse_condition(f.terms.when, where);
      if (when)
        made.when = std::move(*when);
      else
        faults.append(std::move(when).error());
    }
    if (from && to) g.link<flows_to>(from, to, std::move(made));
  };
  for (const auto& f : flows_) link(f);
  if (style_ == flow_style::by_order) {
    for (std::size_t i = 0; i + 1 < steps_.size(); ++i) {
      const step_kind k = steps_[i].what.kind;
      if (leads_somewhere[i] != 0 || k == step_kind::decision || k == step_kind::fork || k == step_kind::end) continue;
      g.link<flows_to>(step_id{static_cast<std::uint32_t>(i)}, step_id{static_cast<std::uint32_t>(i + 1)});
    }
  }

  for (const auto& d : deadlines_) {
    const std::string where = d.terms.where.empty() ? id_ + "/" + d.from + "=>" + d.to : d.terms.where;
    const step_id from = find(d.from, where);
    step_id to;
    if (!d.to.empty()) {
      to = find(d.to, where);
    } else if (from && from.index() + 1 < steps_.size()) {
      to = step_id{from.index() + 1};
    } else if (from) {
      faults.error("procedure/lasting-at-the-end", where,
                   quoted("Sau bước ", "No step follows ", d.from, " không còn bước nào.", "."),
                   {"Thêm bước kết thúc khoảng thời gian.", "Add the step that ends the period."});
    }
    if (d.time && !d.time->length.is_countable()) {
      faults.error("procedure/span-not-countable", where,
                   {"Độ dài thời hạn không đếm được.", "The length of the deadline cannot be counted."},
                   {"Dùng số từ 0 đến 120000.", "Use a count from 0 to 120000."});
      continue;
    }
    if (from && to)
      g.link<dinh::deadline>(from, to,
                             dinh::deadline{d.time, d.terms.rule, d.terms.source, d.terms.known_by, d.terms.consequence,
                                            d.terms.actor, d.terms.no_number, d.terms.valid, d.terms.consequence_rule,
                                            d.terms.leads_to});
  }

  auto state = std::make_shared<procedure::state>();
  state->id = id_;
  state->facts = facts_;
  state->graph = std::move(g).freeze();
  if (count_places(state->graph) > marking::most_places) {
    faults.error("procedure/too-large", whole,
                 {"Quy trình có quá " + std::to_string(marking::most_places) + " vị trí.",
                  "The procedure has more than " + std::to_string(marking::most_places) + " places."},
                 {"Tách thành nhiều quy trình gọi nhau.", "Split it into procedures that call one another."});
    return unexpected{std::move(faults)};
  }
  state->tables = compile(state->graph);
  find_changes_of_law(state->graph, state->facts, state->tables);
  state->by_key.resize(steps_.size());
  std::iota(state->by_key.begin(), state->by_key.end(), std::uint16_t{0});
  std::sort(state->by_key.begin(), state->by_key.end(),
            [&](std::uint16_t a, std::uint16_t b) { return steps_[a].what.key < steps_[b].what.key; });
  procedure made{std::move(state)};
  // Findings about a step are placed where the step was read.
  std::unordered_map<std::string, std::string> place;
  for (const auto& line : steps_)
    if (!line.where.empty()) place.emplace(id_ + "/" + line.what.key, line.where);
  for (diagnostic d : check_structure(made)) {
    if (d.level != severity::error) continue;
    if (d.where == id_) d.where = whole;
    if (const auto at = place.find(d.where); at != place.end()) d.where = at->second;
    faults.add(std::move(d));
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return made;
}

}  // namespace dinh::inline v1
