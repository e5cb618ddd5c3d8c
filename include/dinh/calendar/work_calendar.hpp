#pragma once
/// \file
/// Work calendars: which days a body works, with the legal source of every exception, over 1900-2200.
///
/// A calendar is a weekly rest pattern, the decided days off and worked rest days, and the statutory rules that
/// stand in where nothing is decided yet. It is an immutable value: copies share their tables, any number of
/// threads may read one, and a new decision makes a new calendar.

#include <dinh/base/citation.hpp>
#include <dinh/base/date.hpp>
#include <dinh/base/interval.hpp>
#include <dinh/base/phrase.hpp>
#include <dinh/calendar/limit.hpp>
#include <dinh/calendar/policies.hpp>
#include <dinh/config.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// What an entry of a calendar makes of its day.
enum class day_kind : std::uint8_t {
  statutory,   ///< a holiday by law; may fall on a weekly rest day
  substitute,  ///< day off in lieu of a statutory day that fell on a weekly rest day
  swap_off,    ///< weekday off, swapped against a worked rest day
  swap_work    ///< rest day worked in exchange
};

/// "statutory", "substitute", "swap_off", "swap_work".
[[nodiscard]] constexpr std::string_view name_of(day_kind k) noexcept {
  constexpr std::array<std::string_view, 4> names{"statutory", "substitute", "swap_off", "swap_work"};
  return names[static_cast<std::size_t>(k)];
}
/// By the name as `name_of` gives it; `nullopt` for any other text.
[[nodiscard]] constexpr std::optional<day_kind> day_kind_from(std::string_view name) noexcept {
  for (std::uint8_t k = 0; k < 4; ++k)
    if (name_of(static_cast<day_kind>(k)) == name) return static_cast<day_kind>(k);
  return std::nullopt;
}

/// Whether a day off was decided, or is taken from the statutory rules because nothing is decided yet.
enum class standing : std::uint8_t { decided, assumed };

/// The weekly rest days of a body, such as Saturday and Sunday (Decision 188/1999/QĐ-TTg Art 1), or Sunday only.
class weekly_rest {
public:
  /// No rest day at all.
  constexpr weekly_rest() = default;
  constexpr weekly_rest(std::initializer_list<weekday> days) noexcept {
    for (const weekday w : days) mask_ = static_cast<std::uint8_t>(mask_ | (1U << static_cast<unsigned>(w)));
  }
  /// From any range of weekdays.
  template <class Weekdays>
  [[nodiscard]] static constexpr weekly_rest of(const Weekdays& days) noexcept {
    weekly_rest out;
    for (const weekday w : days) out.mask_ = static_cast<std::uint8_t>(out.mask_ | (1U << static_cast<unsigned>(w)));
    return out;
  }
  /// Whether it is a rest day of every week, holidays and swaps left aside.
  [[nodiscard]] constexpr bool contains(weekday w) const noexcept {
    return (mask_ >> static_cast<unsigned>(w) & 1U) != 0;
  }
  friend constexpr bool operator==(const weekly_rest&, const weekly_rest&) = default;

private:
  std::uint8_t mask_ = 0;
};

/// One day that differs from the weekly pattern (or is a holiday on a rest day), and why.
struct calendar_entry {
  date day;
  day_kind kind = day_kind::statutory;
  text name;
  citation source;    ///< the provision
  citation decision;  ///< the yearly decision or notice; empty if the law alone fixes the day
  evidence known_by = evidence::text;                   ///< how well both are known
  date counterpart{boost::date_time::not_a_date_time};  ///< the other day of a swap
  standing stands = standing::decided;                  ///< `assumed`: taken from a rule, no decision is known

  friend bool operator==(const calendar_entry&, const calendar_entry&) = default;
};

/// How a statutory holiday finds its day.
enum class holiday_date : std::uint8_t { solar, lunar };

/// Whether a holiday on a weekly rest day is made up on the next working day.
enum class made_up : std::uint8_t { no, yes, open_question };

