// Replaying lists, events and tables of successions into lifetimes.
#include <dinh/registry/history.hpp>

#include <dinh/registry/names.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::size_t nothing = static_cast<std::size_t>(-1);
const boost::gregorian::days one_day{1};

struct draft {
  date from;
  std::string name;
  unit_kind kind = unit_kind::commune;
  std::string parent_code;
  std::size_t parent = nothing;  ///< life
  std::optional<date> in_force = std::nullopt;
  std::string change = {};
  std::string decree = {};
  std::string note = {};
};
struct life {
  std::string code;
  std::vector<draft> periods;
  date until{boost::date_time::pos_infin};
  bool ended_in_oscillation = false;
  std::string where;
};
/// A succession whose new unit is looked up when all lives are known.
struct pending {
  std::size_t from = nothing;
  std::string to;
  std::optional<date> as_of;  ///< the code as of this day; none: as of the day of the succession
  succeeded_by how;
  std::string where;
};

class replayer {
public:
  replayer(const history_sources& s, const history_options& o, history_report& report, diagnostics& faults)
      : sources_{s}, options_{o}, report_{report}, faults_{faults} {}

  void run() {
    if (sources_.lists.empty()) {
      faults_.error("history/no-list", "",
                    {"Không có danh sách đơn vị nào để bắt đầu.", "There is no list of units to begin with."},
                    {"Thêm một tệp danh sách, ví dụ units_before_2025-07-01.csv.",
                     "Add a list of units, for example units_before_2025-07-01.csv."});
      return;
    }
    for (const auto& l : sources_.lists) lists_.push_back(&l);
    std::stable_sort(lists_.begin(), lists_.end(), [](auto* a, auto* b) { return a->day < b->day; });
    for (const auto& t : sources_.tables) tables_.push_back(&t);
    std::stable_sort(tables_.begin(), tables_.end(), [](auto* a, auto* b) { return a->on < b->on; });
    for (const auto& e : sources_.events) events_.push_back(&e);
    std::stable_sort(events_.begin(), events_.end(), [&](auto* a, auto* b) { return day_of(*a) < day_of(*b); });

    const date begin = lists_.front()->day;
    report_.covers.from = begin;
    adopt_first(*lists_.front());
    auto list = lists_.begin() + 1;
    auto event = events_.begin();
    auto table = tables_.begin();
    for (; event != events_.end() && day_of(**event) <= begin; ++event) ++report_.events_before_the_first_list;
    for (; table != tables_.end() && (*table)->on <= begin; ++table)
      report_.remarks.warning("history/table-before-the-first-list", (*table)->file,
                              {"Bảng này có trước danh sách đầu tiên và không được dùng.",
                               "This table comes before the first list and is not used."},
                              {"Thêm danh sách của ngày hôm trước.", "Add the list of the day before it."});
    const date never{boost::date_time::pos_infin};
    date last = begin;
    while (event != events_.end() || table != tables_.end() || list != lists_.end()) {
      date day = never;
      if (event != events_.end()) day = std::min(day, day_of(**event));
      if (table != tables_.end()) day = std::min(day, (*table)->on);
      if (list != lists_.end()) day = std::min(day, (*list)->day);
      last = day;
      for (; table != tables_.end() && (*table)->on == day; ++table) reform(**table);
      std::vector<const unit_event*> today;
      for (; event != events_.end() && day_of(**event) == day; ++event) today.push_back(*event);
      apply(today, day);
      settle(day);
      for (; list != lists_.end() && (*list)->day == day; ++list) compare(**list);
    }
    if (lists_.back()->is_eve_of_reform && last == lists_.back()->day) end_of_knowledge(last + one_day);
    resolve();
  }

  void write(registry_builder& builder) const {
    for (const life& l : lives_) {
      const std::string key = key_of(l);
      for (std::size_t i = 0; i < l.periods.size(); ++i) {
        const draft& d = l.periods[i];
        unit_record r;
        r.key = key;
        r.code = l.code;
        if (d.parent != nothing) r.parent = key_of(lives_[d.parent]);
        r.period.when = {d.from, i + 1 < l.periods.size() ? l.periods[i + 1].from : l.until};
        r.period.name = d.name;
        r.period.kind = d.kind;
        r.period.decree = d.decree;
        r.period.in_force = d.in_force;
        r.period.change = d.change;
        r.period.note = d.note;
        r.where = l.where;
        builder.add(std::move(r));
      }
    }
    for (const auto& s : successions_) builder.add(s);
  }

private:
  [[nodiscard]] static std::string key_of(const life& l) { return l.code + "@" + to_text(l.periods.front().from); }
  [[nodiscard]] date day_of(const unit_event& e) const {
    return options_.axis == time_axis::in_force && e.in_force ? *e.in_force : e.on;
  }
  [[nodiscard]] std::size_t find(const std::string& code) const {
    const auto at = live_.find(code);
    return at == live_.end() ? nothing : at->second;
  }

