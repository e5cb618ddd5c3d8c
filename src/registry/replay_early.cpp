// The state before the first list, where the log reaches back behind it: events are undone one day after another.
#include "replayer.hpp"

#include <dinh/registry/names.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace dinh::inline v1::replaying {

namespace {

using state = std::map<std::string, listed_unit>;  // by code

bool same(const listed_unit& a, const listed_unit& b) {
  return a.kind == b.kind && a.parent == b.parent && same_text(a.name, b.name);
}

/// Undoes what happened on one day; the row that does not agree with the state after it, if there is one.
const unit_event* undo(const std::vector<const unit_event*>& day, state& units) {
  for (const unit_event* e : day) {
    if (!e->after) continue;
    const auto at = units.find(code_after(*e));
    if (at == units.end() || !same(at->second, *e->after)) return e;
    units.erase(at);
  }
  for (const unit_event* e : day) {
    if (!e->before) continue;
    listed_unit before = *e->before;
    before.code = e->code;
    before.where = e->where;
    if (!units.emplace(e->code, std::move(before)).second) return e;
  }
  return nullptr;
}

}  // namespace

void replayer::adopt_first(const unit_list& list) {
  const std::vector<numbered>& numbers = numbers_of(list);
  for (std::size_t i = 0; i < list.units.size(); ++i) {
    const listed_unit& u = list.units[i];
    if (numbers[i].code == no_code) continue;
    if (lives_.find(numbers[i].code) != nothing) {
      twice(u);
      continue;
    }
    const std::size_t id = lives_.begin(u, numbers[i].code, numbers[i].parent, list.day, u.where);
    if (&list != &early_) continue;
    draft& d = lives_.now(id);
    d.known_by = evidence::memory;
    d.note = "undone from the list of " + to_text(lists_.front()->day);
  }
  lives_.settle(list.day);
}

/// Goes back from the first list as far as every event agrees with the state after it.
void replayer::undo_what_was_before() {
  const unit_list& first = *lists_.front();
  state units;
  for (const listed_unit& u : first.units)
    if (!units.emplace(u.code, u).second) return;  // reported when the list is adopted
  date back_to = first.day;
  auto end = std::find_if(events_.begin(), events_.end(), [&](const unit_event* e) { return first.day < day_of(*e); });
  date no_further{boost::date_time::neg_infin};  // before a reform its table would have to be undone
  for (const succession_table* t : tables_)
    if (t->on <= first.day) no_further = std::max(no_further, t->on);
  while (end != events_.begin()) {
    const date day = day_of(**(end - 1));
    if (day <= no_further) break;
    auto begin = end;
    while (begin != events_.begin() && day_of(**(begin - 1)) == day) --begin;
    std::vector<const unit_event*> today;
    for (auto at = begin; at != end; ++at)
      if (options_.with_ghosts || !(*at)->is_ghost) today.push_back(*at);
    state before = units;
    if (const unit_event* odd = undo(today, before); odd != nullptr) {
      report_.remarks.warning("history/cannot-be-undone", odd->where,
                              {"Dòng này không khớp với trạng thái sau nó: lịch sử bắt đầu từ " + to_text(back_to) + ".",
                               "This row does not agree with the state after it: the history begins on " + to_text(back_to) + "."},
                              {"Kiểm tra dòng này và các thay đổi sau nó của mã " + odd->code + ".",
                               "Check this row and the changes of the code " + odd->code + " after it."});
      break;
    }
    units = std::move(before);
    back_to = day - one_day;
    end = begin;
  }
  if (back_to == first.day) return;
  early_.day = back_to;
  early_.file = first.file;
  for (auto& [code, u] : units) early_.units.push_back(std::move(u));
}

}  // namespace dinh::inline v1::replaying
