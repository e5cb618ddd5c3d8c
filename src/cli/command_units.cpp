// dinh units: checks an exported list of units or a conversion table, and writes it mended.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/files.hpp>
#include <cli/json_text.hpp>
#include <dinh/exchange/history_csv.hpp>
#include <dinh/exchange/unit_exports.hpp>
#include <exchange/units_csv_writing.hpp>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <optional>
#include <string>

namespace dinh::cli {

int run_units(const common_options& common, const units_options& o) {
  const auto content = read_file(o.file);
  if (!content) return report(content.error(), common.language);
  unit_import_options options;
  options.mend = o.mend ? mending::obvious : mending::none;
  std::optional<opened_register> reference;
  if (!o.reference.empty()) {
    const auto day = parse_date(o.on, "--on");
    if (!day) return report(day.error(), common.language);
    auto opened = open_register_folder(o.reference);
    if (!opened) return report(opened.error(), common.language);
    reference = std::move(*opened);
    options.reference = &reference->units;
    options.day = *day;
  }
  const auto in = read_unit_export({*content, o.file}, options);
  if (!in) {
    if (common.as_json) std::fputs(in_json(json{{"loaded", false}, {"findings", diagnostics_as_json(in.error())}}).c_str(), stdout);
    return common.as_json ? 2 : report(in.error(), common.language);
  }
  if (!o.output.empty())
    if (const auto faults = write_file(o.output, exchange::units_as_csv(*in)); faults.has_errors())
      return report(faults, common.language);
  if (common.as_json) {
    const json out{{"loaded", true},
                   {"format", name_of(in->format)},
                   {"units", in->units.size()},
                   {"successions", in->successions.size()},
                   {"findings", diagnostics_as_json(in->remarks)}};
    std::fputs(in_json(out).c_str(), stdout);
    return 0;
  }
  if (!in->remarks.empty()) std::fprintf(stderr, "%s\n", describe(in->remarks, common.language).c_str());
  std::printf(common.language == lang::vi ? "%zu đơn vị, %zu dòng kế thừa\n" : "%zu units, %zu successions\n",
              in->units.size(), in->successions.size());
  return 0;
}

}  // namespace dinh::cli
