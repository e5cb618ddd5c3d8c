#pragma once
/// \file
/// Since when the tokens of a case stand where they stand: an act that is dated earlier was done before what it rests on.

#include <dinh/base/date.hpp>
#include <dinh/procedure/marking.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// "No day" among day numbers.
inline constexpr day_number never = std::numeric_limits<day_number>::min();

/// One day for all tokens that came together, as they do where nothing runs side by side; else one for each place, on the
/// heap. Which places are marked the caller knows.
class token_days {
public:
  /// A token on a place of the procedure.
  struct token_day {
    std::uint16_t place = 0;
    day_number since = never;
    friend constexpr bool operator==(const token_day&, const token_day&) = default;
  };
  using each_place = std::vector<token_day>;

  token_days() = default;
  /// As `common` and `apart` gave it.
  token_days(day_number common, each_place apart)
      : apart_{apart.empty() ? nullptr : std::make_unique<each_place>(std::move(apart))}, common_{common} {}
  token_days(const token_days& o) : apart_{o.apart_ ? std::make_unique<each_place>(*o.apart_) : nullptr}, common_{o.common_} {}
  token_days(token_days&&) noexcept = default;
  token_days& operator=(const token_days& o) {
    if (this != &o) *this = token_days{o};
    return *this;
  }
  token_days& operator=(token_days&&) noexcept = default;
  ~token_days() = default;

  /// The latest day on which a token came to one of these places; `never` if it is not known. Pre: one stands on each.
  [[nodiscard]] day_number latest_on(const marking& places) const noexcept {
    if (!apart_) return common_;
    day_number latest = never;
    for (const token_day& t : *apart_)
      if (places.has(t.place)) latest = std::max(latest, t.since);
    return latest;
  }

  /// Tokens came to `places` on a day; those on `staying`, which are others, stay as they were; all the rest is gone.
  void move(const marking& staying, const marking& places, day_number day) {
    if (staying.empty()) {
      common_ = day;
      apart_.reset();
      return;
    }
    if (!apart_ && (day == common_ || places.empty())) return;
    auto next = std::make_unique<each_place>();
    for (std::uint16_t place = 0; place < marking::most_places; ++place) {
      if (staying.has(place))
        next->push_back({place, day_of(place)});
      else if (places.has(place))
        next->push_back({place, day});
    }
    apart_ = std::move(next);
  }

  /// Ordered by place; empty: all came on the `common` day.
  [[nodiscard]] std::span<const token_day> apart() const noexcept {
    return apart_ ? std::span<const token_day>{*apart_} : std::span<const token_day>{};
  }
  [[nodiscard]] day_number common() const noexcept { return common_; }

  friend bool operator==(const token_days& a, const token_days& b) noexcept {
    const auto x = a.apart();
    const auto y = b.apart();
    return a.common_ == b.common_ && std::equal(x.begin(), x.end(), y.begin(), y.end());
  }

private:
  [[nodiscard]] day_number day_of(std::uint16_t place) const noexcept {
    marking here;
    here.add(place);
    return latest_on(here);
  }

  std::unique_ptr<each_place> apart_;
  day_number common_ = never;
};

}  // namespace dinh::inline v1
