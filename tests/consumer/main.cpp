// A program of another project: the C++ library, its durable journal and the C interface in one.
#include <dinh/dinh.h>
#include <dinh/dinh.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/journal/sqlite.hpp>

#include <cstdio>

int main() {
  using namespace dinh;
  using namespace dinh::literals;

  const pack vn = packs::vietnam().value();
  const date due = vn.calendar("state-agency").latest_day(within(5_working_days), {2025, 4, 24});
  const verdict v = decide(vn.rules(), {.on = {2023, 9, 1},
                                        .where = setting::village,
                                        .what = "15.6",
                                        .form = decision_form::meeting,
                                        .households = 8318,
                                        .in_favour = 4160});
  std::printf("%s %s\n", to_text(due).c_str(), v.result == outcome::passed ? "passed" : "not passed");
  if (sqlite_journal::open("no/such/folder/cases.sqlite")) return 1;  // linked, and refuses
  if (dinh_version() != static_cast<uint32_t>(version_number)) return 1;
  return due == date{2025, 5, 5} && v.result == outcome::passed ? 0 : 1;
}
