#pragma once
/// \file
/// Thresholds and counting votes: a fraction bound to the base it is taken of, in integers only.

#include <dinh/base/fraction.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// "từ … trở lên" or "trên …". `disputed`: the sources of a rule do not agree which of the two it says; then an
/// answer is given only where both readings agree.
enum class strictness : std::uint8_t { at_least, more_than, disputed };

/// What a ratio is taken of. The names in `name_of` are those of the packs.
enum class base_of : std::uint8_t {
  household_representatives_of_village,  ///< all of them, present or not (Law 10/2022/QH15 Art 21(1))
  households_of_village,
  households_or_representatives_of_village,
  villages_of_commune,
  attending_representatives,
  attending,
  staff,
  employees,
  staff_or_summoned_delegates,
  employees_or_summoned_delegates,
  employee_side_members,
  voters_of_commune,
  voters_or_household_voters,
  households_of_area,
  summoned_delegates,
  criteria,  ///< of a list in the law, such as the marks of a complex case
  board_members,
  council_members_attending,
  people_asked,
  communes_of_district,
  household_voters_of_village,
  stated,     ///< a number that the question itself gives
  not_stated  ///< the provision asks for a share and does not say of what
};

namespace detail {
inline constexpr std::array<std::string_view, 23> base_names{"all_household_reps_village",
                                                             "all_households_village",
                                                             "all_households_or_reps_village",
                                                             "all_villages_commune",
                                                             "attending_household_reps",
                                                             "attending",
                                                             "all_staff",
                                                             "all_employees",
                                                             "all_staff_or_summoned_delegates",
                                                             "all_employees_or_summoned_delegates",
                                                             "employee_side_dialogue_members",
                                                             "all_voters_commune",
                                                             "all_voters_or_household_voters",
                                                             "all_households_area",
                                                             "summoned_delegates",
                                                             "criteria",
                                                             "board_members",
                                                             "council_members_attending",
                                                             "people_asked",
                                                             "communes_of_district",
                                                             "all_household_voters_village",
                                                             "stated",
                                                             "not_stated"};
}

[[nodiscard]] constexpr std::string_view name_of(base_of b) noexcept {
  return detail::base_names[static_cast<std::size_t>(b)];
}
[[nodiscard]] constexpr std::optional<base_of> base_of_from(std::string_view name) noexcept {
  for (std::size_t i = 0; i < detail::base_names.size(); ++i)
    if (detail::base_names[i] == name) return static_cast<base_of>(i);
  return std::nullopt;
}

/// A ratio that has to be reached, and of what. Pre: `share.num >= 0`, `share.den > 0`.
struct threshold {
  fraction share;
  strictness how = strictness::at_least;
  base_of of = base_of::stated;
  friend constexpr bool operator==(const threshold&, const threshold&) = default;
};

/// The smallest count that is enough of `base`: v·den > num·base or v·den >= num·base. For `disputed` the answer
/// exists only where both readings give the same count. Pre: `base >= 0`.
[[nodiscard]] constexpr std::optional<std::int64_t> least_enough(const threshold& t, std::int64_t base) noexcept {
  switch (t.how) {
    case strictness::at_least:
      return least_reaching(base, t.share);
    case strictness::more_than:
      return least_exceeding(base, t.share);
    case strictness::disputed:
      break;
  }
  const std::int64_t lenient = least_reaching(base, t.share);
  if (lenient == least_exceeding(base, t.share)) return lenient;
  return std::nullopt;
}

/// Whether `votes` of `base` are enough; empty where the readings of a disputed threshold differ.
/// Pre: both are not negative.
[[nodiscard]] constexpr std::optional<bool> is_enough(const threshold& t, std::int64_t votes,
                                                      std::int64_t base) noexcept {
  const auto order = compare(votes, base, t.share);
  if (order > 0) return true;
  if (order < 0) return false;
  if (t.how == strictness::disputed) return std::nullopt;
  return t.how == strictness::at_least;
}

/// "2/3" … as the law writes it.
[[nodiscard]] inline std::string to_text(const threshold& t) {
  const char* sign = t.how == strictness::at_least ? ">= " : (t.how == strictness::more_than ? "> " : ">=? ");
  return sign + to_text(t.share);
}

/// A number of a question: not part of it, part of it but unknown, or known.
class counted {
public:
  constexpr counted() = default;
  constexpr counted(std::int64_t n) noexcept : value_{n}, state_{state::known} {}
  [[nodiscard]] static constexpr counted unknown() noexcept {
    counted c;
    c.state_ = state::unknown;
    return c;
  }

  [[nodiscard]] constexpr bool is_asked() const noexcept { return state_ != state::not_asked; }
  [[nodiscard]] constexpr bool is_known() const noexcept { return state_ == state::known; }
  /// Pre: `is_known()`.
  [[nodiscard]] constexpr std::int64_t value() const noexcept { return value_; }

  friend constexpr bool operator==(const counted&, const counted&) = default;

private:
  enum class state : std::uint8_t { not_asked, unknown, known };
  std::int64_t value_ = 0;
  state state_ = state::not_asked;
};

}  // namespace dinh::inline v1
