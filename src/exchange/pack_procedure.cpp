#include "exchange/pack_procedure.hpp"

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

limit read_limit(object_reader& from) {
  limit out;
  out.length.count = static_cast<std::int32_t>(from.integer("count", {0, longest_span_count}));
  out.length.unit = from.choice("unit", units);
  out.way = from.choice("way", directions);
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
  facts.title = top.words("title");
  facts.source = top.cite();
  facts.known_by = top.known_by();
  facts.valid = top.valid();
  facts.calendar = top.optional_string("calendar").value_or(facts.calendar);
  facts.remark = top.optional_words("remark").value_or(text{});
  out.about(std::move(facts));

  top.objects("steps", [&](object_reader& from) {
    step s;
    s.key = from.string("id");
    s.kind = from.choice("kind", step_kinds);
    s.label = from.words("label");
    s.actor = from.optional_string("actor").value_or("");
    s.rules = from.optional_strings("rules").value_or(std::vector<std::string>{});
    s.calls = from.optional_string("calls").value_or("");
    out.add(std::move(s), from.where());
  });
  top.objects("flows", [&](object_reader& from) {
    flow_terms terms;
    terms.where = from.where();
    std::string first = from.string("from");
    std::string second = from.string("to");
    terms.branch = from.optional_string("branch").value_or("");
    terms.label = from.optional_words("label").value_or(text{});
    out.flow(std::move(first), std::move(second), std::move(terms));
  });
  top.objects("deadlines", [&](object_reader& from) {
    deadline_terms terms;
    terms.where = from.where();
    std::string first = from.string("from");
    std::string second = from.string("to");
    terms.rule = from.string("rule");
    terms.source = from.cite();
    terms.known_by = from.known_by();
    terms.actor = from.optional_string("actor").value_or("");
    // What the law does not say must be said to be unsaid: null for no number, null for no consequence.
    if (!from.is_null("consequence")) terms.consequence = from.words("consequence");
    between steps{std::move(first), std::move(second)};
    if (from.is_null("time")) {
      out.promptly(std::move(steps), std::move(terms));
    } else {
      limit time;
      from.object("time", [&](object_reader& inner) { time = read_limit(inner); });
      out.deadline(time, std::move(steps), std::move(terms));
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
