#pragma once
/// \file
/// Logging hook. The library is silent until its host connects a sink; nothing of it reaches
/// spdlog's global registry.

#include <dinh/config.hpp>

#include <cstdint>
#include <string_view>

namespace dinh::inline v1::log {

/// The levels of spdlog, by the same numbers.
enum class level : std::uint8_t { trace, debug, info, warn, error, off };

/// Receives one complete line of UTF-8 without a line end, from any thread. Must not throw.
using sink = void (*)(void* self, level severity, std::string_view line) noexcept;

/// Connects the host's logger: lines of `least` and above go to `receive(self, …)`. A null `receive`
/// silences the library again. `self` must outlive the last call into the library.
/// Call it before other threads use the library.
DINH_API void set_sink(sink receive, void* self, level least) noexcept;

/// Whether a line of this level would be received. Cheap: one atomic load.
[[nodiscard]] DINH_API bool enabled(level severity) noexcept;

/// Gives one line to the sink. Never throws; a line that cannot be written is dropped.
DINH_API void write(level severity, std::string_view line) noexcept;

}  // namespace dinh::inline v1::log
