#pragma once
// What stands behind a docket handle: cases in memory, or kept in a journal.

#include <capi/handles.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/journal/recorder.hpp>

#include <optional>

struct dinh_docket {
  dinh::pack law;  ///< whose words pictures need
  std::optional<dinh::docket> in_memory;
  std::optional<dinh::recorder> kept;
  bool must_reopen = false;  ///< a recording broke off: what stands here need not be what was recorded

  explicit dinh_docket(dinh::pack p) : law{std::move(p)} {}
  [[nodiscard]] const dinh::docket& cases() const noexcept { return kept ? kept->cases() : *in_memory; }
};

namespace dinh::capi {

/// Faults are collected: no docket, or one that must be opened again.
[[nodiscard]] inline bool is_broken(arguments& a, const dinh_docket* d) {
  a.needs(d, "docket");
  if (d == nullptr || !d->must_reopen) return false;
  a.fault(DINH_EREOPEN, "capi/reopen", "docket",
          {"Lần ghi trước bị ngắt giữa chừng.", "An earlier recording broke off."},
          {"Giải phóng và mở lại; ghi lại những sự kiện chưa có.", "Free it, open it again, and record the rest again."});
  return true;
}

}  // namespace dinh::capi
