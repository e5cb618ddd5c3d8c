// The checks of a pack as a whole.

#include "pack_contents.hpp"
#include "pack_procedure_places.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

/// Reports each value that comes twice among the ids.
template <class Range, class Id>
void report_doubles(const Range& range, Id id, const char* code, text what, diagnostics& faults) {
  std::set<std::string, std::less<>> seen;
  for (const auto& x : range)
    if (!seen.insert(std::string{id(x)}).second)
      faults.error(code, std::string{id(x)},
                   {what.vi + " này có hai lần.", "The pack has this " + what.en + " twice."});
}

/// A layer that sets another period must bring the procedure that runs on it.
void check_special(const procedure& p, std::uint32_t index, std::span<const rule> rules, const procedure_places& places,
                   diagnostics& faults) {
  const deadline& d = p.deadline_at(index);
  for (const rule& special : rules)
    if (std::find(special.overrides.begin(), special.overrides.end(), d.rule) != special.overrides.end() &&
        special.valid.overlaps(p.facts().valid) && d.time && special.time != d.time)
      faults.error("layer/procedure-keeps-number", places.of_deadline(p, index),
                   {"Quy tắc riêng " + special.id + " đặt thời hạn khác, nhưng quy trình vẫn dùng số của " + d.rule + ".",
                    "The special rule " + special.id + " sets another period, but the procedure keeps that of " +
                        d.rule + "."},
                   {"Lớp phải đưa ra bản riêng của quy trình (overrides/procedures).",
                    "The layer must bring its own version of the procedure (overrides/procedures)."});
}

}  // namespace

void check_whole(std::span<const rule> rules, const pack_contents& contents, const procedure_places& places,
                 diagnostics& faults) {
  report_doubles(
      contents.calendars, [](const work_calendar& c) { return c.id(); }, "pack/calendar-twice", {"Lịch", "calendar"},
      faults);
  report_doubles(
      contents.procedures, [](const procedure& p) { return p.id(); }, "pack/procedure-twice",
      {"Quy trình", "procedure"}, faults);
  for (const procedure& p : contents.procedures)
    for (std::uint32_t i = 0; i < p.deadline_count(); ++i) check_special(p, i, rules, places, faults);
}

void check_chains(const std::vector<rule>& rules, const pack_contents& contents, diagnostics& faults,
                  diagnostics& findings) {
  std::map<std::string_view, const rule*> by_id;
  std::map<std::string_view, std::vector<const rule*>> newer_than;
  for (const rule& r : rules) {
    by_id.emplace(r.id, &r);
    for (const std::string& older : r.replaces) newer_than[older].push_back(&r);
  }
  const auto rank = [&](const rule& r) {
    for (const instrument& i : contents.law.instruments)
      if (i.id == r.source.instrument) return rank_of(i.kind);
    return std::uint8_t{255};
  };
  const auto overlap = [&](const rule& newer, const rule& older, const std::string& where) {
    // Where the newer instrument ranks higher it prevails in the days in between: the older one merely ended late.
    const bool prevails = rank(newer) < rank(older);
    (prevails ? findings : faults)
        .add({prevails ? severity::warning : severity::error, "pack/overlapping-versions", where,
              {"Quy tắc " + newer.id + " " + to_text(newer.valid) + " thay " + older.id + " " + to_text(older.valid) +
                   ", nhưng hai khoảng thời gian chồng nhau.",
               "Rule " + newer.id + " " + to_text(newer.valid) + " replaces " + older.id + " " + to_text(older.valid) +
                   ", but they overlap."},
              {"Bản cũ phải hết hiệu lực khi bản mới có hiệu lực.", "The older version ends where the newer begins."}});
  };
  for (const rule& r : rules) {
    const auto place = contents.places.find(r.id);
    std::vector<const rule*> older_ones;
    for (std::size_t i = 0; i < r.replaces.size(); ++i) {
      const auto found = by_id.find(r.replaces[i]);
      if (found == by_id.end()) continue;  // reported with the rules
      const rule& older = *found->second;
      const std::string where =
          (place == contents.places.end() ? r.id : place->second) + "/replaces/" + std::to_string(i);
      if (older.valid.overlaps(r.valid)) overlap(r, older, where);
      // One rule may take the place of several that stood side by side; two that decide the same thing did not.
      for (const rule* other : older_ones)
        if (!older.uses.empty() && older.uses == other->uses && older.applies == other->applies &&
            older.valid.overlaps(other->valid))
          overlap(*other, older, where);
      const auto holds_then = [&](const rule* x) { return x != &older && x->valid.contains(older.valid.until); };
      const auto& successors = newer_than[older.id];
      if (older.valid.until < r.valid.from && std::none_of(successors.begin(), successors.end(), holds_then) &&
          std::none_of(r.replaces.begin(), r.replaces.end(), [&](const std::string& id) {
            const auto at = by_id.find(id);
            return at != by_id.end() && holds_then(at->second);
          })) {
        const rule* next = &r;
        for (const std::string& id : r.replaces)
          if (const auto at = by_id.find(id); at != by_id.end() && at->second->valid.from > older.valid.until &&
                                              at->second->valid.from < next->valid.from)
            next = at->second;
        findings.warning("pack/gap-in-chain", where,
                         {"Từ " + to_text(older.valid.until) + " đến trước " + to_text(next->valid.from) +
                              " không có quy tắc: " + older.id + " đã hết, " + next->id + " chưa có hiệu lực.",
                          "From " + to_text(older.valid.until) + " until before " + to_text(next->valid.from) +
                              " there is no rule: " + older.id + " has ended, " + next->id + " has not begun."},
                         {"Kiểm tra ngày; nếu luật thật sự để trống thì giữ nguyên.",
                          "Check the dates; leave it if the law itself has the gap."});
      }
      older_ones.push_back(&older);
    }
  }
}

}  // namespace dinh::inline v1::exchange
