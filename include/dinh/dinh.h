/* dinh.h - the C interface of dinh: what a program in C, Python, Go, Rust … sees. Nothing else of libdinh_c is public.
 *
 * Status. Functions that can fail return DINH_OK or a negative dinh_status. dinh_error_message() then says in one line per
 * fault what is wrong (code, place, message, how to mend it), dinh_error_json() the same as JSON; all faults of a call are
 * told at once. A call that fails leaves its out-parameters as they were, unless the function says otherwise.
 *
 * Ownership. What a function gives through `T **out` is yours until you free it with the function of its type. Freeing
 * null does nothing. Handles keep what they need: a pack may be freed while its calendars, procedures and dockets live
 * on. Nothing that you pass in is kept after the call.
 *
 * Texts. Inputs are UTF-8 given as pointer and length in bytes (no zero at the end is needed; null with length 0 is the
 * empty text); malformed UTF-8 is DINH_EINPUT. Outputs are dinh_string: UTF-8, zero-terminated, on one line where JSON.
 * The members of JSON answers are only ever added.
 *
 * Threads. A const handle may be used from any number of threads at once. A handle that a function takes without const
 * (docket, journal) is for one thread at a time. There is no global state but the last failure of each thread, which
 * only that thread sees.
 *
 * Structs. Each begins with `size`, which you set to sizeof the struct (DINH_…_INIT does). Later versions append members,
 * and a program that was built with an older, smaller struct goes on working: members that it does not know get the value
 * that its INIT macro would give them, and are not written. A larger struct than the library knows, from a newer header,
 * is accepted as input if all bytes that the library does not know are zero, else refused (DINH_EINVAL); as output,
 * those bytes are set to zero.
 *
 * Nothing throws, reads a clock, the locale or the environment, or writes to the standard streams. Days and the law
 * come in as arguments. "since" names the version that brought a function.
 */
#ifndef DINH_H
#define DINH_H

#include <stddef.h>
#include <stdint.h>

#define DINH_CAPI __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

/* ---- status, faults, texts ------------------------------------------------------------------------------------ */

typedef enum dinh_status {
  DINH_OK = 0,
  DINH_EINVAL = -1,       /* an argument is null, out of range or of an unknown size: a mistake in the program */
  DINH_EINPUT = -2,       /* a text or file is faulty; one fault per line */
  DINH_ENOTFOUND = -3,    /* no such calendar, rule, procedure, unit, case or file */
  DINH_ENOMEM = -4,
  DINH_EINTERNAL = -5,    /* a defect of the library */
  DINH_EUNSUPPORTED = -6, /* the library was built without this component: see dinh_has */
  DINH_ESTORAGE = -7,     /* a journal cannot be read or written, is busy, or has been changed */
  DINH_EREFUSED = -8,     /* some events cannot have happened and were not recorded; the others were */
  DINH_EREOPEN = -9       /* the docket and its journal no longer agree: free it and open it again */
} dinh_status;

/* A text owned by the caller. */
typedef struct dinh_string dinh_string;

/* major * 1000000 + minor * 1000 + patch of the linked library. since 0.1 */
DINH_CAPI uint32_t dinh_version(void);

/* 1 if the library has the component, else 0: "journal" (SQLite), "svg" (Graphviz), "hash" (hashes, signatures and
 * receipts); since 1.0 also "postgres" (journals in PostgreSQL) and "xml" (BPMN and PNML). since 0.1 */
DINH_CAPI int32_t dinh_has(const char *component, size_t component_length);

/* "DINH_EINPUT" for DINH_EINPUT; "unknown" for a number that is no status. Never null. since 0.1 */
DINH_CAPI const char *dinh_status_name(dinh_status status);

/* The last failure on this thread, a line per fault; "" if there was none. Never null. Valid until the next call that
 * fails on this thread. since 0.1
 *
 *   if (dinh_day_from_civil(2025, 2, 30, &day) != DINH_OK) fprintf(stderr, "%s\n", dinh_error_message());
 */
DINH_CAPI const char *dinh_error_message(void);

/* The last failure on this thread as {"status", "function", "faults": [{"severity", "code", "where", "message", "remedy"}]};
 * message and remedy are {"vi", "en"}. DINH_ENOTFOUND if nothing has failed yet. Does not itself count as a failure,
 * so that the last one stays readable. since 0.1
 *
 *   dinh_string *faults = NULL;
 *   if (dinh_error_json(&faults) == DINH_OK) puts(dinh_string_data(faults));
 *   dinh_string_free(faults);
 */
DINH_CAPI dinh_status dinh_error_json(dinh_string **out);

/* Bytes of a string, zero-terminated, valid until it is freed; and their number without the zero. Null gives "" and 0.
 * since 0.1 */
DINH_CAPI const char *dinh_string_data(const dinh_string *string);
DINH_CAPI size_t dinh_string_length(const dinh_string *string);
/* Frees a string that this library gave; null is nothing. since 0.1 */
DINH_CAPI void dinh_string_free(dinh_string *string);

/* ---- packs: the law, the calendars and the procedures as data --------------------------------------------------- */

/* Immutable. */
typedef struct dinh_pack dinh_pack;

/* A file in memory. This struct never changes. */
typedef struct dinh_file {
  const char *name; /* path inside the pack, such as "procedures/pub_commune.json" */
  size_t name_length;
  const char *content;
  size_t content_length;
} dinh_file;

/* The embedded Vietnamese pack. Some 20 ms: open it once. since 0.1
 *
 *   dinh_pack *vietnam = NULL;
 *   if (dinh_pack_vietnam(&vietnam) != DINH_OK) return;
 *   dinh_pack_free(vietnam);
 */
DINH_CAPI dinh_status dinh_pack_vietnam(dinh_pack **out);

/* The pack in a folder: every *.json below it. DINH_ENOTFOUND if the folder cannot be read, DINH_EINPUT with all faults.
 * since 0.1 */
DINH_CAPI dinh_status dinh_pack_open(const char *folder, size_t folder_length, dinh_pack **out);

/* The same if its file pack.sig fits the files and the open key (64 hexadecimal digits), else DINH_EINPUT
 * (signature/…). DINH_EUNSUPPORTED without "hash". since 0.1 */
DINH_CAPI dinh_status dinh_pack_open_signed(const char *folder, size_t folder_length, const char *key, size_t key_length,
                                            dinh_pack **out);

/* The pack of files in memory. since 0.1 */
DINH_CAPI dinh_status dinh_pack_read(const dinh_file *files, size_t count, dinh_pack **out);

/* A new pack with a layer on top: rules, calendars and procedures of a province or an application (docs/packs.md).
 * `name` is for messages. Notices and the evidence asked for are kept. since 0.1 */
DINH_CAPI dinh_status dinh_pack_with_layer(const dinh_pack *pack, const char *name, size_t name_length,
                                           const dinh_file *files, size_t count, dinh_pack **out);
