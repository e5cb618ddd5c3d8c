#pragma once
// In which case something of a name lies, without a second copy of the name: 8 bytes for each, and half as much again in
// reserve.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>
#include <vector>

namespace dinh::inline v1::docketing {

/// The names stand with their owner, who says whether a case has one. The order of nothing depends on the hash.
class name_table {
public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  /// The number of the case; `none` if nothing has this name. `is(number)` tells whether something in that case has it.
  template <class Is>
  [[nodiscard]] std::uint32_t find(std::string_view name, const Is& is) const {
    if (slots_.empty()) return none;
    const std::uint32_t h = hash(name);
    for (std::size_t i = first_slot(h); slots_[i].in_case != none; i = next(i))
      if (slots_[i].hash == h && is(slots_[i].in_case)) return slots_[i].in_case;
    return none;
  }
  /// Pre: the name is not there; the number is less than `none`.
  void insert(std::string_view name, std::uint32_t in_case) {
    if ((size_ + 1) * 4 > slots_.size() * 3) grow(slots_.empty() ? 16 : slots_.size() / 2 * 3);
    put({hash(name), in_case});
    ++size_;
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
  struct slot {
    std::uint32_t hash = 0;
    std::uint32_t in_case = none;
  };
  [[nodiscard]] static std::uint32_t hash(std::string_view name) noexcept {
    const std::uint64_t h = std::hash<std::string_view>{}(name) * std::uint64_t{0x9E3779B97F4A7C15U};
    return static_cast<std::uint32_t>(h >> 32U);
  }
  // In the order of the hashes, so that growing goes over both tables from front to back.
  [[nodiscard]] std::size_t first_slot(std::uint32_t h) const noexcept {
    return static_cast<std::size_t>((std::uint64_t{h} * slots_.size()) >> 32U);
  }
  [[nodiscard]] std::size_t next(std::size_t i) const noexcept { return i + 1 == slots_.size() ? 0 : i + 1; }
  void put(const slot& s) noexcept {
    std::size_t i = first_slot(s.hash);
    while (slots_[i].in_case != none) i = next(i);
    slots_[i] = s;
  }
  void grow(std::size_t slots) {
    std::vector<slot> old(slots);
    old.swap(slots_);
    for (const slot& s : old)
      if (s.in_case != none) put(s);
  }

  std::vector<slot> slots_;  // a quarter of them empty at least
  std::size_t size_ = 0;
};

}  // namespace dinh::inline v1::docketing
