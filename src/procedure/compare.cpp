#include <dinh/calendar/due.hpp>
#include <dinh/procedure/compare.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace dinh::inline v1 {

namespace {

text same(const std::string& s) { return {s, s}; }
text limit_words(const deadline& d) {
  return d.time ? describe(*d.time) : text{"không nêu số ngày", "no number of days"};
}
text kind_words(const step& s) {
  const std::string calls = s.calls.empty() ? std::string{} : " (" + s.calls + ")";
  return same(std::string{name_of(s.kind)} + calls);
}
std::string joined(const std::vector<std::string>& all) {
  std::string out;
  for (const auto& s : all) out += (out.empty() ? "" : ", ") + s;
  return out;
}
text vote_words(const step& s) {
  return s.vote ? text{"biểu quyết theo " + joined(s.vote->rules), "a vote under " + joined(s.vote->rules)}
                : text{"không biểu quyết", "no vote"};
}
text basis_words(const deadline& d) {
  const auto words = [&](lang l) {
    return d.rule + " " + to_text(d.source, l) + " " + std::string(1, letter(d.known_by)) + " " + to_text(d.valid);
  };
  return {words(lang::vi), words(lang::en)};
}

// Whether `after` leaves more time than `before`: 1 always, -1 never, 0 the same, 2 it depends.
int measure(const deadline& before, const deadline& after, const work_calendar& calendar) {
  if (before.time == after.time) return 0;
  if (!before.time || !after.time) return 2;
  if (before.time->way != after.time->way) return 2;
  const span a = before.time->length;
  const span b = after.time->length;
  if (a.unit == b.unit) return b.count > a.count ? 1 : -1;
  if (a.unit == time_unit::hour || b.unit == time_unit::hour) return 2;
  const bool back = before.time->way == direction::not_later_than_before;
  bool longer = false;
  bool shorter = false;
  for (day_number n = to_day_number(civil{2020, 1, 1}); n <= to_day_number(civil{2030, 12, 31}); ++n) {
    const date x = calendar.latest_day(*before.time, to_date(n));
    const date y = calendar.latest_day(*after.time, to_date(n));
    if (x.is_special() || y.is_special()) return 2;
    longer = longer || (back ? y < x : x < y);
    shorter = shorter || (back ? x < y : y < x);
  }
  return longer && shorter ? 2 : longer ? 1 : shorter ? -1 : 0;
}

// Who acts, alone, together or in the place of another.
text actor_words(const step& s) {
  const std::string with = joined(s.with);
  const std::string or_else = joined(s.or_else);
  text out = same(s.actor);
  if (!with.empty()) {
    out.vi += " cùng " + with;
    out.en += " with " + with;
  }
  if (!or_else.empty()) {
    out.vi += " hoặc " + or_else;
    out.en += " or " + or_else;
  }
  return out;
}

struct deadline_at_steps {
  const deadline* what;
  std::string from, to;
  bool is_matched = false;
};
std::vector<deadline_at_steps> deadlines_of(const procedure& p) {
  std::vector<deadline_at_steps> out;
  for (std::uint32_t e = 0; e < p.deadline_count(); ++e) {
    const edge_id<deadline> id{e};
    out.push_back({&p.graph()[id], p[p.graph().from(id)].key, p[p.graph().to(id)].key});
  }
  return out;
}

class version_comparison {
public:
  version_comparison(const procedure& before, const procedure& after, const work_calendar& calendar)
      : before_{before}, after_{after}, calendar_{calendar} {}

  std::vector<procedure_change> run() {
    facts();
    steps();
    flows();
    limits();
    return std::move(out_);
  }

private:
  void add(change_kind k, std::string from, std::string to, text before, text after, citation source = {}) {
    out_.push_back({k, std::move(from), std::move(to), std::move(before), std::move(after), std::move(source)});
  }

  void facts() {
    const procedure_facts& a = before_.facts();
    const procedure_facts& b = after_.facts();
    if (a.title != b.title) add(change_kind::facts_changed, "", "", a.title, b.title);
    if (a.valid != b.valid)
      add(change_kind::facts_changed, "", "", same(to_text(a.valid)), same(to_text(b.valid)));
    if (a.calendar != b.calendar) add(change_kind::facts_changed, "", "", same(a.calendar), same(b.calendar));
  }

