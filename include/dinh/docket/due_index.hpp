#pragma once
/// \file
/// What falls due on which day, for millions of open duties: a bucket for each day, and a mark where one was cancelled.
/// Settling a duty before its day is the common case, so cancelling only leaves a mark; the mark goes when the day is
/// taken out.
///
/// About 12 bytes for each duty held, and 12 bytes for each day between the first and the last due date.

#include <dinh/base/date.hpp>

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

  /// `duty` is the caller's number, below 2^31. Amortised O(1); days far apart cost 12 bytes for each day between.
  /// Pre: fewer than `most_entries` are held; `due` lies in 1400-9999.
  handle insert(day_number due, std::uint32_t duty) {
    std::uint32_t h = 0;
    if (free_ != none) {
      h = free_;
      free_ = entries_[h].duty;
    } else {
      h = static_cast<std::uint32_t>(entries_.size());
      entries_.push_back({});
    }
    entries_[h] = {duty, due};
    bucket(due).push_back(h);
    ++size_;
    return handle{h};
  }

  /// The duty is no longer owed. Pre: it is held and not cancelled. O(1).
  void cancel(handle h) noexcept {
    entries_[static_cast<std::uint32_t>(h)].duty |= cancelled;
    --size_;
    ++cancelled_count_;
  }
  /// The day under which it is held. Pre: it is held and not cancelled.
  [[nodiscard]] day_number due_of(handle h) const noexcept { return entries_[static_cast<std::uint32_t>(h)].due; }
  /// Marks left by `cancel`: entries held in vain until their day is taken out, or `compact`.
  [[nodiscard]] std::size_t cancelled_count() const noexcept { return cancelled_count_; }
  /// Takes out the marks, for an index whose days are never taken out. O(entries + days).
  void compact() {
    for (std::size_t i = taken_; i < buckets_.size(); ++i) {
      std::size_t kept = 0;
      for (const std::uint32_t h : buckets_[i]) {
        if ((entries_[h].duty & cancelled) == 0) {
          buckets_[i][kept++] = h;
          continue;
        }
        entries_[h].duty = free_;
        free_ = h;
      }
      buckets_[i].resize(kept);
    }
    cancelled_count_ = 0;
  }

  /// Takes out all that falls due up to and including `last`, by day and within a day in the order of insertion, and
  /// calls `visit(day_number, duty)` for each. O(taken out + days).
  template <class Visit>
  void take_until(day_number last, Visit&& visit) {
    while (!buckets_.empty() && first_ + static_cast<day_number>(taken_) <= last && taken_ < buckets_.size()) {
      std::vector<std::uint32_t> day = std::move(buckets_[taken_]);
      const day_number due = first_ + static_cast<day_number>(taken_);
      buckets_[taken_] = {};
      ++taken_;
      for (const std::uint32_t h : day) {
        const entry e = entries_[h];
        entries_[h].duty = free_;
        free_ = h;
        if ((e.duty & cancelled) != 0) {
          --cancelled_count_;
          continue;
        }
        --size_;
        visit(due, e.duty);
      }
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
      for (const std::uint32_t h : buckets_[i])
        if ((entries_[h].duty & cancelled) == 0) visit(due, entries_[h].duty);
    }
  }

  /// Duties held and not cancelled.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  /// Bytes held, growth included.
  [[nodiscard]] std::size_t bytes() const noexcept {
    std::size_t n = entries_.capacity() * sizeof(entry) + buckets_.capacity() * sizeof(buckets_[0]);
    for (const auto& b : buckets_) n += b.capacity() * sizeof(std::uint32_t);
    return n;
  }

private:
  static constexpr std::uint32_t cancelled = std::uint32_t{1} << 31U;
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  struct entry {
    std::uint32_t duty = 0;  ///< with the mark; of a free one the next free one
    day_number due = 0;
  };

  std::vector<std::uint32_t>& bucket(day_number due) {
    if (buckets_.empty()) first_ = due;
    if (due < first_ + static_cast<day_number>(taken_)) {  // a day that was taken out already, or one before the first
      if (due >= first_) {
        taken_ = static_cast<std::size_t>(due - first_);
      } else {
        const auto more = static_cast<std::size_t>(first_ - due);
        std::vector<std::vector<std::uint32_t>> earlier(more);
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

  std::vector<entry> entries_;
  std::vector<std::vector<std::uint32_t>> buckets_;
  day_number first_ = 0;
  std::size_t taken_ = 0;  ///< buckets before this one are empty
  std::uint32_t free_ = none;
  std::size_t size_ = 0;
  std::size_t cancelled_count_ = 0;
};

}  // namespace dinh::inline v1
