#include <dinh/docket/duty_words.hpp>

#include <dinh/docket/docket.hpp>

namespace dinh::inline v1 {

text deadline_in_words(const duty& d, const phrase_book& words) {
  if (d.lawful_day.is_special() && d.changed_law) {
    const duty_under_changed_law& c = *d.changed_law;
    const filling old{"old", to_text(c.by_old)};
    if (c.by_new_from_start.is_special()) return words.say("docket.deadline.new_not_known", {old});
    return words.say("docket.deadline.in_doubt", {old,
                                                  {"from_start", to_text(c.by_new_from_start)},
                                                  {"from_change", to_text(c.by_new_from_change)}});
  }
  if (d.lawful_day.is_special()) return words.say("docket.deadline.none");
  const bool is_minimum =
      d.time && (d.time->way == direction::at_least_lasting || d.time->way == direction::not_later_than_before);
  const filling day{"day", to_text(d.lawful_day)};
  return words.say(is_minimum ? "docket.deadline.not_before" : "docket.deadline.by",
                   {d.is_provisional ? filling{"day", words.say("due.provisional", {day})} : day});
}

}  // namespace dinh::inline v1
