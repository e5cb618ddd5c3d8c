#include <dinh/calendar/lunar.hpp>
#include <dinh/calendar/work_calendar.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace dinh::inline v1 {

namespace {

using detail::calendar_tables;
using detail::open_kind;
using detail::stored_entry;

/// Tables refer to names and citations by 16-bit numbers.
constexpr std::size_t most_pool_entries = 60'000;
constexpr std::size_t most_entries = 20'000;
constexpr std::size_t most_rules = 1'000;

/// The day from which a holiday is counted in a year, whether the rule is in force on it or not; none if that year has
/// no such day (29 February, a lunar day 30).
std::optional<day_number> day_by_rule(const holiday_rule& r, int year) {
  if (r.by == holiday_date::lunar) return to_day_number(lunar_date{.year = year, .month = r.month, .day = r.day});
  const civil day{year, r.month, r.day};
  return is_valid(day) ? std::optional{to_day_number(day)} : std::nullopt;
}

template <class T, class Key>
class pool {
public:
  explicit pool(std::vector<T>& items) : items_{items} {}
  std::uint16_t intern(const T& item, Key key) {
    const auto [at, is_new] = known_.try_emplace(std::move(key), static_cast<std::uint16_t>(items_.size()));
    if (is_new) items_.push_back(item);
    return at->second;
  }

private:
  std::vector<T>& items_;
  std::map<Key, std::uint16_t> known_;
};

/// Builds one set of tables; each step reads what the steps before it wrote.
class builder {
public:
  explicit builder(calendar_facts facts)
      : facts_{std::move(facts)},
        t_{std::make_shared<calendar_tables>()},
        names_{t_->names},
        citations_{t_->citations},
        details_{t_->details} {}

  checked<std::shared_ptr<const calendar_tables>> run() {
    check_identity();
    check_rules();
    read_decided_spans();
    read_entries();
    if (faults_.has_errors()) return unexpected{std::move(faults_)};
    assume_statutory_days();
    assume_substitutes();
    std::sort(t_->entries.begin(), t_->entries.end(),
              [](const stored_entry& a, const stored_entry& b) { return a.day() < b.day(); });
    t_->entries.shrink_to_fit();
    index();
    note_open_days();
    t_->id = std::move(facts_.id);
    t_->name = std::move(facts_.name);
    t_->rest = facts_.rest;
    t_->rest_source = std::move(facts_.rest_source);
    t_->rest_known_by = facts_.rest_known_by;
    t_->rules = std::move(facts_.rules);
    return std::shared_ptr<const calendar_tables>{std::move(t_)};
  }

private:
  [[nodiscard]] static bool is_covered(day_number n) noexcept {
    return n >= first_calendar_day && n <= last_calendar_day;
  }
  [[nodiscard]] static std::size_t index_of(day_number n) noexcept { return static_cast<std::size_t>(n - first_calendar_day); }
  /// Pre: the day is covered, here and below.
  [[nodiscard]] bool is_seen(day_number n) const noexcept { return entry_on_[index_of(n)] != unseen; }
  /// False if there is an entry already.
  bool see(day_number n, std::uint32_t entry) noexcept {
    if (is_seen(n)) return false;
    entry_on_[index_of(n)] = entry;
    return true;
  }
  [[nodiscard]] bool rests_on(day_number n) const noexcept { return facts_.rest.contains(weekday_of(n)); }
  [[nodiscard]] bool is_decided(day_number n) const noexcept {
    for (const auto& r : t_->decided_days)
      if (r.first <= n && n <= r.last) return true;
    return false;
  }
  void fault(std::string code, const std::string& where, text message, text remedy) {
    faults_.error("calendar/" + std::move(code), facts_.id + "#" + where, std::move(message), std::move(remedy));
  }

  void check_identity() {
    if (facts_.id.empty())
      fault("no-id", "/id", {"Lịch không có mã.", "The calendar has no id."},
            {"Đặt một mã, ví dụ state-agency.", "Give it an id, such as state-agency."});
    bool works = false;
    for (std::uint8_t w = 0; w < 7; ++w) works = works || !facts_.rest.contains(static_cast<weekday>(w));
    if (!works)
      fault("no-working-weekday", "/weekly_rest",
            {"Cả bảy ngày trong tuần đều là ngày nghỉ.", "All seven days of the week are rest days."},
            {"Để lại ít nhất một ngày làm việc.", "Leave at least one working day."});
    if (facts_.rules.size() > most_rules)
      fault("too-many-rules", "/rules", {"Quá nhiều quy tắc ngày lễ.", "Too many holiday rules."},
            {"Tối đa " + std::to_string(most_rules) + ".", "At most " + std::to_string(most_rules) + "."});
    if (facts_.entries.size() > most_entries)
      fault("too-many-entries", "/entries", {"Quá nhiều ngày trong lịch.", "Too many entries."},
            {"Tối đa " + std::to_string(most_entries) + ".", "At most " + std::to_string(most_entries) + "."});
  }

