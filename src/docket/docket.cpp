#include <dinh/calendar/due.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/docket/event_text.hpp>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::uint32_t no_index = UINT32_MAX;

date none() { return date{boost::date_time::not_a_date_time}; }

struct duty_row {
  duty_change what;  // as it was settled, or as it began
  std::uint32_t pass = 1;
};

struct case_row {
  std::string key;
  std::uint32_t procedure = 0;
  std::string unit;
  case_state state;
  std::vector<event> events;
  std::vector<duty_row> duties;
  std::vector<breach> breaches;
};

bool runs(const duty_row& r) { return r.what.settled_on.is_not_a_date(); }

std::string key_and_label(const step& s, lang l) {
  const std::string& label = s.label.in(l);
  return label.empty() ? s.key : label;
}

}  // namespace

struct docket::data {
  docket_terms terms;
  std::vector<std::uint32_t> calendar_of;  // of each procedure
  std::vector<case_row> cases;
  std::unordered_map<std::string, std::uint32_t> case_by_key;
  std::unordered_map<std::string, std::pair<std::uint32_t, std::uint32_t>> event_by_id;

  [[nodiscard]] const case_row* find(std::string_view key) const {
    const auto at = case_by_key.find(std::string{key});
    return at == case_by_key.end() ? nullptr : &cases[at->second];
  }
  [[nodiscard]] std::uint32_t procedure_named(std::string_view id) const {
    for (std::uint32_t i = 0; i < terms.procedures.size(); ++i)
      if (terms.procedures[i].id() == id) return i;
    return no_index;
  }
  [[nodiscard]] const work_calendar& calendar(const case_row& c) const {
    return terms.calendars[calendar_of[c.procedure]];
  }
  [[nodiscard]] const procedure& law(const case_row& c) const { return terms.procedures[c.procedure]; }

  // The facts of a case by that day, a later value in place of an earlier one.
  [[nodiscard]] static directory::facts facts_of(const case_row& c, date as_of) {
    std::map<std::string, std::string> all;
    for (const auto& e : c.events)
      if (e.occurred_on <= as_of)
        for (const auto& f : e.facts) all[f.name] = f.value;
    return {all.begin(), all.end()};
  }

  void keep(case_row& c, const step_result& r) {
    for (const auto& d : r.duties) {
      if (d.state == duty_state::open || d.state == duty_state::pending) {
        duty_row row;
        row.what = d;
        for (const auto& before : c.duties) row.pass += before.what.deadline == d.deadline ? 1U : 0U;
        c.duties.push_back(std::move(row));
        continue;
      }
      const auto at = std::find_if(c.duties.begin(), c.duties.end(), [&](const duty_row& row) {
        return runs(row) && row.what.deadline == d.deadline && row.what.opened_on == d.opened_on;
      });
      if (at != c.duties.end()) at->what = d;
    }
    c.breaches.insert(c.breaches.end(), r.breaches.begin(), r.breaches.end());
  }
};

namespace {

// Answers of the directory during one question.
class people {
public:
  people(const directory* units, date on) : units_{units}, on_{on} {}

