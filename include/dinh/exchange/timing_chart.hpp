#pragma once
/// \file
/// Which start days work, as a picture: one cell a day, one block a year.

#include <dinh/base/text.hpp>
#include <dinh/config.hpp>
#include <dinh/procedure/timing.hpp>

#include <string>

namespace dinh::inline v1 {

/// An SVG document, complete in itself. A cell is red where the limits of every scenario collide, orange where those of
/// some do, else the darker the longer the procedure may lawfully last from that day (or, where nothing limits its end,
/// has to last). Days off carry a dot, days whose answer rests on undecided days off are hatched; each cell tells its
/// dates on hover. The same bytes for the same report.
[[nodiscard]] DINH_API std::string timing_chart(const timing_report& report, const procedure& p,
                                                const work_calendar& calendar, lang language = lang::vi);

}  // namespace dinh::inline v1
