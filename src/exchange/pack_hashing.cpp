#include "hashing.hpp"

#include <nlohmann/json.hpp>

#ifdef DINH_HAS_SODIUM
#  include <sodium.h>
#endif

#include <array>
#include <cstddef>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

void convert(const nlohmann::json& j, const std::string& where, json_value& into, diagnostics& faults) {
  using type = nlohmann::json::value_t;
  switch (j.type()) {
    case type::null:
      return;
    case type::boolean:
      into = j.get<bool>();
      return;
    case type::number_integer:
      into = j.get<std::int64_t>();
      return;
    case type::number_unsigned:
      if (const auto n = j.get<std::uint64_t>(); n <= static_cast<std::uint64_t>(INT64_MAX)) {
        into = static_cast<std::int64_t>(n);
        return;
      }
      break;
    case type::string:
      into = j.get_ref<const std::string&>();
      return;
    case type::array: {
      json_value::array list;
      list.reserve(j.size());
      for (std::size_t i = 0; i < j.size(); ++i) {
        list.emplace_back();
        convert(j[i], where + "/" + std::to_string(i), list.back(), faults);
      }
      into = std::move(list);
      return;
    }
    case type::object: {
      json_value::object members;
      members.reserve(j.size());
      for (const auto& [name, value] : j.items()) {
        members.push_back({name, {}});
        convert(value, where + "/" + name, members.back().value, faults);
      }
      into = std::move(members);
      return;
    }
    default:
      break;
  }
  faults.error("canonical/not-an-integer", where,
               {"Ở đây chỉ được là số nguyên 64 bit.", "Only integers of 64 bits may stand here."},
               {"Viết số nguyên, hoặc chuỗi ký tự.", "Write an integer, or a string."});
}

#ifdef DINH_HAS_SODIUM
std::string hex(const unsigned char* bytes, std::size_t count) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += digits[bytes[i] >> 4U];
    out += digits[bytes[i] & 0xFU];
  }
  return out;
}

template <std::size_t N>
bool unhex(std::string_view digits, std::array<unsigned char, N>& into) {
  if (digits.size() != 2 * N) return false;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = digits[i];
    const bool decimal = c >= '0' && c <= '9';
    if (!decimal && (c < 'a' || c > 'f')) return false;
    const auto value = static_cast<unsigned>(decimal ? c - '0' : c - 'a' + 10);
    into[i / 2] = static_cast<unsigned char>(i % 2 == 0 ? value << 4U : into[i / 2] | value);
  }
  return true;
}

unexpected<diagnostics> bad_key() {
  return refuse("signature/bad-key", "key",
                {"Khóa phải là 64 chữ số thập lục phân viết thường.", "A key is 64 small hexadecimal digits."},
                {"`dinh pack keys` tạo một cặp khóa.", "`dinh pack keys` makes a pair of keys."});
}

const unsigned char* bytes_of(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }

struct signing_keys {
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};

  signing_keys() = default;
  signing_keys(const signing_keys&) = delete;
  signing_keys& operator=(const signing_keys&) = delete;
  ~signing_keys() { sodium_memzero(secret.data(), secret.size()); }

  [[nodiscard]] bool from_seed(std::string_view digits) {
    std::array<unsigned char, crypto_sign_SEEDBYTES> seed{};
    if (!unhex(digits, seed)) return false;
    const bool done = sodium_init() >= 0 && crypto_sign_seed_keypair(open.data(), secret.data(), seed.data()) == 0;
    sodium_memzero(seed.data(), seed.size());
    return done;
  }
};
#else
unexpected<diagnostics> not_built_in() {
  return refuse("hash/not-built-in", "libsodium",
                {"Thư viện này được dịch không có libsodium: không có mã băm và chữ ký.",
                 "This library was built without libsodium: it has no hashes and no signatures."},
                {"Dịch lại với DINH_WITH_SODIUM=ON.", "Build it with DINH_WITH_SODIUM=ON."});
}
#endif

}  // namespace

