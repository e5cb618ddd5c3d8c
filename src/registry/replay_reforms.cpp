// Tables of successions: a day on which many units end and others begin.
#include "replayer.hpp"

#include <dinh/registry/names.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dinh::inline v1::replaying {

namespace {

bool keeps_its_life(const std::string& scope) {
  return scope == "unchanged" || scope == "renamed" || scope == "kind_changed" || scope == "moved" ||
         scope == "renamed_or_kind";
}

/// The first codes of a list, for a message.
std::string some_of(const std::vector<std::string>& codes) {
  constexpr std::size_t most = 10;
  std::string out;
  for (std::size_t i = 0; i < std::min(codes.size(), most); ++i) out += (i == 0 ? "" : ", ") + codes[i];
  return out + (codes.size() > most ? ", …" : "");
}

}  // namespace

/// The list that says which units there are after the reform, unless another reform comes before it.
const unit_list* replayer::result_of(const succession_table& table) {
  const unit_list* result = nullptr;
  for (const unit_list* l : lists_)
    if (result == nullptr && table.on <= l->day) result = l;
  if (result != nullptr)
    for (const succession_table* t : tables_)
      if (table.on < t->on && t->on <= result->day) result = nullptr;
  if (result == nullptr)
    faults_.error("history/no-result", table.file,
                  {"Thiếu danh sách đơn vị sau ngày " + to_text(table.on) + ".",
                   "The list of the units after " + to_text(table.on) + " is missing."},
                  {"Thêm tệp units_from_" + to_text(table.on) + ".csv.", "Add units_from_" + to_text(table.on) + ".csv."});
  else if (result->day != table.on)
    for (const unit_event* e : events_)
      if (table.on <= day_of(*e) && day_of(*e) <= result->day) {
        report_.remarks.warning("history/result-of-a-later-day", table.file,
                                {"Danh sách sau ngày " + to_text(table.on) + " là của ngày " + to_text(result->day) +
                                     ", giữa hai ngày có thay đổi (" + e->where + ").",
                                 "The list after " + to_text(table.on) + " is of " + to_text(result->day) +
                                     ", and there are changes between the two (" + e->where + ")."},
                                {"Thêm units_from_" + to_text(table.on) + ".csv.", "Add units_from_" + to_text(table.on) + ".csv."});
        break;
      }
  return result;
}

