#include <dinh/docket/event_text.hpp>
#include <docket/docket_data.hpp>
#include <docket/snapshot_bytes.hpp>

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

// A file of unknown origin may claim any number of these.
constexpr std::uint64_t most_procedures = 10'000;
constexpr std::size_t block_size = std::size_t{1} << 20U;

unexpected<diagnostics> damaged(byte_reader& r) {
  if (auto faults = r.take_faults(); faults.has_errors()) return unexpected{std::move(faults)};
  return refuse("snapshot/damaged", "byte " + std::to_string(r.position()),
                {"Bản chụp hỏng ở đây.", "The snapshot is damaged here."},
                {"Lập lại từ nhật ký.", "Make it again from the journal."});
}

// Whether the events of a case, and its names, are such as a docket takes.
bool is_plausible(const std::vector<event>& events, const procedure& p) {
  if (events.empty()) return false;
  for (const event& e : events) {
    if (e.id.empty() || check_text(e, e.id).has_errors()) return false;
    if (e.kind != event_kind::act && e.kind != event_kind::corrected) continue;
    const step_id s = p.find(e.step);
    if (!s || (!e.branch.empty() && p.find_branch(s, e.branch) == procedure::no_exit)) return false;
  }
  const bool is_corrected = std::any_of(events.begin(), events.end(), [](const event& e) {
    return e.kind == event_kind::corrected || e.kind == event_kind::annulled;
  });
  return events.front().kind == event_kind::act && (!is_corrected || effective_events(events).has_value());
}

std::string bytes_of(const case_fold& c) {
  byte_writer w;
  write_state(w, c.state);
  write_fold(w, c);
  return w.take();
}

// Bytes of version 1.1 and before begin with the fingerprint of the policies, which is not this number.
constexpr std::uint64_t format_follows = 0;

/// How the bytes are written; numbers of the procedures in them, and what they are here.
struct written_terms {
  fold_format format = fold_format::without_token_days;
  std::vector<std::uint32_t> procedures;
};
checked<written_terms> read_terms(byte_reader& r, const docket_terms& terms) {
  written_terms out;
  std::uint64_t policies = r.number();
  if (policies == format_follows) {
    const std::uint64_t format = r.number();
    if (!r.is_good() || format != static_cast<std::uint64_t>(fold_format::current)) return damaged(r);
    out.format = fold_format::current;
    policies = r.number();
  }
  if (!r.is_good()) return damaged(r);
  if (policies != print_of(terms.policies))
    return refuse("snapshot/other-policies", {},
                  {"Bản chụp theo cách hiểu khác về cách tính hạn.", "The snapshot was made under other policies of counting."},
                  {"Lập lại từ nhật ký.", "Make it again from the journal."});
  diagnostics others;
  for (std::uint64_t n = r.number(most_procedures); n > 0 && r.is_good(); --n) {
    const std::string id = r.text();
    const std::uint64_t print = r.number();
    const auto at = std::find_if(terms.procedures.begin(), terms.procedures.end(), [&](const procedure& p) { return p.id() == id; });
    if (at == terms.procedures.end() || print_of(*at) != print)
      others.error("snapshot/other-procedure", id,
                   {"Quy trình \"" + id + "\" khác với lúc chụp.", "The procedure \"" + id + "\" is another one than that of the snapshot."},
                   {"Dùng gói luật của lúc chụp, hoặc lập lại từ nhật ký.",
                    "Use the pack of that time, or make the snapshot again from the journal."});
    out.procedures.push_back(static_cast<std::uint32_t>(at - terms.procedures.begin()));
  }
  for (std::uint64_t n = r.number(most_procedures); n > 0 && r.is_good(); --n) {
    const std::string id = r.text();
    const std::uint64_t print = r.number();
    const auto at = std::find_if(terms.calendars.begin(), terms.calendars.end(), [&](const work_calendar& c) { return c.id() == id; });
    if (at == terms.calendars.end() || print_of(*at) != print)
      others.error("snapshot/other-calendar", id,
                   {"Lịch \"" + id + "\" khác với lúc chụp.", "The calendar \"" + id + "\" is another one than that of the snapshot."},
                   {"Khôi phục với lịch cũ rồi gọi change_calendar, hoặc lập lại từ nhật ký.",
                    "Restore with the old calendar and call change_calendar, or make it again from the journal."});
  }
  if (!r.is_good()) return damaged(r);
  if (others.has_errors()) return unexpected{std::move(others)};
  return out;
}

}  // namespace

