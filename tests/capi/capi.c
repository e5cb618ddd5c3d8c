/* The C interface from C99: right answers, refusals with messages, null handles, sizes of other versions.
 * With a folder of units as argument (examples/nghe_an) the register, dockets and journals too; the second argument is a
 * folder to write into. */
#include "checks.h"

static int days_and_calendars(const dinh_pack *pack) {
  dinh_calendar *calendar = NULL;
  dinh_string *text = NULL;
  dinh_limit five = {sizeof(dinh_limit), 5, DINH_WORKING_DAYS, DINH_WITHIN_AFTER};
  dinh_due due = DINH_DUE_INIT;
  dinh_lunar lunar = DINH_LUNAR_INIT;
  dinh_day day = DINH_NO_DAY;
  int32_t y = 0, m = 0, d = 0, n = 0;

  CHECK(dinh_calendar_open(pack, T("state-agency"), &calendar) == DINH_OK && calendar != NULL);
  /* 5 working days after Thu 24 Apr 2025: Sat 26 Apr is worked, 30 Apr to 2 May are off */
  CHECK(dinh_calendar_due(calendar, &five, on(2025, 4, 24), &due) == DINH_OK);
  CHECK(dinh_day_to_civil(due.day, &y, &m, &d) == DINH_OK && y == 2025 && m == 5 && d == 5);
  CHECK(due.provisional == 0 && due.counted == due.day && due.size == sizeof due);
  CHECK(dinh_calendar_due_json(calendar, &five, on(2025, 4, 24), &text) == DINH_OK);
  CHECK(holds(&text, "\"date\":\"2025-05-05\""));
  CHECK(dinh_calendar_is_working(calendar, on(2025, 4, 26), &n) == DINH_OK && n == 1);
  CHECK(dinh_calendar_is_working(calendar, on(2025, 5, 2), &n) == DINH_OK && n == 0);
  CHECK(dinh_calendar_count(calendar, on(2025, 4, 24), on(2025, 5, 5), &n) == DINH_OK && n == 5);
  CHECK(dinh_calendar_count(calendar, on(2025, 5, 5), on(2025, 4, 24), &n) == DINH_OK && n == -5);
  CHECK(dinh_calendar_nth(calendar, on(2025, 4, 24), 5, &day) == DINH_OK && day == on(2025, 5, 5));
  CHECK(dinh_calendar_nth(calendar, on(2025, 5, 5), -5, &day) == DINH_OK && day == on(2025, 4, 24));
  CHECK(dinh_calendar_nth(calendar, on(2025, 5, 5), INT32_MIN, &day) == DINH_EINVAL && day == on(2025, 4, 24));
  CHECK(strstr(dinh_error_message(), "error capi/outside-calendar at dinh_calendar_nth:out: ") != NULL && strstr(dinh_error_message(), "To mend: ") != NULL);
  CHECK(dinh_calendar_year_json(calendar, 2025, &text) == DINH_OK && holds(&text, "\"2025-04-26\""));
  CHECK(dinh_day_from_text(T("2025-04-24"), &day) == DINH_OK && day == on(2025, 4, 24));
  CHECK(dinh_day_from_text(T("24/4/2025"), &day) == DINH_EINPUT && day == on(2025, 4, 24));

  /* 10/3 of the lunar year 2025 is 7 April; its month 6 comes twice */
  lunar.year = 2025;
  lunar.month = 3;
  lunar.day = 10;
  CHECK(dinh_lunar_to_day(&lunar, &day) == DINH_OK && day == on(2025, 4, 7));
  CHECK(dinh_lunar_from_day(on(2025, 7, 25), &lunar) == DINH_OK && lunar.month == 6 && lunar.day == 1 && lunar.leap == 1);
  lunar.month = 13;
  CHECK(dinh_lunar_to_day(&lunar, &day) == DINH_EINVAL);

  /* refusals leave the out-parameters alone and say why, all of it */
  day = 7;
  CHECK(dinh_day_from_civil(2025, 2, 29, &day) == DINH_EINVAL && day == 7);
  five.unit = 99;
  CHECK(dinh_calendar_due(NULL, &five, INT32_MAX, NULL) == DINH_EINVAL);
  CHECK(strstr(dinh_error_message(), "dinh_calendar_due:calendar") != NULL);
  CHECK(strstr(dinh_error_message(), "dinh_calendar_due:limit") != NULL);
  CHECK(strstr(dinh_error_message(), "dinh_calendar_due:trigger") != NULL);
  CHECK(strstr(dinh_error_message(), "dinh_calendar_due:out") != NULL);
  CHECK(dinh_error_json(&text) == DINH_OK && strstr(dinh_string_data(text), "\"status\":\"DINH_EINVAL\"") != NULL);
  CHECK(holds(&text, "\"code\":\"capi/limit\""));
  five.unit = DINH_WORKING_DAYS;
  five.count = -1;
  CHECK(dinh_calendar_due(calendar, &five, on(2025, 4, 24), &due) == DINH_EINVAL);
  five.count = 5;
  CHECK(dinh_calendar_due(calendar, &five, on(2200, 12, 31), &due) == DINH_EINVAL);
  {
    dinh_calendar *none = NULL;
    CHECK(dinh_calendar_open(pack, T("no-such-calendar"), &none) == DINH_ENOTFOUND && none == NULL);
    CHECK(strstr(dinh_error_message(), "state-agency") != NULL); /* names what there is */
    CHECK(dinh_calendar_open(pack, T("\xff\xfe"), &none) == DINH_EINPUT && none == NULL);
    CHECK(strstr(dinh_error_message(), "capi/not-utf8") != NULL);
    CHECK(dinh_calendar_open(pack, NULL, 3, &none) == DINH_EINVAL);
  }
  dinh_calendar_free(calendar);
  return 0;
}

