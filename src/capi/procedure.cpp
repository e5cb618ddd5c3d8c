// Procedures: list, read, verify, draw.

#include <capi/handles.hpp>
#include <dinh/exchange/procedure_json.hpp>
#include <dinh/procedure/verify.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_writing.hpp>

#if defined(DINH_C_HAS_GRAPHVIZ)
#  include <dinh/exchange/svg.hpp>
#endif

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
      const std::string known = listed(pack->value.procedures(), [](const auto& p) { return p.id(); });
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
    if (format != DINH_DOT && format != DINH_SVG)
      a.fault(DINH_EINVAL, "capi/format", "format", {"Chỉ có DINH_DOT và DINH_SVG.", "There are DINH_DOT and DINH_SVG."});
    if (language != DINH_VI && language != DINH_EN)
      a.fault(DINH_EINVAL, "capi/language", "language", {"Chỉ có DINH_VI và DINH_EN.", "There are DINH_VI and DINH_EN."});
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
#if !defined(DINH_C_HAS_GRAPHVIZ)
    if (format == DINH_SVG) {
      a.fault(DINH_EUNSUPPORTED, "capi/unsupported", "format",
              {"Thư viện này được biên dịch không có Graphviz.", "This library was built without Graphviz."},
              {"Lấy DINH_DOT rồi dùng lệnh `dot -Tsvg`, hoặc biên dịch với DINH_C_WITH_GRAPHVIZ=ON.",
               "Take DINH_DOT and run `dot -Tsvg`, or build with DINH_C_WITH_GRAPHVIZ=ON."});
      return a.refuse();
    }
#endif
    std::string dot = dinh::exchange::procedure_dot(procedure->value, procedure->law,
                                                    language == DINH_VI ? dinh::lang::vi : dinh::lang::en);
#if defined(DINH_C_HAS_GRAPHVIZ)
    if (format == DINH_SVG) {
      auto svg = dinh::svg_from_dot(dot);
      if (!svg) return fail(function, std::move(svg).error());
      return give(out, *std::move(svg));
    }
#endif
    return give(out, std::move(dot));
  });
}

}  // extern "C"
