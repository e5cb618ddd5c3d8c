#include <docket/case_bytes.hpp>

namespace dinh::inline v1::docketing {

namespace {

constexpr std::uint64_t most_clocks = UINT16_MAX;

void write_suspension(byte_writer& w, const suspension& s) {
  w.day(s.from);
  w.day(s.until);
}

suspension read_suspension(byte_reader& r) {
  suspension s;
  s.from = r.plain_day();
  s.until = r.day();
  if (s.until.is_not_a_date() || s.until < s.from) r.fail();
  return s;
}

class fold_reader {
public:
  fold_reader(byte_reader& r, const procedure& p) : r_{r}, p_{p}, t_{p.tables()} {}

  case_state read_state() {
    case_state s;
    s.standing = read_standing();
    s.latest_recorded = r_.day_or_never();
    s.latest_occurred = r_.day_or_never();
    if (s.latest_recorded == never || s.latest_occurred == never) r_.fail();
    each([&] {
      running_deadline d;
      d.opened = day();
      d.deadline = deadline();
      s.running.push_back(d);
    });
    return s;
  }
  void read(case_fold& c, fold_format format) {
    if (format != fold_format::without_token_days) {
      std::vector<token_days::token_day> since;
      each([&] {
        token_days::token_day t;
        t.place = r_.small<std::uint16_t>(marking::most_places - 1);
        t.since = day();
        if (!c.state.standing.has(t.place) || (!since.empty() && t.place <= since.back().place)) r_.fail();
        since.push_back(t);
      });
      c.since = token_days{std::move(since)};
    }
    each([&] { c.moved.suspensions.push_back(read_suspension(r_)); });
    each([&] {
      case_adjustments::extension e;
      e.deadline = deadline();
      e.opened = day();
      e.granted = day();
      const std::int64_t count = r_.sign();
      e.by.unit = static_cast<time_unit>(r_.number(static_cast<std::uint64_t>(time_unit::hour)));
      if (count < 0 || count > longest_span_count) r_.fail();
      if (r_.is_good()) e.by.count = static_cast<std::int32_t>(count);
      if (!e.by.is_countable()) r_.fail();
      e.clock = clock_or_none();
      c.moved.extensions.push_back(e);
    });
    each([&] {
      case_adjustments::stop s;
      s.clock = clock();
      each([&] { s.deadlines.push_back(deadline()); });
      s.when = read_suspension(r_);
      c.moved.stops.push_back(std::move(s));
    });
    each([&] {
      case_adjustments::restart x;
      x.deadline = deadline();
      x.opened = day();
      x.from = day();
      x.clock = clock();
      c.moved.restarts.push_back(x);
    });
    each([&] {
      case_adjustments::alias a;
      a.deadline = deadline();
      a.opened = day();
      a.of = deadline();
      a.of_opened = day();
      c.moved.aliases.push_back(a);
    });
    each([&] {
      duty_entry d;
      d.what.deadline = deadline();
      d.what.state = static_cast<duty_state>(r_.number(static_cast<std::uint64_t>(duty_state::void_)));
      d.what.is_provisional = r_.number(1) != 0;
      d.what.opened_on = r_.plain_day();
      d.what.lawful_day = r_.day();
      d.what.settled_on = r_.day();
      d.pass = r_.small<std::uint32_t>();
      if (d.what.lawful_day.is_infinity() || d.what.settled_on.is_infinity()) r_.fail();
      c.duties.push_back(d);
    });
    each([&] { c.breaches.push_back(read_breach()); });
    each([&] {
      case_place p;
      p.since = r_.plain_day();
      p.unit = r_.text();
      c.places.push_back(std::move(p));
    });
    if (c.places.empty()) r_.fail();
    c.ending = static_cast<case_ending>(r_.number(static_cast<std::uint64_t>(case_ending::joined)));
    c.joined_to = r_.text();
    c.ended_at = r_.text();
    each([&] {
      fact f;
      f.name = r_.text();
      f.value = r_.text();
      c.facts.push_back(std::move(f));
    });
    each([&] { c.times.push_back(r_.small<std::uint16_t>()); });
    if (!c.times.empty() && c.times.size() != p_.steps().size()) r_.fail();
  }

private:
  template <class Read>
  void each(const Read& read) {
    for (std::uint64_t n = r_.count(); n > 0 && r_.is_good(); --n) read();
  }
  day_number day() {
    const day_number n = r_.day_or_never();
    if (n == never) r_.fail();
    return r_.is_good() ? n : 0;
  }
  std::uint16_t deadline() {
    const std::size_t count = t_.deadlines.size();
    if (count == 0) r_.fail();
    return r_.small<std::uint16_t>(count == 0 ? 0 : count - 1);
  }
  std::uint16_t clock() {
    const std::size_t count = p_.facts().clocks.size();
    if (count == 0) r_.fail();
    return r_.small<std::uint16_t>(count == 0 ? 0 : count - 1);
  }
  std::uint16_t clock_or_none() {
    const std::uint64_t n = r_.number(most_clocks);
    if (n != most_clocks && n >= p_.facts().clocks.size()) r_.fail();
    return static_cast<std::uint16_t>(n);
  }
  step_id read_step() { return step_id{r_.small<std::uint32_t>(p_.steps().size() - 1)}; }
  marking read_standing() {
    marking out;
    for (std::uint16_t word = 0; word < 2; ++word) {
      const std::uint64_t bits = r_.number();
      for (std::uint16_t i = 0; i < 64; ++i) {
        if ((bits >> i & 1U) == 0) continue;
        const auto place = static_cast<std::uint16_t>(word * 64 + i);
        if (place >= t_.step_of_place.size())
          r_.fail();
        else
          out.add(place);
      }
    }
    return out;
  }
  breach read_breach() {
    breach b;
    b.kind = static_cast<breach_kind>(r_.number(static_cast<std::uint64_t>(breach_kind::extended_too_late)));
    b.deadline = r_.small<std::uint32_t>(no_deadline);
    if (b.deadline != no_deadline && b.deadline >= t_.deadlines.size()) r_.fail();
    b.at = read_step();
    each([&] {
      run_step l;
      l.what = read_step();
      l.branch = r_.text();
      b.left_out.push_back(std::move(l));
    });
    b.occurred_on = r_.plain_day();
    b.lawful_day = r_.day();
    if (b.lawful_day.is_infinity()) r_.fail();
    const std::int64_t days = r_.sign();
    if (days < INT32_MIN || days > INT32_MAX) r_.fail();
    b.days = static_cast<std::int32_t>(days);
    b.clock = clock_or_none();
    return b;
  }

