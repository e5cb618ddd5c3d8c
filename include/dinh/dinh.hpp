#pragma once
/// \file
/// The core of the library in one include: dates and limits, calendars, the typed graph, law and votes, units and
/// bodies, procedures, the docket. Journals, reports, packs and pictures have headers of their own.

#include <dinh/calendar/due.hpp>
#include <dinh/calendar/lunar.hpp>
#include <dinh/docket/docket.hpp>
#include <dinh/law/decide.hpp>
#include <dinh/procedure/builder.hpp>
#include <dinh/procedure/verify.hpp>
#include <dinh/registry/registry.hpp>
#include <dinh/version.hpp>
