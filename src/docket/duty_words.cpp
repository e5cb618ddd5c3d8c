#include <dinh/docket/duty_words.hpp>

#include <dinh/docket/docket.hpp>

namespace dinh::inline v1 {

text deadline_in_words(const duty& d) {
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
