#pragma once
// A yearly notice put onto the calendar of a pack that it speaks of.

#include <dinh/config.hpp>
#include <dinh/exchange/notice.hpp>
#include <dinh/exchange/pack.hpp>

#include <string_view>

namespace dinh::inline v1::exchange {

/// A notice and what it makes of its calendar.
struct applied_notice {
  calendar_notice notice;
  work_calendar before;
  work_calendar now;
};

/// Reads a notice and applies it to the calendar of the pack that it speaks of. Fails as `read_notice` and
/// `apply_notice`, each fault with the file, and with `notice/unknown-calendar` and `notice/no-own-days-off`, if that
/// calendar takes over its days off.
[[nodiscard]] DINH_API checked<applied_notice> notice_on(const pack& p, std::string_view content, std::string_view file);

}  // namespace dinh::inline v1::exchange
