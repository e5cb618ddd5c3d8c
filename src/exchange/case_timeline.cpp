#include <dinh/exchange/case_timeline.hpp>
#include <dinh/exchange/dot.hpp>
#include <exchange/letters.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace dinh::inline v1 {

namespace {

// Pixels.
constexpr int label_width = 330;
constexpr int chart_width = 760;
constexpr int note_width = 250;
constexpr int margin = 16;
constexpr int timeline_row_height = 34;
constexpr int head_height = 84;
constexpr std::size_t most_rows = 1000;
constexpr day_number longest_range = 200 * 366;

// The words on at most two lines of `width` characters; what does not fit ends in "…".
std::vector<std::string> two_lines(std::string_view s, std::size_t width) {
  auto lines = exchange::broken(s, width);
  if (lines.size() > 2) {
    lines.resize(2);
    lines.back() += "…";
  }
  return lines;
}

class picture {
public:
  picture(const docket& d, const procedure& p, std::string_view key, date as_of, const case_timeline_options& o)
      : p_{p}, o_{o}, words_{d.phrases()}, as_of_{to_day_number(as_of)}, vi_{o.labels == lang::vi}, key_{key} {
    for (const event& e : d.events(key))
      if (to_day_number(e.occurred_on) <= as_of_) acts_.push_back(e);
    std::stable_sort(acts_.begin(), acts_.end(),
                     [](const event& a, const event& b) { return a.occurred_on < b.occurred_on; });
    docket_filter only;
    only.case_key = std::string{key};
    duties_ = d.duties(as_of, only);
    breaches_ = d.breaches(as_of, only);
    for (const case_summary& c : d.cases(as_of, only))
      if (c.case_key == key) where_ = c.now.name.in(o.labels);
  }

  [[nodiscard]] std::size_t rows() const { return acts_.size() + duties_.size(); }
  [[nodiscard]] bool fits() {
    first_ = as_of_;
    last_ = as_of_;
    const auto take = [&](date on) {
      if (on.is_special()) return;
      first_ = std::min(first_, to_day_number(on));
      last_ = std::max(last_, to_day_number(on));
    };
    for (const event& e : acts_) take(e.occurred_on);
    for (const duty& d : duties_) {
      take(d.opened_on);
      take(d.settled_on);
      take(d.lawful_day);
    }
    first_ -= 2;
    last_ += 3;
    return last_ - first_ <= longest_range;
  }

  std::string draw() {
    const int height = head_height + static_cast<int>(rows() + 2) * timeline_row_height + 70;
    const int width = margin * 2 + label_width + chart_width + note_width;
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(width) + "\" height=\"" + number(height) +
           "\" viewBox=\"0 0 " + number(width) + " " + number(height) +
           "\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\">\n";
    rectangle(0, 0, width, height, "#FFFFFF");
    words(margin, 28, p_.title().in(o_.labels), "font-size=\"18\" font-weight=\"bold\"");
    std::string below = key_;
    if (!where_.empty()) below += " · " + where_;
    below += (vi_ ? " · đến ngày " : " · as of ") + to_text(to_date(as_of_));
    words(margin, 48, below, "fill=\"#555555\"");
    scale(height);
    int y = head_height;
    heading(y, vi_ ? "Việc đã làm" : "What was done");
    y += timeline_row_height;
    for (const event& e : acts_) {
      act(y, e);
      y += timeline_row_height;
    }
    heading(y, vi_ ? "Nghĩa vụ" : "Duties");
    y += timeline_row_height;
    for (const duty& d : duties_) {
      duty_row(y, d);
      y += timeline_row_height;
    }
    legend(y + 26);
    out_ += "</svg>\n";
    return std::move(out_);
  }

private:
  static std::string number(int n) { return std::to_string(n); }
  [[nodiscard]] int at(day_number day) const {
    return margin + label_width +
           static_cast<int>(static_cast<std::int64_t>(day - first_) * chart_width / std::max(1, last_ - first_));
  }

