#pragma once
/// \file
/// Units: the territories of the state, the villages under them and the other grassroots of the law on
/// democracy (agencies, public service units, enterprises; Law 10/2022/QH15 Art 2).

#include <dinh/base/citation.hpp>
#include <dinh/base/date.hpp>
#include <dinh/base/id.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/base/text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// The kinds of administrative units and of villages, those of the past too.
enum class unit_kind : std::uint8_t {
  province,             ///< tỉnh
  municipality,         ///< thành phố trực thuộc trung ương
  urban_district,       ///< quận, until 2025-06-30
  district,             ///< huyện, until 2025-06-30
  town,                 ///< thị xã, until 2025-06-30
  city,                 ///< thành phố thuộc tỉnh or thuộc thành phố, until 2025-06-30
  commune,              ///< xã
  ward,                 ///< phường
  township,             ///< thị trấn, until 2025-06-30
  special_zone,         ///< đặc khu, from 2025-07-01
  village,              ///< thôn, làng, ấp, bản, buôn, bon, phum, sóc
  residential_group,    ///< tổ dân phố, khu phố, khối phố, khóm, tiểu khu
  agency,               ///< cơ quan
  public_service_unit,  ///< đơn vị sự nghiệp công lập
  state_enterprise,     ///< doanh nghiệp nhà nước
  enterprise,           ///< doanh nghiệp khác
};
inline constexpr std::size_t unit_kind_count = 16;

/// From the highest to the lowest; `organisation` stands beside the territories.
enum class unit_level : std::uint8_t { province, district, commune, village, organisation };

/// The level at which units of a kind stand.
[[nodiscard]] constexpr unit_level level_of(unit_kind k) noexcept {
  if (k <= unit_kind::municipality) return unit_level::province;
  if (k <= unit_kind::city) return unit_level::district;
  if (k <= unit_kind::special_zone) return unit_level::commune;
  if (k <= unit_kind::residential_group) return unit_level::village;
  return unit_level::organisation;
}

namespace detail {
struct unit_kind_words {
  std::string_view id;
  std::string_view vi;
  std::string_view en;
};
inline constexpr std::array<unit_kind_words, unit_kind_count> unit_kinds{{
    {"province", "tỉnh", "province"},
    {"municipality", "thành phố", "city"},
    {"urban_district", "quận", "urban district"},
    {"district", "huyện", "district"},
    {"town", "thị xã", "town"},
    {"city", "thành phố", "city"},
    {"commune", "xã", "commune"},
    {"ward", "phường", "ward"},
    {"township", "thị trấn", "township"},
    {"special_zone", "đặc khu", "special zone"},
    {"village", "thôn", "village"},
    {"residential_group", "tổ dân phố", "residential group"},
    {"agency", "cơ quan", "agency"},
    {"public_service_unit", "đơn vị sự nghiệp công lập", "public service unit"},
    {"state_enterprise", "doanh nghiệp nhà nước", "state enterprise"},
    {"enterprise", "doanh nghiệp", "enterprise"},
}};
inline constexpr std::array<unit_kind_words, 5> unit_levels{{
    {"province", "cấp tỉnh", "province level"},
    {"district", "cấp huyện", "district level"},
    {"commune", "cấp xã", "commune level"},
    {"village", "thôn, tổ dân phố", "village"},
    {"organisation", "cơ quan, đơn vị, doanh nghiệp", "organisation"},
}};
}  // namespace detail

/// "commune", as data files write it.
[[nodiscard]] constexpr std::string_view name_of(unit_kind k) noexcept {
  return detail::unit_kinds[static_cast<std::size_t>(k)].id;
}
[[nodiscard]] constexpr std::string_view name_of(unit_level l) noexcept {
  return detail::unit_levels[static_cast<std::size_t>(l)].id;
}
/// By such a name; `nullopt` for any other text.
[[nodiscard]] constexpr std::optional<unit_kind> unit_kind_from(std::string_view s) noexcept {
  for (std::size_t i = 0; i < unit_kind_count; ++i)
    if (detail::unit_kinds[i].id == s) return static_cast<unit_kind>(i);
  return std::nullopt;
}
[[nodiscard]] constexpr std::optional<unit_level> unit_level_from(std::string_view s) noexcept {
  for (std::size_t i = 0; i < detail::unit_levels.size(); ++i)
    if (detail::unit_levels[i].id == s) return static_cast<unit_level>(i);
  return std::nullopt;
}
/// "xã", "commune".
[[nodiscard]] constexpr std::string_view label_of(unit_kind k, lang l) noexcept {
  const auto& words = detail::unit_kinds[static_cast<std::size_t>(k)];
  return l == lang::vi ? words.vi : words.en;
}
[[nodiscard]] constexpr std::string_view label_of(unit_level level, lang l) noexcept {
  const auto& words = detail::unit_levels[static_cast<std::size_t>(level)];
  return l == lang::vi ? words.vi : words.en;
}

/// A `fact` was taken from a source; an `illustrative` entry was made up for an example or a test.
enum class authenticity : std::uint8_t { fact, illustrative };

/// Name and kind of a unit over some days of its life.
struct unit_period {
  validity when;
  std::string name;  ///< without the kind: "Diễn Châu"
  unit_kind kind = unit_kind::commune;
  std::optional<std::int64_t> households;  ///< how many; none: not counted by the source
  authenticity known_as = authenticity::fact;
  std::string decree;  ///< what began the period; empty if unknown
  evidence known_by = evidence::summary;
  /// `when` counts the days of the source. Where that is the day on which the state's register showed the change and
  /// the day in force is known too, it stands here.
  std::optional<date> in_force = std::nullopt;
  std::string change = {};  ///< what began the period, in words of the source: "renamed", "kind_changed+moved"
  std::string note = {};    ///< what the source says of its own doubts
};

/// One lifetime of a unit. A code is not an identity: 1,823 commune codes meant another unit after
/// 2025-07-01. The key is "<code>@<first day known>", such as "17464@2025-07-01".
struct unit {
  static constexpr std::string_view type_name = "unit";

  std::string key;
  std::string code;
  date first_known;                  ///< the day in the key; the unit may be older
  std::vector<unit_period> periods;  ///< in order, without gaps; never empty

  /// The period of that day; before the first one or after the last, the nearest. O(periods).
  [[nodiscard]] const unit_period& on(date day) const {
    std::size_t i = 0;
    while (i + 1 < periods.size() && periods[i + 1].when.from <= day) ++i;
    return periods[i];
  }
};
using unit_id = id<unit>;

/// Mid-sentence: "xã Diễn Châu", "Diễn Châu commune", "ward 1" for names that are numbers.
[[nodiscard]] inline std::string full_name(const unit_period& p, lang l) {
  const std::string kind{label_of(p.kind, l)};
  if (l == lang::vi) return kind + " " + p.name;
  const bool is_number = !p.name.empty() && p.name.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? kind + " " + p.name : p.name + " " + kind;
}
/// The same in both languages.
[[nodiscard]] inline text full_name(const unit_period& p) { return {full_name(p, lang::vi), full_name(p, lang::en)}; }

}  // namespace dinh::inline v1
