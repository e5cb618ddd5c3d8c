#pragma once
/// \file
/// What may happen to recorded values: a closed result is not edited, a deleted row is not counted, an amount is read
/// the same way wherever it is typed, nothing is scored where there is nothing to score.

#include <dinh/base/date.hpp>
#include <dinh/law/terms.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace dinh::inline v1 {

/// State of something that has to be published by `due` (Law 10/2022/QH15 Art 12(3)): `met` or `not_met` (late) once it
/// is published, `overdue` if it is not and the last day has passed, `undetermined` while there is still time;
/// `invalid_input` where it is said to have been published after today.
[[nodiscard]] inline outcome publication_state(date due, std::optional<date> published_on, date today) {
  if (published_on && *published_on > today) return outcome::invalid_input;
  if (published_on) return *published_on <= due ? outcome::met : outcome::not_met;
  return today > due ? outcome::overdue : outcome::undetermined;
}

/// A line of a checklist.
struct checklist_item {
  bool is_mandatory = false;
  bool is_done = false;
};

/// Whether every mandatory item is done; `no_data` where none is mandatory: nothing is not 100 per cent.
[[nodiscard]] inline outcome checklist_state(std::span<const checklist_item> items) {
  bool any = false;
  bool all = true;
  for (const auto& i : items) {
    if (!i.is_mandatory) continue;
    any = true;
    all = all && i.is_done;
  }
  if (!any) return outcome::no_data;
  return all ? outcome::met : outcome::not_met;
}

/// A row of a report; a deleted one stays, and does not count.
struct report_row {
  std::int64_t value = 0;
  bool is_deleted = false;
};

/// The sum of the rows that are not deleted; empty if it leaves 64 bits.
[[nodiscard]] inline std::optional<std::int64_t> total_of(std::span<const report_row> rows) {
  std::int64_t total = 0;
  for (const auto& r : rows)
    if (!r.is_deleted && __builtin_add_overflow(total, r.value, &total)) return std::nullopt;
  return total;
}

namespace detail {
/// Without the name of the currency behind the number: "đ", "₫", "đồng", "VND", "VNĐ".
[[nodiscard]] constexpr std::string_view without_currency(std::string_view s) noexcept {
  for (const std::string_view name : {std::string_view{"đồng"}, std::string_view{"VND"}, std::string_view{"VNĐ"},
                                      std::string_view{"đ"}, std::string_view{"₫"}})
    if (s.size() > name.size() && s.substr(s.size() - name.size()) == name) return s.substr(0, s.size() - name.size());
  return s;
}
}  // namespace detail

/// A whole amount as people type it: digits, or groups of three split by one kind of separator (point, comma, space or
/// no-break space), with an optional sign and the name of the currency behind it ("1.250.000 đồng"). Anything else is no amount: "1,25" and "1.250,5" are refused, not guessed.
[[nodiscard]] inline std::optional<std::int64_t> parse_amount(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  s = detail::without_currency(s);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  bool negative = false;
  if (!s.empty() && (s.front() == '-' || s.front() == '+')) {
    negative = s.front() == '-';
    s.remove_prefix(1);
  }
  std::int64_t value = 0;
  std::string_view separator;
  int in_group = 0;  // digits since the last separator
  int first_group = 0;
  while (!s.empty()) {
    if (s.front() >= '0' && s.front() <= '9') {
      if (__builtin_mul_overflow(value, std::int64_t{10}, &value) ||
          __builtin_add_overflow(value, std::int64_t{s.front() - '0'}, &value))
        return std::nullopt;
      ++in_group;
      s.remove_prefix(1);
      continue;
    }
    const std::string_view found = s.substr(0, 2) == "\xC2\xA0" ? s.substr(0, 2) : s.substr(0, 1);
    if (found != "." && found != "," && found != " " && found != "\xC2\xA0") return std::nullopt;
    if (separator.empty()) {
      separator = found;
      first_group = in_group;
      if (first_group < 1 || first_group > 3) return std::nullopt;
    } else if (found != separator || in_group != 3) {
      return std::nullopt;
    }
    in_group = 0;
    s.remove_prefix(found.size());
  }
  if (in_group == 0 || (!separator.empty() && in_group != 3)) return std::nullopt;
  return negative ? -value : value;
}

/// Whether a record takes changes. A closed result stands: it is corrected by a new decision of the community under the
/// procedure of Law 10/2022/QH15 Art 22, not by editing the old one.
enum class record_state : std::uint8_t { open, closed };
/// What becomes of a change to a record: a new version, or nothing.
enum class change_answer : std::uint8_t { new_version, refused };
[[nodiscard]] constexpr change_answer answer_change(record_state s) noexcept {
  return s == record_state::closed ? change_answer::refused : change_answer::new_version;
}

}  // namespace dinh::inline v1