/* The same from a folder. since 0.1 */
DINH_CAPI dinh_status dinh_pack_with_layer_folder(const dinh_pack *pack, const char *folder, size_t folder_length,
                                                  dinh_pack **out);

/* A new pack with a yearly notice on days off (JSON, docs/calendar.md) applied to its calendar. since 0.1 */
DINH_CAPI dinh_status dinh_pack_with_notice(const dinh_pack *pack, const char *json, size_t json_length, dinh_pack **out);

/* A new pack that gives no answer resting on weaker evidence than 'T' (text seen), 'S' (summary) or 'M' (memory:
 * everything). dinh_calendar_is_working, _count and _nth look at no evidence. since 0.1 */
DINH_CAPI dinh_status dinh_pack_accepting(const dinh_pack *pack, int32_t weakest, dinh_pack **out);

/* {"id", "version", "title", "hash", "layers", "notices", "evidence", "calendars", "procedures", "rules", "instruments",
 * "findings"}: names of calendars and procedures, numbers of rules and instruments, warnings of the checks. `hash` is
 * null without "hash". since 0.1 */
DINH_CAPI dinh_status dinh_pack_info(const dinh_pack *pack, dinh_string **out);

/* A new pair of keys as {"secret", "open"}, 64 hexadecimal digits each. Keep the secret one where only its owner can read
 * it. The only function that takes random numbers of the system. DINH_EUNSUPPORTED without "hash". since 1.0 */
DINH_CAPI dinh_status dinh_pack_keys(dinh_string **out);
/* What pack.sig in the folder of a pack must hold so that dinh_pack_open_signed takes it: signed with the secret key.
 * The same files and key give the same bytes; write them yourself. DINH_EUNSUPPORTED without "hash". since 1.0 */
DINH_CAPI dinh_status dinh_pack_sign(const char *folder, size_t folder_length, const char *secret, size_t secret_length,
                                     dinh_string **out);

/* Frees a pack that this library gave; null is nothing. What was made from it lives on. since 0.1 */
DINH_CAPI void dinh_pack_free(dinh_pack *pack);

/* ---- days ------------------------------------------------------------------------------------------------------ */

/* Days since 1970-01-01, of the years 1400 to 9999. */
typedef int32_t dinh_day;
#define DINH_NO_DAY INT32_MIN

/* y-m-d to a day; DINH_EINVAL if there is no such day. since 0.1
 *
 *   dinh_day received = DINH_NO_DAY;
 *   dinh_day_from_civil(2025, 4, 24, &received);
 */
DINH_CAPI dinh_status dinh_day_from_civil(int32_t year, int32_t month, int32_t day, dinh_day *out);
/* The other way round. DINH_EINVAL outside the years 1400 to 9999. since 0.1 */
DINH_CAPI dinh_status dinh_day_to_civil(dinh_day value, int32_t *year, int32_t *month, int32_t *day);

/* "YYYY-MM-DD" to a day; DINH_EINPUT (date/…). since 0.1 */
DINH_CAPI dinh_status dinh_day_from_text(const char *text, size_t text_length, dinh_day *out);

/* A day of the Vietnamese lunar calendar, 1900 to 2200. */
typedef struct dinh_lunar {
  uint32_t size;
  int32_t year;
  int32_t month; /* 1..12 */
  int32_t day;   /* 1..30 */
  int32_t leap;  /* 1: the second month of this number in the year */
} dinh_lunar;
#define DINH_LUNAR_INIT {sizeof(dinh_lunar), 0, 0, 0, 0}

/* Both ways; DINH_EINVAL outside 1900-2200, or if the lunar year has no such day. since 0.1
 *
 *   dinh_lunar kings = DINH_LUNAR_INIT;
 *   dinh_day on = DINH_NO_DAY;
 *   kings.year = 2025; kings.month = 3; kings.day = 10;
 *   dinh_lunar_to_day(&kings, &on);
 */
DINH_CAPI dinh_status dinh_lunar_from_day(dinh_day day, dinh_lunar *out);
DINH_CAPI dinh_status dinh_lunar_to_day(const dinh_lunar *lunar, dinh_day *out);
/* The months of a lunar year, 1900 to 2200, and its feasts: {"lunar_year", "year_name", "lunar_new_year", "hung_kings",
 * "months": [{"month", "leap_month", "from", "days"}]}. since 1.0 */
DINH_CAPI dinh_status dinh_lunar_year_json(int32_t year, dinh_string **out);

/* ---- calendars and time limits ------------------------------------------------------------------------------------ */

/* The working days of a body, 1900 to 2200. Immutable. */
typedef struct dinh_calendar dinh_calendar;

enum { DINH_WORKING_DAYS = 0, DINH_DAYS = 1, DINH_WEEKS = 2, DINH_MONTHS = 3, DINH_YEARS = 4 };
enum {
  DINH_WITHIN_AFTER = 0,          /* last lawful day, N after the trigger */
  DINH_NOT_LATER_THAN_BEFORE = 1, /* latest lawful day, N before the event */
  DINH_AT_LEAST_LASTING = 2,      /* first lawful end of a minimum period */
  DINH_VALID_FOR = 3              /* last day of validity */
};

/* A time limit, counted as the Civil Code says. */
typedef struct dinh_limit {
  uint32_t size;
  int32_t count;     /* 0 or more */
  int32_t unit;      /* DINH_WORKING_DAYS … */
  int32_t direction; /* DINH_WITHIN_AFTER … */
} dinh_limit;
#define DINH_LIMIT_INIT {sizeof(dinh_limit), 0, DINH_WORKING_DAYS, DINH_WITHIN_AFTER}

/* An answer. */
typedef struct dinh_due {
  uint32_t size;
  dinh_day day;
  int32_t provisional; /* 1 if the days off of a year that it rests on are not decided yet */
  dinh_day counted;    /* the last day counted, before a day off moved the end */
} dinh_due;
#define DINH_DUE_INIT {sizeof(dinh_due), DINH_NO_DAY, 0, DINH_NO_DAY}

/* A calendar of the pack, such as "state-agency"; DINH_ENOTFOUND names those there are. since 0.1 */
DINH_CAPI dinh_status dinh_calendar_open(const dinh_pack *pack, const char *id, size_t id_length, dinh_calendar **out);
/* Frees a calendar that this library gave; null is nothing. since 0.1 */
DINH_CAPI void dinh_calendar_free(dinh_calendar *calendar);

/* When is it due? Some 20 ns. DINH_EINVAL if trigger or answer lie outside 1900-2200. Under dinh_pack_accepting the
 * provision of the limit is not known here: use dinh_calendar_due_json, which judges the evidence of the days off.
 * since 0.1
 *
 *   dinh_limit five = {sizeof(dinh_limit), 5, DINH_WORKING_DAYS, DINH_WITHIN_AFTER};
 *   dinh_due due = DINH_DUE_INIT;
 *   dinh_day received;
 *   if (dinh_day_from_civil(2025, 4, 24, &received) == DINH_OK)
 *     dinh_calendar_due(calendar, &five, received, &due);
 */