/* A program built with an older or newer header. */
static int sizes(const dinh_pack *pack) {
  struct {
    dinh_due known;
    uint32_t newer[4];
  } out;
  struct {
    dinh_limit known;
    uint32_t newer[4];
  } in;
  dinh_calendar *calendar = NULL;
  uint32_t size;
  CHECK(dinh_calendar_open(pack, T("state-agency"), &calendar) == DINH_OK);
  memset(&in, 0, sizeof in);
  in.known.size = sizeof(dinh_limit);
  in.known.count = 5;
  memset(&out, 0x55, sizeof out);

  out.known.size = 12; /* before `counted` was appended: what lies behind is not written */
  CHECK(dinh_calendar_due(calendar, &in.known, on(2025, 4, 24), &out.known) == DINH_OK);
  CHECK(out.known.day == on(2025, 5, 5) && out.known.size == 12 && (uint32_t)out.known.counted == 0x55555555u);
  out.known.size = sizeof out; /* newer: what this library does not know becomes zero */
  in.known.size = sizeof in;
  CHECK(dinh_calendar_due(calendar, &in.known, on(2025, 4, 24), &out.known) == DINH_OK);
  CHECK(out.known.counted == on(2025, 5, 5) && out.newer[0] == 0 && out.newer[3] == 0 && out.known.size == sizeof out);
  in.newer[3] = 1; /* a member that this library cannot know is set */
  CHECK(dinh_calendar_due(calendar, &in.known, on(2025, 4, 24), &out.known) == DINH_EINVAL);
  CHECK(strstr(dinh_error_message(), "capi/newer-struct") != NULL);
  in.newer[3] = 0;
  for (size = 0; size < sizeof(dinh_limit); ++size) { /* never a size of dinh_limit */
    in.known.size = size;
    CHECK(dinh_calendar_due(calendar, &in.known, on(2025, 4, 24), &out.known) == DINH_EINVAL);
  }
  in.known.size = UINT32_MAX;
  CHECK(dinh_calendar_due(calendar, &in.known, on(2025, 4, 24), &out.known) == DINH_EINVAL);
  in.known.size = sizeof(dinh_limit);
  for (size = 0; size < 12; ++size) {
    out.known.size = size;
    CHECK(dinh_calendar_due(calendar, &in.known, on(2025, 4, 24), &out.known) == DINH_EINVAL);
  }
  out.known.size = 13;
  CHECK(dinh_calendar_due(calendar, &in.known, on(2025, 4, 24), &out.known) == DINH_EINVAL);
  dinh_calendar_free(calendar);
  return 0;
}

