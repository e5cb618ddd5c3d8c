// What comes next, what is late, and who owes it? One publication by a commune, asked about on three days.
#include <dinh/dinh.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/exchange/pack_docket.hpp>

#include <cstdio>
#include <string>

using namespace dinh;

namespace {

/// Something happened in the case: the step, the branch taken if it was a choice, and the day.
event act(const char* step, const char* branch, date day) {
  event e;
  e.case_key = "case-1";
  e.id = e.case_key + "/" + step;
  e.step = step;
  e.branch = branch;
  e.occurred_on = e.recorded_on = day;
  return e;
}

void print_duty(const char* how, const duty& d) {
  std::printf("%s: %s, %s, by %s [%s]\n", how, d.body_name.en.c_str(), d.what.en.c_str(), to_text(d.lawful_day).c_str(),
              to_text(d.source, lang::en).c_str());
}

}  // namespace

int main() {
  const pack vn = packs::vietnam().value();
  unit_record commune;
  commune.code = "17464";
  commune.key = "17464@2025-07-01";
  commune.period.name = "Diễn Châu";
  commune.period.kind = unit_kind::commune;
  registry_builder units = vn.register_of_roles();
  units.add(commune);

  const registry register_of_units = units.build().value();  // tells who answers for a role
  docket cases = docket::make(docket_terms_of(vn, register_of_units)).value();

  const date decided{2026, 3, 2};
  if (!cases.open("case-1/s", "case-1", "pub_commune", commune.key, decided, decided)) return 1;
  for (const event& e : {act("d_secret", "no", decided), act("t_plan", "", decided), act("d_special", "no", decided),
                         act("t_doc", "", decided)})
    if (!cases.record(e)) return 1;

  const auto next = cases.next("case-1", {2026, 3, 4}).value();
  for (const next_act& n : next)
    std::printf("next: %s, not after %s\n", n.what.en.c_str(), to_text(n.not_after).c_str());
  for (const duty& d : cases.due({{2026, 3, 4}, {2026, 3, 11}}, {2026, 3, 4})) print_duty("due this week", d);
  for (const duty& d : cases.overdue({2026, 3, 12})) print_duty("overdue on 12 March", d);

  if (!cases.record(act("t_portal", "", {2026, 3, 13}))) return 1;  // too late, but it happened: recorded, and a breach
  for (const breach_record& b : cases.breaches({2026, 3, 31}))
    std::printf("breach: %s, %d days too late\n", b.what.en.c_str(), b.days);
  for (const duty& d : cases.met_late({2026, 3, 31}))
    std::printf("%s: %s on %s\n", d.step.c_str(), std::string{name_of(d.state)}.c_str(), to_text(d.settled_on).c_str());
}
