#include <dinh/journal/memory.hpp>
#include <journal/faults.hpp>

#include <algorithm>

namespace dinh::inline v1 {

checked<append_result> memory_journal::append_checked(std::span<const journal_entry> batch, const append_terms& terms) {
  diagnostics faults = moved_on(entries_.size(), terms);
  for (const auto& e : batch)
    if (const auto at = by_id_.find(e.id); at != by_id_.end() && entries_[at->second].payload != e.payload)
      journal_faults::conflicting_id(faults, e.id, at->second + 1);
  if (faults.has_errors()) return unexpected{std::move(faults)};
  append_result done;
  for (const auto& e : batch) {
    if (by_id_.try_emplace(e.id, entries_.size()).second) {
      entries_.push_back(e);
      ++done.appended;
    } else {
      ++done.already_there;
    }
  }
  done.size = entries_.size();
  return done;
}

checked<std::vector<recorded_entry>> memory_journal::read(std::uint64_t position, std::uint64_t most) {
  std::vector<recorded_entry> out;
  const std::uint64_t first = std::max<std::uint64_t>(position, 1) - 1;
  for (std::uint64_t i = first; i < entries_.size() && out.size() < most; ++i) out.push_back({i + 1, entries_[i]});
  return out;
}

checked<std::uint64_t> memory_journal::size() { return static_cast<std::uint64_t>(entries_.size()); }

}  // namespace dinh::inline v1
