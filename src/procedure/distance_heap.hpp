#pragma once
// Heaps of points by distance, the nearest first; points at one distance by number, so that the order never depends on
// the machine. Points are pushed again when they come nearer; the reader skips what is out of date.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

namespace heaps {

// Four children to a node.
template <class Entry>
class four_way {
public:
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  void clear() noexcept { entries_.clear(); }

  void push(const Entry& e) {
    std::size_t i = entries_.size();
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
  Entry pop() {
    const Entry top = entries_.front();
    const Entry last = entries_.back();
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
  std::vector<Entry> entries_;
};

}  // namespace heaps

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
  void push(std::int64_t distance, std::uint32_t point) { entries_.push({distance, point}); }
  entry pop() { return entries_.pop(); }

private:
  heaps::four_way<entry> entries_;
};

// The same order in one word for each entry, of points below 2^20 and distances that lie less than 2^44 above the least.
class packed_distance_heap {
public:
  using entry = distance_heap::entry;
  static constexpr std::int64_t most_apart = std::int64_t{1} << 44U;

  explicit packed_distance_heap(std::int64_t least) noexcept : least_{least} {}
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  void push(std::int64_t distance, std::uint32_t point) {
    entries_.push(static_cast<std::uint64_t>(distance - least_) << point_bits | point);
  }
  entry pop() {
    const std::uint64_t e = entries_.pop();
    return {least_ + static_cast<std::int64_t>(e >> point_bits), static_cast<std::uint32_t>(e & ((1U << point_bits) - 1U))};
  }

private:
  static constexpr unsigned point_bits = 20;
  std::int64_t least_;
  heaps::four_way<std::uint64_t> entries_;
};

}  // namespace dinh::inline v1
