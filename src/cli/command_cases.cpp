// dinh answer, dinh conformance.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/opening.hpp>
#include <dinh/exchange/conformance.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace dinh::cli {
namespace {

checked<answer_context> open_context(const common_options& common, const std::string& units) {
  auto p = open_pack(common);
  if (!p) return unexpected{std::move(p).error()};
  answer_context context{p->rules(), {p->calendars().begin(), p->calendars().end()}};
  if (units.empty()) return context;
  auto reg = open_register(*p, units);
  if (!reg) return unexpected{std::move(reg).error()};
  context.successors = [reg = *std::move(reg)](std::string_view code,
                                               date last_day) -> std::optional<std::vector<std::string>> {
    const unit_id u = reg.find(code, last_day);
    if (!u) return std::nullopt;
    std::vector<std::string> codes;
    for (const auto& next : reg.successors(u, last_day + boost::gregorian::days{1}).units)
      codes.push_back(reg[next.unit].code);
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
  };
  return context;
}

/// The lines that `command` answers to `requests` on its standard input.
checked<std::vector<std::string>> ask_program(const std::string& command, const std::string& requests) {
  const auto failed = [&](text why) { return refuse("cli/adapter", command, std::move(why)); };
  std::error_code no_folder;
  std::string pattern = (std::filesystem::temp_directory_path(no_folder) / "dinh-requests-XXXXXX").string();
  if (no_folder) return failed({"Không có thư mục tạm.", "There is no folder for temporary files."});
  const int file = ::mkstemp(pattern.data());
  if (file < 0) return failed({"Không tạo được tệp tạm.", "A temporary file cannot be made."});
  ::close(file);
  const struct removed_at_the_end {
    const std::string& path;
    ~removed_at_the_end() { std::remove(path.c_str()); }
  } guard{pattern};
  if (auto faults = write_file(pattern, requests); faults.has_errors()) return unexpected{std::move(faults)};

  struct close_pipe {
    void operator()(std::FILE* f) const noexcept { ::pclose(f); }
  };
  const std::unique_ptr<std::FILE, close_pipe> out{::popen(("(" + command + ") <'" + pattern + "'").c_str(), "r")};
  if (!out) return failed({"Không chạy được chương trình.", "The program cannot be run."});
  std::vector<std::string> lines(1);
  constexpr std::size_t most_bytes = std::size_t{256} << 20U;
  std::size_t total = 0;
  for (int c = std::fgetc(out.get()); c != EOF; c = std::fgetc(out.get())) {
    if (++total > most_bytes) return failed({"Chương trình trả lời quá nhiều.", "The program answers too much."});
    if (c == '\n')
      lines.emplace_back();
    else
      lines.back() += static_cast<char>(c);
  }
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

bool read_line(std::string& line) {
  line.clear();
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    if (c == '\n') return true;
    line += static_cast<char>(c);
  }
  return !line.empty();
}

}  // namespace

int run_answer(const common_options& common, const cases_options& o) {
  const auto context = open_context(common, o.units);
  if (!context) return report(context.error(), common.language);
  std::string line;
  while (read_line(line)) {
    if (line.empty()) continue;
    std::puts(answer_request(*context, line).c_str());
    std::fflush(stdout);
  }
  return 0;
}

int run_conformance(const common_options& common, const cases_options& o) {
  diagnostics faults;
  case_file all;
  for (const auto& file : o.files) {
    const auto content = read_file(file);
    if (!content) {
      faults.append(content.error());
      continue;
    }
    auto cases = read_cases(*content, file);
    if (!cases) {
      faults.append(std::move(cases).error());
      continue;
    }
    for (auto& c : cases->cases) all.cases.push_back(std::move(c));
  }
  if (faults.has_errors()) return report(faults, common.language);

  std::optional<conformance_report> result;
  if (o.adapter.empty()) {
    const auto context = open_context(common, o.units);
    if (!context) return report(context.error(), common.language);
    result =
        run_cases(all, [&](const std::string& request) { return answer_request(*context, request, reasons::add); });
  } else {
    std::string requests;
    for (const auto& c : all.cases) requests += c.request + "\n";
    const auto lines = ask_program(o.adapter, requests);
    if (!lines) return report(lines.error(), common.language);
    result = judge(all, *lines);
  }
  std::fputs((common.as_json ? to_json(*result) + "\n" : to_text(*result, common.language)).c_str(), stdout);
  return result->exit_status();
}

}  // namespace dinh::cli
