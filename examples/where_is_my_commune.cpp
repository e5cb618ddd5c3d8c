// Where is my commune today? An old code or name in, today's unit or units out, with the decrees.
//
// usage: where_is_my_commune FOLDER OLD_DAY NEW_DAY CODE|NAME…
#include <dinh/exchange/history_csv.hpp>
#include <dinh/registry/name_index.hpp>

#include <iostream>

using namespace dinh;

int main(int argc, char** argv) {
  if (argc < 5) {
    std::cerr << "usage: where_is_my_commune FOLDER OLD_DAY NEW_DAY CODE|NAME...\n";
    return 2;
  }
  const auto opened = open_register_folder(argv[1]);
  const auto old_day = parse_date(argv[2]);
  const auto new_day = parse_date(argv[3]);
  if (!opened || !old_day || !new_day) {
    std::cerr << (!opened ? describe(opened.error()) : "a day is written 2025-06-30") << "\n";
    return 2;
  }
  const registry& units = opened->units;
  const name_index names = name_index::build(units);
  const auto full_name = [&](unit_id u, date day) {
    std::string out = units.full_name(u, day).vi;
    for (const unit_id above : units.parents(u, day)) out += ", " + units.full_name(above, day).vi;
    return out;
  };

  for (int i = 4; i < argc; ++i) {
    std::vector<unit_id> found;
    if (const unit_id by_code = units.find(argv[i], *old_day))
      found.push_back(by_code);
    else if (!names.is_code(argv[i]))
      for (const named_unit& named : names.find(argv[i], *old_day))
        found.push_back(named.unit);  // homonyms: all of them

    std::cout << argv[i] << (found.empty() ? ": không có đơn vị này\n" : "\n");
    for (const unit_id old_unit : found) {
      std::cout << "  " << units[old_unit].code << " " << full_name(old_unit, *old_day) << "\n";
      const related_units today = units.translate(old_unit, *old_day, *new_day);
      for (const related_unit& now : today.units) {
        std::cout << "    nay: " << units[now.unit].code << " " << full_name(now.unit, *new_day) << ", "
                  << label_of(now.how_much, lang::vi) << "\n";
        for (const succession_step& step : now.ways.front())
          std::cout << "      " << to_text(step.how.on) << " " << step.how.decree << "\n";
      }
      for (const unit_id lost : today.lost)
        std::cout << "    không rõ: " << units[lost].code << " hết ngày " << to_text(units.valid(lost).until) << "\n";
    }
  }
  return 0;
}
