// Records of persons and bodies, put into a small register with the roles of the embedded pack.
#include <dinh/exchange/pack.hpp>
#include <dinh/exchange/people_json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const dinh::registry_builder place = [] {
    dinh::registry_builder b = dinh::packs::vietnam().value().register_of_roles();
    dinh::unit_record commune;
    commune.key = "17464@2025-07-01";
    commune.code = "17464";
    commune.period.name = "Diễn Châu";
    commune.period.when = {dinh::date{2025, 7, 1}, dinh::date{boost::date_time::pos_infin}};
    return b.add(commune);
  }();
  dinh::registry_builder b = place;
  const auto faults = dinh::read_people({reinterpret_cast<const char*>(data), size}, "people.json", b);
  if (faults.has_errors()) {
    if (describe(faults).empty()) std::abort();
    return 0;
  }
  const auto built = b.build();
  if (!built) {
    if (describe(built.error()).empty()) std::abort();
    return 0;
  }
  const dinh::date day{2026, 1, 1};
  const auto u = built->find("17464", day);
  for (const auto& x : built->bodies(u, day)) {
    (void)built->holders(x.role, u, day);
    (void)built->members(x.role, u, day);
  }
  return 0;
}