/// A statutory holiday of a span of years, used where no decision is known.
struct holiday_rule {
  std::string id;  ///< such as "hung_kings"; the same for all spans of years of one holiday
  text name;
  holiday_date by = holiday_date::solar;
  int month = 1;               ///< 1..12, of the calendar that `by` names
  int day = 1;                 ///< of the month; a year without it (a lunar day 30) has no such holiday
  int starts_days_before = 0;  ///< 0..31. Tết: 1, the eve of day 1 of month 1
  int days = 1;                ///< how many, 1..31
  validity in_force;           ///< the days on which the rule gives a holiday
  made_up in_lieu = made_up::yes;
  citation source;  ///< the provision that makes it a holiday
  evidence known_by = evidence::text;
  citation in_lieu_source;  ///< the provision on making up; `source` if empty
  text assumption;          ///< what is assumed beyond the text of the law; empty if the text fixes the day

  friend bool operator==(const holiday_rule&, const holiday_rule&) = default;
};

/// Everything a calendar is made of, as plain data.
struct calendar_facts {
  std::string id;  ///< such as "state-agency"; not empty
  text name;
  weekly_rest rest{weekday::saturday, weekday::sunday};
  citation rest_source;  ///< the provision on the weekly rest
  evidence rest_known_by = evidence::text;
  std::vector<holiday_rule> rules;      ///< for the days that `decided` does not cover
  std::vector<calendar_entry> entries;  ///< decided entries only; their `stands` is not read
  std::vector<validity> decided;        ///< the days of which all days off are decided

  friend bool operator==(const calendar_facts&, const calendar_facts&) = default;
};

/// The facts of a body with another weekly rest: a desk that opens on Saturdays, say. Swaps that no longer make sense
/// (a worked rest day that now is a working day, a day off on a rest day) drop out.
[[nodiscard]] DINH_API calendar_facts with_weekly_rest(calendar_facts facts, weekly_rest rest);

/// The first and the last day that a calendar covers.
inline constexpr day_number first_calendar_day = to_day_number(civil{1900, 1, 1});
inline constexpr day_number last_calendar_day = to_day_number(civil{2200, 12, 31});

namespace detail {

inline constexpr std::uint32_t calendar_days = static_cast<std::uint32_t>(last_calendar_day - first_calendar_day + 1);
inline constexpr day_number no_day = INT32_MIN;

/// Kinds of days whose nature is an open question.
enum class open_kind : std::uint8_t { swap_off, swap_work, substitute, culture_day_in_lieu };

struct open_day {
  day_number day;
  open_kind kind;
  bool works;  // under the recommended reading
};

/// What many entries share.
struct entry_details {
  std::uint16_t name;
  std::uint16_t source;
  std::uint16_t decision;
  friend constexpr auto operator<=>(const entry_details&, const entry_details&) = default;
};

/// 8 bytes, because a calendar has some 3,500 of them.
struct stored_entry {
  std::uint32_t days_from_first : 20;  // since `first_calendar_day`
  std::uint32_t kind_number : 4;
  std::uint32_t standing_number : 4;
  std::uint32_t evidence_number : 4;
  std::uint16_t details;
  std::int16_t to_counterpart;  // days to the other day of a swap; 0: none

  [[nodiscard]] day_number day() const noexcept {
    return first_calendar_day + static_cast<day_number>(days_from_first);
  }
  [[nodiscard]] day_kind kind() const noexcept { return static_cast<day_kind>(kind_number); }
  [[nodiscard]] standing stands() const noexcept { return static_cast<standing>(standing_number); }
  [[nodiscard]] evidence known_by() const noexcept { return static_cast<evidence>(evidence_number); }
};
static_assert(sizeof(stored_entry) == 8);

/// Rank and select over the working days, each as a block base and one byte: about 240 KB for 301 years.
struct calendar_tables {
  static constexpr std::uint32_t rank_shift = 7;
  std::array<std::uint8_t, calendar_days> rank_in_block{};  // working days of the block up to and including the day
  std::array<std::uint32_t, (calendar_days >> rank_shift) + 1> rank_base{};
  std::array<std::uint64_t, calendar_days / 64 + 1> works{};
  // The k-th working day lies so many days after the first one of its block. Where a body works so seldom that a byte
  // is too small, `near` is 0 and the day is found by halves.
  static constexpr std::uint32_t select_shift = 7;
  std::array<std::uint8_t, calendar_days> select_in_block{};
  // The base is a day number of Boost's, so that base and byte together are the date.
  std::array<std::uint32_t, (calendar_days >> select_shift) + 1> select_base{};
  static constexpr std::uint32_t first_date_number = static_cast<std::uint32_t>(first_calendar_day) + boost_day_of_1970;
  std::uint32_t near = 0;  // working days that the two tables above hold: all or none
  std::uint32_t working_days = 0;

