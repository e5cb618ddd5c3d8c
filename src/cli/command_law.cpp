// dinh decide.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/law_questions.hpp>
#include <cli/opening.hpp>
#include <cli/print_law.hpp>
#include <cli/receipts.hpp>

#include <cstdio>

namespace dinh::cli {
namespace {

/// Yes is 0. What was not passed, could not be reached, took an unlawful form, is not allowed, or cannot be told yet is
/// not a yes: 1. Figures that cannot be (more in favour than there are households, say) are faulty input: 2.
int exit_status(const verdict& v) {
  if (v.result == outcome::invalid_input) return 2;
  if (v.result) return *v.result == outcome::passed || *v.result == outcome::met ? 0 : 1;
  return v.allowed == false || v.meeting_valid == false ? 1 : 0;
}

}  // namespace

int run_decide(const common_options& common, const decide_options& o) {
  diagnostics faults;
  const auto q = read_question(o);
  if (!q) faults.append(q.error());
  const auto p = open_pack(common);
  if (!p) faults.append(p.error());
  if (faults.has_errors()) return report(faults, common.language);
  if (o.outline) {
    const decision_outline outline = outline_of(p->rules(), *q);
    std::fputs((common.as_json ? outline_as_json(outline) + "\n" : print_outline(outline, p->statutes(), common.language)).c_str(),
               stdout);
    return outline.open_questions.empty() ? 0 : 1;
  }
  const verdict v = decide(p->rules(), *q);
  if (!o.receipt.empty())
    if (const diagnostics none = keep_receipt(o.receipt, receipt_of(*p, *q)); none.has_errors())
      return report(none, common.language);
  std::fputs((common.as_json ? verdict_as_json(v) + "\n" : print_verdict(v, p->statutes(), common.language)).c_str(),
             stdout);
  return exit_status(v);
}

}  // namespace dinh::cli
