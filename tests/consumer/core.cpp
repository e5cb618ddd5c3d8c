// The header-only core alone: nothing of ours is linked.
#include <dinh/base/date.hpp>
#include <dinh/base/fraction.hpp>

int main() {
  return dinh::compare(4160, 8318, {1, 2}) > 0 && dinh::to_text(dinh::to_date(dinh::civil{2025, 5, 5})) == "2025-05-05" ? 0 : 1;
}
