#include <dinh/exchange/pack_docket.hpp>

#include <dinh/exchange/pack.hpp>

#include <memory>

namespace dinh::inline v1 {

docket_terms docket_terms_of(const pack& law) {
  docket_terms terms;
  terms.procedures.assign(law.procedures().begin(), law.procedures().end());
  terms.calendars.assign(law.calendars().begin(), law.calendars().end());
  terms.phrases = law.phrases();
  terms.rules = std::make_shared<const rule_set>(law.rules());
  return terms;
}

docket_terms docket_terms_of(const pack& law, const registry& units) {
  docket_terms terms = docket_terms_of(law);
  terms.units = registry_directory(units);
  return terms;
}

}  // namespace dinh::inline v1