  std::size_t begin_life(const listed_unit& u, date day, std::string where) {
    life l;
    l.code = u.code;
    l.where = std::move(where);
    l.periods.push_back({day, u.name, u.kind, u.parent});
    lives_.push_back(std::move(l));
    const std::size_t id = lives_.size() - 1;
    live_[u.code] = id;
    by_code_[u.code].push_back(id);
    touched_.push_back(id);
    return id;
  }
  void end_life(std::size_t id, date day) {
    lives_[id].until = day;
    live_.erase(lives_[id].code);
    if (level_of(lives_[id].periods.back().kind) < unit_level::commune) has_replaced_ = true;
  }
  /// The period that begins on `day`, copied from the one before if none does yet.
  draft& period_from(std::size_t id, date day) {
    auto& periods = lives_[id].periods;
    if (periods.back().from != day) {
      draft next{day, periods.back().name, periods.back().kind, periods.back().parent_code, periods.back().parent};
      periods.push_back(std::move(next));
    }
    return periods.back();
  }

  void unknown(const std::string& code, const std::string& where, date day) {
    faults_.error("history/unknown-unit", where,
                  {"Ngày " + to_text(day) + " không có đơn vị mã " + code + ".",
                   "On " + to_text(day) + " there is no unit with the code " + code + "."},
                  {"Kiểm tra mã và thứ tự các thay đổi trước đó.", "Check the code and the changes before it."});
  }

  void adopt_first(const unit_list& list) {
    for (const listed_unit& u : list.units) {
      if (find(u.code) != nothing) {
        twice(u);
        continue;
      }
      begin_life(u, list.day, u.where);
    }
    settle(list.day);
  }
  void twice(const listed_unit& u) {
    faults_.error("history/unit-exists", u.where,
                  {"Mã " + u.code + " đã có trong danh sách.", "The code " + u.code + " is there already."},
                  {"Mỗi mã chỉ có một dòng trong một danh sách.", "Each code has one row in a list."});
  }

  // ---- events --------------------------------------------------------------------------------------
  void apply(const std::vector<const unit_event*>& today, date day) {
    std::map<std::string, std::size_t> recoded;  // new code → old life
    for (const unit_event* e : today) {
      if (e->is_ghost && !options_.with_ghosts) {
        ++report_.ghost_events_left_out;
        continue;
      }
      ++report_.events_replayed;
      ++events_since_list_;
      if (e->what == unit_change::created) continue;
      const std::size_t id = find(e->code);
      if (id == nothing) {
        unknown(e->code, e->where, day);
        continue;
      }
      check_before(*e, lives_[id]);
      if (e->what == unit_change::modified) continue;
      lives_[id].ended_in_oscillation = e->is_oscillation;
      for (const std::string& code : e->successors) {
        succeeded_by how;
        how.on = day;
        how.decree = e->decree;
        how.in_force = e->in_force;
        how.note = e->basis;
        how.how_much = e->what == unit_change::recoded ? extent::whole : extent::unknown;
        how.scope = e->what == unit_change::recoded ? "recoded" : "inferred";
        pend(id, code, e->successors_of, std::move(how), e->where);
      }
      end_life(id, day);
    }
    for (const unit_event* e : today) {
      if (e->is_ghost && !options_.with_ghosts) continue;
      if (!e->after) continue;
      listed_unit now = *e->after;
      now.code = e->what == unit_change::recoded && !e->successors.empty() ? e->successors.front() : e->code;
      if (e->what == unit_change::modified) {
        const std::size_t id = find(e->code);
        if (id == nothing) continue;  // reported above
        draft& d = period_from(id, day);
        d.name = now.name;
        d.kind = now.kind;
        d.parent_code = now.parent;
        d.in_force = e->in_force;
        d.change = e->words;
        d.decree = e->decree;
        d.note = e->note;
        touched_.push_back(id);
        continue;
      }
      if (find(now.code) != nothing) {
        faults_.error(
            "history/unit-exists", e->where,
            {"Mã " + now.code + " đang là một đơn vị khác.", "The code " + now.code + " is another unit still."},
            {"Đơn vị cũ phải bị bãi bỏ hoặc đổi mã trước.",
             "The old unit must be abolished or get another code first."});
        continue;
      }
      const std::size_t id = begin_life(now, day, e->where);
      draft& d = lives_[id].periods.back();
      d.in_force = e->in_force;
      d.change = e->words;
      d.decree = e->decree;
      d.note = e->note;
      if (e->what == unit_change::created && e->is_oscillation) rejoin(id, day);
    }
  }

