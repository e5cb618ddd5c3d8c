#pragma once
/// \file
/// Adapter: connects the host's spdlog logger. Compiled in the host's translation unit with the
/// host's spdlog; no other header of the library includes it.

#include <dinh/base/log.hpp>

#include <spdlog/logger.h>

namespace dinh::inline v1::log {

/// Lines of the library go to `logger` at the logger's own level. `logger` must outlive them.
inline void to(spdlog::logger& logger) noexcept {
  set_sink(
      [](void* self, level severity, std::string_view line) noexcept {
        static_cast<spdlog::logger*>(self)->log(static_cast<spdlog::level::level_enum>(severity),
                                                spdlog::string_view_t{line.data(), line.size()});
      },
      &logger, logger.level() >= spdlog::level::off ? level::off : static_cast<level>(logger.level()));
}

}  // namespace dinh::inline v1::log
