#include "pack_law.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

using nlohmann::json;

/// The names of a coded term as `object_reader` wants them.
template <class Enum>
constexpr auto names_of() {
  constexpr auto& names = terms<Enum>::names;
  std::array<enum_name<Enum>, std::size(names)> out{};
  for (std::size_t i = 0; i < names.size(); ++i) out[i] = {names[i], static_cast<Enum>(i)};
  return out;
}
template <class Enum>
inline constexpr auto names = names_of<Enum>();

constexpr std::array<enum_name<strictness>, 3> strictness_names{
    {{"at_least", strictness::at_least}, {"more_than", strictness::more_than}, {"disputed", strictness::disputed}}};

/// Periods without a number, as `rule::open_period` explains them.
constexpr std::array<std::string_view, 7> open_periods{"session", "until_event", "permanent", "same_as_village_head",
                                                       "at_once", "rest_of_settlement", "unknown"};

constexpr std::int64_t most_of_a_number = 1'000'000'000'000;

template <class Enum>
void read_set(object_reader& r, std::string_view member, term_set<Enum>& into) {
  const auto list = r.optional_strings(member);
  if (!list) return;
  for (const std::string& name : *list) {
    const auto e = term_from<Enum>(name);
    if (e) {
      into.add(*e);
      continue;
    }
    std::string known;
    for (const auto n : terms<Enum>::names) {
      if (!known.empty()) known += ", ";
      known += n;
    }
    r.fault(member, "json/unknown-value", {"Không biết giá trị \"" + name + "\".", "Unknown value \"" + name + "\"."},
            {"Dùng một trong các giá trị: " + known + ".", "Use one of: " + known + "."});
  }
}

void read_content_set(object_reader& r, std::string_view member, content_set& into) {
  const auto list = r.optional_strings(member);
  if (!list) return;
  for (const std::string& name : *list) {
    if (const auto c = content::from(name))
      into.add(*c);
    else
      r.fault(member, "json/unknown-value",
              {"Không biết nội dung \"" + name + "\".", "Unknown content \"" + name + "\"."},
              {"Viết \"15.1\" đến \"15.6\".", "Write \"15.1\" to \"15.6\"."});
  }
}

template <class Enum>
std::optional<Enum> read_unit(object_reader& r, std::string_view member,
                              std::optional<Enum> (*from)(std::string_view)) {
  const std::string name = r.string(member);
  if (name.empty()) return std::nullopt;
  const auto e = from(name);
  if (!e)
    r.fault(member, "json/unknown-value", {"Không biết giá trị \"" + name + "\".", "Unknown value \"" + name + "\"."});
  return e;
}

threshold read_threshold(object_reader& r) {
  threshold t;
  t.share.num = r.integer("num", {.least = 0, .most = most_of_a_number});
  t.share.den = r.integer("den", {.least = 1, .most = most_of_a_number});
  if (t.share.den == 0) t.share.den = 1;  // the fault is reported; nothing divides by it
  t.how = r.choice("how", strictness_names);
  t.of = read_unit<base_of>(r, "of", [](std::string_view s) { return base_of_from(s); }).value_or(base_of::stated);
  return t;
}

/// {"day": "--11-18" or "2023-12-31", "way": …}.
named_day read_named_day(object_reader& r) {
  named_day out;
  const std::string written = r.string("day");
  out.way = r.string("way");
  const bool every_year = written.substr(0, 2) == "--";
  // 29 February exists in the leap year that stands in for every year.
  const auto day = parse_date(every_year ? "2000-" + written.substr(2) : written, r.where("day"));
  if (!day) {
    r.fault("day", "date/malformed", {"\"" + written + "\" không phải là ngày.", "\"" + written + "\" is not a day."},
            {"Viết --TT-NN hoặc NNNN-TT-NN.", "Write --MM-DD or YYYY-MM-DD."});
    return out;
  }
  const civil c = to_civil(*day);
  out.year = every_year ? 0 : c.year;
  out.month = c.month;
  out.day = c.day;
  return out;
}