  std::vector<open_day> open_days;  // ascending
  std::vector<validity> decided;    // ascending, disjoint, not adjacent
  struct day_range {
    day_number first;
    day_number last;
  };
  std::vector<day_range> decided_days;  // the same as closed ranges of day numbers
  std::vector<stored_entry> entries;    // ascending

  std::string id;
  text name;
  weekly_rest rest;
  citation rest_source;
  evidence rest_known_by = evidence::text;
  std::vector<holiday_rule> rules;
  std::vector<entry_details> details;
  std::vector<text> names;
  std::vector<citation> citations;

  [[nodiscard]] bool works_on(std::uint32_t i) const noexcept { return (works[i >> 6U] >> (i & 63U) & 1U) != 0; }
  [[nodiscard]] std::uint32_t rank(std::uint32_t i) const noexcept {
    return rank_base[i >> rank_shift] + rank_in_block[i];
  }
  /// Pre: k < near.
  [[nodiscard]] date select_near_date(std::uint32_t k) const noexcept {
    return date{static_cast<date::date_rep_type>(select_base[k >> select_shift] + select_in_block[k])};
  }
  [[nodiscard]] std::uint32_t select_near(std::uint32_t k) const noexcept {
    return select_base[k >> select_shift] + select_in_block[k] - first_date_number;
  }
  /// Pre: k < working_days. O(1), or O(log days) for bodies that work very seldom.
  [[nodiscard]] std::uint32_t select(std::uint32_t k) const noexcept { return k < near ? select_near(k) : select_far(k); }
  [[nodiscard]] std::uint32_t select_far(std::uint32_t k) const noexcept {
    std::uint32_t low = 0;
    std::uint32_t high = calendar_days - 1;
    while (low < high) {
      const std::uint32_t middle = (low + high) / 2;
      if (rank(middle) <= k)
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  }
};

/// Bit `k` is set if the day kind `open_kind(k)` is read other than recommended.
[[nodiscard]] constexpr unsigned flipped_kinds(const due_policies& p) noexcept {
  return (p.swapped_day_off_is_rest_day == choice::yes ? 0U : 1U) |
         (p.make_up_saturday_is_working_day == choice::yes ? 0U : 2U) |
         (p.substitute_day_is_day_off == choice::yes ? 0U : 4U) | (p.culture_day_is_made_up == choice::yes ? 8U : 0U);
}

}  // namespace detail

/// Where a limit is counted from: the trigger, the first day of a state, or the event that a lead time precedes.
struct anchor {
  date day;  ///< not counted itself, unless `due_policies::rule` says otherwise
};
/// `due(within(5_working_days), after(received))`.
struct after : anchor {
  explicit after(date d) noexcept : anchor{d} {}
};
/// `due(before(7_days), ahead_of(meeting))`.
struct ahead_of : anchor {
  explicit ahead_of(date d) noexcept : anchor{d} {}
};

struct due_answer;
struct due_date;
struct due_options;

/// The working days of a body over 1900-2200. See the head of this file.
///
/// All queries are O(1), `noexcept` and allocate nothing unless their comment says otherwise. A day outside
/// 1900-01-01..2200-12-31 is no working day; an answer that would lie outside is `not_a_date_time`.
class work_calendar {
public:
  /// Builds the tables. Fails with `calendar/…` diagnostics, all at once: an entry outside the covered years, two
  /// entries on one day, an entry on a day that its kind contradicts (a worked rest day that is no rest day), an
  /// undecided or empty span, seven rest days, a rule for a day that does not exist.
  DINH_API static checked<work_calendar> build(calendar_facts facts);

