// dinh who: which body or office holds a role, and what there is in a unit.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/opening.hpp>
#include <cli/print_who.hpp>
#include <cli/show_procedure.hpp>
#include <exchange/json_answers.hpp>
#include <dinh/exchange/bodies_dot.hpp>
#include <dinh/registry/name_index.hpp>
#include <dinh/registry/names.hpp>

#include <algorithm>
#include <cstdio>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dinh::cli {

namespace {

int fault(const common_options& common, const char* code, const std::string& where, text message, text remedy) {
  return report(diagnostic{severity::error, code, where, std::move(message), std::move(remedy)}, common.language);
}

checked<std::vector<case_fact>> read_facts(const std::vector<std::string>& options) {
  std::vector<case_fact> facts;
  diagnostics faults;
  for (const std::string& f : options) {
    const auto equals = f.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == f.size())
      faults.error("cli/fact", "--fact", {"\"" + f + "\" không có dạng TÊN=GIÁ_TRỊ.", "\"" + f + "\" is not NAME=VALUE."},
                   {"Ví dụ: --fact level=commune.", "For example: --fact level=commune."});
    else
      facts.emplace_back(f.substr(0, equals), f.substr(equals + 1));
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return facts;
}

/// The facts that some rule of a role turns on, in order.
std::vector<std::string> names_of_facts(const registry& r) {
  std::set<std::string> names{"unit_level", "unit_kind", "communes_below"};
  for (const role_rule& rule : r.roles()) {
    if (!rule.per.empty()) names.insert(rule.per);
    for (const role_reference& ref : rule.as)
      for (const auto& [name, value] : ref.when) names.insert(name);
  }
  return {names.begin(), names.end()};
}

/// A fact that nothing turns on is a slip of the pen: the answer would not be the one that was meant.
diagnostics unknown_facts(const registry& r, const std::vector<case_fact>& facts) {
  diagnostics faults;
  const std::vector<std::string> known = names_of_facts(r);
  for (const auto& [name, value] : facts) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string list;
    for (const std::string& k : known) list += (list.empty() ? "" : ", ") + k;
    faults.error("cli/fact", "--fact", {"Không vai trò nào tùy theo \"" + name + "\".", "No role turns on \"" + name + "\"."},
                 {"Các yếu tố đã biết: " + list + ".", "The facts known are: " + list + "."});
  }
  return faults;
}

/// Ids of roles that are written nearly so, the nearest first, at most five.
std::string nearly_named(const registry& r, const std::string& asked) {
  constexpr std::size_t most = 3;
  std::set<std::pair<std::size_t, std::string>> near;
  const auto plain = [](const std::string& name) {
    std::string out;
    for (const std::string& word : fold_name(name).plain) out += (out.empty() ? "" : " ") + word;
    return out;
  };
  const std::string wanted = plain(asked);
  for (const role_rule& rule : r.roles())
    for (const std::string* name : {&rule.role, &rule.label.vi, &rule.label.en, &rule.title.vi, &rule.title.en}) {
      const std::string known = plain(*name);
      const std::size_t edits = edit_distance(wanted, known, most);
      if (!known.empty() && edits <= most && edits * 3 <= wanted.size()) near.emplace(edits, rule.role);
    }
  std::string out;
  std::set<std::string> told;
  for (const auto& [edits, role] : near)
    if (told.size() < 5 && told.insert(role).second) out += (out.empty() ? "" : ", ") + role;
  return out;
}

