// Is it decided? 4160 of 8318 households are more than half, though 50.0 per cent after rounding.
#include <dinh/dinh.hpp>
#include <dinh/exchange/pack.hpp>

#include <cstdio>

int main() {
  using namespace dinh;

  const pack vn = packs::vietnam().value();
  const verdict v = decide(vn.rules(), {.on = {2023, 9, 1},
                                        .where = setting::village,
                                        .what = "15.6",
                                        .form = decision_form::meeting,
                                        .households = 8318,
                                        .present = 5000,
                                        .in_favour = 4160});
  std::printf("%s, at least %lld needed\n", v.result == outcome::passed ? "passed" : "not passed",
              static_cast<long long>(*v.minimum));
  std::printf("%s", to_text(v.why, lang::vi).c_str());
}
