// dinh answer, dinh conformance.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/files.hpp>
#include <cli/opening.hpp>
#include <cli/run_program.hpp>
#include <cli/succession_table.hpp>
#include <dinh/exchange/conformance.hpp>
#include <dinh/exchange/receipt.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dinh::cli {
namespace {

checked<answer_context> open_context(const common_options& common, const std::string& units) {
  auto p = open_pack(common);
  if (!p) return unexpected{std::move(p).error()};
  answer_context context{p->rules(), {p->calendars().begin(), p->calendars().end()}};
  context.book = p->statutes();
  if (units.empty()) return context;
  auto successors = open_successors(*p, units, common.language);
  if (!successors) return unexpected{std::move(successors).error()};
  context.successors = *std::move(successors);
  return context;
}

/// A folder that nobody named is opened when a question first asks about a unit: replaying a country is wasted on a vote,
/// and a fault in it must not keep votes and deadlines from being answered. A faulty one is told once, `failed` is set,
/// and what follows which unit stays undetermined.
successor_lookup open_when_asked(const common_options& common, const std::string& folder, bool& failed) {
  auto opened = std::make_shared<successor_lookup>();
  return [&common, &failed, folder, opened](std::string_view code,
                                            date last_day) -> std::optional<std::vector<unit_successor>> {
    if (failed) return std::nullopt;
    if (!*opened) {
      auto context = open_context(common, folder);
      if (!context) {
        failed = true;
        (void)report(context.error(), common.language);
        return std::nullopt;
      }
      *opened = std::move(context->successors);
    }
    return (*opened)(code, last_day);
  };
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
  auto context = open_context(common, o.units);
  if (!context) return report(context.error(), common.language);
  bool found_units_are_faulty = false;
  if (o.units.empty())
    if (const std::string found = find_units_folder({}, {}); !found.empty())
      context->successors = open_when_asked(common, found, found_units_are_faulty);
  std::optional<pack> receipted;
  if (!o.receipt.empty()) {
    auto p = open_pack(common);
    if (!p) return report(p.error(), common.language);
    receipted = *std::move(p);
  }
  std::string receipts;
  diagnostics without;
  std::string line;
  while (read_line(line)) {
    if (line.empty()) continue;
    std::puts(answer_request(*context, line).c_str());
    std::fflush(stdout);
    if (!receipted) continue;
    const auto made = receipt_of_request(*receipted, line);
    const auto written = made ? write_receipt(*made) : checked<std::string>{unexpected{made.error()}};
    if (written)
      receipts += *written;
    else
      without.append(written.error());
  }
  if (std::ferror(stdin) != 0)
    return report(diagnostic{severity::error,
                             "cli/input",
                             "stdin",
                             {"Không đọc hết được đầu vào.", "Standard input cannot be read to its end."},
                             {"Đưa vào các câu hỏi, mỗi dòng một câu.", "Give it questions, one in a line."}},
                  common.language);
  if (!receipted) return found_units_are_faulty ? 2 : 0;
  if (const diagnostics unwritten = write_file(o.receipt, receipts); unwritten.has_errors())
    return report(unwritten, common.language);
  if (!without.empty()) return report(without, common.language);
  return found_units_are_faulty ? 2 : 0;
}

int run_conformance(const common_options& common, const cases_options& o) {
  diagnostics faults;
  std::vector<case_file> all;  // ids are unique within a file, so each is asked by itself
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
    all.push_back(*std::move(cases));
  }
  if (faults.has_errors()) return report(faults, common.language);

  conformance_report result;
  const auto add = [&](conformance_report part) {
    std::move(part.results.begin(), part.results.end(), std::back_inserter(result.results));
    std::move(part.stray_lines.begin(), part.stray_lines.end(), std::back_inserter(result.stray_lines));
  };
  if (o.adapter.empty()) {
    const std::string units =
        std::any_of(all.begin(), all.end(), [](const case_file& f) { return f.asks_about_units(); }) || !o.units.empty() ? find_units_folder(o.units, o.files) : std::string{};
    const auto context = open_context(common, units);
    if (!context) return report(context.error(), common.language);
    for (const case_file& cases : all)
      add(run_cases(cases, [&](const std::string& request) { return answer_request(*context, request, reasons::add); }));
  }
  for (std::size_t i = 0; !o.adapter.empty() && i < all.size(); ++i) {
    std::string requests;
    for (const auto& c : all[i].cases) requests += c.request + "\n";
    const auto given = ask_program(o.adapter, requests, std::chrono::seconds{o.adapter_patience});
    if (!given) return report(given.error(), common.language);
    diagnostics warnings;
    if (given->was_stopped)
      warnings.warning("cli/adapter-stopped", o.adapter,
                       {"Chương trình không trả lời nữa nên bị dừng.", "The program gave no more answers and was stopped."},
                       {"Các câu chưa trả lời được tính là không trả lời.", "What it left open counts as not answered."});
    else if (given->exit_status != 0)
      warnings.warning("cli/adapter-failed", o.adapter,
                       {"Chương trình kết thúc với mã " + std::to_string(given->exit_status) + ".",
                        "The program ended with status " + std::to_string(given->exit_status) + "."},
                       {"Các câu chưa trả lời được tính là không trả lời.", "What it left open counts as not answered."});
    if (!warnings.empty()) (void)report(warnings, common.language);
    add(judge(all[i], given->lines));
  }
  std::fputs((common.as_json ? to_json(result) + "\n" : to_text(result, common.language)).c_str(), stdout);
  return result.exit_status();
}

}  // namespace dinh::cli
