// The main job on the units of Nghệ An: answers with their reasons, a year of cases through a durable
// journal, what is open, late and breached, and pictures. Each part is a process of its own:
//
//   nghe_an answers  --data DIR
//   nghe_an replay   --data DIR --journal FILE [--crash-after N]
//   nghe_an duties   --data DIR --journal FILE [--as-of YYYY-MM-DD]
//   nghe_an pictures --data DIR --journal FILE --report DIR [--as-of YYYY-MM-DD]
//
// Events and villages are illustrative; units, successions and law are facts with their sources.

#include <dinh/dinh.hpp>
#include <dinh/docket/duty_words.hpp>
#include <dinh/exchange/dot.hpp>
#include <dinh/exchange/events_csv.hpp>
#include <dinh/exchange/html.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/exchange/pack_docket.hpp>
#include <dinh/exchange/procedure_dot.hpp>
#include <dinh/exchange/svg.hpp>
#include <dinh/exchange/units_csv.hpp>
#include <dinh/journal/recorder.hpp>
#include <dinh/journal/sqlite.hpp>
#include <dinh/report/unit_tally.hpp>

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace dinh;
using namespace dinh::literals;

// ---- input ---------------------------------------------------------------------------------------------

struct arguments {
  std::string part;
  std::map<std::string, std::string> options;

  [[nodiscard]] std::string get(const std::string& name, const std::string& otherwise = {}) const {
    const auto at = options.find(name);
    if (at != options.end()) return at->second;
    if (otherwise.empty()) throw std::invalid_argument{"--" + name + " is missing"};
    return otherwise;
  }
};

arguments read_arguments(int argc, char** argv) {
  arguments a;
  if (argc < 2) throw std::invalid_argument{"say what: answers, replay, duties or pictures"};
  a.part = argv[1];
  for (int i = 2; i < argc; i += 2) {
    const std::string name = argv[i];
    if (name.rfind("--", 0) != 0 || i + 1 == argc) throw std::invalid_argument{"expected --option VALUE at " + name};
    a.options[name.substr(2)] = argv[i + 1];
  }
  return a;
}

std::string read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw std::runtime_error{path + ": cannot be read"};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void write_file(const std::string& path, const std::string& content) {
  std::ofstream out{path, std::ios::binary};
  out << content;
  out.flush();
  if (!out) throw std::runtime_error{path + ": cannot be written"};
}

registry load_units(const pack& vn, const std::string& folder) {
  const std::string units = read_file(folder + "/units.csv");
  const std::string successions = read_file(folder + "/successions.csv");
  registry_builder builder = vn.register_of_roles();
  const diagnostics faults = read_units({units, "units.csv"}, {successions, "successions.csv"}, builder);
  if (faults.has_errors()) throw std::runtime_error{describe(faults)};
  return builder.build().value();
}

// ---- words ---------------------------------------------------------------------------------------------

void say(const std::string& words) { std::printf("%s\n", words.c_str()); }
void heading(const std::string& words) { std::printf("\n== %s\n\n", words.c_str()); }

std::string line_of(const duty& d, lang l) {
  std::string out = deadline_in_words(d).in(l) + "  " + (d.body_name.empty() ? d.role : d.body_name.in(l)) + ": " + d.what.in(l);
  if (d.state == duty_state::met_late)
    out += "  done " + to_text(d.settled_on) + ", " + std::to_string(d.days_late) + (d.days_late == 1 ? " day late" : " days late");
  if (d.state == duty_state::breached && d.settled_on.is_not_a_date())
    out += "  " + std::to_string(d.days_late) + " days overdue";
  out += "  [" + to_text(d.source, l) + ", " + letter(d.known_by) + "]  " + d.case_key;
  return out;
}

// ---- answers -------------------------------------------------------------------------------------------

int count_at(const registry& units, unit_level level, date day) {
  int n = 0;
  for (const unit_id u : units.at(day).all<unit>()) n += level_of(units.kind(u, day)) == level ? 1 : 0;
  return n;
}