DINH_CAPI dinh_status dinh_calendar_due(const dinh_calendar *calendar, const dinh_limit *limit, dinh_day trigger,
                                        dinh_due *out);

/* The same with the reasons: {"date", "provisional", "counted_to", "assumed_days", "undecided_from", "calendar",
 * "known_until", "why"}. since 0.1 */
DINH_CAPI dinh_status dinh_calendar_due_json(const dinh_calendar *calendar, const dinh_limit *limit, dinh_day trigger,
                                             dinh_string **out);

/* *out is 1 if it is a working day, else 0. since 0.1 */
DINH_CAPI dinh_status dinh_calendar_is_working(const dinh_calendar *calendar, dinh_day day, int32_t *out);

/* Working days after `from` up to and including `to`; negative if `to` lies before `from`. since 0.1 */
DINH_CAPI dinh_status dinh_calendar_count(const dinh_calendar *calendar, dinh_day from, dinh_day to, int32_t *out);

/* The n-th working day after `from`, or before it where n is negative; `from` itself for 0. since 0.1 */
DINH_CAPI dinh_status dinh_calendar_nth(const dinh_calendar *calendar, dinh_day from, int32_t n, dinh_day *out);

/* {"calendar", "year", "provisional", "working_days", "days": […]}: the days off and the rest days worked, each with its
 * decision. since 0.1 */
DINH_CAPI dinh_status dinh_calendar_year_json(const dinh_calendar *calendar, int32_t year, dinh_string **out);

/* Questions that the law on periods leaves open (docs/calendar.md); 0 is the reading that the library recommends, and
 * these are the others, added together. */
enum {
  DINH_SWAPPED_DAY_OFF_IS_NO_REST_DAY = 1,
  DINH_MAKE_UP_SATURDAY_IS_NO_WORKING_DAY = 2,
  DINH_SUBSTITUTE_DAY_IS_NO_DAY_OFF = 4,
  DINH_CULTURE_DAY_IS_MADE_UP = 8,
  DINH_ROLL_MINIMUM_PERIOD_END = 16,
  DINH_ROLL_LEAD_TIME_EARLIER = 32,
  DINH_LEAD_TIME_IN_FULL_DAYS = 64,
  DINH_LEAP_DAY_ON_FIRST_OF_MARCH = 128
};
/* The rule of counting: Civil Code Art 147-148; limitation (the first day is counted); entry into force (never moved). */
enum { DINH_COUNTING_CIVIL_CODE = 0, DINH_COUNTING_LIMITATION = 1, DINH_COUNTING_ENTRY_INTO_FORCE = 2 };

/* Days on which a limit does not run. This struct never changes. */
typedef struct dinh_suspension {
  dinh_day from;  /* the first of them */
  dinh_day until; /* the day on which it runs again; DINH_NO_DAY: not known yet, and the answer is no day */
} dinh_suspension;

/* A length of time. This struct never changes. */
typedef struct dinh_span {
  int32_t count; /* 0 or more */
  int32_t unit;  /* DINH_WORKING_DAYS … */
} dinh_span;

/* What else bears on a due date. The arrays are read during the call only; at most 10000 members each. */
typedef struct dinh_due_options {
  uint32_t size;
  uint32_t readings; /* DINH_SWAPPED_DAY_OFF_IS_NO_REST_DAY …, added together */
  int32_t counting;  /* DINH_COUNTING_CIVIL_CODE … */
  int32_t reserved;  /* 0 */
  const dinh_suspension *suspensions; /* in any order */
  size_t suspension_count;
  const dinh_span *extensions; /* each runs on from the last counted day before it */
  size_t extension_count;
} dinh_due_options;
#define DINH_DUE_OPTIONS_INIT {sizeof(dinh_due_options), 0, DINH_COUNTING_CIVIL_CODE, 0, NULL, 0, NULL, 0}

/* As dinh_calendar_due, with other readings, suspensions and extensions; `options` may be null. out->day is DINH_NO_DAY
 * while a suspension has no end. A lead time (DINH_NOT_LATER_THAN_BEFORE) is neither suspended nor extended: DINH_EINVAL.
 * Without suspensions and extensions it takes no memory. since 1.0
 *
 *   dinh_limit thirty = {sizeof(dinh_limit), 30, DINH_DAYS, DINH_WITHIN_AFTER};
 *   dinh_suspension pause[1] = {{20522, 20532}};
 *   dinh_due_options options = DINH_DUE_OPTIONS_INIT;
 *   dinh_due due = DINH_DUE_INIT;
 *   options.suspensions = pause;
 *   options.suspension_count = 1;
 *   dinh_calendar_due_with(calendar, &thirty, 20514, &options, &due);
 */
DINH_CAPI dinh_status dinh_calendar_due_with(const dinh_calendar *calendar, const dinh_limit *limit, dinh_day trigger,
                                             const dinh_due_options *options, dinh_due *out);

/* Everything that `dinh due` can be asked, with the reasons. `request` is {"from", and one of "limit", "rule" and "every";
 * "calendar", "policies", "suspensions", "extensions", "extended", "earlier_of", "hours"}: docs/embed-c.md describes them.
 * The answer is that of dinh_calendar_due_json; of a limit in hours {"date", "moment", "provisional", …}; of "every"
 * {"every", …, "periods": [{"first", "last", "date", "provisional", "kept"}]}. DINH_EINPUT with all faults. since 1.0
 *
 *   const char asked[] = "{\"rule\":\"GDL-12-2\",\"from\":\"2025-04-24\",\"suspensions\":[{\"from\":\"2025-04-28\","
 *                        "\"until\":\"2025-05-12\"}]}";
 *   dinh_string *reply = NULL;
 *   if (dinh_due_json(pack, asked, sizeof(asked) - 1, &reply) == DINH_OK) puts(dinh_string_data(reply));
 *   dinh_string_free(reply);
 */
DINH_CAPI dinh_status dinh_due_json(const dinh_pack *pack, const char *request, size_t request_length, dinh_string **out);

/* What a new version of a calendar changes, such as that of dinh_pack_with_notice: {"before", "now", "days": those worked in
 * one and not in the other, each with its entries, "due_dates_asked", "due_dates": [{"question", "limit", "from", "before",
 * "now"}]}. `questions` is [{"limit": {"count", "unit", "way"}, "from"}], or empty; those are listed whose answer moved, or
 * became firm or provisional, by their place in it. since 1.0 */
DINH_CAPI dinh_status dinh_calendar_compare(const dinh_calendar *before, const dinh_calendar *now, const char *questions,
                                            size_t questions_length, dinh_string **out);

/* The calendar as a file of a pack. since 1.0 */
DINH_CAPI dinh_status dinh_calendar_json(const dinh_calendar *calendar, dinh_string **out);

/* ---- votes --------------------------------------------------------------------------------------------------------- */

enum { DINH_AT_LEAST = 0, DINH_MORE_THAN = 1 };

