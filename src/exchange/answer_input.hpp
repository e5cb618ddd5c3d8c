#pragma once
// The input of a question of a case file, read once.
#include <dinh/calendar/due.hpp>
#include <dinh/config.hpp>
#include <dinh/law/decide.hpp>
#include <dinh/law/record.hpp>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dinh::inline v1::exchange {

class DINH_API object_reader;

/// Everything the input of a request may hold, read once.
struct request_input {
  question q;
  std::optional<limit> length;
  std::optional<citation> provision;
  std::optional<date> trigger;
  std::optional<std::string> trigger_instant;
  std::vector<std::string> asked_at;
  std::optional<date> event;
  std::optional<date> end;
  bool dates_given = false;  ///< also where the list is empty
  std::vector<date> dates;
  std::optional<std::string> calendar_id;
  due_policies policies;
  std::optional<std::int64_t> item;
  std::optional<std::string> action;
  std::optional<date> due;
  bool published_on_given = false;
  std::optional<date> published_on;
  std::optional<date> today;
  std::optional<std::string> instant;
  std::optional<std::string> zone;
  std::optional<std::string> holiday;
  std::optional<std::int64_t> year;
  std::optional<std::string> unit;
  std::optional<date> until;
  std::optional<std::string> code;
  std::optional<std::string> pattern;
  std::optional<std::string> text_a;
  std::optional<std::string> text_b;
  std::optional<std::string> fold;
  std::optional<std::vector<std::string>> names;
  std::optional<std::string> locale;
  std::optional<nlohmann::json> record;
  std::optional<nlohmann::json> change;
  std::optional<std::vector<report_row>> rows;
  std::optional<std::vector<checklist_item>> checklist;
  std::optional<std::string> amount_text;
  std::vector<std::string> operations;
};

/// Reads every member; faults go to the reader.
void read_input(object_reader& r, request_input& in);

}  // namespace dinh::inline v1::exchange
