#pragma once
// A case and its events as bytes: as the docket holds them, and as a snapshot does. For the files of this room alone.

#include <dinh/docket/case_fold.hpp>
#include <dinh/docket/event.hpp>
#include <dinh/procedure/procedure.hpp>
#include <docket/snapshot_bytes.hpp>

#include <cstdint>
#include <string>

namespace dinh::inline v1::docketing {

/// So many entries of lists may one case have (events, facts, duties and the like): what a snapshot of unknown origin makes
/// its reader hold at once stays small.
inline constexpr std::uint64_t most_entries_of_a_case = std::uint64_t{1} << 22U;

void write_event(byte_writer& w, const event& e);
/// The readers check every number against what it counts or names, and fail the reader.
[[nodiscard]] event read_event(byte_reader& r, const std::string& procedure, const std::string& case_key);
/// Goes over an event; its id, where it lies. Pre: the bytes lie in one piece.
[[nodiscard]] std::string_view skip_event(byte_reader& r);

void write_state(byte_writer& w, const case_state& s);
[[nodiscard]] case_state read_state(byte_reader& r, const procedure& p);

/// How folds are written. Those of the first way do not say since when their tokens stand where they stand: the case is
/// to be folded again.
enum class fold_format : std::uint8_t { without_token_days = 1, current = 2 };
/// All but its state. Pre: into which one is read has its state.
void write_fold(byte_writer& w, const case_fold& c);
void read_fold(byte_reader& r, const procedure& p, case_fold& into, fold_format format = fold_format::current);

}  // namespace dinh::inline v1::docketing
