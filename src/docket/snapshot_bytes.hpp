#pragma once
// Numbers and texts as bytes, and back from bytes that may be anything.

#include <dinh/base/date.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace dinh::inline v1::docketing {

class byte_writer {
public:
  /// Seven bits a byte, the lowest first.
  void number(std::uint64_t n) {
    while (n >= 0x80U) {
      out_ += static_cast<char>(0x80U | (n & 0x7FU));
      n >>= 7U;
    }
    out_ += static_cast<char>(n);
  }
  void sign(std::int64_t n) { number((static_cast<std::uint64_t>(n) << 1U) ^ (n < 0 ? ~std::uint64_t{0} : 0U)); }
  void text(std::string_view s) {
    number(s.size());
    out_ += s;
  }
  void day(date d) {
    if (d.is_pos_infinity()) return sign(std::numeric_limits<std::int32_t>::max());
    sign(d.is_special() ? std::numeric_limits<std::int32_t>::min() : to_day_number(d));
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

private:
  std::string out_;
};

/// After the first fault every answer is empty, and `is_good` says so.
class byte_reader {
public:
  explicit byte_reader(std::string_view bytes) noexcept : bytes_{bytes} {}

  [[nodiscard]] bool is_good() const noexcept { return good_; }
  [[nodiscard]] bool is_at_end() const noexcept { return at_ == bytes_.size(); }
  [[nodiscard]] std::size_t position() const noexcept { return at_; }
  void fail() noexcept { good_ = false; }

  std::uint64_t number(std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) noexcept {
    std::uint64_t n = 0;
    for (unsigned shift = 0; good_; shift += 7) {
      if (at_ >= bytes_.size() || shift > 63) break;
      const auto b = static_cast<unsigned char>(bytes_[at_++]);
      if (shift == 63 && b > 1) break;
      n |= std::uint64_t{b & 0x7FU} << shift;
      if ((b & 0x80U) != 0) continue;
      if (n > most || (b == 0 && shift > 0)) break;  // one spelling for each number
      return n;
    }
    good_ = false;
    return 0;
  }
  template <class T>
  T small(std::uint64_t most = std::numeric_limits<T>::max()) noexcept {
    return static_cast<T>(number(most));
  }
  /// A count of things that take a byte each at least.
  std::size_t count() noexcept { return static_cast<std::size_t>(number(bytes_.size() - at_)); }
  std::int64_t sign() noexcept {
    const std::uint64_t n = number();
    return static_cast<std::int64_t>((n >> 1U) ^ ((n & 1U) != 0 ? ~std::uint64_t{0} : 0U));
  }
  /// `never`, or a day that dates can hold.
  day_number day_or_never() noexcept {
    const std::int64_t n = sign();
    if (n == std::numeric_limits<std::int32_t>::min()) return std::numeric_limits<day_number>::min();
    if (n < first || n > last) good_ = false;
    return good_ ? static_cast<day_number>(n) : 0;
  }
  date day() {
    const std::int64_t n = sign();
    if (n == std::numeric_limits<std::int32_t>::min()) return no_date();
    if (n == std::numeric_limits<std::int32_t>::max()) return date{boost::date_time::pos_infin};
    if (n < first || n > last) good_ = false;
    return good_ ? to_date(static_cast<day_number>(n)) : no_date();
  }
  /// A day and nothing else.
  date plain_day() {
    const date d = day();
    if (d.is_special()) good_ = false;
    return d;
  }
  std::string text() {
    const std::uint64_t size = number();
    if (size > bytes_.size() - at_) good_ = false;
    if (!good_) return {};
    std::string out{bytes_.substr(at_, static_cast<std::size_t>(size))};
    at_ += static_cast<std::size_t>(size);
    return out;
  }

private:
  static constexpr std::int64_t first = to_day_number(civil{1400, 1, 1});
  static constexpr std::int64_t last = to_day_number(civil{9999, 12, 31});
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool good_ = true;
};

/// FNV-1a: tells one procedure or calendar from another, against mistakes and not against malice.
class fingerprint_of {
public:
  void add(std::uint64_t n) noexcept {
    for (unsigned i = 0; i < 8; ++i) byte(static_cast<unsigned char>(n >> (8 * i)));
  }
  void add(std::string_view s) noexcept {
    add(s.size());
    for (const char c : s) byte(static_cast<unsigned char>(c));
  }
  [[nodiscard]] std::uint64_t value() const noexcept { return h_; }

private:
  void byte(unsigned char b) noexcept { h_ = (h_ ^ b) * 0x100000001B3U; }
  std::uint64_t h_ = 0xCBF29CE484222325U;
};

}  // namespace dinh::inline v1::docketing
