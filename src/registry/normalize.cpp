// The one file that knows utf8proc, if the library is built with it.
#include "letters.hpp"

#include <dinh/base/utf8.hpp>
#include <dinh/registry/names.hpp>

#ifdef DINH_HAS_UTF8PROC
#include <utf8proc.h>

#include <cstdlib>
#include <memory>
#endif

namespace dinh::inline v1 {

std::string compose(std::string_view utf8) {
  if (!is_utf8(utf8)) return std::string{utf8};
#ifdef DINH_HAS_UTF8PROC
  struct release {
    void operator()(utf8proc_uint8_t* p) const noexcept { std::free(p); }
  };
  utf8proc_uint8_t* composed = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()), static_cast<utf8proc_ssize_t>(utf8.size()),
                   &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, release> owner{composed};
  if (length < 0) return std::string{utf8};
  return {reinterpret_cast<const char*>(composed), static_cast<std::size_t>(length)};
#else
  // Text without combining marks is composed already, but for letters this table does not know.
  bool has_marks = false;
  for (std::size_t i = 0; i + 1 < utf8.size() && !has_marks; ++i) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    has_marks = c == 0xCCU || c == 0xCDU;  // U+0300 to U+036F
  }
  if (!has_marks) return std::string{utf8};
  std::string out;
  for (std::size_t i = 0; i < utf8.size();) {  // letter by letter, so that an eth stays an eth
    std::size_t end = i + utf8_length(utf8.substr(i));
    while (end < utf8.size() &&
           (static_cast<unsigned char>(utf8[end]) == 0xCCU || static_cast<unsigned char>(utf8[end]) == 0xCDU))
      end += 2;
    const std::string_view one = utf8.substr(i, end - i);
    out += one.size() > utf8_length(one) ? letters::put_together(letters::take_apart(one)) : std::string{one};
    i = end;
  }
  return out;
#endif
}

}  // namespace dinh::inline v1
