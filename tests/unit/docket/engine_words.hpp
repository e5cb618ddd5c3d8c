#pragma once
// What the engine says of a case, in the words of the plain interpreter.

#include <dinh/docket/advance.hpp>
#include <dinh/procedure/procedure.hpp>

#include <cstdint>
#include <set>
#include <string>

namespace plain {

using namespace dinh;

inline std::string words_of(const duty_change& d) {
  return "duty " + std::to_string(d.deadline) + " of " + to_text(d.opened_on) + " " + std::string{name_of(d.state)} + " on " +
         to_text(d.settled_on) + " lawful " + to_text(d.lawful_day);
}

inline std::string words_of(const breach& b, const procedure& p) {
  if (b.kind != breach_kind::out_of_order)
    return std::string{name_of(b.kind)} + " " + std::to_string(b.deadline) + " at " + p[b.at].key + " " + std::to_string(b.days);
  std::string names;
  if (b.days != 0) names = " before " + to_text(b.lawful_day);
  for (const auto& l : b.left_out) names += " " + p[l.what].key + l.branch;
  return "out_of_order " + p[b.at].key + " on " + to_text(b.occurred_on) + names;
}

inline std::set<std::string> enabled_in(const procedure& p, const case_state& s) {
  std::set<std::string> out;
  for (std::uint16_t i = 0; i < p.tables().steps.size(); ++i)
    if (!s.standing.empty() && s.standing.contains(p.tables().steps[i].input)) out.insert(p[step_id{i}].key);
  return out;
}

}  // namespace plain
