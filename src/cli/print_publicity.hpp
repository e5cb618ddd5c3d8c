#pragma once
// What has to be made public, for the terminal: text for people, JSON for programs.
#include <dinh/law/statute_book.hpp>
#include <exchange/json_answers.hpp>

#include <string>

namespace dinh::cli {

using exchange::item_publicity;
using exchange::publicity_report;

[[nodiscard]] std::string print_publicity(const publicity_report& r, const statute_book& book, lang l);
[[nodiscard]] std::string publicity_as_json(const publicity_report& r);

}  // namespace dinh::cli
