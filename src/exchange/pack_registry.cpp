#include "pack_registry.hpp"

#include "json_reading.hpp"
#include "pack_bodies.hpp"

#include <array>
#include <string>
#include <utility>

namespace dinh::inline v1::exchange {

namespace {

constexpr std::array<enum_name<role_form>, 7> forms{{{"body", role_form::body},
                                                     {"office", role_form::office},
                                                     {"assembly", role_form::assembly},
                                                     {"team", role_form::team},
                                                     {"means", role_form::means},
                                                     {"party", role_form::party},
                                                     {"unnamed", role_form::unnamed}}};
constexpr std::array<enum_name<unit_level>, 5> levels{{{"province", unit_level::province},
                                                       {"district", unit_level::district},
                                                       {"commune", unit_level::commune},
                                                       {"village", unit_level::village},
                                                       {"organisation", unit_level::organisation}}};

role_reference read_reference(object_reader& in) {
  role_reference ref;
  in.optional_objects("when", [&](object_reader& fact) {
    std::string name = fact.string("fact");
    std::string value = fact.string("is");
    ref.when.emplace_back(std::move(name), std::move(value));
  });
  ref.role = in.string("role");
  ref.source = in.cite();
  ref.known_by = in.known_by();
  return ref;
}

std::vector<unit_kind> read_kinds(object_reader& in) {
  std::vector<unit_kind> kinds;
  for (const std::string& name : in.optional_strings("kinds").value_or(std::vector<std::string>{})) {
    if (const auto kind = unit_kind_from(name))
      kinds.push_back(*kind);
    else
      in.fault("kinds", "json/unknown-value",
               {"\"" + name + "\" không phải là loại đơn vị.", "\"" + name + "\" is not a kind of unit."},
               {"Ví dụ: commune, ward, village, agency.", "For example: commune, ward, village, agency."});
  }
  return kinds;
}

role_absence read_absence(object_reader& in) {
  role_absence a;
  a.under = in.string("under");
  a.kinds = read_kinds(in);
  a.when = in.valid();
  a.reason = in.words("text");
  a.source = in.cite();
  a.known_by = in.known_by();
  return a;
}

role_rule read_role(object_reader& in) {
  role_rule r;
  r.where = in.where();
  r.role = in.string("id");
  r.label = in.words("label");
  r.title = in.optional_words("title").value_or(text{});
  r.aliases = in.optional_strings("aliases").value_or(std::vector<std::string>{});
  r.form = in.choice("form", forms, role_form::unnamed);
  r.level = in.optional_choice("level", levels);
  r.kinds = read_kinds(in);
  r.of = in.optional_string("of").value_or("");
  r.per = in.optional_string("per").value_or("");
  r.is_bare_name = in.optional_boolean("bare_name").value_or(false);
  r.is_central = in.optional_boolean("central").value_or(false);
  r.is_new = in.optional_boolean("is_new").value_or(false);
  r.together = in.optional_strings("together").value_or(std::vector<std::string>{});
  r.one_of = in.optional_strings("one_of").value_or(std::vector<std::string>{});
  in.optional_objects("absent_in", [&](object_reader& absence) { r.absent_in.push_back(read_absence(absence)); });
  r.remark = in.optional_words("remark").value_or(text{});
  in.optional_objects("as", [&](object_reader& ref) { r.as.push_back(read_reference(ref)); });
  r.when = in.valid();
  in.optional_object("after", [&](object_reader& after) {
    r.after = after.words("text");
    r.after_source = after.cite();
    r.after_known_by = after.known_by();
  });
  r.source = in.cite();
  r.known_by = in.known_by();
  const bool by_others = !r.as.empty() || !r.together.empty() || !r.one_of.empty();
  const bool by_case = r.form == role_form::unnamed || r.form == role_form::party;
  if (!r.level && !by_others && !by_case && !r.is_central)
    in.fault("level", "pack/role-without-place",
             {"Vai trò cần \"level\", \"as\", \"together\", \"one_of\" hoặc \"central\", trừ khi \"form\" là "
              "\"unnamed\" hay \"party\".",
              "A role needs \"level\", \"as\", \"together\", \"one_of\" or \"central\", unless its \"form\" is "
              "\"unnamed\" or \"party\"."},
             {"Ghi cấp của đơn vị có cơ quan này.", "Write the level of the unit in which it is."});
  return r;
}

}  // namespace

void read_registry(const nlohmann::json& j, std::string_view file, registry_builder& builder, diagnostics& faults) {
  object_reader in{j, std::string{file} + "#", faults};
  if (!j.is_object() || !(j.contains("relations") || j.contains("successions") || j.contains("composition")))
    in.objects("roles", [&](object_reader& r) { builder.add(read_role(r)); });
  else
    in.optional_objects("roles", [&](object_reader& r) { builder.add(read_role(r)); });
  read_bodies(in, builder);
  in.finish();
}

}  // namespace dinh::inline v1::exchange
