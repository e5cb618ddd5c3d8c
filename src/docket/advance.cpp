#include <dinh/docket/advance.hpp>
#include <docket/step_taken.hpp>

#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace dinh::inline v1 {

namespace {

std::string quote(std::string_view s) { return "\"" + std::string{s} + "\""; }

std::optional<std::int64_t> count_of(std::string_view s) {
  std::int64_t v = 0;
  const auto [end, fault] = std::from_chars(s.data(), s.data() + s.size(), v);
  if (fault != std::errc{} || end != s.data() + s.size() || v < 0 || v > 1'000'000'000) return std::nullopt;
  if (s.size() > 1 && s.front() == '0') return std::nullopt;
  return v;
}

constexpr std::array<std::string_view, 7> count_names{"households",     "present",          "in_favour",    "against",
                                                      "ballots_issued", "ballots_returned", "valid_ballots"};

// The first cannot exceed the second.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> within_of{
    {{"present", "households"},
     {"in_favour", "households"},
     {"against", "households"},
     {"in_favour", "present"},
     {"against", "present"},
     {"in_favour", "valid_ballots"},
     {"against", "valid_ballots"},
     {"valid_ballots", "ballots_returned"},
     {"ballots_returned", "ballots_issued"},
     {"ballots_issued", "households"},
     {"ballots_returned", "households"}}};

void check_open(const case_state& state, const event& e, diagnostics& faults) {
  if (state.is_closed())
    faults.error("docket/case-closed", e.id, {"Hồ sơ đã kết thúc.", "The case is closed."},
                 {"Mở hồ sơ mới.", "Open a new case."});
}

void check_days(const case_state& state, const event& e, engine_step& out, diagnostics& faults) {
  if (!work_calendar::covers(e.occurred_on) || !work_calendar::covers(e.recorded_on)) {
    faults.error("docket/no-such-day", e.id,
                 {"Ngày phải nằm trong các năm 1900 đến 2200.", "The days must lie in the years 1900 to 2200."});
  } else {
    out.occurred = to_day_number(e.occurred_on);
    out.recorded = to_day_number(e.recorded_on);
    if (out.occurred > out.recorded)
      faults.error("docket/recorded-before-it-occurred", e.id,
                   {"Ghi nhận ngày " + to_text(e.recorded_on) + " việc của ngày " + to_text(e.occurred_on) + ".",
                    "Recorded on " + to_text(e.recorded_on) + ", but it occurred on " + to_text(e.occurred_on) + "."},
                   {"Sửa một trong hai ngày.", "Correct one of the two days."});
    if (state.is_begun() && out.recorded < state.latest_recorded)
      faults.error("docket/recorded-before-last", e.id,
                   {"Hồ sơ đã có ghi nhận ngày " + to_text(to_date(state.latest_recorded)) + ".",
                    "The case has a record of " + to_text(to_date(state.latest_recorded)) + " already."},
                   {"Ngày ghi nhận không lùi lại; ngày xảy ra thì được.",
                    "The day of recording never goes back; the day of the act may."});
  }
}

}  // namespace