static int votes_and_law(const dinh_pack *pack) {
  static const char request[] =
      "{\"id\":\"q1\",\"kind\":\"decision\",\"as_of\":\"2024-03-10\",\"input\":{\"setting\":\"village\",\"content\":\"15.6\","
      "\"form\":\"meeting\",\"households\":8318,\"in_favour\":4160}}";
  dinh_ratio half = {sizeof(dinh_ratio), DINH_MORE_THAN, 1, 2};
  dinh_vote vote = DINH_VOTE_INIT;
  dinh_ruling ruling = DINH_RULING_INIT;
  dinh_string *text = NULL, *receipt = NULL;
  dinh_limit five = {sizeof(dinh_limit), 5, DINH_WORKING_DAYS, DINH_WITHIN_AFTER};
  int64_t least = 0;
  int32_t met = 0;

  /* 4160 of 8318 is more than half, 4159 is not: no floating point */
  CHECK(dinh_ratio_is_met(&half, 4160, 8318, &met) == DINH_OK && met == 1);
  CHECK(dinh_ratio_is_met(&half, 4159, 8318, &met) == DINH_OK && met == 0);
  CHECK(dinh_ratio_is_met(&half, INT64_MAX / 2 + 1, INT64_MAX, &met) == DINH_OK && met == 1);
  CHECK(dinh_ratio_least(&half, 8318, &least) == DINH_OK && least == 4160);
  half.num = INT64_MAX;
  CHECK(dinh_ratio_least(&half, INT64_MAX, &least) == DINH_EINVAL);
  half.den = 0;
  CHECK(dinh_ratio_is_met(&half, 1, 2, &met) == DINH_EINVAL);
  half.den = 2;
  half.num = 1;
  CHECK(dinh_ratio_is_met(&half, -1, 2, &met) == DINH_EINVAL);

  vote.on = on(2023, 9, 1);
  vote.content = 6;
  vote.form = DINH_FORM_MEETING;
  vote.households = 8318;
  vote.in_favour = 4160;
  CHECK(dinh_decide(pack, &vote, &ruling) == DINH_OK);
  CHECK(ruling.outcome == DINH_PASSED && ruling.minimum == 4160 && ruling.base == 8318);
  CHECK(ruling.ratio_num * 2 == ruling.ratio_den && ruling.ratio_how == DINH_MORE_THAN);
  vote.in_favour = 4159;
  CHECK(dinh_decide(pack, &vote, &ruling) == DINH_OK && ruling.outcome == DINH_NOT_PASSED && ruling.further_votes == 1);
  vote.in_favour = DINH_UNKNOWN;
  CHECK(dinh_decide(pack, &vote, &ruling) == DINH_OK && ruling.outcome == DINH_UNDETERMINED);
  vote.in_favour = 9000;
  CHECK(dinh_decide(pack, &vote, &ruling) == DINH_OK && ruling.outcome == DINH_INVALID_FACTS);
  vote.in_favour = -3;
  vote.content = 7;
  CHECK(dinh_decide(pack, &vote, &ruling) == DINH_EINVAL);
  CHECK(strstr(dinh_error_message(), "vote.in_favour") != NULL && strstr(dinh_error_message(), "vote.content") != NULL);

  CHECK(dinh_answer(pack, NULL, request, sizeof request - 1, &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "\"minimum\":4160") != NULL && holds(&text, "\"outcome\":\"passed\""));
  CHECK(dinh_answer(pack, NULL, T("{"), &text) == DINH_EINPUT && text == NULL && strlen(dinh_error_message()) > 0);
  CHECK(dinh_answer(pack, NULL, T("\xff\xfe"), &text) == DINH_EINPUT && text == NULL);
  CHECK(dinh_answer(pack, NULL, NULL, 0, &text) == DINH_EINPUT && text == NULL);
  CHECK(dinh_answer(pack, NULL, T("{\"id\":\"x\",\"kind\":\"weather\",\"as_of\":\"2024-03-10\",\"input\":{}}"), &text) == DINH_OK);
  CHECK(holds(&text, "\"unsupported\":true"));

  CHECK(dinh_outline(pack, T("{\"as_of\":\"2024-03-10\",\"input\":{\"setting\":\"village\",\"content\":\"15.6\"}}"), &text) == DINH_OK);
  CHECK(holds(&text, "\"how\":\"more_than\""));
  CHECK(dinh_outline(pack, T("{\"kind\":\"deadline\",\"as_of\":\"2024\"}"), &text) == DINH_EINPUT && text == NULL);
  CHECK(dinh_publicity(pack, T("{\"item\":5,\"decided\":\"2025-05-26\",\"up\":[{\"first\":\"2025-06-02\",\"last\":\"2025-07-01\"}]}"),
                       &text) == DINH_OK);
  CHECK(holds(&text, "\"outcome\":\"not_met\""));
  CHECK(dinh_publicity(pack, T("{\"regime\":\"church\",\"decided\":5}"), &text) == DINH_EINPUT);
  CHECK(strstr(dinh_error_message(), "regime") != NULL && strstr(dinh_error_message(), "decided") != NULL);

  CHECK(dinh_rules(pack, on(2024, 3, 10), &text) == DINH_OK && holds(&text, "\"citation\":\""));
  CHECK(dinh_rules(pack, DINH_NO_DAY, &text) == DINH_OK && holds(&text, "\"evidence\":\""));
  CHECK(dinh_rule(pack, T("no-such-rule"), &text) == DINH_ENOTFOUND);
  CHECK(dinh_instruments(pack, on(2024, 3, 10), &text) == DINH_OK && holds(&text, "10/2022/QH15"));
  CHECK(dinh_instrument(pack, T("10/2022/QH15"), &text) == DINH_OK && holds(&text, "\"in_force\""));
  CHECK(dinh_cite(pack, T("khoản 1 Điều 21 Luật 10/2022/QH15"), on(2024, 3, 10), &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "\"article\":\"21(1)\"") != NULL && holds(&text, "\"known\":true"));
  CHECK(dinh_cite(pack, T("chương của tôi"), DINH_NO_DAY, &text) == DINH_EINPUT);

  if (dinh_has(T("hash"))) {
    CHECK(dinh_receipt(pack, request, sizeof request - 1, &receipt) == DINH_OK);
    CHECK(dinh_receipt_verify(pack, dinh_string_data(receipt), dinh_string_length(receipt), &text) == DINH_OK);
    CHECK(holds(&text, "\"same\":true"));
    dinh_string_free(receipt);
    receipt = NULL;
    CHECK(dinh_receipt_due(pack, T("state-agency"), &five, on(2025, 4, 24), &receipt) == DINH_OK);
    CHECK(dinh_receipt_verify(pack, dinh_string_data(receipt), dinh_string_length(receipt), &text) == DINH_OK);
    CHECK(holds(&text, "2025-05-05"));
    dinh_string_free(receipt);
    CHECK(dinh_receipt_verify(pack, T("{}"), &text) == DINH_EINPUT);
  } else {
    CHECK(dinh_receipt(pack, request, sizeof request - 1, &receipt) == DINH_EUNSUPPORTED);
  }
  return 0;
}

