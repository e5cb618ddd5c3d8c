#pragma once
/// \file
/// Rule cases: language-neutral questions with their answers. `answer_request` answers one, `read_cases` and `judge`
/// run a file of them against any program that speaks JSON lines.

#include <dinh/base/diagnostic.hpp>
#include <dinh/base/text.hpp>
#include <dinh/calendar/work_calendar.hpp>
#include <dinh/config.hpp>
#include <dinh/law/rule_set.hpp>
#include <dinh/law/statute_book.hpp>
#include <dinh/registry/extent.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1 {

/// A unit that follows another one, and how much of the older one it holds.
struct unit_successor {
  std::string code;
  extent how_much = extent::unknown;
};

/// The units that follow the unit of this code, valid on that last day, in the order of their codes; each once.
/// `nullopt`: no such unit.
using successor_lookup =
    std::function<std::optional<std::vector<unit_successor>>(std::string_view code, date last_day)>;

/// What questions are answered from.
struct answer_context {
  rule_set rules;                        ///< all of them, of all times
  std::vector<work_calendar> calendars;  ///< found by their id
  successor_lookup successors = {};      ///< left empty: questions about units are not supported
  std::optional<statute_book> book = {};  ///< if given, reasons name the kind of each document
};

/// Whether the answer also carries its reasons ("why", outside of "answer").
enum class reasons : std::uint8_t { leave_out, add };

/// One request line in, one answer line out (without line end). Never throws for what the line holds:
/// {"id", "answer": {…}}, {"id", "unsupported": true} or {"id", "error": "…"}. Limits: 1 MiB, depth 16.
[[nodiscard]] DINH_API std::string answer_request(const answer_context& context, std::string_view json_line,
                                                  reasons why = reasons::leave_out);

/// How well the answer of a case is known: A text read, B a legal reading, C digests only.
enum class confidence : std::uint8_t { a, b, c };

/// Whether the answer was the expected one.
enum class case_status : std::uint8_t {
  right,
  wrong,
  unsupported,  ///< the program said so
  failed,       ///< an error, bad JSON, or no answer
  flagged       ///< a B or C case answered with needs_review where something else was expected
};

/// A question of a case file with the answer that is expected.
struct rule_case {
  std::string id;
  confidence level = confidence::a;
  std::string ask;                ///< the question in words
  bool asks_about_units = false;  ///< it needs to know which units follow which
  std::string request;   ///< the line to send
  std::string expected;  ///< JSON object
  std::string note;      ///< of the case file: how the answer is founded; may be empty
};

/// The cases of one file, in its order.
struct case_file {
  std::vector<rule_case> cases;
  /// Whether a question needs to know which units follow which.
  [[nodiscard]] DINH_API bool asks_about_units() const;
};

/// Reads a case file. Faults: those of JSON, `cases/duplicate-id`, `cases/none` (a list without cases), unknown members (of
/// `expect` too), missing members. Ids are unique within a file.
[[nodiscard]] DINH_API checked<case_file> read_cases(std::string_view content, std::string_view file);

/// What came of one case.
struct case_result {
  std::string id;
  confidence level = confidence::a;
  case_status status = case_status::failed;
  std::string ask;
  std::string expected;                ///< JSON object
  std::string answered;                ///< JSON object, or the whole line where there is none
  std::vector<std::string> differing;  ///< names of the members that differ
  bool answered_twice = false;         ///< two answers to one question are no answer
  text why;                            ///< the reasons, if the program gave any
  std::string note;
};

/// What came of all cases.
struct conformance_report {
  std::vector<case_result> results;  ///< in the order of the file
  /// Lines of the program that are no answer to any of the cases: bad JSON, no id, an unknown id.
  std::vector<std::string> stray_lines;
  /// How many cases came out so, of all or of one level. O(cases).
  [[nodiscard]] DINH_API std::size_t count(case_status s) const noexcept;
  [[nodiscard]] DINH_API std::size_t count(case_status s, confidence c) const noexcept;
  /// Not answered: unsupported and failed.
  [[nodiscard]] std::size_t not_answered() const noexcept {
    return count(case_status::unsupported) + count(case_status::failed);
  }
  /// 0 only if nothing is wrong and everything is answered.
  [[nodiscard]] int exit_status() const noexcept {
    return count(case_status::wrong) == 0 && not_answered() == 0 ? 0 : 1;
  }
};

/// Compares answer lines, in any order, with the expectations of the cases.
[[nodiscard]] DINH_API conformance_report judge(const case_file& cases, std::span<const std::string> answer_lines);

/// Asks `answerer` each case, one line in, one line out.
[[nodiscard]] DINH_API conformance_report run_cases(const case_file& cases,
                                                    const std::function<std::string(const std::string&)>& answerer);

/// Each difference with both answers and the reasons, counts per level, and the closing line
/// "N right, M wrong, K not answered, F flagged".
[[nodiscard]] DINH_API std::string to_text(const conformance_report& r, lang l);
/// One JSON object: counts, each difference with its reasons, stray lines.
[[nodiscard]] DINH_API std::string to_json(const conformance_report& r);

}  // namespace dinh::inline v1
