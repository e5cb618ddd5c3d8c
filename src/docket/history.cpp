#include <dinh/calendar/due.hpp>
#include <dinh/docket/clocks.hpp>
#include <docket/docket_data.hpp>

namespace dinh::inline v1 {

using namespace docketing;

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
    case duty_state::suspended:
      return {"tạm đình chỉ", "suspended"};
    case duty_state::needs_review:
      return {"cần xem xét", "needs review"};
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
    case breach_kind::extended_too_often:
      return {vi + ": gia hạn quá số lần luật cho phép, thời hạn không kéo dài thêm.",
              en + ": extended more often than the law allows; the limit does not grow by it."};
    case breach_kind::extended_too_long:
      return {vi + ": gia hạn dài hơn luật cho phép (" + days + "), phần vượt không được tính.",
              en + ": extended by " + days + " more than the law allows; what goes beyond does not count."};
    case breach_kind::against_its_facts:
      return {vi + ": nhánh đã chọn trái với dữ kiện của hồ sơ.", en + ": the branch taken contradicts the facts of the case."};
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

/// What the clock rules that begin with an act do, in the words of the pack, and by which day a right is lost.
void tell_clocks(const procedure& p, const work_calendar& calendar, const event& act, date as_of, std::vector<history_line>& out) {
  for (const clock_rule& c : p.facts().clocks) {
    if (c.from != act.step || act.occurred_on > as_of || !c.valid.contains(act.occurred_on)) continue;
    history_line line{act.occurred_on, history_kind::about_case, act.step, {c.effect, c.source, c.known_by, {}}};
    if (c.how == clock_change::lapse && c.by) {
      const date last = calendar.latest_day({*c.by, direction::valid_for}, act.occurred_on);
      if (!last.is_special())
        line.what.add({{"Ngày cuối: " + to_text(last) + ".", "Last day: " + to_text(last) + "."}, {}, evidence::text, {}});
    }
    out.push_back(std::move(line));
  }
}

/// How the clock rules of the procedure bear on a duty, and which of them the steps cannot tell.
void explain_clocks(const procedure& p, const duty& d, const case_adjustments& moved, explanation& out) {
  const auto& clocks = p.facts().clocks;
  for (std::uint16_t i = 0; i < clocks.size(); ++i) {
    const clock_rule& c = clocks[i];
    const bool moves = c.how != clock_change::stay && c.how != clock_change::lapse;
    if (!moves || !touches(c, p.deadline_at(d.deadline)) || !c.valid.contains(d.opened_on)) continue;
    if (!is_told_by_steps(p, c, d.deadline)) {
      out.add({{c.effect.in(lang::vi) + " Các bước không cho biết điều này; hạn ở đây chưa tính đến.",
                c.effect.in(lang::en) + " The steps do not tell this; the day here leaves it out."},
               c.source,
               c.known_by,
               {}});
      continue;
    }
    std::vector<date> days;
    for (const auto& s : moved.stops)
      if (s.clock == i && std::find(s.deadlines.begin(), s.deadlines.end(), d.deadline) != s.deadlines.end()) days.push_back(s.when.from);
    for (const auto& e : moved.extensions)
      if (e.clock == i && e.deadline == d.deadline && to_date(e.opened) == d.opened_on) days.push_back(to_date(e.granted));
    for (const auto& r : moved.restarts)
      if (r.clock == i && r.deadline == d.deadline && to_date(r.opened) == d.opened_on) days.push_back(to_date(r.from));
    for (const date day : days)
      out.add({{"Ngày " + to_text(day) + ": " + c.effect.in(lang::vi), "On " + to_text(day) + ": " + c.effect.in(lang::en)},
               c.source,
               c.known_by,
               {}});
  }
}

}  // namespace

text describe_about_case(const event& e, const procedure& p) {
  const step_id owed = e.step.empty() ? step_id{} : p.find(e.step);
  const auto named = [&](lang l) { return owed ? key_and_label(p[owed], l) : e.step; };
  switch (e.kind) {
    case event_kind::suspended:
      return {"Tạm đình chỉ: các thời hạn ngừng chạy", "Suspended: the limits stand still"};
    case event_kind::resumed:
      return {"Tiếp tục: các thời hạn chạy tiếp", "Resumed: the limits run on"};
    case event_kind::extended:
      return {"Gia hạn " + e.subject + ": " + named(lang::vi), "Extended by " + e.subject + ": " + named(lang::en)};
    case event_kind::corrected:
      return {"Sửa ghi nhận " + e.subject + ": " + named(lang::vi), "Record " + e.subject + " corrected: " + named(lang::en)};
    case event_kind::annulled:
      return {"Hủy ghi nhận " + e.subject, "Record " + e.subject + " annulled"};
    case event_kind::withdrawn:
      return {"Rút hồ sơ", "Withdrawn"};
    case event_kind::joined:
      return {"Nhập vào hồ sơ " + e.subject, "Joined to the case " + e.subject};
    case event_kind::referred:
      return {"Chuyển đến " + e.unit, "Referred to " + e.unit};
    case event_kind::act:
      break;
  }
  return {};
}

