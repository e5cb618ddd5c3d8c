#pragma once
// Where something of a name lies, without a second copy of the name: 12 bytes for each, and as much again in reserve.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace dinh::inline v1::docketing {

/// The names stand with their owner, who says whether a place has one. The order of nothing depends on the hash.
class name_table {
public:
  /// Two numbers of the owner; the first is less than UINT32_MAX.
  struct place {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
  };

  /// Null if nothing has this name. `is(place)` tells whether the thing there has it.
  template <class Is>
  [[nodiscard]] const place* find(std::string_view name, const Is& is) const {
    if (slots_.empty()) return nullptr;
    const std::uint32_t h = hash(name);
    for (std::size_t i = first_slot(h); slots_[i].at.first != none; i = next(i))
      if (slots_[i].hash == h && is(slots_[i].at)) return &slots_[i].at;
    return nullptr;
  }
  /// Pre: the name is not there.
  void insert(std::string_view name, place at) {
    if ((size_ + 1) * 3 > slots_.size() * 2) grow(slots_.empty() ? 16 : slots_.size() * 2);
    put({hash(name), at});
    ++size_;
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// Room for so many in all.
  void reserve(std::size_t count) {
    std::size_t slots = 16;
    while (slots * 2 < count * 3) slots *= 2;
    if (slots > slots_.size()) grow(slots);
  }

private:
  static constexpr std::uint32_t none = UINT32_MAX;
  struct slot {
    std::uint32_t hash = 0;
    place at{none, 0};
  };
  [[nodiscard]] static std::uint32_t hash(std::string_view name) noexcept {
    const std::uint64_t h = std::hash<std::string_view>{}(name) * std::uint64_t{0x9E3779B97F4A7C15U};
    return static_cast<std::uint32_t>(h >> 32U);
  }
  [[nodiscard]] std::size_t first_slot(std::uint32_t h) const noexcept { return h & (slots_.size() - 1); }
  [[nodiscard]] std::size_t next(std::size_t i) const noexcept { return (i + 1) & (slots_.size() - 1); }
  void put(const slot& s) noexcept {
    std::size_t i = first_slot(s.hash);
    while (slots_[i].at.first != none) i = next(i);
    slots_[i] = s;
  }
  void grow(std::size_t slots) {
    std::vector<slot> old(slots);
    old.swap(slots_);
    for (const slot& s : old)
      if (s.at.first != none) put(s);
  }

  std::vector<slot> slots_;  // a power of two, a third of them empty at least
  std::size_t size_ = 0;
};

}  // namespace dinh::inline v1::docketing