  void steps() {
    for (const step& s : before_.steps()) {
      const step_id at = after_.find(s.key);
      if (!at) {
        add(change_kind::step_removed, s.key, "", s.label, {});
        continue;
      }
      const step& n = after_[at];
      if (s.kind != n.kind || s.calls != n.calls)
        add(change_kind::step_changed, s.key, "", kind_words(s), kind_words(n));
      if (s.actor != n.actor || s.with != n.with || s.or_else != n.or_else)
        add(change_kind::actor_changed, s.key, "", actor_words(s), actor_words(n));
      if (s.rules != n.rules) add(change_kind::rules_changed, s.key, "", same(joined(s.rules)), same(joined(n.rules)));
      if (s.label != n.label) add(change_kind::label_changed, s.key, "", s.label, n.label);
      if (s.asks != n.asks) add(change_kind::step_changed, s.key, "", same(s.asks), same(n.asks));
      if (s.documents != n.documents)
        add(change_kind::step_changed, s.key, "", same(joined(s.documents)), same(joined(n.documents)));
      if (s.time != n.time) add(change_kind::step_changed, s.key, "", describe(s.time), describe(n.time));
      if (s.vote != n.vote)
        add(change_kind::step_changed, s.key, "", vote_words(s), vote_words(n));
    }
    for (const step& s : after_.steps())
      if (!before_.find(s.key)) add(change_kind::step_added, s.key, "", {}, s.label);
  }

  struct flow {
    std::string from, to, branch;
    text label;
    const flows_to* what;
    bool is_matched = false;
  };
  static std::vector<flow> flows_of(const procedure& p) {
    std::vector<flow> out;
    for (std::uint32_t e = 0; e < p.graph().count<flows_to>(); ++e) {
      const edge_id<flows_to> id{e};
      out.push_back({p[p.graph().from(id)].key, p[p.graph().to(id)].key, p.graph()[id].branch, p.graph()[id].label,
                     &p.graph()[id]});
    }
    return out;
  }
  static text branch_words(const flow& f) {
    if (f.branch.empty()) return f.label;
    const std::string when = f.what->when.empty() ? std::string{} : " {" + f.what->when.to_text() + "}";
    return {"[" + f.branch + "] " + f.label.in(lang::vi) + when, "[" + f.branch + "] " + f.label.in(lang::en) + when};
  }
  void flows() {
    auto a = flows_of(before_);
    auto b = flows_of(after_);
    const auto match = [&](bool by_branch) {
      for (auto& x : a)
        for (auto& y : b) {
          if (x.is_matched || y.is_matched || x.from != y.from || x.to != y.to) continue;
          if (by_branch && x.branch != y.branch) continue;
          x.is_matched = y.is_matched = true;
          if (x.branch != y.branch || x.label != y.label || !(x.what->when == y.what->when))
            add(change_kind::branch_changed, x.from, x.to, branch_words(x), branch_words(y));
        }
    };
    match(true);
    match(false);
    for (const auto& x : a)
      if (!x.is_matched) add(change_kind::flow_removed, x.from, x.to, branch_words(x), {});
    for (const auto& y : b)
      if (!y.is_matched) add(change_kind::flow_added, y.from, y.to, {}, branch_words(y));
  }

