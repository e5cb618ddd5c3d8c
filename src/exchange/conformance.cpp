#include <dinh/exchange/conformance.hpp>

#include "json_reading.hpp"
#include "json_writing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace dinh::inline v1 {
namespace {

using exchange::object_reader;
using nlohmann::json;

constexpr std::array<std::string_view, 3> level_names{"A", "B", "C"};
constexpr std::array<std::string_view, 5> status_names{"right", "wrong", "unsupported", "failed", "flagged"};

/// What an answer may hold: what a case may expect.
constexpr std::array<std::string_view, 36> answer_members{
    "outcome", "minimum", "base", "threshold_applied", "villages_in_favour", "meeting_valid", "ballot_open",
    "must_be_tabled", "allowed", "decided_by", "convener", "recogniser", "date", "provisional", "same_answer",
    "permanent", "effective_from", "until_event", "by_election_required", "committee_required", "members",
    "members_min", "members_max", "deputies_max", "resident_members_max", "term", "items", "matches", "equal",
    "sorted", "successors", "responsible_unit", "record", "silently_changed", "total", "same_number"};

/// Same type, integers exact, text equal code point by code point, arrays in order, objects with the same members.
/// nlohmann compares 1 and 1.0 as equal; here a number with a fraction part is never an integer.
bool same_value(const json& expected, const json& found) {
  if (expected.is_number() || found.is_number())
    return expected.is_number_integer() && found.is_number_integer() && expected == found;
  if (expected.type() != found.type()) return false;
  if (expected.is_array()) {
    if (expected.size() != found.size()) return false;
    for (std::size_t i = 0; i < expected.size(); ++i)
      if (!same_value(expected[i], found[i])) return false;
    return true;
  }
  if (expected.is_object()) {
    if (expected.size() != found.size()) return false;
    for (const auto& [name, value] : expected.items()) {
      const auto it = found.find(name);
      if (it == found.end() || !same_value(value, *it)) return false;
    }
    return true;
  }
  return expected == found;
}

/// Compares one reply (null: none came) with a case.
case_result judge_one(const rule_case& c, const json* reply, const std::string& line) {
  case_result out;
  out.id = c.id;
  out.level = c.level;
  out.ask = c.ask;
  out.expected = c.expected;
  out.note = c.note;
  out.answered = line;
  if (reply == nullptr) return out;
  if (const auto why = reply->find("why"); why != reply->end()) {
    const auto in = [&](const char* l) {
      const auto words = why->is_object() ? why->find(l) : why->end();
      return words != why->end() && words->is_string() ? words->get<std::string>() : std::string{};
    };
    out.why = why->is_string() ? text{why->get<std::string>(), why->get<std::string>()} : text{in("vi"), in("en")};
  }
  if (const auto u = reply->find("unsupported"); u != reply->end() && *u == true) {
    out.status = case_status::unsupported;
    return out;
  }
  const auto answer = reply->find("answer");
  if (answer == reply->end() || !answer->is_object() || reply->contains("error")) return out;
  out.answered = exchange::on_one_line(*answer);
  const auto expected = exchange::parse_json(c.expected, c.id);
  if (!expected) return out;
  for (const auto& [name, value] : expected->items()) {
    const auto it = answer->find(name);
    if (it == answer->end() || !same_value(value, *it)) out.differing.push_back(name);
  }
  if (out.differing.empty()) {
    out.status = case_status::right;
    return out;
  }
  const auto outcome_found = answer->find("outcome");
  const bool flags = outcome_found != answer->end() && *outcome_found == "needs_review";
  const auto outcome_wanted = expected->find("outcome");
  const bool wanted_too = outcome_wanted != expected->end() && *outcome_wanted == "needs_review";
  out.status = flags && !wanted_too && c.level != confidence::a ? case_status::flagged : case_status::wrong;
  return out;
}

}  // namespace

