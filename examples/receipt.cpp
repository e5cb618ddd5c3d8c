// An answer as a receipt that another machine can recompute, and what is said of one that was changed.
#include <dinh/exchange/receipt.hpp>

#include <iostream>

using namespace dinh;
using namespace dinh::literals;

int main() {
  const pack vn = packs::vietnam().value();
  const receipt due =
      receipt_of(vn, due_date_question{.asked = within(5_working_days), .from = date{2025, 4, 24}}).value();
  std::string file = write_receipt(due).value();
  std::cout << (verify_receipt(file, "due.json", vn)->is_same() ? "the same, computed again" : "different") << "\n";

  file.replace(file.find("2025-05-05"), 10, "2025-05-06");
  const auto changed = verify_receipt(file, "due.json", vn);
  for (const diagnostic& d : changed->differences) std::cout << d.code << "\n";
}