static int procedures(const dinh_pack *pack) {
  dinh_procedure *procedure = NULL, *copy = NULL;
  dinh_string *text = NULL;
  CHECK(dinh_procedures(pack, &text) == DINH_OK && holds(&text, "\"id\":\"pub_commune\""));
  CHECK(dinh_procedure_open(pack, T("pub_commune"), &procedure) == DINH_OK);
  CHECK(dinh_procedure_json(procedure, &text) == DINH_OK && holds(&text, "\"deadlines\""));
  CHECK(dinh_procedure_verify(procedure, &text) == DINH_OK && holds(&text, "\"verdict\":\"sound\""));
  CHECK(dinh_procedure_draw(procedure, DINH_DOT, DINH_VI, &text) == DINH_OK && holds(&text, "digraph"));
  if (dinh_has(T("svg"))) {
    CHECK(dinh_procedure_draw(procedure, DINH_SVG, DINH_EN, &text) == DINH_OK && holds(&text, "</svg>"));
  } else {
    CHECK(dinh_procedure_draw(procedure, DINH_SVG, DINH_EN, &text) == DINH_EUNSUPPORTED && text == NULL);
  }
  CHECK(dinh_procedure_draw(procedure, 7, -1, &text) == DINH_EINVAL && strstr(dinh_error_message(), "language") != NULL);
  CHECK(dinh_procedure_open(pack, T("nothing"), &copy) == DINH_ENOTFOUND && copy == NULL);
  CHECK(strstr(dinh_error_message(), "pub_commune") != NULL);
  CHECK(dinh_procedure_read(pack, T("{\"id\":1,\"steps\":[]}"), &copy) == DINH_EINPUT && copy == NULL);
  dinh_procedure_free(procedure);
  return 0;
}