  void check_rules() {
    for (std::size_t i = 0; i < facts_.rules.size(); ++i) {
      const holiday_rule& r = facts_.rules[i];
      const bool lunar = r.by == holiday_date::lunar;
      const bool exists = r.month >= 1 && r.month <= 12 && r.day >= 1 &&
                          r.day <= (lunar ? 30 : days_in_month(2000, std::clamp(r.month, 1, 12)));
      const bool sized = r.days >= 1 && r.days <= 31 && r.starts_days_before >= 0 && r.starts_days_before <= 31;
      if (!exists || !sized || r.in_force.is_empty() || r.id.empty())
        fault("bad-rule", "/rules/" + std::to_string(i),
              {"Quy tắc ngày lễ thiếu mã, ngày, hoặc thời gian có hiệu lực.",
               "The holiday rule lacks an id, a possible day or a span in which it is in force."},
              {"Kiểm tra id, tháng, ngày, số ngày (1-31) và from/until.",
               "Check id, month, day, number of days (1-31) and from/until."});
    }
  }

  void read_decided_spans() {
    std::vector<calendar_tables::day_range> spans;
    for (std::size_t i = 0; i < facts_.decided.size(); ++i) {
      const validity& v = facts_.decided[i];
      if (v.from.is_special() || v.until.is_special() || v.is_empty() || !is_covered(to_day_number(v.from)) ||
          !is_covered(to_day_number(v.until) - 1)) {
        fault("bad-decided-span", "/decided/" + std::to_string(i),
              {"Khoảng thời gian đã có quyết định " + to_text(v) + " không hợp lệ.",
               "The decided span " + to_text(v) + " is empty, open or outside 1900-2200."},
              {"Ghi ngày đầu và ngày đầu tiên sau đó.", "Give its first day and the first day after it."});
        continue;
      }
      spans.push_back({to_day_number(v.from), to_day_number(v.until) - 1});
    }
    std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& s : spans) {
      if (!t_->decided_days.empty() && s.first <= t_->decided_days.back().last + 1)
        t_->decided_days.back().last = std::max(t_->decided_days.back().last, s.last);
      else
        t_->decided_days.push_back(s);
    }
    for (const auto& s : t_->decided_days) t_->decided.push_back({to_date(s.first), to_date(s.last + 1)});
  }

  void read_entries() {
    if (facts_.entries.size() > most_entries) return;
    for (std::size_t i = 0; i < facts_.entries.size(); ++i) {
      const calendar_entry& e = facts_.entries[i];
      const std::string where = "/entries/" + std::to_string(i);
      if (e.day.is_special() || !is_covered(to_day_number(e.day))) {
        fault("entry-outside-years", where,
              {"Ngày " + to_text(e.day) + " nằm ngoài 1900-2200.",
               "The day " + to_text(e.day) + " lies outside 1900-2200."},
              {"Sửa ngày.", "Correct the date."});
        continue;
      }
      const day_number n = to_day_number(e.day);
      const std::string day = to_text(e.day);
      if (e.kind == day_kind::swap_work && !rests_on(n))
        fault("works-on-working-day", where,
              {day + " vốn là ngày làm việc, không thể là ngày làm bù.",
               day + " is a working day anyway and cannot be worked in exchange."},
              {"Kiểm tra ngày và loại.", "Check the date and the kind."});
      if ((e.kind == day_kind::swap_off || e.kind == day_kind::substitute) && rests_on(n))
        fault("off-on-rest-day", where,
              {day + " vốn là ngày nghỉ hằng tuần, không thể là ngày nghỉ bù hay hoán đổi.",
               day + " is a weekly rest day anyway and cannot be a day off in lieu or in exchange."},
              {"Kiểm tra ngày và loại.", "Check the date and the kind."});
      constexpr std::int32_t farthest_swap = 366;
      if (!e.counterpart.is_special() &&
          (to_day_number(e.counterpart) < n - farthest_swap || to_day_number(e.counterpart) > n + farthest_swap ||
           to_day_number(e.counterpart) == n))
        fault("swapped-too-far", where,
              {day + " không thể hoán đổi với " + to_text(e.counterpart) + ".",
               day + " cannot be swapped with " + to_text(e.counterpart) + "."},
              {"Hai ngày hoán đổi khác nhau và cách nhau không quá một năm.",
               "The two days of a swap differ and lie within a year of each other."});
      if (!see(n, static_cast<std::uint32_t>(i))) {
        fault("two-entries-on-one-day", where,
              {day + " đã có ở mục " + std::to_string(entry_on_[index_of(n)]) + ".",
               day + " is entered already as number " + std::to_string(entry_on_[index_of(n)]) + "."},
              {"Giữ một mục cho mỗi ngày.", "Keep one entry a day."});
        continue;
      }
      store(e);
    }
  }

