#pragma once
/// \file
/// A docket as a file: what a journal made of it up to an event, so that the next start reads that and the later events
/// alone.
///
/// ```
/// dinh-snapshot/1
/// sha256 <64 hexadecimal digits of the body>
/// events <how many the journal had>
/// bytes <length of the body>
///
/// <body, as docket::to_bytes>
/// ```
/// The hash finds a changed byte. It is no proof of where the file comes from: keep it elsewhere and ask for it, or have
/// the states folded again, where the file may have been in other hands.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/docket.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// Fails with `hash/not-built-in` without libsodium.
[[nodiscard]] DINH_API checked<std::string> write_snapshot(const docket& d);

/// What a snapshot is restored with.
struct snapshot_options {
  std::string expected_sha256{};  ///< of the body; empty: the one that the file names counts
  /// `fold_again` costs as a replay does, and finds states that do not follow from their events.
  docket::trust how = docket::trust::as_written;
  std::uint64_t most_bytes = std::uint64_t{1} << 34U;  ///< larger files are refused
};

/// The docket of a snapshot. After that `replay(log, cases, cases.event_count() + 1)` takes the later events of its
/// journal. Errors: `snapshot/not-one`, `snapshot/other-version`, `snapshot/too-large`, `snapshot/truncated`,
/// `snapshot/wrong-hash`, and those of `docket::from_bytes`.
[[nodiscard]] DINH_API checked<docket> read_snapshot(std::string_view file, docket_terms terms,
                                                     const snapshot_options& options = {});

}  // namespace dinh::inline v1
