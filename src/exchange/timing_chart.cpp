#include <dinh/exchange/html.hpp>
#include <dinh/exchange/timing_chart.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace dinh::inline v1 {

namespace {

constexpr int day_cell = 13;  // with its gap
constexpr int day_side = 11;
constexpr int left_margin = 78;
constexpr int top_margin = 96;
constexpr int block = 7 * day_cell + 34;
constexpr int picture_width = left_margin + 54 * day_cell + 24;

// Light to dark; told apart by colour-blind eyes too, and red and orange stay apart from them.
constexpr std::array<std::string_view, 5> shades{"#D8ECE6", "#A9D5C9", "#74B8AA", "#3F9488", "#1C6B66"};
constexpr std::string_view red = "#C0392B";
constexpr std::string_view orange = "#F0A04B";

std::string number(int v) { return std::to_string(v); }

class chart {
public:
  chart(const timing_report& r, const procedure& p, const work_calendar& calendar, lang l)
      : r_{r}, p_{p}, calendar_{calendar}, l_{l} {
    for (std::size_t i = 0; i < r.day_count(); ++i) {
      const int v = length(r.on(i));
      if (v < 0) continue;
      shortest_ = i == 0 || shortest_ < 0 ? v : std::min(shortest_, v);
      longest_ = std::max(longest_, v);
    }
  }

  std::string run() {
    const int years = r_.day_count() == 0 ? 0 : r_.years.last - r_.years.first + 1;
    const int height = top_margin + years * block + 78;
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(picture_width) + " " + number(height) +
           "\" width=\"" + number(picture_width) + "\" height=\"" + number(height) +
           "\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"11\" fill=\"#333\">\n"
           "<defs><pattern id=\"open\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
           "patternTransform=\"rotate(45)\"><rect width=\"1.3\" height=\"4\" fill=\"#fff\" fill-opacity=\"0.75\"/>"
           "</pattern></defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
    words(left_margin, 30, p_.title().in(l_), "font-size=\"18\" font-weight=\"bold\" fill=\"#111\"");
    words(left_margin, 50, subtitle(), "font-size=\"12\" fill=\"#555\"");
    words(left_margin, 68, meaning(), "font-size=\"12\" fill=\"#555\"");
    std::size_t i = 0;
    for (int y = 0; y < years; ++y) year(r_.years.first + y, top_margin + y * block, i);
    legend(top_margin + years * block + 12);
    out_ += "</svg>\n";
    return std::move(out_);
  }

private:
  [[nodiscard]] std::string_view say(std::string_view vi, std::string_view en) const {
    return l_ == lang::vi ? vi : en;
  }
  void words(int x, int y, std::string_view what, std::string_view attributes) {
    out_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" ";
    out_ += attributes;
    out_ += ">" + escape_html(what) + "</text>\n";
  }
  [[nodiscard]] std::string subtitle() const {
    std::size_t good = 0;
    for (std::size_t i = 0; i < r_.day_count(); ++i) good += r_.on(i).can_be_met ? 1U : 0U;
    return p_.id() + " · " + std::string{say("lịch ", "calendar ")} + calendar_.id() + " · " +
           std::string{say("ngày bắt đầu mà mọi thời hạn đều giữ được: ", "start days on which all limits can be met: ")} +
           std::to_string(good) + " / " + std::to_string(r_.day_count());
  }
  [[nodiscard]] bool has_latest() const {
    return std::any_of(r_.scenarios.begin(), r_.scenarios.end(),
                       [](const timing_scenario& s) { return s.unlimited_at.is_none(); });
  }
  [[nodiscard]] std::string meaning() const {
    return std::string{has_latest() ? say("Đậm: từ ngày đó thủ tục được phép kéo dài lâu hơn (số ngày đến hạn cuối)",
                                          "Darker: started then, it may lawfully last longer (days to the last lawful end)")
                                    : say("Đậm: từ ngày đó thủ tục phải kéo dài lâu hơn (số ngày đến ngày xong sớm nhất)",
                                          "Darker: started then, it has to last longer (days to the earliest end)")};
  }
  // Days to the latest lawful end of the slowest scenario that has one, else to the earliest end; -1: none.
  [[nodiscard]] int length(const start_day& all) const {
    if (!all.can_be_met && all.earliest_end.is_special()) return -1;
    const auto day = static_cast<std::size_t>((all.day - r_.days.front().front().day).days());
    int longest = -1;
    for (const auto& scenario : r_.days) {
      const start_day& s = scenario[day];
      if (!s.can_be_met) continue;
      if (has_latest()) {
        if (!s.latest_end.is_special()) longest = std::max(longest, static_cast<int>((s.latest_end - s.day).days()));
      } else {
        longest = std::max(longest, static_cast<int>((s.earliest_end - s.day).days()));
      }
    }
    return longest;
  }
  [[nodiscard]] std::string_view shade(int v) const {
    if (v < 0 || longest_ <= shortest_) return shades[1];
    const auto i = static_cast<std::size_t>((v - shortest_) * static_cast<int>(shades.size()) / (longest_ - shortest_ + 1));
    return shades[std::min(i, shades.size() - 1)];
  }

