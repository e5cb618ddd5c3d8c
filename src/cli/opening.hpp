#pragma once
// What commands open before they answer: the pack with its notices, the units.

#include <cli/commands.hpp>
#include <dinh/base/diagnostic.hpp>
#include <dinh/exchange/history_csv.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/registry/registry.hpp>
#include <exchange/pack_notice.hpp>

#include <string>
#include <vector>

namespace dinh::cli {

/// The embedded pack or the one of `--pack`, with its layers, with every `--notice` applied, held to `--min-evidence`.
/// With `--require-signature` every folder must hold a good signature; the embedded pack is part of the program.
[[nodiscard]] checked<pack> open_pack(const common_options& common);

/// A key of 64 digits, or the first line of the file of that name. Fails with `cli/file`.
[[nodiscard]] checked<std::string> read_key(const std::string& key_or_file);

/// The calendar with this id, or a fault that names those there are.
[[nodiscard]] checked<work_calendar> open_calendar(const pack& p, const std::string& id);

using exchange::applied_notice;

/// Reads a notice and applies it to the calendar of the pack that it speaks of. Fails as `read_file`, `read_notice` and
/// `apply_notice`, each fault with the file, and with `notice/no-own-days-off` if that calendar takes over its days
/// off.
[[nodiscard]] checked<applied_notice> open_notice(const pack& p, const std::string& file);

/// The procedure with this id, or that of a file: JSON as in a pack, or BPMN that `dinh export` wrote. Fails with
/// `cli/not-found`, and as `read_file`, `procedure_from_json` and `procedure_from_bpmn`.
[[nodiscard]] checked<procedure> open_procedure(const pack& p, const std::string& id_or_file);

/// The register of a folder as `open_register_folder` reads it, with the roles of the pack and the persons of
/// people.json, if the folder has one. Its remarks, such as from when on nothing is known, go to standard error: they
/// limit what the answers mean.
[[nodiscard]] checked<registry> open_register(const pack& p, const std::string& folder, lang language);
/// The same, with how the register was made.
[[nodiscard]] checked<opened_register> open_register_with_report(const pack& p, const std::string& folder, lang language);

}  // namespace dinh::cli