  void check_before(const unit_event& e, const life& l) {
    if (!e.before) return;
    const draft& d = l.periods.back();
    if (d.name == e.before->name && d.kind == e.before->kind && d.parent_code == e.before->parent) return;
    const auto words = [](const std::string& name, unit_kind kind, const std::string& parent) {
      return std::string{label_of(kind, lang::vi)} + " " + name + (parent.empty() ? "" : " (" + parent + ")");
    };
    const std::string is = words(d.name, d.kind, d.parent_code);
    const std::string said = words(e.before->name, e.before->kind, e.before->parent);
    faults_.error("history/other-before", e.where,
                  {"Đơn vị " + e.code + " đang là " + is + ", không phải " + said + ".",
                   "The unit " + e.code + " is " + is + ", not " + said + "."},
                  {"Kiểm tra dòng này và các thay đổi trước đó của mã này.",
                   "Check this row and the changes of this code before it."});
  }

  /// A unit that the register had dropped and lists again, the same in all: it never ceased to be.
  void rejoin(std::size_t id, date day) {
    const draft& now = lives_[id].periods.back();
    const auto& same_code = by_code_[lives_[id].code];
    if (same_code.size() < 2) return;
    const std::size_t before = same_code[same_code.size() - 2];
    const life& old = lives_[before];
    const draft& then = old.periods.back();
    if (!old.ended_in_oscillation || then.name != now.name || then.kind != now.kind ||
        then.parent_code != now.parent_code)
      return;
    succeeded_by how;
    how.on = old.until;
    how.known_from = day;
    how.how_much = extent::whole;
    how.scope = "listed_again";
    how.note = now.note;
    pend(before, lives_[id].code, day, std::move(how), lives_[id].where);
  }

  void pend(std::size_t from, std::string to, std::optional<date> as_of, succeeded_by how, std::string where) {
    pending_.push_back({from, std::move(to), as_of, std::move(how), std::move(where)});
  }

