#pragma once
// The hash that binds each entry of a durable journal to all before it. One form for every kind of storage, so that
// journals with the same entries have the same head wherever they lie.

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dinh::inline v1::journal_chain {

using digest = std::array<unsigned char, 32>;

namespace detail {
inline void hash_number(crypto_generichash_state& h, std::uint64_t n) noexcept {
  std::array<unsigned char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>(n >> (8 * i));
  crypto_generichash_update(&h, bytes.data(), bytes.size());
}
inline void hash_text(crypto_generichash_state& h, std::string_view s) noexcept {
  hash_number(h, s.size());
  crypto_generichash_update(&h, reinterpret_cast<const unsigned char*>(s.data()), s.size());
}
}  // namespace detail

/// BLAKE2b-256 over the chain before, the position, the id and the payload, each text with its length.
[[nodiscard]] inline digest link(const digest& before, std::uint64_t position, std::string_view id,
                                 std::string_view payload) noexcept {
  crypto_generichash_state h;
  digest out{};
  crypto_generichash_init(&h, nullptr, 0, out.size());
  crypto_generichash_update(&h, before.data(), before.size());
  detail::hash_number(h, position);
  detail::hash_text(h, id);
  detail::hash_text(h, payload);
  crypto_generichash_final(&h, out.data(), out.size());
  return out;
}

/// From bytes as the storage gives them. Bytes of another length are changed ones: all zero never matches a chain.
[[nodiscard]] inline digest digest_of(const void* bytes, std::size_t size) noexcept {
  digest d{};
  if (bytes != nullptr && size == d.size())
    std::copy_n(static_cast<const unsigned char*>(bytes), d.size(), d.begin());
  return d;
}

/// 64 hexadecimal digits.
[[nodiscard]] inline std::string hexadecimal(const digest& d) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const unsigned char b : d) {
    out += digits[b >> 4U];
    out += digits[b & 0xFU];
  }
  return out;
}

}  // namespace dinh::inline v1::journal_chain
