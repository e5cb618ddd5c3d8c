#pragma once
/// \file
/// Where a case stands and which deadlines run in it: all the engine needs to know of its past.

#include <dinh/base/date.hpp>
#include <dinh/procedure/marking.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// "No day" among day numbers.
inline constexpr day_number never = std::numeric_limits<day_number>::min();
/// `never` becomes `no_date()`.
[[nodiscard]] inline date date_or_none(day_number n) noexcept { return n == never ? no_date() : to_date(n); }

/// A deadline that runs: which of the procedure, and since when. 8 bytes.
struct running_deadline {
  day_number opened = 0;
  std::uint16_t deadline = 0;  ///< of the procedure
  std::uint16_t is_new = 0;  ///< 1 while the event that opened it is being applied, else 0
  friend constexpr bool operator==(const running_deadline&, const running_deadline&) = default;
};

/// The running deadlines of a case, oldest first: three in place, more on the heap.
class running_deadlines {
public:
  static constexpr std::uint32_t in_place = 3;

  running_deadlines() = default;
  running_deadlines(const running_deadlines& o)
      : here_{o.here_}, more_{o.more_ ? std::make_unique<rest>(*o.more_) : nullptr}, size_{o.size_} {}
  running_deadlines(running_deadlines&& o) noexcept
      : here_{o.here_}, more_{std::move(o.more_)}, size_{std::exchange(o.size_, 0)} {}
  running_deadlines& operator=(const running_deadlines& o) {
    if (this != &o) *this = running_deadlines{o};
    return *this;
  }
  running_deadlines& operator=(running_deadlines&& o) noexcept {
    here_ = o.here_;
    more_ = std::move(o.more_);
    size_ = std::exchange(o.size_, 0);
    return *this;
  }
  ~running_deadlines() = default;

  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  /// Pre: `i < size()`.
  [[nodiscard]] running_deadline& operator[](std::uint32_t i) noexcept {
    return i < in_place ? here_[i] : (*more_)[i - in_place];
  }
  [[nodiscard]] const running_deadline& operator[](std::uint32_t i) const noexcept {
    return i < in_place ? here_[i] : (*more_)[i - in_place];
  }
  void push_back(running_deadline r) {
    if (size_ < in_place) {
      here_[size_] = r;
    } else {
      if (!more_) more_ = std::make_unique<rest>();
      more_->push_back(r);
    }
    ++size_;
  }
  /// Keeps the order of the others. Pre: `i < size()`.
  void erase(std::uint32_t i) noexcept {
    for (std::uint32_t k = i; k + 1 < size_; ++k) (*this)[k] = (*this)[k + 1];
    --size_;
    if (size_ >= in_place) more_->pop_back();
  }

  friend bool operator==(const running_deadlines& a, const running_deadlines& b) noexcept {
    if (a.size_ != b.size_) return false;
    for (std::uint32_t i = 0; i < a.size_; ++i)
      if (!(a[i] == b[i])) return false;
    return true;
  }

private:
  using rest = std::vector<running_deadline>;
  std::array<running_deadline, in_place> here_{};
  std::unique_ptr<rest> more_;
  std::uint32_t size_ = 0;
};

/// A value of 64 bytes.
struct case_state {
  marking standing;                    ///< empty before the start and after the end
  day_number latest_recorded = never;  ///< `never`: the case is not begun
  day_number latest_occurred = never;
  running_deadlines running;

  [[nodiscard]] bool is_begun() const noexcept { return latest_recorded != never; }
  [[nodiscard]] bool is_closed() const noexcept { return is_begun() && standing.empty(); }
  friend bool operator==(const case_state&, const case_state&) = default;
};
static_assert(sizeof(case_state) <= 64);

}  // namespace dinh::inline v1
