#include "lifetimes.hpp"

#include <algorithm>

namespace dinh::inline v1::replaying {

code_number lifetimes::number(std::string_view code) {
  if (code.empty()) return no_code;
  const auto [at, is_new] = numbers_.try_emplace(code, static_cast<code_number>(codes_.size()));
  if (is_new) {
    codes_.push_back(code);
    live_.push_back(nothing);
    by_code_.emplace_back();
  }
  return at->second;
}

std::size_t lifetimes::find(std::string_view code) const {
  const auto known = numbers_.find(code);
  return known == numbers_.end() ? nothing : live_[known->second];
}

const std::vector<std::size_t>& lifetimes::of_code(code_number code) const {
  static const std::vector<std::size_t> none;
  return code < by_code_.size() ? by_code_[code] : none;
}

std::size_t lifetimes::begin(const listed_unit& u, code_number code, code_number parent, date day, std::string_view where) {
  life l;
  l.code = code;
  l.where = where;
  l.periods.reserve(2);
  l.periods.push_back({day, u.name, u.kind, parent});
  lives_.push_back(std::move(l));
  const std::size_t id = lives_.size() - 1;
  live_[code] = id;
  by_code_[code].push_back(id);
  touched_.push_back(id);
  return id;
}

void lifetimes::end(std::size_t id, date day) {
  lives_[id].until = day;
  live_[lives_[id].code] = nothing;
  if (level_of(now(id).kind) < unit_level::commune) has_replaced_ = true;
}

draft& lifetimes::period_from(std::size_t id, date day) {
  auto& periods = lives_[id].periods;
  if (periods.back().from != day) {
    draft next{day, periods.back().name, periods.back().kind, periods.back().parent_code, periods.back().parent};
    periods.push_back(std::move(next));
  }
  return periods.back();
}

void lifetimes::settle(date day) {
  if (has_replaced_) {  // whose parent ended today looks for the one that bears its code now
    for (std::size_t id = 0; id < lives_.size(); ++id) {
      const std::size_t parent = now(id).parent;
      if (day < lives_[id].until && parent != nothing && lives_[parent].until <= day) touched_.push_back(id);
    }
  }
  for (const std::size_t id : touched_) {
    if (lives_[id].until <= day) continue;
    const draft& d = now(id);
    const std::size_t parent = find(d.parent_code);
    if (d.parent_code != no_code && parent == nothing) {
      if (!reported_.emplace(id, day).second) continue;
      const std::string code = text_of(lives_[id].code);
      const std::string above = text_of(d.parent_code);
      faults_.error("history/unknown-parent", std::string{lives_[id].where},
                    {"Ngày " + to_text(day) + ": đơn vị " + code + " thuộc " + above + ", mã này không có đơn vị nào.",
                     "On " + to_text(day) + " the unit " + code + " lies in " + above + ", and no unit has that code."},
                    {"Kiểm tra đơn vị cấp trên.", "Check the unit above."});
      continue;
    }
    if (parent == d.parent) continue;
    const bool began = d.from == day;
    draft& changed = period_from(id, day);
    if (!began) changed.change = "parent_replaced";
    changed.parent = parent;
  }
  touched_.clear();
  has_replaced_ = false;
}

/// The unit that was to take over ended on the same day: its own successors did.
bool lifetimes::pass_on(const pending& p) {
  bool passed = false;
  for (const std::size_t id : of_code(p.to)) {
    if (lives_[id].until != p.how.on || id == p.from) continue;
    const std::size_t count = pending_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const pending& next = pending_[i];
      if (next.from != id || next.how.on != p.how.on || !passed_on_.emplace(p.from, next.to).second) continue;
      pending further{p.from, next.to, next.as_of, p.how, p.where};
      if (next.how.how_much != extent::whole) further.how.how_much = next.how.how_much;
      if (p.how.how_much != extent::whole) further.how.how_much = extent::unknown;
      add_note(further.how.note, "through " + text_of(p.to) + ", which ended on the same day");
      pending_.push_back(std::move(further));
      passed = true;
    }
  }
  return passed;
}

void lifetimes::resolve() {
  for (std::size_t i = 0; i < pending_.size(); ++i) {  // the list grows
    // Passing on asks the others only for numbers and days, which a move leaves in place.
    pending p = std::move(pending_[i]);
    const date as_of = p.as_of ? std::max(*p.as_of, p.how.on) : p.how.on;
    std::size_t to = nothing;
    for (const std::size_t id : of_code(p.to))
      if (lives_[id].periods.front().from <= as_of && as_of < lives_[id].until) to = id;
    if (to == nothing) {
      if (pass_on(p)) continue;
      // A log that is cut off before that day cannot know: the unit is lost, which the answers say.
      const std::string from = text_of(lives_[p.from].code);
      const std::string code = text_of(p.to);
      report_.remarks.warning(
          "history/unknown-successor", std::string{p.where},
          {"Đơn vị kế thừa " + code + " của " + from + " không tồn tại ngày " + to_text(as_of) + ".",
           "The successor " + code + " of " + from + " does not exist on " + to_text(as_of) + "."},
          {"Sửa mã, hoặc nạp đủ lịch sử.", "Mend the code or load the whole history."});
      continue;
    }
    if (to == p.from) continue;
    if (p.as_of && p.how.on < as_of) p.how.known_from = as_of;
    ++report_.successions;
    successions_.push_back({p.from, to, std::move(p.how), p.where});
  }
}

std::string lifetimes::key_of(const life& l) const { return text_of(l.code) + "@" + to_text(l.periods.front().from); }

void lifetimes::write(registry_builder& builder) {
  std::vector<std::string> keys;
  keys.reserve(lives_.size());
  for (const life& l : lives_) keys.push_back(key_of(l));
  for (std::size_t id = 0; id < lives_.size(); ++id) {
    life& l = lives_[id];
    for (std::size_t i = 0; i < l.periods.size(); ++i) {
      draft& d = l.periods[i];
      const bool is_last = i + 1 == l.periods.size();
      unit_record r;
      r.key = keys[id];
      r.code = text_of(l.code);
      if (d.parent != nothing) r.parent = keys[d.parent];
      r.period.when = {d.from, is_last ? l.until : l.periods[i + 1].from};
      r.period.name = std::move(d.name);
      r.period.kind = d.kind;
      r.period.decree = std::move(d.decree);
      r.period.in_force = d.in_force;
      r.period.change = std::move(d.change);
      r.period.note = std::move(d.note);
      r.period.known_by = d.known_by;
      r.where = l.where;
      builder.add(std::move(r));
    }
  }
  for (resolved& s : successions_)
    builder.add(succession_record{keys[s.from], keys[s.to], std::move(s.how), std::string{s.where}});
}

}  // namespace dinh::inline v1::replaying