  /// As packs and procedures name it: "state-agency". Lives as long as a copy of the calendar.
  [[nodiscard]] const std::string& id() const noexcept { return tables_->id; }
  [[nodiscard]] const text& name() const noexcept { return tables_->name; }
  /// Weekly rest days, before holidays and swaps.
  [[nodiscard]] weekly_rest rest() const noexcept { return tables_->rest; }

  /// Whether the day lies in 1900-01-01..2200-12-31; false for special values.
  [[nodiscard]] static bool covers(date d) noexcept { return index_of(d) < detail::calendar_days; }

  /// False on days that are not covered.
  [[nodiscard]] bool is_working(date d) const noexcept {
    const std::uint32_t i = index_of(d);
    return i < detail::calendar_days && tables_->works_on(i);
  }
  /// The same under other readings of the open questions. O(log days of open kind).
  [[nodiscard]] bool is_working(date d, const due_policies& p) const noexcept {
    return is_working(d) != is_flipped(d, detail::flipped_kinds(p));
  }

  /// Working days after `from` up to and including `to`; negative if `to` lies before `from`. Additive:
  /// `count(a, b) + count(b, c) == count(a, c)`. Pre: both days are covered; 0 otherwise.
  [[nodiscard]] std::int32_t count(date from, date to) const noexcept {
    const std::uint32_t a = index_of(from);
    const std::uint32_t b = index_of(to);
    if ((a > b ? a : b) >= detail::calendar_days) return 0;
    return static_cast<std::int32_t>(tables_->rank(b)) - static_cast<std::int32_t>(tables_->rank(a));
  }
  /// The same under a reading of the open questions; O(days of open kind in between).
  [[nodiscard]] inline std::int32_t count(date from, date to, const due_policies& p) const noexcept;

  /// The `n`-th working day after `d`; `d` itself for 0. Pre: `n >= 0`.
  [[nodiscard]] date nth_after(date d, std::int32_t n) const noexcept {
    const std::uint32_t i = index_of(d);
    if (i >= detail::calendar_days) [[unlikely]]
      return no_date();
    // In 64 bits 0 and negative numbers become more than there are working days, so that one test is enough.
    const std::uint64_t k = std::uint64_t{tables_->rank(i)} + (static_cast<std::uint32_t>(n) - 1U);
    if (k >= tables_->near) [[unlikely]]
      return checked_date(nth_after_index(i, n));
    return tables_->select_near_date(static_cast<std::uint32_t>(k));
  }
  /// The `n`-th working day before `d`; `d` itself for 0. Pre: `n >= 0`.
  [[nodiscard]] date nth_before(date d, std::int32_t n) const noexcept {
    return checked_date(nth_before_index(index_of(d), n));
  }
  /// The same two under other readings of the open questions; O(days of open kind in between).
  [[nodiscard]] inline date nth_after(date d, std::int32_t n, const due_policies& p) const noexcept;
  [[nodiscard]] inline date nth_before(date d, std::int32_t n, const due_policies& p) const noexcept;

  /// The first working day after `d`, and the last one before it, whether `d` is one or not.
  [[nodiscard]] date next_working(date d) const noexcept { return nth_after(d, 1); }
  [[nodiscard]] date previous_working(date d) const noexcept { return nth_before(d, 1); }
  /// `d` if it is a working day, else the next one.
  [[nodiscard]] date working_on_or_after(date d) const noexcept { return is_working(d) ? d : next_working(d); }
  [[nodiscard]] date working_on_or_before(date d) const noexcept { return is_working(d) ? d : previous_working(d); }

  /// The working days of `[from, until)` as a forward range of dates.
  class day_range;
  /// Steps and `size()` in O(1), steps in O(log days) for bodies that work very seldom. The calendar, or a copy of it,
  /// must outlive the range.
  [[nodiscard]] inline day_range working_days(date from, date until) const noexcept;

