#pragma once
/// \file
/// Who answers for a duty on a day: the docket asks a directory. `registry_directory` answers from the register.

#include <dinh/base/date.hpp>
#include <dinh/base/explanation.hpp>
#include <dinh/base/text.hpp>
#include <dinh/config.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

class registry;

/// The body that answers, and why it does.
struct answerable_body {
  std::string key;  ///< empty: nobody, or it cannot be told; `why` says which
  text name;
  explanation why;
};

/// What a unit has become on a day.
struct unit_today {
  std::string key;  ///< empty if it cannot be told which single unit answers
  text name;
  /// Whether it is another unit than the one asked about.
  enum class standing : std::uint8_t { same, succeeded, undetermined } result = standing::same;
  /// The day of the last succession on the way, or on which it was last divided or lost; `not_a_date_time` if it is the same.
  date since;
  explanation why;
  /// Where it cannot be told which single unit answers: the lowest unit in which all that it became lies, such as the
  /// province; empty if there is none.
  std::string within{};

  /// Where what lies in the unit is counted: the unit that answers, or the one that holds all that it became.
  [[nodiscard]] const std::string& counted_in() const noexcept { return key.empty() ? within : key; }
};

/// Must answer the same question the same way every time.
class DINH_API directory {
public:
  directory() = default;
  directory(const directory&) = delete;
  directory& operator=(const directory&) = delete;
  virtual ~directory();

  using facts = std::vector<std::pair<std::string, std::string>>;

  /// The body that holds a role for a unit on a day; `of_case` are facts of the case (name, value) that may decide it.
  [[nodiscard]] virtual answerable_body body(std::string_view role, std::string_view unit, date on,
                                             const facts& of_case) const = 0;
  /// What the unit of this lifetime key has become by that day.
  [[nodiscard]] virtual unit_today unit_on(std::string_view unit, date on) const = 0;
  /// Whether `unit` (as it is on that day) is `above` or lies under it.
  [[nodiscard]] virtual bool lies_in(std::string_view unit, std::string_view above, date on) const = 0;
};

/// Answers from a register, which it keeps (a registry is cheap to copy).
[[nodiscard]] DINH_API std::shared_ptr<const directory> registry_directory(const registry& r);

}  // namespace dinh::inline v1
