#include <dinh/exchange/signature.hpp>

#include "hashing.hpp"
#include "json_reading.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

namespace dinh::inline v1 {
namespace {

constexpr std::string_view signature_format = "dinh-pack-signature/1";
constexpr exchange::json_limits signature_limits{.bytes = 8192, .depth = 2, .values = 32};

struct named_pack {
  std::string id;
  std::string version;
};

checked<named_pack> name_of_pack(std::span<const pack_file> files) {
  const auto at = std::find_if(files.begin(), files.end(), [](const pack_file& f) { return f.name == "pack.json"; });
  if (at == files.end())
    return refuse("pack/no-manifest", "pack.json", {"Gói không có pack.json.", "The pack has no pack.json."});
  const auto j = exchange::parse_json(at->content, "pack.json");
  if (!j) return unexpected{j.error()};
  diagnostics faults;
  exchange::object_reader r{*j, "pack.json#", faults};
  named_pack out{r.string("id"), r.string("version")};
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

/// What is signed: the format's name keeps a signature from meaning anything else.
checked<std::string> message(const named_pack& p, const std::string& hash) {
  return to_canonical(
      json_value{{"format", signature_format}, {"pack", p.id}, {"version", p.version}, {"hash", hash}});
}

}  // namespace

checked<signing_keys> new_signing_keys() {
  auto keys = exchange::new_key_pair();
  if (!keys) return unexpected{std::move(keys).error()};
  return signing_keys{std::move(keys->secret), std::move(keys->open)};
}

checked<std::string> sign_pack(std::span<const pack_file> files, std::string_view secret_key) {
  const auto name = name_of_pack(files);
  if (!name) return unexpected{name.error()};
  const auto hash = hash_of(files);
  if (!hash) return unexpected{hash.error()};
  const auto words = message(*name, *hash);
  if (!words) return unexpected{words.error()};
  auto mark = exchange::sign(*words, secret_key);
  if (!mark) return unexpected{std::move(mark).error()};
  auto key = exchange::open_key_of(secret_key);
  if (!key) return unexpected{std::move(key).error()};
  auto out = to_canonical(json_value{{"format", signature_format},
                                     {"pack", name->id},
                                     {"version", name->version},
                                     {"hash", *hash},
                                     {"key", *std::move(key)},
                                     {"signature", *std::move(mark)}});
  if (out) *out += '\n';
  return out;
}

diagnostics verify_pack(std::span<const pack_file> files, std::string_view signature_file, std::string_view file,
                        std::string_view open_key) {
  const auto parsed = exchange::parse_json(signature_file, file, signature_limits);
  if (!parsed) return parsed.error();
  diagnostics faults;
  exchange::object_reader r{*parsed, std::string{file} + "#", faults};
  if (!r.is_object()) return faults;
  const std::string format = r.string("format");
  const named_pack stated{r.string("pack"), r.string("version")};
  const std::string hash = r.string("hash");
  const std::string key = r.string("key");
  const std::string mark = r.string("signature");
  r.finish();
  if (!faults.has_errors() && format != signature_format)
    r.fault("format", "signature/malformed",
            {"Định dạng không phải dinh-pack-signature/1.", "The format is not dinh-pack-signature/1."});
  if (faults.has_errors()) return faults;
  const auto actual = hash_of(files);
  if (!actual) return actual.error();
  const auto named = name_of_pack(files);
  if (!named) return named.error();
  if (*actual != hash || named->id != stated.id || named->version != stated.version)
    r.fault("hash", "signature/other-files",
            {"Chữ ký dành cho các tệp khác: mã băm " + hash + ", ở đây là " + *actual + ".",
             "The signature is for other files: their hash is " + hash + ", here it is " + *actual + "."},
            {"Ký lại gói sau khi kiểm tra thay đổi.", "Check what changed and sign the pack again."});
  if (key != open_key)
    r.fault("key", "signature/other-key",
            {"Gói được ký bằng khóa khác: " + key + ".", "The pack is signed with another key: " + key + "."},
            {"Dùng khóa của người phát hành gói.", "Use the key of whoever publishes the pack."});
  const auto words = message(stated, hash);
  if (!words) return words.error();
  const auto good = exchange::is_signed(*words, mark, open_key);
  if (!good) {
    faults.append(good.error());
  } else if (!*good && key == open_key) {
    r.fault("signature", "signature/wrong",
            {"Chữ ký không đúng với nội dung.", "The signature does not belong to what it states."});
  }
  return faults;
}

diagnostics verify_pack_in(const std::string& folder, std::span<const pack_file> files, std::string_view open_key) {
  const std::string path = (std::filesystem::path{folder} / signature_file_name).string();
  std::ifstream in{path, std::ios::binary};
  // what is longer than a signature may be is refused when it is parsed
  std::string signature(signature_limits.bytes + 1, '\0');
  if (!in)
    return diagnostic{severity::error,
                      "signature/none",
                      path,
                      {"Gói không có chữ ký.", "The pack is not signed."},
                      {"`dinh pack sign` ký một gói.", "`dinh pack sign` signs a pack."}};
  in.read(signature.data(), static_cast<std::streamsize>(signature.size()));
  signature.resize(static_cast<std::size_t>(in.gcount()));
  return verify_pack(files, signature, path, open_key);
}

}  // namespace dinh::inline v1