  byte_reader& r_;
  const procedure& p_;
  const procedure_tables& t_;
};

}  // namespace

void write_event(byte_writer& w, const event& e) {
  w.text(e.id);
  w.number(e.procedure.empty() ? 0U : 1U);  // if it names one, that of the case
  w.text(e.unit);
  w.text(e.step);
  w.text(e.branch);
  w.day(e.occurred_on);
  w.day(e.recorded_on);
  w.text(e.by);
  w.number(e.facts.size());
  for (const fact& f : e.facts) {
    w.text(f.name);
    w.text(f.value);
  }
  w.number(e.evidence.size());
  for (const std::string& x : e.evidence) w.text(x);
  w.number(static_cast<std::uint64_t>(e.kind));
  w.text(e.subject);
}

event read_event(byte_reader& r, const std::string& procedure, const std::string& case_key) {
  event e;
  e.case_key = case_key;
  e.id = r.text();
  if (r.number(1) != 0) e.procedure = procedure;
  e.unit = r.text();
  e.step = r.text();
  e.branch = r.text();
  e.occurred_on = r.plain_day();
  e.recorded_on = r.plain_day();
  e.by = r.text();
  for (std::uint64_t n = r.count(); n > 0 && r.is_good(); --n) {
    fact f;
    f.name = r.text();
    f.value = r.text();
    e.facts.push_back(std::move(f));
  }
  for (std::uint64_t n = r.count(); n > 0 && r.is_good(); --n) e.evidence.push_back(r.text());
  e.kind = static_cast<event_kind>(r.number(static_cast<std::uint64_t>(event_kind::referred)));
  e.subject = r.text();
  return e;
}

std::string_view skip_event(byte_reader& r) {
  const std::string_view id = r.text_in_place();
  (void)r.number(1);
  for (int i = 0; i < 3; ++i) (void)r.text_in_place();  // unit, step, branch
  for (int i = 0; i < 2; ++i) (void)r.number();         // days
  (void)r.text_in_place();
  for (std::uint64_t n = 2 * r.count(); n > 0 && r.is_good(); --n) (void)r.text_in_place();
  for (std::uint64_t n = r.count(); n > 0 && r.is_good(); --n) (void)r.text_in_place();
  (void)r.number();
  (void)r.text_in_place();
  return id;
}

void write_state(byte_writer& w, const case_state& s) {
  w.number(s.standing.word(0));
  w.number(s.standing.word(1));
  w.sign(s.latest_recorded);
  w.sign(s.latest_occurred);
  w.number(s.running.size());
  for (std::uint32_t i = 0; i < s.running.size(); ++i) {
    w.sign(s.running[i].opened);
    w.number(s.running[i].deadline);
  }
}

void write_fold(byte_writer& w, const case_fold& c) {
  w.number(c.since.each().size());
  for (const auto& t : c.since.each()) {
    w.number(t.place);
    w.sign(t.since);
  }
  w.number(c.moved.suspensions.size());
  for (const suspension& s : c.moved.suspensions) write_suspension(w, s);
  w.number(c.moved.extensions.size());
  for (const auto& e : c.moved.extensions) {
    w.number(e.deadline);
    w.sign(e.opened);
    w.sign(e.granted);
    w.sign(e.by.count);
    w.number(static_cast<std::uint64_t>(e.by.unit));
    w.number(e.clock);
  }
  w.number(c.moved.stops.size());
  for (const auto& s : c.moved.stops) {
    w.number(s.clock);
    w.number(s.deadlines.size());
    for (const auto d : s.deadlines) w.number(d);
    write_suspension(w, s.when);
  }
  w.number(c.moved.restarts.size());
  for (const auto& r : c.moved.restarts) {
    w.number(r.deadline);
    w.sign(r.opened);
    w.sign(r.from);
    w.number(r.clock);
  }
  w.number(c.moved.aliases.size());
  for (const auto& a : c.moved.aliases) {
    w.number(a.deadline);
    w.sign(a.opened);
    w.number(a.of);
    w.sign(a.of_opened);
  }
  w.number(c.duties.size());
  for (const duty_entry& d : c.duties) {
    w.number(d.what.deadline);
    w.number(static_cast<std::uint64_t>(d.what.state));
    w.number(d.what.is_provisional ? 1U : 0U);
    w.day(d.what.opened_on);
    w.day(d.what.lawful_day);
    w.day(d.what.settled_on);
    w.number(d.pass);
  }
  w.number(c.breaches.size());
  for (const breach& b : c.breaches) {
    w.number(static_cast<std::uint64_t>(b.kind));
    w.number(b.deadline);
    w.number(b.at.index());
    w.number(b.left_out.size());
    for (const run_step& l : b.left_out) {
      w.number(l.what.index());
      w.text(l.branch);
    }
    w.day(b.occurred_on);
    w.day(b.lawful_day);
    w.sign(b.days);
    w.number(b.clock);
  }
  w.number(c.places.size());
  for (const case_place& p : c.places) {
    w.day(p.since);
    w.text(p.unit);
  }
  w.number(static_cast<std::uint64_t>(c.ending));
  w.text(c.joined_to);
  w.text(c.ended_at);
  w.number(c.facts.size());
  for (const fact& f : c.facts) {
    w.text(f.name);
    w.text(f.value);
  }
  w.number(c.times.size());
  for (const auto n : c.times) w.number(n);
}

case_state read_state(byte_reader& r, const procedure& p) { return fold_reader{r, p}.read_state(); }
void read_fold(byte_reader& r, const procedure& p, case_fold& into, fold_format format) { fold_reader{r, p}.read(into, format); }

}  // namespace dinh::inline v1::docketing