diagnostics docket::write_bytes(const byte_sink& to) const {
  const data& all = *data_;
  byte_writer w;
  w.number(format_follows);
  w.number(static_cast<std::uint64_t>(fold_format::current));
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
  for (const packed_case& c : all.cases) {
    byte_reader about{c.about.view()};
    w.text(about.text_in_place());
    w.number(c.procedure);
    w.text(about.text_in_place());
    w.number(c.event_count);
    w.bytes(c.events.view());
    write_state(w, c.state);
    w.bytes(about.rest());
    if (w.view().size() < block_size) continue;
    if (auto faults = to(w.view()); faults.has_errors()) return faults;
    w.clear();
  }
  return w.view().empty() ? diagnostics{} : to(w.view());
}

std::string docket::to_bytes() const {
  std::string out;
  (void)write_bytes([&](std::string_view bytes) {
    out += bytes;
    return diagnostics{};
  });
  return out;
}

checked<docket> docket::from_bytes(docket_terms terms, std::string_view bytes, trust how) {
  return read_bytes(
      std::move(terms), [&] { return checked<std::string_view>{std::exchange(bytes, {})}; }, how);
}

checked<docket> docket::read_bytes(docket_terms terms, const byte_source& from, trust how) {
  auto made = make(std::move(terms));
  if (!made) return unexpected{std::move(made).error()};
  data& all = *made->data_;
  byte_reader r{from};
  const auto written = read_terms(r, all.terms);
  if (!written) return unexpected{written.error()};
  const std::vector<std::uint32_t>& procedures = written->procedures;
  std::vector<event> events;
  for (std::uint64_t n = r.number(no_index - 1); n > 0 && r.is_good(); --n) {
    r.allow(most_entries_of_a_case);
    case_row c;
    c.number = static_cast<std::uint32_t>(all.cases.size());
    c.key = r.text();
    if (procedures.empty() || c.key.empty()) r.fail();
    c.procedure = r.small<std::uint32_t>(procedures.empty() ? 0 : procedures.size() - 1);
    if (!r.is_good()) return damaged(r);
    c.procedure = procedures[c.procedure];
    c.parent = r.text();
    const procedure& p = all.law(c);
    events.clear();
    for (std::uint64_t k = r.count(); k > 0 && r.is_good(); --k) events.push_back(read_event(r, p.id(), c.key));
    c.fold.state = read_state(r, p);
    read_fold(r, p, c.fold, written->format);
    if (!r.is_good() || !is_plausible(events, p) || all.number_of(c.key) != no_index) return damaged(r);
    const bool is_earlier = written->format != fold_format::current;
    if (how == trust::fold_again || is_earlier) {
      auto fold = fold_case(p, all.calendar(c), events, all.terms.policies, all.terms.rules.get());
      if (!fold) return unexpected{std::move(fold).error()};
      if (is_earlier)
        c.fold = *std::move(fold);
      else if (bytes_of(c.fold) != bytes_of(*fold))
        return refuse("snapshot/not-of-its-events", c.key,
                      {"Trạng thái của hồ sơ không theo từ các sự kiện của nó.", "The state of the case does not follow from its events."},
                      {"Lập lại từ nhật ký.", "Make the snapshot again from the journal."});
    }
    all.add_case(c);
    for (const event& e : events) {
      if (all.case_with_event(e.id) != no_index) return damaged(r);
      all.add_event(c.number, e);
    }
  }
  if (!r.is_good() || !r.is_at_end() || !r.is_good()) return damaged(r);
  return made;
}

}  // namespace dinh::inline v1
