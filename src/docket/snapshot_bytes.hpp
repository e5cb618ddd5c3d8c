#pragma once
// Numbers and texts as bytes, and back from bytes that may be anything.

#include <dinh/base/date.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/docket/byte_blocks.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace dinh::inline v1::docketing {

class byte_writer {
public:
  /// Seven bits a byte, the lowest first.
  void number(std::uint64_t n) {
    char bytes[10];
    std::size_t size = 0;
    for (; n >= 0x80U; n >>= 7U) bytes[size++] = static_cast<char>(0x80U | (n & 0x7FU));
    bytes[size++] = static_cast<char>(n);
    out_.append(bytes, size);
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
  /// What was written elsewhere.
  void bytes(std::string_view s) { out_ += s; }
  [[nodiscard]] std::string_view view() const noexcept { return out_; }
  void clear() noexcept { out_.clear(); }
  [[nodiscard]] std::string take() { return std::move(out_); }

private:
  std::string out_;
};

/// Reads bytes that lie in one piece, or come in blocks, of which it holds one at a time. After the first fault every
/// answer is empty, and `is_good` says so.
class byte_reader {
public:
  /// Of a text in blocks, so that a length that lies takes no more memory. No field of an event in a journal is as long.
  static constexpr std::uint64_t longest_text = std::uint64_t{1} << 20U;

  explicit byte_reader(std::string_view bytes) noexcept : bytes_{bytes} {}
  explicit byte_reader(const byte_source& more) : more_{&more} {}

  [[nodiscard]] bool is_good() const noexcept { return good_; }
  /// Not known of blocks before the next one was asked for.
  [[nodiscard]] bool is_at_end() { return !has_more(); }
  /// From the first byte on, through all blocks.
  [[nodiscard]] std::uint64_t position() const noexcept { return before_ + at_; }
  void fail() noexcept { good_ = false; }
  /// Why there was no next block; empty if the bytes themselves are at fault.
  [[nodiscard]] diagnostics take_faults() { return std::move(faults_); }

  std::uint64_t number(std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) {
    std::uint64_t n = 0;
    for (unsigned shift = 0; good_; shift += 7) {
      if (shift > 63 || !has_more()) break;
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
  /// A count of entries that follow; of all that `allow` allowed.
  std::uint64_t count() {
    const std::uint64_t n = number(allowed_);
    allowed_ -= n;
    return n;
  }
  /// So many entries may be counted from here on; without it any number.
  void allow(std::uint64_t entries) noexcept { allowed_ = entries; }
  template <class T>
  T small(std::uint64_t most = std::numeric_limits<T>::max()) {
    return static_cast<T>(number(most));
  }
  std::int64_t sign() {
    const std::uint64_t n = number();
    return static_cast<std::int64_t>((n >> 1U) ^ ((n & 1U) != 0 ? ~std::uint64_t{0} : 0U));
  }
  /// `never`, or a day that dates can hold.
  day_number day_or_never() {
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
    if (more_ == nullptr) return std::string{text_in_place()};
    std::string out;
    for (std::uint64_t left = number(longest_text); good_ && left > 0;) {
      if (!has_more()) {
        good_ = false;
        break;
      }
      const auto here = static_cast<std::size_t>(std::min<std::uint64_t>(left, bytes_.size() - at_));
      out += bytes_.substr(at_, here);
      at_ += here;
      left -= here;
    }
    if (!good_) out.clear();
    return out;
  }
  /// A text where it lies, without a copy. Pre: the bytes lie in one piece.
  std::string_view text_in_place() {
    const std::uint64_t size = number(bytes_.size());
    if (size > bytes_.size() - at_) good_ = false;
    if (!good_) return {};
    at_ += static_cast<std::size_t>(size);
    return bytes_.substr(at_ - static_cast<std::size_t>(size), static_cast<std::size_t>(size));
  }
  /// What is left. Pre: the bytes lie in one piece.
  [[nodiscard]] std::string_view rest() const noexcept { return bytes_.substr(at_); }

private:
  static constexpr std::int64_t first = to_day_number(civil{1400, 1, 1});
  static constexpr std::int64_t last = to_day_number(civil{9999, 12, 31});

  bool has_more() { return at_ < bytes_.size() || (more_ != nullptr && good_ && next_block()); }
  bool next_block() {
    auto block = (*more_)();
    if (!block) {
      faults_ = std::move(block).error();
      good_ = false;
      return false;
    }
    if (block->empty()) return false;
    before_ += bytes_.size();
    bytes_ = *block;
    at_ = 0;
    return true;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::uint64_t before_ = 0;
  const byte_source* more_ = nullptr;
  std::uint64_t allowed_ = std::numeric_limits<std::uint64_t>::max();
  diagnostics faults_;
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
