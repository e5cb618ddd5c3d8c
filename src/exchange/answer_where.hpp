#pragma once
// Units found by code or name, and what they became or had been.

#include <dinh/config.hpp>
#include <dinh/exchange/conformance.hpp>
#include <dinh/exchange/history_csv.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/registry/name_index.hpp>
#include <dinh/registry/registry.hpp>

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1::exchange {

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
  bool by_code = false;         ///< it was looked for as a code: what is near has that code, or one like it
  std::optional<text> outside;  ///< a day of which the register knows nothing
};

/// The register of a folder as `open_register_folder` reads it, with the roles of the pack and the persons of people.json,
/// if the folder has one.
[[nodiscard]] DINH_API checked<opened_register> open_units(const pack& p, const std::string& folder,
                                                           const history_options& options = {});

/// Whether a text is a code and no name: by `name_index::is_code`, or by a change before the first list of the register.
[[nodiscard]] DINH_API bool is_code(const std::string& text, const name_index& names, const history_report& report);

/// What follows a unit, for questions.
[[nodiscard]] DINH_API successor_lookup successors_in(registry r);

/// Answers questions about one register; the names are indexed when the first name is asked. Several threads may ask at
/// once.
class DINH_API where_desk {
public:
  explicit where_desk(opened_register r) : register_{std::move(r)}, names_{std::make_unique<lazy_names>()} {}

  [[nodiscard]] where_reply answer(const where_question& q) const;
  [[nodiscard]] nlohmann::ordered_json to_json(const where_question& q, const where_reply& reply) const;
  [[nodiscard]] std::string to_text(const where_question& q, const where_reply& reply, lang l) const;
  /// Tab-separated: asked, code, name, extent, decree; one line an answer.
  [[nodiscard]] std::string to_lines(const where_question& q, const where_reply& reply, lang l) const;

  [[nodiscard]] const registry& units() const noexcept { return register_.units; }
  [[nodiscard]] const history_report& report() const noexcept { return register_.report; }

private:
  struct lazy_names {
    std::once_flag once;
    std::optional<name_index> index;
  };
  [[nodiscard]] const name_index& names() const;
  /// The days of what is told about a near unit: of the code, or of the name that it bore.
  [[nodiscard]] validity days_of(const where_reply& reply, const near_unit& n) const;
  /// That a code means nothing on the day, and what it was before or became later; where the register knows.
  [[nodiscard]] text no_unit(const where_question& q, const where_reply& reply) const;
  [[nodiscard]] std::vector<where_step> path(const std::vector<succession_step>& way, unit_id oldest, date first,
                                             date last) const;
  [[nodiscard]] std::string with_parents(unit_id u, date day, lang l) const;
  [[nodiscard]] text reason_lost(const where_question& q, unit_id u) const;
  [[nodiscard]] std::vector<succession_step> known_later(const where_question& q, unit_id u) const;

  opened_register register_;
  std::unique_ptr<lazy_names> names_;
};

}  // namespace dinh::inline v1::exchange
