#pragma once
// What every function of the C interface stands in: no exception crosses it, every failure leaves its text.

#include <dinh/dinh.h>
#include <dinh/base/diagnostic.hpp>

#include <exception>
#include <new>
#include <string>

namespace dinh::capi {

/// Remembers the message for this thread and passes the status on.
dinh_status fail(dinh_status status, const char* message) noexcept;
dinh_status fail(dinh_status status, const std::string& message) noexcept;
dinh_status fail(dinh_status status, const diagnostics& faults) noexcept;

/// Runs `body` and turns what it throws into a status.
template <class Body>
dinh_status guarded(Body&& body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return fail(DINH_ENOMEM, "out of memory");
  } catch (const std::exception& error) {
    return fail(DINH_EINTERNAL, error.what());
  } catch (...) {
    return fail(DINH_EINTERNAL, "an exception of unknown type");
  }
}

}  // namespace dinh::capi
