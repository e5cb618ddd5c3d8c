#pragma once
// Registers of a few units, from lists, logs and tables written in the test.

#include <dinh/exchange/history_csv.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace small_history {

using namespace dinh;

inline csv_source file(std::string_view content, std::string_view name) { return {content, name}; }

/// The register of small files, or the codes of all faults.
struct made {
  std::optional<registry> units;
  history_report report;
  std::multiset<std::string> faults;
};
inline made make(const std::vector<csv_source>& files, const history_options& options = {}) {
  made m;
  const auto fail = [&](const diagnostics& list) {
    for (const auto& d : list) m.faults.insert(d.code);
    return m;
  };
  const auto sources = read_history(files);
  if (!sources) return fail(sources.error());
  registry_builder b;
  const auto report = replay(*sources, options, b);
  if (!report) return fail(report.error());
  m.report = *report;
  auto built = b.build();
  if (!built) return fail(built.error());
  m.units = *built;
  return m;
}

inline std::map<std::string, extent> answer(const registry& r, const related_units& related) {
  std::map<std::string, extent> out;
  for (const auto& u : related.units) out[r[u.unit].key] = u.how_much;
  return out;
}

inline constexpr std::string_view list_header = "code,name,full_name_vi,level,kind,parent_code\n";
inline constexpr std::string_view log_header =
    "date,event,level,code,old_full_name,new_full_name,old_parent,new_parent,successor_code,successor_basis,decrees,"
    "note\n";
inline const std::string small_list = std::string{list_header} +
                                      "40,Nghệ An,Tỉnh Nghệ An,province,province,\n"
                                      "412,Vinh,Thành phố Vinh,district,city,40\n"
                                      "413,Cửa Lò,Thị xã Cửa Lò,district,town,40\n"
                                      "00001,A,Xã A,commune,commune,412\n"
                                      "00002,B,Xã B,commune,commune,413\n";

}  // namespace small_history