  /// The last lawful day (`within`, `before`), or the end of the last counted day (`at_least`, `valid_for`).
  /// `not_a_date_time` if it lies outside the covered years, the span is not countable, or the unit is the hour.
  /// Defined in `due.hpp`.
  [[nodiscard]] inline date latest_day(limit l, date from, const due_policies& p = {}) const noexcept;
  /// The same with the day before rolling and its standing. Defined in `due.hpp`.
  [[nodiscard]] inline due_answer answer(limit l, date from, const due_policies& p = {}) const noexcept;
  /// The same with suspensions, extensions and the reasons. Declared in `due.hpp`; allocates.
  [[nodiscard]] DINH_API due_date due(limit l, anchor from) const;
  [[nodiscard]] DINH_API due_date due(limit l, anchor from, const due_policies& p) const;
  [[nodiscard]] DINH_API due_date due(limit l, anchor from, const due_options& o) const;
  /// The day of `due(l, after(from), o)`; reasons are made only if weak evidence is refused. Allocates. Include `due.hpp`.
  [[nodiscard]] DINH_API due_answer moved_answer(limit l, date from, const due_options& o) const;

  /// Whether all days off of `[from, to]` are decided. O(number of gaps between decided spans).
  [[nodiscard]] bool is_decided(date from, date to) const noexcept {
    return is_decided(to_day_number(from), to_day_number(to));
  }
  [[nodiscard]] bool is_decided(day_number from, day_number to) const noexcept {
    for (const auto& r : tables_->decided_days)
      if (r.first <= from && to <= r.last) return true;
    return false;
  }
  /// Whether all days off of the year are decided.
  [[nodiscard]] bool is_known(int year) const noexcept {
    return is_decided(to_day_number(civil{year, 1, 1}), to_day_number(civil{year, 12, 31}));
  }
  /// The last day of the last decided span; `neg_infin` if nothing is decided.
  [[nodiscard]] date known_until() const noexcept {
    return tables_->decided_days.empty() ? date{boost::date_time::neg_infin}
                                         : to_date(tables_->decided_days.back().last);
  }
  /// The spans of which all days off are decided: ascending, disjoint, not adjacent.
  [[nodiscard]] const std::vector<validity>& decided() const noexcept { return tables_->decided; }

  /// The entries of `[from, until)`, ascending, decided and assumed; allocates.
  [[nodiscard]] DINH_API std::vector<calendar_entry> entries(date from, date until) const;
  /// The entry of a day, if it has one; allocates.
  [[nodiscard]] DINH_API std::optional<calendar_entry> entry_on(date d) const;
  /// The statutory holidays that stand in where nothing is decided.
  [[nodiscard]] const std::vector<holiday_rule>& rules() const noexcept { return tables_->rules; }
  /// The day of a holiday (first of several) in a year: the decided one where the year is decided, else by rule.
  /// Known ids of the Vietnamese pack: "new_year", "tet", "lunar_new_year" (day 1 of month 1), "hung_kings",
  /// "victory_day", "labour_day", "national_day", "culture_day". `nullopt` if there is none that year.
  [[nodiscard]] DINH_API std::optional<date> holiday(std::string_view id, int year) const;

  /// What the calendar was built from, without the assumed entries; for building a changed one. Allocates.
  [[nodiscard]] DINH_API calendar_facts facts() const;
  /// The words in which its answers are explained: those of the library, or of the pack that rewords them.
  [[nodiscard]] const phrase_book& phrases() const noexcept { return phrases_; }
  /// The same calendar that explains itself in other words.
  [[nodiscard]] work_calendar with_phrases(phrase_book words) const {
    work_calendar out = *this;
    out.phrases_ = std::move(words);
    return out;
  }
  /// The weakest evidence on which `due` may rest; `memory` accepts everything.
  [[nodiscard]] evidence weakest_accepted() const noexcept { return weakest_accepted_; }
  /// The same calendar for an application that accepts no weaker evidence: `due` gives no day where its reasons hold a
  /// weaker provision, and says so. The functions without reasons look at no evidence.
  [[nodiscard]] work_calendar accepting(evidence weakest) const {
    work_calendar out = *this;
    out.weakest_accepted_ = weakest;
    return out;
  }