/* A share, not reduced: 2/3, 50/100. */
typedef struct dinh_ratio {
  uint32_t size;
  int32_t how; /* DINH_AT_LEAST or DINH_MORE_THAN */
  int64_t num; /* 0 or more */
  int64_t den; /* 1 or more */
} dinh_ratio;
#define DINH_RATIO_INIT {sizeof(dinh_ratio), DINH_AT_LEAST, 1, 1}

/* Whether `votes` of `base` reach the ratio, in whole numbers: *out is 1 or 0. since 0.1
 *
 *   dinh_ratio half = {sizeof(dinh_ratio), DINH_MORE_THAN, 1, 2};
 *   int32_t passed = 0;
 *   dinh_ratio_is_met(&half, 4160, 8318, &passed);
 */
DINH_CAPI dinh_status dinh_ratio_is_met(const dinh_ratio *ratio, int64_t votes, int64_t base, int32_t *out);
/* The smallest number of `base` that reaches it. since 0.1 */
DINH_CAPI dinh_status dinh_ratio_least(const dinh_ratio *ratio, int64_t base, int64_t *out);

enum { DINH_SETTING_VILLAGE = 1, DINH_SETTING_COMMUNE = 2, DINH_SETTING_AGENCY = 3, DINH_SETTING_STATE_ENTERPRISE = 4 };
enum { DINH_FORM_MEETING = 1, DINH_FORM_HOUSEHOLD_BALLOT = 2, DINH_FORM_ONLINE_VOTE = 3 };
/* In place of a number: no part of the question; needed but unknown. */
#define DINH_NOT_GIVEN INT64_C(-1)
#define DINH_UNKNOWN INT64_C(-2)

/* A decision of a community, and its figures. Everything else that may be asked is asked with dinh_answer. */
typedef struct dinh_vote {
  uint32_t size;
  dinh_day on;     /* the day whose law applies */
  int32_t setting; /* DINH_SETTING_VILLAGE … */
  int32_t content; /* clause of Art 15 of Law 10/2022/QH15, 1 to 6; 0: not given */
  int32_t form;    /* DINH_FORM_MEETING …; 0: not given */
  int32_t reserved; /* 0 */
  int64_t households;
  int64_t present;
  int64_t in_favour;
  int64_t against;
  int64_t blank;
  int64_t ballots_returned;
  int64_t valid_ballots;
} dinh_vote;
#define DINH_VOTE_INIT                                                                                                   \
  {sizeof(dinh_vote), DINH_NO_DAY, DINH_SETTING_VILLAGE, 0, 0, 0, DINH_NOT_GIVEN, DINH_NOT_GIVEN, DINH_NOT_GIVEN,        \
   DINH_NOT_GIVEN, DINH_NOT_GIVEN, DINH_NOT_GIVEN, DINH_NOT_GIVEN}

enum {
  DINH_OUTCOME_NONE = -1, /* the question has no outcome */
  DINH_PASSED = 0,
  DINH_NOT_PASSED = 1,
  DINH_UNREACHABLE = 2,   /* those attending cannot reach the ratio, or are too few */
  DINH_UNLAWFUL_FORM = 3, /* this form is not open for this content */
  DINH_INVALID_FACTS = 4, /* impossible figures, such as more votes than voters */
  DINH_UNDETERMINED = 5,  /* a needed fact or rule is unknown */
  DINH_NEEDS_REVIEW = 6,  /* texts conflict or are silent */
  DINH_MET = 7,
  DINH_NOT_MET = 8,
  DINH_OVERDUE = 9,
  DINH_NO_DATA = 10
};

/* DINH_NOT_GIVEN stands where the answer has no such number. */
typedef struct dinh_ruling {
  uint32_t size;
  int32_t outcome;   /* DINH_PASSED … */
  int64_t minimum;   /* smallest number that is enough */
  int64_t base;      /* what the ratio is taken of */
  int64_t ratio_num; /* the ratio applied */
  int64_t ratio_den;
  int32_t ratio_how; /* DINH_AT_LEAST, DINH_MORE_THAN; -1: none, or sources differ */
  int32_t reserved;  /* 0 */
  int64_t further_votes;      /* fewest votes that were missing */
  int64_t further_attendance; /* fewest attendants that were missing */
} dinh_ruling;
#define DINH_RULING_INIT {sizeof(dinh_ruling), DINH_OUTCOME_NONE, 0, 0, 0, 0, -1, 0, 0, 0}

/* Is it decided? Some 200 ns, no memory. since 0.1
 *
 *   dinh_vote vote = DINH_VOTE_INIT;
 *   dinh_ruling ruling = DINH_RULING_INIT;
 *   dinh_day_from_civil(2023, 9, 1, &vote.on);
 *   vote.content = 6;
 *   vote.form = DINH_FORM_MEETING;
 *   vote.households = 8318;
 *   vote.in_favour = 4160;
 *   dinh_decide(pack, &vote, &ruling);
 */
DINH_CAPI dinh_status dinh_decide(const dinh_pack *pack, const dinh_vote *vote, dinh_ruling *out);

/* ---- questions as JSON ------------------------------------------------------------------------------------------------ */

/* The register of units: see below. */
typedef struct dinh_register dinh_register;

/* Any question of docs/questions.md as {"id", "kind", "as_of", "input"}: votes, time limits, who decides, forms, bodies,
 * successions (these need `units`, else null). The answer is {"id", "answer": {…}, "why": {"vi", "en"}, "rests_on": […]},
 * or {"id", "unsupported": true}. DINH_EINPUT for a faulty question. At most 1 MiB. since 0.1
 *
 *   const char request[] = "{\"id\":\"q1\",\"kind\":\"decision\",\"as_of\":\"2024-03-10\",\"input\":{\"setting\":\"village\","
 *                          "\"content\":\"15.6\",\"form\":\"meeting\",\"households\":8318,\"in_favour\":4160}}";
 *   dinh_string *reply = NULL;
 *   if (dinh_answer(pack, NULL, request, sizeof(request) - 1, &reply) == DINH_OK) puts(dinh_string_data(reply));
 *   dinh_string_free(reply);
 */
DINH_CAPI dinh_status dinh_answer(const dinh_pack *pack, const dinh_register *units, const char *request,
                                  size_t request_length, dinh_string **out);

/* What the law asks for a decision before any vote: ratio, quorum, who convenes, what comes before and after, from when
 * it counts, who recognises it. `request` is one of dinh_answer of kind "decision" without figures. since 0.1 */
DINH_CAPI dinh_status dinh_outline(const dinh_pack *pack, const char *request, size_t request_length, dinh_string **out);

/* By when, where, how long a content must be made public, and what postings were worth. `request` is
 * {"regime": "commune" | "agency" | "state_enterprise", "item", "decided", "calendar", "channel", "up": [{"first", "last"}],
 * "today"}; only `decided` is required. since 0.1 */
DINH_CAPI dinh_status dinh_publicity(const dinh_pack *pack, const char *request, size_t request_length,
                                     dinh_string **out);

