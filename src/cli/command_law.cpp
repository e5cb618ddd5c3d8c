// dinh decide.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/opening.hpp>
#include <cli/print_law.hpp>
#include <dinh/law/decide.hpp>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace dinh::cli {
namespace {

/// The term of that name; a fault that lists the names otherwise.
template <class Enum>
std::optional<Enum> read_term(const std::string& name, const char* option, diagnostics& faults) {
  const auto& names = terms<Enum>::names;
  const auto at = std::find(names.begin(), names.end(), name);
  if (at != names.end()) return static_cast<Enum>(at - names.begin());
  std::string known;
  for (const auto n : names) known += (known.empty() ? "" : ", ") + std::string{n};
  faults.error("cli/term", option, {"Không hiểu \"" + name + "\".", "\"" + name + "\" is not understood."},
               {"Các giá trị: " + known + ".", "The values are: " + known + "."});
  return std::nullopt;
}

counted count_of(const std::optional<std::int64_t>& given) { return given ? counted{*given} : counted{}; }

}  // namespace

int run_decide(const common_options& common, const decide_options& o) {
  diagnostics faults;
  question q;
  q.asked = question_kind::decision;
  q.where = read_term<setting>(o.setting, "--setting", faults);
  if (const auto c = content::from(o.content))
    q.what = *c;
  else
    faults.error("cli/term", "--content",
                 {"Không hiểu \"" + o.content + "\".", "\"" + o.content + "\" is not understood."},
                 {"Viết khoản của Điều 15: 15.1 đến 15.6.", "Write the clause of Art 15: 15.1 to 15.6."});
  if (!o.form.empty()) q.form = read_term<decision_form>(o.form, "--form", faults);
  if (const auto day = parse_date(o.on, "--on"))
    q.on = *day;
  else
    faults.append(day.error());
  const auto p = open_pack(common);
  if (!p) faults.append(p.error());
  if (faults.has_errors()) return report(faults, common.language);

  q.households = o.households_unknown ? counted::unknown() : count_of(o.households);
  q.present = count_of(o.present);
  q.in_favour = count_of(o.in_favour);
  q.valid_ballots = count_of(o.valid_ballots);
  q.ballots_returned = count_of(o.ballots_returned);
  q.online_agreed = count_of(o.online_agreed);
  const verdict v = decide(p->rules(), q);
  std::fputs((common.as_json ? verdict_as_json(v) + "\n" : print_verdict(v, common.language)).c_str(), stdout);
  return 0;
}

}  // namespace dinh::cli