  /// Bytes held by the calendar, shared by its copies.
  [[nodiscard]] DINH_API std::size_t size_in_bytes() const noexcept;

private:
  template <bool WithStanding>
  [[nodiscard]] due_answer evaluate(limit l, date from, const due_policies& p) const noexcept;
  explicit work_calendar(std::shared_ptr<const detail::calendar_tables> t) noexcept : tables_{std::move(t)} {}

  static constexpr std::uint32_t no_index = UINT32_MAX;
  [[nodiscard]] static std::uint32_t index_of(day_number n) noexcept {
    return static_cast<std::uint32_t>(n) - static_cast<std::uint32_t>(first_calendar_day);
  }
  /// Days outside the covered years, and special values, give an index beyond the tables.
  [[nodiscard]] static std::uint32_t index_of(date d) noexcept { return index_of(to_day_number(d)); }
  [[nodiscard]] static date checked_date(std::uint32_t i) noexcept {
    return i >= detail::calendar_days ? no_date()
                                      : to_date(first_calendar_day + static_cast<day_number>(i));
  }
  [[nodiscard]] std::uint32_t nth_after_index(std::uint32_t i, std::int32_t n) const noexcept {
    if (i >= detail::calendar_days || n <= 0) return n == 0 && i < detail::calendar_days ? i : no_index;
    const std::uint32_t k = tables_->rank(i) + static_cast<std::uint32_t>(n) - 1U;
    return k < tables_->working_days ? tables_->select(k) : no_index;
  }
  [[nodiscard]] std::uint32_t nth_before_index(std::uint32_t i, std::int32_t n) const noexcept {
    if (i >= detail::calendar_days || n <= 0) return n == 0 && i < detail::calendar_days ? i : no_index;
    const std::uint32_t up_to_yesterday = tables_->rank(i) - (tables_->works_on(i) ? 1U : 0U);
    const std::uint32_t back = static_cast<std::uint32_t>(n);
    return back <= up_to_yesterday ? tables_->select(up_to_yesterday - back) : no_index;
  }
  /// First open day not before `n`.
  [[nodiscard]] std::size_t first_open(day_number n) const noexcept {
    std::size_t low = 0;
    std::size_t high = tables_->open_days.size();
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (tables_->open_days[middle].day < n)
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  }
  [[nodiscard]] static bool is_flipped(const detail::open_day& o, unsigned kinds) noexcept {
    return (kinds >> static_cast<unsigned>(o.kind) & 1U) != 0;
  }
  [[nodiscard]] bool is_flipped(date d, unsigned kinds) const noexcept {
    if (kinds == 0) return false;
    const day_number n = to_day_number(d);
    const std::size_t i = first_open(n);
    return i < tables_->open_days.size() && tables_->open_days[i].day == n && is_flipped(tables_->open_days[i], kinds);
  }
  template <class Visit>
  void each_open_day(Visit visit, day_number from, day_number to) const {
    for (std::size_t i = first_open(from); i < tables_->open_days.size() && tables_->open_days[i].day <= to; ++i)
      visit(tables_->open_days[i]);
  }

  friend struct calendar_reasons;  // src/calendar: words for an answer
  std::shared_ptr<const detail::calendar_tables> tables_;
  phrase_book phrases_;
  evidence weakest_accepted_ = evidence::memory;
};

/// Forward range of the working days of `[from, until)`.
class work_calendar::day_range {
public:
  /// Forward, by value.
  class iterator {
  public:
    using value_type = date;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::forward_iterator_tag;
    using pointer = const date*;
    using reference = date;

    iterator() = default;
    [[nodiscard]] date operator*() const noexcept { return checked_date(tables_->select(k_)); }
    iterator& operator++() noexcept {
      ++k_;
      return *this;
    }
    iterator operator++(int) noexcept {
      iterator old = *this;
      ++k_;
      return old;
    }
    friend bool operator==(const iterator& a, const iterator& b) noexcept { return a.k_ == b.k_; }

  private:
    friend class day_range;
    iterator(const detail::calendar_tables* t, std::uint32_t k) noexcept : tables_{t}, k_{k} {}
    const detail::calendar_tables* tables_ = nullptr;  // owned by the calendar that made the range
    std::uint32_t k_ = 0;
  };

