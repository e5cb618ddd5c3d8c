#pragma once
// What has to be made public, for the terminal: text for people, JSON for programs.
#include <dinh/calendar/due.hpp>
#include <dinh/law/publicity.hpp>
#include <dinh/law/statute_book.hpp>

#include <optional>
#include <string>
#include <vector>

namespace dinh::cli {

struct item_publicity {
  int item = 0;
  publicity_duty duty;
  std::optional<due_date> due;  ///< empty where the law sets no time
};

struct publicity_report {
  publicity_regime regime = publicity_regime::commune;
  date decided{boost::date_time::not_a_date_time};
  std::vector<item_publicity> items;
  publicity_channel channel = publicity_channel::posting;
  std::optional<posting_check> check;
};

[[nodiscard]] std::string print_publicity(const publicity_report& r, const statute_book& book, lang l);
[[nodiscard]] std::string publicity_as_json(const publicity_report& r);

}  // namespace dinh::cli
