#pragma once
// Entries of a journal as events: for those who read journals from end to end.

#include <dinh/docket/event_text.hpp>
#include <dinh/journal/journal.hpp>

#include <string>
#include <utility>

namespace dinh::inline v1::journaling {

[[nodiscard]] inline std::string place_of(const recorded_entry& e) { return "journal:" + std::to_string(e.position); }

/// Errors: `journal/no-event`, and why.
[[nodiscard]] inline checked<event> event_of(const recorded_entry& e) {
  checked<event> read = parse_event(e.entry.payload);
  if (!read) {
    diagnostics wrong{diagnostic{severity::error,
                                 "journal/no-event",
                                 place_of(e),
                                 {"Mục này không phải là sự kiện.", "The entry is no event."},
                                 {"Nhật ký thuộc chương trình khác?", "Does the journal belong to another program?"}}};
    wrong.append(parse_event(e.entry.payload, place_of(e)).error());  // once more, for findings with their place
    read = unexpected{std::move(wrong)};
  }
  return read;  // made in place: an event is large
}

/// `journal/not-taken`, and why.
[[nodiscard]] inline diagnostics not_taken(const recorded_entry& e, diagnostics why) {
  diagnostics wrong{diagnostic{severity::error,
                               "journal/not-taken",
                               place_of(e),
                               {"Sự kiện đã ghi không còn được chấp nhận.", "An event that was recorded is not taken any more."},
                               {"Dùng gói quy tắc và danh mục đơn vị của lúc ghi.",
                                "Use the pack and the units with which it was recorded."}}};
  wrong.append(std::move(why));
  return wrong;
}

}  // namespace dinh::inline v1::journaling