/* A decision judged in full: outcome and its reasons, effect, recognition, how many votes or attendants are missing, and
 * whether those who have not voted can still carry it: what `dinh decide --json` prints. `request` as for dinh_outline, with
 * the figures. since 1.0 */
DINH_CAPI dinh_status dinh_verdict(const dinh_pack *pack, const char *request, size_t request_length, dinh_string **out);

/* Answers a file of rule cases and compares: {"right", "wrong", …}, with every difference, as `dinh conformance --json`.
 * `units` may be null. since 1.0 */
DINH_CAPI dinh_status dinh_conformance(const dinh_pack *pack, const dinh_register *units, const char *cases,
                                       size_t cases_length, dinh_string **out);

/* ---- the law ------------------------------------------------------------------------------------------------------------ */

/* [{"id", "citation", "evidence", "label"}]: the rules in force on a day; all of them for DINH_NO_DAY. since 0.1 */
DINH_CAPI dinh_status dinh_rules(const dinh_pack *pack, dinh_day on, dinh_string **out);
/* One rule with its provision, dates, evidence and numbers. since 0.1 */
DINH_CAPI dinh_status dinh_rule(const dinh_pack *pack, const char *id, size_t id_length, dinh_string **out);
/* [{"id", "number", "title"}]: the instruments in force on a day; all of them for DINH_NO_DAY. since 0.1 */
DINH_CAPI dinh_status dinh_instruments(const dinh_pack *pack, dinh_day on, dinh_string **out);
/* One instrument by id or number, with what it amends, replaces, guides, and what amends it. since 0.1 */
DINH_CAPI dinh_status dinh_instrument(const dinh_pack *pack, const char *id, size_t id_length, dinh_string **out);
/* A citation in any usual form ("khoản 1 Điều 21 Luật 10/2022/QH15", "10/2022/QH15 21(1)", an Akoma Ntoso id) as
 * {"instrument", "article", "akn", "vi", "en", "known", "rules"}; `rules` are those of the pack at that provision that
 * hold on the day, or on any day for DINH_NO_DAY. since 0.1 */
DINH_CAPI dinh_status dinh_cite(const dinh_pack *pack, const char *citation, size_t citation_length, dinh_day on,
                                dinh_string **out);

/* ---- units and who acts --------------------------------------------------------------------------------------------------- */

/* The register of a folder (docs/units.md), with the roles of the pack and the persons of people.json, if the folder has
 * one. A whole country takes about a second. Immutable. since 0.1 */
DINH_CAPI dinh_status dinh_register_open(const dinh_pack *pack, const char *folder, size_t folder_length,
                                         dinh_register **out);
/* What else the register takes from its files, added together. */
enum {
  DINH_REGISTER_IN_FORCE = 1, /* changes on the day they came into force, where that is known, not when they were entered */
  DINH_REGISTER_GHOSTS = 2,   /* also units that the lists hold by mistake */
  DINH_REGISTER_DISPUTED = 4, /* also successions on which sources disagree */
  DINH_REGISTER_EARLY = 8     /* also changes before the first list, undone from it; evidence level M */
};
/* The same with choices. DINH_EINVAL for one that is unknown. since 1.0 */
DINH_CAPI dinh_status dinh_register_open_with(const dinh_pack *pack, const char *folder, size_t folder_length,
                                              uint32_t choices, dinh_register **out);
/* Frees a register that this library gave; null is nothing. since 0.1 */
DINH_CAPI void dinh_register_free(dinh_register *units);
/* {"units", "covers": {"from", "until"}, "remarks"}: what the register knows, and warnings of its reading. since 0.1 */
DINH_CAPI dinh_status dinh_register_info(const dinh_register *units, dinh_string **out);
/* A unit by its code on the day, or by its lifetime key: names, parents, successors, bodies. since 0.1 */
DINH_CAPI dinh_status dinh_register_unit(const dinh_register *units, const char *code, size_t code_length, dinh_day on,
                                         dinh_string **out);
/* What became of a unit, or had been: `asked` is a code, a lifetime key or a name on the day `from`. All answers, whole or
 * part, each with its way and decree; {"found": [], "near": […]} where there is no such unit. since 0.1 */
DINH_CAPI dinh_status dinh_register_translate(const dinh_register *units, const char *asked, size_t asked_length,
                                              dinh_day from, dinh_day to, dinh_string **out);
/* Who holds a role (id or name) in a unit on a day, with the reasons; every body of the unit and their relations if
 * `role` is empty. `facts` is a JSON object of strings about the case, or empty. since 0.1 */
DINH_CAPI dinh_status dinh_register_who(const dinh_register *units, const char *code, size_t code_length, dinh_day on,
                                        const char *role, size_t role_length, const char *facts, size_t facts_length,
                                        dinh_string **out);

/* A list of units or a conversion table as an office exported it (CSV or JSON): {"loaded", "format", "units", "successions",
 * "csv", "findings"}. `csv` is the list or table in the layout of dinh_register_open; where a fault must be mended by hand
 * "loaded" is false and there is none. `mend` 1 mends what has one obvious remedy. With `reference` (may be null) codes and
 * names of old units are compared with those of the day `on`. since 1.0 */
DINH_CAPI dinh_status dinh_units_read(const char *content, size_t content_length, int32_t mend,
                                      const dinh_register *reference, dinh_day on, dinh_string **out);

enum { DINH_VI = 0, DINH_EN = 1 };
enum { DINH_DOT = 0, DINH_SVG = 1 };
enum { DINH_UNITS_BELOW = 0, DINH_BODIES = 1 };
/* A picture of a unit, by its code on the day or its key: the units below it, or its bodies and who supervises, elects and
 * recognises whom. DINH_SVG is DINH_EUNSUPPORTED without "svg". since 1.0 */
DINH_CAPI dinh_status dinh_register_draw(const dinh_register *units, const char *code, size_t code_length, dinh_day on,
                                         int32_t what, int32_t format, int32_t language, dinh_string **out);

/* ---- procedures ------------------------------------------------------------------------------------------------------------ */

/* Steps, flows and deadlines. Immutable. */
typedef struct dinh_procedure dinh_procedure;

/* [{"id", "title", "field", "citation", "evidence", "valid", "steps", "deadlines"}] of the pack. since 0.1 */
DINH_CAPI dinh_status dinh_procedures(const dinh_pack *pack, dinh_string **out);
/* A procedure of the pack. since 0.1 */
DINH_CAPI dinh_status dinh_procedure_open(const dinh_pack *pack, const char *id, size_t id_length, dinh_procedure **out);
/* A procedure from JSON (packs/schema/procedure.schema.json); the pack gives the words for roles and rules. All faults
 * with their places. since 0.1 */
DINH_CAPI dinh_status dinh_procedure_read(const dinh_pack *pack, const char *json, size_t json_length,
                                          dinh_procedure **out);
