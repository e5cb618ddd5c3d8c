#pragma once
/// \file
/// The version of the library. This header is its only home: the build reads it from here.

#define DINH_VERSION_MAJOR 1
#define DINH_VERSION_MINOR 2
#define DINH_VERSION_PATCH 0

namespace dinh::inline v1 {

/// Version as one number, `major * 1'000'000 + minor * 1'000 + patch`, as the headers say it.
/// `dinh_version()` of the C interface gives the number of the linked library.
inline constexpr int version_number =
    DINH_VERSION_MAJOR * 1'000'000 + DINH_VERSION_MINOR * 1'000 + DINH_VERSION_PATCH;

}  // namespace dinh::inline v1
