// Procedures and models of other tools as BPMN and PNML.

#include <capi/answering.hpp>
#include <dinh/exchange/procedure_json.hpp>
#include <exchange/json_models.hpp>

#if defined(DINH_HAS_XML)
#  include <dinh/exchange/bpmn.hpp>
#endif

using namespace dinh::capi;
namespace ex = dinh::exchange;

extern "C" {

dinh_status dinh_procedure_write(const dinh_procedure* procedure, int32_t format, int32_t language, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(procedure, "procedure");
    if (format < DINH_PROCEDURE_JSON || format > DINH_PNML)
      a.fault(DINH_EINVAL, "capi/format", "format",
              {"Chỉ có DINH_PROCEDURE_JSON, DINH_BPMN và DINH_PNML.", "There are DINH_PROCEDURE_JSON, DINH_BPMN and DINH_PNML."});
    const dinh::lang l = language_argument(a, language);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::procedure& p = procedure->value;
    if (format == DINH_PROCEDURE_JSON) return give(out, dinh::procedure_to_json(p));
    return give_checked(function, format == DINH_BPMN ? ex::procedure_as_bpmn(p, procedure->law, l) : ex::procedure_as_pnml(p, l), out);
  });
}

dinh_status dinh_procedure_read_bpmn(const dinh_pack* pack, const char* xml, size_t xml_length, dinh_procedure** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    [[maybe_unused]] const std::string_view content = a.document(xml, xml_length, "xml");
#if !defined(DINH_HAS_XML)
    a.fault(DINH_EUNSUPPORTED, "xml/not-built-in", "xml",
            {"Thư viện này được biên dịch không có pugixml.", "This library was built without pugixml."});
#endif
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
#if defined(DINH_HAS_XML)
    auto read = dinh::procedure_from_bpmn(content, "xml");
    if (!read) return fail(function, DINH_EINPUT, std::move(read).error());
    return give(out, *std::move(read), pack->value);
#else
    return DINH_EUNSUPPORTED;
#endif
  });
}

dinh_status dinh_model_check(const char* content, size_t content_length, uint32_t most_states, int32_t language,
                             dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const std::string_view file = a.document(content, content_length, "content");
    constexpr std::uint32_t most = 100'000'000;
    if (most_states > most)
      a.fault(DINH_EINVAL, "capi/states", "most_states", {"Nhiều nhất 100000000.", "At most 100000000."});
    const dinh::lang l = language_argument(a, language);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    auto models = ex::models_in(file, "content");
    if (!models) return fail(function, std::move(models).error());
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (ex::model& m : *models) {
      if (most_states != 0) m.options.most_states = most_states;
      list.push_back(ex::model_json(m, ex::judged(m, dinh::verify_net(m.net, m.options)), l));
    }
    return give(out, ex::on_one_line(list));
  });
}

dinh_status dinh_model_pnml(const char* content, size_t content_length, int32_t language, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const std::string_view file = a.document(content, content_length, "content");
    const dinh::lang l = language_argument(a, language);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto models = ex::models_in(file, "content");
    if (!models) return fail(function, models.error());
    return give_checked(function, ex::model_as_pnml(models->front(), l), out);
  });
}

dinh_status dinh_model_pnml_notes(const char* content, size_t content_length, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    [[maybe_unused]] const std::string_view file = a.document(content, content_length, "content");
#if !defined(DINH_HAS_XML)
    a.fault(DINH_EUNSUPPORTED, "xml/not-built-in", "content",
            {"Thư viện này được biên dịch không có pugixml.", "This library was built without pugixml."});
#endif
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
#if defined(DINH_HAS_XML)
    const auto models = ex::models_in(file, "content");
    if (!models) return fail(function, models.error());
    return give(out, ex::on_one_line(ex::faults_json(ex::pnml_notes(models->front()))));
#else
    return DINH_EUNSUPPORTED;
#endif
  });
}

}  // extern "C"