/* Frees a procedure that this library gave; null is nothing. since 0.1 */
DINH_CAPI void dinh_procedure_free(dinh_procedure *procedure);
/* All of it as JSON, with names of roles and provisions of rules. since 0.1 */
DINH_CAPI dinh_status dinh_procedure_json(const dinh_procedure *procedure, dinh_string **out);
/* Can it work at all? {"procedure", "verdict": "sound" | "unsound" | "undecided", "states", "findings"}; each finding with a
 * run that shows it. since 0.1 */
DINH_CAPI dinh_status dinh_procedure_verify(const dinh_procedure *procedure, dinh_string **out);

/* A picture, with labels in Vietnamese or English. DINH_SVG is DINH_EUNSUPPORTED without "svg": give the DOT text to
 * Graphviz. since 0.1 */
DINH_CAPI dinh_status dinh_procedure_draw(const dinh_procedure *procedure, int32_t format, int32_t language,
                                          dinh_string **out);

enum { DINH_PROCEDURE_JSON = 0, DINH_BPMN = 1, DINH_PNML = 2 };
/* As a file of a pack (dinh_procedure_read reads it), as BPMN 2.0 with a picture that carries the whole procedure
 * (dinh_procedure_read_bpmn reads it), or as the Petri net that is verified. BPMN and PNML are DINH_EUNSUPPORTED without
 * "xml". since 1.0 */
DINH_CAPI dinh_status dinh_procedure_write(const dinh_procedure *procedure, int32_t format, int32_t language,
                                           dinh_string **out);
/* The procedure that a BPMN file of dinh_procedure_write carries. DINH_EINPUT if it carries none, or if another tool has
 * changed its diagram. DINH_EUNSUPPORTED without "xml". since 1.0 */
DINH_CAPI dinh_status dinh_procedure_read_bpmn(const dinh_pack *pack, const char *xml, size_t xml_length,
                                               dinh_procedure **out);

/* Can its limits be met together, and on which start days not, and why? `request` is one of
 * - {"from": year, "to": year}: every start day of the years, collisions, how much room each limit leaves;
 * - {"start": day}: earliest and latest day of each step, what sets the earliest end; with "ours": [roles], whether the
 * limits can be kept whenever the others act within theirs;
 * - {"end": day}: the latest lawful start of each scenario;
 * with "calendar" (another than its own), "acts_on_working_days", "hours" (of the desk, as of dinh_due_json; without them
 * limits in hours are left out) and "durations": [{"step", "least": {"count", "unit"}, "most", "theirs"}], counted in units of
 * "working_day", "day", "week", "month" or "year", with "hours" also of "hour". The answers are those of `dinh timing --json`.
 * A century of start days takes seconds. since 1.0 */
DINH_CAPI dinh_status dinh_procedure_timing(const dinh_procedure *procedure, const char *request, size_t request_length,
                                            dinh_string **out);
/* The start days of the years as an SVG picture, one cell a day; needs no Graphviz. At most 100 years. since 1.0 */
DINH_CAPI dinh_status dinh_procedure_timing_chart(const dinh_procedure *procedure, int32_t first_year, int32_t last_year,
                                                  int32_t language, dinh_string **out);
/* What the version `after` changes, measured by its calendar: {"before", "after", "changes": [{"kind", "from", "to", "before",
 * "after", "citation", "words"}], "cases": [{"case", "kind", "change", "before", "after", "words"}]}. `cases` is [{"case",
 * "done": [{"step", "day"}], "next": [steps]}], the open cases whose effects are asked for, or empty. since 1.0 */
DINH_CAPI dinh_status dinh_procedure_compare(const dinh_procedure *before, const dinh_procedure *after, const char *cases,
                                             size_t cases_length, dinh_string **out);

/* Verifies a model of another tool: BPMN 2.0, PNML, a process graph of jBPT or a procedure; its content says which. An array
 * with one {"format", "id", "name", "verdict": "sound" | "not_sound" | "undecided", "why", "witness", "findings", "notes", …}
 * for each net. `most_states` (0: the usual bound) bounds the search of one. DINH_EUNSUPPORTED for XML without "xml".
 * since 1.0 */
DINH_CAPI dinh_status dinh_model_check(const char *content, size_t content_length, uint32_t most_states, int32_t language,
                                       dinh_string **out);
/* The first net of such a model as PNML. DINH_EUNSUPPORTED without "xml". since 1.0 */
DINH_CAPI dinh_status dinh_model_pnml(const char *content, size_t content_length, int32_t language, dinh_string **out);
/* Where that net, read back, is judged otherwise than the model: an array of findings with code, place, message and remedy;
 * mostly empty. Looks at 20,000 states at most. DINH_EUNSUPPORTED without "xml". since 1.2 */
DINH_CAPI dinh_status dinh_model_pnml_notes(const char *content, size_t content_length, dinh_string **out);

/* ---- dockets: cases, duties, breaches ---------------------------------------------------------------------------------------- */

/* Cases and their duties, in one thread's hands. Const functions may run in several threads while nothing is recorded. */
typedef struct dinh_docket dinh_docket;

enum { DINH_READ_WRITE = 0, DINH_READ_ONLY = 1 };

typedef struct dinh_docket_options {
  uint32_t size;
  int32_t access; /* of the journal: DINH_READ_WRITE makes the file if it is absent */
  const char *journal; /* path of an SQLite journal that keeps the events; length 0: memory only */
  size_t journal_length;
} dinh_docket_options;
#define DINH_DOCKET_OPTIONS_INIT {sizeof(dinh_docket_options), DINH_READ_WRITE, NULL, 0}

/* A docket of all procedures of the pack. With `units` duties are given to bodies and units are followed through
 * mergers; null: they are compared by their keys. With a journal, the events that it holds are replayed, and events
 * recorded later are durable when dinh_docket_record returns. `options` may be null. DINH_ESTORAGE, DINH_EUNSUPPORTED
 * (a journal without "journal"). since 0.1
 *
 *   dinh_docket *cases = NULL;
 *   if (dinh_docket_open(pack, NULL, NULL, &cases) != DINH_OK) return;
 *   dinh_docket_free(cases);
 */
DINH_CAPI dinh_status dinh_docket_open(const dinh_pack *pack, const dinh_register *units,
                                       const dinh_docket_options *options, dinh_docket **out);

/* A journal in a PostgreSQL database, which many machines share. */
typedef struct dinh_postgres_options {
  uint32_t size;
  int32_t access; /* DINH_READ_WRITE makes schema and tables if they are absent */
  const char *connection; /* of libpq: "host=db.example dbname=cases user=dinh"; the environment counts as for psql */
  size_t connection_length;
  const char *schema; /* that holds the tables; length 0: "dinh" */
  size_t schema_length;
  int32_t patience_ms; /* how long to wait for another writer; 0: 5000 */
  int32_t reserved;    /* 0 */
} dinh_postgres_options;
#define DINH_POSTGRES_OPTIONS_INIT {sizeof(dinh_postgres_options), DINH_READ_WRITE, NULL, 0, NULL, 0, 0, 0}

