#pragma once
// A heap of points by distance, the nearest first; points at one distance by number, so that the order never depends
// on the machine. Points are pushed again when they come nearer; the reader skips what is out of date.

#include <cstdint>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

class distance_heap {
public:
  struct entry {
    std::int64_t distance;
    std::uint32_t point;
    friend bool operator<(const entry& a, const entry& b) noexcept {
      return a.distance != b.distance ? a.distance < b.distance : a.point < b.point;
    }
  };

  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  void clear() noexcept { entries_.clear(); }

  void push(std::int64_t distance, std::uint32_t point) {
    std::size_t i = entries_.size();
    const entry e{distance, point};
    entries_.push_back(e);
    while (i > 0) {
      const std::size_t parent = (i - 1) / ways;
      if (!(e < entries_[parent])) break;
      entries_[i] = entries_[parent];
      i = parent;
    }
    entries_[i] = e;
  }

  // Pre: not empty.
  entry pop() {
    const entry top = entries_.front();
    const entry last = entries_.back();
    entries_.pop_back();
    const std::size_t n = entries_.size();
    std::size_t i = 0;
    while (n > 0) {
      const std::size_t first = i * ways + 1;
      if (first >= n) break;
      std::size_t least = first;
      for (std::size_t c = first + 1; c < first + ways && c < n; ++c)
        if (entries_[c] < entries_[least]) least = c;
      if (!(entries_[least] < last)) break;
      entries_[i] = entries_[least];
      i = least;
    }
    if (n > 0) entries_[i] = last;
    return top;
  }

private:
  static constexpr std::size_t ways = 4;
  std::vector<entry> entries_;
};

}  // namespace dinh::inline v1
