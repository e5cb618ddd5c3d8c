// The package has its headers, its library and the embedded law.
#include <dinh/dinh.hpp>
#include <dinh/exchange/pack.hpp>

int main() {
  using namespace dinh;
  using namespace dinh::literals;
  const pack vn = packs::vietnam().value();
  return vn.calendar("state-agency").latest_day(within(5_working_days), {2025, 4, 24}) == date{2025, 5, 5} ? 0 : 1;
}
