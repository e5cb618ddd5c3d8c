#pragma once
// Which allocations of a thread were not freed, and where they were made. For a program that replaces operator new and
// delete; takes no memory itself.

#include <dlfcn.h>
#include <execinfo.h>
#include <malloc.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>

namespace live_blocks {

inline thread_local long count = 0;  // allocations of this thread that are not freed yet

/// Between `begin` and `end` every allocation is remembered with its callers.
class recorder {
public:
  void begin() noexcept {
    std::memset(blocks_.get(), 0, sizeof(block) * capacity);
    is_recording_ = true;
  }
  void end() noexcept { is_recording_ = false; }

  void made(void* p) noexcept {
    if (!is_recording_) return;
    block& b = *slot_of(p);
    b.address = p;
    b.is_held = false;
    b.depth = backtrace(b.frames.data(), static_cast<int>(b.frames.size()));
  }
  void freed(void* p) noexcept {
    if (!is_recording_) return;
    if (block& b = *slot_of(p); b.address == p) b.depth = -1;  // the slot stays taken, so that later ones are found
  }
  /// Writes each stack of what is left and what nothing else that is left points to (a text that was moved into a value
  /// that somebody else lost is lost by him), innermost first, a line "module offset" for a frame and an empty line after
  /// it; each stack once in the life of the program. Returns their number.
  int write(std::FILE* out) noexcept {
    int written = 0;
    for (std::size_t i = 0; i < capacity; ++i) {
      if (blocks_[i].address == nullptr || blocks_[i].depth <= 0) continue;
      const std::size_t words = malloc_usable_size(blocks_[i].address) / sizeof(void*);
      for (std::size_t w = 0; w < words; ++w) {
        void* pointed = nullptr;
        std::memcpy(&pointed, static_cast<const char*>(blocks_[i].address) + w * sizeof pointed, sizeof pointed);
        if (pointed == nullptr || pointed == blocks_[i].address) continue;
        if (block& b = *slot_of(pointed); b.address == pointed && b.depth > 0) b.is_held = true;
      }
    }
    for (std::size_t i = 0; i < capacity; ++i) {
      const block& b = blocks_[i];
      if (b.address == nullptr || b.depth <= 0 || b.is_held || !is_new(b)) continue;
      ++written;
      for (int f = 0; f < b.depth; ++f) {
        Dl_info module;
        void* at = b.frames[static_cast<std::size_t>(f)];
        if (dladdr(at, &module) != 0)
          std::fprintf(out, "%s 0x%zx\n", module.dli_fname,
                       reinterpret_cast<std::uintptr_t>(at) - reinterpret_cast<std::uintptr_t>(module.dli_fbase) - 1);
      }
      std::fputs("\n", out);
    }
    return written;
  }

private:
  static constexpr std::size_t capacity = std::size_t{1} << 16U;
  struct block {
    void* address;
    int depth;
    bool is_held;
    std::array<void*, 40> frames;
  };
  /// Where the block is, or where it will stand. A full table finds nothing new and loses it: more is seen than can be read.
  block* slot_of(void* p) noexcept {
    const auto h = reinterpret_cast<std::uintptr_t>(p) * 0x9E3779B97F4A7C15U >> 48U;
    for (std::size_t k = 0; k < capacity; ++k) {
      block& b = blocks_[(h + k) % capacity];
      if (b.address == nullptr || b.address == p) return &b;
    }
    return &blocks_[0];
  }
  bool is_new(const block& b) noexcept {
    std::uint64_t h = 14695981039346656037U;
    for (int f = 0; f < b.depth; ++f) h = (h ^ reinterpret_cast<std::uintptr_t>(b.frames[static_cast<std::size_t>(f)])) * 1099511628211U;
    for (std::size_t i = 0; i < seen_count_; ++i)
      if (seen_[i] == h) return false;
    if (seen_count_ == seen_.size()) return false;
    seen_[seen_count_++] = h;
    return true;
  }

  std::unique_ptr<block[]> blocks_{new block[capacity]};
  std::array<std::uint64_t, 20'000> seen_{};
  std::size_t seen_count_ = 0;
  bool is_recording_ = false;
};

}  // namespace live_blocks
