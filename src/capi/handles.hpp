#pragma once
// What stands behind the opaque handles.

#include <capi/guarded.hpp>
#include <dinh/exchange/conformance.hpp>
#include <dinh/exchange/pack.hpp>
#include <exchange/answer_where.hpp>

#include <memory>
#include <string>
#include <vector>

namespace dinh::capi {

/// What a pack was made from, so that a layer can be put on it or a notice applied to it.
struct pack_source {
  std::shared_ptr<const std::vector<pack_file>> base;  ///< null: the embedded Vietnamese one
  std::vector<layer_files> layers;
  std::vector<std::string> notices;
  evidence weakest = evidence::memory;
};

/// A day of the years 1400 to 9999.
[[nodiscard]] inline bool is_day(dinh_day d) noexcept {
  constexpr day_number first = to_day_number(civil{1400, 1, 1});
  constexpr day_number last = to_day_number(civil{9999, 12, 31});
  return d >= first && d <= last;
}
/// Faults are collected; the answer is then no day.
[[nodiscard]] date day_argument(arguments& a, dinh_day d, const char* name);

}  // namespace dinh::capi

struct dinh_pack {
  dinh::capi::pack_source source;
  dinh::pack value;
  dinh::answer_context context;
};
struct dinh_register {
  dinh::exchange::where_desk desk;
  dinh::successor_lookup successors;
};
struct dinh_calendar {
  dinh::work_calendar value;
};
struct dinh_procedure {
  dinh::procedure value;
  dinh::pack law;
};
