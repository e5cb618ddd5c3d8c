#pragma once
/// \file
/// A docket as a file: what a journal made of it up to an event, so that the next start reads that and the later events
/// alone.
///
/// ```
/// dinh-snapshot/3
/// events <how many the journal had>
/// bytes <length of the body>
///
/// <1,048,576 bytes of the body, as docket::write_bytes>
/// sha256 <64 hexadecimal digits: of the body from its beginning to here>
/// <and so on; the last block may be shorter>
/// ```
/// The hash after a block is that of the whole body so far: a changed byte is found in its block, before anything of the block is
/// believed, and so are blocks that were left out or moved; the last line names the hash of the body. It is no proof of where
/// the file comes from: keep that hash elsewhere and ask for it, or have the states folded again, where the file may
/// have been in other hands.
///
/// Files of the second version (dinh 1.1), whose cases are folded again from their events, are read as well, and those of the
/// first (dinh 1.0), with one hash at their head: there a changed byte is found at the end.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/byte_blocks.hpp>
#include <dinh/docket/docket.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// What was written.
struct snapshot_summary {
  std::string sha256;  ///< of the body
  std::uint64_t events = 0;
  std::uint64_t bytes = 0;  ///< of the body
};
/// Writes a snapshot in pieces of a mebibyte or two; nobody holds the whole. Errors: those of the sink, and `hash/not-built-in`
/// without libsodium.
[[nodiscard]] DINH_API checked<snapshot_summary> write_snapshot_to(const byte_sink& to, const docket& d);
/// The same in one piece.
[[nodiscard]] DINH_API checked<std::string> write_snapshot(const docket& d);

/// What a snapshot is restored with.
struct snapshot_options {
  std::string expected_sha256{};  ///< of the body; empty: the one that the file names counts
  /// `fold_again` costs as a replay does, and finds states that do not follow from their events.
  docket::trust how = docket::trust::as_written;
  std::uint64_t most_bytes = std::uint64_t{1} << 34U;  ///< larger files are refused
  /// Events in the journal that it is to go with: a snapshot that says that it has more is refused before it is read.
  std::uint64_t journal_size = std::numeric_limits<std::uint64_t>::max();
};

/// The docket of a snapshot. After that `replay(log, cases, cases.event_count() + 1)` takes the later events of its
/// journal. Holds the docket and a few mebibytes; a docket takes about three times the bytes of its snapshot, and of a snapshot
/// that was forged for it about seven times. Errors, most with the byte of the file: `snapshot/not-one`,
/// `snapshot/other-version`, `snapshot/too-large`, `snapshot/truncated`, `snapshot/wrong-hash`, `snapshot/other-journal`, and
/// those of the source and of `docket::read_bytes` (these with the byte of the body).
[[nodiscard]] DINH_API checked<docket> read_snapshot_from(const byte_source& from, docket_terms terms,
                                                          const snapshot_options& options = {});
/// The same from one piece.
[[nodiscard]] DINH_API checked<docket> read_snapshot(std::string_view file, docket_terms terms,
                                                     const snapshot_options& options = {});

}  // namespace dinh::inline v1
