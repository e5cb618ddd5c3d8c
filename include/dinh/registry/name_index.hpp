#pragma once
/// \file
/// Finding units by name on a day.

#include <dinh/config.hpp>
#include <dinh/registry/names.hpp>
#include <dinh/registry/registry.hpp>

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// A unit that bears a name, and how strongly it matched.
struct named_unit {
  unit_id unit;
  name_strength strength = name_strength::exact;
};

/// A unit whose name is close to the one asked for, or that bore it on other days.
struct near_unit {
  unit_id unit;
  date day;  ///< a day on which the name (or the code) meant it
};

/// All names of all units of a register, by the days on which they were borne. An immutable value, cheap to copy.
class DINH_API name_index {
public:
  /// O(names · log names).
  [[nodiscard]] static name_index build(const registry& r);

  /// Every unit of that name on that day: homonyms all, in the order of their keys. `asked` may begin with the kind
  /// ("Phường Bến Nghé", "P. Bến Nghé") and may be followed by the units above, nearest first, separated by commas
  /// ("Phường 1, Quận 3, TP. Hồ Chí Minh"). Exact and folded matches come together; only where there is none come
  /// those by roman numerals, and only where there is none of these either the unaccented ones.
  /// O(log names + matches).
  [[nodiscard]] std::vector<named_unit> find(std::string_view asked, date day) const;

  /// What may have been meant where nothing was found: the same name on other days, then names that differ in one or
  /// two letters on that day; at most `most`. O(names).
  [[nodiscard]] std::vector<near_unit> near(std::string_view asked, date day, std::size_t most = 5) const;

  /// Whether a text is a code, or the key of a lifetime, and must not be looked up as a name: some unit of the register
  /// has or had that code, or the text is written as only codes are (five digits, or digits with a zero in front).
  /// "10" and "00010" are codes though wards are called 10; "4" and "Phường 10" may be names. O(log units).
  [[nodiscard]] bool is_code(std::string_view text) const;

  /// What a code (or a key) that means nothing on a day may stand for: the same code on other days, and codes that lack
  /// zeros in front ("4" for 00004, "1" for 01). O(log units).
  [[nodiscard]] std::vector<near_unit> near_code(std::string_view code, date day, std::size_t most = 5) const;

private:
  struct data;
  explicit name_index(std::shared_ptr<const data> d) noexcept : data_{std::move(d)} {}
  std::shared_ptr<const data> data_;
};

}  // namespace dinh::inline v1
