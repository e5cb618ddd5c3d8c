#pragma once
/// \file
/// A journal that lives as long as its object: for tests, trials and simulations.

#include <dinh/journal/journal.hpp>

#include <cstddef>
#include <unordered_map>
#include <vector>

namespace dinh::inline v1 {

/// A journal that lives as long as its object: for tests, and for hosts that keep events elsewhere.
class DINH_API memory_journal final : public journal {
public:
  [[nodiscard]] checked<std::vector<recorded_entry>> read(std::uint64_t position, std::uint64_t most) override;
  [[nodiscard]] checked<std::uint64_t> size() override;

private:
  [[nodiscard]] checked<append_result> append_checked(std::span<const journal_entry> batch,
                                                      const append_terms& terms) override;

  std::vector<journal_entry> entries_;
  std::unordered_map<std::string, std::size_t> by_id_;
};

}  // namespace dinh::inline v1