  void limits() {
    auto a = deadlines_of(before_);
    auto b = deadlines_of(after_);
    const auto match = [&](auto agrees) {
      for (auto& x : a)
        for (auto& y : b) {
          if (x.is_matched || y.is_matched || x.from != y.from || x.to != y.to || !agrees(*x.what, *y.what)) continue;
          x.is_matched = y.is_matched = true;
          matched(x, *y.what);
        }
    };
    match([](const deadline& x, const deadline& y) { return x.time == y.time && x.rule == y.rule; });
    match([](const deadline& x, const deadline& y) { return x.rule == y.rule; });
    match([](const deadline& x, const deadline& y) { return x.time && y.time && x.time->way == y.time->way; });
    match([](const deadline&, const deadline&) { return true; });
    for (const auto& x : a)
      if (!x.is_matched) add(change_kind::limit_removed, x.from, x.to, limit_words(*x.what), {}, x.what->source);
    for (const auto& y : b)
      if (!y.is_matched) add(change_kind::limit_added, y.from, y.to, {}, limit_words(*y.what), y.what->source);
  }
  void matched(const deadline_at_steps& x, const deadline& y) {
    const deadline& d = *x.what;
    if (d.time != y.time) {
      const int m = measure(d, y, calendar_);
      add(m == 1    ? change_kind::limit_lengthened
          : m == -1 ? change_kind::limit_shortened
                    : change_kind::limit_changed,
          x.from, x.to, limit_words(d), limit_words(y), y.source);
    }
    if (d.rule != y.rule || d.source != y.source || d.known_by != y.known_by || d.valid != y.valid)
      add(change_kind::basis_changed, x.from, x.to, basis_words(d), basis_words(y), y.source);
    if (d.actor != y.actor) add(change_kind::actor_changed, x.from, x.to, same(d.actor), same(y.actor), y.source);
    if (d.consequence != y.consequence)
      add(change_kind::consequence_changed, x.from, x.to, d.consequence, y.consequence, y.source);
  }

  const procedure& before_;
  const procedure& after_;
  const work_calendar& calendar_;
  std::vector<procedure_change> out_;
};

// Steps that a case can still come to, those it waits for included.
std::vector<char> ahead(const procedure& p, const standing_case& c) {
  std::vector<char> seen(p.steps().size(), 0);
  std::vector<step_id> open;
  const auto visit = [&](step_id s) {
    if (!s || seen[s.index()] != 0) return;
    seen[s.index()] = 1;
    open.push_back(s);
  };
  for (const auto& key : c.next) visit(p.find(key));
  while (!open.empty()) {
    const step_id s = open.back();
    open.pop_back();
    for (const auto& link : p.graph().out<flows_to>(s)) visit(link.node);
  }
  return seen;
}

bool is_limit(change_kind k) {
  return k == change_kind::limit_added || k == change_kind::limit_removed || k == change_kind::limit_lengthened ||
         k == change_kind::limit_shortened || k == change_kind::limit_changed;
}

// The lawful day of a limit between these steps whose words are `words`, for a case that has done the first of them.
date lawful_day(const procedure& p, const procedure_change& c, const text& words, date done,
                const work_calendar& calendar) {
  for (const auto& d : deadlines_of(p)) {
    if (d.from != c.from || d.to != c.to || !d.what->time || limit_words(*d.what) != words) continue;
    if (d.what->time->way == direction::not_later_than_before) continue;  // runs backwards from a day to come
    return calendar.latest_day(*d.what->time, done);
  }
  return no_date();
}

}  // namespace

std::string_view name_of(change_kind k) noexcept {
  constexpr std::array<std::string_view, 17> names{
      "step-added",   "step-removed",  "step-changed",     "actor-changed",   "rules-changed", "label-changed",
      "flow-added",   "flow-removed",  "branch-changed",   "limit-added",     "limit-removed", "limit-lengthened",
      "limit-shortened", "limit-changed", "basis-changed", "consequence-changed", "facts-changed"};
  return names[static_cast<std::size_t>(k)];
}

std::vector<procedure_change> compare(const procedure& before, const procedure& after, const work_calendar& calendar) {
  return version_comparison{before, after, calendar}.run();
}

