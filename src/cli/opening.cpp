#include <cli/arguments.hpp>
#include <cli/opening.hpp>
#include <dinh/exchange/people_json.hpp>
#include <dinh/exchange/units_csv.hpp>
#include <dinh/exchange/history_csv.hpp>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace dinh::cli {

namespace {

std::string names_of_calendars(const pack& p) {
  std::string known;
  for (const auto& c : p.calendars()) known += (known.empty() ? "" : ", ") + c.id();
  return known;
}

}  // namespace

checked<pack> open_pack(const common_options& common) {
  auto p = common.pack.empty() ? packs::vietnam() : load_pack(common.pack);
  if (!p) return p;
  diagnostics faults;
  for (const auto& file : common.notices) {
    auto applied = open_notice(*p, file);
    if (applied)
      *p = p->with_calendar(std::move(applied->now));
    else
      faults.append(std::move(applied).error());
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return p;
}

checked<work_calendar> open_calendar(const pack& p, const std::string& id) {
  if (const work_calendar* c = p.find_calendar(id)) return *c;
  const std::string known = names_of_calendars(p);
  return refuse("cli/calendar", "--calendar", {"Không có lịch \"" + id + "\".", "There is no calendar \"" + id + "\"."},
                {"Các lịch có: " + known + ".", "The calendars are: " + known + "."});
}

checked<applied_notice> open_notice(const pack& p, const std::string& file) {
  const auto content = read_file(file);
  if (!content) return unexpected{content.error()};
  auto notice = read_notice(*content, file);
  if (!notice) return unexpected{std::move(notice).error()};
  const work_calendar* calendar = p.find_calendar(notice->calendar);
  if (calendar == nullptr)
    return refuse("notice/unknown-calendar", file + "#/calendar",
                  {"Không có lịch \"" + notice->calendar + "\".", "There is no calendar \"" + notice->calendar + "\"."},
                  {"Các lịch có: " + names_of_calendars(p) + ".", "The calendars are: " + names_of_calendars(p) + "."});
  if (const std::string source{p.days_off_source(notice->calendar)}; !source.empty())
    return refuse("notice/no-own-days-off", file + "#/calendar",
                  {"Lịch " + notice->calendar + " lấy ngày nghỉ của lịch " + source + ".",
                   "The calendar " + notice->calendar + " takes over the days off of " + source + "."},
                  {"Viết thông báo cho lịch " + source + ".", "Write the notice for " + source + "."});
  auto now = apply_notice(*calendar, *notice);
  if (now) return applied_notice{*std::move(notice), *calendar, *std::move(now)};
  diagnostics faults = std::move(now).error();
  faults.change_each([&](diagnostic& d) {  // the library names the notice, the command its file
    d.where = file + d.where.substr(std::min(d.where.find('#'), d.where.size()));
  });
  return unexpected{std::move(faults)};
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
  if (std::error_code none; std::filesystem::exists(folder + "/people.json", none)) {
    const auto people = read_file(folder + "/people.json");
    faults.append(people ? read_people(*people, folder + "/people.json", builder) : people.error());
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return builder.build();
  auto opened = open_register_folder(folder, {}, p.register_of_roles());
  if (!opened) return unexpected{std::move(opened).error()};
  return std::move(opened->units);
}

}  // namespace dinh::cli