checked<case_file> read_cases(std::string_view content, std::string_view file) {
  const auto parsed = exchange::parse_json(content, file);
  if (!parsed) return unexpected{parsed.error()};
  diagnostics faults;
  const std::string root = std::string{file} + "#";
  if (!parsed->is_array())
    return refuse("json/wrong-type", root, {"Tệp phải là một danh sách câu hỏi.", "The file must be a list of cases."});
  if (parsed->empty())
    return refuse("cases/none", root, {"Tệp không có câu hỏi nào.", "The file has no cases."},
                  {"Thêm ít nhất một câu hỏi.", "Add at least one."});
  case_file out;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < parsed->size(); ++i) {
    const json& element = (*parsed)[i];
    object_reader r{element, exchange::pointer_to(root, i), faults};
    if (!r.is_object()) continue;
    rule_case c;
    c.id = r.string("id");
    c.ask = r.string("ask");
    constexpr std::array<exchange::enum_name<confidence>, 3> levels{
        {{"A", confidence::a}, {"B", confidence::b}, {"C", confidence::c}}};
    c.level = r.choice("confidence", levels);
    const std::string kind = r.string("kind");
    const std::string as_of = r.string("as_of");
    const json* note = r.raw("note");
    if (note != nullptr && note->is_string()) c.note = note->get<std::string>();
    (void)r.strings("provisions");
    const json* input = r.raw("input");
    const json* expect = r.raw("expect");
    if (input == nullptr || !input->is_object() || expect == nullptr || !expect->is_object() || expect->empty())
      r.fault("", "json/missing-member",
              {"Cần \"input\" và \"expect\" là đối tượng.", "\"input\" and \"expect\" must be objects."});
    else
      for (const auto& [name, value] : expect->items())
        if (std::find(answer_members.begin(), answer_members.end(), name) == answer_members.end())
          faults.error("json/unknown-member", exchange::pointer_to(r.where("expect"), name),
                       {"Câu trả lời không có thành phần \"" + name + "\".", "No answer has a member \"" + name + "\"."},
                       {"Tên các thành phần: xem lược đồ của tệp câu hỏi.", "The schema of case files names the members."});
    r.finish();
    if (!seen.insert(c.id).second)
      r.fault("id", "cases/duplicate-id", {"Mã " + c.id + " bị lặp.", "The id " + c.id + " occurs twice."});
    if (input == nullptr || expect == nullptr) continue;
    c.asks_about_units = kind == "registry" || input->contains("unit");
    c.request = exchange::on_one_line(json{{"id", c.id}, {"kind", kind}, {"as_of", as_of}, {"input", *input}});
    c.expected = exchange::on_one_line(*expect);
    out.cases.push_back(std::move(c));
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

bool case_file::asks_about_units() const {
  return std::any_of(cases.begin(), cases.end(), [](const rule_case& c) { return c.asks_about_units; });
}

conformance_report judge(const case_file& cases, std::span<const std::string> answer_lines) {
  std::map<std::string, std::pair<json, std::string>> replies;
  std::set<std::string> answered_twice;
  std::set<std::string> asked;
  for (const rule_case& c : cases.cases) asked.insert(c.id);
  conformance_report out;
  for (const std::string& line : answer_lines) {
    const auto parsed = exchange::parse_json(line, "answer");
    const bool is_object = parsed && parsed->is_object();
    const auto id = is_object ? parsed->find("id") : json::const_iterator{};
    const bool has_id = is_object && id != parsed->end() && id->is_string();
    const std::string key = has_id ? id->get<std::string>() : std::string{};
    if (!has_id || asked.count(key) == 0) {
      if (!line.empty()) out.stray_lines.push_back(line.substr(0, 200));
      continue;
    }
    if (!replies.emplace(key, std::pair{*parsed, line}).second) answered_twice.insert(key);
  }
  for (const rule_case& c : cases.cases) {
    const auto it = replies.find(c.id);
    // Two answers to one question are no answer.
    const bool usable = it != replies.end() && answered_twice.count(c.id) == 0;
    out.results.push_back(usable ? judge_one(c, &it->second.first, it->second.second) : judge_one(c, nullptr, {}));
    out.results.back().answered_twice = answered_twice.count(c.id) != 0;
  }
  return out;
}

conformance_report run_cases(const case_file& cases, const std::function<std::string(const std::string&)>& answerer) {
  std::vector<std::string> lines;
  lines.reserve(cases.cases.size());
  for (const rule_case& c : cases.cases) lines.push_back(answerer(c.request));
  return judge(cases, lines);
}

std::size_t conformance_report::count(case_status s) const noexcept {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(), [&](const case_result& r) { return r.status == s; }));
}
std::size_t conformance_report::count(case_status s, confidence c) const noexcept {
  return static_cast<std::size_t>(std::count_if(results.begin(), results.end(),
                                                [&](const case_result& r) { return r.status == s && r.level == c; }));
}