/// A unit named by its code or its key, or by a name that one unit alone has on that day.
checked<unit_id> asked_unit(const opened_register& opened, const who_options& o, date day) {
  const registry& r = opened.units;
  if (const unit_id u = exchange::find_unit(r, o.unit, day)) return u;
  const name_index names = name_index::build(r);
  text which;
  const auto note = [&](unit_id u, date on) {
    for (const lang l : {lang::vi, lang::en}) {
      std::string& out = l == lang::vi ? which.vi : which.en;
      out += (out.empty() ? "" : "; ") + r[u].code + " " + r.full_name(u, on).in(l);
      if (const unit_id above = r.parent(u, on)) out += ", " + r.full_name(above, on).in(l);
    }
  };
  const auto perhaps = [&] {
    return which.en.empty() ? text{} : text{"Có thể là: " + which.vi + ".", "Perhaps: " + which.en + "."};
  };
  const bool is_number = o.unit.find_first_not_of("0123456789") == std::string::npos;
  const bool has_letters = o.unit.find_first_not_of("0123456789@- ") != std::string::npos;
  if (exchange::is_code(o.unit, names, opened.report) || (!is_number && !has_letters)) {
    for (const near_unit& n : names.near_code(o.unit, day)) note(n.unit, n.day);
    const text others = perhaps();
    return refuse("cli/not-found", o.unit,
                  {"Không có đơn vị mã \"" + o.unit + "\" vào ngày " + o.on + " hay trước đó.",
                   "There is no unit with the code \"" + o.unit + "\" on " + o.on + " or before."},
                  {"Mã đơn vị đổi theo thời gian: thử ngày khác, hoặc ghi khóa <mã>@<ngày>." +
                       (others.vi.empty() ? "" : " " + others.vi),
                   "Codes change with time: try another day, or write the key <code>@<day>." +
                       (others.en.empty() ? "" : " " + others.en)});
  }
  const std::vector<named_unit> found = names.find(o.unit, day);
  if (found.size() == 1) return found.front().unit;
  if (!found.empty()) {
    for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 12); ++i) note(found[i].unit, day);
    const std::string more = found.size() > 12 ? "; …" : "";
    return refuse("cli/several-units", o.unit,
                  {"Ngày " + o.on + " có " + std::to_string(found.size()) + " đơn vị tên này: " + which.vi + more + ".",
                   "On " + o.on + " " + std::to_string(found.size()) + " units have that name: " + which.en + more + "."},
                  {"Ghi mã, hoặc thêm đơn vị cấp trên sau dấu phẩy.", "Write the code, or the unit above after a comma."});
  }
  for (const near_unit& n : is_number ? names.near_code(o.unit, day) : names.near(o.unit, day)) note(n.unit, n.day);
  return refuse("cli/not-found", o.unit,
                {"Không có đơn vị \"" + o.unit + "\" vào ngày " + o.on + ".",
                 "There is no unit \"" + o.unit + "\" on " + o.on + "."},
                perhaps());
}

}  // namespace

int run_who(const common_options& common, const who_options& o) {
  const auto day = parse_date(o.on, "--on");
  if (!day) return report(day.error(), common.language);
  const auto facts = read_facts(o.facts);
  if (!facts) return report(facts.error(), common.language);
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  const auto opened = open_register_with_report(*p, o.units, common.language);
  if (!opened) return report(opened.error(), common.language);
  const registry* const r = &opened->units;
  if (diagnostics faults = unknown_facts(*r, *facts); faults.has_errors()) return report(faults, common.language);
  const auto asked = asked_unit(*opened, o, *day);
  if (!asked) return report(asked.error(), common.language);
  const unit_id u = *asked;
  if (!o.svg.empty() || o.role.empty()) {
    if (!r->valid(u).contains(*day))
      return fault(common, "cli/not-found", o.unit,
                   {"Đơn vị \"" + o.unit + "\" không còn vào ngày " + o.on + ".",
                    "The unit \"" + o.unit + "\" is no more on " + o.on + "."},
                   {"Nêu một vai trò để biết ai kế thừa.", "Name a role to learn who took over."});
    if (!o.svg.empty()) return draw(common, bodies_to_dot(*r, u, *day, common.language), o.svg);
    const std::string out = common.as_json ? bodies_as_json(*r, u, *day) : print_bodies(*r, u, *day, common.language);
    std::fputs(out.c_str(), stdout);
    return 0;
  }
  const std::vector<resolution> answers = exchange::who_holds(*r, o.role, u, *day, *facts);
  if (answers.empty()) {
    const std::string near = nearly_named(*r, o.role);
    return fault(common, "cli/unknown-role", o.role,
                 {"Không có vai trò \"" + o.role + "\"." + (near.empty() ? "" : " Có thể là: " + near + "."),
                  "There is no role \"" + o.role + "\"." + (near.empty() ? "" : " Perhaps: " + near + ".")},
                 {"Xem các vai trò trong docs/bodies.md, hoặc bỏ trống để xem mọi cơ quan của đơn vị.",
                  "docs/bodies.md explains the roles; without one every body of the unit is listed."});
  }
  const auto is_here = [](const resolution& x) { return x.result == resolution::outcome::found; };
  const std::string out = common.as_json ? who_as_json(*r, o.role, answers, u, *day)
                                         : print_who(*r, answers, *day, common.language);
  std::fputs(out.c_str(), stdout);
  return std::all_of(answers.begin(), answers.end(), is_here) ? 0 : 1;
}

}  // namespace dinh::cli
