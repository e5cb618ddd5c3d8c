// Replaying lists, events and tables of successions in the order of their days.
#include <dinh/registry/history.hpp>

#include "replayer.hpp"

#include <dinh/registry/names.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace dinh::inline v1 {

namespace replaying {

void replayer::run() {
  if (sources_.lists.empty()) {
    faults_.error("history/no-list", "",
                  {"Không có danh sách đơn vị nào để bắt đầu.", "There is no list of units to begin with."},
                  {"Thêm một tệp danh sách, ví dụ units_before_2025-07-01.csv.",
                   "Add a list of units, for example units_before_2025-07-01.csv."});
    return;
  }
  for (const auto& l : sources_.lists) lists_.push_back(&l);
  std::stable_sort(lists_.begin(), lists_.end(), [](auto* a, auto* b) { return a->day < b->day; });
  for (const auto& t : sources_.tables) tables_.push_back(&t);
  std::stable_sort(tables_.begin(), tables_.end(), [](auto* a, auto* b) { return a->on < b->on; });
  for (const auto& e : sources_.events) events_.push_back(&e);
  std::stable_sort(events_.begin(), events_.end(), [&](auto* a, auto* b) { return day_of(*a) < day_of(*b); });

  if (options_.with_early) undo_what_was_before();
  auto list = lists_.begin();
  const bool begins_early = !early_.units.empty();
  adopt_first(begins_early ? early_ : **list++);
  const date begin = begins_early ? early_.day : lists_.front()->day;
  report_.covers.from = begin;
  auto event = events_.begin();
  auto table = tables_.begin();
  std::vector<std::string>& codes = report_.codes_before_the_first_list;
  for (; event != events_.end() && day_of(**event) <= begin; ++event) {
    ++report_.events_before_the_first_list;
    codes.push_back((*event)->code);
    codes.push_back(code_after(**event));
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  for (; table != tables_.end() && (*table)->on <= begin; ++table)
    report_.remarks.warning("history/table-before-the-first-list", (*table)->file,
                            {"Bảng này có trước danh sách đầu tiên và không được dùng.",
                             "This table comes before the first list and is not used."},
                            {"Thêm danh sách của ngày hôm trước.", "Add the list of the day before it."});
  const date never{boost::date_time::pos_infin};
  date last = begin;
  while (event != events_.end() || table != tables_.end() || list != lists_.end()) {
    date day = never;
    if (event != events_.end()) day = std::min(day, day_of(**event));
    if (table != tables_.end()) day = std::min(day, (*table)->on);
    if (list != lists_.end()) day = std::min(day, (*list)->day);
    last = day;
    for (; table != tables_.end() && (*table)->on == day; ++table) reform(**table);
    std::vector<const unit_event*> today;
    for (; event != events_.end() && day_of(**event) == day; ++event) today.push_back(*event);
    apply(today, day);
    lives_.settle(day);
    for (; list != lists_.end() && (*list)->day == day; ++list) compare(**list);
  }
  if (lists_.back()->is_eve_of_reform && last == lists_.back()->day) end_of_knowledge(last + one_day);
  lives_.resolve();
}

const std::vector<replayer::numbered>& replayer::numbers_of(const unit_list& list) {
  const auto [at, is_new] = numbers_.try_emplace(&list);
  if (is_new) {
    at->second.reserve(list.units.size());
    for (const listed_unit& u : list.units) at->second.push_back({lives_.number(u.code), lives_.number(u.parent)});
  }
  return at->second;
}

void replayer::unknown(const std::string& code, const std::string& where, date day) {
  faults_.error("history/unknown-unit", where,
                {"Ngày " + to_text(day) + " không có đơn vị mã " + code + ".",
                 "On " + to_text(day) + " there is no unit with the code " + code + "."},
                {"Kiểm tra mã và thứ tự các thay đổi trước đó.", "Check the code and the changes before it."});
}

void replayer::twice(const listed_unit& u) {
  faults_.error("history/unit-exists", u.where,
                {"Mã " + u.code + " đã có trong danh sách.", "The code " + u.code + " is there already."},
                {"Mỗi mã chỉ có một dòng trong một danh sách.", "Each code has one row in a list."});
}

void replayer::compare(const unit_list& list) {
  checkpoint c;
  c.day = list.day;
  c.file = list.file;
  c.listed = list.units.size();
  const std::vector<numbered>& numbers = numbers_of(list);
  std::vector<std::uint8_t> seen(lives_.code_count(), 0);
  for (std::size_t i = 0; i < list.units.size(); ++i) {
    const listed_unit& u = list.units[i];
    const code_number code = numbers[i].code;
    if (code == no_code) continue;
    if (seen[code] != 0) {
      if (used_.count(&list) == 0) twice(u);
      continue;
    }
    seen[code] = 1;
    const std::size_t id = lives_.find(code);
    if (id == nothing) {
      c.only_listed.push_back(u.code);
      continue;
    }
    const draft& d = lives_.now(id);
    if (d.kind != u.kind || d.parent_code != numbers[i].parent || !same_text(d.name, u.name))
      c.different.push_back(u.code);
  }
  const std::vector<std::size_t>& living = lives_.living();
  for (code_number code = 0; code < living.size(); ++code)
    if (living[code] != nothing && seen[code] == 0) c.only_replayed.push_back(lives_.text_of(code));
  for (auto* codes : {&c.only_listed, &c.only_replayed, &c.different}) std::sort(codes->begin(), codes->end());
  if (!options_.with_ghosts && !c.only_listed.empty()) {
    std::set<std::string> listed_by_mistake;
    for (const unit_event* e : events_)
      if (e->is_ghost && e->what == unit_change::created && day_of(*e) <= list.day) listed_by_mistake.insert(e->code);
    for (const std::string& code : c.only_listed)
      if (listed_by_mistake.count(code) > 0) c.ghosts.push_back(code);
  }
  const bool agrees = c.agrees();
  if (!agrees) {
    const bool unexplained = events_since_list_ == 0;
    const std::string counts = std::to_string(c.only_listed.size()) + " / " +
                                std::to_string(c.only_replayed.size()) + " / " + std::to_string(c.different.size());
    if (unexplained) {
      report_.remarks.warning(
          "history/unexplained-change", list.file,
          {"Không có tệp thay đổi nào dẫn tới danh sách này: " + counts + " đơn vị mới / mất / khác.",
           "No log and no table leads to this list: " + counts + " units are new / gone / different."},
          {"Thêm bảng kế thừa hoặc nhật ký thay đổi; nếu không thì không biết đơn vị nào kế thừa đơn vị nào.",
           "Add the table of successions or the log; without it, it is not known which unit succeeded which."});
      adopt(list);
    } else {
      report_.remarks.warning("history/list-differs", list.file,
                              {"Khác trạng thái phát lại: " + counts +
                                   " đơn vị chỉ có trong danh sách / chỉ có "
                                   "trong lịch sử / khác nhau.",
                               "Differs from the replayed state: " + counts +
                                   " units are only listed / only "
                                   "replayed / different."},
                              {"Xem từng mã trong báo cáo.", "See the codes in the report."});
    }
  }
  report_.checkpoints.push_back(std::move(c));
  events_since_list_ = 0;
}

/// Takes a list over without knowing what led to it: who keeps code, name and kind goes on.
void replayer::adopt(const unit_list& list) {
  const std::vector<numbered>& numbers = numbers_of(list);
  std::vector<const listed_unit*> after(lives_.code_count(), nullptr);
  for (std::size_t i = 0; i < list.units.size(); ++i)
    if (numbers[i].code != no_code) after[numbers[i].code] = &list.units[i];
  const std::vector<std::size_t> living = lives_.living();
  for (code_number code = 0; code < living.size(); ++code) {
    if (living[code] == nothing) continue;
    const draft& d = lives_.now(living[code]);
    const listed_unit* const same = after[code];
    if (same == nullptr || same->kind != d.kind || !same_text(same->name, d.name)) lives_.end(living[code], list.day);
  }
  for (std::size_t i = 0; i < list.units.size(); ++i) {
    const auto [code, parent] = numbers[i];
    if (code == no_code) continue;
    std::size_t id = lives_.find(code);
    if (id == nothing) {
      id = lives_.begin(list.units[i], code, parent, list.day, list.units[i].where);
      lives_.now(id).change = "unexplained";
    } else if (lives_.now(id).parent_code != parent) {
      draft& d = lives_.period_from(id, list.day);
      d.parent_code = parent;
      d.change = "unexplained";
      lives_.touch(id);
    }
  }
  lives_.settle(list.day);
}

void replayer::end_of_knowledge(date day) {
  report_.covers.until = day;
  const std::vector<std::size_t> living = lives_.living();
  for (const std::size_t id : living)
    if (id != nothing) lives_.end(id, day);
  report_.remarks.warning("history/ends", lists_.back()->file,
                          {"Sau ngày " + to_text(day - one_day) + " không biết gì.",
                           "Nothing is known after " + to_text(day - one_day) + "."},
                          {"Thêm successions_" + to_text(day) + ".csv và units_from_" + to_text(day) + ".csv.",
                           "Add successions_" + to_text(day) + ".csv and units_from_" + to_text(day) + ".csv."});
}

}  // namespace replaying

namespace {

struct level_words {
  unit_level level;
  std::string_view words;
  unit_kind kind;
};
constexpr std::array<level_words, 10> words_by_level{{
    {unit_level::province, "Thành phố ", unit_kind::municipality},
    {unit_level::province, "Tỉnh ", unit_kind::province},
    {unit_level::district, "Quận ", unit_kind::urban_district},
    {unit_level::district, "Huyện ", unit_kind::district},
    {unit_level::district, "Thị xã ", unit_kind::town},
    {unit_level::district, "Thành phố ", unit_kind::city},
    {unit_level::commune, "Xã ", unit_kind::commune},
    {unit_level::commune, "Phường ", unit_kind::ward},
    {unit_level::commune, "Thị trấn ", unit_kind::township},
    {unit_level::commune, "Đặc khu ", unit_kind::special_zone},
}};

}  // namespace

std::optional<listed_unit> parse_full_name(std::string_view full_name, unit_level level) {
  for (const auto& w : words_by_level) {
    if (w.level != level || full_name.size() <= w.words.size() || full_name.substr(0, w.words.size()) != w.words)
      continue;
    listed_unit u;
    u.name = full_name.substr(w.words.size());
    u.kind = w.kind;
    return u;
  }
  return std::nullopt;
}

checked<history_report> replay(const history_sources& sources, const history_options& options,
                               registry_builder& builder) {
  history_report report;
  diagnostics faults;
  replaying::replayer r{sources, options, report, faults};
  r.run();
  if (faults.has_errors()) {
    faults.append(std::move(report.remarks));  // what was missing may explain what went wrong
    return unexpected{std::move(faults)};
  }
  r.write(builder);
  return report;
}

}  // namespace dinh::inline v1
