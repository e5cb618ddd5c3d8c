#pragma once
/// \file
/// What falls due on which day, for millions of open duties: a bucket for each day, and a mark where one was cancelled.
/// Settling a duty before its day is the common case, so cancelling only sets a bit; the bit goes when the day is taken out.
///
/// 8 bytes and a bit for each duty held, with the room to grow about 11, and 24 bytes for each day between the first and the
/// last due date.

#include <dinh/base/date.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

/// One thread at a time. No allocation but for growth.
class due_index {
public:
  /// Names one entry until it is taken out or, once cancelled, until its day is.
  enum class handle : std::uint32_t {};
  static constexpr std::uint32_t most_entries = std::numeric_limits<std::uint32_t>::max() >> 1U;

  /// `duty` is the caller's number. Amortised O(1); days far apart cost 24 bytes for each day between.
  /// Pre: fewer than `most_entries` are held; `due` lies in 1400-9999.
  handle insert(day_number due, std::uint32_t duty) {
    std::uint32_t h = next_;
    if (!free_.empty()) {
      h = free_.back().back().handle;
      free_.back().pop_back();
      if (free_.back().empty()) free_.pop_back();
      marks_[h / 64] &= ~bit(h);
    } else if (next_++ % 64 == 0) {
      marks_.push_back(0);
    }
    bucket(due).push_back({h, duty});
    ++size_;
    return handle{h};
  }

  /// The duty is no longer owed. Pre: it is held and not cancelled. O(1).
  void cancel(handle h) noexcept {
    const auto number = static_cast<std::uint32_t>(h);
    marks_[number / 64] |= bit(number);
    --size_;
    ++cancelled_count_;
  }
  /// Marks left by `cancel`: entries held in vain until their day is taken out, or `compact`.
  [[nodiscard]] std::size_t cancelled_count() const noexcept { return cancelled_count_; }
  /// Takes out the marks, for an index whose days are never taken out. O(entries + days).
  void compact() {
    std::vector<entry> gone;
    for (std::size_t i = taken_; i < buckets_.size(); ++i) {
      const auto kept = std::stable_partition(buckets_[i].begin(), buckets_[i].end(), [&](const entry& e) { return !is_cancelled(e.handle); });
      gone.insert(gone.end(), kept, buckets_[i].end());
      buckets_[i].erase(kept, buckets_[i].end());
    }
    if (!gone.empty()) free_.push_back(std::move(gone));
    cancelled_count_ = 0;
  }

  /// Takes out all that falls due up to and including `last`, by day and within a day in the order of insertion, and
  /// calls `visit(day_number, duty)` for each. O(taken out + days).
  template <class Visit>
  void take_until(day_number last, Visit&& visit) {
    while (!buckets_.empty() && first_ + static_cast<day_number>(taken_) <= last && taken_ < buckets_.size()) {
      std::vector<entry> day = std::move(buckets_[taken_]);
      const day_number due = first_ + static_cast<day_number>(taken_);
      buckets_[taken_] = {};
      ++taken_;
      for (std::size_t at = 0; at < day.size();) at = take_block(day, at, due, visit);
      if (!day.empty()) free_.push_back(std::move(day));
    }
  }

  /// Calls `visit(day_number, duty)` for what falls due in `[from, until)` and stays held. O(entries of those days).
  template <class Visit>
  void each_in(day_number from, day_number until, Visit&& visit) const {
    const std::int64_t ahead = std::int64_t{from} - first_;
    for (std::size_t i = ahead > static_cast<std::int64_t>(taken_) ? static_cast<std::size_t>(ahead) : taken_;
         i < buckets_.size(); ++i) {
      const day_number due = first_ + static_cast<day_number>(i);
      if (due >= until) break;
      for (const entry e : buckets_[i])
        if (!is_cancelled(e.handle)) visit(due, e.duty);
    }
  }

  /// Duties held and not cancelled.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  /// Bytes held, growth included.
  [[nodiscard]] std::size_t bytes() const noexcept {
    std::size_t n = buckets_.capacity() * sizeof(buckets_[0]) + marks_.capacity() * sizeof(marks_[0]) +
                    free_.capacity() * sizeof(free_[0]);
    for (const auto* lists : {&buckets_, &free_})
      for (const auto& b : *lists) n += b.capacity() * sizeof(entry);
    return n;
  }

private:
  struct entry {
    std::uint32_t handle = 0;
    std::uint32_t duty = 0;
  };

  [[nodiscard]] static constexpr std::uint64_t bit(std::uint32_t number) noexcept { return std::uint64_t{1} << number % 64; }
  [[nodiscard]] bool is_cancelled(std::uint32_t number) const noexcept { return (marks_[number / 64] & bit(number)) != 0; }

  /// Which entries are cancelled cannot be foreseen by the processor: they are left out without a branch, some entries at
  /// a time. Where the next block begins.
  template <class Visit>
  std::size_t take_block(const std::vector<entry>& day, std::size_t at, day_number due, Visit& visit) {
    std::array<entry, 64> owed;
    const std::size_t end = std::min(at + owed.size(), day.size());
    std::size_t owed_count = 0;
    for (std::size_t i = at; i < end; ++i) {
      owed[owed_count] = day[i];
      owed_count += is_cancelled(day[i].handle) ? 0U : 1U;
    }
    cancelled_count_ -= end - at - owed_count;
    for (std::size_t i = 0; i < owed_count; ++i) {
      if (is_cancelled(owed[i].handle)) {  // by the visit of an entry before it
        --cancelled_count_;
        continue;
      }
      --size_;
      visit(due, owed[i].duty);
    }
    return end;
  }

  std::vector<entry>& bucket(day_number due) {
    if (buckets_.empty()) first_ = due;
    if (due < first_ + static_cast<day_number>(taken_)) {  // a day that was taken out already, or one before the first
      if (due >= first_) {
        taken_ = static_cast<std::size_t>(due - first_);
      } else {
        const auto more = static_cast<std::size_t>(first_ - due);
        std::vector<std::vector<entry>> earlier(more);
        for (auto& b : buckets_) earlier.push_back(std::move(b));
        buckets_ = std::move(earlier);
        first_ = due;
        taken_ = 0;
      }
    }
    const auto at = static_cast<std::size_t>(due - first_);
    if (at >= buckets_.size()) buckets_.resize(at + 1);
    return buckets_[at];
  }

  std::vector<std::vector<entry>> buckets_;
  std::vector<std::uint64_t> marks_;      ///< a bit for each handle: it was cancelled
  std::vector<std::vector<entry>> free_;  ///< with handles to be given again: days that were taken out, as they were; none empty
  std::uint32_t next_ = 0;                ///< the first handle that was never given
  day_number first_ = 0;
  std::size_t taken_ = 0;  ///< buckets before this one are empty
  std::size_t size_ = 0;
  std::size_t cancelled_count_ = 0;
};

}  // namespace dinh::inline v1