checked<std::vector<case_effect>> affected(const std::vector<standing_case>& cases, const procedure& before,
                                           const procedure& after, const std::vector<procedure_change>& changes,
                                           const work_calendar& calendar) {
  diagnostics faults;
  std::vector<case_effect> out;
  for (const standing_case& c : cases) {
    const auto known = [&](const std::string& key) {
      if (!before.find(key))
        faults.error("compare/unknown-step", c.name,
                     {"Quy trình cũ không có bước \"" + key + "\".", "The old version has no step \"" + key + "\"."},
                     {"Ghi mã bước của phiên bản cũ.", "Give keys of the old version."});
    };
    for (const auto& key : c.next) known(key);
    for (const auto& e : c.done) known(e.step);
    const auto old_ahead = ahead(before, c);
    const auto new_ahead = ahead(after, c);
    const auto is_ahead = [&](const std::string& key) {
      const step_id a = before.find(key);
      const step_id b = after.find(key);
      return (a && old_ahead[a.index()] != 0) || (b && new_ahead[b.index()] != 0);
    };
    const auto done_on = [&](const std::string& key) -> const date* {
      for (auto e = c.done.rbegin(); e != c.done.rend(); ++e)
        if (e->step == key) return &e->day;
      return nullptr;
    };
    for (std::uint32_t i = 0; i < changes.size(); ++i) {
      const procedure_change& change = changes[i];
      if (change.kind == change_kind::facts_changed || change.kind == change_kind::label_changed) continue;
      if (change.kind == change_kind::step_removed &&
          std::find(c.next.begin(), c.next.end(), change.from) != c.next.end()) {
        out.push_back({c.name, case_effect::kind_of::waits_for_removed_step, i});
        continue;
      }
      const date* done = is_limit(change.kind) ? done_on(change.from) : nullptr;
      if (done != nullptr && is_ahead(change.to)) {
        case_effect e{c.name, case_effect::kind_of::due_day_moves, i};
        if (change.kind != change_kind::limit_added) e.before = lawful_day(before, change, change.before, *done, calendar);
        if (change.kind != change_kind::limit_removed) e.after = lawful_day(after, change, change.after, *done, calendar);
        if (change.kind == change_kind::limit_added) e.kind = case_effect::kind_of::limit_begins;
        if (change.kind == change_kind::limit_removed) e.kind = case_effect::kind_of::limit_ends;
        out.push_back(std::move(e));
        continue;
      }
      const std::string& touched = change.to.empty() ? change.from : change.to;
      const bool begins_ahead = change.to.empty() || is_ahead(change.from) || change.kind == change_kind::flow_added;
      if (is_ahead(touched) && begins_ahead) out.push_back({c.name, case_effect::kind_of::ahead_changes, i});
    }
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

text describe(const procedure_change& c) {
  constexpr std::array<std::string_view, 17> vi{
      "thêm bước",     "bỏ bước",       "đổi loại bước",        "đổi người làm",  "đổi căn cứ của bước", "đổi tên bước",
      "thêm luồng",    "bỏ luồng",      "đổi điều kiện",        "thêm thời hạn",  "bỏ thời hạn",         "kéo dài thời hạn",
      "rút ngắn thời hạn", "đổi thời hạn", "đổi căn cứ thời hạn", "đổi hậu quả",    "đổi thông tin chung"};
  const auto words = [&](lang l) {
    std::string out{l == lang::vi ? vi[static_cast<std::size_t>(c.kind)] : name_of(c.kind)};
    if (l == lang::en) std::replace(out.begin(), out.end(), '-', ' ');
    if (!c.from.empty()) out += " " + c.from;
    if (!c.to.empty()) out += " → " + c.to;
    const std::string& a = c.before.in(l);
    const std::string& b = c.after.in(l);
    if (!a.empty() || !b.empty()) out += ": " + a + (a.empty() || b.empty() ? "" : " → ") + b;
    if (!c.source.empty() && c.kind != change_kind::basis_changed) out += " (" + to_text(c.source, l) + ")";
    return out;
  };
  return {words(lang::vi), words(lang::en)};
}

text describe(const case_effect& e, const std::vector<procedure_change>& changes) {
  constexpr std::array<std::string_view, 5> vi{"đang chờ bước bị bỏ", "đổi ngày đến hạn", "thời hạn mới đã chạy",
                                               "thời hạn đang chạy bị bỏ", "phía trước có thay đổi"};
  constexpr std::array<std::string_view, 5> en{"waits for a step that is gone", "the lawful day moves",
                                               "a new limit runs already", "a running limit is gone",
                                               "something ahead changes"};
  const text change = describe(changes[e.change]);
  const auto words = [&](lang l) {
    std::string out = e.name + ": " + std::string{(l == lang::vi ? vi : en)[static_cast<std::size_t>(e.kind)]};
    if (!e.before.is_special() || !e.after.is_special())
      out += " " + (e.before.is_special() ? std::string{"-"} : to_text(e.before)) + " → " +
             (e.after.is_special() ? std::string{"-"} : to_text(e.after));
    return out + ": " + change.in(l);
  };
  return {words(lang::vi), words(lang::en)};
}

}  // namespace dinh::inline v1