/* As dinh_docket_open, with its journal in PostgreSQL. DINH_ESTORAGE if the server cannot be reached; DINH_EUNSUPPORTED
 * without "postgres". libpq reads its environment variables and its password file: the one exception to what stands above.
 * since 1.0 */
DINH_CAPI dinh_status dinh_docket_open_postgres(const dinh_pack *pack, const dinh_register *units,
                                                const dinh_postgres_options *options, dinh_docket **out);

/* All cases as a file (bytes with a hash; not UTF-8) from which dinh_docket_open_snapshot starts quicker than from the whole
 * journal. DINH_EUNSUPPORTED without "hash". since 1.0 */
DINH_CAPI dinh_status dinh_docket_snapshot(const dinh_docket *docket, dinh_string **out);
/* As dinh_docket_open, from a snapshot of the same pack and units (any bytes, at most 1 GiB): of the journal in `options`
 * only later events are replayed; without one the docket holds the cases of the snapshot in memory. DINH_EINPUT
 * (snapshot/…) if it is damaged, or of another pack or journal. Keep its hash elsewhere, or build it anew, where it may
 * have been in other hands. since 1.0 */
DINH_CAPI dinh_status dinh_docket_open_snapshot(const dinh_pack *pack, const dinh_register *units,
                                                const dinh_docket_options *options, const void *snapshot,
                                                size_t snapshot_length, dinh_docket **out);
/* Frees a docket that this library gave; null is nothing. since 0.1 */
DINH_CAPI void dinh_docket_free(dinh_docket *docket);

/* Records one event, {"id", "case", "procedure", "unit", "step", "branch", "occurred_on", "recorded_on", "by", "facts",
 * "evidence", "kind", "subject"}, or an array of them, in their order (docs/docket.md). The first event of a case names
 * its procedure and unit. The same id with the same event is applied once. *out (may be null) gets {"recorded",
 * "already_there", "refused": [faults]}, also with DINH_EREFUSED. DINH_EINPUT: the JSON is faulty, nothing was recorded.
 * After DINH_ESTORAGE, DINH_EREOPEN, or DINH_ENOMEM in the midst of recording, every later call gives DINH_EREOPEN: what
 * the journal holds is safe; record the rest again. since 0.1 */
DINH_CAPI dinh_status dinh_docket_record(dinh_docket *docket, const char *events, size_t events_length,
                                         dinh_string **out);

enum {
  DINH_CASES = 0,    /* all cases as they stand */
  DINH_DUTIES = 1,   /* every duty that had begun */
  DINH_DUE = 2,      /* open duties whose last lawful day lies in [from, until) */
  DINH_LATE = 3,     /* duties not done whose last lawful day has passed */
  DINH_MET_LATE = 4, /* duties done late */
  DINH_BREACHES = 5, /* breaches recorded in events */
  DINH_LOAD = 6,     /* open, overdue and pending duties of each body */
  DINH_REMINDERS = 7 /* reminders and escalations that fall into [from, until) */
};

/* A question to a docket. Texts of length 0 restrict nothing. */
typedef struct dinh_docket_query {
  uint32_t size;
  int32_t what;   /* DINH_CASES … */
  dinh_day as_of; /* the day it is asked for: what had occurred by then is seen */
  dinh_day from;  /* for DINH_DUE and DINH_REMINDERS; DINH_NO_DAY: open to this side */
  dinh_day until;
  int32_t reserved; /* 0 */
  const char *unit; /* lifetime key: cases in it or under it; what was settled or breached where its case lay that day */
  size_t unit_length;
  const char *body; /* key of the body that answers */
  size_t body_length;
  const char *procedure;
  size_t procedure_length;
  const char *case_key;
  size_t case_key_length;
  const char *rule; /* that sets the deadline */
  size_t rule_length;
  const char *provision; /* that sets the deadline or holds it, in any usual form */
  size_t provision_length;
} dinh_docket_query;
#define DINH_DOCKET_QUERY_INIT                                                                                       \
  {sizeof(dinh_docket_query), DINH_CASES, DINH_NO_DAY, DINH_NO_DAY, DINH_NO_DAY, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, \
   NULL, 0, NULL, 0}

/* A JSON array of cases, duties, breaches, loads ("suspended" and "needs_review" since 1.2) or reminders. since 0.1 */
DINH_CAPI dinh_status dinh_docket_ask(const dinh_docket *docket, const dinh_docket_query *query, dinh_string **out);
/* Open duties whose last lawful day is query->as_of or one of the next working days, by the calendar of each procedure; of
 * `query` the day and the restrictions count. `working_days` is 0 to 120000. since 1.0
 *
 *   dinh_docket *cases = NULL;
 *   dinh_docket_query query = DINH_DOCKET_QUERY_INIT;
 *   dinh_string *soon = NULL;
 *   query.as_of = day;
 *   if (dinh_docket_open(pack, NULL, NULL, &cases) == DINH_OK && dinh_docket_due_soon(cases, &query, 5, &soon) == DINH_OK)
 *     puts(dinh_string_data(soon));
 *   dinh_string_free(soon);
 *   dinh_docket_free(cases);
 */
DINH_CAPI dinh_status dinh_docket_due_soon(const dinh_docket *docket, const dinh_docket_query *query, int32_t working_days,
                                           dinh_string **out);
/* The report of the units: how many duties stand how, by the unit that answers for them on query->as_of and summed up the
 * tree of that day, {"units": [{"unit", "name", "kind", "depth", "own", "with_below"}], "unplaced"}: parents before children,
 * those alone that have duties in or under them. Counts are {"pending", "open", "overdue", "met", "met_late", "breached",
 * "void", "suspended", "needs_review", "total"}, where "overdue" can still be done late and "breached" cannot; "unplaced" are
 * those whose unit cannot be told, or is not in the tree of that day. Without `units` (null) the units are told with "unit" and
 * "own" alone. A merged unit counts for its successor if the docket was opened with `units`. Of `query` the day and the
 * restrictions count; with a unit in it that unit and those under it are told. since 1.1
 *
 *   dinh_docket *cases = NULL;
 *   dinh_docket_query query = DINH_DOCKET_QUERY_INIT;
 *   dinh_string *report = NULL;
 *   query.as_of = day;
 *   if (dinh_docket_open(pack, units, NULL, &cases) == DINH_OK && dinh_docket_tally(cases, units, &query, &report) == DINH_OK)
 *     puts(dinh_string_data(report));
 *   dinh_string_free(report);
 *   dinh_docket_free(cases);
 */
DINH_CAPI dinh_status dinh_docket_tally(const dinh_docket *docket, const dinh_register *units, const dinh_docket_query *query,
                                        dinh_string **out);
/* A notice on days off that arrives late: the docket takes the new version of one of its calendars (that of
 * dinh_pack_with_notice, opened with dinh_calendar_open), and *out (may be null) gets what it moved, as on the day:
 * {"calendar", "days", "duties": [{"before", "after", "because", "judged_otherwise", "text"}], "new_breaches", "gone_breaches"}. The
 * journal is not touched: open the docket with the new pack the next time. DINH_ENOTFOUND if the docket has no such
 * calendar. After DINH_ENOMEM every later call gives DINH_EREOPEN. since 1.0 */
