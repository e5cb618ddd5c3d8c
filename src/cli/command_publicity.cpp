// dinh publicity.

#include <cli/arguments.hpp>
#include <cli/commands.hpp>
#include <cli/opening.hpp>
#include <cli/print_publicity.hpp>
#include <cli/receipts.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string_view>
#include <utility>

namespace dinh::cli {
namespace {

constexpr std::array<std::pair<std::string_view, publicity_regime>, 3> regimes{
    {{"commune", publicity_regime::commune},
     {"agency", publicity_regime::agency},
     {"state_enterprise", publicity_regime::state_enterprise}}};

template <class List>
std::string names_in(const List& list) {
  std::string out;
  for (const auto& entry : list) out += (out.empty() ? "" : ", ") + std::string{entry.first};
  return out;
}

void not_understood(diagnostics& faults, const char* option, const std::string& given, const std::string& values) {
  faults.error("cli/term", option, {"Không hiểu \"" + given + "\".", "\"" + given + "\" is not understood."},
               {"Các giá trị: " + values + ".", "The values are: " + values + "."});
}

std::optional<date> read_day(std::string_view given, const char* option, diagnostics& faults) {
  const auto day = parse_date(given, option);
  if (day) return *day;
  faults.append(day.error());
  return std::nullopt;
}

/// "2025-06-02..2025-07-01", or one day.
std::optional<posting_interval> read_interval(const std::string& given, diagnostics& faults) {
  const auto dots = given.find("..");
  const auto first = read_day(std::string_view{given}.substr(0, dots), "--up", faults);
  const auto last = dots == std::string::npos ? first : read_day(std::string_view{given}.substr(dots + 2), "--up", faults);
  if (!first || !last) return std::nullopt;
  if (*last >= *first) return posting_interval{*first, *last};
  faults.error("cli/interval", "--up",
               {"\"" + given + "\": ngày cuối trước ngày đầu.", "\"" + given + "\" ends before it begins."});
  return std::nullopt;
}

}  // namespace

int run_publicity(const common_options& common, const publicity_options& o) {
  diagnostics faults;
  std::optional<publicity_regime> regime;
  for (const auto& [name, value] : regimes)
    if (o.regime == name) regime = value;
  if (!regime) not_understood(faults, "--regime", o.regime, names_in(regimes));
  const auto channel = term_from<publicity_channel>(o.channel);
  if (!channel) not_understood(faults, "--channel", o.channel, "posting, loudspeaker, portal");
  const auto decided = read_day(o.decided, "--decided", faults);
  std::vector<posting_interval> up;
  for (const std::string& s : o.up)
    if (const auto interval = read_interval(s, faults)) up.push_back(*interval);
  std::optional<date> today;
  if (!o.today.empty()) today = read_day(o.today, "--today", faults);
  if ((!o.up.empty() || !o.today.empty()) && o.item == 0 && regime == publicity_regime::commune)
    faults.error("cli/item", o.up.empty() ? "--today" : "--up", {"Cần --item để xét thời gian niêm yết.", "Postings are judged for one --item."});
  if (!o.receipt.empty() && o.item == 0 && regime == publicity_regime::commune)
    faults.error("cli/item", "--receipt", {"Cần --item để lập biên nhận.", "A receipt is made for one --item."});
  if (regime && decided)
    if (const auto most = publicity_items(*regime, *decided); most && o.item > *most) {
      constexpr std::array<std::string_view, 3> articles{"11", "46", "64(1)"};
      const std::string article{articles[static_cast<std::size_t>(*regime)]};
      faults.error("cli/item", "--item",
                   {"Điều " + article + " chỉ có các mục 1 đến " + std::to_string(*most) + ".",
                    "Art " + article + " has items 1 to " + std::to_string(*most) + " only."});
    }
  const auto p = open_pack(common);
  if (!p) faults.append(p.error());
  if (faults.has_errors()) return report(faults, common.language);
  const auto calendar = open_calendar(*p, o.calendar);
  if (!calendar) return report(calendar.error(), common.language);

  const publicity_report out = exchange::report_publicity(
      p->rules(), *calendar,
      {.regime = *regime, .item = o.item, .decided = *decided, .channel = *channel, .up = std::move(up), .today = today});
  if (!o.receipt.empty()) {
    const publicity_question asked{*regime, out.items.front().item, *decided};
    if (const diagnostics none = keep_receipt(o.receipt, receipt_of(*p, asked)); none.has_errors())
      return report(none, common.language);
  }
  std::fputs((common.as_json ? publicity_as_json(out) + "\n" : print_publicity(out, p->statutes(), common.language)).c_str(),
             stdout);
  for (const item_publicity& i : out.items)
    if ((i.due && !i.due->is_known()) || i.duty.is_unread || !i.duty.too_weak.empty()) return 1;
  if (!out.check) return 0;
  return out.check->result == outcome::met && !out.is_late ? 0 : 1;
}

}  // namespace dinh::cli
