#include <dinh/base/log.hpp>
#include <dinh/docket/calendar_change.hpp>
#include <dinh/docket/event_text.hpp>
#include <dinh/journal/recorder.hpp>
#include <journal/recorded_event.hpp>

#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1 {

checked<std::uint64_t> replay(journal& log, docket& cases, std::uint64_t position) {
  std::uint64_t count = 0;
  diagnostics faults = for_each_entry(log, [&](const recorded_entry& e) -> diagnostics {
    const auto read = journaling::event_of(e);
    if (!read) return read.error();
    if (auto applied = cases.record(*read); !applied) return journaling::not_taken(e, std::move(applied).error());
    ++count;
    return {};
  }, position);
  if (faults.has_errors()) return unexpected{std::move(faults)};
  if (log::enabled(log::level::info)) log::write(log::level::info, std::to_string(count) + " events replayed");
  return count;
}

checked<recorder> recorder::open(std::unique_ptr<journal> log, docket cases, std::uint64_t position) {
  const auto count = replay(*log, cases, position);
  if (!count) return unexpected{count.error()};
  return recorder{std::move(log), std::move(cases), *count + position - 1};
}

checked<calendar_change> recorder::change_calendar(work_calendar now, date as_of) {
  return cases_.change_calendar(std::move(now), as_of);
}

checked<recording> recorder::record(std::span<const event> events) {
  if (health_ == health::must_reopen)
    return refuse(
        "journal/reopen", {},
        {"Lần ghi trước không thành; mở lại nhật ký.", "An earlier batch was not written: open the journal again."});
  recording done;
  std::vector<journal_entry> batch;
  batch.reserve(events.size());
  for (const event& e : events) {
    if (auto faults = check_text(e, e.id); faults.has_errors()) {
      done.refused.append(std::move(faults));
      ++done.refused_events;
      continue;
    }
    const auto applied = cases_.record(e);
    if (!applied) {
      done.refused.append(applied.error());
      ++done.refused_events;
    } else if (applied->result == record_result::outcome::already_there) {
      ++done.already_there;
    } else {
      batch.push_back({e.id, to_text(e)});
    }
  }
  if (batch.empty()) return done;
  auto appended = log_->append(batch, {.only_at_size = size_});
  if (!appended) {
    health_ = health::must_reopen;
    return unexpected{std::move(appended).error()};
  }
  size_ = appended->size;
  done.recorded = batch.size();
  return done;
}

}  // namespace dinh::inline v1
