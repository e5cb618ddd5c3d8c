#pragma once
/// \file
/// A register replayed from states, event logs and tables of successions.
///
/// A state is what the list of units says on one day. An event log says what changed between states, unit by unit; a
/// table of successions says which old unit passed to which new one on one day. Codes are no identities: a unit goes on
/// through renamings, changes of kind and of parent, and ends when its code is abolished or given to something new.

#include <dinh/base/date.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/registry/registry.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// One unit in a list of units.
struct listed_unit {
  std::string code;
  std::string name;  ///< without its kind
  unit_kind kind = unit_kind::commune;
  std::string parent;  ///< code; empty for a root
  std::string where;   ///< place in its file, for diagnostics; so below
};
/// All units as they were on one day.
struct unit_list {
  date day;  ///< the list holds at the end of this day
  std::string file;  ///< name, for diagnostics and `checkpoint`
  std::vector<listed_unit> units;
  bool is_eve_of_reform = false;  ///< without a table or a list of a later day nothing is known after `day`
};

/// What one row of an event log does.
enum class unit_change : std::uint8_t {
  created,
  abolished,
  recoded,   ///< the unit goes on under another code
  modified,  ///< renamed, moved, of another kind, spelled otherwise: one or more of these
};
/// One row of an event log.
struct unit_event {
  date on;                       ///< as the source dates it
  std::optional<date> in_force;  ///< by law, where `on` is the day on which the state's register showed it
  unit_change what = unit_change::modified;
  std::string words;  ///< of the source: "kind_changed+moved"
  std::string code;   ///< until the change; of a unit that is `created`, its code
  std::optional<listed_unit> before;  ///< name, kind and parent until then; none for `created`
  std::optional<listed_unit> after;   ///< from then on; none for `abolished`
  /// Codes to which an abolished or recoded unit passed; empty: not recorded.
  std::vector<std::string> successors;
  /// The successors are those of this day, whatever was in between. None: those of `on`.
  std::optional<date> successors_of;
  std::string basis;  ///< how the successors are known
  std::string decree;
  std::string note;             ///< doubts of the source, in its words
  bool is_ghost = false;        ///< of a code that the source lists by mistake
  bool is_oscillation = false;  ///< the register took a change back and made it again later: one change, not three
  std::string where;
};

/// One old unit and one new unit of a table of successions.
struct succession_row {
  std::string old_code;
  std::string new_code;  ///< empty: the source does not know
  extent how_much = extent::unknown;
  /// "unchanged", "renamed", "kind_changed", "moved": the same unit goes on if the code stays and nothing joins it.
  std::string scope;
  std::string decree;
  std::string note;
  std::optional<date> successors_of = std::nullopt;  ///< as `unit_event::successors_of`
  bool is_disputed = false;                          ///< loaded on request only
  std::string where;
};
/// Which units followed which on one day.
struct succession_table {
  date on;  ///< first day of the new units
  std::string file;
  std::vector<succession_row> rows;
};

/// All that a history is replayed from.
struct history_sources {
  std::vector<unit_list> lists;
  std::vector<unit_event> events;
  std::vector<succession_table> tables;
  diagnostics remarks;  ///< warnings of the reader
};

/// By which days events are replayed.
enum class time_axis : std::uint8_t {
  register_day,  ///< as the source dates them
  in_force,      ///< by the day in force where it is known, else as the source dates them
};
/// Which readings of the sources are taken.
struct history_options {
  time_axis axis = time_axis::register_day;
  bool with_ghosts = false;    ///< units that the source lists by mistake
  bool with_disputed = false;  ///< successions on which sources disagree
  /// Events before the first list: undone from it one day after another, as far back as each agrees with the state after
  /// it. What is known so has the evidence level `memory`. The keys of units then hold earlier days.
  bool with_early = false;
};

/// A list compared with the replayed state of its day.
struct checkpoint {
  date day;
  std::string file;
  std::size_t listed = 0;                  ///< units in the list
  std::vector<std::string> only_listed;    ///< codes
  std::vector<std::string> only_replayed;  ///< codes
  std::vector<std::string> different;      ///< codes of units with another name, kind or parent
  /// Of `only_listed`: those that the log itself calls mistakes and that were left out.
  std::vector<std::string> ghosts;

  /// Nothing differs but what is explained.
  [[nodiscard]] bool agrees() const noexcept {
    return only_replayed.empty() && different.empty() && only_listed.size() == ghosts.size();
  }
};

/// What the replay found.
struct history_report {
  /// First day of which the register knows the state; the last one, if the sources end at a reform whose result is
  /// missing.
  validity covers;
  std::vector<checkpoint> checkpoints;  ///< of each list but the one that the replay began with
  std::size_t events_replayed = 0;
  std::size_t events_before_the_first_list = 0;  ///< not replayed; 0 if `with_early` undid them
  std::size_t ghost_events_left_out = 0;
  std::size_t disputed_left_out = 0;  ///< rows of tables of successions
  std::size_t successions = 0;        ///< pairs of an old and a new unit
  diagnostics remarks;  ///< warnings: what is missing, what does not agree
  std::vector<std::string> codes_before_the_first_list;  ///< of the events counted above, in order, each once
};

/// Adds the units and successions of the whole history to `builder`; or adds nothing and returns every fault:
/// - `history/no-list`: there is no list of units to begin with;
/// - `history/unknown-unit`, `history/unit-exists`: an event for a unit that is not there, or creates one that is;
/// - `history/other-before`: name, kind or parent before an event are not those of the unit;
/// - `history/unknown-parent`: a unit lies in one that is not there on that day;
/// - `history/unknown-successor`, `history/no-result`: successions lead to units that are not there.
/// O(rows · log rows).
[[nodiscard]] DINH_API checked<history_report> replay(const history_sources& sources, const history_options& options,
                                                      registry_builder& builder);

/// "Phường Phúc Xá" → ward, "Phúc Xá"; by the words for kinds of that level. None if no such word stands in front.
[[nodiscard]] DINH_API std::optional<listed_unit> parse_full_name(std::string_view full_name, unit_level level);

}  // namespace dinh::inline v1
