// The register of units: what became of a unit, and who acts in it.

#include <capi/answering.hpp>
#include <dinh/exchange/bodies_dot.hpp>
#include <dinh/exchange/dot.hpp>
#include <dinh/exchange/unit_exports.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_writing.hpp>
#include <exchange/units_csv_writing.hpp>

#include <nlohmann/json.hpp>

using namespace dinh::capi;
using dinh::exchange::on_one_line;

namespace {

dinh_status no_unit(arguments& a, std::string_view code) {
  a.fault(DINH_ENOTFOUND, "capi/unit", "code",
          {"Không có đơn vị \"" + std::string{code} + "\" vào ngày đó hay trước đó.",
           "There is no unit \"" + std::string{code} + "\" on that day or before."},
          {"Mã đổi theo thời gian: thử ngày khác, hoặc khóa <mã>@<ngày>.",
           "Codes change with time: try another day, or the key <code>@<day>."});
  return a.refuse();
}

dinh_status open_register(const char* function, const dinh_pack* pack, const char* folder, size_t folder_length,
                          uint32_t choices, dinh_register** out) {
  return guarded(function, [&] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string path = a.path(folder, folder_length, "folder");
    constexpr std::uint32_t all_choices =
        DINH_REGISTER_IN_FORCE | DINH_REGISTER_GHOSTS | DINH_REGISTER_DISPUTED | DINH_REGISTER_EARLY;
    if ((choices & ~all_choices) != 0)
      a.fault(DINH_EINVAL, "capi/choices", "choices", {"Không có lựa chọn này.", "There is no such choice."},
              {"Tổng của DINH_REGISTER_IN_FORCE đến DINH_REGISTER_EARLY.",
               "The sum of some of DINH_REGISTER_IN_FORCE to DINH_REGISTER_EARLY."});
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    dinh::history_options options;
    if ((choices & DINH_REGISTER_IN_FORCE) != 0) options.axis = dinh::time_axis::in_force;
    options.with_ghosts = (choices & DINH_REGISTER_GHOSTS) != 0;
    options.with_disputed = (choices & DINH_REGISTER_DISPUTED) != 0;
    options.with_early = (choices & DINH_REGISTER_EARLY) != 0;
    auto opened = dinh::exchange::open_units(pack->value, path, options);
    if (!opened) return fail(function, std::move(opened).error());
    auto successors = dinh::exchange::successors_in(opened->units);
    return give(out, dinh::exchange::where_desk{*std::move(opened)}, std::move(successors));
  });
}

}  // namespace

extern "C" {

dinh_status dinh_register_open(const dinh_pack* pack, const char* folder, size_t folder_length, dinh_register** out) {
  return open_register(__func__, pack, folder, folder_length, 0, out);
}

dinh_status dinh_register_open_with(const dinh_pack* pack, const char* folder, size_t folder_length, uint32_t choices,
                                    dinh_register** out) {
  return open_register(__func__, pack, folder, folder_length, choices, out);
}

void dinh_register_free(dinh_register* units) { std::unique_ptr<dinh_register>{units}; }

dinh_status dinh_register_info(const dinh_register* units, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(units, "units");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::history_report& report = units->desk.report();
    nlohmann::ordered_json j{{"units", units->desk.units().graph().count<dinh::unit>()}};
    j["covers"] = {{"from", dinh::exchange::day_or_null(report.covers.from)},
                   {"until", dinh::exchange::day_or_null(report.covers.until)}};
    j["remarks"] = dinh::exchange::faults_json(report.remarks);
    return give(out, on_one_line(j));
  });
}

dinh_status dinh_register_unit(const dinh_register* units, const char* code, size_t code_length, dinh_day on,
                               dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(units, "units");
    const std::string asked{a.text(code, code_length, "code")};
    const dinh::date day = day_argument(a, on, "on");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::registry& r = units->desk.units();
    const dinh::unit_id u = dinh::exchange::find_unit(r, asked, day);
    if (!u) return no_unit(a, asked);
    return give(out, on_one_line(dinh::exchange::unit_json(r, u, day)));
  });
}