DINH_CAPI dinh_status dinh_docket_change_calendar(dinh_docket *docket, const dinh_calendar *now, dinh_day as_of,
                                                  dinh_string **out);
/* A case as an SVG picture: what was done and when, which duties ran, which were kept; needs no Graphviz. since 1.0 */
DINH_CAPI dinh_status dinh_docket_timeline(const dinh_docket *docket, const char *case_key, size_t case_key_length,
                                           dinh_day as_of, int32_t language, dinh_string **out);
/* A CSV file of events (docs/docket.md) as the JSON array that dinh_docket_record takes. since 1.0 */
DINH_CAPI dinh_status dinh_events_read_csv(const char *csv, size_t csv_length, dinh_string **out);
/* What may lawfully come next in a case: an array of {"step", "what", "kind", "branches", "chosen_branch", "unknown_facts", "role",
 * "body", "body_name", "not_before", "not_after", "rules"}. Of a decision, "chosen_branch" is the one that the facts of the case choose
 * on the day ("" if they do not), "unknown_facts" are those that its conditions ask for and the case does not tell (both since
 * 1.2). since 0.1 */
DINH_CAPI dinh_status dinh_docket_next(const dinh_docket *docket, const char *case_key, size_t case_key_length,
                                       dinh_day as_of, dinh_string **out);
/* All that happened in a case by that day, with reasons and provisions. since 0.1 */
DINH_CAPI dinh_status dinh_docket_history(const dinh_docket *docket, const char *case_key, size_t case_key_length,
                                          dinh_day as_of, dinh_string **out);
/* The events of a case as they were recorded. since 0.1 */
DINH_CAPI dinh_status dinh_docket_events(const dinh_docket *docket, const char *case_key, size_t case_key_length,
                                         dinh_string **out);
/* Everything in one canonical text: equal dockets give equal bytes. since 0.1 */
DINH_CAPI dinh_status dinh_docket_fingerprint(const dinh_docket *docket, dinh_string **out);

/* ---- journals: events in an SQLite file or in PostgreSQL ------------------------------------------------------------------------------------------ */

/* For moving, checking and copying journals; a docket opens its own. In one thread's hands. All functions give
 * DINH_EUNSUPPORTED without "journal" (and "postgres"). */
typedef struct dinh_journal dinh_journal;

/* since 0.1 */
DINH_CAPI dinh_status dinh_journal_open(const char *path, size_t path_length, int32_t access, dinh_journal **out);
/* A journal in PostgreSQL. DINH_ESTORAGE if the server cannot be reached; DINH_EUNSUPPORTED without "postgres". since 1.0
 *
 *   dinh_postgres_options where = DINH_POSTGRES_OPTIONS_INIT;
 *   dinh_journal *shared = NULL;
 *   where.connection = "host=/nowhere dbname=cases";
 *   where.connection_length = strlen(where.connection);
 *   if (dinh_journal_open_postgres(&where, &shared) != DINH_OK) fprintf(stderr, "%s\n", dinh_error_message());
 *   dinh_journal_free(shared);
 */
DINH_CAPI dinh_status dinh_journal_open_postgres(const dinh_postgres_options *options, dinh_journal **out);
/* Frees a journal that this library gave; null is nothing. since 0.1 */
DINH_CAPI void dinh_journal_free(dinh_journal *journal);
/* {"size", "head"}: the number of entries, and the hash over all of them. Keep it elsewhere to find a forged file.
 * since 0.1 */
DINH_CAPI dinh_status dinh_journal_info(dinh_journal *journal, dinh_string **out);
/* Appends events (as for dinh_docket_record) without judging them: all or none, durable on return. *out (may be null)
 * gets {"appended", "already_there", "size"}. since 0.1 */
DINH_CAPI dinh_status dinh_journal_append(dinh_journal *journal, const char *events, size_t events_length,
                                          dinh_string **out);
/* [{"position", "event"}] from `position` (1 is the first) on, at most `most` and at most 10000. since 0.1 */
DINH_CAPI dinh_status dinh_journal_read(dinh_journal *journal, uint64_t position, uint64_t most, dinh_string **out);
/* What dinh_docket_tally answers for a docket of this journal, without that docket: the journal is read once, and the events
 * of cases that hold more than acts a second time; little is kept of each case. For reports over years of a country. `units` is not
 * null. DINH_ESTORAGE names an entry that the pack and the units do not take. since 1.1
 *
 *   dinh_journal *log = NULL;
 *   dinh_string *report = NULL;
 *   if (dinh_journal_open("/nowhere/cases.sqlite", 21, DINH_READ_ONLY, &log) == DINH_OK &&
 *       dinh_journal_tally(log, pack, units, day, &report) == DINH_OK)
 *     puts(dinh_string_data(report));
 *   dinh_string_free(report);
 *   dinh_journal_free(log);
 */
DINH_CAPI dinh_status dinh_journal_tally(dinh_journal *journal, const dinh_pack *pack, const dinh_register *units, dinh_day as_of,
                                         dinh_string **out);
/* Reads everything and checks every hash; DINH_ESTORAGE names what was changed. since 0.1 */
DINH_CAPI dinh_status dinh_journal_verify(dinh_journal *journal);

/* ---- receipts -------------------------------------------------------------------------------------------------------------------- */

/* A question of dinh_answer, answered, with all that the answer rests on: canonical JSON with hashes that another machine
 * can recompute (docs/receipts.md). DINH_EUNSUPPORTED without "hash". since 0.1 */
DINH_CAPI dinh_status dinh_receipt(const dinh_pack *pack, const char *request, size_t request_length, dinh_string **out);
/* The same for a due date in a calendar of the pack. since 0.1 */
DINH_CAPI dinh_status dinh_receipt_due(const dinh_pack *pack, const char *calendar, size_t calendar_length,
                                       const dinh_limit *limit, dinh_day trigger, dinh_string **out);
/* The same for a question of dinh_due_json about one limit in days, with all that bears on it. since 1.0 */
DINH_CAPI dinh_status dinh_receipt_due_json(const dinh_pack *pack, const char *request, size_t request_length,
                                            dinh_string **out);
/* The same for what the law asks of an item that is to be made public: {"regime", "item", "on"}; only `on` is required,
 * `item` is 1 without it. since 1.0 */
DINH_CAPI dinh_status dinh_receipt_publicity(const dinh_pack *pack, const char *request, size_t request_length,
                                             dinh_string **out);
/* Computes it again: {"same", "differences", "question", "inputs", "result", "result_here"}. DINH_EINPUT if it is no
 * receipt; one that differs is DINH_OK with "same": false. since 0.1 */
DINH_CAPI dinh_status dinh_receipt_verify(const dinh_pack *pack, const char *receipt, size_t receipt_length,
                                          dinh_string **out);

#ifdef __cplusplus
}
#endif
#endif