void show_pack(const pack& vn) {
  heading("The pack: " + vn.title().en);
  std::map<char, int> by_evidence;
  for (const rule& r : vn.rules().rules()) ++by_evidence[letter(r.known_by)];
  say("version " + vn.version() + ": " + std::to_string(vn.rules().instruments().size()) + " instruments, " +
      std::to_string(vn.rules().rules().size()) + " rules (evidence T " + std::to_string(by_evidence['T']) + ", S " +
      std::to_string(by_evidence['S']) + ", M " + std::to_string(by_evidence['M']) + ")");
  for (const auto& c : vn.calendars()) {
    std::string years;
    for (const auto& v : c.decided()) years += " " + to_text(v);
    say("calendar " + c.id() +
        (years.empty() ? ": no days off decided, by rule only" : ": days off decided in" + years));
  }
  for (const auto& p : vn.procedures()) {
    const verification v = verify(p);
    say("procedure " + p.id() + ": " + std::to_string(p.steps().size()) + " steps, " +
        std::to_string(p.deadline_count()) + " deadlines, " + std::string{name_of(v.verdict)} + " (" +
        std::to_string(v.states) + " states looked at)");
    for (const auto& f : v.findings) say("  " + describe(f, p).en);
  }
}

void show_units(const registry& units) {
  heading("The units of Nghệ An");
  for (const date day : {date{2024, 11, 30}, date{2025, 6, 30}, date{2025, 7, 1}})
    say(to_text(day) + ": " + std::to_string(count_at(units, unit_level::district, day)) + " districts, " +
        std::to_string(count_at(units, unit_level::commune, day)) + " communes, wards and townships, " +
        std::to_string(count_at(units, unit_level::village, day)) + " villages (illustrative)");
  say("code 16681 is " + units.full_name(units.find("16681", {2025, 6, 30}), {2025, 6, 30}).vi +
      " until 2025-06-30 and " + units.full_name(units.find("16681", {2025, 7, 1}), {2025, 7, 1}).vi +
      " from 2025-07-01");
}

void show_due_date(const pack& vn) {
  heading("When? 5 working days after Thursday 24 April 2025");
  const rule& publish = *vn.rules().find("GDL-12-2");
  const due_date due = vn.calendar("state-agency")
                           .due(*publish.time, after({2025, 4, 24}),
                                due_options{.source = publish.source, .known_by = publish.known_by});
  say(to_text(due.why, lang::vi));
  say(to_text(due.why, lang::en));
}

void show_decision(const pack& vn) {
  heading("Is it decided? 4160 of 8318 households, content 15.6, at a meeting on 1 September 2023");
  const verdict v = decide(vn.rules(), {.on = date{2023, 9, 1},
                                        .where = setting::village,
                                        .what = "15.6",
                                        .form = decision_form::meeting,
                                        .households = 8318,
                                        .present = 5000,
                                        .in_favour = 4160});
  say(to_text(v.why, lang::vi));
  say(to_text(v.why, lang::en));
}

void show_recogniser(const pack& vn, const registry& units) {
  heading("Who? The body that recognises a village convention, before and after the merger");
  for (const date day : {date{2025, 6, 20}, date{2025, 8, 20}}) {
    const unit_id village = units.find("17461-01", day);
    const verdict law =
        decide(vn.rules(), {.asked = question_kind::recognise, .on = day, .what = "15.3", .passed_on = day});
    if (!law.recogniser) {
      say(to_text(law.why, lang::en));
      continue;
    }
    const std::string_view role_name = terms<role>::names[static_cast<std::size_t>(*law.recogniser)];
    const resolution body = units.resolve(role_name, village, day);
    say(to_text(day) + ", " + units.full_name(village, day).vi + " (illustrative village): " + body.name.vi + " / " +
        body.name.en);
    for (const lang l : {lang::vi, lang::en}) say(to_text(law.why, l) + to_text(body.why, l));
  }
}

int answers(const arguments& a) {
  const pack vn = packs::vietnam().value();
  const registry units = load_units(vn, a.get("data"));
  show_pack(vn);
  show_units(units);
  show_due_date(vn);
  show_decision(vn);
  show_recogniser(vn, units);
  return 0;
}

// ---- replay --------------------------------------------------------------------------------------------

recorder open_recorder(const pack& vn, const registry& units, const std::string& path, journal_access access) {
  return recorder::open(sqlite_journal::open(path, {.access = access}).value(),
                        docket::make(docket_terms_of(vn, units)).value())
      .value();
}

