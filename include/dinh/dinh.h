/* dinh.h - the C interface of dinh. Everything that is not declared here is private.
 *
 * Handles are opaque and immutable; a const handle may be used from many threads at once. Strings are
 * UTF-8. Functions return DINH_OK or a negative status; dinh_error_message() then says in one or more
 * lines what is wrong, where, and how to mend it. No function throws or reads a clock; the only state is the last
 * message of each thread.
 */
#ifndef DINH_H
#define DINH_H

#include <stddef.h>
#include <stdint.h>

#define DINH_CAPI __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

/* A rule pack: the law, the calendars and the procedures as data. */
typedef struct dinh_pack dinh_pack;
/* Text owned by the caller until dinh_string_free(). */
typedef struct dinh_string dinh_string;

typedef enum dinh_status {
  DINH_OK = 0,
  DINH_EINVAL = -1,   /* an argument is null, out of range or of an unknown version */
  DINH_EINPUT = -2,   /* a text is malformed; the message has one line per fault */
  DINH_ENOTFOUND = -3, /* no such calendar, rule or unit */
  DINH_ENOMEM = -4,
  DINH_EINTERNAL = -5
} dinh_status;

typedef enum dinh_unit { DINH_WORKING_DAYS = 0, DINH_DAYS = 1, DINH_WEEKS = 2, DINH_MONTHS = 3, DINH_YEARS = 4 } dinh_unit;

typedef enum dinh_direction {
  DINH_WITHIN_AFTER = 0,          /* last lawful day, N after the trigger */
  DINH_NOT_LATER_THAN_BEFORE = 1, /* latest lawful day, N before the event */
  DINH_AT_LEAST_LASTING = 2,      /* first lawful end of a minimum period */
  DINH_VALID_FOR = 3              /* last day of validity */
} dinh_direction;

/* A time limit. Set `size` to sizeof(dinh_limit): later versions append fields. */
typedef struct dinh_limit {
  uint32_t size;
  int32_t count;
  dinh_unit unit;
  dinh_direction direction;
} dinh_limit;

/* Days since 1970-01-01. */
typedef int32_t dinh_day;

typedef struct dinh_due {
  uint32_t size;       /* in: sizeof(dinh_due) */
  dinh_day day;
  int32_t provisional; /* 1 if the days off of a year it rests on are not decided yet */
} dinh_due;

/* major * 1000000 + minor * 1000 + patch of the linked library. since 0.1 */
DINH_CAPI uint32_t dinh_version(void);

/* Text of the last failure on this thread; never null; valid until the next failing call on this thread. since 0.1 */
DINH_CAPI const char *dinh_error_message(void);

/* The embedded Vietnamese pack. Free it with dinh_pack_free(). since 0.1 */
DINH_CAPI dinh_status dinh_pack_vietnam(dinh_pack **out);
DINH_CAPI void dinh_pack_free(dinh_pack *pack);

/* y-m-d to a day; DINH_EINVAL if there is no such day in the years 1400..9999. since 0.1 */
DINH_CAPI dinh_status dinh_day_from_civil(int32_t year, int32_t month, int32_t day, dinh_day *out);
DINH_CAPI dinh_status dinh_day_to_civil(dinh_day value, int32_t *year, int32_t *month, int32_t *day);

/* The due date of `limit` from `trigger` in a calendar of the pack, such as "state-agency". Where `why_vi_en` is
 * not null it receives the explanation, Vietnamese first, then English. since 0.1 */
DINH_CAPI dinh_status dinh_due_date(const dinh_pack *pack, const char *calendar, const dinh_limit *limit,
                                    dinh_day trigger, dinh_due *out, dinh_string **why_vi_en);

/* Answers one question as JSON (`id`, `kind`, `as_of`, `input`), for example a decision: see docs/questions.md.
 * `request` holds `length` bytes of UTF-8. The answer is one JSON object. since 0.1 */
DINH_CAPI dinh_status dinh_answer(const dinh_pack *pack, const char *request, size_t length, dinh_string **answer);

/* Bytes of a string, zero-terminated; its length without the zero. Null gives "" and 0. since 0.1 */
DINH_CAPI const char *dinh_string_data(const dinh_string *string);
DINH_CAPI size_t dinh_string_length(const dinh_string *string);
DINH_CAPI void dinh_string_free(dinh_string *string);

#ifdef __cplusplus
}
#endif
#endif