  [[nodiscard]] iterator begin() const noexcept { return {tables_, first_}; }
  [[nodiscard]] iterator end() const noexcept { return {tables_, last_}; }
  [[nodiscard]] std::size_t size() const noexcept { return last_ - first_; }

private:
  friend class work_calendar;
  day_range(const detail::calendar_tables* t, std::uint32_t first, std::uint32_t last) noexcept
      : tables_{t}, first_{first}, last_{last} {}
  const detail::calendar_tables* tables_;
  std::uint32_t first_;
  std::uint32_t last_;
};

inline work_calendar::day_range work_calendar::working_days(date from, date until) const noexcept {
  const auto rank_before = [this](day_number n) -> std::uint32_t {
    if (n <= first_calendar_day) return 0;
    if (n > last_calendar_day) return tables_->working_days;
    return tables_->rank(index_of(n - 1));
  };
  const auto bound = [](date d) noexcept {
    if (d.is_neg_infinity() || d.is_not_a_date()) return first_calendar_day;
    if (d.is_pos_infinity()) return last_calendar_day + 1;
    return to_day_number(d);
  };
  const std::uint32_t first = rank_before(bound(from));
  const std::uint32_t last = rank_before(bound(until));
  return {tables_.get(), first, last < first ? first : last};
}

inline std::int32_t work_calendar::count(date from, date to, const due_policies& p) const noexcept {
  std::int32_t n = count(from, to);
  const unsigned kinds = detail::flipped_kinds(p);
  if (kinds == 0 || !covers(from) || !covers(to)) return n;
  const bool forwards = from <= to;
  const day_number a = to_day_number(forwards ? from : to);
  const day_number b = to_day_number(forwards ? to : from);
  std::int32_t change = 0;
  each_open_day(
      [&](const detail::open_day& o) {
        if (is_flipped(o, kinds)) change += o.works ? -1 : 1;
      },
      a + 1, b);
  return forwards ? n + change : n - change;
}

inline date work_calendar::nth_after(date d, std::int32_t n, const due_policies& p) const noexcept {
  const unsigned kinds = detail::flipped_kinds(p);
  std::uint32_t i = index_of(d);
  if (kinds == 0 || i >= detail::calendar_days || n <= 0) return nth_after(d, n);
  // between two flipped days the recommended reading holds
  for (std::size_t o = first_open(to_day_number(d) + 1); o < tables_->open_days.size(); ++o) {
    const detail::open_day& open = tables_->open_days[o];
    if (!is_flipped(open, kinds)) continue;
    const std::uint32_t at = index_of(open.day);
    const std::uint32_t until_eve = tables_->rank(at) - (open.works ? 1U : 0U);
    const auto between = static_cast<std::int32_t>(until_eve - tables_->rank(i));
    if (n <= between) return checked_date(nth_after_index(i, n));
    n -= between;
    if (!open.works && --n == 0) return checked_date(at);
    i = at;
  }
  return checked_date(nth_after_index(i, n));
}

inline date work_calendar::nth_before(date d, std::int32_t n, const due_policies& p) const noexcept {
  const unsigned kinds = detail::flipped_kinds(p);
  std::uint32_t i = index_of(d);
  if (kinds == 0 || i >= detail::calendar_days || n <= 0) return nth_before(d, n);
  for (std::size_t o = first_open(to_day_number(d)); o-- > 0;) {
    const detail::open_day& open = tables_->open_days[o];
    if (!is_flipped(open, kinds)) continue;
    const std::uint32_t at = index_of(open.day);
    const std::uint32_t up_to_yesterday = tables_->rank(i) - (tables_->works_on(i) ? 1U : 0U);
    const auto between = static_cast<std::int32_t>(up_to_yesterday - tables_->rank(at));
    if (n <= between) return checked_date(nth_before_index(i, n));
    n -= between;
    if (!open.works && --n == 0) return checked_date(at);
    i = at;
  }
  return checked_date(nth_before_index(i, n));
}

}  // namespace dinh::inline v1