  void rectangle(int x, int y, int w, int h, std::string_view fill, std::string_view more = {},
                 const std::string& tip = {}) {
    out_ += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(w) + "\" height=\"" + number(h) +
            "\" fill=\"" + std::string{fill} + "\" " + std::string{more};
    out_ += tip.empty() ? "/>\n" : "><title>" + escaped(tip) + "</title></rect>\n";
  }
  void line(int x1, int y1, int x2, int y2, std::string_view colour, std::string_view more = {}) {
    out_ += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2) +
            "\" stroke=\"" + std::string{colour} + "\" " + std::string{more} + "/>\n";
  }
  void words(int x, int y, const std::string& s, std::string_view more = {}, const std::string& tip = {}) {
    out_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" " + std::string{more} + ">" + escaped(s);
    if (!tip.empty()) out_ += "<title>" + escaped(tip) + "</title>";
    out_ += "</text>\n";
  }
  void mark(int x, int y, std::string_view colour, const std::string& tip) {
    out_ += "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"6\" fill=\"" + std::string{colour} +
            "\" stroke=\"#FFFFFF\" stroke-width=\"1.5\"><title>" + escaped(tip) + "</title></circle>\n";
  }
  // Safe as text of an element: entities, no control characters, no broken UTF-8.
  static std::string escaped(const std::string& s) {
    std::string out;
    std::size_t from = 0;
    while (true) {
      const auto end = s.find('\n', from);
      out += dot::escape_html(std::string_view{s}.substr(from, end == std::string::npos ? end : end - from));
      if (end == std::string::npos) return out;
      out += "\n";
      from = end + 1;
    }
  }

  void scale(int height) {
    const int top = head_height - 12;
    const int bottom = height - 62;
    const day_number range = last_ - first_;
    if (o_.calendar != nullptr && range <= 200)
      for (day_number day = first_; day < last_; ++day)
        if (!o_.calendar->is_working(to_date(day))) rectangle(at(day), top, at(day + 1) - at(day), bottom - top, "#F4F1EC");
    if (range <= 60) {
      for (day_number day = first_; day <= last_; ++day)
        if (weekday_of(day) == weekday::monday) tick(day, top, bottom, day_and_month(day));
    } else {
      // Months, or every so many of them that labels keep apart.
      const int step = std::max(1, static_cast<int>(range / 30 / 14) + 1);
      civil c = to_civil(first_);
      for (int m = c.year * 12 + c.month; m <= (to_civil(last_).year * 12 + to_civil(last_).month); ++m) {
        if ((m - 1) % step != 0) continue;
        const civil month{(m - 1) / 12, (m - 1) % 12 + 1, 1};
        const day_number day = to_day_number(month);
        if (day < first_ || day > last_) continue;
        tick(day, top, bottom, number(month.month) + "/" + number(month.year));
      }
    }
    line(at(as_of_), top, at(as_of_), bottom, "#1565C0", "stroke-width=\"1.5\" stroke-dasharray=\"5 3\"");
  }
  void tick(day_number day, int top, int bottom, const std::string& label) {
    line(at(day), top, at(day), bottom, "#D9D9D9");
    words(at(day), top - 4, label, "font-size=\"10\" fill=\"#777777\" text-anchor=\"middle\"");
  }
  static std::string day_and_month(day_number day) {
    const civil c = to_civil(day);
    return number(c.day) + "/" + number(c.month);
  }

  void heading(int y, const std::string& s) {
    rectangle(margin, y + 4, label_width + chart_width + note_width, timeline_row_height - 10, "#ECEFF1", "rx=\"4\"");
    words(margin + 8, y + 20, s, "font-weight=\"bold\" fill=\"#37474F\"");
  }
  void label(int y, const std::string& what, const std::string& small, const std::string& tip) {
    const auto lines = two_lines(what, 46);
    int at_y = y + (lines.size() == 1 && small.empty() ? 21 : 14);
    for (const auto& l : lines) {
      words(margin + 8, at_y, l, "font-size=\"12\"", tip);
      at_y += 14;
    }
    if (lines.size() == 1 && !small.empty()) words(margin + 8, at_y, small, "font-size=\"10\" fill=\"#777777\"", tip);
    line(margin, y + timeline_row_height - 1, margin + label_width + chart_width + note_width, y + timeline_row_height - 1, "#F0F0F0");
  }
  void note(int y, const std::string& s, std::string_view colour, const std::string& tip) {
    const auto lines = two_lines(s, 40);
    int at_y = y + (lines.size() == 1 ? 21 : 14);
    for (const auto& l : lines) {
      words(margin + label_width + chart_width + 10, at_y, l,
            "font-size=\"11\" fill=\"" + std::string{colour} + "\"", tip);
      at_y += 14;
    }
  }

