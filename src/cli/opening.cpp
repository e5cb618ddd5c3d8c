#include <cli/arguments.hpp>
#include <cli/opening.hpp>
#include <dinh/exchange/notice.hpp>
#include <dinh/exchange/units_csv.hpp>

namespace dinh::cli {

checked<pack> open_pack(const common_options& common) {
  auto p = common.pack.empty() ? packs::vietnam() : load_pack(common.pack);
  if (!p) return p;
  diagnostics faults;
  for (const auto& file : common.notices) {
    const auto content = read_file(file);
    if (!content) {
      faults.append(content.error());
      continue;
    }
    const auto notice = read_notice(*content, file);
    if (!notice) {
      faults.append(notice.error());
      continue;
    }
    const auto calendar = open_calendar(*p, notice->calendar);
    if (!calendar) {
      faults.append(calendar.error());
      continue;
    }
    auto changed = apply_notice(*calendar, *notice);
    if (changed)
      *p = p->with_calendar(*std::move(changed));
    else
      faults.append(std::move(changed).error());
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return p;
}

checked<work_calendar> open_calendar(const pack& p, const std::string& id) {
  if (const work_calendar* c = p.find_calendar(id)) return *c;
  std::string known;
  for (const auto& c : p.calendars()) known += (known.empty() ? "" : ", ") + c.id();
  return refuse("cli/calendar", "--calendar", {"Không có lịch \"" + id + "\".", "There is no calendar \"" + id + "\"."},
                {"Các lịch có: " + known + ".", "The calendars are: " + known + "."});
}

checked<registry> open_register(const pack& p, const std::string& folder) {
  const auto units = read_file(folder + "/units.csv");
  const auto successions = read_file(folder + "/successions.csv");
  diagnostics faults;
  if (!units) faults.append(units.error());
  if (!successions) faults.append(successions.error());
  if (faults.has_errors()) return unexpected{std::move(faults)};
  registry_builder builder = p.register_of_roles();
  faults = read_units({*units, folder + "/units.csv"}, {*successions, folder + "/successions.csv"}, builder);
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return builder.build();
}

}  // namespace dinh::cli