  const unit_today& unit(const std::string& key) {
    const auto [at, is_new] = units_now_.try_emplace(key);
    if (is_new) {
      if (units_ != nullptr)
        at->second = units_->unit_on(key, on_);
      else
        at->second.key = key;
    }
    return at->second;
  }
  /// Who answers on `day`: what was settled stays with the body of its own day, a merger does not pass on old faults.
  const answerable_body& body(const std::string& role, const std::string& unit, date day,
                              const directory::facts& facts) {
    std::string id = role + '\n' + unit + '\n' + to_text(day);
    for (const auto& [name, value] : facts) id += '\n' + name + '=' + value;
    const auto [at, is_new] = bodies_.try_emplace(std::move(id));
    if (is_new && units_ != nullptr && !role.empty()) at->second = units_->body(role, unit, day, facts);
    return at->second;
  }
  bool lies_in(const std::string& unit, const std::string& above) {
    if (unit == above) return true;
    if (units_ == nullptr) return false;
    const auto [at, is_new] = under_.try_emplace(unit, 0);
    if (is_new) at->second = units_->lies_in(unit, above, on_) ? 1 : 0;
    return at->second != 0;
  }

private:
  const directory* units_;
  date on_;
  std::map<std::string, unit_today> units_now_;
  std::map<std::string, answerable_body> bodies_;
  std::map<std::string, char> under_;
};

bool admits(const docket_filter& f, const case_row& c, const procedure& p, people& who) {
  if (!f.case_key.empty() && f.case_key != c.key) return false;
  if (!f.procedure.empty() && f.procedure != p.id()) return false;
  return f.unit.empty() || who.lies_in(c.unit, f.unit);
}

// The duty as it is on the day.
duty on_day(const case_row& c, const duty_row& row, const procedure& p, date as_of, people& who,
            const directory::facts& facts) {
  const deadline& law = p.deadline_at(row.what.deadline);
  const edge_id<deadline> edge{row.what.deadline};
  const bool is_lead_time = law.time && law.time->way == direction::not_later_than_before;
  duty d;
  d.case_key = c.key;
  d.procedure = p.id();
  d.unit = c.unit;
  d.unit_now = who.unit(c.unit).key;
  d.deadline = row.what.deadline;
  d.pass = row.pass;
  const step& owed = p[p.graph().to(edge)];
  d.step = owed.key;
  d.what = owed.label;
  if (is_lead_time) {
    const step& earlier = p[p.graph().from(edge)];
    d.what = {earlier.label.vi + " – " + owed.label.vi, earlier.label.en + " – " + owed.label.en};
  }
  d.role = p.answerable(row.what.deadline);
  const bool is_settled = !runs(row) && row.what.settled_on <= as_of;
  const answerable_body& b = who.body(d.role, c.unit, is_settled ? row.what.settled_on : as_of, facts);
  d.body = b.key;
  d.body_name = b.name;
  d.time = law.time;
  d.rule = law.rule;
  d.source = law.source;
  d.known_by = law.known_by;
  d.consequence = law.consequence;
  d.opened_on = row.what.opened_on;
  d.lawful_day = row.what.lawful_day;
  d.is_provisional = row.what.is_provisional;
  d.settled_on = none();
  const bool has_day = !row.what.lawful_day.is_special();
  if (is_settled) {
    d.state = row.what.state;
    d.settled_on = row.what.settled_on;
  } else if (law.sets_earliest()) {
    d.state = has_day && as_of < row.what.lawful_day ? duty_state::pending : duty_state::open;
  } else {
    d.state = has_day && as_of > row.what.lawful_day ? duty_state::breached : duty_state::open;
  }
  if (has_day && law.sets_latest() && d.state != duty_state::void_) {
    const date until = d.settled_on.is_special() ? as_of : d.settled_on;
    if (until > d.lawful_day) d.days_late = static_cast<std::int32_t>((until - d.lawful_day).days());
  }
  return d;
}

void by_lawful_day(std::vector<duty>& list) {
  std::stable_sort(list.begin(), list.end(), [](const duty& a, const duty& b) { return a.lawful_day < b.lawful_day; });
}

}  // namespace

docket::docket(std::unique_ptr<data> d) noexcept : data_{std::move(d)} {}
docket::docket(docket&&) noexcept = default;
docket& docket::operator=(docket&&) noexcept = default;
docket::~docket() = default;

