#pragma once
// What every function of the C interface stands in: arguments are checked before anything is done, all faults are
// told at once, no exception crosses it, every failure leaves its text.

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/utf8.hpp>
#include <dinh/dinh.h>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>

struct dinh_string {
  std::string value;
};

namespace dinh::capi {

/// Remembers the faults of this thread's failure and passes the status on. A thread that has no memory left for them
/// still gets a message.
dinh_status fail(const char* function, dinh_status status, diagnostics faults) noexcept;
/// The same with fixed words; allocates nothing. `code` and `message` must outlive the thread.
dinh_status fail(const char* function, dinh_status status, const char* code, const char* message) noexcept;
/// The same with the status that the codes of the faults stand for.
dinh_status fail(const char* function, diagnostics faults) noexcept;

/// Runs `body` and turns what it throws into a status.
template <class Body>
dinh_status guarded(const char* function, Body&& body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return fail(function, DINH_ENOMEM, "capi/no-memory", "out of memory");
  } catch (const std::exception& error) {
    try {
      return fail(function, DINH_EINTERNAL,
                  diagnostics{diagnostic{severity::error, "capi/internal", function, {error.what(), error.what()}, {}}});
    } catch (...) {
      return fail(function, DINH_EINTERNAL, "capi/internal", "an exception");
    }
  } catch (...) {
    return fail(function, DINH_EINTERNAL, "capi/internal", "an exception of unknown type");
  }
}

/// Hands a value over to the caller.
template <class Handle, class... Parts>
dinh_status give(Handle** out, Parts&&... parts) {
  *out = std::make_unique<Handle>(Handle{std::forward<Parts>(parts)...}).release();
  return DINH_OK;
}

inline constexpr std::size_t longest_name = 4096;
inline constexpr std::size_t longest_document = std::size_t{64} << 20U;

/// Collects what is wrong with the arguments of one call; allocates nothing while nothing is.
class arguments {
public:
  explicit arguments(const char* function) noexcept : function_{function} {}

  /// `pointer` must not be null.
  void needs(const void* pointer, const char* name) {
    if (pointer == nullptr) is_null(name);
  }
  /// UTF-8 of at most so many bytes.
  [[nodiscard]] std::string_view text(const char* data, std::size_t length, const char* name,
                                      std::size_t most = longest_name);
  /// UTF-8 without a zero byte, not empty.
  [[nodiscard]] std::string path(const char* data, std::size_t length, const char* name);
  [[nodiscard]] std::string_view document(const char* data, std::size_t length, const char* name) {
    return text(data, length, name, longest_document);
  }
  /// A member that later versions may give a meaning.
  void zero(std::int32_t reserved, const char* name) {
    if (reserved != 0) fault(DINH_EINVAL, "capi/reserved", name, {"Phải bằng 0.", "It must be 0."});
  }
  void fault(dinh_status status, const char* code, const char* name, dinh::text message, dinh::text remedy = {});

  [[nodiscard]] bool ok() const noexcept { return status_ == DINH_OK; }
  [[nodiscard]] dinh_status refuse() noexcept { return fail(function_, status_, std::move(faults_)); }
  [[nodiscard]] const char* function() const noexcept { return function_; }

private:
  void is_null(const char* name);

  const char* function_;
  dinh_status status_ = DINH_OK;
  diagnostics faults_;
};

}  // namespace dinh::capi
