// A condition: parsed or refused; what is parsed is written and parsed as the same, and answers without harm.
#include <dinh/procedure/condition.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto c = dinh::parse_condition({reinterpret_cast<const char*>(data), size});
  if (!c) return 0;
  const auto again = dinh::parse_condition(c->to_text());
  if (!again || !(*again == *c)) std::abort();
  static_cast<void>(c->in_words([](std::string_view) { return nullptr; }));
  static_cast<void>(c->holds([](std::string_view name) -> std::optional<std::string> {
    return name.size() % 2 == 0 ? std::optional<std::string>{std::string{name}} : std::nullopt;
  }));
  return 0;
}