  /// The number of what entries share; empty where there are too many of them to number.
  [[nodiscard]] std::optional<std::uint16_t> details_of(const text& name, const citation& source,
                                                        const citation& decision) {
    if (t_->names.size() >= most_pool_entries || t_->citations.size() >= most_pool_entries) return std::nullopt;
    const detail::entry_details shared{names_.intern(name, name.vi + '\n' + name.en), citations_.intern(source, source),
                                       citations_.intern(decision, decision)};
    return details_.intern(shared, shared);
  }
  void store(const calendar_entry& e) {
    if (const auto details = details_of(e.name, e.source, e.decision))
      store(to_day_number(e.day), e.kind, standing::decided, e.known_by, *details,
            e.counterpart.is_special() ? 0 : to_day_number(e.counterpart) - to_day_number(e.day));
  }
  void store(day_number day, day_kind kind, standing stands, evidence known_by, std::uint16_t details,
             std::int32_t to_counterpart = 0) {
    stored_entry out{};
    out.days_from_first = static_cast<std::uint32_t>(day - first_calendar_day) & 0xfffffU;
    out.kind_number = static_cast<std::uint8_t>(kind) & 0xfU;
    out.standing_number = static_cast<std::uint8_t>(stands) & 0xfU;
    out.evidence_number = static_cast<std::uint8_t>(known_by) & 0xfU;
    out.details = details;
    out.to_counterpart = static_cast<std::int16_t>(to_counterpart);
    t_->entries.push_back(out);
  }

  /// The statutory days of the years without a decision, by the rules in force on each day.
  void assume_statutory_days() {
    for (const holiday_rule& r : facts_.rules) {
      std::optional<std::uint16_t> details;
      for (int year = 1900; year <= 2200; ++year) {
        const std::optional<day_number> first = day_by_rule(r, year);
        if (!first) continue;
        for (int i = 0; i < r.days; ++i) {
          const day_number n = *first - r.starts_days_before + i;
          if (!is_covered(n) || is_decided(n) || !r.in_force.contains(to_date(n))) continue;
          if (!see(n, assumed)) continue;  // two holidays on one day, or a decided partner day
          if (!details) details = details_of(r.name, r.source, {});
          if (details) store(n, day_kind::statutory, standing::assumed, r.known_by, *details);
          if (rests_on(n)) to_make_up_.push_back({n, &r});
        }
      }
    }
  }