  void act(int y, const event& e) {
    const step_id s = p_.find(e.step);
    const bool is_act = e.kind == event_kind::act;
    std::string what = !is_act ? describe_about_case(e, p_, words_).in(o_.labels) : s && !p_[s].label.empty() ? p_[s].label.in(o_.labels) : e.step;
    if (is_act && s && !e.branch.empty()) {
      const std::uint16_t exit = p_.find_branch(s, e.branch);
      const std::string branch =
          exit == procedure::no_exit ? e.branch : p_.exit_of(s, exit).label.in(o_.labels);
      what += " → " + (branch.empty() ? e.branch : branch);
    }
    std::string wrong;
    for (const breach_record& b : breaches_)
      if (is_act && b.step == e.step && b.occurred_on == e.occurred_on && b.kind == breach_kind::out_of_order)
        wrong = vi_ ? "làm trái thứ tự" : "out of order";
    std::string tip = what + "\n" + to_text(e.occurred_on) + (e.by.empty() ? "" : " · " + e.by);
    for (const auto& d : e.evidence) tip += "\n" + d;
    label(y, what, e.by, tip);
    const std::string_view colour = !wrong.empty() ? "#C62828" : (is_act ? "#37474F" : "#6A3D9A");
    mark(at(to_day_number(e.occurred_on)), y + timeline_row_height / 2, colour, tip);
    note(y, to_text(e.occurred_on) + (wrong.empty() ? "" : " · " + wrong), wrong.empty() ? "#37474F" : "#C62828", tip);
  }

  void duty_row(int y, const duty& d) {
    const bool is_minimum = d.time && (d.time->way == direction::at_least_lasting ||
                                       d.time->way == direction::not_later_than_before);
    const day_number from = to_day_number(d.opened_on);
    const day_number settled = d.settled_on.is_special() ? as_of_ : to_day_number(d.settled_on);
    std::string tip = d.what.in(o_.labels) + "\n" +
                      (d.time ? describe(*d.time).in(o_.labels) : describe(time_said::promptly).in(o_.labels));
    if (!d.source.empty()) tip += "\n" + to_text(d.source, o_.labels) + " (" + letter(d.known_by) + ") " + d.rule;
    tip += "\n" + (d.consequence.empty() ? std::string{vi_ ? "Hậu quả: luật không nêu" : "If missed: none in law"}
                                         : (vi_ ? "Hậu quả: " : "If missed: ") + d.consequence.in(o_.labels));
    std::string small = d.body_name.in(o_.labels);
    if (small.empty()) small = o_.role_name ? o_.role_name(d.role).in(o_.labels) : d.role;
    label(y, d.what.in(o_.labels), small, tip);

    const int bar_y = y + timeline_row_height / 2 - 6;
    if (d.lawful_day.is_special()) {
      rectangle(at(from), bar_y + 4, std::max(2, at(settled) - at(from)), 4, "#B0BEC5", "rx=\"2\"", tip);
    } else {
      const day_number lawful = to_day_number(d.lawful_day);
      rectangle(at(from), bar_y, std::max(3, at(lawful) - at(from)), 12, is_minimum ? "#FFE0B2" : "#BBDEFB",
                d.is_provisional ? "rx=\"3\" stroke=\"#78909C\" stroke-dasharray=\"3 2\"" : "rx=\"3\"", tip);
      if (!is_minimum && settled > lawful && d.state != duty_state::void_)
        rectangle(at(lawful), bar_y + 3, std::max(2, at(settled) - at(lawful)), 6, "#EF9A9A", {}, tip);
      if (is_minimum && !d.settled_on.is_special() && settled < lawful && d.state == duty_state::breached)
        rectangle(at(settled), bar_y + 3, std::max(2, at(lawful) - at(settled)), 6, "#EF9A9A", {}, tip);
    }
    const auto [colour, state] = state_of(d);
    if (!d.settled_on.is_special() && d.state != duty_state::void_) mark(at(settled), y + timeline_row_height / 2, colour, tip);
    std::string right = state;
    if (!d.lawful_day.is_special())
      right = (is_minimum ? (vi_ ? "không trước " : "not before ") : (vi_ ? "hạn " : "by ")) + to_text(d.lawful_day) +
              (d.is_provisional ? (vi_ ? " (tạm tính)" : " (provisional)") : "") + " · " + state;
    note(y, right, colour, tip);
  }

