#include <capi/guarded.hpp>
#include <dinh/base/date.hpp>
#include <dinh/calendar/due.hpp>
#include <dinh/exchange/conformance.hpp>
#include <dinh/exchange/pack.hpp>
#include <dinh/version.hpp>

#include <nlohmann/json.hpp>

#include <memory>
#include <optional>
#include <string_view>

struct dinh_pack {
  dinh::pack value;
  dinh::answer_context context;
};
struct dinh_string {
  std::string value;
};

namespace dinh::capi {
namespace {

/// The text of the last failure of each thread. A thread that fails for want of memory still gets a message.
struct last_failure {
  std::string message;
  const char* fixed = "";
};
last_failure& the_last_failure() noexcept {
  static thread_local last_failure failure;
  return failure;
}

constexpr std::int32_t first_day = to_day_number(civil{1400, 1, 1});
constexpr std::int32_t last_day = to_day_number(civil{9999, 12, 31});

std::optional<limit> to_limit(const dinh_limit& given) noexcept {
  constexpr std::array units{time_unit::working_day, time_unit::day, time_unit::week, time_unit::month,
                             time_unit::year};
  constexpr std::array ways{direction::within_after, direction::not_later_than_before, direction::at_least_lasting,
                            direction::valid_for};
  const auto unit = static_cast<std::size_t>(given.unit);
  const auto way = static_cast<std::size_t>(given.direction);
  if (unit >= units.size() || way >= ways.size()) return std::nullopt;
  const span length{given.count, units[unit]};
  if (!length.is_countable()) return std::nullopt;
  return limit{length, ways[way]};
}

std::string calendar_names(const pack& p) {
  std::string names;
  for (const auto& c : p.calendars()) names += (names.empty() ? "" : ", ") + std::string{c.id()};
  return names;
}

}  // namespace

dinh_status fail(dinh_status status, const char* message) noexcept {
  last_failure& last = the_last_failure();
  last.message.clear();
  last.fixed = message;
  try {
    last.message = message;
  } catch (...) {  // the fixed text stands
  }
  return status;
}
dinh_status fail(dinh_status status, const std::string& message) noexcept { return fail(status, message.c_str()); }
dinh_status fail(dinh_status status, const diagnostics& faults) noexcept {
  try {
    return fail(status, describe(faults, lang::en));
  } catch (...) {
    return fail(status, "the input is faulty, and there is no memory to say how");
  }
}

}  // namespace dinh::capi

using namespace dinh::capi;

extern "C" {

uint32_t dinh_version(void) { return static_cast<uint32_t>(dinh::version_number); }

const char* dinh_error_message(void) {
  const last_failure& last = the_last_failure();
  return last.message.empty() ? last.fixed : last.message.c_str();
}

dinh_status dinh_pack_vietnam(dinh_pack** out) {
  return guarded([&] {
    if (out == nullptr) return fail(DINH_EINVAL, "dinh_pack_vietnam: out is null");
    auto read = dinh::packs::vietnam();
    if (!read) return fail(DINH_EINTERNAL, read.error());
    dinh::answer_context context{read->rules(), {read->calendars().begin(), read->calendars().end()}};
    *out = std::make_unique<dinh_pack>(dinh_pack{*std::move(read), std::move(context)}).release();
    return DINH_OK;
  });
}

void dinh_pack_free(dinh_pack* pack) { std::unique_ptr<dinh_pack>{pack}; }

dinh_status dinh_day_from_civil(int32_t year, int32_t month, int32_t day, dinh_day* out) {
  return guarded([&] {
    if (out == nullptr) return fail(DINH_EINVAL, "dinh_day_from_civil: out is null");
    const dinh::civil c{year, month, day};
    if (!dinh::is_valid(c))
      return fail(DINH_EINVAL, "dinh_day_from_civil: there is no such day in the years 1400 to 9999");
    *out = dinh::to_day_number(c);
    return DINH_OK;
  });
}

dinh_status dinh_day_to_civil(dinh_day value, int32_t* year, int32_t* month, int32_t* day) {
  return guarded([&] {
    if (year == nullptr || month == nullptr || day == nullptr)
      return fail(DINH_EINVAL, "dinh_day_to_civil: year, month or day is null");
    if (value < first_day || value > last_day)
      return fail(DINH_EINVAL, "dinh_day_to_civil: the day lies outside the years 1400 to 9999");
    const dinh::civil c = dinh::to_civil(value);
    *year = c.year;
    *month = c.month;
    *day = c.day;
    return DINH_OK;
  });
}

dinh_status dinh_due_date(const dinh_pack* pack, const char* calendar, const dinh_limit* limit, dinh_day trigger,
                          dinh_due* out, dinh_string** why_vi_en) {
  return guarded([&] {
    if (pack == nullptr || calendar == nullptr || limit == nullptr || out == nullptr)
      return fail(DINH_EINVAL, "dinh_due_date: pack, calendar, limit or out is null");
    if (limit->size < sizeof(dinh_limit) || out->size < sizeof(dinh_due))
      return fail(DINH_EINVAL, "dinh_due_date: set limit->size and out->size to the size of their struct");
    const auto time = to_limit(*limit);
    if (!time) return fail(DINH_EINVAL, "dinh_due_date: unknown unit or direction, or a count out of range");
    const dinh::work_calendar* days = pack->value.find_calendar(calendar);
    if (days == nullptr)
      return fail(DINH_ENOTFOUND, "dinh_due_date: no such calendar; there are: " + calendar_names(pack->value));
    if (trigger < first_day || trigger > last_day || !dinh::work_calendar::covers(dinh::to_date(trigger)))
      return fail(DINH_EINVAL, "dinh_due_date: the trigger lies outside the calendar, 1900 to 2200");
    const dinh::due_answer answer = days->answer(*time, dinh::to_date(trigger));
    if (answer.day.is_special())
      return fail(DINH_EINVAL, "dinh_due_date: the due date lies outside the calendar, 1900 to 2200");
    std::unique_ptr<dinh_string> why;
    if (why_vi_en != nullptr) {
      const dinh::explanation reasons = days->due(*time, dinh::after(dinh::to_date(trigger))).why;
      why = std::make_unique<dinh_string>(
          dinh_string{dinh::to_text(reasons, dinh::lang::vi) + dinh::to_text(reasons, dinh::lang::en)});
    }
    out->day = dinh::to_day_number(answer.day);
    out->provisional = answer.is_provisional() ? 1 : 0;
    if (why_vi_en != nullptr) *why_vi_en = why.release();
    return DINH_OK;
  });
}

dinh_status dinh_answer(const dinh_pack* pack, const char* request, size_t length, dinh_string** answer) {
  return guarded([&] {
    if (pack == nullptr || request == nullptr || answer == nullptr)
      return fail(DINH_EINVAL, "dinh_answer: pack, request or answer is null");
    std::string line = dinh::answer_request(pack->context, {request, length}, dinh::reasons::add);
    const auto parsed = nlohmann::json::parse(line, nullptr, false);
    if (parsed.is_object() && parsed.contains("error"))
      return fail(DINH_EINPUT, parsed["error"].is_string() ? parsed["error"].get<std::string>() : line);
    *answer = std::make_unique<dinh_string>(dinh_string{std::move(line)}).release();
    return DINH_OK;
  });
}

const char* dinh_string_data(const dinh_string* string) { return string == nullptr ? "" : string->value.c_str(); }
size_t dinh_string_length(const dinh_string* string) { return string == nullptr ? 0 : string->value.size(); }
void dinh_string_free(dinh_string* string) { std::unique_ptr<dinh_string>{string}; }

}  // extern "C"