  // ---- reforms -------------------------------------------------------------------------------------
  void reform(const succession_table& table) {
    const date day = table.on;
    const unit_list* result = nullptr;
    for (const unit_list* l : lists_)
      if (result == nullptr && day <= l->day) result = l;
    if (result != nullptr)
      for (const succession_table* t : tables_)
        if (day < t->on && t->on <= result->day) result = nullptr;
    if (result == nullptr) {
      faults_.error("history/no-result", table.file,
                    {"Thiếu danh sách đơn vị sau ngày " + to_text(day) + ".",
                     "The list of the units after " + to_text(day) + " is missing."},
                    {"Thêm tệp units_from_" + to_text(day) + ".csv.", "Add units_from_" + to_text(day) + ".csv."});
      return;
    }
    used_.insert(result);
    std::unordered_map<std::string, const listed_unit*> after;
    for (const listed_unit& u : result->units)
      if (!after.emplace(u.code, &u).second) twice(u);

    std::unordered_map<std::string, int> successors_of;
    std::set<std::string> named;
    std::vector<const succession_row*> rows;
    std::vector<const succession_row*> disputed;
    for (const succession_row& r : table.rows) {
      if (r.is_disputed) {
        if (options_.with_disputed)
          disputed.push_back(&r);
        else
          ++report_.disputed_left_out;
        continue;
      }
      if (find(r.old_code) == nothing) {
        unknown(r.old_code, r.where, day - one_day);
        continue;
      }
      named.insert(r.old_code);
      if (r.new_code.empty()) continue;
      named.insert(r.new_code);
      ++successors_of[r.old_code];
      rows.push_back(&r);
    }
    const auto goes_on = [&](const succession_row& r) {
      static const std::set<std::string> same{"unchanged", "renamed", "kind_changed", "moved", "renamed_or_kind"};
      return r.old_code == r.new_code && successors_of[r.old_code] == 1 && same.count(r.scope) > 0 &&
             after.find(r.new_code) != after.end();
    };
    std::map<std::string, const succession_row*> going_on;  // by code; null: not named and the same in both lists
    for (const succession_row* r : rows)
      if (goes_on(*r)) going_on[r->old_code] = r;
    for (const listed_unit& u : result->units) {
      const std::size_t id = find(u.code);
      if (id == nothing || named.count(u.code) > 0) continue;
      const draft& d = lives_[id].periods.back();
      if (d.name == u.name && d.kind == u.kind) going_on.emplace(u.code, nullptr);
    }
    const std::unordered_map<std::string, std::size_t> old = live_;
    std::vector<std::size_t> ending;
    for (const auto& [code, id] : live_)
      if (going_on.find(code) == going_on.end()) ending.push_back(id);
    for (const std::size_t id : ending) end_life(id, day);
    for (const listed_unit& u : result->units) {
      const auto same = going_on.find(u.code);
      if (same == going_on.end()) {
        const std::size_t id = begin_life(u, day, u.where);
        lives_[id].periods.back().change = "formed";
        continue;
      }
      const std::size_t id = live_[u.code];
      draft& d = period_from(id, day);
      d.name = u.name;
      d.kind = u.kind;
      d.parent_code = u.parent;
      if (same->second != nullptr) {
        d.change = same->second->scope;
        d.decree = same->second->decree;
        d.note = same->second->note;
      }
      touched_.push_back(id);
    }
    for (const succession_row* r : rows) {
      if (goes_on(*r)) continue;
      if (!r->successors_of && after.find(r->new_code) == after.end()) {
        faults_.error("history/unknown-successor", r->where,
                      {"Đơn vị mới " + r->new_code + " không có trong " + result->file + ".",
                       "The new unit " + r->new_code + " is not in " + result->file + "."},
                      {"Sửa mã hoặc bổ sung danh sách.", "Mend the code or complete the list."});
        continue;
      }
      succeeded_by how;
      how.on = day;
      how.how_much = r->how_much;
      how.scope = r->scope;
      how.decree = r->decree;
      how.note = r->note;
      const std::size_t from = old.at(r->old_code);
      if (const std::size_t to = find(r->new_code);
          to != nothing && lives_[to].periods.back().decree.empty() && lives_[to].periods.back().from == day)
        lives_[to].periods.back().decree = r->decree;
      pend(from, r->new_code, r->successors_of, std::move(how), r->where);
    }
    for (const succession_row* r : disputed) add_disputed(*r, day);
    events_since_list_ = 0;
  }

  void add_disputed(const succession_row& r, date day) {
    const std::size_t to = find(r.new_code);
    if (to == nothing) {
      unknown(r.new_code, r.where, day);
      return;
    }
    if (r.old_code.empty()) {  // territory that no unit held
      std::string& note = lives_[to].periods.back().note;
      note += (note.empty() ? "" : "; ") + r.note;
      return;
    }
    const auto known = by_code_.find(r.old_code);
    std::size_t from = nothing;
    if (known != by_code_.end())
      for (const std::size_t id : known->second)
        if (lives_[id].periods.front().from < day && id != to) from = id;
    if (from == nothing) {
      report_.remarks.warning("history/disputed-unit-left-out", r.where,
                              {"Đơn vị cũ " + r.old_code + " không có trong lịch sử: " + r.note,
                               "The old unit " + r.old_code + " is not in the history: " + r.note},
                              {"Đơn vị ma chỉ có khi được yêu cầu.", "Ghosts are there on request only."});
      return;
    }
    for (pending& p : pending_)
      if (p.from == from && p.to == r.new_code && p.how.on == day) {
        p.how.note += (p.how.note.empty() ? "" : "; ") + r.note;
        return;
      }
    succeeded_by how;
    how.on = std::min(day, lives_[from].until);
    if (how.on < day) how.known_from = day;
    how.how_much = r.how_much;
    how.scope = "disputed";
    how.note = r.note;
    how.known_by = evidence::memory;
    pend(from, r.new_code, day, std::move(how), r.where);
  }