  void year(int y, int at, std::size_t& i) {
    words(left_margin - 66, at + 4 * day_cell - 4, std::to_string(y), "font-size=\"15\" font-weight=\"bold\" fill=\"#555\"");
    const date first{static_cast<unsigned short>(y), 1, 1};
    const int lead = static_cast<int>(weekday_of(first));
    for (int w = 0; w < 7; w += 2) {
      const std::array<std::string_view, 7> vi{"T2", "T3", "T4", "T5", "T6", "T7", "CN"};
      const std::array<std::string_view, 7> en{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
      words(left_margin - 17, at + w * day_cell + 9, (l_ == lang::vi ? vi : en)[static_cast<std::size_t>(w)],
            "font-size=\"8\" fill=\"#999\"");
    }
    int month = 0;
    for (; i < r_.day_count(); ++i) {
      const start_day s = r_.on(i);
      const civil c = to_civil(s.day);
      if (c.year != y) break;
      const int n = lead + static_cast<int>((s.day - first).days());
      const int x = left_margin + n / 7 * day_cell;
      if (c.month != month) {
        month = c.month;
        const std::array<std::string_view, 12> en{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        words(left_margin + (n + 6) / 7 * day_cell, at - 5,
              l_ == lang::vi ? "Th" + std::to_string(month) : std::string{en[static_cast<std::size_t>(month - 1)]},
              "font-size=\"9\" fill=\"#777\"");
      }
      day(s, x, at + n % 7 * day_cell, c.day == 1);
    }
  }

  void day(const start_day& s, int x, int y, bool begins_month) {
    const int v = length(s);
    const bool none = s.earliest_end.is_special();
    const std::string_view fill = s.can_be_met ? shade(v) : none ? red : orange;
    const std::string place = "x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(day_side) +
                              "\" height=\"" + number(day_side) + "\" rx=\"2\"";
    out_ += "<g><title>" + escape_html(tip(s)) + "</title><rect " + place + " fill=\"";
    out_ += fill;
    out_ += begins_month ? "\" stroke=\"#888\" stroke-width=\"0.7\"/>" : "\"/>";
    if (s.is_provisional) out_ += "<rect " + place + " fill=\"url(#open)\"/>";
    if (!calendar_.is_working(s.day))
      out_ += "<circle cx=\"" + number(x + day_side / 2) + ".5\" cy=\"" + number(y + day_side / 2) +
              ".5\" r=\"1.6\" fill=\"#fff\" stroke=\"#777\" stroke-width=\"0.5\"/>";
    out_ += "</g>\n";
  }
  [[nodiscard]] std::string tip(const start_day& s) const {
    std::string t = std::string{name_of(weekday_of(s.day), l_)} + " " + to_text(s.day);
    if (!s.can_be_met) t += std::string{say(": thời hạn mâu thuẫn", ": limits collide")};
    if (!s.earliest_end.is_special())
      t += std::string{say("; xong sớm nhất ", "; earliest end ")} + to_text(s.earliest_end);
    if (!s.latest_end.is_special())
      t += std::string{say("; xong muộn nhất ", "; latest lawful end ")} + to_text(s.latest_end);
    if (s.is_provisional) t += std::string{say(" (tạm tính)", " (provisional)")};
    return t;
  }

  void swatch(int& x, int y, std::string_view fill, std::string_view what, std::string_view extra = {}) {
    const std::string place = "x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(day_side) +
                              "\" height=\"" + number(day_side) + "\" rx=\"2\"";
    out_ += "<rect " + place + " fill=\"";
    out_ += fill;
    out_ += "\"/>";
    if (extra == "hatch") out_ += "<rect " + place + " fill=\"url(#open)\"/>";
    if (extra == "dot")
      out_ += "<circle cx=\"" + number(x + day_side / 2) + ".5\" cy=\"" + number(y + day_side / 2) +
              ".5\" r=\"1.6\" fill=\"#fff\" stroke=\"#777\" stroke-width=\"0.5\"/>";
    words(x + day_side + 5, y + 9, what, "font-size=\"10\" fill=\"#555\"");
    const auto letters = std::count_if(what.begin(), what.end(),
                                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    x += day_side + 17 + static_cast<int>(letters) * 11 / 2;
  }
  void legend(int y) {
    int x = left_margin;
    if (longest_ > shortest_ && shortest_ >= 0) {
      const int range = longest_ - shortest_ + 1;
      for (std::size_t i = 0; i < shades.size(); ++i) {
        const auto bound = [&](std::size_t k) {  // the first value of the k-th shade
          const int n = static_cast<int>(shades.size());
          return shortest_ + (static_cast<int>(k) * range + n - 1) / n;
        };
        if (bound(i + 1) <= bound(i)) continue;
        const std::string from = std::to_string(bound(i));
        const std::string to = std::to_string(bound(i + 1) - 1);
        swatch(x, y, shades[i], (from == to ? from : from + "–" + to) + std::string{say(" ngày", " days")});
      }
    } else if (shortest_ >= 0) {
      swatch(x, y, shades[1], std::to_string(shortest_) + std::string{say(" ngày", " days")});
    }
    x = left_margin;
    swatch(x, y + 20, orange, say("mâu thuẫn trong một số tình huống", "limits collide in some scenarios"));
    swatch(x, y + 20, red, say("mâu thuẫn trong mọi tình huống", "in all scenarios"));
    x = left_margin;
    swatch(x, y + 40, shades[2], say("dựa vào ngày nghỉ chưa được quyết định", "rests on days off not decided yet"),
           "hatch");
    swatch(x, y + 40, shades[0], say("ngày nghỉ", "day off"), "dot");
  }

  const timing_report& r_;
  const procedure& p_;
  const work_calendar& calendar_;
  lang l_;
  std::string out_;
  int shortest_ = -1;
  int longest_ = -1;
};

}  // namespace

std::string timing_chart(const timing_report& report, const procedure& p, const work_calendar& calendar,
                         lang language) {
  return chart{report, p, calendar, language}.run();
}

}  // namespace dinh::inline v1