diagnostics nonsense_in(const event& e) {
  diagnostics faults;
  for (std::size_t i = 1; i < e.facts.size(); ++i)
    if (!(e.facts[i - 1].name < e.facts[i].name)) {
      faults.error("docket/facts-unordered", e.id,
                   {"Dữ kiện phải xếp theo tên, không trùng.", "Facts are in the order of their names, each once."},
                   {"Xếp các dữ kiện theo tên.", "Sort the facts by name."});
      break;
    }
  const auto find = [&](std::string_view name) -> std::optional<std::int64_t> {
    for (const auto& f : e.facts)
      if (f.name == name) return count_of(f.value);
    return std::nullopt;
  };
  for (const auto& f : e.facts)
    for (const auto name : count_names)
      if (f.name == name && !count_of(f.value))
        faults.error("docket/not-a-count", e.id,
                     {quote(f.value) + " không phải là số đếm (" + f.name + ").",
                      quote(f.value) + " is not a count (" + f.name + ")."},
                     {"Ghi một số nguyên không âm.", "Give a whole number, not negative."});
  for (const auto& [part, whole] : within_of) {
    const auto p = find(part);
    const auto w = find(whole);
    if (p && w && *p > *w)
      faults.error("docket/more-than-there-are", e.id,
                   {std::string{part} + " = " + std::to_string(*p) + " nhiều hơn " + std::string{whole} + " = " +
                        std::to_string(*w) + ".",
                    std::string{part} + " = " + std::to_string(*p) + " is more than " + std::string{whole} + " = " +
                        std::to_string(*w) + "."},
                   {"Kiểm tra lại hai con số.", "Check the two numbers."});
  }
  const auto yes = find("in_favour");
  const auto no = find("against");
  for (const std::string_view whole : {"present", "valid_ballots"})
    if (const auto w = find(whole); yes && no && w && *yes + *no > *w)
      faults.error("docket/more-than-there-are", e.id,
                   {"Tổng số tán thành và không tán thành nhiều hơn " + std::string{whole} + ".",
                    "In favour and against together are more than " + std::string{whole} + "."},
                   {"Kiểm tra lại các con số.", "Check the numbers."});
  return faults;
}

std::optional<engine_step> docketing::step_taken(const procedure& p, const case_state& state, const event& e) {
  const step_id s = p.find(e.step);
  if (!s || fires_by_itself(p[s].kind) || (p[s].kind == step_kind::start) == state.is_begun() || state.is_closed()) return std::nullopt;
  if (!work_calendar::covers(e.occurred_on) || !work_calendar::covers(e.recorded_on)) return std::nullopt;
  engine_step out{static_cast<std::uint16_t>(s.index()), 0, to_day_number(e.occurred_on), to_day_number(e.recorded_on)};
  if (out.occurred > out.recorded || (state.is_begun() && out.recorded < state.latest_recorded)) return std::nullopt;
  if (p[s].kind == step_kind::decision) {
    out.exit = p.find_branch(s, e.branch);
    if (e.branch.empty() || out.exit == procedure::no_exit) return std::nullopt;
  } else if (!e.branch.empty()) {
    return std::nullopt;
  }
  if (!e.facts.empty() && nonsense_in(e).has_errors()) return std::nullopt;
  return out;
}

