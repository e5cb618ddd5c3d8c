// dinh verify-receipt, and the option --receipt of the commands that answer.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/files.hpp>
#include <cli/json_text.hpp>
#include <cli/opening.hpp>
#include <cli/receipts.hpp>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

namespace dinh::cli {
namespace {

json as_json(const json_value& v) {
  const auto canonical = to_canonical(v);
  return canonical ? json::parse(*canonical) : json{};
}

json faults_as_json(const diagnostics& faults, lang l) {
  json out = json::array();
  for (const diagnostic& d : faults)
    out.push_back({{"code", d.code}, {"where", d.where}, {"message", d.message.in(l)}});
  return out;
}

}  // namespace

diagnostics keep_receipt(const std::string& path, const checked<receipt>& made) {
  if (!made) return made.error();
  const auto content = write_receipt(*made);
  if (!content) return content.error();
  return write_file(path, *content);
}

int run_verify_receipt(const common_options& common, const receipt_options& o) {
  const auto content = read_file(o.file);
  if (!content) return report(content.error(), common.language);
  const auto p = open_pack(common);
  if (!p) return report(p.error(), common.language);
  const bool vi = common.language == lang::vi;
  json list = json::array();
  std::string words;
  bool all_same = true;
  std::size_t line = 0;
  // `dinh answer --receipt` writes one receipt a line
  for (std::string_view rest{*content}; !rest.empty() || line == 0;) {
    const auto end = rest.find('\n');
    const std::string_view one = rest.substr(0, end == std::string_view::npos ? end : end + 1);
    rest.remove_prefix(one.size());
    ++line;
    const std::string name = o.file + (line == 1 && rest.empty() ? "" : ":" + std::to_string(line));
    const auto checked_one = verify_receipt(one, name, *p);
    if (!checked_one) return report(checked_one.error(), common.language);
    const receipt& r = checked_one->read;
    all_same = all_same && checked_one->is_same();
    if (common.as_json) {
      list.push_back({{"receipt", name},
                      {"same", checked_one->is_same()},
                      {"differences", faults_as_json(checked_one->differences, common.language)},
                      {"question", r.question},
                      {"inputs", as_json(r.inputs)},
                      {"result", as_json(r.result)},
                      {"pack", as_json(r.pack)},
                      {"calendars", as_json(r.calendars)},
                      {"result_here", as_json(checked_one->result_here)}});
    } else if (checked_one->is_same()) {
      words += name + (vi ? ": giống hệt, tính lại cho cùng kết quả.\n" : ": the same, computed again.\n");
    } else {
      words += name + (vi ? ": khác.\n" : ": not the same.\n") + describe(checked_one->differences, common.language) +
               "\n";
    }
  }
  std::fputs((common.as_json ? in_json(list) : words).c_str(), stdout);
  return all_same ? 0 : 1;
}

}  // namespace dinh::cli
