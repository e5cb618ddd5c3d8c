#include <dinh/docket/event_text.hpp>
#include <docket/docket_data.hpp>

namespace dinh::inline v1 {

using namespace docketing;

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
    if (v.verdict == soundness::unsound && v.findings.empty())  // a run that shows it was too long to look for
      faults.error("docket/unsound-procedure", p.id(),
                   {"Không phải hồ sơ nào cũng kết thúc được.", "Not every case of it can come to an end."},
                   {"`dinh check` với --max-states lớn hơn tìm đường đi dẫn đến lỗi.",
                    "`dinh check` with a larger --max-states looks for a run that shows it."});
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  d->terms = std::move(terms);
  return docket{std::move(d)};
}

// Which case an event may belong to is asked in short by `plain_cases` (journal/tally.cpp) too: a check that is added here is
// added there.
checked<record_result> docket::record(const event& e) {
  data& all = *data_;
  if (e.id.empty())
    return refuse("docket/no-id", e.case_key, {"Sự kiện không có mã.", "The event has no id."},
                  {"Đặt một mã không trùng cho mỗi sự kiện.", "Give every event an id of its own."});
  if (const auto known = all.event_named(e.id)) {
    if (*known == e) {
      record_result again;
      again.result = record_result::outcome::already_there;
      return again;
    }
    return refuse("docket/id-conflict", e.id,
                  {"Mã sự kiện này đã dùng cho một sự kiện khác.", "This id stands for another event."},
                  {"Đặt mã mới.", "Give the event an id of its own."});
  }

  if (const std::uint32_t number = all.number_of(e.case_key); number != no_index) {
    case_row c = all.open_case(number);
    const procedure& p = all.law(c);
    std::uint32_t into = e.kind == event_kind::joined ? all.number_of(e.subject) : no_index;
    if (e.kind == event_kind::joined && (into == no_index || into == number))
      return refuse("docket/unknown-case", e.id,
                    {"Không có hồ sơ khác \"" + e.subject + "\".", "There is no other case \"" + e.subject + "\"."},
                    {"Ghi mã của hồ sơ tiếp nhận.", "Name the case that it goes on in."});
    for (std::size_t left = all.cases.size(); into != no_index && left > 0; --left) {
      if (into == number)
        return refuse("docket/joined-in-a-ring", e.id,
                      {"Hồ sơ \"" + e.subject + "\" đã nhập vào hồ sơ này.", "The case \"" + e.subject + "\" went on in this one."},
                      {"Hủy sự kiện nhập của hồ sơ kia trước.", "Annul that joining first."});
      const std::string further = all.open_case(into).fold.joined_to;
      into = further.empty() ? no_index : all.number_of(further);
    }
    if ((!e.procedure.empty() && e.procedure != p.id()) || (!e.unit.empty() && e.kind != event_kind::referred && e.unit != c.fold.places.front().unit))
      return refuse("docket/id-conflict", e.id,
                    {"Hồ sơ này thuộc quy trình hoặc đơn vị khác.", "The case is of another procedure or unit."},
                    {"Kiểm tra mã hồ sơ.", "Check the key of the case."});
    // An act is judged by the case as it stands; other events may have the earlier ones taken anew.
    const auto before = e.kind == event_kind::act ? std::vector<event>{} : all.events_of(c);
    auto r = extend_fold(c.fold, p, all.calendar(c), before, e, all.terms.policies, all.terms.rules.get());
    if (!r) return unexpected{std::move(r).error()};
    all.add_event(number, e);
    all.put_case(c);
    return record_result{record_result::outcome::applied, std::move(r->duties), std::move(r->breaches),
                         std::move(r->shifts)};
  }

  // A new case.
  if (e.procedure.empty())
    return refuse(
        "docket/unknown-case", e.id,
        {"Không có hồ sơ \"" + e.case_key + "\".", "There is no case \"" + e.case_key + "\"."},
        {"Ghi bước bắt đầu với quy trình và đơn vị trước.", "Record its start with procedure and unit first."});
  diagnostics faults;
  if (e.kind != event_kind::act)
    faults.error("docket/not-begun", e.id, {"Hồ sơ chưa bắt đầu.", "The case has not begun."},
                 {"Ghi bước bắt đầu trước.", "Record its start first."});
  if (!e.subject.empty() && all.number_of(e.subject) == no_index)
    faults.error("docket/unknown-case", e.id,
                 {"Không có hồ sơ chính \"" + e.subject + "\".", "There is no case \"" + e.subject + "\" that this one is part of."},
                 {"Ghi hồ sơ chính trước.", "Record that case first."});
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
                 {"Ngày " + to_text(e.occurred_on) + " quy trình chưa hoặc không còn hiệu lực (" +
                      to_text(all.terms.procedures[number].facts().valid) + ").",
                  "On " + to_text(e.occurred_on) + " the procedure was not in force (" +
                      to_text(all.terms.procedures[number].facts().valid) + ")."},
                 {"Chọn quy trình có hiệu lực ngày đó.", "Choose the procedure in force on that day."});
  if (faults.has_errors()) return unexpected{std::move(faults)};
  case_row c;
  c.number = static_cast<std::uint32_t>(all.cases.size());
  c.key = e.case_key;
  c.procedure = number;
  c.parent = e.subject;
  auto r = extend_fold(c.fold, all.law(c), all.calendar(c), {}, e, all.terms.policies, all.terms.rules.get());
  if (!r) return unexpected{std::move(r).error()};
  all.add_case(c);
  all.add_event(c.number, e);
  return record_result{record_result::outcome::applied, std::move(r->duties), std::move(r->breaches),
                         std::move(r->shifts)};
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