  // ---- the end of a day ----------------------------------------------------------------------------
  void settle(date day) {
    if (has_replaced_) {  // whose parent ended today looks for the one that bears its code now
      for (std::size_t id = 0; id < lives_.size(); ++id) {
        const std::size_t parent = lives_[id].periods.back().parent;
        if (day < lives_[id].until && parent != nothing && lives_[parent].until <= day) touched_.push_back(id);
      }
    }
    for (const std::size_t id : touched_) {
      if (lives_[id].until <= day) continue;
      const draft& d = lives_[id].periods.back();
      const std::size_t parent = d.parent_code.empty() ? nothing : find(d.parent_code);
      if (!d.parent_code.empty() && parent == nothing) {
        if (!reported_.emplace(id, day).second) continue;
        faults_.error("history/unknown-parent", lives_[id].where,
                      {"Ngày " + to_text(day) + ": đơn vị " + lives_[id].code + " thuộc " + d.parent_code +
                           ", mã này không có đơn vị nào.",
                       "On " + to_text(day) + " the unit " + lives_[id].code + " lies in " + d.parent_code +
                           ", and no unit has that code."},
                      {"Kiểm tra đơn vị cấp trên.", "Check the unit above."});
        continue;
      }
      if (parent == d.parent) continue;
      const bool began = d.from == day;
      draft& now = period_from(id, day);
      if (!began) now.change = "parent_replaced";
      now.parent = parent;
    }
    touched_.clear();
    has_replaced_ = false;
  }

  void compare(const unit_list& list) {
    checkpoint c;
    c.day = list.day;
    c.file = list.file;
    c.listed = list.units.size();
    std::set<std::string> seen;
    for (const listed_unit& u : list.units) {
      if (!seen.insert(u.code).second) {
        if (used_.count(&list) == 0) twice(u);
        continue;
      }
      const std::size_t id = find(u.code);
      if (id == nothing) {
        c.only_listed.push_back(u.code);
        continue;
      }
      const draft& d = lives_[id].periods.back();
      if (d.name != u.name || d.kind != u.kind || d.parent_code != u.parent) c.different.push_back(u.code);
    }
    for (const auto& [code, id] : live_)
      if (seen.count(code) == 0) c.only_replayed.push_back(code);
    for (auto* codes : {&c.only_listed, &c.only_replayed, &c.different}) std::sort(codes->begin(), codes->end());
    if (!options_.with_ghosts) {
      std::set<std::string> listed_by_mistake;
      for (const unit_event* e : events_)
        if (e->is_ghost && e->what == unit_change::created && day_of(*e) <= list.day) listed_by_mistake.insert(e->code);
      for (const std::string& code : c.only_listed)
        if (listed_by_mistake.count(code) > 0) c.ghosts.push_back(code);
    }
    const bool agrees = c.agrees();
    if (!agrees) {
      const bool unexplained = events_since_list_ == 0;
      const std::string numbers = std::to_string(c.only_listed.size()) + " / " +
                                  std::to_string(c.only_replayed.size()) + " / " + std::to_string(c.different.size());
      if (unexplained) {
        report_.remarks.warning(
            "history/unexplained-change", list.file,
            {"Không có tệp thay đổi nào dẫn tới danh sách này: " + numbers + " đơn vị mới / mất / khác.",
             "No log and no table leads to this list: " + numbers + " units are new / gone / different."},
            {"Thêm bảng kế thừa hoặc nhật ký thay đổi; nếu không thì không biết đơn vị nào kế thừa đơn vị nào.",
             "Add the table of successions or the log; without it, it is not known which unit succeeded which."});
        adopt(list);
      } else {
        report_.remarks.warning("history/list-differs", list.file,
                                {"Khác trạng thái phát lại: " + numbers +
                                     " đơn vị chỉ có trong danh sách / chỉ có "
                                     "trong lịch sử / khác nhau.",
                                 "Differs from the replayed state: " + numbers +
                                     " units are only listed / only "
                                     "replayed / different."},
                                {"Xem từng mã trong báo cáo.", "See the codes in the report."});
      }
    }
    report_.checkpoints.push_back(std::move(c));
    events_since_list_ = 0;
  }

  /// Takes a list over without knowing what led to it: who keeps code, name and kind goes on.
  void adopt(const unit_list& list) {
    std::unordered_map<std::string, const listed_unit*> after;
    for (const listed_unit& u : list.units) after.emplace(u.code, &u);
    std::vector<std::size_t> ending;
    for (const auto& [code, id] : live_) {
      const auto same = after.find(code);
      const draft& d = lives_[id].periods.back();
      if (same == after.end() || same->second->name != d.name || same->second->kind != d.kind) ending.push_back(id);
    }
    for (const std::size_t id : ending) end_life(id, list.day);
    for (const listed_unit& u : list.units) {
      std::size_t id = find(u.code);
      if (id == nothing) {
        id = begin_life(u, list.day, u.where);
        lives_[id].periods.back().change = "unexplained";
      } else if (lives_[id].periods.back().parent_code != u.parent) {
        draft& d = period_from(id, list.day);
        d.parent_code = u.parent;
        d.change = "unexplained";
        touched_.push_back(id);
      }
    }
    settle(list.day);
  }

