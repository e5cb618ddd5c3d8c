#pragma once
// What `dinh where` answers: units found by code or name, and what they became or had been.

#include <dinh/exchange/history_csv.hpp>
#include <dinh/registry/name_index.hpp>
#include <dinh/registry/registry.hpp>

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace dinh::cli {

struct where_question {
  std::string asked;  ///< code, lifetime key or name
  date from;
  date to;
};

/// One step of a way, older first: a succession, or a change of a unit that goes on.
struct where_step {
  date on;
  unit_id from;
  unit_id to;
  bool is_change = false;
  extent how_much = extent::whole;
  extents apart = {extent::whole, extent::whole};
  std::string scope, decree, note;
  std::optional<date> known_from, in_force;
};
struct where_answer {
  unit_id of;  ///< the unit asked about
  related_unit found;
  std::vector<std::vector<where_step>> paths;
  std::string decree;  ///< of the last step that has one
};
struct where_found {
  named_unit unit;
  bool by_code = false;
  std::vector<unit_id> lost;
};
struct where_reply {
  std::vector<where_found> found;
  std::vector<where_answer> answers;
  std::vector<near_unit> near;  ///< where nothing was found
  std::optional<text> outside;  ///< a day of which the register knows nothing
};

/// Answers questions about one register; the names are indexed when the first name is asked.
class where_desk {
public:
  explicit where_desk(opened_register r) : register_{std::move(r)} {}

  [[nodiscard]] where_reply answer(const where_question& q);
  [[nodiscard]] nlohmann::ordered_json to_json(const where_question& q, const where_reply& reply) const;
  [[nodiscard]] std::string to_text(const where_question& q, const where_reply& reply, lang l) const;
  /// Tab-separated: asked, code, name, extent, decree; one line an answer.
  [[nodiscard]] std::string to_lines(const where_question& q, const where_reply& reply, lang l) const;

  [[nodiscard]] const registry& units() const noexcept { return register_.units; }
  [[nodiscard]] const history_report& report() const noexcept { return register_.report; }

private:
  const name_index& names();
  [[nodiscard]] std::vector<where_step> path(const std::vector<succession_step>& way, unit_id oldest, date first,
                                             date last) const;
  [[nodiscard]] std::string with_parents(unit_id u, date day, lang l) const;
  [[nodiscard]] text reason_lost(const where_question& q, unit_id u) const;
  [[nodiscard]] std::vector<succession_step> known_later(const where_question& q, unit_id u) const;

  opened_register register_;
  std::optional<name_index> names_;
};

}  // namespace dinh::cli
