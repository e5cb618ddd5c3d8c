#pragma once
/// \file
/// Signed packs: Ed25519 (libsodium) over the hash of all files of a pack or layer, in a file beside them. Without
/// libsodium everything here fails with `hash/not-built-in`.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/exchange/pack.hpp>

#include <span>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// Name of the signature file in the folder of a pack.
inline constexpr std::string_view signature_file_name = "pack.sig";

/// Keys as 64 small hexadecimal digits. The secret one is the seed of Ed25519 and belongs into a file that only its owner
/// can read.
struct signing_keys {
  std::string secret;
  std::string open;  ///< the public one, that others verify with
};
/// From random numbers of the system: the only function that is not the same each time. Fails with
/// `signature/no-random-numbers`.
[[nodiscard]] DINH_API checked<signing_keys> new_signing_keys();

/// The signature file of a pack: {"format": "dinh-pack-signature/1", "pack", "version", "hash", "key", "signature"} in
/// canonical form. The same files and key give the same bytes.
[[nodiscard]] DINH_API checked<std::string> sign_pack(std::span<const pack_file> files, std::string_view secret_key);

/// Whether the signature file fits these files and this key; empty if it does. Faults: `signature/malformed`,
/// `signature/other-files` (a byte that counts was changed since), `signature/other-key`, `signature/wrong`.
[[nodiscard]] DINH_API diagnostics verify_pack(std::span<const pack_file> files, std::string_view signature_file,
                                               std::string_view file, std::string_view open_key);
/// The same with the signature file that lies in the folder of the pack. Faults: those, and `signature/none`.
[[nodiscard]] DINH_API diagnostics verify_pack_in(const std::string& folder, std::span<const pack_file> files,
                                                  std::string_view open_key);

}  // namespace dinh::inline v1