static int packs(const dinh_pack *pack) {
  dinh_pack *other = NULL;
  dinh_string *text = NULL;
  dinh_file file = {NULL, 0, NULL, 0};
  CHECK(dinh_pack_info(pack, &text) == DINH_OK && holds(&text, "\"state-agency\""));
  CHECK(dinh_pack_accepting(pack, 'T', &other) == DINH_OK);
  CHECK(dinh_pack_info(other, &text) == DINH_OK && holds(&text, "\"evidence\":\"T\""));
  dinh_pack_free(other);
  other = NULL;
  CHECK(dinh_pack_accepting(pack, 'X', &other) == DINH_EINVAL && other == NULL);
  CHECK(dinh_pack_with_notice(pack, T("{\"format\":\"dinh-calendar-notice/1\"}"), &other) == DINH_EINPUT && other == NULL);
  CHECK(dinh_pack_open(T("/no/such/folder"), &other) == DINH_ENOTFOUND && other == NULL);
  CHECK(dinh_pack_open(T(""), &other) == DINH_EINPUT);
  CHECK(dinh_pack_open(T("a\0b"), &other) == DINH_EINPUT);
  CHECK(dinh_pack_read(&file, 1, &other) == DINH_EINPUT && other == NULL);
  CHECK(dinh_pack_read(NULL, 1, &other) == DINH_EINVAL);
  CHECK(dinh_pack_read(NULL, 0, &other) == DINH_EINPUT && other == NULL);
  CHECK(dinh_pack_with_layer(pack, T("mine"), &file, SIZE_MAX, &other) == DINH_EINPUT && other == NULL);
  return 0;
}