const phrase_book& docket::phrases() const noexcept { return data_->terms.phrases; }
std::size_t docket::case_count() const noexcept { return data_->cases.size(); }
std::size_t docket::event_count() const noexcept { return data_->event_names.size(); }

const case_state* docket::state_of(std::string_view case_key) const noexcept {
  const std::uint32_t n = data_->number_of(case_key);
  return n == no_index ? nullptr : &data_->cases[n].state;
}
const std::vector<event>* docket::events_of(std::string_view case_key) const {
  const std::uint32_t n = data_->number_of(case_key);
  if (n == no_index) return nullptr;
  const std::lock_guard one_at_a_time{data_->unpacked_in_use};
  auto at = data_->unpacked.find(n);
  if (at == data_->unpacked.end()) at = data_->unpacked.emplace(n, data_->events_of(data_->open_case(n))).first;
  return &at->second;
}
std::vector<event> docket::events(std::string_view case_key) const {
  const auto c = data_->find(case_key);
  return c ? data_->events_of(*c) : std::vector<event>{};
}

std::string docket::fingerprint() const {
  std::string out;
  const auto field = [&](const std::string& s) {
    out += s;
    out += '\t';
  };
  for (std::uint32_t n = 0; n < data_->cases.size(); ++n) {
    const case_row c = data_->open_case(n);
    field("case " + c.key);
    field(data_->law(c).id());
    field(c.fold.unit_on(date{boost::date_time::pos_infin}));
    field(std::to_string(c.fold.state.standing.word(0)) + "," + std::to_string(c.fold.state.standing.word(1)));
    field(std::to_string(c.fold.state.latest_recorded) + "," + std::to_string(c.fold.state.latest_occurred));
    for (const auto& t : c.fold.since.each()) field(std::to_string(t.place) + " since " + std::to_string(t.since));
    out += '\n';
    for (const auto& e : data_->events_of(c)) out += " " + to_text(e) + '\n';
    for (const auto& x : c.fold.moved.suspensions)
      out += " suspended " + to_text(x.from) + " " + to_text(x.until) + '\n';
    for (const auto& x : c.fold.moved.extensions)
      out += " extended " + std::to_string(x.deadline) + " " + std::to_string(x.opened) + " " + std::to_string(x.by.count) +
             " " + std::string{name_of(x.by.unit)} + '\n';
    for (const auto& x : c.fold.moved.stops)
      out += " stopped " + std::to_string(x.clock) + " " + to_text(x.when.from) + " " + to_text(x.when.until) + '\n';
    for (const auto& x : c.fold.moved.restarts)
      out += " restarted " + std::to_string(x.deadline) + " " + std::to_string(x.opened) + " " + std::to_string(x.from) + '\n';
    for (const auto& x : c.fold.moved.aliases)
      out += " alias " + std::to_string(x.deadline) + " " + std::to_string(x.opened) + " " + std::to_string(x.of) + " " +
             std::to_string(x.of_opened) + '\n';
    for (const auto& x : c.fold.facts) out += " fact " + x.name + " " + x.value + '\n';
    if (c.fold.ending != case_ending::none)
      out += " ended " + std::to_string(static_cast<int>(c.fold.ending)) + " " + c.fold.joined_to + " " + c.fold.ended_at + '\n';
    for (const auto& d : c.fold.duties)
      out += " duty " + std::to_string(d.what.deadline) + " " + std::to_string(d.pass) + " " +
             std::string{name_of(d.what.state)} + " " + to_text(d.what.opened_on) + " " + to_text(d.what.lawful_day) +
             " " + to_text(d.what.settled_on) + '\n';
    for (const auto& b : c.fold.breaches) {
      out += " breach " + std::string{name_of(b.kind)} + " " + std::to_string(b.deadline) + " " +
             std::to_string(b.at.index()) + " " + to_text(b.occurred_on) + " " + std::to_string(b.days);
      for (const auto& l : b.left_out) out += " " + std::to_string(l.what.index()) + l.branch;
      out += '\n';
    }
  }
  return out;
}

}  // namespace dinh::inline v1