rule read_rule(object_reader& r) {
  rule out;
  out.id = r.string("id");
  out.source = r.cite();
  out.known_by = r.known_by();
  out.valid = r.valid();
  out.kind = r.choice("kind", names<grassroots>);
  out.label = r.words("label");
  out.actor = r.optional_string("actor").value_or(std::string{});
  out.trigger = r.optional_string("trigger").value_or(std::string{});
  out.special_case = r.optional_boolean("special_case").value_or(false);
  out.wording_unseen_from = r.optional_day("wording_unseen_from");
  r.optional_object("time", [&](object_reader& t) {
    limit l;
    l.length.count = static_cast<std::int32_t>(t.integer("count", {.least = 0, .most = longest_span_count}));
    l.length.unit =
        read_unit<time_unit>(t, "unit", [](std::string_view s) { return time_unit_from(s); }).value_or(time_unit::day);
    l.way = read_unit<direction>(t, "way", [](std::string_view s) {
              return direction_from(s);
            }).value_or(direction::within_after);
    out.time = l;
  });
  r.optional_object("number", [&](object_reader& n) {
    rule_number number;
    number.value = n.integer("value", {.least = 0, .most = most_of_a_number});
    number.most = n.optional_integer("most", {.least = number.value, .most = most_of_a_number}).value_or(number.value);
    number.unit = n.string("unit");
    number.way = n.string("way");
    out.number = std::move(number);
  });
  r.optional_object("on_day", [&](object_reader& d) { out.on_day = read_named_day(d); });
  out.open_period = r.optional_string("open_period").value_or(std::string{});
  if (!out.open_period.empty() &&
      std::find(open_periods.begin(), open_periods.end(), out.open_period) == open_periods.end())
    r.fault("open_period", "json/unknown-value",
            {"Không biết giá trị \"" + out.open_period + "\".", "Unknown value \"" + out.open_period + "\"."},
            {"Các giá trị có trong lược đồ rules.schema.json.", "rules.schema.json lists the values."});
  r.optional_object("vote", [&](object_reader& v) { out.vote = read_threshold(v); });
  r.optional_object("quorum", [&](object_reader& v) { out.quorum = read_threshold(v); });
  out.forms = r.optional_strings("forms").value_or(std::vector<std::string>{});
  out.items = r.optional_integers("items", {.least = 1, .most = 99}).value_or(std::vector<std::int64_t>{});
  if (const auto uses = r.optional_strings("use"))
    for (const std::string& name : *uses) {
      if (const auto use = term_from<rule_use>(name))
        out.uses.push_back(*use);
      else
        r.fault("use", "json/unknown-value",
                {"Không biết công dụng \"" + name + "\".", "Unknown use \"" + name + "\"."});
    }
  r.optional_object("applies", [&](object_reader& a) {
    read_set(a, "setting", out.applies.settings);
    read_content_set(a, "content", out.applies.contents);
    read_set(a, "form", out.applies.forms);
    read_set(a, "matter", out.applies.matters);
    read_set(a, "purpose", out.applies.purposes);
    read_set(a, "body", out.applies.bodies);
    read_set(a, "channel", out.applies.channels);
    read_set(a, "relative", out.applies.relatives);
    out.applies.when = a.optional_choice("when", names<condition>).value_or(condition::always);
    out.applies.members_from = a.optional_integer("members_from", {.least = 0, .most = most_of_a_number}).value_or(0);
  });
  r.optional_objects("roles", [&](object_reader& a) {
    acting_role acts;
    acts.who = a.choice("role", names<role>);
    acts.when = a.optional_choice("when", names<condition>).value_or(condition::always);
    read_content_set(a, "content", acts.contents);
    out.roles.push_back(acts);
  });
  out.counts_from = r.optional_choice("counts_from", names<effect_event>);
  out.ends_with = r.optional_choice("ends_with", names<ending_event>);
  out.term = r.optional_choice("term", names<office_term>);
  out.permanent = r.optional_boolean("permanent").value_or(false);
  out.conflict = r.optional_choice("conflict", names<on_conflict>).value_or(on_conflict::higher_rank);
  out.narrowed_by = r.optional_strings("narrowed_by").value_or(std::vector<std::string>{});
  out.replaces = r.optional_strings("replaces").value_or(std::vector<std::string>{});
  out.overrides = r.optional_strings("overrides").value_or(std::vector<std::string>{});
  out.remark = r.optional_words("remark");
  return out;
}

}  // namespace

void read_instruments(const json& j, std::string_view file, law_pack& into, diagnostics& faults) {
  object_reader root{j, std::string{file} + "#", faults};
  if (!root.is_object()) return;
  root.objects("instruments", [&](object_reader& r) {
    instrument i;
    i.id = r.string("id");
    i.number = r.string("number");
    i.kind = r.choice("kind", names<instrument_kind>);
    i.title = r.words("title");
    i.issuer = r.words("issuer");
    i.signed_on = r.optional_day("signed_on");
    i.in_force = r.valid();
    i.known_by = r.known_by();
    i.articles = static_cast<int>(r.optional_integer("articles", {.least = 1, .most = 5000}).value_or(0));
    i.remark = r.optional_words("remark");
    for (std::size_t kind = 0; kind < terms<link_kind>::names.size(); ++kind)
      if (const auto others = r.optional_strings(terms<link_kind>::names[kind]))
        for (const std::string& other : *others) into.links.push_back({i.id, static_cast<link_kind>(kind), other});
    into.instruments.push_back(std::move(i));
  });
  root.finish();
}

void read_rules(const json& j, std::string_view file, law_pack& into, diagnostics& faults) {
  object_reader root{j, std::string{file} + "#", faults};
  if (!root.is_object()) return;
  root.objects("rules", [&](object_reader& r) { into.rules.push_back(read_rule(r)); });
  root.finish();
}

checked<loaded_law> build_law(law_pack pack) {
  diagnostics faults;
  auto book = statute_book::build(pack.instruments, pack.links, pack.rules);
  auto rules = rule_set::build(std::move(pack.rules), std::move(pack.instruments));
  if (!rules) faults.append(std::move(rules).error());
  if (!book)
    for (const diagnostic& d : book.error())
      // What both see is reported once.
      if (std::none_of(faults.begin(), faults.end(),
                       [&](const diagnostic& seen) { return seen.code == d.code && seen.where == d.where; }))
        faults.add(d);
  if (!faults.empty()) return unexpected{std::move(faults)};
  return loaded_law{std::move(*rules), std::move(*book)};
}

}  // namespace dinh::inline v1::exchange
