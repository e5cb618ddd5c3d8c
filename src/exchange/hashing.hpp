#pragma once
// Hashes and signatures through libsodium. Without it (DINH_WITH_SODIUM=OFF) every function says `hash/not-built-in`.

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/json_value.hpp>
#include <dinh/config.hpp>

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace dinh::inline v1::exchange {

/// SHA-256 as 64 small hexadecimal digits. SHA-256 rather than BLAKE2b, because every machine has a tool for it.
[[nodiscard]] DINH_API checked<std::string> sha256(std::string_view bytes);
/// SHA-256 of bytes that come in pieces.
class DINH_API running_sha256 {
public:
  /// Fails with `hash/not-built-in`.
  [[nodiscard]] static checked<running_sha256> make();
  running_sha256(running_sha256&&) noexcept;
  running_sha256& operator=(running_sha256&&) noexcept;
  ~running_sha256();
  void add(std::string_view bytes);
  /// Of all bytes so far, as 64 small hexadecimal digits; more may follow.
  [[nodiscard]] std::string so_far() const;

private:
  struct state;
  explicit running_sha256(std::unique_ptr<state> s) noexcept;
  std::unique_ptr<state> state_;
};
/// SHA-256 of the canonical form.
[[nodiscard]] DINH_API checked<std::string> sha256(const json_value& v);

/// JSON that was parsed, for the canonical form. Fails with `canonical/not-an-integer` (with the pointer) for a number
/// with a fraction or an exponent, and for one beyond 64 bits.
[[nodiscard]] DINH_API checked<json_value> to_json_value(const nlohmann::json& j);

struct key_pair {
  std::string secret;  ///< 64 hexadecimal digits: the seed
  std::string open;    ///< 64 hexadecimal digits
};
/// A new Ed25519 key pair from the system's random numbers.
[[nodiscard]] DINH_API checked<key_pair> new_key_pair();
/// Ed25519 (RFC 8032) over the bytes, as 128 hexadecimal digits. Fails with `signature/bad-key`.
[[nodiscard]] DINH_API checked<std::string> sign(std::string_view bytes, std::string_view secret_key);
/// The key others verify with. Fails with `signature/bad-key`.
[[nodiscard]] DINH_API checked<std::string> open_key_of(std::string_view secret_key);
/// Whether the signature is one of these bytes under this key. Fails with `signature/bad-key` or `signature/bad-form`.
[[nodiscard]] DINH_API checked<bool> is_signed(std::string_view bytes, std::string_view signature,
                                               std::string_view open_key);

}  // namespace dinh::inline v1::exchange
