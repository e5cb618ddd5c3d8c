// dinh pack hash, dinh pack keys, dinh pack sign, dinh pack verify.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/files.hpp>
#include <cli/json_text.hpp>
#include <cli/opening.hpp>
#include <dinh/exchange/signature.hpp>

#include <nlohmann/json.hpp>

#include <sys/stat.h>

#include <cstdio>
#include <filesystem>
#include <string>

namespace dinh::cli {
namespace {

checked<std::vector<pack_file>> files_asked(const std::string& folder) {
  return folder.empty() ? checked<std::vector<pack_file>>{packs::vietnam_files()} : files_of(folder);
}

}  // namespace

int run_pack_hash(const common_options& common, const pack_options& o) {
  const auto files = files_asked(o.folder.empty() ? common.pack : o.folder);
  if (!files) return report(files.error(), common.language);
  const auto hash = hash_of(*files);
  if (!hash) return report(hash.error(), common.language);
  print(common.as_json ? nlohmann::json{{"sha256", *hash}, {"files", files->size()}}.dump(2) : *hash + "\n");
  return 0;
}

int run_pack_keys(const common_options& common, const pack_options& o) {
  namespace fs = std::filesystem;
  for (const std::string& path : {o.secret, o.open})
    if (std::error_code none; fs::exists(path, none))
      return report(diagnostic{severity::error,
                               "cli/file",
                               path,
                               {"Tệp đã có; khóa cũ không bị ghi đè.", "The file exists; a key is not overwritten."},
                               {"Chọn tên khác.", "Choose another name."}},
                    common.language);
  const auto keys = new_signing_keys();
  if (!keys) return report(keys.error(), common.language);
  // nobody but the owner may read the secret key, not even for a moment
  const mode_t usual = ::umask(S_IRWXG | S_IRWXO);
  diagnostics faults = write_file(o.secret, keys->secret + "\n");
  ::umask(usual);
  if (!faults.has_errors()) faults = write_file(o.open, keys->open + "\n");
  if (faults.has_errors()) return report(faults, common.language);
  print(common.as_json ? nlohmann::json{{"key", keys->open}}.dump(2) : keys->open + "\n");
  return 0;
}

int run_pack_sign(const common_options& common, const pack_options& o) {
  const auto files = files_of(o.folder);
  if (!files) return report(files.error(), common.language);
  const auto secret = read_key(o.secret);
  if (!secret) return report(secret.error(), common.language);
  const auto signature = sign_pack(*files, *secret);
  if (!signature) return report(signature.error(), common.language);
  const std::string path = o.folder + "/" + std::string{signature_file_name};
  if (const diagnostics unwritten = write_file(path, *signature); unwritten.has_errors())
    return report(unwritten, common.language);
  print(common.as_json ? nlohmann::json::parse(*signature).dump(2) : path + "\n");
  return 0;
}

int run_pack_verify(const common_options& common, const pack_options& o) {
  const auto files = files_of(o.folder);
  if (!files) return report(files.error(), common.language);
  const auto key = read_key(o.open);
  if (!key) return report(key.error(), common.language);
  const diagnostics faults = verify_pack_in(o.folder, *files, *key);
  bool unreadable = false;
  for (const diagnostic& d : faults) unreadable = unreadable || d.code.rfind("signature/", 0) != 0;
  if (unreadable) return report(faults, common.language);
  const bool vi = common.language == lang::vi;
  if (common.as_json)
    print(in_json(nlohmann::json{{"signed", faults.empty()}, {"faults", describe(faults, common.language)}}));
  else
    print(faults.empty() ? (vi ? "Chữ ký đúng.\n" : "The signature is good.\n")
                         : describe(faults, common.language) + "\n");
  return faults.empty() ? 0 : 1;
}

}  // namespace dinh::cli
