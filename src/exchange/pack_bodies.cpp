#include "pack_bodies.hpp"

#include <string>
#include <utility>

namespace dinh::inline v1::exchange {

namespace {

template <class Enum, class Parse>
Enum read_named(object_reader& in, std::string_view member, Parse parse) {
  const std::string name = in.string(member);
  const auto found = parse(name);
  if (!found && !name.empty())
    in.fault(member, "json/unknown-value", {"Không biết \"" + name + "\".", "Unknown value \"" + name + "\"."},
             {"Các giá trị có trong lược đồ bodies.schema.json.", "bodies.schema.json lists the values."});
  return found.value_or(Enum{});
}

std::vector<case_fact> read_facts(object_reader& in, std::string_view member) {
  std::vector<case_fact> facts;
  in.optional_objects(member, [&](object_reader& fact) {
    std::string name = fact.string("fact");
    std::string value = fact.string("is");
    facts.emplace_back(std::move(name), std::move(value));
  });
  return facts;
}

relation_rule read_relation(object_reader& in) {
  relation_rule r;
  r.where = in.where();
  r.kind = read_named<relation_kind>(in, "relation", relation_kind_from);
  r.subject = in.string("subject");
  r.object = in.string("object");
  r.when = in.valid();
  r.source = in.cite();
  r.known_by = in.known_by();
  r.remark = in.optional_words("remark").value_or(text{});
  return r;
}

role_succession read_succession(object_reader& in) {
  role_succession s;
  s.where = in.where();
  s.role = in.string("role");
  s.becomes = in.optional_string("becomes").value_or("");
  s.when = in.valid();
  s.why = in.words("text");
  s.source = in.cite();
  s.known_by = in.known_by();
  return s;
}

constexpr std::int64_t most_persons = 1'000'000'000;

composition_rule read_composition(object_reader& in) {
  composition_rule r;
  r.where = in.where();
  r.role = in.string("role");
  r.demand = read_named<composition_demand>(in, "demand", composition_demand_from);
  const auto value = in.optional_integer("value", {.least = 0, .most = most_persons});
  r.value = value.value_or(0);
  r.values = in.optional_integers("values", {.least = 0, .most = most_persons}).value_or(std::vector<std::int64_t>{});
  r.terms = in.optional_strings("terms").value_or(std::vector<std::string>{});
  in.optional_object("band", [&](object_reader& band) {
    r.band.of = band.string("of");
    r.band.from = band.optional_integer("from", {.least = 0, .most = most_persons});
    r.band.below = band.optional_integer("below", {.least = 0, .most = most_persons});
  });
  r.when = read_facts(in, "when");
  r.unless = read_facts(in, "unless");
  r.valid = in.valid();
  r.rule = in.optional_string("rule").value_or("");
  in.optional_object("yields", [&](object_reader& to) {
    r.yields_from = to.day("from");
    r.yields_to = to.cite();
  });
  r.source = in.cite();
  r.known_by = in.known_by();
  r.remark = in.optional_words("remark").value_or(text{});
  const auto needs = [&](bool there, std::string_view member) {
    if (!there)
      in.fault(member, "json/missing-member",
               {"Yêu cầu này cần \"" + std::string{member} + "\".",
                "This demand needs \"" + std::string{member} + "\"."});
  };
  switch (r.demand) {
    case composition_demand::members_one_of:
      needs(!r.values.empty(), "values");
      break;
    case composition_demand::represented_by:
    case composition_demand::offices_barred:
    case composition_demand::relatives_barred:
      needs(!r.terms.empty(), "terms");
      break;
    case composition_demand::term_of_village_head:
    case composition_demand::until_new_term:
    case composition_demand::permanent_resident:
    case composition_demand::works_in_unit:
      break;
    case composition_demand::term_years:
    case composition_demand::term_extension_max:
    case composition_demand::by_election_from:
      if (r.value > 1200)
        in.fault("value", "json/out-of-range", {"Nhiều nhất là 1200.", "1200 at the most."});
      needs(value.has_value(), "value");
      break;
    default:
      needs(value.has_value(), "value");
  }
  return r;
}

/// Whether the value of the demand is the number of the rule of law that it names.
bool states_the_number(composition_demand d) {
  switch (d) {
    case composition_demand::members_min:
    case composition_demand::members_max:
    case composition_demand::member_per_village:
    case composition_demand::members_max_small:
    case composition_demand::deputies_max:
    case composition_demand::residents_max:
    case composition_demand::not_required:
    case composition_demand::term_years:
    case composition_demand::term_extension_max:
    case composition_demand::by_election_from:
    case composition_demand::age_min:
      return true;
    default:
      return false;
  }
}

}  // namespace

void read_bodies(object_reader& in, registry_builder& builder) {
  in.optional_objects("relations", [&](object_reader& r) { builder.add(read_relation(r)); });
  in.optional_objects("successions", [&](object_reader& s) { builder.add(read_succession(s)); });
  in.optional_objects("composition", [&](object_reader& c) { builder.add(read_composition(c)); });
}

void check_compositions(std::span<const composition_rule> compositions, const rule_set& rules, diagnostics& faults) {
  for (const composition_rule& c : compositions) {
    if (c.rule.empty()) continue;
    const rule* r = rules.find(c.rule);
    if (r == nullptr) {
      faults.error("pack/unknown-rule", c.where,
                   {"Gói không có quy tắc \"" + c.rule + "\".", "The pack has no rule \"" + c.rule + "\"."});
      continue;
    }
    if (states_the_number(c.demand) && (!r->number || r->number->value != c.value))
      faults.error("pack/number-differs", c.where,
                   {"Con số khác với quy tắc " + c.rule + ".", "The number is not that of rule " + c.rule + "."},
                   {"Ghi đúng số của quy tắc.", "Write the number of the rule."});
    if (c.source != r->source)
      faults.error("pack/citation-differs", c.where,
                   {"Viện dẫn khác với quy tắc " + c.rule + ".", "The citation differs from that of rule " + c.rule + "."},
                   {"Ghi đúng điều khoản của quy tắc.", "Write the provision of the rule."});
    if (c.known_by < r->known_by)
      faults.error("pack/evidence-differs", c.where,
                   {"Mức chứng cứ cao hơn quy tắc " + c.rule + ".",
                    "The evidence level is better than that of rule " + c.rule + "."},
                   {"Ghi mức của quy tắc.", "Write the level of the rule."});
    for (const rule* newer : rules.replaced_by(*r))
      if (rules.rank(*newer) < rules.rank(*r) && newer->valid.overlaps(r->valid) && c.yields_from != newer->valid.from)
        faults.error("pack/does-not-yield", c.where,
                     {"Từ " + to_text(newer->valid.from) + " quy tắc " + newer->id + " cấp cao hơn được áp dụng.",
                      "From " + to_text(newer->valid.from) + " rule " + newer->id + " of higher rank prevails."},
                     {"Ghi \"yields\" với ngày và điều khoản đó.", "Write \"yields\" with that day and its provision."});
    if (c.valid != r->valid)
      faults.error("pack/dates-differ", c.where,
                   {"Ngày hiệu lực khác với quy tắc " + c.rule + ".",
                    "The days differ from those of rule " + c.rule + "."},
                   {"Ghi ngày của quy tắc.", "Write the days of the rule."});
  }
}

}  // namespace dinh::inline v1::exchange
