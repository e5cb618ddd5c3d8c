// Packs: embedded, of a folder, from memory; layers, notices, evidence, signatures.

#include <capi/answering.hpp>
#include <dinh/exchange/signature.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_writing.hpp>
#include <exchange/pack_notice.hpp>

#include <nlohmann/json.hpp>

#include <array>

namespace dinh::capi {
namespace {

checked<pack> make_pack(const pack_source& from) {
  auto p = from.layers.empty() ? (from.base ? read_pack(*from.base) : packs::vietnam())
                               : read_pack(from.base ? *from.base : packs::vietnam_files(), from.layers);
  if (!p) return p;
  diagnostics faults;
  for (const std::string& notice : from.notices) {
    auto applied = exchange::notice_on(*p, notice, "notice");
    if (applied)
      *p = p->with_calendar(std::move(applied->now), std::move(applied->notice.decision));
    else
      faults.append(std::move(applied).error());
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  if (from.weakest != evidence::memory) return p->accepting(from.weakest);
  return p;
}

dinh_status give_pack(const char* function, pack_source from, dinh_pack** out) {
  auto p = make_pack(from);
  if (!p) return fail(function, std::move(p).error());
  answer_context context{p->rules(), {p->calendars().begin(), p->calendars().end()}};
  context.book = p->statutes();
  return give(out, std::move(from), *std::move(p), std::move(context));
}

dinh_status give_pack(const char* function, std::vector<pack_file> files, dinh_pack** out) {
  pack_source from;
  from.base = std::make_shared<const std::vector<pack_file>>(std::move(files));
  return give_pack(function, std::move(from), out);
}

std::vector<pack_file> files_argument(arguments& a, const dinh_file* files, std::size_t count) {
  std::vector<pack_file> out;
  if (count != 0) a.needs(files, "files");
  constexpr std::size_t most = 10'000;
  if (count > most)
    a.fault(DINH_EINPUT, "capi/too-many", "files", {"Nhiều hơn 10000 tệp.", "There are more than 10000 files."});
  if (!a.ok()) return out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view name = a.text(files[i].name, files[i].name_length, "files.name");
    const std::string_view content = a.document(files[i].content, files[i].content_length, "files.content");
    if (a.ok()) out.push_back({std::string{name}, std::string{content}});
  }
  return out;
}

dinh_status with_layer(const char* function, const dinh_pack& pack, std::string name, std::vector<pack_file> files,
                       dinh_pack** out) {
  pack_source from = pack.source;
  from.layers.push_back({std::move(name), std::move(files)});
  return give_pack(function, std::move(from), out);
}

}  // namespace
}  // namespace dinh::capi

using namespace dinh::capi;
using dinh::pack_file;

extern "C" {

dinh_status dinh_pack_vietnam(dinh_pack** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(out, "out");
    return a.ok() ? give_pack(function, pack_source{}, out) : a.refuse();
  });
}

dinh_status dinh_pack_open(const char* folder, size_t folder_length, dinh_pack** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const std::string path = a.path(folder, folder_length, "folder");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    auto files = dinh::files_of(path);
    if (!files) return fail(function, std::move(files).error());
    return give_pack(function, *std::move(files), out);
  });
}

dinh_status dinh_pack_open_signed(const char* folder, size_t folder_length, const char* key, size_t key_length,
                                  dinh_pack** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const std::string path = a.path(folder, folder_length, "folder");
    const std::string_view open_key = a.text(key, key_length, "key");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    auto files = dinh::files_of(path);
    if (!files) return fail(function, std::move(files).error());
    if (auto faults = dinh::verify_pack_in(path, *files, open_key); faults.has_errors()) return fail(function, std::move(faults));
    return give_pack(function, *std::move(files), out);
  });
}

dinh_status dinh_pack_read(const dinh_file* files, size_t count, dinh_pack** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    auto given = files_argument(a, files, count);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    return give_pack(function, std::move(given), out);
  });
}

dinh_status dinh_pack_with_layer(const dinh_pack* pack, const char* name, size_t name_length, const dinh_file* files,
                                 size_t count, dinh_pack** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string_view layer = a.text(name, name_length, "name");
    auto given = files_argument(a, files, count);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    return with_layer(function, *pack, std::string{layer}, std::move(given), out);
  });
}

dinh_status dinh_pack_with_layer_folder(const dinh_pack* pack, const char* folder, size_t folder_length,
                                        dinh_pack** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string path = a.path(folder, folder_length, "folder");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    auto files = dinh::files_of(path);
    if (!files) return fail(function, std::move(files).error());
    return with_layer(function, *pack, path, *std::move(files), out);
  });
}

dinh_status dinh_pack_with_notice(const dinh_pack* pack, const char* json, size_t json_length, dinh_pack** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string_view notice = a.document(json, json_length, "json");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    pack_source from = pack->source;
    from.notices.emplace_back(notice);
    return give_pack(function, std::move(from), out);
  });
}

dinh_status dinh_pack_accepting(const dinh_pack* pack, int32_t weakest, dinh_pack** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const auto level = weakest > 0 && weakest < 128 ? dinh::evidence_from(static_cast<char>(weakest)) : std::nullopt;
    if (!level)
      a.fault(DINH_EINVAL, "capi/evidence", "weakest",
              {"Mức chứng cứ phải là 'T', 'S' hoặc 'M'.", "The level of evidence is 'T', 'S' or 'M'."});
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    pack_source from = pack->source;
    from.weakest = *level;
    return give_pack(function, std::move(from), out);
  });
}

dinh_status dinh_pack_info(const dinh_pack* pack, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::pack& p = pack->value;
    using json = nlohmann::ordered_json;
    const auto hash = p.hash();
    json j{{"id", p.id()}, {"version", p.version()}, {"title", dinh::exchange::words(p.title())}};
    j["hash"] = hash ? json(*hash) : json(nullptr);
    j["layers"] = json::array();
    for (const auto& l : p.layers()) j["layers"].push_back({{"id", l.id}, {"version", l.version}, {"hash", l.hash}});
    j["notices"] = json::array();
    for (const auto& n : p.notices())
      j["notices"].push_back({{"calendar", n.calendar}, {"decision", dinh::exchange::cited(n.decision)}});
    j["evidence"] = dinh::exchange::in_json(pack->source.weakest);
    j["calendars"] = json::array();
    for (const auto& c : p.calendars()) j["calendars"].push_back(c.id());
    j["procedures"] = json::array();
    for (const auto& q : p.procedures()) j["procedures"].push_back(q.id());
    j["rules"] = p.rules().rules().size();
    j["instruments"] = p.rules().instruments().size();
    j["findings"] = dinh::exchange::faults_json(p.findings());
    return give(out, dinh::exchange::on_one_line(j));
  });
}

dinh_status dinh_pack_keys(dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto keys = dinh::new_signing_keys();
    if (!keys) return fail(function, keys.error());
    return give(out, dinh::exchange::on_one_line(nlohmann::ordered_json{{"secret", keys->secret}, {"open", keys->open}}));
  });
}

dinh_status dinh_pack_sign(const char* folder, size_t folder_length, const char* secret, size_t secret_length,
                           dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const std::string path = a.path(folder, folder_length, "folder");
    const std::string_view key = a.text(secret, secret_length, "secret");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto files = dinh::files_of(path);
    if (!files) return fail(function, files.error());
    return give_checked(function, dinh::sign_pack(*files, key), out);
  });
}

void dinh_pack_free(dinh_pack* pack) { std::unique_ptr<dinh_pack>{pack}; }

}  // extern "C"