static int cases(const dinh_pack *pack, const char *folder, const char *scratch) {
  static const char first[] =
      "[{\"id\":\"e1\",\"case\":\"C-1\",\"procedure\":\"pub_commune\",\"unit\":\"17464@2025-07-01\",\"step\":\"s\","
      "\"occurred_on\":\"2025-09-04\",\"recorded_on\":\"2025-09-04\",\"facts\":{\"item\":5}},"
      "{\"id\":\"e2\",\"case\":\"C-1\",\"step\":\"d_secret\",\"branch\":\"no\",\"occurred_on\":\"2025-09-04\","
      "\"recorded_on\":\"2025-09-05\"},"
      "{\"id\":\"e3\",\"case\":\"C-1\",\"step\":\"t_plan\",\"occurred_on\":\"2025-09-04\",\"recorded_on\":\"2025-09-05\"},"
      "{\"id\":\"e4\",\"case\":\"C-1\",\"step\":\"d_special\",\"branch\":\"no\",\"occurred_on\":\"2025-09-04\","
      "\"recorded_on\":\"2025-09-05\"},"
      "{\"id\":\"e5\",\"case\":\"C-1\",\"step\":\"t_doc\",\"occurred_on\":\"2025-09-04\",\"recorded_on\":\"2025-09-05\"}]";
  static const char nonsense[] =
      "{\"id\":\"e9\",\"case\":\"C-1\",\"step\":\"no-such-step\",\"occurred_on\":\"2025-09-06\",\"recorded_on\":\"2025-09-06\"}";
  dinh_register *units = NULL;
  dinh_docket *docket = NULL;
  dinh_journal *journal = NULL;
  dinh_docket_options kept = DINH_DOCKET_OPTIONS_INIT;
  dinh_docket_query query = DINH_DOCKET_QUERY_INIT;
  dinh_string *text = NULL, *before = NULL;
  char path[1024];
  int times;

  CHECK(dinh_register_open(pack, folder, strlen(folder), &units) == DINH_OK);
  CHECK(dinh_register_info(units, &text) == DINH_OK && holds(&text, "\"covers\""));
  CHECK(dinh_register_unit(units, T("17464"), on(2025, 9, 1), &text) == DINH_OK && holds(&text, "Diễn Châu"));
  CHECK(dinh_register_translate(units, T("17461"), on(2025, 6, 1), on(2025, 9, 1), &text) == DINH_OK);
  CHECK(holds(&text, "\"answers\":[{"));
  CHECK(dinh_register_translate(units, T("Diễn Châu"), on(2025, 9, 1), on(2025, 9, 1), &text) == DINH_OK);
  CHECK(holds(&text, "17464"));
  CHECK(dinh_register_who(units, T("17464"), on(2025, 9, 1), T("commune_peoples_committee"), NULL, 0, &text) == DINH_OK);
  CHECK(holds(&text, "\"outcome\":\"found\""));
  CHECK(dinh_register_who(units, T("17464"), on(2025, 9, 1), NULL, 0, NULL, 0, &text) == DINH_OK && holds(&text, "\"bodies\""));
  CHECK(dinh_register_who(units, T("17464"), on(2025, 9, 1), T("emperor"), NULL, 0, &text) == DINH_ENOTFOUND);
  CHECK(dinh_register_who(units, T("99999"), on(2025, 9, 1), T(""), NULL, 0, &text) == DINH_ENOTFOUND);
  CHECK(dinh_register_who(units, T("17464"), on(2025, 9, 1), T(""), T("{\"a\":1}"), &text) == DINH_EINPUT);
  CHECK(dinh_answer(pack, units,
                    T("{\"id\":\"r\",\"kind\":\"registry\",\"as_of\":\"2025-07-01\",\"input\":{\"unit\":\"17461\"}}"), &text) == DINH_OK);
  CHECK(holds(&text, "\"successors\""));

  if (!dinh_has(T("journal"))) {
    kept.journal = "x";
    kept.journal_length = 1;
    CHECK(dinh_docket_open(pack, units, &kept, &docket) == DINH_EUNSUPPORTED && docket == NULL);
    dinh_register_free(units);
    return 0;
  }
  snprintf(path, sizeof path, "%s/capi-test.sqlite", scratch);
  remove(path);
  for (times = 0; times < 3; ++times) { /* in memory; into a new journal; replayed from it */
    if (times > 0) {
      kept.journal = path;
      kept.journal_length = strlen(path);
    }
    CHECK(dinh_docket_open(pack, units, &kept, &docket) == DINH_OK);
    CHECK(dinh_docket_record(docket, first, sizeof first - 1, &text) == DINH_OK);
    CHECK(holds(&text, times < 2 ? "\"recorded\":5" : "\"already_there\":5"));
    CHECK(dinh_docket_record(docket, nonsense, sizeof nonsense - 1, &text) == DINH_EREFUSED);
    CHECK(holds(&text, "\"refused\":[{"));
    CHECK(dinh_docket_record(docket, T("{\"id\":\"e3\"}"), &text) == DINH_EINPUT && text == NULL);
    query.as_of = on(2025, 9, 5);
    query.what = DINH_DUE;
    query.until = on(2025, 10, 1);
    CHECK(dinh_docket_ask(docket, &query, &text) == DINH_OK && holds(&text, "\"lawful_day\":\"2025-09-11\""));
    query.as_of = on(2025, 9, 20);
    query.what = DINH_LATE;
    CHECK(dinh_docket_ask(docket, &query, &text) == DINH_OK && holds(&text, "\"state\":\"breached\""));
    for (query.what = DINH_CASES; query.what <= DINH_REMINDERS; ++query.what) {
      CHECK(dinh_docket_ask(docket, &query, &text) == DINH_OK && holds(&text, "["));
    }
    CHECK(dinh_docket_ask(docket, &query, &text) == DINH_EINVAL);
    query.what = DINH_CASES;
    CHECK(dinh_docket_tally(docket, NULL, &query, &text) == DINH_OK);
    CHECK(holds(&text, "{\"units\":[{\"unit\":\"17464@2025-07-01\",\"own\":{\"pending\":0,\"open\":0,\"overdue\":1,"));
    CHECK(dinh_docket_tally(docket, units, &query, &text) == DINH_OK);
    CHECK(strstr(dinh_string_data(text), "{\"units\":[{\"unit\":\"40@") != NULL);
    CHECK(holds(&text, "\"depth\":1,\"own\":{\"pending\":0,\"open\":0,\"overdue\":1,"));
    query.case_key = "C-2";
    query.case_key_length = 3;
    CHECK(dinh_docket_tally(docket, units, &query, &text) == DINH_OK && holds(&text, "{\"units\":[],"));
    query.case_key_length = 0;
    query.reserved = 1;
    CHECK(dinh_docket_tally(docket, units, &query, &text) == DINH_EINVAL && text == NULL);
    query.reserved = 0;
    query.as_of = DINH_NO_DAY;
    CHECK(dinh_docket_tally(docket, units, &query, &text) == DINH_EINVAL && text == NULL);
    CHECK(dinh_docket_next(docket, T("C-1"), on(2025, 9, 5), &text) == DINH_OK && holds(&text, "\"not_after\":\"2025-09-11\""));
    CHECK(dinh_docket_next(docket, T("C-1"), on(2025, 9, 5), &text) == DINH_OK && holds(&text, "\"chosen_branch\":\"\",\"unknown_facts\":[]"));
    CHECK(dinh_docket_next(docket, T("C-2"), on(2025, 9, 5), &text) == DINH_ENOTFOUND);
    CHECK(dinh_docket_history(docket, T("C-1"), on(2025, 9, 5), &text) == DINH_OK && holds(&text, "\"duty_began\""));
    CHECK(dinh_docket_events(docket, T("C-1"), &text) == DINH_OK && holds(&text, "\"item\":\"5\""));
    CHECK(dinh_docket_events(docket, T("C-2"), &text) == DINH_ENOTFOUND);
    CHECK(dinh_docket_fingerprint(docket, &text) == DINH_OK);
    if (before != NULL) CHECK(strcmp(dinh_string_data(before), dinh_string_data(text)) == 0);
    dinh_string_free(before);
    before = text;
    text = NULL;
    dinh_docket_free(docket);
    docket = NULL;
  }
  dinh_string_free(before);

  CHECK(dinh_journal_open(path, strlen(path), DINH_READ_WRITE, &journal) == DINH_OK);
  CHECK(dinh_journal_info(journal, &text) == DINH_OK && holds(&text, "\"size\":5"));
  CHECK(dinh_journal_append(journal, first, sizeof first - 1, &text) == DINH_OK && holds(&text, "\"already_there\":5"));
  CHECK(dinh_journal_read(journal, 2, 100, &text) == DINH_OK && holds(&text, "\"id\":\"e2\""));
  CHECK(dinh_journal_read(journal, 0, 100, &text) == DINH_EINVAL);
  CHECK(dinh_journal_verify(journal) == DINH_OK);
  CHECK(dinh_journal_tally(journal, pack, units, on(2025, 9, 20), &text) == DINH_OK && holds(&text, "\"depth\":1,\"own\":{\"pending\":0,\"open\":0,\"overdue\":1,"));
  CHECK(dinh_journal_tally(journal, pack, NULL, on(2025, 9, 20), &text) == DINH_EINVAL && text == NULL);
  CHECK(dinh_journal_tally(NULL, pack, units, on(2025, 9, 20), &text) == DINH_EINVAL && text == NULL);
  dinh_journal_free(journal);
  journal = NULL;
  remove(path);
  CHECK(dinh_journal_open(path, strlen(path), DINH_READ_ONLY, &journal) == DINH_ESTORAGE && journal == NULL);
  dinh_register_free(units);
  return 0;
}

