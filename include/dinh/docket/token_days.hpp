#pragma once
/// \file
/// Since when the tokens of a case stand where they stand: an act that is dated earlier was done before what it rests on.

#include <dinh/base/date.hpp>
#include <dinh/docket/case_state.hpp>
#include <dinh/procedure/marking.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// A day for each place with a token. Beside the state of a case and not in it: whoever steps millions of cases whose acts come
/// in their order does without.
class token_days {
public:
  /// A token on a place of the procedure.
  struct token_day {
    std::uint16_t place = 0;
    day_number since = never;
    friend constexpr bool operator==(const token_day&, const token_day&) = default;
  };

  token_days() = default;
  /// As `each` gave them: by place, each once.
  explicit token_days(std::vector<token_day> each) noexcept : each_{std::move(each)} {}

  /// The latest day on which a token came to one of these places; `never` if none stands there.
  [[nodiscard]] day_number latest_on(const marking& places) const noexcept {
    day_number latest = never;
    for (const token_day& t : each_)
      if (places.has(t.place)) latest = std::max(latest, t.since);
    return latest;
  }
  /// The tokens on `places` go, and others come on a day.
  void move(const marking& gone, const marking& came, day_number day) {
    std::erase_if(each_, [&](const token_day& t) { return gone.has(t.place) || came.has(t.place); });
    for (std::uint16_t place = 0; place < marking::most_places; ++place)
      if (came.has(place))
        each_.insert(std::find_if(each_.begin(), each_.end(), [&](const token_day& t) { return t.place > place; }), {place, day});
  }

  /// By place.
  [[nodiscard]] const std::vector<token_day>& each() const noexcept { return each_; }
  friend bool operator==(const token_days&, const token_days&) = default;

private:
  std::vector<token_day> each_;
};

}  // namespace dinh::inline v1
