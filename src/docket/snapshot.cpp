#include <dinh/docket/event_text.hpp>
#include <docket/docket_data.hpp>
#include <docket/snapshot_bytes.hpp>

#include <set>

namespace dinh::inline v1 {

using namespace docketing;

namespace {

// ---- what the states rest on ---------------------------------------------------------------------------------------

std::uint64_t print_of(const procedure& p) {
  fingerprint_of h;
  h.add(p.id());
  const auto& t = p.tables();
  for (const step& s : p.steps()) h.add(s.key);
  for (const auto& s : t.steps) {
    h.add(static_cast<std::uint64_t>(s.kind));
    h.add(s.input.word(0));
    h.add(s.input.word(1));
    h.add(s.exit_count);
  }
  for (const auto& e : t.exits) h.add(e.place);
  for (std::uint16_t i = 0; i < t.deadlines.size(); ++i) {
    const auto& d = t.deadlines[i];
    h.add(d.from);
    h.add(d.to);
    h.add(d.has_number ? 1U : 0U);
    h.add(static_cast<std::uint64_t>(d.time.length.count));
    h.add(static_cast<std::uint64_t>(d.time.length.unit));
    h.add(static_cast<std::uint64_t>(d.time.way));
    h.add(static_cast<std::uint64_t>(std::int64_t{d.live_from}));
    h.add(static_cast<std::uint64_t>(std::int64_t{d.live_until}));
    h.add(static_cast<std::uint64_t>(std::int64_t{d.changes_on}));
    h.add(d.successor);
    h.add(d.leads_to);
    h.add(static_cast<std::uint64_t>(d.open_cases));
    h.add(p.deadline_at(i).rule);
  }
  for (const clock_rule& c : p.facts().clocks) {
    h.add(static_cast<std::uint64_t>(c.how));
    h.add(c.from);
    h.add(c.to);
    h.add(static_cast<std::uint64_t>(c.by ? c.by->count : 0));
    h.add(static_cast<std::uint64_t>(c.most_times));
  }
  for (std::uint32_t i = 0; i < p.graph().count<flows_to>(); ++i) {
    const flows_to& f = p.graph()[edge_id<flows_to>{i}];
    h.add(f.branch);
    h.add(f.when.to_text());
  }
  return h.value();
}

std::uint64_t print_of(const work_calendar& c) {
  fingerprint_of h;
  h.add(c.id());
  std::uint64_t word = 0;
  unsigned bits = 0;
  for (day_number n = first_calendar_day; n <= last_calendar_day; ++n) {
    word = (word << 1U) | (c.is_working(to_date(n)) ? 1U : 0U);
    if (++bits < 64) continue;
    h.add(word);
    word = 0;
    bits = 0;
  }
  h.add(word);
  for (const validity& v : c.decided()) {
    h.add(to_text(v.from));
    h.add(to_text(v.until));
  }
  return h.value();
}

std::uint64_t print_of(const due_policies& p) {
  fingerprint_of h;
  for (const auto n : {static_cast<unsigned>(p.rule), static_cast<unsigned>(p.leap_day), static_cast<unsigned>(p.lead_time_in_full_days),
                       static_cast<unsigned>(p.roll_lead_time_earlier), static_cast<unsigned>(p.roll_minimum_period_end),
                       static_cast<unsigned>(p.swapped_day_off_is_rest_day), static_cast<unsigned>(p.make_up_saturday_is_working_day),
                       static_cast<unsigned>(p.substitute_day_is_day_off), static_cast<unsigned>(p.culture_day_is_made_up)})
    h.add(n);
  return h.value();
}

// ---- writing -------------------------------------------------------------------------------------------------------

void write(byte_writer& w, const event& e) {
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

void write(byte_writer& w, const suspension& s) {
  w.day(s.from);
  w.day(s.until);
}

void write(byte_writer& w, const case_fold& c) {
  w.number(c.state.standing.word(0));
  w.number(c.state.standing.word(1));
  w.sign(c.state.latest_recorded);
  w.sign(c.state.latest_occurred);
  w.number(c.state.running.size());
  for (std::uint32_t i = 0; i < c.state.running.size(); ++i) {
    w.sign(c.state.running[i].opened);
    w.number(c.state.running[i].deadline);
  }
  w.number(c.moved.suspensions.size());
  for (const suspension& s : c.moved.suspensions) write(w, s);
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
    write(w, s.when);
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

// ---- reading -------------------------------------------------------------------------------------------------------

constexpr std::uint64_t most_clocks = UINT16_MAX;
/// So that a count that lies does not take more memory than the bytes are worth.
constexpr std::size_t least_bytes_of_a_case = 64;

event read_event(byte_reader& r, const std::string& procedure) {
  event e;
  e.id = r.text();
  if (r.number(1) != 0) e.procedure = procedure;
  e.unit = r.text();
  e.step = r.text();
  e.branch = r.text();
  e.occurred_on = r.plain_day();
  e.recorded_on = r.plain_day();
  e.by = r.text();
  for (std::size_t n = r.count(); n > 0 && r.is_good(); --n) {
    fact f;
    f.name = r.text();
    f.value = r.text();
    e.facts.push_back(std::move(f));
  }
  for (std::size_t n = r.count(); n > 0 && r.is_good(); --n) e.evidence.push_back(r.text());
  e.kind = static_cast<event_kind>(r.number(static_cast<std::uint64_t>(event_kind::referred)));
  e.subject = r.text();
  return e;
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

  case_fold read() {
    case_fold c;
    c.state.standing = read_standing();
    c.state.latest_recorded = r_.day_or_never();
    c.state.latest_occurred = r_.day_or_never();
    if (c.state.latest_recorded == never || c.state.latest_occurred == never) r_.fail();
    each([&] {
      running_deadline d;
      d.opened = day();
      d.deadline = deadline();
      c.state.running.push_back(d);
    });
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
    return c;
  }

private:
  template <class Read>
  void each(const Read& read) {
    for (std::size_t n = r_.count(); n > 0 && r_.is_good(); --n) read();
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
    b.kind = static_cast<breach_kind>(r_.number(static_cast<std::uint64_t>(breach_kind::against_its_facts)));
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

unexpected<diagnostics> damaged(const byte_reader& r) {
  return refuse("snapshot/damaged", "byte " + std::to_string(r.position()),
                {"Bản chụp hỏng ở đây.", "The snapshot is damaged here."},
                {"Lập lại từ nhật ký.", "Make it again from the journal."});
}

// Whether the events of a case, and its names, are such as a docket takes.
bool is_plausible(const case_row& c, const procedure& p) {
  if (c.events.empty() || c.key.empty()) return false;
  for (const event& e : c.events) {
    if (e.id.empty() || check_text(e, e.id).has_errors()) return false;
    if (e.kind != event_kind::act && e.kind != event_kind::corrected) continue;
    const step_id s = p.find(e.step);
    if (!s || (!e.branch.empty() && p.find_branch(s, e.branch) == procedure::no_exit)) return false;
  }
  const bool is_corrected = std::any_of(c.events.begin(), c.events.end(), [](const event& e) {
    return e.kind == event_kind::corrected || e.kind == event_kind::annulled;
  });
  return c.events.front().kind == event_kind::act && (!is_corrected || effective_events(c.events).has_value());
}

}  // namespace

std::string docket::to_bytes() const {
  const data& all = *data_;
  byte_writer w;
  w.number(print_of(all.terms.policies));
  w.number(all.terms.procedures.size());
  for (const procedure& p : all.terms.procedures) {
    w.text(p.id());
    w.number(print_of(p));
  }
  w.number(all.terms.calendars.size());
  for (const work_calendar& c : all.terms.calendars) {
    w.text(c.id());
    w.number(print_of(c));
  }
  w.number(all.cases.size());
  for (const case_row& c : all.cases) {
    w.text(c.key);
    w.number(c.procedure);
    w.text(c.parent);
    w.number(c.events.size());
    for (const event& e : c.events) write(w, e);
    write(w, c.fold);
  }
  return w.take();
}

checked<docket> docket::from_bytes(docket_terms terms, std::string_view bytes, trust how) {
  auto made = make(std::move(terms));
  if (!made) return unexpected{std::move(made).error()};
  docket& d = *made;
  data& all = *d.data_;
  byte_reader r{bytes};
  const std::uint64_t policies = r.number();
  if (!r.is_good()) return damaged(r);
  if (policies != print_of(all.terms.policies))
    return refuse("snapshot/other-policies", {},
                  {"Bản chụp theo cách hiểu khác về cách tính hạn.", "The snapshot was made under other policies of counting."},
                  {"Lập lại từ nhật ký.", "Make it again from the journal."});
  // Numbers of procedures in the bytes, and what they are here.
  std::vector<std::uint32_t> procedures;
  diagnostics others;
  for (std::size_t n = r.count(); n > 0 && r.is_good(); --n) {
    const std::string id = r.text();
    const std::uint64_t print = r.number();
    const std::uint32_t here = all.procedure_named(id);
    if (here == no_index || print_of(all.terms.procedures[here]) != print)
      others.error("snapshot/other-procedure", id,
                   {"Quy trình \"" + id + "\" khác với lúc chụp.", "The procedure \"" + id + "\" is another one than that of the snapshot."},
                   {"Dùng gói luật của lúc chụp, hoặc lập lại từ nhật ký.",
                    "Use the pack of that time, or make the snapshot again from the journal."});
    procedures.push_back(here);
  }
  for (std::size_t n = r.count(); n > 0 && r.is_good(); --n) {
    const std::string id = r.text();
    const std::uint64_t print = r.number();
    const auto at = std::find_if(all.terms.calendars.begin(), all.terms.calendars.end(), [&](const work_calendar& c) { return c.id() == id; });
    if (at == all.terms.calendars.end() || print_of(*at) != print)
      others.error("snapshot/other-calendar", id,
                   {"Lịch \"" + id + "\" khác với lúc chụp.", "The calendar \"" + id + "\" is another one than that of the snapshot."},
                   {"Khôi phục với lịch cũ rồi gọi change_calendar, hoặc lập lại từ nhật ký.",
                    "Restore with the old calendar and call change_calendar, or make it again from the journal."});
  }
  if (!r.is_good()) return damaged(r);
  if (others.has_errors()) return unexpected{std::move(others)};
  const std::size_t cases = r.count();
  all.cases.reserve(std::min(cases, bytes.size() / least_bytes_of_a_case));
  for (std::size_t n = cases; n > 0 && r.is_good(); --n) {
    case_row c;
    c.key = r.text();
    if (procedures.empty()) r.fail();
    c.procedure = r.small<std::uint32_t>(procedures.empty() ? 0 : procedures.size() - 1);
    if (!r.is_good()) return damaged(r);
    c.procedure = procedures[c.procedure];
    c.parent = r.text();
    const std::size_t events = r.count();
    c.events.reserve(std::min<std::size_t>(events, 8));
    for (std::size_t k = events; k > 0 && r.is_good(); --k) {
      event e = read_event(r, all.terms.procedures[c.procedure].id());
      e.case_key = c.key;
      c.events.push_back(std::move(e));
    }
    const procedure& p = all.law(c);
    c.fold = fold_reader{r, p}.read();
    if (!r.is_good() || !is_plausible(c, p)) return damaged(r);
    const auto number = static_cast<std::uint32_t>(all.cases.size());
    if (all.number_of(c.key) != no_index) return damaged(r);
    all.case_names.insert(c.key, {number, 0});
    all.cases.push_back(std::move(c));
    const auto& taken = all.cases.back().events;
    for (std::uint32_t k = 0; k < taken.size(); ++k) {
      if (all.event_named(taken[k].id) != nullptr) return damaged(r);
      all.event_names.insert(taken[k].id, {number, k});
    }
    if (how == trust::fold_again) {
      case_row& row = all.cases.back();
      auto fold = fold_case(p, all.calendar(row), row.events, all.terms.policies, all.terms.rules.get());
      if (!fold) return unexpected{std::move(fold).error()};
      byte_writer as_told;
      byte_writer as_folded;
      write(as_told, row.fold);
      write(as_folded, *fold);
      if (as_told.take() != as_folded.take())
        return refuse("snapshot/not-of-its-events", row.key,
                      {"Trạng thái của hồ sơ không theo từ các sự kiện của nó.", "The state of the case does not follow from its events."},
                      {"Lập lại từ nhật ký.", "Make the snapshot again from the journal."});
    }
    all.case_changed(number);
  }
  if (!r.is_good() || !r.is_at_end()) return damaged(r);
  return made;
}

}  // namespace dinh::inline v1
