// Who acts in a village, who supervises whom in its commune, and whether a committee is composed as the law demands.
#include <dinh/exchange/pack.hpp>
#include <dinh/registry/registry.hpp>

#include <cstdio>

using namespace dinh;

namespace {

unit_record record(const char* code, const char* name, unit_kind kind, const char* parent) {
  unit_record r;
  r.code = code;
  r.key = r.code + "@2025-07-01";
  r.parent = parent;
  r.period.name = name;
  r.period.kind = kind;
  return r;
}

}  // namespace

int main() {
  const pack vn = packs::vietnam().value();
  registry_builder builder = vn.register_of_roles();
  builder.add(record("40", "Nghệ An", unit_kind::province, ""));
  builder.add(record("17464", "Diễn Châu", unit_kind::commune, "40@2025-07-01"));
  builder.add(record("17461-01", "Yên Hội", unit_kind::village, "17464@2025-07-01"));
  builder.place_bodies();
  const registry r = builder.build().value();

  const date day{2026, 1, 15};
  const unit_id village = r.find("17461-01", day);
  const unit_id commune = r.find("17464", day);

  const resolution who = r.resolve("commune_peoples_committee", village, day);
  std::printf("%s\n%s", who.key.c_str(), to_text(who.why, lang::en).c_str());

  const graph_at<register_schema> today = r.at(day);
  for (const auto& here : today.in<seat_of>(commune))
    for (const auto& superior : today.in<directs>(here.node))
      std::printf("%s directs %s\n", r.graph()[superior.node].key.c_str(), r.graph()[here.node].key.c_str());

  body_composition committee;
  committee.role = "peoples_inspection_committee";
  committee.members = 7;
  committee.villages = 9;
  const composition_verdict verdict = check(committee, r.composition_rules(), day, r.phrases());
  std::printf("%s", to_text(verdict.why, lang::vi).c_str());
}