  void end_of_knowledge(date day) {
    report_.covers.until = day;
    for (const auto& [code, id] : live_) lives_[id].until = day;
    live_.clear();
    report_.remarks.warning("history/ends", lists_.back()->file,
                            {"Sau ngày " + to_text(day - one_day) + " không biết gì.",
                             "Nothing is known after " + to_text(day - one_day) + "."},
                            {"Thêm successions_" + to_text(day) + ".csv và units_from_" + to_text(day) + ".csv.",
                             "Add successions_" + to_text(day) + ".csv and units_from_" + to_text(day) + ".csv."});
  }

  void resolve() {
    for (pending& p : pending_) {
      const date as_of = p.as_of ? std::max(*p.as_of, p.how.on) : p.how.on;
      std::size_t to = nothing;
      if (const auto known = by_code_.find(p.to); known != by_code_.end())
        for (const std::size_t id : known->second)
          if (lives_[id].periods.front().from <= as_of && as_of < lives_[id].until) to = id;
      if (to == nothing) {
        // A log that is cut off before that day cannot know: the unit is lost, which the answers say.
        report_.remarks.warning(
            "history/unknown-successor", p.where,
            {"Đơn vị kế thừa " + p.to + " của " + lives_[p.from].code + " không tồn tại ngày " + to_text(as_of) + ".",
             "The successor " + p.to + " of " + lives_[p.from].code + " does not exist on " + to_text(as_of) + "."},
            {"Sửa mã, hoặc nạp đủ lịch sử.", "Mend the code or load the whole history."});
        continue;
      }
      if (to == p.from) continue;
      if (p.as_of && p.how.on < as_of) p.how.known_from = as_of;
      ++report_.successions;
      successions_.push_back({key_of(lives_[p.from]), key_of(lives_[to]), std::move(p.how), std::move(p.where)});
    }
  }

  const history_sources& sources_;
  const history_options& options_;
  history_report& report_;
  diagnostics& faults_;
  std::vector<const unit_list*> lists_;
  std::vector<const unit_event*> events_;
  std::vector<const succession_table*> tables_;
  std::set<const unit_list*> used_;

  std::vector<life> lives_;
  std::unordered_map<std::string, std::size_t> live_;  // never walked where the order could show
  std::unordered_map<std::string, std::vector<std::size_t>> by_code_;
  std::vector<pending> pending_;
  std::vector<succession_record> successions_;
  std::vector<std::size_t> touched_;
  bool has_replaced_ = false;  ///< a unit above the commune ended today
  std::set<std::pair<std::size_t, date>> reported_;
  std::size_t events_since_list_ = 0;
};

struct level_words {
  unit_level level;
  std::string_view words;
  unit_kind kind;
};
constexpr std::array<level_words, 10> words_by_level{{
    {unit_level::province, "Thành phố ", unit_kind::municipality},
    {unit_level::province, "Tỉnh ", unit_kind::province},
    {unit_level::district, "Quận ", unit_kind::urban_district},
    {unit_level::district, "Huyện ", unit_kind::district},
    {unit_level::district, "Thị xã ", unit_kind::town},
    {unit_level::district, "Thành phố ", unit_kind::city},
    {unit_level::commune, "Xã ", unit_kind::commune},
    {unit_level::commune, "Phường ", unit_kind::ward},
    {unit_level::commune, "Thị trấn ", unit_kind::township},
    {unit_level::commune, "Đặc khu ", unit_kind::special_zone},
}};

}  // namespace

std::optional<listed_unit> parse_full_name(std::string_view full_name, unit_level level) {
  for (const auto& w : words_by_level) {
    if (w.level != level || full_name.size() <= w.words.size() || full_name.substr(0, w.words.size()) != w.words)
      continue;
    listed_unit u;
    u.name = full_name.substr(w.words.size());
    u.kind = w.kind;
    return u;
  }
  return std::nullopt;
}

checked<history_report> replay(const history_sources& sources, const history_options& options,
                               registry_builder& builder) {
  history_report report;
  diagnostics faults;
  replayer r{sources, options, report, faults};
  r.run();
  if (faults.has_errors()) return unexpected{std::move(faults)};
  r.write(builder);
  return report;
}

}  // namespace dinh::inline v1
