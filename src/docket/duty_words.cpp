#include <dinh/docket/duty_words.hpp>

#include <dinh/docket/docket.hpp>

namespace dinh::inline v1 {

text deadline_in_words(const duty& d) {
  if (d.lawful_day.is_special() && d.changed_law) {
    const duty_under_changed_law& c = *d.changed_law;
    const std::string old_day = to_text(c.by_old);
    if (c.by_new_from_start.is_special())
      return {"hạn cũ " + old_day + ", hạn mới không rõ", "old limit " + old_day + ", the new one is not known"};
    const std::string from_start = to_text(c.by_new_from_start);
    const std::string from_change = to_text(c.by_new_from_change);
    return {"hạn cũ " + old_day + ", hạn mới " + from_start + " hoặc " + from_change,
            "old limit " + old_day + ", new one " + from_start + " or " + from_change};
  }
  if (d.lawful_day.is_special()) return {"luật không nêu ngày", "no day in law"};
  const bool is_minimum =
      d.time && (d.time->way == direction::at_least_lasting || d.time->way == direction::not_later_than_before);
  const std::string day = to_text(d.lawful_day);
  text out{(is_minimum ? "không trước " : "chậm nhất ") + day, (is_minimum ? "not before " : "by ") + day};
  if (d.is_provisional) {
    out.vi += " (tạm tính)";
    out.en += " (provisional)";
  }
  return out;
}

}  // namespace dinh::inline v1
