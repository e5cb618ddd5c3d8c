#pragma once
// Lifetimes of units while a history is replayed: who lives under which code, and what will succeed what.

#include <dinh/registry/history.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dinh::inline v1::replaying {

inline constexpr std::size_t nothing = static_cast<std::size_t>(-1);
inline const boost::gregorian::days one_day{1};

/// A code as a small number: codes are compared and looked up far more often than they are read.
using code_number = std::uint32_t;
inline constexpr code_number no_code = static_cast<code_number>(-1);

/// Adds to the notes of a source, parted by semicolons.
inline void add_note(std::string& notes, const std::string& note) {
  if (!notes.empty()) notes += "; ";
  notes += note;
}

struct draft {
  date from;
  std::string name;
  unit_kind kind = unit_kind::commune;
  code_number parent_code = no_code;
  std::size_t parent = nothing;  ///< life
  std::optional<date> in_force = std::nullopt;
  std::string change = {};
  std::string decree = {};
  std::string note = {};
  evidence known_by = evidence::summary;
};
struct life {
  code_number code = no_code;
  std::vector<draft> periods;
  date until{boost::date_time::pos_infin};
  bool ended_in_oscillation = false;
  std::string_view where;  ///< of the sources, as those below
};
/// A succession whose new unit is looked up when all lives are known.
struct pending {
  std::size_t from = nothing;
  code_number to = no_code;
  std::optional<date> as_of;  ///< the code as of this day; none: as of the day of the succession
  succeeded_by how;
  std::string_view where;
};

/// The sources must outlive this.
class lifetimes {
public:
  lifetimes(history_report& report, diagnostics& faults) : report_{report}, faults_{faults} {}

  /// The number of a code; the text must outlive this. Empty: `no_code`.
  [[nodiscard]] code_number number(std::string_view code);
  [[nodiscard]] std::string text_of(code_number code) const {
    return code == no_code ? std::string{} : std::string{codes_[code]};
  }
  [[nodiscard]] std::size_t code_count() const { return codes_.size(); }

  /// The life that has the code now, or `nothing`.
  [[nodiscard]] std::size_t find(code_number code) const { return code < live_.size() ? live_[code] : nothing; }
  [[nodiscard]] std::size_t find(std::string_view code) const;
  /// By code number, for each code the life that has it now or `nothing`.
  [[nodiscard]] const std::vector<std::size_t>& living() const { return live_; }
  /// Every life that ever had the code, in order.
  [[nodiscard]] const std::vector<std::size_t>& of_code(code_number code) const;

  [[nodiscard]] life& operator[](std::size_t id) { return lives_[id]; }
  [[nodiscard]] draft& now(std::size_t id) { return lives_[id].periods.back(); }

  std::size_t begin(const listed_unit& u, code_number code, code_number parent, date day, std::string_view where);
  void end(std::size_t id, date day);
  /// The period that begins on `day`, copied from the one before if none does yet.
  draft& period_from(std::size_t id, date day);
  /// Its parent is looked up at the end of the day.
  void touch(std::size_t id) { touched_.push_back(id); }
  void settle(date day);

  void pend(pending p) { pending_.push_back(std::move(p)); }
  [[nodiscard]] std::vector<pending>& still_pending() { return pending_; }
  /// Finds the new unit of every succession.
  void resolve();
  /// Moves everything into the builder.
  void write(registry_builder& builder);

private:
  [[nodiscard]] std::string key_of(const life& l) const;
  bool pass_on(const pending& p);

  history_report& report_;
  diagnostics& faults_;
  std::unordered_map<std::string_view, code_number> numbers_;
  std::vector<std::string_view> codes_;
  std::vector<std::size_t> live_;                  ///< by code
  std::vector<std::vector<std::size_t>> by_code_;  ///< by code
  std::vector<life> lives_;
  std::vector<pending> pending_;
  std::set<std::pair<std::size_t, code_number>> passed_on_;
  struct resolved {
    std::size_t from, to;
    succeeded_by how;
    std::string_view where;
  };
  std::vector<resolved> successions_;
  std::vector<std::size_t> touched_;
  bool has_replaced_ = false;  ///< a unit above the commune ended today
  std::set<std::pair<std::size_t, date>> reported_;
};

}  // namespace dinh::inline v1::replaying