  struct look {
    std::string_view colour;
    std::string words;
  };
  [[nodiscard]] look state_of(const duty& d) const {
    const std::string days = std::to_string(d.days_late) + (vi_ ? " ngày" : d.days_late == 1 ? " day" : " days");
    switch (d.state) {
      case duty_state::pending:
        return {"#EF6C00", vi_ ? "chưa được làm" : "not yet"};
      case duty_state::open:
        if (d.days_late > 0) return {"#C62828", vi_ ? "quá hạn " + days : days + " overdue"};
        return {"#1565C0", vi_ ? "đang mở" : "open"};
      case duty_state::met:
        return {"#2E7D32", vi_ ? "đúng hạn" : "kept"};
      case duty_state::met_late:
        return {"#C62828", vi_ ? "trễ " + days : days + " late"};
      case duty_state::breached:
        if (d.settled_on.is_special()) return {"#C62828", vi_ ? "quá hạn " + days : days + " overdue"};
        return {"#C62828", vi_ ? "vi phạm" : "breached"};
      case duty_state::suspended:
        return {"#6A3D9A", vi_ ? "tạm dừng" : "suspended"};
      case duty_state::needs_review:
        return {"#8D6E63", vi_ ? "cần xem xét: luật đã thay đổi" : "needs review: the law changed"};
      case duty_state::void_:
        return {"#90A4AE", vi_ ? "không còn phải làm" : "no longer due"};
    }
    return {"#37474F", {}};
  }

  void legend(int y) {
    int x = margin + 8;
    const auto item = [&](std::string_view fill, int h, const std::string& s) {
      rectangle(x, y - h / 2 - 4, 26, h, fill, "rx=\"2\"");
      words(x + 32, y, s, "font-size=\"11\" fill=\"#555555\"");
      x += 52 + static_cast<int>(exchange::characters(s)) * 6;
    };
    item("#BBDEFB", 12, vi_ ? "đến hạn chót" : "up to the last lawful day");
    item("#FFE0B2", 12, vi_ ? "thời gian tối thiểu" : "minimum period");
    item("#EF9A9A", 6, vi_ ? "ngoài hạn" : "outside the limit");
    item("#B0BEC5", 4, vi_ ? "luật không ghi số ngày" : "no number in law");
    if (o_.calendar != nullptr) item("#E6E0D6", 12, vi_ ? "ngày nghỉ" : "days off");
    item("#1565C0", 2, vi_ ? "ngày xem" : "day looked at");
  }

  const procedure& p_;
  const case_timeline_options& o_;
  const phrase_book& words_;
  day_number as_of_;
  bool vi_;
  std::string key_;
  std::string where_;
  std::vector<event> acts_;
  std::vector<duty> duties_;
  std::vector<breach_record> breaches_;
  day_number first_ = 0;
  day_number last_ = 0;
  std::string out_;
};

}  // namespace

checked<std::string> case_timeline_svg(const docket& d, const procedure& p, std::string_view case_key, date as_of,
                                       const case_timeline_options& options) {
  if (d.state_of(case_key) == nullptr)
    return refuse("docket/unknown-case", std::string{case_key},
                  {"Không có vụ việc này.", "There is no such case."}, {"Sửa mã vụ việc.", "Correct its key."});
  picture made{d, p, case_key, as_of, options};
  if (made.rows() > most_rows || !made.fits())
    return refuse("timeline/too-long", std::string{case_key},
                  {"Vụ việc có quá 1000 dòng hoặc dài quá 200 năm.", "The case has more than 1,000 rows or 200 years."},
                  {"Xem ở một ngày sớm hơn.", "Look at an earlier day."});
  return made.draw();
}

}  // namespace dinh::inline v1
