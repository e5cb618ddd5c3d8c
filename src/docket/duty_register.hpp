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
    if (in_case >= first_.size()) first_.resize(in_case + 1, none);
    const bool is_moved = !fold.moved.empty();
    std::uint32_t before = none;
    std::uint32_t number = first_[in_case];
    for (std::uint32_t row = 0; row < fold.duties.size(); ++row) {
      if (number == none) {
        number = new_number({in_case, row});
        (before == none ? first_[in_case] : spots_[before].next) = number;
      }
      const standing now = standing_of(fold.duties[row], t, is_moved);
      if (spots_[number].in != now.in || spots_[number].day != now.day) {
        leave(number);
        enter(number, now);
      }
      before = number;
      number = spots_[number].next;
    }
    (before == none ? first_[in_case] : spots_[before].next) = none;
    while (number != none) {  // a correction took these away
      leave(number);
      const std::uint32_t after = spots_[number].next;
      free_.push_back(number);
      number = after;
    }
  }

  /// Whether the law of the deadline changes on a day, so that its lawful day depends on the day of the question.
  [[nodiscard]] static bool may_change(const procedure_tables& t, const duty_entry& d) {
    return t.deadlines[d.what.deadline].changes_on != std::numeric_limits<day_number>::max();
  }

  /// Duties that run and whose lawful day lies in `[from, until)`, and all those without a single day; apart from them those
  /// that were settled after `as_of`, whatever their lawful day was. In no order; whether they had begun is for the caller
  /// to see.
  void collect(day_number from, day_number until, day_number as_of, std::vector<duty_place>& out,
               std::vector<duty_place>& settled_later) const {
    running_.each_in(from, until, [&](day_number, std::uint32_t n) { out.push_back(spots_[n].place()); });
    for (const due_index* settled : {&settled_, &late_})
      settled->each_in(as_of + 1, std::numeric_limits<day_number>::max(),
                       [&](day_number, std::uint32_t n) { settled_later.push_back(spots_[n].place()); });
    for (const std::uint32_t n : others_) out.push_back(spots_[n].place());
  }
  /// All duties not settled by `as_of`, in no order; a superset in the same way.
  void collect_open(day_number as_of, std::vector<duty_place>& out) const {
    constexpr day_number end = std::numeric_limits<day_number>::max();
    running_.each_in(std::numeric_limits<day_number>::min(), end,
                     [&](day_number, std::uint32_t n) { out.push_back(spots_[n].place()); });
    for (const due_index* settled : {&settled_, &late_})
      settled->each_in(as_of + 1, end, [&](day_number, std::uint32_t n) { out.push_back(spots_[n].place()); });
    for (const std::uint32_t n : others_) out.push_back(spots_[n].place());
  }
  /// Those settled late by `as_of`, and those of which the law may say so, in no order.
  void collect_late(day_number as_of, std::vector<duty_place>& out) const {
    late_.each_in(std::numeric_limits<day_number>::min(), as_of + 1,
                  [&](day_number, std::uint32_t n) { out.push_back(spots_[n].place()); });
  }

private:
  enum class heap : std::uint8_t { none, running, settled, late, other };
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  /// 20 bytes: there is one for every duty that ever was.
  struct spot {
    std::uint32_t in_case = 0;
    std::uint32_t row : 29;
    heap in : 3;
    std::uint32_t at = 0;       // handle in its index, or position in `others_`
    std::uint32_t next = none;  // of the same case
    day_number day = never;     // under which its index has it
    spot(duty_place p) noexcept : in_case{p.in_case}, row{p.row & 0x1FFF'FFFFU}, in{heap::none} {}
    [[nodiscard]] duty_place place() const noexcept { return {in_case, row}; }
  };
  static_assert(sizeof(spot) == 20);
  struct standing {
    heap in = heap::other;
    day_number day = never;
  };

  [[nodiscard]] static standing standing_of(const duty_entry& d, const procedure_tables& t, bool is_moved) {
    if (!d.runs())
      return {d.what.state == duty_state::met_late || may_change(t, d) ? heap::late : heap::settled,
              to_day_number(d.what.settled_on)};
    if (is_moved || d.what.lawful_day.is_special() || may_change(t, d)) return {};
    return {heap::running, to_day_number(d.what.lawful_day)};
  }
  std::uint32_t new_number(duty_place p) {
    if (!free_.empty()) {
      const std::uint32_t n = free_.back();
      free_.pop_back();
      spots_[n] = spot{p};
      return n;
    }
    spots_.push_back(spot{p});
    return static_cast<std::uint32_t>(spots_.size() - 1);
  }
  void enter(std::uint32_t number, standing now) {
    spot& s = spots_[number];
    s.in = now.in;
    s.day = now.day;
    if (now.in == heap::running) {
      s.at = static_cast<std::uint32_t>(running_.insert(now.day, number));
    } else if (now.in == heap::settled) {
      s.at = static_cast<std::uint32_t>(settled_.insert(now.day, number));
    } else if (now.in == heap::late) {
      s.at = static_cast<std::uint32_t>(late_.insert(now.day, number));
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
  std::vector<std::uint32_t> first_;  // of each case, the number of its first duty
};

}  // namespace dinh::inline v1::docketing
