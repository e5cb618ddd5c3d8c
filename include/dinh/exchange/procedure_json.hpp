#pragma once
/// \file
/// Procedures as JSON: the format of the packs, published in `packs/schema/procedure.schema.json`.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/procedure/procedure.hpp>

#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// The procedure of a file, or every fault with its JSON pointer ("file#/steps/3/kind"): those of the format (`json/…`),
/// of conditions (`condition/…`) and of the structure (`procedure/…`, see `check_structure`). What needs a pack (rules,
/// roles, other procedures) is checked where the pack is read. At most 64 MiB.
[[nodiscard]] DINH_API checked<procedure> procedure_from_json(std::string_view content, std::string_view file = {});

/// The same procedure as JSON, one line per step, flow and deadline: `procedure_from_json(procedure_to_json(p)) == p`.
/// The same bytes for the same procedure. Pre: texts that are not empty have both languages.
[[nodiscard]] DINH_API std::string procedure_to_json(const procedure& p);

}  // namespace dinh::inline v1
