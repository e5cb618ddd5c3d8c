// The procedure that a BPMN file carries; needs XML and JSON.
#ifdef DINH_HAS_XML
#include <dinh/exchange/bpmn.hpp>
#include <dinh/exchange/procedure_json.hpp>

#include <string>
#include <utility>

namespace dinh::inline v1 {

checked<procedure> procedure_from_bpmn(std::string_view content, std::string_view where) {
  const auto carried = carried_json(content, where);
  if (!carried) return unexpected{carried.error()};
  if (carried->empty())
    return refuse("bpmn/carries-nothing", std::string{where},
                  {"Tệp không mang theo quy trình của dinh.", "The file carries no procedure of dinh."},
                  {"Dùng tệp do dinh export ghi.", "Use a file that dinh export wrote."});
  auto p = procedure_from_json(*carried, std::string{where} + "#carried");
  if (!p) return p;
  auto differences = compare_with_diagram(*p, content, where);
  if (!differences) return unexpected{std::move(differences).error()};
  if (differences->has_errors()) return unexpected{*std::move(differences)};
  return p;
}

}  // namespace dinh::inline v1
#endif
