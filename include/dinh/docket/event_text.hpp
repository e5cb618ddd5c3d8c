#pragma once
/// \file
/// Events as lines of text, for journals: one event, one line, one spelling.
///
/// Twelve fields separated by tabs: `e1`, id, case, procedure, unit, step, branch, occurred_on, recorded_on, by, facts,
/// evidence. An event of another kind than `act`, or with a subject, has fourteen: `e2`, kind, subject, and then id to
/// evidence as before. Facts are `name=value` joined by `;`, evidence references are joined by `;`. Inside a field a
/// backslash, tab, line feed, carriage return, `;` and `=` are written `\\`, `\t`, `\n`, `\r`, `\:` and `\-`; other
/// control characters cannot be written.

#include <dinh/base/diagnostic.hpp>
#include <dinh/config.hpp>
#include <dinh/docket/event.hpp>

#include <string>
#include <string_view>

namespace dinh::inline v1 {

/// The same event gives the same bytes. Pre: texts are UTF-8 without control characters other than tab, LF and CR,
/// facts are ordered by name, no reference is empty; `check_text` tells.
[[nodiscard]] DINH_API std::string to_text(const event& e);

/// Whether `to_text` can write the event: `event/control-character`, `event/not-utf8`, `event/too-long` (a field of
/// more than 64 KiB), `event/too-many` (more than 1000 facts or references), `event/facts-unordered`,
/// `event/empty-reference`, `event/no-id`, `event/no-case`, `event/no-step`, `event/no-subject`, `event/no-unit`,
/// `event/no-such-day`.
[[nodiscard]] DINH_API diagnostics check_text(const event& e, std::string where = {});

/// Reads what `to_text` writes and nothing else: `parse_event(to_text(e)) == e`, and the text of what was read is the
/// line again. Errors: `event/too-long` (over 1 MiB), `event/fields`, `event/version`, `event/unknown-kind`, `event/escape`,
/// `event/not-canonical`, those of `check_text` and of `parse_date`.
[[nodiscard]] DINH_API checked<event> parse_event(std::string_view line, std::string where = {});

}  // namespace dinh::inline v1
