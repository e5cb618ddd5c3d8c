// dinh show.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/json_text.hpp>
#include <cli/opening.hpp>
#include <cli/print_docket.hpp>
#include <cli/print_law.hpp>
#include <cli/show_procedure.hpp>
#include <dinh/exchange/dot.hpp>
#include <dinh/law/citation_form.hpp>
#include <exchange/json_answers.hpp>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <optional>
#include <string_view>
#include <vector>

namespace dinh::cli {
namespace {

/// The rules that rest on a provision, on the day or on any day. Where all have ended, what took their place: 1.
int show_provision(const common_options& common, const show_options& o, const pack& p, std::optional<date> on) {
  const auto where = parse_any_citation(o.name);
  // What has the number of an instrument in it was meant as a citation: why it is none is said.
  if (!where && o.name.find('/') != std::string::npos) return report(where.error(), common.language);
  if (!where) return not_found(common, {"quy tắc", "rule"}, o.name, "rule");
  std::vector<const rule*> found;
  const std::string_view named = p.rules().known_as(where->instrument);
  for (const rule& r : p.rules().rules())
    if (r.source.instrument == named && covers(where->article, r.source.article) &&
        (!on || r.valid.contains(*on)))
      found.push_back(&r);
  if (found.empty()) {
    const auto ended = on ? p.rules().check(*where, *on) : std::nullopt;
    if (!ended) return not_found(common, {"quy tắc", "rule"}, o.name, "rule");
    report(*ended, common.language);
    return 1;
  }
  json list = json::array();
  for (const rule* r : found)
    if (common.as_json)
      list.push_back(json::parse(rule_as_json(*r, p)));
    else
      print(print_rule(*r, p, common.language));
  if (common.as_json) print(list.dump(2));
  return 0;
}

int show_rule(const common_options& common, const show_options& o, const pack& p, std::optional<date> on) {
  if (o.name.empty()) {
    if (common.as_json) {
      print(pretty(exchange::rules_json(p.rules(), on)));
      return 0;
    }
    for (const rule& r : p.rules().rules())
      if (!on || r.valid.contains(*on))
        print(r.id + "  " + to_text(r.source, common.language) + " (" + letter(r.known_by) + ")  " +
              r.label.in(common.language));
    return 0;
  }
  const rule* r = p.rules().find(o.name);
  if (r == nullptr) return show_provision(common, o, p, on);
  print(common.as_json ? rule_as_json(*r, p) : print_rule(*r, p, common.language));
  return 0;
}

int show_instrument(const common_options& common, const show_options& o, const pack& p, std::optional<date> on) {
  const statute_book& book = p.statutes();
  if (o.name.empty()) {
    if (common.as_json) {
      print(pretty(exchange::instruments_json(p.rules(), on)));
      return 0;
    }
    for (const instrument& i : p.rules().instruments())
      if (!on || i.in_force.contains(*on))
        print(i.number + "  " + to_text(i.in_force) + "  " + i.title.in(common.language));
    return 0;
  }
  const auto n = book.find(o.name);
  if (!n) return not_found(common, {"văn bản", "instrument"}, o.name, "instrument");
  print(common.as_json ? instrument_as_json(n, book) : print_instrument(n, book, common.language));
  return 0;
}

int show_unit(const common_options& common, const show_options& o, const pack& p, std::optional<date> on) {
  if (o.units.empty() || !on)
    return report(diagnostic{severity::error,
                             "cli/unit",
                             "show unit",
                             {"Thiếu --units hoặc --on.", "--units or --on is missing."},
                             {"Nêu thư mục đơn vị và ngày.", "Give the folder of units and a day."}},
                  common.language);
  const auto r = open_register(p, o.units, common.language);
  if (!r) return report(r.error(), common.language);
  const unit_id u = r->find(o.name, *on);
  if (!u)
    return report(
        diagnostic{severity::error,
                   "cli/not-found",
                   o.name,
                   {"Không có đơn vị mã \"" + o.name + "\" vào ngày " + o.on + ".",
                    "There is no unit with the code \"" + o.name + "\" on " + o.on + "."},
                   {"Mã đơn vị đổi theo thời gian: thử ngày khác.", "Codes change with time: try another day."}},
        common.language);
  if (!o.svg.empty()) return draw(common, units_to_dot(*r, u, *on, {.labels = common.language}), o.svg);
  const validity life = r->valid(u);
  const json out = exchange::unit_json(*r, u, *on);
  if (common.as_json) {
    print(pretty(out));
    return 0;
  }
  const bool vi = common.language == lang::vi;
  print(out["name"].get<std::string>() + " (" + out["code"].get<std::string>() + "), " + to_text(life));
  for (const auto& a : out["parents"]) print((vi ? "  thuộc " : "  in ") + a["name"].get<std::string>());
  print((vi ? "  đơn vị trực thuộc: " : "  units below: ") + std::to_string(out["children"].get<std::size_t>()));
  for (const auto& s : out["successors"])
    print((vi ? "  nay là " : "  became ") + s["name"].get<std::string>() + " (" + s["code"].get<std::string>() +
          "), " + s["extent"].get<std::string>() + ", " + s["decree"].get<std::string>());
  for (const auto& b : out["bodies"])
    print("  " + b["name"][vi ? "vi" : "en"].get<std::string>() + "  " + b["key"].get<std::string>());
  return 0;
}

}  // namespace

int run_show(const common_options& common, const show_options& o) {
  std::optional<date> on;
  if (!o.on.empty()) {
    const auto day = parse_date(o.on, "--on");
    if (!day) return report(day.error(), common.language);
    on = *day;
  }
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  if (o.what == "rule") return show_rule(common, o, *p, on);
  if (o.what == "instrument") return show_instrument(common, o, *p, on);
  if (o.what == "procedure") return show_procedure(common, o, *p);
  if (o.what == "case") return show_case(common, o, *p);
  return show_unit(common, o, *p, on);
}

}  // namespace dinh::cli
