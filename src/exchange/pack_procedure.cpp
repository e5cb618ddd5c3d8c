#include "exchange/pack_procedure.hpp"
#include "exchange/json_terms.hpp"

#include <dinh/exchange/procedure_json.hpp>

#include <array>
#include <string>
#include <utility>

namespace dinh::inline v1::exchange {

namespace {

constexpr auto step_kinds = names_between<step_kind::start, step_kind::end>();
constexpr auto unnumbered = names_between<time_said::none_in_law, time_said::unknown>();
constexpr auto vote_kinds = names_between<vote_kind::decision, vote_kind::quorum>();
constexpr auto fact_kinds = names_between<fact_kind::yes_no, fact_kind::day>();
constexpr auto clock_changes = names_between<clock_change::suspend, clock_change::lapse>();
constexpr auto open_case_rules = names_between<open_case_rule::keep, open_case_rule::needs_review>();
static_assert(step_kinds.size() == 7 && unnumbered.size() == 5 && vote_kinds.size() == 4 && fact_kinds.size() == 4 &&
              clock_changes.size() == 6 && open_case_rules.size() == 4);
constexpr std::array<enum_name<reminder::moment>, 2> moments{
    {{"before", reminder::moment::before}, {"after", reminder::moment::after}}};

limit read_limit(object_reader& from) {
  limit out;
  out.length = span_of_members(from);
  out.way = from.choice("way", direction_names);
  return out;
}

std::vector<std::string> strings_or_none(object_reader& from, std::string_view member) {
  return from.optional_strings(member).value_or(std::vector<std::string>{});
}

vote_at read_vote(object_reader& from) {
  vote_at out;
  out.kind = from.choice("kind", vote_kinds);
  out.rules = from.strings("rules");
  out.where = from.optional_choice("where", term_names<setting>());
  out.form = from.optional_choice("form", term_names<decision_form>());
  out.matter = from.optional_choice("matter", term_names<vote_matter>());
  if (const auto name = from.optional_string("what")) {
    if (const auto c = content::from(*name))
      out.what = *c;
    else
      from.fault("what", "procedure/unknown-content",
                 {"Không có nội dung \"" + *name + "\".", "There is no content \"" + *name + "\"."},
                 {"Dùng 15.1 đến 15.6.", "Use 15.1 to 15.6."});
  }
  return out;
}

step read_step(object_reader& from) {
  step s;
  s.key = from.string("id");
  s.kind = from.choice("kind", step_kinds);
  s.label = from.optional_words("label").value_or(text{});
  s.actor = from.optional_string("actor").value_or("");
  s.with = strings_or_none(from, "with");
  s.or_else = strings_or_none(from, "or");
  s.rules = strings_or_none(from, "rules");
  s.calls = from.optional_string("calls").value_or("");
  s.documents = strings_or_none(from, "documents");
  s.time = from.optional_choice("limit", unnumbered).value_or(time_said::unsaid);
  s.asks = from.optional_string("asks").value_or("");
  from.optional_object("vote", [&](object_reader& inner) { s.vote = read_vote(inner); });
  return s;
}

fact_type read_fact(object_reader& from) {
  fact_type f;
  f.name = from.string("name");
  f.kind = from.choice("kind", fact_kinds);
  f.label = from.words("label");
  from.optional_objects("choices", [&](object_reader& c) {
    std::string code = c.string("code");
    f.choices.push_back({std::move(code), c.words("label")});
  });
  return f;
}

document read_document(object_reader& from) {
  document d;
  d.id = from.string("id");
  d.label = from.words("label");
  d.form = from.optional_string("form").value_or("");
  d.rule = from.optional_string("rule").value_or("");
  return d;
}

repetition read_repetition(object_reader& from) {
  repetition r;
  from.object("every", [&](object_reader& inner) { r.every = span_of_members(inner); });
  r.times = static_cast<std::int32_t>(from.optional_integer("times", {1, 10'000}).value_or(1));
  r.step = from.optional_string("step").value_or("");
  r.rule = from.optional_string("rule").value_or("");
  r.source = from.optional_cite().value_or(citation{});
  r.known_by = from.known_by();
  r.valid = from.valid("since", "until");
  r.remark = from.optional_words("remark").value_or(text{});
  if (!from.is_null("consequence")) r.consequence = from.words("consequence");
  return r;
}

clock_rule read_clock(object_reader& from) {
  clock_rule c;
  c.how = from.choice("how", clock_changes);
  c.from = from.string("from");
  c.to = from.optional_string("to").value_or("");
  c.affects = strings_or_none(from, "affects");
  from.optional_object("by", [&](object_reader& inner) { c.by = span_of_members(inner); });
  c.most_times = static_cast<std::int32_t>(from.optional_integer("most_times", {1, 10'000}).value_or(0));
  c.rule = from.optional_string("rule").value_or("");
  c.source = from.optional_cite().value_or(citation{});
  c.known_by = from.known_by();
  c.valid = from.valid("since", "until");
  c.effect = from.words("effect");
  return c;
}

transition read_transition(object_reader& from) {
  transition t;
  t.on = from.day("on");
  t.affects = strings_or_none(from, "affects");
  t.open_cases = from.choice("open_cases", open_case_rules);
  t.rule = from.optional_string("rule").value_or("");
  t.source = from.cite();
  t.known_by = from.known_by();
  t.remark = from.words("remark");
  return t;
}

reminder read_reminder(object_reader& from) {
  reminder r;
  r.when = from.choice("when", moments);
  from.object("by", [&](object_reader& inner) { r.by = span_of_members(inner); });
  r.affects = strings_or_none(from, "affects");
  r.to = from.optional_string("to").value_or("");
  r.escalates = from.optional_boolean("escalates").value_or(false);
  r.source = from.optional_cite().value_or(citation{});
  if (!r.source.empty()) r.known_by = from.known_by();
  r.label = from.optional_words("label").value_or(text{});
  return r;
}

std::vector<citation> read_citations(object_reader& from, std::string_view member) {
  std::vector<citation> out;
  for (const std::string& s : strings_or_none(from, member)) {
    if (auto c = parse_citation(s))
      out.push_back(std::move(*c));
    else
      from.fault(member, "json/malformed-citation",
                 {"\"" + s + "\" không phải viện dẫn.", "\"" + s + "\" is no citation."},
                 {"Ví dụ: 59/2023/ND-CP 3(2).", "For example: 59/2023/ND-CP 3(2)."});
  }
  return out;
}

}  // namespace

procedure_builder read_procedure_builder(const nlohmann::json& j, std::string_view file, diagnostics& faults) {
  const std::string root = std::string{file} + "#";
  object_reader top{j, root, faults};
  procedure_builder out{top.string("id"), flow_style::written_out};
  out.read_from(root);
  if (!top.is_object()) return out;

  procedure_facts facts;
  facts.title = top.optional_words("title").value_or(text{});
  facts.source = top.optional_cite().value_or(citation{});
  facts.known_by = top.known_by();
  facts.valid = top.valid();
  facts.calendar = top.optional_string("calendar").value_or(facts.calendar);
  facts.remark = top.optional_words("remark").value_or(text{});
  facts.field = top.optional_string("field").value_or("");
  facts.also = read_citations(top, "also");
  top.optional_objects("facts", [&](object_reader& from) { facts.facts.push_back(read_fact(from)); });
  top.optional_objects("documents", [&](object_reader& from) { facts.documents.push_back(read_document(from)); });
  top.optional_objects("repeats", [&](object_reader& from) { facts.repeats.push_back(read_repetition(from)); });
  top.optional_objects("clocks", [&](object_reader& from) { facts.clocks.push_back(read_clock(from)); });
  top.optional_objects("transitions", [&](object_reader& from) { facts.transitions.push_back(read_transition(from)); });
  top.optional_objects("reminders", [&](object_reader& from) { facts.reminders.push_back(read_reminder(from)); });
  out.about(std::move(facts));

  top.objects("steps", [&](object_reader& from) {
    step s = read_step(from);
    // Flows without a branch may be written with the step they leave: "next": "t_send" or ["t_a", "t_b"].
    const auto lead = [&](std::string to) {
      flow_terms terms;
      terms.where = from.where("next");
      out.flow(s.key, std::move(to), std::move(terms));
    };
    if (const nlohmann::json* next = from.raw("next"); next != nullptr && next->is_string())
      lead(from.string("next"));
    else if (next != nullptr)
      for (std::string& to : strings_or_none(from, "next")) lead(std::move(to));
    out.add(std::move(s), from.where());
  });
  top.optional_objects("flows", [&](object_reader& from) {
    flow_terms terms;
    terms.where = from.where();
    std::string first = from.string("from");
    std::string second = from.string("to");
    terms.branch = from.optional_string("branch").value_or("");
    terms.label = from.optional_words("label").value_or(text{});
    terms.when = from.optional_string("when").value_or("");
    out.flow(std::move(first), std::move(second), std::move(terms));
  });
  top.optional_objects("deadlines", [&](object_reader& from) {
    deadline_terms terms;
    terms.where = from.where();
    std::string first = from.string("from");
    std::string second = from.string("to");
    terms.rule = from.optional_string("rule").value_or("");
    terms.source = from.optional_cite().value_or(citation{});
    terms.known_by = from.known_by();
    terms.valid = from.valid("since", "until");
    terms.actor = from.optional_string("actor").value_or("");
    // What the law does not say must be said to be unsaid: null for no consequence.
    if (!from.is_null("consequence"))
      from.object("consequence", [&](object_reader& inner) {
        terms.consequence.vi = inner.string("vi");
        terms.consequence.en = inner.string("en");
        terms.consequence_rule = inner.optional_string("rule").value_or("");
        terms.leads_to = inner.optional_string("leads_to").value_or("");
      });
    between steps{std::move(first), std::move(second)};
    const nlohmann::json* time = from.raw("time");
    if (time != nullptr && (time->is_null() || time->is_string())) {
      if (time->is_string()) terms.no_number = from.choice("time", unnumbered, time_said::unknown);
      out.promptly(std::move(steps), std::move(terms));
    } else {
      limit read;
      from.object("time", [&](object_reader& inner) { read = read_limit(inner); });
      out.deadline(read, std::move(steps), std::move(terms));
    }
  });
  top.finish();
  return out;
}

std::optional<procedure> read_procedure(const nlohmann::json& j, std::string_view file, diagnostics& faults) {
  diagnostics found;
  const procedure_builder builder = read_procedure_builder(j, file, found);
  auto built = builder.build();
  const bool is_read = !found.has_errors();
  faults.append(std::move(found));
  if (!built) {
    faults.append(std::move(built).error());
    return std::nullopt;
  }
  if (!is_read) return std::nullopt;
  return std::move(*built);
}

}  // namespace dinh::inline v1::exchange

namespace dinh::inline v1 {

checked<procedure> procedure_from_json(std::string_view content, std::string_view file) {
  auto parsed = exchange::parse_json(content, file);
  if (!parsed) return unexpected{std::move(parsed).error()};
  diagnostics faults;
  auto made = exchange::read_procedure(*parsed, file, faults);
  if (!made) return unexpected{std::move(faults)};
  return std::move(*made);
}

}  // namespace dinh::inline v1
