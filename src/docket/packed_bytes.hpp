#pragma once
// A few bytes on the heap, for those who hold millions of them.

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace dinh::inline v1::docketing {

/// 16 bytes and a block. The room of the block follows from the size, so that nobody has to remember it: steps of 16
/// bytes at first, as allocators give them, then a quarter more each time, so that appending costs O(1) amortised.
class packed_bytes {
public:
  packed_bytes() = default;
  packed_bytes(packed_bytes&& o) noexcept : at_{std::move(o.at_)}, size_{std::exchange(o.size_, 0)} {}
  packed_bytes& operator=(packed_bytes&& o) noexcept {
    at_ = std::move(o.at_);
    size_ = std::exchange(o.size_, 0);
    return *this;
  }
  packed_bytes(const packed_bytes&) = delete;
  packed_bytes& operator=(const packed_bytes&) = delete;
  ~packed_bytes() = default;

  [[nodiscard]] std::string_view view() const noexcept { return {at_.get(), size_}; }
  /// Pre: the bytes are not its own.
  void assign(std::string_view bytes) {
    if (room_for(bytes.size()) != room_for(size_)) at_ = room(bytes.size());
    size_ = bytes.size();
    if (size_ > 0) std::memcpy(at_.get(), bytes.data(), size_);
  }
  /// Pre: the bytes are not its own.
  void append(std::string_view bytes) {
    if (bytes.empty()) return;
    const std::size_t size = size_ + bytes.size();
    if (room_for(size) != room_for(size_)) {
      auto larger = room(size);
      if (size_ > 0) std::memcpy(larger.get(), at_.get(), size_);
      at_ = std::move(larger);
    }
    std::memcpy(at_.get() + size_, bytes.data(), bytes.size());
    size_ = size;
  }

private:
  [[nodiscard]] static std::size_t room_for(std::size_t size) noexcept {
    if (size == 0) return 0;
    std::size_t room = (size + 7) / 16 * 16 + 8;
    if (room <= 256) return room;
    std::size_t quarter = 64;
    while (quarter * 8 < size) quarter *= 2;
    return (size + quarter - 1) / quarter * quarter;
  }
  [[nodiscard]] static std::unique_ptr<char[]> room(std::size_t size) {
    return size == 0 ? nullptr : std::unique_ptr<char[]>(new char[room_for(size)]);
  }

  std::unique_ptr<char[]> at_;
  std::size_t size_ = 0;
};

}  // namespace dinh::inline v1::docketing
