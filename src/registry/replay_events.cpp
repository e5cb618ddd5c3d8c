// Rows of an event log, day by day.
#include "replayer.hpp"

#include <dinh/registry/names.hpp>

#include <utility>

namespace dinh::inline v1::replaying {

void replayer::apply(const std::vector<const unit_event*>& today, date day) {
  for (const unit_event* e : today) {
    if (e->is_ghost && !options_.with_ghosts) {
      ++report_.ghost_events_left_out;
      continue;
    }
    ++report_.events_replayed;
    ++events_since_list_;
    // A modification is compared when it is made: a unit may change twice in a day.
    if (e->what == unit_change::created || e->what == unit_change::modified) continue;
    const std::size_t id = lives_.find(e->code);
    if (id == nothing) {
      unknown(e->code, e->where, day);
      continue;
    }
    check_before(*e, id);
    end_with(*e, id, day);
  }
  for (const unit_event* e : today) {
    if (e->is_ghost && !options_.with_ghosts) continue;
    if (e->after) begin_or_change(*e, day);
  }
}

void replayer::end_with(const unit_event& e, std::size_t id, date day) {
  lives_[id].ended_in_oscillation = e.is_oscillation;
  for (const std::string& code : e.successors) {
    succeeded_by how;
    how.on = day;
    how.decree = e.decree;
    how.in_force = e.in_force;
    how.note = e.basis;
    how.how_much = e.what == unit_change::recoded ? extent::whole : extent::unknown;
    how.scope = e.what == unit_change::recoded ? "recoded" : "inferred";
    lives_.pend({id, lives_.number(code), e.successors_of, std::move(how), e.where});
  }
  lives_.end(id, day);
}

void replayer::begin_or_change(const unit_event& e, date day) {
  const listed_unit& now = *e.after;
  const auto note = [&](draft& d) {
    d.in_force = e.in_force;
    d.change = e.words;
    d.decree = e.decree;
    d.note = e.note;
    if (day <= lists_.front()->day) d.known_by = evidence::memory;  // of a log that goes behind the first list
  };
  if (e.what == unit_change::modified) {
    const std::size_t id = lives_.find(e.code);
    if (id == nothing) return unknown(e.code, e.where, day);
    check_before(e, id);
    const std::string before = lives_.now(id).from == day ? lives_.now(id).change : std::string{};
    draft& d = lives_.period_from(id, day);
    d.name = now.name;
    d.kind = now.kind;
    d.parent_code = lives_.number(now.parent);
    note(d);
    if (!before.empty()) d.change = before + "+" + e.words;
    lives_.touch(id);
    return;
  }
  const std::string& code_text = code_after(e);
  const code_number code = lives_.number(code_text);
  if (code == no_code) return unknown(code_text, e.where, day);
  if (lives_.find(code) != nothing) {
    faults_.error(
        "history/unit-exists", e.where,
        {"Mã " + code_text + " đang là một đơn vị khác.", "The code " + code_text + " is another unit still."},
        {"Đơn vị cũ phải bị bãi bỏ hoặc đổi mã trước.", "The old unit must be abolished or get another code first."});
    return;
  }
  const std::size_t id = lives_.begin(now, code, lives_.number(now.parent), day, e.where);
  note(lives_.now(id));
  if (e.what == unit_change::created && e.is_oscillation) rejoin(id, day);
}

void replayer::check_before(const unit_event& e, std::size_t id) {
  if (!e.before) return;
  const draft& d = lives_.now(id);
  if (d.kind == e.before->kind && d.parent_code == lives_.number(e.before->parent) && same_text(d.name, e.before->name))
    return;
  const auto words = [](const std::string& name, unit_kind kind, const std::string& parent) {
    return std::string{label_of(kind, lang::vi)} + " " + name + (parent.empty() ? "" : " (" + parent + ")");
  };
  const std::string is = words(d.name, d.kind, lives_.text_of(d.parent_code));
  const std::string said = words(e.before->name, e.before->kind, e.before->parent);
  faults_.error("history/other-before", e.where,
                {"Đơn vị " + e.code + " đang là " + is + ", không phải " + said + ".",
                 "The unit " + e.code + " is " + is + ", not " + said + "."},
                {"Kiểm tra dòng này và các thay đổi trước đó của mã này.",
                 "Check this row and the changes of this code before it."});
}

/// A unit that the register had dropped and lists again, the same in all: it never ceased to be.
void replayer::rejoin(std::size_t id, date day) {
  const draft& now = lives_.now(id);
  const auto& same_code = lives_.of_code(lives_[id].code);
  if (same_code.size() < 2) return;
  const std::size_t before = same_code[same_code.size() - 2];
  const life& old = lives_[before];
  const draft& then = old.periods.back();
  if (!old.ended_in_oscillation || then.kind != now.kind || then.parent_code != now.parent_code || !same_text(then.name, now.name))
    return;
  succeeded_by how;
  how.on = old.until;
  how.known_from = day;
  how.how_much = extent::whole;
  how.scope = "listed_again";
  how.note = now.note;
  lives_.pend({before, lives_[id].code, day, std::move(how), lives_[id].where});
}

}  // namespace dinh::inline v1::replaying