  /// 45/2019/QH14 Art 111(3): a weekly rest day that falls on a holiday is made up on the next working day, that
  /// is the first later day that neither rests, nor is a holiday, nor stands in for another holiday already.
  void assume_substitutes() {
    std::sort(to_make_up_.begin(), to_make_up_.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
    std::map<const holiday_rule*, std::optional<std::uint16_t>> details;  // never walked
    for (const auto& m : to_make_up_) {
      if (m.rule->in_lieu == made_up::no) continue;
      day_number n = m.day + 1;
      while (is_covered(n) && (rests_on(n) || is_seen(n))) ++n;
      if (!is_covered(n) || is_decided(n)) continue;  // a decided day is what its decision says
      if (m.rule->in_lieu == made_up::open_question) {
        in_lieu_by_choice_.push_back(n);
        continue;
      }
      (void)see(n, assumed);
      std::optional<std::uint16_t>& of_rule = details[m.rule];
      if (!of_rule)
        of_rule = details_of({"Nghỉ bù " + m.rule->name.vi, m.rule->name.en + " (in lieu)"},
                             m.rule->in_lieu_source.empty() ? m.rule->source : m.rule->in_lieu_source, {});
      if (of_rule)
        store(n, day_kind::substitute, standing::assumed, std::max(m.rule->known_by, evidence::summary), *of_rule);
    }
  }

  void index() {
    // The weeks, word by word: 64 days are nine weeks and a day, so that seven words tell them all.
    std::array<std::uint64_t, 7> weeks{};
    for (std::uint32_t w = 0; w < 7; ++w)
      for (std::uint32_t b = 0; b < 64; ++b)
        if (!rests_on(first_calendar_day + static_cast<day_number>((w + b) % 7))) weeks[w] |= std::uint64_t{1} << b;
    for (std::uint32_t i = 0; i < detail::calendar_days; i += 64) {
      const std::uint32_t left = detail::calendar_days - i;
      t_->works[i >> 6U] = weeks[(i >> 6U) % 7] & (left < 64 ? (std::uint64_t{1} << left) - 1 : ~std::uint64_t{0});
    }
    for (const stored_entry& e : t_->entries) {
      const std::uint32_t i = e.days_from_first;
      const std::uint64_t bit = std::uint64_t{1} << (i & 63U);
      if (e.kind() == day_kind::swap_work)
        t_->works[i >> 6U] |= bit;
      else
        t_->works[i >> 6U] &= ~bit;
    }
    std::uint32_t rank = 0;
    std::uint32_t base = 0;        // of the block of days
    std::uint32_t first_day = 0;   // of the block of working days
    bool is_near = true;           // within each block of working days each lies so near to the first that a byte tells it
    for (std::uint32_t i = 0; i < detail::calendar_days; ++i) {
      if ((i & ((1U << calendar_tables::rank_shift) - 1U)) == 0)
        t_->rank_base[i >> calendar_tables::rank_shift] = base = rank;
      if (t_->works_on(i)) {
        if ((rank & ((1U << calendar_tables::select_shift) - 1U)) == 0) {
          first_day = i;
          if (is_near) t_->select_base[rank >> calendar_tables::select_shift] = i + calendar_tables::first_date_number;
        }
        is_near = is_near && i - first_day <= UINT8_MAX;
        if (is_near) t_->select_in_block[rank] = static_cast<std::uint8_t>(i - first_day);
        ++rank;
      }
      t_->rank_in_block[i] = static_cast<std::uint8_t>(rank - base);
    }
    t_->working_days = rank;
    if (is_near) t_->near = rank;
  }

  void note_open_days() {
    for (const stored_entry& e : t_->entries) {
      if (e.kind() == day_kind::swap_off) t_->open_days.push_back({e.day(), open_kind::swap_off, false});
      if (e.kind() == day_kind::swap_work) t_->open_days.push_back({e.day(), open_kind::swap_work, true});
      if (e.kind() == day_kind::substitute) t_->open_days.push_back({e.day(), open_kind::substitute, false});
    }
    for (const day_number n : in_lieu_by_choice_)
      if (!is_seen(n)) t_->open_days.push_back({n, open_kind::culture_day_in_lieu, true});
    std::sort(t_->open_days.begin(), t_->open_days.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
    t_->open_days.erase(std::unique(t_->open_days.begin(), t_->open_days.end(),
                                    [](const auto& a, const auto& b) { return a.day == b.day; }),
                        t_->open_days.end());
    t_->open_days.shrink_to_fit();
  }

  struct holiday_on_rest_day {
    day_number day;
    const holiday_rule* rule;
  };

  calendar_facts facts_;
  std::shared_ptr<calendar_tables> t_;
  pool<text, std::string> names_;
  pool<citation, citation> citations_;
  pool<detail::entry_details, detail::entry_details> details_;
  // Of each covered day the number of its entry, `assumed`, or `unseen`: an array, since the rules name thousands of days.
  static constexpr std::uint32_t unseen = UINT32_MAX;
  static constexpr std::uint32_t assumed = UINT32_MAX - 1;
  std::vector<std::uint32_t> entry_on_ = std::vector<std::uint32_t>(detail::calendar_days, unseen);
  std::vector<holiday_on_rest_day> to_make_up_;
  std::vector<day_number> in_lieu_by_choice_;
  diagnostics faults_;
};

calendar_entry expand(const calendar_tables& t, const stored_entry& e) {
  const detail::entry_details& shared = t.details[e.details];
  calendar_entry out;
  out.day = to_date(e.day());
  out.kind = e.kind();
  out.name = t.names[shared.name];
  out.source = t.citations[shared.source];
  out.decision = t.citations[shared.decision];
  out.known_by = e.known_by();
  if (e.to_counterpart != 0) out.counterpart = to_date(e.day() + e.to_counterpart);
  out.stands = e.stands();
  return out;
}

auto first_entry(const calendar_tables& t, day_number n) {
  return std::lower_bound(t.entries.begin(), t.entries.end(), n,
                          [](const stored_entry& e, day_number d) { return e.day() < d; });
}

std::size_t bytes_of(const std::string& s) { return s.capacity() > 15 ? s.capacity() + 1 : 0; }
std::size_t bytes_of(const text& x) { return bytes_of(x.vi) + bytes_of(x.en); }
std::size_t bytes_of(const citation& c) { return bytes_of(c.instrument) + bytes_of(c.article); }

}  // namespace

calendar_facts with_weekly_rest(calendar_facts facts, weekly_rest rest) {
  facts.rest = rest;
  const auto makes_no_sense = [&](const calendar_entry& e) {
    if (e.day.is_special()) return false;  // the builder reports it
    const bool rests = rest.contains(weekday_of(e.day));
    return e.kind == day_kind::swap_work ? !rests : e.kind != day_kind::statutory && rests;
  };
  facts.entries.erase(std::remove_if(facts.entries.begin(), facts.entries.end(), makes_no_sense), facts.entries.end());
  return facts;
}

checked<work_calendar> work_calendar::build(calendar_facts facts) {
  auto tables = builder{std::move(facts)}.run();
  if (!tables) return unexpected{std::move(tables).error()};
  return work_calendar{*std::move(tables)};
}

std::vector<calendar_entry> work_calendar::entries(date from, date until) const {
  std::vector<calendar_entry> out;
  if (from.is_not_a_date() || until.is_not_a_date() || !(from < until)) return out;
  const day_number first = from.is_special() ? first_calendar_day : to_day_number(from);
  const day_number end = until.is_special() ? last_calendar_day + 1 : to_day_number(until);
  for (auto at = first_entry(*tables_, first); at != tables_->entries.end() && at->day() < end; ++at)
    out.push_back(expand(*tables_, *at));
  return out;
}

std::optional<calendar_entry> work_calendar::entry_on(date d) const {
  if (!covers(d)) return std::nullopt;
  const auto at = first_entry(*tables_, to_day_number(d));
  if (at == tables_->entries.end() || at->day() != to_day_number(d)) return std::nullopt;
  return expand(*tables_, *at);
}

std::optional<date> work_calendar::holiday(std::string_view id, int year) const {
  if (year < 1900 || year > 2200) return std::nullopt;
  if (id == "lunar_new_year") return lunar_new_year(year);
  for (const holiday_rule& r : tables_->rules) {
    if (r.id != id) continue;
    const std::optional<day_number> first = day_by_rule(r, year);
    if (!first || !r.in_force.contains(to_date(*first))) continue;
    const day_number assumed = *first - r.starts_days_before;
    // a decision may begin the days of one holiday earlier or later than the rule assumes
    std::optional<day_number> decided;
    for (auto at = first_entry(*tables_, assumed - 10); at != tables_->entries.end() && at->day() <= assumed + 10; ++at)
      if (!decided && at->kind() == day_kind::statutory && at->stands() == standing::decided &&
          tables_->names[tables_->details[at->details].name] == r.name)
        decided = at->day();
    return to_date(decided.value_or(assumed));
  }
  return std::nullopt;
}

calendar_facts work_calendar::facts() const {
  calendar_facts out;
  out.id = tables_->id;
  out.name = tables_->name;
  out.rest = tables_->rest;
  out.rest_source = tables_->rest_source;
  out.rest_known_by = tables_->rest_known_by;
  out.rules = tables_->rules;
  out.decided = tables_->decided;
  for (const stored_entry& e : tables_->entries)
    if (e.stands() == standing::decided) out.entries.push_back(expand(*tables_, e));
  return out;
}

std::size_t work_calendar::size_in_bytes() const noexcept {
  const calendar_tables& t = *tables_;
  std::size_t n = sizeof(calendar_tables);
  n += t.details.capacity() * sizeof(detail::entry_details);
  n += t.open_days.capacity() * sizeof(detail::open_day) + t.entries.capacity() * sizeof(stored_entry);
  n += t.decided.capacity() * sizeof(validity) + t.decided_days.capacity() * sizeof(calendar_tables::day_range);
  n += t.names.capacity() * sizeof(text) + t.citations.capacity() * sizeof(citation);
  n += t.rules.capacity() * sizeof(holiday_rule);
  for (const text& x : t.names) n += bytes_of(x);
  for (const citation& c : t.citations) n += bytes_of(c);
  for (const holiday_rule& r : t.rules)
    n += bytes_of(r.id) + bytes_of(r.name) + bytes_of(r.source) + bytes_of(r.in_lieu_source) + bytes_of(r.assumption);
  return n + bytes_of(t.id) + bytes_of(t.name) + bytes_of(t.rest_source);
}

}  // namespace dinh::inline v1
