// When is it due? A commune must publish a decision within 5 working days (Law 10/2022/QH15 Art 12(3)).
#include <dinh/dinh.hpp>
#include <dinh/exchange/pack.hpp>

#include <cstdio>

int main() {
  using namespace dinh;
  using namespace dinh::literals;

  const pack vn = packs::vietnam().value();
  const auto due = vn.calendar("state-agency").due(within(5_working_days), after({2025, 4, 24}));
  std::printf("%s\n", to_text(due.day).c_str());          // a swapped Saturday counts, three days off do not
  std::printf("%s", to_text(due.why, lang::en).c_str());  // why, with every provision
}
