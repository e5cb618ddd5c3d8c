#pragma once
// Structs that grow: each begins with its size. A program built with an older header gives a smaller size, one built
// with a newer header a larger one.

#include <capi/guarded.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace dinh::capi {

/// The sizes that a struct has had, ascending, the last one being that of now. When members are appended, the old size
/// stays in the list for as long as the major version lives.
template <class T>
inline constexpr std::array<std::size_t, 1> sizes_of{sizeof(T)};
template <>
inline constexpr std::array<std::size_t, 2> sizes_of<dinh_due>{12, sizeof(dinh_due)};  // without `counted`

static_assert(sizeof(dinh_lunar) == 20 && sizeof(dinh_limit) == 16 && sizeof(dinh_due) == 16 && sizeof(dinh_ratio) == 24);
static_assert(offsetof(dinh_due, counted) == 12);
static_assert(offsetof(dinh_vote, households) == 24 && sizeof(dinh_vote) == 80);
static_assert(offsetof(dinh_ruling, further_attendance) == 56 && sizeof(dinh_ruling) == 64);

/// Nobody means a struct larger than this: what stands there is not a size.
inline constexpr std::size_t largest_struct = 4096;

/// A size of now, of an older version, or of a newer one.
template <class T>
[[nodiscard]] bool is_size_of(std::size_t size) noexcept {
  const auto& sizes = sizes_of<T>;
  return (size > sizeof(T) && size <= largest_struct) || std::find(sizes.begin(), sizes.end(), size) != sizes.end();
}

void refuse_size(arguments& a, const char* name, std::size_t given, std::size_t known);
void refuse_tail(arguments& a, const char* name);

/// The struct as this version knows it: members that an older caller does not have keep the value of `defaults`; members
/// that this version does not have must be zero.
template <class T>
[[nodiscard]] T read_sized(arguments& a, const T* given, const char* name, T defaults) {
  a.needs(given, name);
  if (given == nullptr) return defaults;
  const std::size_t size = given->size;
  if (!is_size_of<T>(size)) {
    refuse_size(a, name, size, sizeof(T));
    return defaults;
  }
  const auto* bytes = reinterpret_cast<const unsigned char*>(given);
  for (std::size_t i = sizeof(T); i < size; ++i)
    if (bytes[i] != 0) {
      refuse_tail(a, name);
      break;
    }
  std::memcpy(&defaults, given, std::min(size, sizeof(T)));
  return defaults;
}

template <class T>
void check_sized(arguments& a, const T* out, const char* name) {
  a.needs(out, name);
  if (out != nullptr && !is_size_of<T>(out->size)) refuse_size(a, name, out->size, sizeof(T));
}

/// Pre: `check_sized` passed.
template <class T>
void write_sized(T* out, const T& value) noexcept {
  const std::uint32_t size = out->size;
  std::memcpy(out, &value, std::min(std::size_t{size}, sizeof(T)));
  if (size > sizeof(T)) std::memset(reinterpret_cast<unsigned char*>(out) + sizeof(T), 0, size - sizeof(T));
  out->size = size;
}

}  // namespace dinh::capi