checked<json_value> to_json_value(const nlohmann::json& j) {
  json_value out;
  diagnostics faults;
  convert(j, "#", out, faults);
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

checked<std::string> sha256(const json_value& v) {
  const auto bytes = to_canonical(v);
  if (!bytes) return unexpected{bytes.error()};
  return sha256(std::string_view{*bytes});
}

#ifdef DINH_HAS_SODIUM

checked<std::string> sha256(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> out{};
  crypto_hash_sha256(out.data(), bytes_of(bytes), bytes.size());
  return hex(out.data(), out.size());
}

struct running_sha256::state {
  crypto_hash_sha256_state of{};
};
checked<running_sha256> running_sha256::make() {
  auto s = std::make_unique<state>();
  crypto_hash_sha256_init(&s->of);
  return running_sha256{std::move(s)};
}
void running_sha256::add(std::string_view bytes) { crypto_hash_sha256_update(&state_->of, bytes_of(bytes), bytes.size()); }
std::string running_sha256::so_far() const {
  crypto_hash_sha256_state copy = state_->of;
  std::array<unsigned char, crypto_hash_sha256_BYTES> out{};
  crypto_hash_sha256_final(&copy, out.data());
  return hex(out.data(), out.size());
}

checked<key_pair> new_key_pair() {
  if (sodium_init() < 0)
    return refuse("signature/no-random-numbers", "libsodium",
                  {"Không khởi tạo được libsodium.", "libsodium cannot be initialised."});
  std::array<unsigned char, crypto_sign_SEEDBYTES> seed{};
  randombytes_buf(seed.data(), seed.size());
  key_pair out;
  out.secret = hex(seed.data(), seed.size());
  sodium_memzero(seed.data(), seed.size());
  auto open = open_key_of(out.secret);
  if (!open) return unexpected{std::move(open).error()};
  out.open = *std::move(open);
  return out;
}

checked<std::string> open_key_of(std::string_view secret_key) {
  signing_keys keys;
  if (!keys.from_seed(secret_key)) return bad_key();
  return hex(keys.open.data(), keys.open.size());
}

checked<std::string> sign(std::string_view bytes, std::string_view secret_key) {
  signing_keys keys;
  if (!keys.from_seed(secret_key)) return bad_key();
  std::array<unsigned char, crypto_sign_BYTES> out{};
  crypto_sign_detached(out.data(), nullptr, bytes_of(bytes), bytes.size(), keys.secret.data());
  return hex(out.data(), out.size());
}

checked<bool> is_signed(std::string_view bytes, std::string_view signature, std::string_view open_key) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
  if (!unhex(open_key, key)) return bad_key();
  std::array<unsigned char, crypto_sign_BYTES> mark{};
  if (!unhex(signature, mark))
    return refuse("signature/bad-form", "signature",
                  {"Chữ ký phải là 128 chữ số thập lục phân viết thường.",
                   "A signature is 128 small hexadecimal digits."});
  if (sodium_init() < 0)
    return refuse("signature/no-random-numbers", "libsodium",
                  {"Không khởi tạo được libsodium.", "libsodium cannot be initialised."});
  return crypto_sign_verify_detached(mark.data(), bytes_of(bytes), bytes.size(), key.data()) == 0;
}

#else

checked<std::string> sha256(std::string_view) { return not_built_in(); }
struct running_sha256::state {};
checked<running_sha256> running_sha256::make() { return not_built_in(); }
void running_sha256::add(std::string_view) {}
std::string running_sha256::so_far() const { return {}; }
checked<key_pair> new_key_pair() { return not_built_in(); }
checked<std::string> open_key_of(std::string_view) { return not_built_in(); }
checked<std::string> sign(std::string_view, std::string_view) { return not_built_in(); }
checked<bool> is_signed(std::string_view, std::string_view, std::string_view) { return not_built_in(); }

#endif

running_sha256::running_sha256(std::unique_ptr<state> s) noexcept : state_{std::move(s)} {}
running_sha256::running_sha256(running_sha256&&) noexcept = default;
running_sha256& running_sha256::operator=(running_sha256&&) noexcept = default;
running_sha256::~running_sha256() = default;

}  // namespace dinh::inline v1::exchange
