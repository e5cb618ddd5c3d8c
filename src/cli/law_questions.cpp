#include <cli/law_questions.hpp>
#include <dinh/law/citation_form.hpp>

#include <charconv>
#include <string_view>
#include <utility>

namespace dinh::cli {
namespace {

counted count_of(const std::optional<std::int64_t>& given) { return given ? counted{*given} : counted{}; }

std::optional<std::int64_t> whole_number(std::string_view s) {
  std::int64_t n = 0;
  const auto [end, fault] = std::from_chars(s.data(), s.data() + s.size(), n);
  if (fault != std::errc{} || end != s.data() + s.size() || n < 0) return std::nullopt;
  return n;
}

/// "100:70": households, votes in favour.
void read_tallies(const std::vector<std::string>& given, const char* option, std::vector<tally>& into,
                  diagnostics& faults) {
  for (const std::string& s : given) {
    const auto colon = s.find(':');
    const auto households = whole_number(std::string_view{s}.substr(0, colon));
    const auto in_favour =
        colon == std::string::npos ? std::nullopt : whole_number(std::string_view{s}.substr(colon + 1));
    if (households && in_favour)
      into.push_back({*households, *in_favour});
    else
      faults.error("cli/tally", option, {"Không hiểu \"" + s + "\".", "\"" + s + "\" is not understood."},
                   {"Viết số hộ và số tán thành, ví dụ 100:70.", "Write households and votes in favour, such as 100:70."});
  }
}

/// "2/3", "≥2/3", ">1/2".
void read_ratio(const std::string& given, std::optional<threshold>& into, diagnostics& faults) {
  if (given.empty()) return;
  std::string_view s = given;
  threshold t;
  for (const auto& [sign, how] : {std::pair{std::string_view{">="}, strictness::at_least},
                                  std::pair{std::string_view{"\u2265"}, strictness::at_least},
                                  std::pair{std::string_view{">"}, strictness::more_than}})
    if (s.substr(0, sign.size()) == sign) {
      t.how = how;
      s.remove_prefix(sign.size());
      break;
    }
  const auto slash = s.find('/');
  const auto num = whole_number(s.substr(0, slash));
  const auto den = slash == std::string_view::npos ? std::nullopt : whole_number(s.substr(slash + 1));
  if (num && den && *den > 0) {
    t.share = {*num, *den};
    into = t;
    return;
  }
  faults.error("cli/ratio", "--threshold", {"Không hiểu \"" + given + "\".", "\"" + given + "\" is not understood."},
               {"Viết 2/3 (từ hai phần ba) hoặc >1/2 (trên một nửa).",
                "Write 2/3 for at least two thirds, >1/2 for more than half."});
}

void read_day(const std::string& given, const char* option, std::optional<date>& into, diagnostics& faults) {
  if (given.empty()) return;
  if (const auto day = parse_date(given, option))
    into = *day;
  else
    faults.append(day.error());
}

std::optional<bool> fact_of(const std::string& given) {
  return given.empty() ? std::nullopt : std::optional<bool>{given == "yes"};
}

}  // namespace

std::string names_of_questions() {
  std::string out;
  for (const std::string_view name : terms<question_kind>::names)
    if (name != term_name(question_kind::decision)) out += (out.empty() ? "" : ", ") + std::string{name};
  return out;
}

checked<question> read_question(const decide_options& o) {
  diagnostics faults;
  question q;
  const auto asked = term_from<question_kind>(o.ask);
  if (!asked)
    faults.error("cli/term", "--ask", {"Không hiểu \"" + o.ask + "\".", "\"" + o.ask + "\" is not understood."},
                 {"Các giá trị: decision, " + names_of_questions() + ".",
                  "The values are: decision, " + names_of_questions() + "."});
  else
    q.asked = *asked;
  const auto term = [&faults](const std::string& name, const char* option, auto& into) {
    using enumeration = typename std::remove_reference_t<decltype(into)>::value_type;
    if (!name.empty()) into = read_term<enumeration>(name, option, faults);
  };
  term(o.setting, "--setting", q.where);
  term(o.form, "--form", q.form);
  term(o.matter, "--matter", q.matter);
  term(o.purpose, "--purpose", q.purpose);
  term(o.body, "--body", q.body);
  term(o.channel, "--channel", q.channel);
  term(o.conference, "--conference", q.conference);
  term(o.relative_role, "--relative-role", q.relative);
  if (o.setting.empty() && (q.asked == question_kind::decision || q.asked == question_kind::procedural_vote ||
                            q.asked == question_kind::minimum_votes || q.asked == question_kind::effect))
    q.where = setting::village;
  if (const auto c = content::from(o.content))
    q.what = *c;
  else if (!o.content.empty())
    faults.error("cli/term", "--content",
                 {"Không hiểu \"" + o.content + "\".", "\"" + o.content + "\" is not understood."},
                 {"Viết khoản của Điều 15: 15.1 đến 15.6.", "Write the clause of Art 15: 15.1 to 15.6."});
  std::optional<date> on;
  read_day(o.on, "--on", on, faults);
  if (on) q.on = *on;

  q.households = o.households_unknown ? counted::unknown() : count_of(o.households);
  q.present = count_of(o.present);
  q.in_favour = count_of(o.in_favour);
  q.against = count_of(o.against);
  q.blank = count_of(o.blank);
  q.votes_cast = count_of(o.votes_cast);
  q.valid_ballots = count_of(o.valid_ballots);
  q.ballots_returned = count_of(o.ballots_returned);
  q.online_agreed = count_of(o.online_agreed);
  q.agreeing = count_of(o.agreeing);
  q.villages_total = count_of(o.villages_total);
  q.villages_in_favour = count_of(o.villages_in_favour);
  q.staff = count_of(o.staff);
  q.delegates_summoned = count_of(o.delegates_summoned);
  q.base = count_of(o.base);
  q.members = count_of(o.members);
  q.resident_members = count_of(o.resident_members);
  read_tallies(o.clusters, "--cluster", q.clusters, faults);
  read_tallies(o.villages, "--village", q.villages, faults);
  read_ratio(o.threshold, q.stated, faults);
  q.failed_meeting = fact_of(o.failed_meeting);
  q.front_committee_agrees = fact_of(o.front_agrees);
  q.beneficial = fact_of(o.beneficial);
  q.scattered = fact_of(o.scattered);
  q.special = fact_of(o.special);
  q.head_vacant = fact_of(o.head_vacant);
  q.head_is_front_head = fact_of(o.head_is_front_head);
  read_day(o.passed_on, "--passed-on", q.passed_on, faults);
  read_day(o.recognised_on, "--recognised-on", q.recognised_on, faults);
  read_day(o.effective_on, "--effective-on", q.effective_date_set, faults);
  read_day(o.start, "--start", q.start, faults);
  read_day(o.term_ends, "--term-ends", q.term_ends, faults);
  read_day(o.vacancy_on, "--vacancy-on", q.vacancy_on, faults);
  if (!o.provision.empty()) {
    if (auto c = parse_any_citation(o.provision))
      q.provision = *std::move(c);
    else
      faults.append(std::move(c).error());
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return q;
}

}  // namespace dinh::cli
