#pragma once
// The option --receipt.

#include <dinh/exchange/receipt.hpp>

#include <string>

namespace dinh::cli {

/// Writes a receipt, or says why there is none.
[[nodiscard]] diagnostics keep_receipt(const std::string& path, const checked<receipt>& made);

}  // namespace dinh::cli
