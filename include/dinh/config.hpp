#pragma once
/// \file
/// Symbol visibility of the compiled part (`dinh::dinh`). Callers never need this header.

#include <dinh/version.hpp>

#if defined(DINH_STATIC)
#  define DINH_API
#else
#  define DINH_API __attribute__((visibility("default")))
#endif
