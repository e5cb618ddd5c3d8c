#pragma once
/// \file
/// Where bytes go to and come from, one block after another, so that nobody has to hold all of them.

#include <dinh/base/diagnostic.hpp>

#include <functional>
#include <string_view>

namespace dinh::inline v1 {

/// Takes the next bytes, which it must copy to keep; errors end the writing.
using byte_sink = std::function<diagnostics(std::string_view)>;
/// Gives the next bytes, of any number; none: there are no more. They are valid until the next call. An error ends the
/// reading and becomes that of the reader.
using byte_source = std::function<checked<std::string_view>()>;

}  // namespace dinh::inline v1
