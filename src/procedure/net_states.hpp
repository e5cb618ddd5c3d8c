#pragma once
// A set of markings that numbers them in the order in which they come.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dinh::inline v1::nets {

// Each marking is `width` words. Open addressing; the table holds numbers and a part of the hash.
class marking_set {
public:
  explicit marking_set(std::size_t width) : width_{width} { clear(); }

  void clear() {
    words_.clear();
    count_ = 0;
    if (slots_.size() > 1024) slots_.resize(256);  // a small search must not pay for a large one before it
    if (slots_.empty()) slots_.resize(256);
    std::fill(slots_.begin(), slots_.end(), slot{});
    mask_ = slots_.size() - 1;
  }
  [[nodiscard]] std::uint32_t size() const noexcept { return count_; }
  // Valid until the next `add`.
  [[nodiscard]] const std::uint64_t* operator[](std::uint32_t i) const noexcept { return words_.data() + i * width_; }

  struct added {
    std::uint32_t number;
    bool is_new;
  };
  added add(const std::uint64_t* m) {
    const std::uint64_t h = hash(m);
    const auto tag = static_cast<std::uint32_t>(h >> 32U);
    std::size_t at = h & mask_;
    while (slots_[at].number != 0) {
      if (slots_[at].tag == tag && same(words_.data() + (slots_[at].number - 1) * width_, m))
        return {slots_[at].number - 1, false};
      at = (at + 1) & mask_;
    }
    slots_[at] = {count_ + 1, tag};
    words_.insert(words_.end(), m, m + width_);
    ++count_;
    if (std::size_t{count_} * 4 > slots_.size() * 3) grow();
    return {count_ - 1, true};
  }

private:
  struct slot {
    std::uint32_t number = 0;  // one more than the marking's; 0: free
    std::uint32_t tag = 0;
  };
  [[nodiscard]] std::uint64_t hash(const std::uint64_t* m) const noexcept {
    std::uint64_t h = 0x9E3779B97F4A7C15U;
    for (std::size_t i = 0; i < width_; ++i) {
      h = (h ^ m[i]) * 0xD6E8FEB86659FD93U;
      h ^= h >> 32U;
    }
    return h * 0x9E3779B97F4A7C15U ^ h >> 29U;
  }
  [[nodiscard]] bool same(const std::uint64_t* a, const std::uint64_t* b) const noexcept {
    for (std::size_t i = 0; i < width_; ++i)
      if (a[i] != b[i]) return false;
    return true;
  }
  void grow() {
    std::vector<slot> larger(slots_.size() * 4);
    mask_ = larger.size() - 1;
    for (std::uint32_t i = 0; i < count_; ++i) {
      const std::uint64_t h = hash((*this)[i]);
      std::size_t at = h & mask_;
      while (larger[at].number != 0) at = (at + 1) & mask_;
      larger[at] = {i + 1, static_cast<std::uint32_t>(h >> 32U)};
    }
    slots_.swap(larger);
  }

  std::size_t width_;
  std::size_t mask_ = 0;
  std::vector<std::uint64_t> words_;
  std::vector<slot> slots_;
  std::uint32_t count_ = 0;
};

}  // namespace dinh::inline v1::nets