int replay_events(const arguments& a) {
  const pack vn = packs::vietnam().value();
  const registry units = load_units(vn, a.get("data"));
  const std::string content = read_file(a.get("data") + "/events.csv");
  const std::vector<event> events = read_events({content, "events.csv"}).value();
  const std::uint64_t crash_after = std::stoull(a.get("crash-after", "0"));
  recorder r = open_recorder(vn, units, a.get("journal"), journal_access::read_write);
  heading("Replay: " + std::to_string(events.size()) + " events into " + a.get("journal"));
  if (r.size() > 0) say("the journal holds " + std::to_string(r.size()) + " events of an earlier run");

  recording all;
  constexpr std::size_t batch = 25;
  const bool is_terminal = ::isatty(STDOUT_FILENO) == 1;
  for (std::size_t at = 0; at < events.size(); at += batch) {
    const std::size_t n = std::min(batch, events.size() - at);
    recording done = r.record(std::span{events}.subspan(at, n)).value();
    all.recorded += done.recorded;
    all.already_there += done.already_there;
    all.refused_events += done.refused_events;
    all.refused.append(std::move(done.refused));
    if (is_terminal) std::printf("\r%zu of %zu events", at + n, events.size());
    if (crash_after > 0 && all.recorded >= crash_after) ::kill(::getpid(), SIGKILL);
  }
  if (is_terminal) std::printf("\r");
  say(std::to_string(all.recorded) + " recorded, " + std::to_string(all.already_there) + " were there, " +
      std::to_string(all.refused_events) + " refused; the journal holds " + std::to_string(r.size()));
  if (all.refused.empty()) return 0;
  say(describe(all.refused));
  return 1;
}

// ---- duties --------------------------------------------------------------------------------------------

/// The duties of a day by what became of them.
struct sorted_duties {
  std::vector<duty> open, overdue, met_late, breached;
  duty_tally tally;
};

sorted_duties sort_duties(const docket& cases, date as_of) {
  sorted_duties out;
  for (const duty& d : cases.duties(as_of)) {
    count(d, out.tally);
    if (d.state == duty_state::open || d.state == duty_state::pending) out.open.push_back(d);
    if (d.state == duty_state::met_late) out.met_late.push_back(d);
    if (d.state == duty_state::breached) (d.settled_on.is_not_a_date() ? out.overdue : out.breached).push_back(d);
  }
  return out;
}

std::string words_of(const duty_tally& t, lang l) {
  const auto n = [](std::uint32_t count) { return std::to_string(count); };
  if (l == lang::vi)
    return n(t.total()) + " nghĩa vụ: " + n(t.met) + " đúng hạn, " + n(t.met_late) + " trễ hạn, " + n(t.breached) +
           " vi phạm, " + n(t.overdue) + " quá hạn, " + n(t.open + t.pending) + " đang mở, " + n(t.voided) +
           " không còn phải làm";
  return n(t.total()) + " duties: " + n(t.met) + " met, " + n(t.met_late) + " met late, " + n(t.breached) +
         " breached, " + n(t.overdue) + " overdue, " + n(t.open + t.pending) + " open, " + n(t.voided) + " void";
}

date as_of(const arguments& a) { return parse_date(a.get("as-of", "2026-03-31"), "--as-of").value(); }

int show_duties(const arguments& a) {
  const pack vn = packs::vietnam().value();
  const registry units = load_units(vn, a.get("data"));
  const recorder r = open_recorder(vn, units, a.get("journal"), journal_access::read_only);
  const date day = as_of(a);
  const docket& cases = r.cases();
  heading("The docket on " + to_text(day) + ", opened again from " + std::to_string(r.size()) + " events");
  const sorted_duties all = sort_duties(cases, day);
  say(std::to_string(cases.cases(day).size()) + " cases. " + words_of(all.tally, lang::en));

  const auto list = [](const std::string& title, const std::vector<duty>& duties) {
    heading(title + ": " + std::to_string(duties.size()));
    for (const duty& d : duties) say(line_of(d, lang::en));
  };
  list("Open", all.open);
  list("Overdue", all.overdue);
  list("Met late", all.met_late);
  const auto breaches = cases.breaches(day);
  heading("Breaches recorded: " + std::to_string(breaches.size()));
  for (const breach_record& b : breaches)
    say(to_text(b.occurred_on) + "  " + std::string{name_of(b.kind)} +
        (b.days > 0 ? " by " + std::to_string(b.days) + " days" : "") + "  " +
        (b.body_name.empty() ? b.role : b.body_name.en) + ": " + b.what.en +
        (b.source.empty() ? "" : "  [" + to_text(b.source, lang::en) + ", " + letter(b.known_by) + "]") + "  " +
        b.case_key);
  if (!all.overdue.empty()) {
    heading("Why the first of the overdue duties is overdue");
    say(to_text(cases.why(all.overdue.front(), day), lang::vi));
    say(to_text(cases.why(all.overdue.front(), day), lang::en));
  }
  return 0;
}

