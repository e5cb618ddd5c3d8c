// Procedures: list, read, verify, draw.

#include <capi/answering.hpp>
#include <dinh/exchange/procedure_json.hpp>
#include <dinh/procedure/verify.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_writing.hpp>

#include <nlohmann/json.hpp>

using namespace dinh::capi;
using dinh::exchange::on_one_line;

extern "C" {

dinh_status dinh_procedures(const dinh_pack* pack, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    a.needs(out, "out");
    return a.ok() ? give(out, on_one_line(dinh::exchange::procedures_json(pack->value))) : a.refuse();
  });
}

dinh_status dinh_procedure_open(const dinh_pack* pack, const char* id, size_t id_length, dinh_procedure** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string_view name = a.text(id, id_length, "id");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::procedure* found = pack->value.find_procedure(name);
    if (found == nullptr) {
      std::string known;
      for (const dinh::procedure& p : pack->value.procedures()) known += (known.empty() ? "" : ", ") + p.id();
      a.fault(DINH_ENOTFOUND, "capi/procedure", "id",
              {"Không có quy trình \"" + std::string{name} + "\".", "There is no procedure \"" + std::string{name} + "\"."},
              {"Các quy trình có: " + known + ".", "The procedures are: " + known + "."});
      return a.refuse();
    }
    return give(out, *found, pack->value);
  });
}

dinh_status dinh_procedure_read(const dinh_pack* pack, const char* json, size_t json_length, dinh_procedure** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string_view content = a.document(json, json_length, "json");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    auto read = dinh::procedure_from_json(content, "json");
    if (!read) return fail(function, DINH_EINPUT, std::move(read).error());
    return give(out, *std::move(read), pack->value);
  });
}

void dinh_procedure_free(dinh_procedure* procedure) { std::unique_ptr<dinh_procedure>{procedure}; }

dinh_status dinh_procedure_json(const dinh_procedure* procedure, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(procedure, "procedure");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    return give(out, on_one_line(dinh::exchange::procedure_json(procedure->value, procedure->law)));
  });
}

dinh_status dinh_procedure_verify(const dinh_procedure* procedure, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(procedure, "procedure");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::procedure& p = procedure->value;
    return give(out, on_one_line(dinh::exchange::verification_json(p, dinh::verify(p))));
  });
}

dinh_status dinh_procedure_draw(const dinh_procedure* procedure, int32_t format, int32_t language, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(procedure, "procedure");
    picture_argument(a, format);
    const dinh::lang l = language_argument(a, language);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    return give_picture(function, dinh::exchange::procedure_dot(procedure->value, procedure->law, l), format, out);
  });
}

}  // extern "C"
