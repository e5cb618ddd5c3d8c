// expected: ignoring return value|ignoring returned value
#include <dinh/base/date.hpp>
#pragma GCC diagnostic error "-Wunused-result"
#pragma GCC diagnostic error "-Wunused-value"

void f() {
#ifdef DINH_WITH_MISTAKE
  dinh::parse_date("2025-04-24");
#else
  (void)dinh::parse_date("2025-04-24");
#endif
}
