#include "exchange/pack_procedure.hpp"

#include <dinh/exchange/procedure_json.hpp>

#include <array>
#include <string>
#include <utility>

namespace dinh::inline v1::exchange {

namespace {

constexpr std::array<enum_name<step_kind>, 7> step_kinds{{{"start", step_kind::start},
                                                          {"task", step_kind::task},
                                                          {"decision", step_kind::decision},
                                                          {"fork", step_kind::fork},
                                                          {"join", step_kind::join},
                                                          {"wait", step_kind::wait},
                                                          {"end", step_kind::end}}};
constexpr std::array<enum_name<time_unit>, 6> units{{{"working_day", time_unit::working_day},
                                                     {"day", time_unit::day},
                                                     {"week", time_unit::week},
                                                     {"month", time_unit::month},
                                                     {"year", time_unit::year},
                                                     {"hour", time_unit::hour}}};
constexpr std::array<enum_name<direction>, 4> directions{{{"within_after", direction::within_after},
                                                          {"not_later_than_before", direction::not_later_than_before},
                                                          {"at_least_lasting", direction::at_least_lasting},
                                                          {"valid_for", direction::valid_for}}};

constexpr std::array<enum_name<time_said>, 5> unnumbered{{{"none_in_law", time_said::none_in_law},
                                                          {"promptly", time_said::promptly},
                                                          {"at_once", time_said::at_once},
                                                          {"next_session", time_said::next_session},
                                                          {"unknown", time_said::unknown}}};
constexpr std::array<enum_name<vote_kind>, 4> vote_kinds{{{"decision", vote_kind::decision},
                                                          {"procedural", vote_kind::procedural},
                                                          {"support", vote_kind::support},
                                                          {"quorum", vote_kind::quorum}}};
constexpr std::array<enum_name<fact_kind>, 4> fact_kinds{{{"yes_no", fact_kind::yes_no},
                                                          {"count", fact_kind::count},
                                                          {"choice", fact_kind::choice},
                                                          {"day", fact_kind::day}}};
constexpr std::array<enum_name<clock_change>, 6> clock_changes{{{"suspend", clock_change::suspend},
                                                                {"extend", clock_change::extend},
                                                                {"restart", clock_change::restart},
                                                                {"exclude", clock_change::exclude},
                                                                {"stay", clock_change::stay},
                                                                {"lapse", clock_change::lapse}}};

constexpr std::array<enum_name<open_case_rule>, 4> open_case_rules{{{"keep", open_case_rule::keep},
                                                                    {"new_from_start", open_case_rule::new_from_start},
                                                                    {"new_from_change", open_case_rule::new_from_change},
                                                                    {"needs_review", open_case_rule::needs_review}}};
constexpr std::array<enum_name<reminder::moment>, 2> moments{
    {{"before", reminder::moment::before}, {"after", reminder::moment::after}}};

template <class Enum>
constexpr auto names_of_terms() {
  constexpr std::size_t n = terms<Enum>::names.size();
  std::array<enum_name<Enum>, n> out{};
  for (std::size_t i = 0; i < n; ++i) out[i] = {terms<Enum>::names[i], static_cast<Enum>(i)};
  return out;
}

span read_span(object_reader& from) {
  span out;
  out.count = static_cast<std::int32_t>(from.integer("count", {0, longest_span_count}));
  out.unit = from.choice("unit", units);
  return out;
}

limit read_limit(object_reader& from) {
  limit out;
  out.length = read_span(from);
  out.way = from.choice("way", directions);
  return out;
}

std::vector<std::string> strings_or_none(object_reader& from, std::string_view member) {
  return from.optional_strings(member).value_or(std::vector<std::string>{});
}

vote_at read_vote(object_reader& from) {
  vote_at out;
  out.kind = from.choice("kind", vote_kinds);
  out.rules = from.strings("rules");
  out.where = from.optional_choice("where", names_of_terms<setting>());
  out.form = from.optional_choice("form", names_of_terms<decision_form>());
  out.matter = from.optional_choice("matter", names_of_terms<vote_matter>());
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
  from.object("every", [&](object_reader& inner) { r.every = read_span(inner); });
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
  from.optional_object("by", [&](object_reader& inner) { c.by = read_span(inner); });
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
  from.object("by", [&](object_reader& inner) { r.by = read_span(inner); });
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