checked<docket> docket::make(docket_terms terms) {
  diagnostics faults;
  auto d = std::make_unique<data>();
  for (std::size_t i = 0; i < terms.procedures.size(); ++i) {
    const procedure& p = terms.procedures[i];
    for (std::size_t k = 0; k < i; ++k)
      if (terms.procedures[k].id() == p.id())
        faults.error("docket/procedure-twice", p.id(),
                     {"Có hai quy trình cùng mã.", "Two procedures have the same id."},
                     {"Bỏ một, hoặc đổi mã.", "Drop one or rename it."});
    std::uint32_t calendar = no_index;
    for (std::uint32_t k = 0; k < terms.calendars.size(); ++k)
      if (terms.calendars[k].id() == p.facts().calendar) calendar = k;
    if (calendar == no_index)
      faults.error("docket/no-calendar", p.id(),
                   {"Thiếu lịch làm việc \"" + p.facts().calendar + "\".",
                    "The work calendar \"" + p.facts().calendar + "\" is missing."},
                   {"Thêm lịch này vào docket_terms.", "Add it to docket_terms."});
    d->calendar_of.push_back(calendar);
    const verification v = verify(p);
    if (v.verdict == soundness::undecided)
      faults.error(
          "docket/unsound-procedure", p.id(),
          {"Chưa xác định được quy trình có thông suốt không.", "Whether the procedure is sound is undecided."},
          {"Tách thành nhiều quy trình gọi nhau.", "Split it into procedures that call one another."});
    for (const auto& f : v.findings) faults.error("docket/unsound-procedure", p.id(), describe(f, p));
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  d->terms = std::move(terms);
  return docket{std::move(d)};
}

checked<record_result> docket::record(const event& e) {
  data& all = *data_;
  if (e.id.empty())
    return refuse("docket/no-id", e.case_key, {"Sự kiện không có mã.", "The event has no id."},
                  {"Đặt một mã không trùng cho mỗi sự kiện.", "Give every event an id of its own."});
  if (const auto known = all.event_by_id.find(e.id); known != all.event_by_id.end()) {
    if (all.cases[known->second.first].events[known->second.second] == e) {
      record_result again;
      again.result = record_result::outcome::already_there;
      return again;
    }
    return refuse("docket/id-conflict", e.id,
                  {"Mã sự kiện này đã dùng cho một sự kiện khác.", "This id stands for another event."},
                  {"Đặt mã mới.", "Give the event an id of its own."});
  }

  const auto at = all.case_by_key.find(e.case_key);
  if (at != all.case_by_key.end()) {
    case_row& c = all.cases[at->second];
    const procedure& p = all.law(c);
    if ((!e.procedure.empty() && e.procedure != p.id()) || (!e.unit.empty() && e.unit != c.unit))
      return refuse("docket/id-conflict", e.id,
                    {"Hồ sơ này thuộc quy trình hoặc đơn vị khác.", "The case is of another procedure or unit."},
                    {"Kiểm tra mã hồ sơ.", "Check the key of the case."});
    auto r = advance(p, all.calendar(c), c.state, e, all.terms.policies);
    if (!r) return unexpected{std::move(r).error()};
    c.state = std::move(r->state);
    all.keep(c, *r);
    all.event_by_id.emplace(e.id, std::pair{at->second, static_cast<std::uint32_t>(c.events.size())});
    c.events.push_back(e);
    return record_result{record_result::outcome::applied, std::move(r->duties), std::move(r->breaches)};
  }

  // A new case.
  if (e.procedure.empty())
    return refuse(
        "docket/unknown-case", e.id,
        {"Không có hồ sơ \"" + e.case_key + "\".", "There is no case \"" + e.case_key + "\"."},
        {"Ghi bước bắt đầu với quy trình và đơn vị trước.", "Record its start with procedure and unit first."});
  diagnostics faults;
  const std::uint32_t number = all.procedure_named(e.procedure);
  if (number == no_index)
    faults.error("docket/unknown-procedure", e.id,
                 {"Không có quy trình \"" + e.procedure + "\".", "There is no procedure \"" + e.procedure + "\"."},
                 {"Kiểm tra mã quy trình.", "Check the id of the procedure."});
  if (e.case_key.empty() || e.unit.empty())
    faults.error("docket/no-unit", e.id, {"Hồ sơ mới cần mã và đơn vị.", "A new case needs a key and a unit."},
                 {"Ghi mã hồ sơ và mã đơn vị.", "Give the key of the case and of its unit."});
  if (number != no_index && !e.occurred_on.is_special() &&
      !all.terms.procedures[number].facts().valid.contains(e.occurred_on))
    faults.error("docket/not-valid-then", e.id,
                 {"Ngày " + to_text(e.occurred_on) + " quy trình chưa hoặc không còn hiệu lực.",
                  "On " + to_text(e.occurred_on) + " the procedure was not in force."},
                 {"Chọn quy trình có hiệu lực ngày đó.", "Choose the procedure in force on that day."});
  if (faults.has_errors()) return unexpected{std::move(faults)};
  case_row c;
  c.key = e.case_key;
  c.procedure = number;
  c.unit = e.unit;
  auto r = advance(all.law(c), all.calendar(c), c.state, e, all.terms.policies);
  if (!r) return unexpected{std::move(r).error()};
  c.state = std::move(r->state);
  all.keep(c, *r);
  c.events.push_back(e);
  const auto index = static_cast<std::uint32_t>(all.cases.size());
  all.case_by_key.emplace(c.key, index);
  all.event_by_id.emplace(e.id, std::pair{index, 0U});
  all.cases.push_back(std::move(c));
  return record_result{record_result::outcome::applied, std::move(r->duties), std::move(r->breaches)};
}

checked<record_result> docket::open(std::string event_id, std::string case_key, std::string_view law, std::string unit,
                                    date occurred_on, date recorded_on) {
  event e;
  e.id = std::move(event_id);
  e.case_key = std::move(case_key);
  e.procedure = law;
  e.unit = std::move(unit);
  e.occurred_on = occurred_on;
  e.recorded_on = recorded_on;
  const std::uint32_t number = data_->procedure_named(law);
  if (number != no_index) e.step = data_->terms.procedures[number][data_->terms.procedures[number].start()].key;
  return record(e);
}

std::size_t docket::case_count() const noexcept { return data_->cases.size(); }
std::size_t docket::event_count() const noexcept { return data_->event_by_id.size(); }

const case_state* docket::state_of(std::string_view case_key) const noexcept {
  const case_row* c = data_->find(case_key);
  return c == nullptr ? nullptr : &c->state;
}
const std::vector<event>* docket::events_of(std::string_view case_key) const noexcept {
  const case_row* c = data_->find(case_key);
  return c == nullptr ? nullptr : &c->events;
}

std::vector<case_summary> docket::cases(date as_of, const docket_filter& f) const {
  people who{data_->terms.units.get(), as_of};
  std::vector<case_summary> out;
  for (const auto& c : data_->cases) {
    const procedure& p = data_->law(c);
    if (c.events.front().occurred_on > as_of || !admits(f, c, p, who)) continue;
    case_summary s;
    s.case_key = c.key;
    s.procedure = p.id();
    s.unit = c.unit;
    s.now = who.unit(c.unit);
    s.begun_on = c.events.front().occurred_on;
    s.latest_on = to_date(c.state.latest_occurred);
    s.is_closed = c.state.is_closed();
    const auto& t = p.tables();
    for (std::uint16_t place = 0; place < t.step_of_place.size(); ++place)
      if (c.state.standing.has(place)) s.stands_at.push_back(p[step_id{t.step_of_place[place]}].key);
    out.push_back(std::move(s));
  }
  return out;
}

std::vector<duty> docket::duties(date as_of, const docket_filter& f) const {
  people who{data_->terms.units.get(), as_of};
  std::vector<duty> out;
  for (const auto& c : data_->cases) {
    const procedure& p = data_->law(c);
    if (c.duties.empty() || !admits(f, c, p, who)) continue;
    const auto facts = data::facts_of(c, as_of);
    for (const auto& row : c.duties) {
      if (row.what.opened_on > as_of) continue;
      if (!f.rule.empty() && f.rule != p.deadline_at(row.what.deadline).rule) continue;
      duty d = on_day(c, row, p, as_of, who, facts);
      if (f.body.empty() || f.body == d.body) out.push_back(std::move(d));
    }
  }
  return out;
}

std::vector<duty> docket::due(validity interval, date as_of, const docket_filter& f) const {
  auto all = duties(as_of, f);
  std::vector<duty> out;
  for (auto& d : all)
    if (d.state == duty_state::open && d.time &&
        (d.time->way == direction::within_after || d.time->way == direction::valid_for) && !d.lawful_day.is_special() &&
        interval.contains(d.lawful_day))
      out.push_back(std::move(d));
  by_lawful_day(out);
  return out;
}

std::vector<duty> docket::overdue(date as_of, const docket_filter& f) const {
  auto all = duties(as_of, f);
  std::vector<duty> out;
  for (auto& d : all)
    if (d.state == duty_state::breached && d.settled_on.is_special()) out.push_back(std::move(d));
  by_lawful_day(out);
  return out;
}

std::vector<duty> docket::met_late(date as_of, const docket_filter& f) const {
  auto all = duties(as_of, f);
  std::vector<duty> out;
  for (auto& d : all)
    if (d.state == duty_state::met_late) out.push_back(std::move(d));
  by_lawful_day(out);
  return out;
}

std::vector<breach_record> docket::breaches(date as_of, const docket_filter& f) const {
  people who{data_->terms.units.get(), as_of};
  std::vector<breach_record> out;
  for (const auto& c : data_->cases) {
    const procedure& p = data_->law(c);
    if (c.breaches.empty() || !admits(f, c, p, who)) continue;
    const auto facts = data::facts_of(c, as_of);
    for (const auto& b : c.breaches) {
      if (b.occurred_on > as_of) continue;
      breach_record r;
      r.case_key = c.key;
      r.procedure = p.id();
      r.unit = c.unit;
      r.unit_now = who.unit(c.unit).key;
      r.kind = b.kind;
      r.step = p[b.at].key;
      r.what = p[b.at].label;
      r.role = p[b.at].actor;
      for (const auto& l : b.left_out) r.left_out.push_back(p[l.what].key);
      if (b.deadline != no_deadline) {
        const deadline& law = p.deadline_at(b.deadline);
        r.role = p.answerable(b.deadline);
        r.rule = law.rule;
        r.source = law.source;
        r.known_by = law.known_by;
        r.consequence = law.consequence;
      } else {
        r.source = p.facts().source;
        r.known_by = p.facts().known_by;
        if (!p[b.at].rules.empty()) r.rule = p[b.at].rules.front();
      }
      if (!f.rule.empty() && f.rule != r.rule) continue;
      const answerable_body& body = who.body(r.role, c.unit, b.occurred_on, facts);
      r.body = body.key;
      r.body_name = body.name;
      if (!f.body.empty() && f.body != r.body) continue;
      r.occurred_on = b.occurred_on;
      r.lawful_day = b.lawful_day;
      r.days = b.days;
      out.push_back(std::move(r));
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const breach_record& a, const breach_record& b) { return a.occurred_on < b.occurred_on; });
  return out;
}

std::vector<body_load> docket::load(date as_of, const docket_filter& f) const {
  std::map<std::string, body_load> by_body;
  for (const auto& d : duties(as_of, f)) {
    if (!d.settled_on.is_special()) continue;
    const auto [at, is_new] = by_body.try_emplace(d.body);
    body_load& l = at->second;
    if (is_new) {
      l.body = d.body;
      l.name = d.body_name;
      l.next_due = none();
    }
    if (d.state == duty_state::pending) ++l.pending;
    if (d.state == duty_state::breached) ++l.overdue;
    if (d.state != duty_state::open) continue;
    ++l.open;
    const bool is_latest = d.time && (d.time->way == direction::within_after || d.time->way == direction::valid_for);
    if (is_latest && !d.lawful_day.is_special() && (l.next_due.is_special() || d.lawful_day < l.next_due))
      l.next_due = d.lawful_day;
  }
  std::vector<body_load> out;
  for (auto& [key, l] : by_body) out.push_back(std::move(l));
  return out;
}

namespace {
checked<std::vector<next_act>> unknown_next(std::string_view key) {
  return refuse("docket/unknown-case", std::string{key},
                {"Không có hồ sơ \"" + std::string{key} + "\".", "There is no case \"" + std::string{key} + "\"."});
}
}  // namespace

checked<std::vector<next_act>> docket::next(std::string_view case_key, date as_of) const {
  const case_row* c = data_->find(case_key);
  if (c == nullptr) return unknown_next(case_key);
  const procedure& p = data_->law(*c);
  const auto& t = p.tables();
  people who{data_->terms.units.get(), as_of};
  const auto facts = data::facts_of(*c, as_of);
  std::vector<next_act> out;
  for (std::uint16_t i = 0; i < t.steps.size(); ++i) {
    if (fires_by_itself(t.steps[i].kind) || c->state.standing.empty() || !c->state.standing.contains(t.steps[i].input))
      continue;
    const step& s = p[step_id{i}];
    next_act a;
    a.step = s.key;
    a.what = s.label;
    a.kind = s.kind;
    if (s.kind == step_kind::decision)
      for (const auto& link : p.graph().out<flows_to>(step_id{i}))
        a.branches.emplace_back(p.graph()[link.edge].branch, p.graph()[link.edge].label);
    a.role = s.actor;
    const answerable_body& b = who.body(s.actor, c->unit, as_of, facts);
    a.body = b.key;
    a.body_name = b.name;
    a.rules = s.rules;
    a.not_before = a.not_after = none();
    for (const auto& row : c->duties) {
      const deadline& law = p.deadline_at(row.what.deadline);
      if (!runs(row) || t.deadlines[row.what.deadline].to != i || row.what.lawful_day.is_special()) continue;
      if (law.sets_earliest() && (a.not_before.is_special() || a.not_before < row.what.lawful_day))
        a.not_before = row.what.lawful_day;
      if (law.sets_latest() && (a.not_after.is_special() || row.what.lawful_day < a.not_after))
        a.not_after = row.what.lawful_day;
    }
    out.push_back(std::move(a));
  }
  return out;
}

namespace {

text state_words(duty_state s) {
  switch (s) {
    case duty_state::pending:
      return {"chưa được làm", "not to be done yet"};
    case duty_state::open:
      return {"đang phải làm", "to be done"};
    case duty_state::met:
      return {"đã làm đúng hạn", "met"};
    case duty_state::met_late:
      return {"đã làm nhưng trễ", "met late"};
    case duty_state::breached:
      return {"vi phạm", "breached"};
    case duty_state::void_:
      return {"không còn phải làm", "no longer asked for"};
  }
  return {};
}

text breach_words(const breach& b, const procedure& p) {
  const step& s = p[b.at];
  const std::string days = std::to_string(b.days);
  const std::string vi = key_and_label(s, lang::vi);
  const std::string en = key_and_label(s, lang::en);
  const std::string plural = b.days == 1 ? " day" : " days";
  switch (b.kind) {
    case breach_kind::too_late:
      return {vi + ": trễ " + days + " ngày so với hạn " + to_text(b.lawful_day) + ".",
              en + ": " + days + plural + " after the last lawful day, " + to_text(b.lawful_day) + "."};
    case breach_kind::too_early:
      return {vi + ": sớm " + days + " ngày, chưa hết thời gian tối thiểu (đến " + to_text(b.lawful_day) + ").",
              en + ": " + days + plural + " before the minimum period ended, " + to_text(b.lawful_day) + "."};
    case breach_kind::short_lead_time:
      return {vi + ": báo trước thiếu " + days + " ngày, sớm nhất phải là " + to_text(b.lawful_day) + ".",
              en + ": the lead time was " + days + plural + " short, the first lawful day was " +
                  to_text(b.lawful_day) + "."};
    case breach_kind::lapsed:
      return {vi + ": dựa trên điều đã hết giá trị ngày " + to_text(b.lawful_day) + ".",
              en + ": rests on what had lapsed on " + to_text(b.lawful_day) + "."};
    case breach_kind::never_done:
      return {vi + ": đã quá hạn " + to_text(b.lawful_day) + " mà không làm.",
              en + ": its last lawful day, " + to_text(b.lawful_day) + ", had passed and it was not done."};
    case breach_kind::left_out:
      return {vi + ": bị bỏ qua.", en + ": was left out."};
    case breach_kind::out_of_order: {
      text out{vi + ": làm trái trình tự", en + ": done out of order"};
      if (b.left_out.empty()) {
        out.vi += ", không làm thay đổi hồ sơ.";
        out.en += "; it changes nothing in the case.";
        return out;
      }
      std::string left_vi;
      std::string left_en;
      for (const auto& l : b.left_out) {
        if (!left_vi.empty()) {
          left_vi += "; ";
          left_en += "; ";
        }
        left_vi += key_and_label(p[l.what], lang::vi);
        left_en += key_and_label(p[l.what], lang::en);
        if (!l.branch.empty()) {
          left_vi += " [" + l.branch + "]";
          left_en += " [" + l.branch + "]";
        }
      }
      out.vi += ", bỏ qua: " + left_vi + ".";
      out.en += ", leaving out: " + left_en + ".";
      return out;
    }
  }
  return {};
}

}  // namespace

checked<std::vector<history_line>> docket::history(std::string_view case_key, date as_of) const {
  const case_row* found = data_->find(case_key);
  if (found == nullptr) return unexpected{unknown_next(case_key).error()};
  const case_row& c = *found;
  const procedure& p = data_->law(c);
  people who{data_->terms.units.get(), as_of};
  const auto facts = data::facts_of(c, as_of);
  std::vector<history_line> out;
  for (const auto& e : c.events) {
    if (e.occurred_on > as_of) continue;
    const step& s = p[p.find(e.step)];
    history_line line{e.occurred_on, history_kind::act, e.step, {}};
    line.what.statement = {key_and_label(s, lang::vi), key_and_label(s, lang::en)};
    if (!e.branch.empty()) {
      const auto& t = p.tables();
      const step_id id = p.find(e.step);
      const auto exit = p.find_branch(id, e.branch);
      const auto& flow =
          p.graph()[edge_id<flows_to>{t.exits[static_cast<std::size_t>(t.steps[id.index()].first_exit + exit)].flow}];
      line.what.statement.vi += ": " + (flow.label.empty() ? e.branch : flow.label.in(lang::vi));
      line.what.statement.en += ": " + (flow.label.empty() ? e.branch : flow.label.in(lang::en));
    }
    if (!e.by.empty())
      line.what.add({{"Người thực hiện: " + e.by + ".", "Done by: " + e.by + "."}, {}, evidence::text, {}});
    if (e.recorded_on != e.occurred_on)
      line.what.add({{"Ghi nhận ngày " + to_text(e.recorded_on) + ".", "Recorded on " + to_text(e.recorded_on) + "."},
                     {},
                     evidence::text,
                     {}});
    for (const auto& r : e.evidence)
      line.what.add({{"Tài liệu: " + r + ".", "Document: " + r + "."}, {}, evidence::text, {}});
    out.push_back(std::move(line));
  }
  for (const auto& row : c.duties) {
    if (row.what.opened_on > as_of) continue;
    const duty d = on_day(c, row, p, as_of, who, facts);
    duty began = d;
    began.state = duty_state::open;
    const deadline& law = p.deadline_at(d.deadline);
    history_line line{d.opened_on, history_kind::duty_began, d.step, {}};
    const text length =
        law.time ? describe(*law.time) : text{"kịp thời, luật không ghi số ngày", "promptly, no number in law"};
    line.what = {{"Phát sinh: " + d.what.in(lang::vi) + " (" + length.vi + ")",
                  "Begins: " + d.what.in(lang::en) + " (" + length.en + ")"},
                 law.source,
                 law.known_by,
                 {}};
    if (!d.lawful_day.is_special()) {
      line.what.statement.vi += (law.sets_earliest() ? ", sớm nhất " : ", hạn ") + to_text(d.lawful_day);
      line.what.statement.en += (law.sets_earliest() ? ", not before " : ", due ") + to_text(d.lawful_day);
    }
    if (!d.body_name.empty())
      line.what.add(
          {{"Trách nhiệm: " + d.body_name.in(lang::vi) + ".", "Answerable: " + d.body_name.in(lang::en) + "."},
           {},
           evidence::text,
           {}});
    out.push_back(std::move(line));
    if (!d.settled_on.is_special()) {
      const text words = state_words(d.state);
      out.push_back({d.settled_on,
                     history_kind::duty_settled,
                     d.step,
                     {{d.what.in(lang::vi) + ": " + words.vi, d.what.in(lang::en) + ": " + words.en},
                      law.source,
                      law.known_by,
                      {}}});
    }
  }
  for (const auto& b : c.breaches) {
    if (b.occurred_on > as_of) continue;
    history_line line{b.occurred_on, history_kind::breach, p[b.at].key, {}};
    line.what.statement = breach_words(b, p);
    if (b.deadline != no_deadline) {
      const deadline& law = p.deadline_at(b.deadline);
      line.what.source = law.source;
      line.what.known_by = law.known_by;
      line.what.add({law.consequence.empty() ? text{"Luật không quy định hậu quả.", "The law states no consequence."}
                                             : text{"Hậu quả: " + law.consequence.in(lang::vi),
                                                    "Consequence: " + law.consequence.in(lang::en)},
                     {},
                     evidence::text,
                     {}});
    } else {
      line.what.source = p.facts().source;
      line.what.known_by = p.facts().known_by;
    }
    out.push_back(std::move(line));
  }
  const unit_today& now = who.unit(c.unit);
  if (now.result != unit_today::standing::same) {
    // The day is known where one unit took over; otherwise the line stands at the day asked for.
    out.push_back({now.since.is_special() ? as_of : now.since, history_kind::moved, {}, now.why});
  }
  std::stable_sort(out.begin(), out.end(), [](const history_line& a, const history_line& b) { return a.on < b.on; });
  return out;
}

explanation docket::why(const duty& d, date as_of) const {
  explanation out;
  const case_row* c = data_->find(d.case_key);
  if (c == nullptr) return out;
  const procedure& p = data_->law(*c);
  const text words = state_words(d.state);
  out.statement = {d.what.in(lang::vi) + ": " + words.vi, d.what.in(lang::en) + ": " + words.en};
  if (d.days_late > 0) {
    out.statement.vi += ", trễ " + std::to_string(d.days_late) + " ngày";
    out.statement.en += ", " + std::to_string(d.days_late) + (d.days_late == 1 ? " day late" : " days late");
  }
  out.source = d.source;
  out.known_by = d.known_by;
  const edge_id<deadline> edge{d.deadline};
  const step& from = p[p.graph().from(edge)];
  out.add({{"Tính từ " + key_and_label(from, lang::vi) + ", ngày " + to_text(d.opened_on) + ".",
            "Counted from " + key_and_label(from, lang::en) + " on " + to_text(d.opened_on) + "."},
           {},
           evidence::text,
           {}});
  if (!d.time) {
    out.add({{"Luật không ghi số ngày.", "The law names no number of days."}, {}, evidence::text, {}});
  } else if (d.time->way == direction::not_later_than_before) {
    const text length = describe(*d.time);
    out.add({{"Phải làm " + length.vi + " bước sau, nên bước sau sớm nhất là ngày " + to_text(d.lawful_day) + ".",
              "To be done " + length.en + " the later step, so that comes on " + to_text(d.lawful_day) +
                  " at the earliest."},
             d.source,
             d.known_by,
             {}});
  } else {
    due_options options;
    options.policies = data_->terms.policies;
    options.source = d.source;
    options.known_by = d.known_by;
    out.add(data_->calendar(*c).due(*d.time, after(d.opened_on), options).why);
  }
  people who{data_->terms.units.get(), as_of};
  const answerable_body& b =
      who.body(d.role, c->unit, d.settled_on.is_special() ? as_of : d.settled_on, data::facts_of(*c, as_of));
  if (!b.why.statement.empty()) out.add(b.why);
  const unit_today& now = who.unit(c->unit);
  if (now.result != unit_today::standing::same) out.add(now.why);
  out.add({d.consequence.empty()
               ? text{"Luật không quy định hậu quả.", "The law states no consequence."}
               : text{"Nếu không làm: " + d.consequence.in(lang::vi), "If it is missed: " + d.consequence.in(lang::en)},
           {},
           evidence::text,
           {}});
  return out;
}

std::string docket::fingerprint() const {
  std::string out;
  const auto field = [&](const std::string& s) {
    out += s;
    out += '\t';
  };
  for (const auto& c : data_->cases) {
    field("case " + c.key);
    field(data_->law(c).id());
    field(c.unit);
    field(std::to_string(c.state.standing.word(0)) + "," + std::to_string(c.state.standing.word(1)));
    field(std::to_string(c.state.latest_recorded) + "," + std::to_string(c.state.latest_occurred));
    out += '\n';
    for (const auto& e : c.events) out += " " + to_text(e) + '\n';
    for (const auto& d : c.duties)
      out += " duty " + std::to_string(d.what.deadline) + " " + std::to_string(d.pass) + " " +
             std::string{name_of(d.what.state)} + " " + to_text(d.what.opened_on) + " " + to_text(d.what.lawful_day) +
             " " + to_text(d.what.settled_on) + '\n';
    for (const auto& b : c.breaches) {
      out += " breach " + std::string{name_of(b.kind)} + " " + std::to_string(b.deadline) + " " +
             std::to_string(b.at.index()) + " " + to_text(b.occurred_on) + " " + std::to_string(b.days);
      for (const auto& l : b.left_out) out += " " + std::to_string(l.what.index()) + l.branch;
      out += '\n';
    }
  }
  return out;
}

}  // namespace dinh::inline v1
