#pragma once
// Words and JSON for days, entries and citations, shared by the printers of calendars.

#include <cli/json_text.hpp>
#include <dinh/calendar/work_calendar.hpp>

#include <string>
#include <string_view>

namespace dinh::cli {

[[nodiscard]] inline std::string named(date d, lang l) {
  if (d.is_special()) return l == lang::vi ? "không xác định" : "not known";
  return std::string{name_of(weekday_of(d), l)} + " " + to_text(d);
}

[[nodiscard]] inline std::string source_of(const calendar_entry& e, lang l) {
  std::string out;
  if (!e.source.empty()) out = to_text(e.source, l);
  if (!e.decision.empty()) out += (out.empty() ? "" : "; ") + to_text(e.decision, l);
  return out + ", " + letter(e.known_by);
}

/// "day off in lieu of National Day": entries made by rule say "in lieu" in their name already.
[[nodiscard]] inline std::string in_lieu_in_words(const std::string& name, lang l) {
  constexpr std::string_view vi_start = "Nghỉ bù ";
  constexpr std::string_view en_end = " (in lieu)";
  if (l == lang::vi) return "nghỉ bù " + (name.rfind(vi_start, 0) == 0 ? name.substr(vi_start.size()) : name);
  const bool says_so = name.size() > en_end.size() && name.substr(name.size() - en_end.size()) == en_end;
  return "day off in lieu of " + (says_so ? name.substr(0, name.size() - en_end.size()) : name);
}

/// What an entry makes of its day: "holiday: National Day [45/2019/QH14 Art 112(1), T]".
[[nodiscard]] inline std::string entry_in_words(const calendar_entry& e, lang l) {
  const bool vi = l == lang::vi;
  const bool has_other = !e.counterpart.is_special();
  const std::string other = has_other ? named(e.counterpart, l) : std::string{};
  std::string out;
  switch (e.kind) {
    case day_kind::statutory:
      out = (vi ? "ngày lễ: " : "holiday: ") + e.name.in(l);
      break;
    case day_kind::substitute:
      out = in_lieu_in_words(e.name.in(l), l);
      break;
    case day_kind::swap_off:
      out = vi ? "nghỉ hoán đổi" : "day off in exchange";
      if (has_other) out += (vi ? ", làm bù vào " : ", made up on ") + other;
      break;
    case day_kind::swap_work:
      out = vi ? "ngày làm bù" : "worked in exchange";
      if (has_other) out += (vi ? " cho ngày nghỉ " : " for the day off on ") + other;
      break;
  }
  out += " [" + source_of(e, l) + "]";
  if (e.stands == standing::assumed) out += vi ? " (giả định)" : " (assumed)";
  return out;
}

}  // namespace dinh::cli