checked<std::vector<history_line>> docket::history(std::string_view case_key, date as_of) const {
  const auto found = data_->find(case_key);
  if (!found) return docketing::unknown_case(case_key);
  const case_row& c = *found;
  const procedure& p = data_->law(c);
  people who{data_->terms.units.get(), as_of};
  const auto facts = data_->facts_of(c, as_of);
  std::vector<history_line> out;
  const std::vector<event> events = data_->events_of(c);
  std::vector<event> told = effective_events(events).value();
  for (const auto& e : events)
    if (e.kind == event_kind::corrected || e.kind == event_kind::annulled) told.push_back(e);
  for (const auto& e : told) {
    if (e.occurred_on > as_of) continue;
    const bool is_act = e.kind == event_kind::act;
    history_line line{e.occurred_on, is_act ? history_kind::act : history_kind::about_case, e.step, {}};
    if (is_act) {
      const step& s = p[p.find(e.step)];
      line.what.statement = {key_and_label(s, lang::vi), key_and_label(s, lang::en)};
    } else {
      line.what.statement = describe_about_case(e, p);
    }
    if (is_act && !e.branch.empty()) {
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
    if (is_act) tell_clocks(p, data_->calendar(c), e, as_of, out);
  }
  for (const transition& t : p.facts().transitions)
    if (events.front().occurred_on < t.on && t.on <= as_of && (!c.fold.state.is_closed() || to_date(c.fold.state.latest_occurred) >= t.on))
      out.push_back({t.on,
                     history_kind::about_case,
                     {},
                     {{"Luật thay đổi: " + t.remark.in(lang::vi), "The law changed: " + t.remark.in(lang::en)}, t.source, t.known_by, {}}});
  for (const auto& row : c.fold.duties) {
    if (row.what.opened_on > as_of) continue;
    const duty d = on_day(c, row, p, data_->limit(c, row, as_of), as_of, who, facts);
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
  for (const auto& b : c.fold.breaches) {
    if (b.occurred_on > as_of) continue;
    history_line line{b.occurred_on, history_kind::breach, p[b.at].key, {}};
    line.what.statement = breach_words(b, p);
    if (b.clock != UINT16_MAX) {
      line.what.source = p.facts().clocks[b.clock].source;
      line.what.known_by = p.facts().clocks[b.clock].known_by;
    } else if (b.deadline != no_deadline) {
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
  const unit_today& now = who.unit(c.fold.unit_on(as_of));
  if (now.result != unit_today::standing::same) {
    // The day is known where one unit took over; otherwise the line stands at the day asked for.
    out.push_back({now.since.is_special() ? as_of : now.since, history_kind::moved, {}, now.why});
  }
  std::stable_sort(out.begin(), out.end(), [](const history_line& a, const history_line& b) { return a.on < b.on; });
  return out;
}

explanation docket::why(const duty& d, date as_of) const {
  explanation out;
  const auto c = data_->find(d.case_key);
  if (!c) return out;
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
    const case_adjustments moved = c->fold.moved.known_on(d.settled_on.is_special() ? as_of : d.settled_on);
    const auto base = engine::unaliased(static_cast<std::uint16_t>(d.deadline), to_day_number(d.opened_on), moved);
    const bool is_new_count = d.changed_law && d.changed_law->open_cases == open_case_rule::new_from_change;
    const day_number first = is_new_count ? to_day_number(d.changed_law->on) : base.opened;
    engine::moved_question asked = engine::question_of_moved(base.deadline, base.opened, first, data_->terms.policies, moved);
    asked.options.source = d.source;
    asked.options.known_by = d.known_by;
    const bool is_alias = base.deadline != d.deadline;
    const limit time = is_alias ? p.deadline_at(base.deadline).time.value_or(*d.time) : *d.time;
    out.add(data_->calendar(*c).due(time, after(to_date(asked.from)), asked.options).why);
    explain_clocks(p, d, moved, out);
  }
  if (d.changed_law) out.add(words_of(*d.changed_law));
  people who{data_->terms.units.get(), as_of};
  const answerable_body& b =
      who.body(d.role, c->fold.unit_on(d.settled_on.is_special() ? as_of : d.settled_on), d.settled_on.is_special() ? as_of : d.settled_on, data_->facts_of(*c, as_of));
  if (!b.why.statement.empty()) out.add(b.why);
  const unit_today& now = who.unit(c->fold.unit_on(as_of));
  if (now.result != unit_today::standing::same) out.add(now.why);
  out.add({d.consequence.empty()
               ? text{"Luật không quy định hậu quả.", "The law states no consequence."}
               : text{"Nếu không làm: " + d.consequence.in(lang::vi), "If it is missed: " + d.consequence.in(lang::en)},
           {},
           evidence::text,
           {}});
  return out;
}

}  // namespace dinh::inline v1
