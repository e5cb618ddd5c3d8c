// The hook must reach the state inside the library, not a copy of it in this file: so the library writes.
#include <dinh/base/spdlog.hpp>

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <memory>
#include <sstream>

int main() {
  std::ostringstream out;
  spdlog::logger host{"host", std::make_shared<spdlog::sinks::ostream_sink_mt>(out)};
  host.set_pattern("%n %l %v");
  dinh::log::write(dinh::log::level::error, "nobody listens yet");
  dinh::log::to(host);
  dinh::log::write(dinh::log::level::warn, "pack loaded");
  dinh::log::write(dinh::log::level::debug, "below the level of the host");
  dinh::log::set_sink(nullptr, nullptr, dinh::log::level::off);
  dinh::log::write(dinh::log::level::error, "nobody listens any more");
  if (out.str() != "host warning pack loaded\n") {
    std::fprintf(stderr, "the host's logger received: %s\n", out.str().c_str());
    return 1;
  }
  return spdlog::get("dinh") == nullptr ? 0 : 1;  // nothing of ours in the global registry
}