void replayer::reform(const succession_table& table) {
  const date day = table.on;
  const unit_list* const result = result_of(table);
  if (result == nullptr) return;
  used_.insert(result);

  // Every code of the reform as a number first: what is kept by code below has all of them.
  const std::vector<numbered>& listed = numbers_of(*result);
  struct pair {
    const succession_row* row;
    code_number from, to;
  };
  std::vector<pair> rows;
  std::vector<const succession_row*> disputed;
  std::vector<pair> all;
  all.reserve(table.rows.size());
  for (const succession_row& r : table.rows) {
    if (!r.is_disputed) {
      all.push_back({&r, lives_.number(r.old_code), lives_.number(r.new_code)});
    } else if (options_.with_disputed) {
      disputed.push_back(&r);
    } else {
      ++report_.disputed_left_out;
    }
  }
  const std::size_t codes = lives_.code_count();
  std::vector<std::uint32_t> after(codes, 0);  // row of the result, from 1
  for (std::size_t i = 0; i < listed.size(); ++i) {
    if (listed[i].code == no_code) continue;
    std::uint32_t& at = after[listed[i].code];
    if (at != 0)
      twice(result->units[i]);
    else
      at = static_cast<std::uint32_t>(i + 1);
  }

  std::vector<std::uint32_t> successors_of(codes, 0);
  std::vector<std::uint8_t> named(codes, 0);
  std::vector<std::uint8_t> wholly(codes, 0);     // by old code: a row says that all of it went to one unit
  std::vector<std::uint8_t> formed_of(codes, 0);  // by new code: a row says of what
  rows.reserve(all.size());
  for (const pair& p : all) {
    if (lives_.find(p.from) == nothing) {
      unknown(p.row->old_code, p.row->where, day - one_day);
      continue;
    }
    named[p.from] = 1;
    if (p.to == no_code) continue;
    named[p.to] = 1;
    ++successors_of[p.from];
    formed_of[p.to] = 1;
    if (p.row->how_much == extent::whole && p.row->scope != "whole_area") wholly[p.from] = 1;
    rows.push_back(p);
  }
  const auto goes_on = [&](const pair& p) {
    return p.from == p.to && successors_of[p.from] == 1 && after[p.to] != 0 && keeps_its_life(p.row->scope);
  };
  // By a row that says so, or because it is listed as before and no row names it.
  std::vector<std::uint8_t> lives_on(codes, 0);
  std::vector<const succession_row*> saying(codes, nullptr);
  for (const pair& p : rows)
    if (goes_on(p)) {
      lives_on[p.from] = 1;
      saying[p.from] = p.row;
    }
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const code_number code = listed[i].code;
    const std::size_t id = lives_.find(code);
    if (id == nothing || named[code] != 0) continue;
    const draft& d = lives_.now(id);
    const listed_unit& u = result->units[i];
    if (d.kind == u.kind && same_text(d.name, u.name)) lives_on[code] = 1;
  }
  const std::vector<std::size_t> old = lives_.living();
  for (code_number code = 0; code < old.size(); ++code)
    if (old[code] != nothing && (code >= codes || lives_on[code] == 0)) lives_.end(old[code], day);
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const listed_unit& u = result->units[i];
    const code_number code = listed[i].code;
    if (code == no_code || after[code] != i + 1) continue;
    if (lives_on[code] == 0) {
      const std::size_t id = lives_.begin(u, code, listed[i].parent, day, u.where);
      lives_.now(id).change = "formed";
      continue;
    }
    const std::size_t id = old[code];
    draft& d = lives_.period_from(id, day);
    d.name = u.name;
    d.kind = u.kind;
    d.parent_code = listed[i].parent;
    if (const succession_row* row = saying[code]; row != nullptr) {
      d.change = row->scope;
      d.decree = row->decree;
      d.note = row->note;
    }
    lives_.touch(id);
  }
  for (const pair& p : rows) {
    if (goes_on(p)) continue;
    const succession_row& r = *p.row;
    if (!r.successors_of && after[p.to] == 0) {
      faults_.error("history/unknown-successor", r.where,
                    {"Đơn vị mới " + r.new_code + " không có trong " + result->file + ".",
                     "The new unit " + r.new_code + " is not in " + result->file + "."},
                    {"Sửa mã hoặc bổ sung danh sách.", "Mend the code or complete the list."});
      continue;
    }
    succeeded_by how;
    how.on = day;
    how.how_much = r.how_much;
    how.scope = r.scope;
    how.decree = r.decree;
    how.note = r.note;
    if (wholly[p.from] != 0 && successors_of[p.from] > 1) {
      how.how_much = extent::unknown;
      how.scope = "contradictory";
      add_note(how.note,
               "the table says " + std::string{name_of(r.how_much)} + ", and that all of the unit went to one");
      report_.remarks.warning("history/whole-beside-others", r.where,
                              {"Đơn vị cũ " + r.old_code + " có nhiều đơn vị kế thừa mà bảng ghi là toàn bộ: không rõ phần nào.",
                               "The old unit " + r.old_code + " has several successors and the table says whole: the extents are not known."},
                              {"Sửa quan hệ (relation) của các dòng này.", "Mend the relation of its rows."});
    }
    if (const std::size_t to = lives_.find(p.to); to != nothing) {
      draft& d = lives_.now(to);
      if (d.decree.empty() && d.from == day) d.decree = r.decree;
    }
    lives_.pend({old[p.from], p.to, r.successors_of, std::move(how), r.where});
  }
  for (const succession_row* r : disputed) add_disputed(*r, day);
  // A level may end as a whole, as that of the districts did; a commune ends by passing on.
  std::vector<std::string> lost;
  for (code_number code = 0; code < codes; ++code)
    if (old[code] != nothing && lives_on[code] == 0 && named[code] == 0 &&
        level_of(lives_.now(old[code]).kind) == unit_level::commune)
      lost.push_back(lives_.text_of(code));
  if (!lost.empty())
    report_.remarks.warning("history/no-succession", table.file,
                            {std::to_string(lost.size()) + " đơn vị cấp xã kết thúc mà bảng không nói đi đâu: " + some_of(lost) + ".",
                             std::to_string(lost.size()) + " communes end, and the table does not say where they went: " + some_of(lost) + "."},
                            {"Thêm dòng cho chúng.", "Add rows for them."});
  std::vector<std::string> sudden;
  for (std::size_t i = 0; i < listed.size(); ++i)
    if (listed[i].code != no_code && lives_on[listed[i].code] == 0 && formed_of[listed[i].code] == 0 &&
        level_of(result->units[i].kind) == unit_level::commune)
      sudden.push_back(result->units[i].code);
  if (!sudden.empty())
    report_.remarks.warning("history/no-origin", table.file,
                            {"Bảng không nói " + std::to_string(sudden.size()) + " đơn vị cấp xã mới lập từ đâu: " + some_of(sudden) + ".",
                             "The table does not say of what " + std::to_string(sudden.size()) + " new communes were formed: " + some_of(sudden) + "."},
                            {"Thêm dòng cho chúng.", "Add rows for them."});
  events_since_list_ = 0;
}

void replayer::add_disputed(const succession_row& r, date day) {
  const std::size_t to = lives_.find(r.new_code);
  if (to == nothing) {
    unknown(r.new_code, r.where, day);
    return;
  }
  if (r.old_code.empty()) {  // territory that no unit held
    add_note(lives_.now(to).note, r.note);
    return;
  }
  std::size_t from = nothing;
  for (const std::size_t id : lives_.of_code(lives_.number(r.old_code)))
    if (lives_[id].periods.front().from < day && id != to) from = id;
  if (from == nothing) {
    report_.remarks.warning("history/disputed-unit-left-out", r.where,
                            {"Đơn vị cũ " + r.old_code + " không có trong lịch sử: " + r.note,
                             "The old unit " + r.old_code + " is not in the history: " + r.note},
                            {"Đơn vị ma chỉ có khi được yêu cầu.", "Ghosts are there on request only."});
    return;
  }
  const code_number code = lives_.number(r.new_code);
  for (pending& p : lives_.still_pending())
    if (p.from == from && p.to == code && p.how.on == day) {
      add_note(p.how.note, r.note);
      return;
    }
  succeeded_by how;
  how.on = std::min(day, lives_[from].until);
  if (how.on < day) how.known_from = day;
  how.how_much = r.how_much;
  how.scope = "disputed";
  how.note = r.note;
  how.known_by = evidence::memory;
  lives_.pend({from, code, day, std::move(how), r.where});
}

}  // namespace dinh::inline v1::replaying
