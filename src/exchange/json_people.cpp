#include <dinh/exchange/people_json.hpp>

#include "json_reading.hpp"

#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace {

using exchange::object_reader;

constexpr std::array<exchange::enum_name<member_of::part>, 3> member_parts{
    {{"member", member_of::part::member}, {"deputy", member_of::part::deputy}, {"head", member_of::part::head}}};

struct people_file {
  std::vector<body_record> bodies;
  people_records people;
};

void read_members(object_reader& in, people_file& out) {
  in.optional_objects("bodies", [&](object_reader& r) {
    body_record b;
    b.where = r.where();
    b.what.key = r.string("key");
    b.what.role = r.string("role");
    b.unit = r.string("unit");
    b.what.name = r.words("name");
    b.when = r.valid();
    b.what.source = r.cite();
    b.what.known_by = r.known_by();
    out.bodies.push_back(std::move(b));
  });
  in.optional_objects("persons", [&](object_reader& r) {
    person_record p;
    p.where = r.where();
    p.what.key = r.string("key");
    p.what.name = r.string("name");
    out.people.persons.push_back(std::move(p));
  });
  in.optional_objects("holdings", [&](object_reader& r) {
    holding_record h;
    h.where = r.where();
    h.person = r.string("person");
    h.role = r.string("role");
    h.unit = r.string("unit");
    h.when = r.valid();
    h.how.is_interim = r.optional_boolean("interim").value_or(false);
    h.how.source = r.optional_cite().value_or(citation{});
    out.people.holdings.push_back(std::move(h));
  });
  in.optional_objects("memberships", [&](object_reader& r) {
    membership_record m;
    m.where = r.where();
    m.person = r.string("person");
    m.body = r.optional_string("body").value_or("");
    m.role = r.optional_string("role").value_or("");
    m.unit = r.optional_string("unit").value_or("");
    if (m.body.empty() == (m.role.empty() || m.unit.empty()))
      r.fault("body", "people/which-body",
              {"Cần \"body\", hoặc \"role\" cùng \"unit\".", "\"body\" is needed, or \"role\" with \"unit\"."},
              {"Ghi khóa của cơ quan có tên riêng, hoặc vai trò và đơn vị.",
               "Write the key of a body with a name of its own, or the role and the unit."});
    m.how.plays = r.optional_choice("part", member_parts).value_or(member_of::part::member);
    m.how.represents = r.optional_string("represents").value_or("");
    m.how.term_ends = r.optional_day("term_ends");
    m.when = r.valid();
    m.how.source = r.optional_cite().value_or(citation{});
    out.people.memberships.push_back(std::move(m));
  });
  in.optional_objects("projects", [&](object_reader& r) {
    project_record p;
    p.where = r.where();
    p.what.key = r.string("key");
    p.what.name = r.words("name");
    p.body = r.string("body");
    p.when = r.valid();
    out.people.projects.push_back(std::move(p));
  });
}

}  // namespace

diagnostics read_people(std::string_view content, std::string_view file, registry_builder& builder) {
  const auto parsed = exchange::parse_json(content, file);
  if (!parsed) return parsed.error();
  diagnostics faults;
  people_file all;
  object_reader in{*parsed, std::string{file} + "#", faults};
  read_members(in, all);
  in.finish();
  if (faults.has_errors()) return faults;
  for (auto& r : all.bodies) builder.add(std::move(r));
  for (auto& r : all.people.persons) builder.add(std::move(r));
  for (auto& r : all.people.holdings) builder.add(std::move(r));
  for (auto& r : all.people.memberships) builder.add(std::move(r));
  for (auto& r : all.people.projects) builder.add(std::move(r));
  return faults;
}

}  // namespace dinh::inline v1
