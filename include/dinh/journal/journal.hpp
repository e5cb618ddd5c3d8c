#pragma once
/// \file
/// Event logs. A journal keeps entries in the order in which they were appended and never changes one.
/// What an entry means is not its concern: the payload is one line of text, the id makes appending
/// idempotent.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dinh::inline v1 {

/// What is appended.
struct journal_entry {
  std::string id;       ///< unique in the journal; 1 to 256 bytes. The same id with the same payload is applied once
  std::string payload;  ///< 1 byte to 1 MiB of UTF-8

  friend bool operator==(const journal_entry&, const journal_entry&) = default;
};

/// What was appended, and where. Positions start at 1 and have no gaps.
struct recorded_entry {
  std::uint64_t position = 0;
  journal_entry entry;

  friend bool operator==(const recorded_entry&, const recorded_entry&) = default;
};

/// What became of a batch.
struct append_result {
  std::uint64_t appended = 0;
  std::uint64_t already_there = 0;  ///< entries with the same id and payload that the journal had before
  std::uint64_t size = 0;           ///< entries in the journal now
};

/// Conditions of an append.
struct append_terms {
  /// Append only if the journal has exactly so many entries; else nothing is appended (`journal/moved-on`). Who
  /// validates against the state up to an entry must not append behind one that was not seen.
  std::optional<std::uint64_t> only_at_size;
};

/// A log of entries. One object is used by one thread at a time.
///
/// Faults of all journals: `journal/id` and `journal/payload` (too short, too long, not UTF-8, or with a zero byte),
/// `journal/conflicting-id` (an id that stands for another payload already), `journal/moved-on` (see `append_terms`),
/// `journal/changed` (an entry is not what was appended; names its position). Where the storage can fail:
/// `journal/storage`.
class DINH_API journal {
public:
  journal() = default;
  journal(const journal&) = delete;
  journal& operator=(const journal&) = delete;
  virtual ~journal();

  /// Appends all entries or none; all faults of the batch come at once. When it returns a value the entries are as
  /// durable as the journal is.
  [[nodiscard]] checked<append_result> append(std::span<const journal_entry> batch, const append_terms& terms = {});

  /// Entries from `position` on (0 is taken for 1), at most `most`; none behind the last. Checks each against what was
  /// appended.
  [[nodiscard]] virtual checked<std::vector<recorded_entry>> read(std::uint64_t position, std::uint64_t most) = 0;

  /// How many entries there are, with those that others have appended meanwhile.
  [[nodiscard]] virtual checked<std::uint64_t> size() = 0;

protected:
  /// The entries are well formed and no id occurs in the batch with two payloads.
  [[nodiscard]] virtual checked<append_result> append_checked(std::span<const journal_entry> batch,
                                                              const append_terms& terms) = 0;

  /// The fault of a journal that has `size` entries, if the terms ask for another number.
  [[nodiscard]] static diagnostics moved_on(std::uint64_t size, const append_terms& terms);
};

/// How many entries are read at once by those who read a whole journal.
inline constexpr std::uint64_t entries_at_once = 10'000;

/// Reads the whole journal from `position` on in pieces and calls `visit(const recorded_entry&)` for each; stops when
/// `visit` returns diagnostics with errors and passes them on.
template <class Visit>
[[nodiscard]] diagnostics for_each_entry(journal& log, Visit&& visit, std::uint64_t position = 1) {
  for (;;) {
    auto entries = log.read(position, entries_at_once);
    if (!entries) return std::move(entries).error();
    if (entries->empty()) return {};
    for (const auto& e : *entries)
      if (diagnostics faults = visit(e); faults.has_errors()) return faults;
    position = entries->back().position + 1;
  }
}

}  // namespace dinh::inline v1
