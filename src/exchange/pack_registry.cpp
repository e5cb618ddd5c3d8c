#include "pack_registry.hpp"

#include "json_reading.hpp"

#include <array>
#include <string>
#include <utility>

namespace dinh::inline v1::exchange {

namespace {

constexpr std::array<enum_name<role_form>, 6> forms{{{"body", role_form::body},
                                                     {"office", role_form::office},
                                                     {"assembly", role_form::assembly},
                                                     {"team", role_form::team},
                                                     {"means", role_form::means},
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

role_rule read_role(object_reader& in) {
  role_rule r;
  r.where = in.where();
  r.role = in.string("id");
  r.label = in.words("label");
  r.title = in.optional_words("title").value_or(text{});
  r.form = in.choice("form", forms, role_form::unnamed);
  r.level = in.optional_choice("level", levels);
  in.optional_objects("as", [&](object_reader& ref) { r.as.push_back(read_reference(ref)); });
  r.when = in.valid();
  in.optional_object("after", [&](object_reader& after) {
    r.after = after.words("text");
    r.after_source = after.cite();
    r.after_known_by = after.known_by();
  });
  r.source = in.cite();
  r.known_by = in.known_by();
  if (!r.level && r.as.empty() && r.form != role_form::unnamed)
    in.fault("level", "pack/role-without-place",
             {"Vai trò cần \"level\" hoặc \"as\", trừ khi \"form\" là \"unnamed\".",
              "A role needs \"level\" or \"as\", unless its \"form\" is \"unnamed\"."},
             {"Ghi cấp của đơn vị có cơ quan này.", "Write the level of the unit in which it is."});
  return r;
}

}  // namespace

void read_registry(const nlohmann::json& j, std::string_view file, registry_builder& builder, diagnostics& faults) {
  object_reader in{j, std::string{file} + "#", faults};
  in.objects("roles", [&](object_reader& r) { builder.add(read_role(r)); });
  in.finish();
}

}  // namespace dinh::inline v1::exchange
