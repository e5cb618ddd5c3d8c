#pragma once
/// \file
/// A duty in words, for lists that people read.

#include <dinh/base/phrase.hpp>
#include <dinh/base/text.hpp>
#include <dinh/config.hpp>

namespace dinh::inline v1 {

struct duty;

/// "by 2025-05-05 (provisional)", "not before 2025-05-05" of a minimum or a lead time, "no day in law"; of a
/// duty that waits for review after a change of the law the days by the old limit and by the new one. A docket has
/// `words` (`docket::phrases`).
[[nodiscard]] DINH_API text deadline_in_words(const duty& d, const phrase_book& words = {});

}  // namespace dinh::inline v1