// ---- pictures ------------------------------------------------------------------------------------------

html_table table_of(const std::vector<duty>& duties) {
  html_table t{{"Thời hạn", "Cơ quan", "Việc phải làm", "Căn cứ", "Hồ sơ"}, {}};
  for (const duty& d : duties)
    t.rows.push_back({deadline_in_words(d).vi, d.body_name.empty() ? d.role : d.body_name.vi, d.what.vi,
                      to_text(d.source, lang::vi) + " (" + letter(d.known_by) + ")", d.case_key});
  return t;
}

int draw(const arguments& a) {
  const pack vn = packs::vietnam().value();
  const registry units = load_units(vn, a.get("data"));
  const recorder r = open_recorder(vn, units, a.get("journal"), journal_access::read_only);
  const date day = as_of(a);
  const std::string folder = a.get("report");
  heading("Pictures and report in " + folder);

  const procedure_picture_options look{.labels = lang::vi,
                                       .role_name = [&](std::string_view role) { return vn.role_name(role); }};
  const std::string meeting = svg_from_dot(procedure_to_dot(vn.procedure_named("village_meeting"), look)).value();
  write_file(folder + "/village_meeting.svg", meeting);
  const std::string publicity = svg_from_dot(procedure_to_dot(vn.procedure_named("pub_commune"), look)).value();
  write_file(folder + "/pub_commune.svg", publicity);
  const unit_id province = units.find("40", day);
  const std::string tree =
      svg_from_dot(units_to_dot(units, province, day, {.grouped_as_of = date{2025, 6, 30}})).value();
  write_file(folder + "/units.svg", tree);

  const sorted_duties all = sort_duties(r.cases(), day);
  html_page page{"Thực hiện dân chủ ở cơ sở tại Nghệ An, đến ngày " + to_text(day), lang::vi};
  page.paragraph("Đơn vị hành chính và căn cứ pháp luật là dữ kiện có nguồn; thôn và sự kiện chỉ để minh họa.");
  page.heading("Tổng hợp").paragraph(words_of(all.tally, lang::vi));
  html_table by_unit{{"Đơn vị", "Tổng số", "Đúng hạn", "Trễ hạn", "Vi phạm", "Quá hạn", "Đang mở"}, {}};
  for (const unit_tally& u : tally_by_unit(r.cases(), units, day).units)
    by_unit.rows.push_back(
        {std::string(u.depth * 3, ' ') + units.full_name(u.unit, day).vi, std::to_string(u.with_below.total()),
         std::to_string(u.with_below.met), std::to_string(u.with_below.met_late), std::to_string(u.with_below.breached),
         std::to_string(u.with_below.overdue), std::to_string(u.with_below.open + u.with_below.pending)});
  page.table(by_unit);
  page.heading("Quá hạn").table(table_of(all.overdue));
  page.heading("Hoàn thành trễ hạn").table(table_of(all.met_late));
  page.heading("Đang mở").table(table_of(all.open));
  page.heading("Quy trình: họp cộng đồng dân cư").picture(meeting, "Cuộc họp của cộng đồng dân cư bàn và quyết định");
  page.heading("Quy trình: công khai thông tin ở cấp xã").picture(publicity, "Công khai thông tin ở cấp xã");
  page.heading("Đơn vị hành chính").picture(tree, "Xếp theo huyện trước ngày 1-7-2025");
  write_file(folder + "/index.html", page.finish());
  for (const char* name : {"index.html", "village_meeting.svg", "pub_commune.svg", "units.svg"})
    say(folder + "/" + name);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const arguments a = read_arguments(argc, argv);
    if (a.part == "answers") return answers(a);
    if (a.part == "replay") return replay_events(a);
    if (a.part == "duties") return show_duties(a);
    if (a.part == "pictures") return draw(a);
    throw std::invalid_argument{"'" + a.part + "' is none of answers, replay, duties, pictures"};
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "nghe_an: %s\n", fault.what());
    return 2;
  }
}
