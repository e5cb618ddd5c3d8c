#include <dinh/base/log.hpp>

#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>

#include <atomic>
#include <memory>
#include <mutex>

namespace dinh::inline v1::log {
namespace {

// The library's own logger: never registered, so a host with another spdlog is not disturbed, and
// kept here behind functions, because an inline variable in a header would be duplicated in a shared
// library with hidden symbols: the host would connect one copy and the library write to the other.
struct state {
  std::atomic<sink> receive{nullptr};
  std::atomic<void*> self{nullptr};
  std::atomic<level> least{level::off};
  std::shared_ptr<spdlog::logger> logger;
};

state& the_state() noexcept;

class forwarder final : public spdlog::sinks::base_sink<std::mutex> {
  void sink_it_(const spdlog::details::log_msg& message) override {
    const state& s = the_state();
    if (const auto receive = s.receive.load(); receive != nullptr)
      receive(s.self.load(), static_cast<log::level>(message.level), {message.payload.data(), message.payload.size()});
  }
  void flush_() override {}
};

state& the_state() noexcept {
  static state s;
  return s;
}

}  // namespace

void set_sink(sink receive, void* self, level least) noexcept {
  state& s = the_state();
  try {
    if (receive != nullptr && !s.logger) {
      s.logger = std::make_shared<spdlog::logger>("dinh", std::make_shared<forwarder>());
      s.logger->set_level(spdlog::level::trace);
    }
  } catch (...) {
    return;  // without a logger the library stays silent
  }
  s.self = self;
  s.receive = receive;
  s.least = receive != nullptr ? least : level::off;
}

bool enabled(level severity) noexcept {
  return severity >= the_state().least.load(std::memory_order_relaxed) && severity != level::off;
}

void write(level severity, std::string_view line) noexcept {
  if (!enabled(severity)) return;
  // spdlog catches what a sink throws and hands it to its error handler
  the_state().logger->log(static_cast<spdlog::level::level_enum>(severity),
                          spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace dinh::inline v1::log
