#pragma once
/// \file
/// A docket whose events are kept in a journal: what is acknowledged is in both, and opening the journal
/// again gives the docket that was there.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/docket/event.hpp>
#include <dinh/journal/journal.hpp>

#include <cstdint>
#include <memory>
#include <span>

namespace dinh::inline v1 {

/// What became of a batch of events.
struct recording {
  std::uint64_t recorded = 0;        ///< new in the journal
  std::uint64_t already_there = 0;   ///< were in the journal before; nothing was done
  std::uint64_t refused_events = 0;  ///< cannot have happened; they changed nothing
  diagnostics refused;               ///< why not: one or more findings of each
};

/// Applies to `cases` every event of the journal, in its order. Fails with what the journal fails with, with
/// `journal/no-event` where an entry is no event, and with `journal/not-taken` and the docket's reasons where the
/// docket takes an event no more that was once recorded (another pack, another register): the position is named.
/// Returns the number of events. With `position` the replay begins there, for a docket that a snapshot gave the events
/// before it.
[[nodiscard]] DINH_API checked<std::uint64_t> replay(journal& log, docket& cases, std::uint64_t position = 1);

/// One docket with one journal, in one thread's hands.
class DINH_API recorder {
public:
  /// Replays the journal into the docket, from `position` on where a snapshot gave it the events before. `log` must not
  /// be null. Fails as `replay`.
  [[nodiscard]] static checked<recorder> open(std::unique_ptr<journal> log, docket cases, std::uint64_t position = 1);

  /// Applies the events in order and appends those that were taken to the journal as one batch. When it returns, they
  /// are as durable as the journal is. A refused event is reported and the others go on.
  ///
  /// Fails if the journal cannot be written, or another process has appended to it since it was opened
  /// (`journal/moved-on`); the batch is then not in the journal. The docket holds it all the same, so every later call
  /// fails with `journal/reopen`: open the recorder again and record the batch again.
  [[nodiscard]] checked<recording> record(std::span<const event> events);

  /// `docket::change_calendar` on its docket; the journal is not touched. Include docket/calendar_change.hpp.
  [[nodiscard]] checked<calendar_change> change_calendar(work_calendar now, date as_of);

  [[nodiscard]] const docket& cases() const noexcept { return cases_; }
  /// Events in the journal.
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

private:
  recorder(std::unique_ptr<journal> log, docket cases, std::uint64_t size) noexcept
      : log_{std::move(log)}, cases_{std::move(cases)}, size_{size} {}

  std::unique_ptr<journal> log_;
  docket cases_;
  std::uint64_t size_ = 0;
  enum class health : std::uint8_t { well, must_reopen } health_ = health::well;
};

}  // namespace dinh::inline v1