checked<engine_step> check_event(const procedure& p, const case_state& state, const event& e) {
  // What is asked below is asked there in short: a check that is added here is added there too.
  if (const auto taken = docketing::step_taken(p, state, e)) return *taken;
  diagnostics faults;
  engine_step out;
  const step_id s = p.find(e.step);
  if (!s) {
    faults.error("docket/unknown-step", e.id,
                 {"Quy trình " + quote(p.id()) + " không có bước " + quote(e.step) + ".",
                  "The procedure " + quote(p.id()) + " has no step " + quote(e.step) + "."},
                 {"Xem danh sách bước của quy trình.", "Look at the steps of the procedure."});
  } else {
    out.step = static_cast<std::uint16_t>(s.index());
    const step& what = p[s];
    if (fires_by_itself(what.kind))
      faults.error("docket/fires-by-itself", e.id,
                   {"Bước " + quote(e.step) + " tự diễn ra, không ghi nhận riêng.",
                    "The step " + quote(e.step) + " happens by itself and is not recorded."},
                   {"Ghi bước mà người làm thực hiện.", "Record the step that somebody did."});
    if (what.kind == step_kind::start && state.is_begun())
      faults.error("docket/begun-already", e.id, {"Hồ sơ đã bắt đầu.", "The case has begun already."},
                   {"Dùng mã hồ sơ khác.", "Use another key for the new case."});
    if (what.kind != step_kind::start && !state.is_begun())
      faults.error("docket/not-begun", e.id, {"Hồ sơ chưa bắt đầu.", "The case has not begun."},
                   {"Ghi bước bắt đầu trước.", "Record its start first."});
    if (what.kind == step_kind::decision) {
      out.exit = p.find_branch(s, e.branch);
      std::string known;
      for (const auto& link : p.graph().out<flows_to>(s))
        known += (known.empty() ? "" : ", ") + p.graph()[link.edge].branch;
      if (e.branch.empty())
        faults.error("docket/branch-missing", e.id,
                     {"Bước " + quote(e.step) + " cần ghi nhánh: " + known + ".",
                      "The step " + quote(e.step) + " needs a branch: " + known + "."},
                     {"Ghi một trong các nhánh.", "Name one of them."});
      else if (out.exit == procedure::no_exit)
        faults.error("docket/unknown-branch", e.id,
                     {"Bước " + quote(e.step) + " không có nhánh " + quote(e.branch) + "; có: " + known + ".",
                      "The step " + quote(e.step) + " has no branch " + quote(e.branch) + "; it has: " + known + "."},
                     {"Ghi một trong các nhánh.", "Name one of them."});
    } else if (!e.branch.empty()) {
      faults.error("docket/unknown-branch", e.id,
                   {"Bước " + quote(e.step) + " không rẽ nhánh.", "The step " + quote(e.step) + " has no branches."},
                   {"Bỏ nhánh.", "Drop the branch."});
    }
  }
  check_open(state, e, faults);
  check_days(state, e, out, faults);
  faults.append(nonsense_in(e));
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

checked<engine_step> check_about_case(const case_state& state, const event& e, after_the_end late) {
  diagnostics faults;
  engine_step out;
  if (!state.is_begun())
    faults.error("docket/not-begun", e.id, {"Hồ sơ chưa bắt đầu.", "The case has not begun."},
                 {"Ghi bước bắt đầu trước.", "Record its start first."});
  if (late == after_the_end::is_refused) check_open(state, e, faults);
  check_days(state, e, out, faults);
  faults.append(nonsense_in(e));
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

namespace {

struct collector {
  const procedure& p;
  step_result& out;

  void duty(const engine::duty_event& d) {
    out.duties.push_back(
        {d.deadline, d.state, d.is_provisional, date_or_none(d.opened), date_or_none(d.lawful), date_or_none(d.settled)});
  }
  void breach(const engine::breach_event& b) {
    out.breaches.push_back(
        {b.kind, b.deadline, step_id{b.step}, {}, date_or_none(b.occurred), date_or_none(b.lawful), b.days});
  }
  void out_of_order(const engine::breach_event& b, const std::vector<left_out_step>& left) {
    breach(b);
    const auto& t = p.tables();
    for (const left_out_step& l : left) {
      run_step r{step_id{l.step}, {}};
      const auto& row = t.steps[l.step];
      if (row.kind == step_kind::decision)
        r.branch = p.graph()[edge_id<flows_to>{t.exits[static_cast<std::size_t>(row.first_exit + l.exit)].flow}].branch;
      out.breaches.back().left_out.push_back(std::move(r));
    }
  }
};

}  // namespace

checked<step_result> advance(const procedure& p, const work_calendar& calendar, const case_state& state, const event& e,
                             const due_policies& policies, const case_adjustments* moved, token_days* since) {
  auto step = check_event(p, state, e);
  if (!step) return unexpected{std::move(step).error()};
  step_result out;
  out.state = state;
  collector sink{p, out};
  engine::apply(p.tables(), calendar, policies, out.state, step->step, step->exit, step->occurred, step->recorded, sink,
                moved, since);
  return out;
}

checked<step_result> end_case(const procedure& p, const work_calendar& calendar, const case_state& state,
                              const event& e, const due_policies& policies, const case_adjustments* moved) {
  const auto step = check_about_case(state, e);
  if (!step) return unexpected{step.error()};
  step_result out;
  out.state = state;
  collector sink{p, out};
  engine::application<collector>{p.tables(), calendar, policies, out.state, sink, moved}.end_case(step->occurred,
                                                                                                  step->recorded);
  return out;
}

}  // namespace dinh::inline v1