dinh_status dinh_register_translate(const dinh_register* units, const char* asked, size_t asked_length, dinh_day from,
                                    dinh_day to, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(units, "units");
    dinh::exchange::where_question q;
    q.asked = std::string{a.text(asked, asked_length, "asked")};
    q.from = day_argument(a, from, "from");
    q.to = day_argument(a, to, "to");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    return give(out, on_one_line(units->desk.to_json(q, units->desk.answer(q))));
  });
}

dinh_status dinh_register_who(const dinh_register* units, const char* code, size_t code_length, dinh_day on,
                              const char* role, size_t role_length, const char* facts, size_t facts_length,
                              dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(units, "units");
    const std::string asked{a.text(code, code_length, "code")};
    const dinh::date day = day_argument(a, on, "on");
    const std::string wanted{a.text(role, role_length, "role")};
    const std::string_view about = a.document(facts, facts_length, "facts");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto of_case = dinh::exchange::read_case_facts(about);
    if (!of_case) return fail(function, DINH_EINPUT, of_case.error());
    const dinh::registry& r = units->desk.units();
    const dinh::unit_id u = dinh::exchange::find_unit(r, asked, day);
    if (!u) return no_unit(a, asked);
    if (wanted.empty()) return give(out, on_one_line(dinh::exchange::bodies_json(r, u, day)));
    const auto answers = dinh::exchange::who_holds(r, wanted, u, day, *of_case);
    if (answers.empty()) {
      a.fault(DINH_ENOTFOUND, "capi/role", "role",
              {"Không có vai trò \"" + wanted + "\".", "There is no role \"" + wanted + "\"."},
              {"docs/bodies.md giải thích các vai trò.", "docs/bodies.md explains the roles."});
      return a.refuse();
    }
    return give(out, on_one_line(dinh::exchange::who_json(r, wanted, answers, u, day)));
  });
}

dinh_status dinh_units_read(const char* content, size_t content_length, int32_t mend, const dinh_register* reference,
                            dinh_day on, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    const std::string_view file = a.document(content, content_length, "content");
    if (mend != 0 && mend != 1) a.fault(DINH_EINVAL, "capi/mend", "mend", {"Chỉ có 0 và 1.", "It is 0 or 1."});
    dinh::unit_import_options options;
    options.mend = mend == 1 ? dinh::mending::obvious : dinh::mending::none;
    if (reference != nullptr) {
      options.reference = &reference->desk.units();
      options.day = day_argument(a, on, "on");
    }
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto in = dinh::read_unit_export({file, "content"}, options);
    nlohmann::ordered_json j{{"loaded", in.has_value()}};
    if (in) {
      j["format"] = dinh::name_of(in->format);
      j["units"] = in->units.size();
      j["successions"] = in->successions.size();
      j["csv"] = dinh::exchange::units_as_csv(*in);
    }
    j["findings"] = dinh::exchange::faults_json(in ? in->remarks : in.error());
    return give(out, on_one_line(j));
  });
}

dinh_status dinh_register_draw(const dinh_register* units, const char* code, size_t code_length, dinh_day on, int32_t what,
                               int32_t format, int32_t language, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(units, "units");
    const std::string asked{a.text(code, code_length, "code")};
    const dinh::date day = day_argument(a, on, "on");
    if (what != DINH_UNITS_BELOW && what != DINH_BODIES)
      a.fault(DINH_EINVAL, "capi/what", "what", {"Chỉ có DINH_UNITS_BELOW và DINH_BODIES.", "There are DINH_UNITS_BELOW and DINH_BODIES."});
    picture_argument(a, format);
    const dinh::lang l = language_argument(a, language);
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const dinh::registry& r = units->desk.units();
    const dinh::unit_id u = dinh::exchange::find_unit(r, asked, day);
    if (!u || !r.valid(u).contains(day)) return no_unit(a, asked);  // a picture shows what holds on the day
    return give_picture(function, what == DINH_BODIES ? dinh::bodies_to_dot(r, u, day, l) : dinh::units_to_dot(r, u, day, {.labels = l}),
                        format, out);
  });
}

}  // extern "C"
