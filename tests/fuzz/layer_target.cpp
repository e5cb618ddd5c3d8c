// A layer whose files are cut out of the input at lines "=== name", on top of a small base pack: read or refused with
// diagnostics, and what is read still answers.
#include "several_files.hpp"

#include <dinh/exchange/pack.hpp>
#include <dinh/law/decide.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace {

const std::vector<dinh::pack_file>& base() {
  static const std::vector<dinh::pack_file> files{
      {"pack.json", R"({"format": 1, "id": "b", "version": "1", "title": {"vi": "b", "en": "b"},
        "instruments": ["i.json"], "rules": ["r.json"], "calendars": [], "roles": [], "procedures": []})"},
      {"i.json", R"({"instruments": [{"id": "L", "number": "L", "kind": "law", "title": {"vi": "L", "en": "L"},
        "issuer": {"vi": "Q", "en": "Q"}, "from": "2020-01-01", "evidence": "T"}]})"},
      {"r.json", R"({"rules": [{"id": "B-1", "citation": "L 1", "evidence": "T", "from": "2020-01-01",
        "kind": "community", "label": {"vi": "x", "en": "x"}, "use": ["passing_threshold"],
        "vote": {"num": 1, "den": 2, "how": "more_than", "of": "all_household_reps_village"},
        "applies": {"setting": ["village"]}}]})"}};
  return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<dinh::layer_files> layers{{"fuzz", fuzz::several_files(data, size)}};
  const auto pack = dinh::read_pack(base(), layers);
  if (!pack) {
    if (describe(pack.error()).empty()) std::abort();
    return 0;
  }
  dinh::question q;
  q.on = dinh::date{2025, 1, 1};
  q.where = dinh::setting::village;
  q.what = *dinh::content::from("15.6");
  q.households = dinh::counted{10};
  q.in_favour = dinh::counted{6};
  (void)decide(pack->rules(), q);
  return 0;
}