static int null_handles(void) {
  dinh_string *text = NULL;
  CHECK(dinh_pack_vietnam(NULL) == DINH_EINVAL);
  CHECK(dinh_pack_info(NULL, &text) == DINH_EINVAL);
  CHECK(dinh_answer(NULL, NULL, T("{}"), &text) == DINH_EINVAL);
  CHECK(dinh_register_info(NULL, &text) == DINH_EINVAL);
  CHECK(dinh_procedure_json(NULL, &text) == DINH_EINVAL);
  CHECK(dinh_docket_record(NULL, T("[]"), &text) == DINH_EINVAL);
  CHECK(dinh_docket_fingerprint(NULL, &text) == DINH_EINVAL);
  CHECK(dinh_journal_verify(NULL) == (dinh_has(T("journal")) ? DINH_EINVAL : DINH_EUNSUPPORTED));
  CHECK(dinh_error_json(NULL) == DINH_EINVAL);
  CHECK(strcmp(dinh_string_data(NULL), "") == 0 && dinh_string_length(NULL) == 0 && text == NULL);
  CHECK(dinh_has(NULL, 5) == 0 && dinh_has(T("telepathy")) == 0);
  CHECK(strcmp(dinh_status_name(DINH_EREFUSED), "DINH_EREFUSED") == 0);
  dinh_string_free(NULL);
  dinh_pack_free(NULL);
  dinh_calendar_free(NULL);
  dinh_register_free(NULL);
  dinh_procedure_free(NULL);
  dinh_docket_free(NULL);
  dinh_journal_free(NULL);
  return 0;
}

int main(int count, char **arguments) {
  dinh_pack *pack = NULL;
  dinh_string *text = NULL;
  CHECK(dinh_error_json(&text) == DINH_ENOTFOUND && strcmp(dinh_error_message(), "") == 0);
  CHECK(dinh_version() >= 1000);
  CHECK(dinh_pack_vietnam(&pack) == DINH_OK && pack != NULL);
  RUN(days_and_calendars(pack));
  RUN(sizes(pack));
  RUN(votes_and_law(pack));
  RUN(procedures(pack));
  RUN(packs(pack));
  RUN(null_handles());
  if (count == 3) RUN(cases(pack, arguments[1], arguments[2]));
  dinh_pack_free(pack);
  return 0;
}
