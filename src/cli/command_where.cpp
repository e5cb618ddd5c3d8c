// dinh where: what became of a unit, what it had been.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <exchange/answer_where.hpp>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace dinh::cli {
namespace {

using exchange::where_desk;
using exchange::where_question;
using exchange::where_reply;

constexpr std::size_t longest_line = 4096;

/// One line without its end; false at the end of the input. What is longer than a line may be is cut off and said.
bool read_line(std::string& line, bool& too_long) {
  line.clear();
  too_long = false;
  bool any = false;
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    any = true;
    if (c == '\n') break;
    if (line.size() < longest_line)
      line += static_cast<char>(c);
    else
      too_long = true;
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return any;
}

std::vector<std::string> split_tabs(const std::string& line) {
  std::vector<std::string> parts(1);
  for (const char c : line) {
    if (c == '\t')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

checked<where_question> read_question(const std::string& asked, const std::string& from, const std::string& to,
                                      const std::string& where) {
  diagnostics faults;
  if (asked.find_first_not_of(" \t") == std::string::npos)
    faults.error("where/unit", where.empty() ? "CODE|NAME" : where, {"Mã hay tên để trống.", "The code or name is empty."},
                 {"Ví dụ: 17329, hoặc \"Phường 1, Quận 3, TP. Hồ Chí Minh\".",
                  "For example 17329, or \"Phường 1, Quận 3, TP. Hồ Chí Minh\"."});
  const auto first = parse_date(from, where.empty() ? "--from" : where);
  const auto second = parse_date(to, where.empty() ? "--to" : where);
  if (!first) faults.append(first.error());
  if (!second) faults.append(second.error());
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return where_question{asked, *first, *second};
}

/// Each line: a code or name, then a tab and the first day, a tab and the second day; days that are left out are those
/// of the options.
int answer_lines(const common_options& common, const where_options& o, where_desk& desk) {
  int status = 0;
  std::string line;
  bool too_long = false;
  for (std::size_t number = 1; read_line(line, too_long); ++number) {
    if (line.empty()) continue;
    const std::string where = "stdin:" + std::to_string(number);
    auto parts = split_tabs(line);
    if (too_long || parts.size() > 3) {
      status = report(diagnostic{severity::error,
                                 "where/line",
                                 where,
                                 {"Dòng phải là MÃ|TÊN, tab, ngày, tab, ngày, dài nhất 4096 byte.",
                                  "A line is CODE|NAME, tab, day, tab, day, of at most 4096 bytes."},
                                 {}},
                      common.language);
      continue;
    }
    const auto q = read_question(parts[0], parts.size() > 1 && !parts[1].empty() ? parts[1] : o.from,
                                 parts.size() > 2 && !parts[2].empty() ? parts[2] : o.to, where);
    if (!q) {
      status = report(q.error(), common.language);
      continue;
    }
    const where_reply reply = desk.answer(*q);
    if (reply.answers.empty() && status == 0) status = 1;
    const std::string text =
        common.as_json ? desk.to_json(*q, reply).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"
                       : desk.to_lines(*q, reply, common.language);
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
  std::fflush(stdout);
  return status;
}

}  // namespace

int run_where(const common_options& common, const where_options& o) {
  if (o.folder.empty())
    return report(diagnostic{severity::error,
                             "where/no-register",
                             "--register",
                             {"Không có danh sách đơn vị nào được nhúng sẵn.", "No list of units is built in."},
                             {"Ghi --register THƯ_MỤC: thư mục có các tệp CSV như mô tả trong docs/units.md.",
                              "Give --register DIR: a folder with CSV files as docs/units.md describes them."}},
                  common.language);
  std::optional<where_question> question;
  if (!o.batch) {
    auto q = read_question(o.asked, o.from, o.to, "");
    if (!q) return report(q.error(), common.language);
    question = *q;
  }
  history_options options;
  options.axis = o.dates == "in-force" ? time_axis::in_force : time_axis::register_day;
  options.with_ghosts = o.with_ghosts;
  options.with_early = o.with_early;
  options.with_disputed = o.with_disputed;
  auto opened = open_register_folder(o.folder, options);
  if (!opened) return report(opened.error(), common.language);
  where_desk desk{std::move(*opened)};
  if (const auto& remarks = desk.report().remarks; !remarks.empty())
    std::fprintf(stderr, "%s\n", describe(remarks, common.language).c_str());
  if (o.batch) return answer_lines(common, o, desk);
  const where_reply reply = desk.answer(*question);
  const std::string text =
      common.as_json
          ? desk.to_json(*question, reply).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"
          : desk.to_text(*question, reply, common.language);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return reply.answers.empty() ? 1 : 0;
}

}  // namespace dinh::cli