std::string to_text(const conformance_report& report, lang l) {
  const bool en = l == lang::en;
  std::string out;
  for (const case_result& r : report.results) {
    if (r.status == case_status::right) continue;
    constexpr std::array<std::string_view, 5> vi{"đúng", "sai", "chưa hỗ trợ", "không trả lời được", "cần xem xét"};
    out += r.id + " (" + std::string{level_names[static_cast<std::size_t>(r.level)]} + ") ";
    out += (en ? status_names : vi)[static_cast<std::size_t>(r.status)];
    out += ": " + r.ask + "\n";
    out += (en ? "  expected: " : "  cần có: ") + r.expected + "\n";
    out += (en ? "  answered: " : "  trả lời: ");
    if (r.answered_twice)
      out += en ? "twice, which is no answer\n" : "hai lần, nên không tính là trả lời\n";
    else
      out += (r.answered.empty() ? std::string{"-"} : r.answered) + "\n";
    for (std::size_t i = 0; i < r.differing.size(); ++i)
      out += (i == 0 ? (en ? "  differing: " : "  khác nhau: ") : ", ") + r.differing[i];
    if (!r.differing.empty()) out += "\n";
    if (!r.note.empty()) out += (en ? "  note: " : "  ghi chú: ") + r.note + "\n";
    if (const std::string why = r.why.in(l); !why.empty()) {
      out += "  ";
      for (const char ch : why) {
        out += ch;
        if (ch == '\n') out += "  ";
      }
      while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
      out += "\n";
    }
  }
  for (const std::string& line : report.stray_lines)
    out += (en ? "no answer to any case: " : "không trả lời câu hỏi nào: ") + line + "\n";
  for (std::size_t level = 0; level < level_names.size(); ++level) {
    const auto c = static_cast<confidence>(level);
    out += std::string{level_names[level]} + ":";
    for (std::size_t s = 0; s < status_names.size(); ++s)
      out += " " + std::to_string(report.count(static_cast<case_status>(s), c)) + " " + std::string{status_names[s]} +
             (s + 1 < status_names.size() ? "," : "\n");
  }
  out += std::to_string(report.count(case_status::right)) + " right, " +
         std::to_string(report.count(case_status::wrong)) + " wrong, " + std::to_string(report.not_answered()) +
         " not answered, " + std::to_string(report.count(case_status::flagged)) + " flagged\n";
  return out;
}

std::string to_json(const conformance_report& report) {
  json cases = json::array();
  for (const case_result& r : report.results) {
    const auto expected = exchange::parse_json(r.expected, r.id);
    const auto answered = exchange::parse_json(r.answered, r.id);
    json one{{"id", r.id},
             {"confidence", level_names[static_cast<std::size_t>(r.level)]},
             {"status", status_names[static_cast<std::size_t>(r.status)]},
             {"expected", expected ? *expected : json{}},
             {"answered", answered ? *answered : json{}},
             {"differing", r.differing}};
    if (r.answered_twice) one["answered_twice"] = true;
    if (!r.why.en.empty() || !r.why.vi.empty()) one["why"] = {{"vi", r.why.vi}, {"en", r.why.en}};
    cases.push_back(std::move(one));
  }
  json counts = json::object();
  for (std::size_t level = 0; level < level_names.size(); ++level)
    for (std::size_t s = 0; s < status_names.size(); ++s)
      counts[std::string{level_names[level]}][std::string{status_names[s]}] =
          report.count(static_cast<case_status>(s), static_cast<confidence>(level));
  const json whole{{"cases", std::move(cases)},
                   {"counts", std::move(counts)},
                   {"right", report.count(case_status::right)},
                   {"wrong", report.count(case_status::wrong)},
                   {"not_answered", report.not_answered()},
                   {"stray_lines", report.stray_lines},
                   {"flagged", report.count(case_status::flagged)}};
  return exchange::on_one_line(whole);
}

}  // namespace dinh::inline v1
