#pragma once
// Where the duties of a docket stand in time, so that a question about a stretch of days need not look at every case.

#include <dinh/docket/case_fold.hpp>
#include <dinh/docket/due_index.hpp>

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace dinh::inline v1::docketing {

/// A duty by its place: the number of its case, and its position among the duties of the case.
struct duty_place {
  std::uint32_t in_case = 0;
  std::uint32_t row = 0;
  friend constexpr auto operator<=>(const duty_place&, const duty_place&) = default;
};

/// Four heaps: what runs, by its lawful day; what was settled, by the day on which it was, those late (or perhaps late, the
/// law having changed) apart from the others; and what runs without a single day (no number in law, a limit that a
/// suspension, an extension or a change of the law may have moved).
class duty_register {
public:
  /// Takes over the duties of a case as they are now. O(duties of the case), most of them unchanged.
  void update(std::uint32_t in_case, const case_fold& fold, const procedure_tables& t) {
    if (in_case >= numbers_.size()) numbers_.resize(in_case + 1);
    auto& own = numbers_[in_case];
    while (own.size() > fold.duties.size()) {  // a correction took some away
      leave(own.back());
      free_.push_back(own.back());
      own.pop_back();
    }
    const bool is_moved = !fold.moved.empty();
    for (std::uint32_t row = 0; row < fold.duties.size(); ++row) {
      const duty_entry& d = fold.duties[row];
      heap in = heap::settled;
      day_number day = never;
      if (!d.runs()) {
        in = d.what.state == duty_state::met_late || may_change(t, d) ? heap::late : heap::settled;
        day = to_day_number(d.what.settled_on);
      } else if (is_moved || d.what.lawful_day.is_special() || may_change(t, d))
        in = heap::other;
      else {
        in = heap::running;
        day = to_day_number(d.what.lawful_day);
      }
      if (row == own.size()) {
        own.push_back(new_number());
        spots_[own[row]].place = {in_case, row};
      }
      spot& s = spots_[own[row]];
      if (s.in == in && s.day == day) continue;
      leave(own[row]);
      enter(own[row], in, day);
    }
  }

  /// Whether the law of the deadline changes on a day, so that its lawful day depends on the day of the question.
  [[nodiscard]] static bool may_change(const procedure_tables& t, const duty_entry& d) {
    return t.deadlines[d.what.deadline].changes_on != std::numeric_limits<day_number>::max();
  }

  /// Duties not settled by `as_of` whose lawful day lies in `[from, until)`, and all those without a single day, in no
  /// order. Of those settled later `may_fall(place)` tells. A superset: whether they had begun is for the caller to see.
  template <class MayFall>
  void collect(day_number from, day_number until, day_number as_of, const MayFall& may_fall,
               std::vector<duty_place>& out) const {
    running_.each_in(from, until, [&](day_number, std::uint32_t n) { out.push_back(spots_[n].place); });
    for (const due_index* settled : {&settled_, &late_})
      settled->each_in(as_of + 1, std::numeric_limits<day_number>::max(), [&](day_number, std::uint32_t n) {
        if (may_fall(spots_[n].place)) out.push_back(spots_[n].place);
      });
    for (const std::uint32_t n : others_) out.push_back(spots_[n].place);
  }
  /// All duties not settled by `as_of`, in no order; a superset in the same way.
  void collect_open(day_number as_of, std::vector<duty_place>& out) const {
    constexpr day_number end = std::numeric_limits<day_number>::max();
    running_.each_in(std::numeric_limits<day_number>::min(), end,
                     [&](day_number, std::uint32_t n) { out.push_back(spots_[n].place); });
    for (const due_index* settled : {&settled_, &late_})
      settled->each_in(as_of + 1, end, [&](day_number, std::uint32_t n) { out.push_back(spots_[n].place); });
    for (const std::uint32_t n : others_) out.push_back(spots_[n].place);
  }
  /// Those settled late by `as_of`, and those of which the law may say so, in no order.
  void collect_late(day_number as_of, std::vector<duty_place>& out) const {
    late_.each_in(std::numeric_limits<day_number>::min(), as_of + 1,
                  [&](day_number, std::uint32_t n) { out.push_back(spots_[n].place); });
  }

private:
  enum class heap : std::uint8_t { none, running, settled, late, other };
  struct spot {
    duty_place place;
    day_number day = never;
    std::uint32_t at = 0;  // handle in its index, or position in `others_`
    heap in = heap::none;
  };

  std::uint32_t new_number() {
    if (!free_.empty()) {
      const std::uint32_t n = free_.back();
      free_.pop_back();
      return n;
    }
    spots_.push_back({});
    return static_cast<std::uint32_t>(spots_.size() - 1);
  }
  void enter(std::uint32_t number, heap in, day_number day) {
    spot& s = spots_[number];
    s.in = in;
    s.day = day;
    if (in == heap::running) {
      s.at = static_cast<std::uint32_t>(running_.insert(day, number));
    } else if (in == heap::settled) {
      s.at = static_cast<std::uint32_t>(settled_.insert(day, number));
    } else if (in == heap::late) {
      s.at = static_cast<std::uint32_t>(late_.insert(day, number));
    } else {
      s.at = static_cast<std::uint32_t>(others_.size());
      others_.push_back(number);
    }
  }
  void leave(std::uint32_t number) {
    spot& s = spots_[number];
    if (s.in == heap::running) cancel(running_, s.at);
    if (s.in == heap::settled) cancel(settled_, s.at);
    if (s.in == heap::late) cancel(late_, s.at);
    if (s.in == heap::other) {
      others_[s.at] = others_.back();
      spots_[others_[s.at]].at = s.at;
      others_.pop_back();
    }
    s.in = heap::none;
  }
  static void cancel(due_index& index, std::uint32_t handle) {
    index.cancel(due_index::handle{handle});
    constexpr std::size_t few = 4096;
    if (index.cancelled_count() > few + index.size()) index.compact();
  }

  due_index running_;
  due_index settled_;
  due_index late_;
  std::vector<std::uint32_t> others_;
  std::vector<spot> spots_;
  std::vector<std::uint32_t> free_;
  std::vector<std::vector<std::uint32_t>> numbers_;  // of each case, by row
};

}  // namespace dinh::inline v1::docketing
