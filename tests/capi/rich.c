/* The C interface from C99: due dates with all that bears on them, late notices, timing, comparison, formats of other
 * tools, snapshots, pictures, lists of units, signatures, receipts.
 * usage: rich EXAMPLES_FOLDER SCRATCH_FOLDER */
#include "checks.h"

static int same_day(const dinh_pack *pack, const char *request, const char *day) {
  dinh_string *text = NULL;
  char part[64];
  snprintf(part, sizeof part, "\"date\":\"%s\"", day);
  CHECK(dinh_due_json(pack, request, strlen(request), &text) == DINH_OK);
  CHECK(holds(&text, part));
  return 0;
}
static int refused(const dinh_pack *pack, const char *request, const char *code) {
  dinh_string *text = NULL;
  CHECK(dinh_due_json(pack, request, strlen(request), &text) == DINH_EINPUT && text == NULL);
  CHECK(strstr(dinh_error_message(), code) != NULL);
  return 0;
}

static int due_dates(const dinh_pack *pack) {
  dinh_calendar *calendar = NULL;
  dinh_limit five = {sizeof(dinh_limit), 5, DINH_WORKING_DAYS, DINH_WITHIN_AFTER};
  dinh_limit thirty = {sizeof(dinh_limit), 30, DINH_DAYS, DINH_WITHIN_AFTER};
  dinh_limit before = {sizeof(dinh_limit), 7, DINH_DAYS, DINH_NOT_LATER_THAN_BEFORE};
  dinh_suspension pause;
  dinh_span longer = {15, DINH_DAYS};
  dinh_due_options options = DINH_DUE_OPTIONS_INIT;
  dinh_due due = DINH_DUE_INIT;
  dinh_string *text = NULL;

  CHECK(dinh_calendar_open(pack, T("state-agency"), &calendar) == DINH_OK);
  /* without options the answer is that of dinh_calendar_due */
  CHECK(dinh_calendar_due_with(calendar, &five, on(2025, 4, 24), NULL, &due) == DINH_OK && due.day == on(2025, 5, 5));
  CHECK(dinh_calendar_due_with(calendar, &five, on(2025, 4, 24), &options, &due) == DINH_OK && due.day == on(2025, 5, 5));
  /* if the Saturday worked in exchange is no working day: 25, 28, 29 April, 5 and 6 May */
  options.readings = DINH_MAKE_UP_SATURDAY_IS_NO_WORKING_DAY;
  CHECK(dinh_calendar_due_with(calendar, &five, on(2025, 4, 24), &options, &due) == DINH_OK && due.day == on(2025, 5, 6));
  options.readings = 0;
  /* 30 days after 2 March 2026 are 1 April; ten of them did not run: Saturday 11 April, then Monday the 13th */
  pause.from = on(2026, 3, 10);
  pause.until = on(2026, 3, 20);
  options.suspensions = &pause;
  options.suspension_count = 1;
  CHECK(dinh_calendar_due_with(calendar, &thirty, on(2026, 3, 2), &options, &due) == DINH_OK);
  CHECK(due.counted == on(2026, 4, 11) && due.day == on(2026, 4, 13) && due.provisional == 0);
  /* 15 days more: Sunday 26 April is the day of the Hung kings, Monday is off in lieu */
  options.extensions = &longer;
  options.extension_count = 1;
  CHECK(dinh_calendar_due_with(calendar, &thirty, on(2026, 3, 2), &options, &due) == DINH_OK);
  CHECK(due.counted == on(2026, 4, 26) && due.day == on(2026, 4, 28));
  options.readings = DINH_SUBSTITUTE_DAY_IS_NO_DAY_OFF;
  CHECK(dinh_calendar_due_with(calendar, &thirty, on(2026, 3, 2), &options, &due) == DINH_OK && due.day == on(2026, 4, 27));
  options.readings = 0;
  RUN(same_day(pack, "{\"limit\":{\"count\":30,\"unit\":\"day\"},\"from\":\"2026-03-02\",\"suspensions\":[{\"from\":\"2026-03-10\","
                     "\"until\":\"2026-03-20\"}],\"extensions\":[{\"count\":15,\"unit\":\"day\"}]}", "2026-04-28"));
  /* nobody knows when it runs again: no day, which is an answer */
  pause.until = DINH_NO_DAY;
  CHECK(dinh_calendar_due_with(calendar, &thirty, on(2026, 3, 2), &options, &due) == DINH_OK && due.day == DINH_NO_DAY);
  /* refusals, all at once */
  pause.until = pause.from;
  options.counting = 9;
  options.readings = 1024;
  options.reserved = 1;
  due.day = 7;
  CHECK(dinh_calendar_due_with(calendar, &before, on(2026, 3, 2), &options, &due) == DINH_EINVAL && due.day == 7);
  CHECK(strstr(dinh_error_message(), "options.counting") != NULL && strstr(dinh_error_message(), "options.readings") != NULL);
  CHECK(strstr(dinh_error_message(), "options.reserved") != NULL);
  options.counting = DINH_COUNTING_CIVIL_CODE;
  options.readings = 0;
  options.reserved = 0;
  CHECK(dinh_calendar_due_with(calendar, &thirty, on(2026, 3, 2), &options, &due) == DINH_EINVAL);
  CHECK(strstr(dinh_error_message(), "capi/suspension") != NULL);
  pause.until = on(2026, 3, 20);
  CHECK(dinh_calendar_due_with(calendar, &before, on(2026, 3, 2), &options, &due) == DINH_EINVAL);
  CHECK(strstr(dinh_error_message(), "capi/lead-time") != NULL);
  options.suspension_count = SIZE_MAX;
  CHECK(dinh_calendar_due_with(calendar, &thirty, on(2026, 3, 2), &options, &due) == DINH_EINVAL);
  options.suspension_count = 1;
  options.suspensions = NULL;
  CHECK(dinh_calendar_due_with(calendar, &thirty, on(2026, 3, 2), &options, &due) == DINH_EINVAL);
  options.suspension_count = 0;
  longer.unit = 5;
  CHECK(dinh_calendar_due_with(calendar, &thirty, on(2026, 3, 2), &options, &due) == DINH_EINVAL);
  options.size = 44;
  CHECK(dinh_calendar_due_with(calendar, &thirty, on(2026, 3, 2), &options, &due) == DINH_EINVAL);

  /* as JSON: a rule, hours of a desk, the earlier of two, what comes back every quarter */
  RUN(same_day(pack, "{\"rule\":\"GDL-12-2\",\"from\":\"2025-04-24\"}", "2025-05-05"));
  RUN(same_day(pack, "{\"limit\":{\"count\":3,\"unit\":\"month\"},\"from\":\"2026-03-02\",\"earlier_of\":[{\"limit\":{\"count\":7,"
                     "\"unit\":\"day\",\"way\":\"not_later_than_before\"},\"from\":\"2026-05-23\"}]}", "2026-05-16"));
  CHECK(dinh_due_json(pack, T("{\"limit\":{\"count\":8,\"unit\":\"hour\"},\"from\":\"2025-04-24 14:50\",\"hours\":[{\"days\":[\"mon\","
                              "\"tue\",\"wed\",\"thu\",\"fri\"],\"from\":\"07:30\",\"until\":\"11:30\"},{\"days\":[\"mon\",\"tue\",\"wed\","
                              "\"thu\",\"fri\"],\"from\":\"13:30\",\"until\":\"17:00\"}]}"), &text) == DINH_OK);
  CHECK(holds(&text, "\"moment\":\"2025-04-25 15:20\"")); /* 2:10 on Thursday, 4:00 and 1:50 on Friday */
  CHECK(dinh_due_json(pack, T("{\"every\":{\"period\":\"quarter\",\"to\":\"2026-12-31\",\"done\":[\"2026-02-03\"]},"
                              "\"from\":\"2026-01-01\"}"), &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "\"date\":\"2026-03-31\",\"provisional\":false,\"kept\":true") != NULL);
  CHECK(holds(&text, "\"date\":\"2026-12-31\",\"provisional\":false,\"kept\":false"));
  RUN(refused(pack, "{\"from\":\"2026-01-01\"}", "due/limit"));
  RUN(refused(pack, "{\"rule\":\"none\",\"from\":\"2026-01-01\"}", "due/rule"));
  RUN(refused(pack, "{\"limit\":{\"count\":3,\"unit\":\"day\"},\"from\":\"1066-01-01\"}", "from"));
  RUN(refused(pack, "{\"limit\":{\"count\":3,\"unit\":\"hour\"},\"from\":\"2026-01-05\"}", "due/hours"));
  RUN(refused(pack, "{\"limit\":{\"count\":3,\"unit\":\"day\"},\"from\":\"2026-01-05\",\"calendar\":\"moon\"}", "due/calendar"));
  RUN(refused(pack, "{\"limit\":{\"count\":3,\"unit\":\"day\"},\"from\":\"2026-01-05\",\"tea\":1}", "json/unknown-member"));
  RUN(refused(pack, "{\"limit\":{\"count\":3,\"unit\":\"day\",\"way\":\"not_later_than_before\"},\"from\":\"2026-01-05\","
                    "\"extensions\":[{\"count\":1,\"unit\":\"day\"}]}", "due/not-together"));
  RUN(refused(pack, "{\"limit\":{\"count\":30,\"unit\":\"day\"},\"from\":\"2026-01-05\",\"extended\":{\"each\":{\"count\":15,"
                    "\"unit\":\"day\"},\"times\":3,\"allowed\":2}}", "limit/not-extendable"));
  CHECK(dinh_calendar_json(calendar, &text) == DINH_OK && holds(&text, "\"dinh-calendar/1\""));
  CHECK(dinh_lunar_year_json(2025, &text) == DINH_OK && holds(&text, "\"lunar_new_year\":\"2025-01-29\""));
  CHECK(dinh_lunar_year_json(1899, &text) == DINH_EINVAL && text == NULL);
  dinh_calendar_free(calendar);
  return 0;
}

/* Events of a case whose act is due within 5 working days after 25 August 2027. */
static const char late_case[] =
    "[{\"id\":\"n1\",\"case\":\"N-1\",\"procedure\":\"pub_commune\",\"unit\":\"17464@2025-07-01\",\"step\":\"s\","
    "\"occurred_on\":\"2027-08-25\",\"recorded_on\":\"2027-08-25\",\"facts\":{\"item\":5}},"
    "{\"id\":\"n2\",\"case\":\"N-1\",\"step\":\"d_secret\",\"branch\":\"no\",\"occurred_on\":\"2027-08-25\","
    "\"recorded_on\":\"2027-08-25\"},"
    "{\"id\":\"n3\",\"case\":\"N-1\",\"step\":\"t_plan\",\"occurred_on\":\"2027-08-25\",\"recorded_on\":\"2027-08-25\"},"
    "{\"id\":\"n4\",\"case\":\"N-1\",\"step\":\"d_special\",\"branch\":\"no\",\"occurred_on\":\"2027-08-25\","
    "\"recorded_on\":\"2027-08-25\"},"
    "{\"id\":\"n5\",\"case\":\"N-1\",\"step\":\"t_doc\",\"occurred_on\":\"2027-08-25\",\"recorded_on\":\"2027-08-25\"}]";

static int late_notice(const dinh_pack *pack, const char *examples, const char *scratch) {
  size_t length = 0;
  char *notice = content_of(examples, "notice_2027.json", &length);
  char path[1024];
  int kept;
  dinh_pack *noticed = NULL;
  dinh_calendar *before = NULL, *now = NULL;
  dinh_string *text = NULL;
  CHECK(notice != NULL);
  CHECK(dinh_pack_with_notice(pack, notice, length, &noticed) == DINH_OK);
  free(notice);
  CHECK(dinh_calendar_open(pack, T("state-agency"), &before) == DINH_OK);
  CHECK(dinh_calendar_open(noticed, T("state-agency"), &now) == DINH_OK);
  /* the day beside National Day 2027 is the 3rd, not the 1st as assumed */
  CHECK(dinh_calendar_compare(before, now, T("[{\"limit\":{\"count\":3,\"unit\":\"day\"},\"from\":\"2027-08-31\"},"
                                            "{\"limit\":{\"count\":5,\"unit\":\"working_day\"},\"from\":\"2025-04-24\"}]"), &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "\"date\":\"2027-09-01\",\"worked_before\":false,\"works_now\":true") != NULL);
  CHECK(strstr(dinh_string_data(text), "\"due_dates_asked\":2,\"due_dates\":[{\"question\":0,") != NULL);
  CHECK(strstr(dinh_string_data(text), "\"question\":1") == NULL);
  CHECK(holds(&text, "\"now\":{\"date\":\"2027-09-06\",\"provisional\":false}"));
  CHECK(dinh_calendar_compare(before, before, NULL, 0, &text) == DINH_OK && holds(&text, "\"days\":[]"));
  CHECK(dinh_calendar_compare(before, now, T("[{\"from\":5}]"), &text) == DINH_EINPUT && text == NULL);
  CHECK(dinh_calendar_compare(NULL, NULL, T("[]"), &text) == DINH_EINVAL && text == NULL);

  snprintf(path, sizeof path, "%s/capi-notice.sqlite", scratch);
  remove(path);
  for (kept = 0; kept <= dinh_has(T("journal")); ++kept) { /* in memory, and with a journal */
    dinh_docket *docket = NULL;
    dinh_docket_options options = DINH_DOCKET_OPTIONS_INIT;
    dinh_docket_query query = DINH_DOCKET_QUERY_INIT;
    if (kept) {
      options.journal = path;
      options.journal_length = strlen(path);
    }
    CHECK(dinh_docket_open(pack, NULL, &options, &docket) == DINH_OK);
    CHECK(dinh_docket_record(docket, late_case, sizeof late_case - 1, NULL) == DINH_OK);
    /* by the assumed days off: 26, 27, 30, 31 August, 3 September: two working days after the 30th */
    query.as_of = on(2027, 8, 30);
    CHECK(dinh_docket_due_soon(docket, &query, 1, &text) == DINH_OK && strcmp(dinh_string_data(text), "[]") == 0);
    dinh_string_free(text);
    text = NULL;
    CHECK(dinh_docket_due_soon(docket, &query, 2, &text) == DINH_OK && holds(&text, "\"lawful_day\":\"2027-09-03\""));
    query.case_key = "N-2";
    query.case_key_length = 3;
    CHECK(dinh_docket_due_soon(docket, &query, 2, &text) == DINH_OK && strcmp(dinh_string_data(text), "[]") == 0);
    dinh_string_free(text);
    text = NULL;
    CHECK(dinh_docket_due_soon(docket, &query, -1, &text) == DINH_EINVAL && text == NULL);
    query.size = 7;
    CHECK(dinh_docket_due_soon(docket, &query, 1, &text) == DINH_EINVAL && text == NULL);
    /* by the notice the 1st is worked: the act was due then, and on the 2nd it is late */
    CHECK(dinh_docket_change_calendar(docket, now, on(2027, 9, 2), &text) == DINH_OK);
    CHECK(strstr(dinh_string_data(text), "\"judged_otherwise\":true") != NULL);
    CHECK(strstr(dinh_string_data(text), "\"lawful_day\":\"2027-09-01\"") != NULL);
    CHECK(holds(&text, "\"because\":[\"2027-09-01\",\"2027-09-03\"]"));
    CHECK(dinh_docket_change_calendar(docket, now, on(2027, 9, 2), &text) == DINH_OK && holds(&text, "\"duties\":[]"));
    CHECK(dinh_docket_change_calendar(docket, NULL, DINH_NO_DAY, &text) == DINH_EINVAL && text == NULL);
    CHECK(dinh_docket_timeline(docket, T("N-1"), on(2027, 9, 2), DINH_EN, &text) == DINH_OK && holds(&text, "</svg>"));
    CHECK(dinh_docket_timeline(docket, T("N-2"), on(2027, 9, 2), DINH_EN, &text) == DINH_ENOTFOUND);
    CHECK(dinh_docket_timeline(docket, T("N-1"), DINH_NO_DAY, 5, &text) == DINH_EINVAL && text == NULL);
    dinh_docket_free(docket);
  }
  remove(path);
  dinh_calendar_free(before);
  dinh_calendar_free(now);
  dinh_pack_free(noticed);
  return 0;
}

static int formats(const dinh_pack *pack, const char *examples) {
  dinh_procedure *procedure = NULL, *again = NULL;
  dinh_string *json = NULL, *xml = NULL, *text = NULL;
  size_t length = 0;
  char *faulty;
  CHECK(dinh_procedure_open(pack, T("pub_commune"), &procedure) == DINH_OK);
  CHECK(dinh_procedure_write(procedure, DINH_PROCEDURE_JSON, DINH_EN, &json) == DINH_OK);
  CHECK(dinh_procedure_read(pack, S(json), &again) == DINH_OK);
  CHECK(dinh_procedure_write(again, DINH_PROCEDURE_JSON, DINH_VI, &text) == DINH_OK);
  CHECK(strcmp(dinh_string_data(text), dinh_string_data(json)) == 0);
  dinh_string_free(text);
  text = NULL;
  dinh_procedure_free(again);
  again = NULL;
  CHECK(dinh_procedure_write(procedure, 3, 2, &text) == DINH_EINVAL && strstr(dinh_error_message(), "language") != NULL);
  CHECK(dinh_model_check(S(json), 0, DINH_EN, &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "\"format\":\"procedure\"") != NULL && holds(&text, "\"verdict\":\"sound\""));
  if (dinh_has(T("xml"))) {
    CHECK(dinh_procedure_write(procedure, DINH_BPMN, DINH_VI, &xml) == DINH_OK);
    CHECK(dinh_procedure_read_bpmn(pack, S(xml), &again) == DINH_OK);
    CHECK(dinh_procedure_write(again, DINH_PROCEDURE_JSON, DINH_VI, &text) == DINH_OK);
    CHECK(strcmp(dinh_string_data(text), dinh_string_data(json)) == 0); /* nothing is lost on the way */
    dinh_string_free(text);
    text = NULL;
    dinh_procedure_free(again);
    again = NULL;
    CHECK(dinh_model_check(S(xml), 0, DINH_EN, &text) == DINH_OK);
    CHECK(strstr(dinh_string_data(text), "\"format\":\"bpmn\"") != NULL && holds(&text, "\"verdict\":\"sound\""));
    CHECK(dinh_model_pnml(S(xml), DINH_EN, &text) == DINH_OK && holds(&text, "<pnml"));
    CHECK(dinh_model_pnml_notes(S(xml), &text) == DINH_OK && holds(&text, "\"code\":\"pnml/several-ends\"")); /* its diagram has two ends */
    CHECK(dinh_model_pnml_notes(T("<bpmn"), &text) == DINH_EINPUT && text == NULL);
    dinh_string_free(xml);
    CHECK(dinh_procedure_write(procedure, DINH_PNML, DINH_EN, &xml) == DINH_OK);
    CHECK(dinh_model_check(S(xml), 0, DINH_EN, &text) == DINH_OK);
    CHECK(strstr(dinh_string_data(text), "\"format\":\"pnml\"") != NULL && holds(&text, "\"verdict\":\"sound\""));
    CHECK(dinh_model_pnml_notes(S(xml), &text) == DINH_OK && strcmp(dinh_string_data(text), "[]") == 0);
    dinh_string_free(text);
    text = NULL;
    CHECK(dinh_procedure_read_bpmn(pack, S(xml), &again) == DINH_OK || strstr(dinh_error_message(), "bpmn/") != NULL);
    dinh_string_free(xml);
    xml = NULL;
    CHECK(dinh_model_check(T("<bpmn"), 0, DINH_EN, &text) == DINH_EINPUT && text == NULL);
  } else {
    CHECK(dinh_procedure_write(procedure, DINH_BPMN, DINH_VI, &xml) == DINH_EUNSUPPORTED && xml == NULL);
    CHECK(dinh_procedure_write(procedure, DINH_PNML, DINH_VI, &xml) == DINH_EUNSUPPORTED && xml == NULL);
    CHECK(dinh_procedure_read_bpmn(pack, T("<a/>"), &again) == DINH_EUNSUPPORTED && again == NULL);
    CHECK(dinh_model_check(T("<a/>"), 0, DINH_EN, &text) == DINH_EUNSUPPORTED && text == NULL);
    CHECK(dinh_model_pnml(S(json), DINH_EN, &text) == DINH_EUNSUPPORTED && text == NULL);
    CHECK(dinh_model_pnml_notes(S(json), &text) == DINH_EUNSUPPORTED && text == NULL);
  }
  CHECK(dinh_model_check(T("no model"), 0, DINH_EN, &text) == DINH_EINPUT && strstr(dinh_error_message(), "model/unknown") != NULL);
  CHECK(dinh_model_check(S(json), UINT32_MAX, DINH_EN, &text) == DINH_EINVAL && text == NULL);
  /* one of two signs, both are waited for */
  faulty = content_of(examples, "two-signatures.json", &length);
  CHECK(faulty != NULL && dinh_model_check(faulty, length, 0, DINH_EN, &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "\"verdict\":\"not_sound\"") != NULL && holds(&text, "get stuck"));
  CHECK(dinh_model_check(faulty, length, 1, DINH_VI, &text) == DINH_OK && holds(&text, "\"states\":"));
  free(faulty);
  dinh_string_free(json);
  dinh_procedure_free(procedure);
  return 0;
}

static int timing(const dinh_pack *pack) {
  dinh_procedure *before = NULL, *after = NULL;
  dinh_string *text = NULL;
  char *changed, *at;
  CHECK(dinh_procedure_open(pack, T("pub_commune"), &before) == DINH_OK);
  CHECK(dinh_procedure_timing(before, T("{\"from\":2026,\"to\":2026}"), &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "\"failures\":[]") != NULL && holds(&text, "{\"day\":\"2026-12-31\""));
  CHECK(dinh_procedure_timing(before, T("{\"start\":\"2026-02-11\"}"), &text) == DINH_OK && holds(&text, "\"earliest\":\"2026-02-11\""));
  CHECK(dinh_procedure_timing(before, T("{\"end\":\"2026-06-30\",\"durations\":[{\"step\":\"t_doc\",\"least\":{\"count\":3,"
                                       "\"unit\":\"working_day\"}}]}"), &text) == DINH_OK);
  CHECK(holds(&text, "\"latest_start\":[\"2026-06-"));
  CHECK(dinh_procedure_timing(before, T("{\"start\":\"2026-02-11\",\"ours\":[\"commune_peoples_committee\"]}"), &text) == DINH_OK);
  CHECK(holds(&text, "\"verdict\":\"controllable\""));
  CHECK(dinh_procedure_timing(before, T("{\"from\":2026,\"ours\":[\"king\"],\"durations\":[{\"step\":\"x\",\"least\":{\"count\":1,"
                                       "\"unit\":\"hour\"}}],\"calendar\":\"moon\"}"), &text) == DINH_EINPUT && text == NULL);
  CHECK(strstr(dinh_error_message(), "timing/question") != NULL && strstr(dinh_error_message(), "timing/role") != NULL);
  CHECK(strstr(dinh_error_message(), "timing/step") != NULL && strstr(dinh_error_message(), "timing/calendar") != NULL);
  CHECK(dinh_procedure_timing(before, T("{\"start\":\"2020-01-01\"}"), &text) == DINH_EINPUT);
  CHECK(strstr(dinh_error_message(), "timing/not-in-force") != NULL); /* the law of 2022 came into force in July 2023 */
  CHECK(dinh_procedure_timing_chart(before, 2026, 2026, DINH_VI, &text) == DINH_OK && holds(&text, "</svg>"));
  CHECK(dinh_procedure_timing_chart(before, 2026, 2025, DINH_VI, &text) == DINH_EINVAL && text == NULL);
  CHECK(dinh_procedure_timing_chart(before, 1900, 2200, DINH_VI, &text) == DINH_EINVAL && text == NULL);

  /* three working days instead of five */
  CHECK(dinh_procedure_write(before, DINH_PROCEDURE_JSON, DINH_EN, &text) == DINH_OK);
  changed = malloc(dinh_string_length(text) + 1);
  CHECK(changed != NULL);
  memcpy(changed, dinh_string_data(text), dinh_string_length(text) + 1);
  dinh_string_free(text);
  text = NULL;
  for (at = changed; (at = strstr(at, "\"count\":5,\"unit\":\"working_day\"")) != NULL; ++at) at[8] = '3';
  CHECK(dinh_procedure_read(pack, changed, strlen(changed), &after) == DINH_OK);
  free(changed);
  CHECK(dinh_procedure_compare(before, after, T("[{\"case\":\"C-1\",\"done\":[{\"step\":\"t_doc\",\"day\":\"2025-09-04\"}],"
                                               "\"next\":[\"t_portal\"]}]"), &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "\"kind\":\"limit-shortened\"") != NULL);
  CHECK(strstr(dinh_string_data(text), "\"before\":\"2025-09-11\",\"after\":\"2025-09-09\"") != NULL);
  CHECK(holds(&text, "\"kind\":\"due-day-moves\""));
  CHECK(dinh_procedure_compare(before, before, NULL, 0, &text) == DINH_OK && holds(&text, "\"changes\":[]"));
  CHECK(dinh_procedure_compare(before, after, T("[{\"case\":\"C\",\"next\":[\"no-step\"]}]"), &text) == DINH_EINPUT);
  CHECK(strstr(dinh_error_message(), "compare/unknown-step") != NULL);
  CHECK(dinh_procedure_compare(NULL, after, T("{}"), NULL) == DINH_EINVAL);
  dinh_procedure_free(after);
  dinh_procedure_free(before);
  return 0;
}

static int snapshots(const dinh_pack *pack, const char *examples, const char *scratch) {
  static const char one_more[] =
      "{\"id\":\"n6\",\"case\":\"N-1\",\"step\":\"t_portal\",\"occurred_on\":\"2027-08-31\",\"recorded_on\":\"2027-08-31\"}";
  dinh_docket *docket = NULL, *again = NULL;
  dinh_docket_options options = DINH_DOCKET_OPTIONS_INIT;
  dinh_string *snapshot = NULL, *print = NULL, *text = NULL;
  char path[1024], *bytes;
  size_t length = 0;
  char *csv = content_of(examples, "nghe_an/events.csv", &length);
  CHECK(csv != NULL && dinh_events_read_csv(csv, length, &text) == DINH_OK);
  free(csv);
  CHECK(dinh_docket_open(pack, NULL, NULL, &docket) == DINH_OK);
  CHECK(dinh_docket_record(docket, S(text), NULL) == DINH_OK);
  CHECK(holds(&text, "\"occurred_on\""));
  CHECK(dinh_events_read_csv(T("id,case\n1,2\n"), &text) == DINH_EINPUT && text == NULL);
  if (!dinh_has(T("hash"))) {
    CHECK(dinh_docket_snapshot(docket, &snapshot) == DINH_EUNSUPPORTED && snapshot == NULL);
    dinh_docket_free(docket);
    return 0;
  }
  CHECK(dinh_docket_snapshot(docket, &snapshot) == DINH_OK && dinh_docket_fingerprint(docket, &print) == DINH_OK);
  dinh_docket_free(docket);
  docket = NULL;
  CHECK(dinh_docket_open_snapshot(pack, NULL, NULL, S(snapshot), &again) == DINH_OK);
  CHECK(dinh_docket_fingerprint(again, &text) == DINH_OK && strcmp(dinh_string_data(text), dinh_string_data(print)) == 0);
  dinh_string_free(text);
  text = NULL;
  dinh_docket_free(again);
  again = NULL;
  /* a changed byte is found, wherever it is */
  length = dinh_string_length(snapshot);
  bytes = malloc(length);
  CHECK(bytes != NULL);
  memcpy(bytes, dinh_string_data(snapshot), length);
  bytes[length - 5] ^= 1;
  CHECK(dinh_docket_open_snapshot(pack, NULL, NULL, bytes, length, &again) == DINH_EINPUT && again == NULL);
  CHECK(strstr(dinh_error_message(), "snapshot/") != NULL);
  CHECK(dinh_docket_open_snapshot(pack, NULL, NULL, bytes, length / 2, &again) == DINH_EINPUT && again == NULL);
  free(bytes);
  CHECK(dinh_docket_open_snapshot(pack, NULL, NULL, NULL, 0, &again) == DINH_EINPUT && again == NULL);
  CHECK(dinh_docket_open_snapshot(pack, NULL, NULL, NULL, 9, &again) == DINH_EINVAL && again == NULL);

  if (dinh_has(T("journal"))) {
    dinh_string *early = NULL;
    snprintf(path, sizeof path, "%s/capi-snapshot.sqlite", scratch);
    remove(path);
    options.journal = path;
    options.journal_length = strlen(path);
    CHECK(dinh_docket_open(pack, NULL, &options, &docket) == DINH_OK);
    CHECK(dinh_docket_record(docket, late_case, sizeof late_case - 1, NULL) == DINH_OK);
    CHECK(dinh_docket_snapshot(docket, &early) == DINH_OK);
    CHECK(dinh_docket_record(docket, one_more, sizeof one_more - 1, NULL) == DINH_OK);
    dinh_string_free(print);
    CHECK(dinh_docket_fingerprint(docket, &print) == DINH_OK);
    dinh_docket_free(docket);
    docket = NULL;
    /* five events of the snapshot, the sixth of the journal; and recording goes on */
    CHECK(dinh_docket_open_snapshot(pack, NULL, &options, S(early), &again) == DINH_OK);
    CHECK(dinh_docket_fingerprint(again, &text) == DINH_OK && strcmp(dinh_string_data(text), dinh_string_data(print)) == 0);
    dinh_string_free(text);
    text = NULL;
    CHECK(dinh_docket_record(again, one_more, sizeof one_more - 1, &text) == DINH_OK && holds(&text, "\"already_there\":1"));
    dinh_docket_free(again);
    again = NULL;
    /* the snapshot of other cases does not go with this journal */
    CHECK(dinh_docket_open_snapshot(pack, NULL, &options, S(snapshot), &again) != DINH_OK && again == NULL);
    dinh_string_free(early);
    remove(path);
  }
  dinh_string_free(snapshot);
  dinh_string_free(print);
  return 0;
}

static int units(const dinh_pack *pack, const char *examples) {
  dinh_register *units = NULL;
  dinh_string *text = NULL;
  char folder[1024];
  snprintf(folder, sizeof folder, "%s/nghe_an", examples);
  CHECK(dinh_register_open_with(pack, folder, strlen(folder), 16, &units) == DINH_EINVAL && units == NULL);
  CHECK(dinh_register_open_with(pack, folder, strlen(folder), DINH_REGISTER_IN_FORCE | DINH_REGISTER_DISPUTED, &units) == DINH_OK);
  CHECK(dinh_register_draw(units, T("17464"), on(2025, 9, 1), DINH_BODIES, DINH_DOT, DINH_EN, &text) == DINH_OK);
  CHECK(holds(&text, "digraph"));
  CHECK(dinh_register_draw(units, T("40"), on(2025, 9, 1), DINH_UNITS_BELOW, DINH_DOT, DINH_VI, &text) == DINH_OK);
  CHECK(holds(&text, "Diễn Châu"));
  CHECK(dinh_register_draw(units, T("40"), on(2025, 9, 1), DINH_UNITS_BELOW, DINH_SVG, DINH_VI, &text) ==
        (dinh_has(T("svg")) ? DINH_OK : DINH_EUNSUPPORTED));
  dinh_string_free(text);
  text = NULL;
  CHECK(dinh_register_draw(units, T("99999"), on(2025, 9, 1), DINH_BODIES, DINH_DOT, DINH_EN, &text) == DINH_ENOTFOUND);
  /* a commune that ended with June 2025 has no picture in September */
  CHECK(dinh_register_draw(units, T("17461@2020-01-01"), on(2025, 9, 1), DINH_BODIES, DINH_DOT, DINH_EN, &text) == DINH_ENOTFOUND);
  CHECK(dinh_register_draw(units, T("17464"), on(2025, 9, 1), 2, 2, 2, &text) == DINH_EINVAL && text == NULL);
  dinh_register_free(units);

  /* two spaces in a name: to be mended, or mended */
  CHECK(dinh_units_read(T("Mã,Tên,Cấp,Mã TP,Tỉnh / Thành Phố\n00001,Phường  Một,Phường,01,Thành phố Hà Nội\n"), 0, NULL, DINH_NO_DAY,
                        &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "units/spaces") != NULL && holds(&text, "\"loaded\":false"));
  CHECK(dinh_units_read(T("Mã,Tên,Cấp,Mã TP,Tỉnh / Thành Phố\n00001,Phường  Một,Phường,01,Thành phố Hà Nội\n"), 1, NULL, DINH_NO_DAY,
                        &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "\"severity\":\"warning\"") != NULL && holds(&text, "00001,Một,Phường Một,"));
  CHECK(dinh_units_read(T("who knows"), 0, NULL, DINH_NO_DAY, &text) == DINH_OK && holds(&text, "units/unknown-format"));
  CHECK(dinh_units_read(T(""), 2, NULL, DINH_NO_DAY, &text) == DINH_EINVAL && text == NULL);
  return 0;
}

static int answers(const dinh_pack *pack, const char *examples) {
  static const char vote[] =
      "{\"as_of\":\"2024-03-10\",\"input\":{\"setting\":\"village\",\"content\":\"15.6\",\"form\":\"meeting\",\"households\":300,"
      "\"present\":200,\"in_favour\":140,\"against\":30}}";
  static const char two_cases[] =
      "[{\"id\":\"a\",\"kind\":\"decision\",\"as_of\":\"2024-03-10\",\"ask\":\"?\",\"input\":{\"setting\":\"village\",\"content\":\"15.1\","
      "\"form\":\"meeting\",\"households\":300,\"in_favour\":199},\"expect\":{\"outcome\":\"not_passed\",\"minimum\":200},"
      "\"provisions\":[],\"confidence\":\"A\",\"note\":\"\"},"
      "{\"id\":\"b\",\"kind\":\"decision\",\"as_of\":\"2024-03-10\",\"ask\":\"?\",\"input\":{\"setting\":\"village\",\"content\":\"15.1\","
      "\"form\":\"meeting\",\"households\":300,\"in_favour\":199},\"expect\":{\"outcome\":\"passed\"},"
      "\"provisions\":[],\"confidence\":\"A\",\"note\":\"\"}]";
  dinh_string *text = NULL, *receipt = NULL, *keys = NULL;
  char layer[1024];
  CHECK(dinh_verdict(pack, vote, sizeof vote - 1, &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "\"outcome\":\"not_passed\"") != NULL && holds(&text, "11")); /* 151 are enough, 140 came */
  CHECK(dinh_verdict(pack, T("{\"as_of\":1}"), &text) == DINH_EINPUT && text == NULL);
  CHECK(dinh_conformance(pack, NULL, two_cases, sizeof two_cases - 1, &text) == DINH_OK);
  CHECK(strstr(dinh_string_data(text), "\"right\":1") != NULL && holds(&text, "\"wrong\":1"));
  CHECK(dinh_conformance(pack, NULL, T("[{}]"), &text) == DINH_EINPUT && text == NULL);
  snprintf(layer, sizeof layer, "%s/layer", examples);
  if (!dinh_has(T("hash"))) {
    CHECK(dinh_pack_keys(&keys) == DINH_EUNSUPPORTED && keys == NULL);
    CHECK(dinh_pack_sign(layer, strlen(layer), T(""), &text) == DINH_EUNSUPPORTED && text == NULL);
    CHECK(dinh_receipt_due_json(pack, T("{\"rule\":\"GDL-12-2\",\"from\":\"2025-04-24\"}"), &receipt) == DINH_EUNSUPPORTED);
    CHECK(dinh_receipt_publicity(pack, T("{\"on\":\"2025-04-24\"}"), &receipt) == DINH_EUNSUPPORTED);
    return 0;
  }
  CHECK(dinh_receipt_due_json(pack, T("{\"rule\":\"GDL-12-2\",\"from\":\"2026-03-02\",\"suspensions\":[{\"from\":\"2026-03-03\","
                                     "\"until\":\"2026-03-05\"}],\"policies\":{\"make_up_saturday_is_working_day\":false}}"), &receipt) == DINH_OK);
  CHECK(strstr(dinh_string_data(receipt), "\"2026-03-11\"") != NULL); /* 5, 6, 9, 10, 11 March */
  CHECK(dinh_receipt_verify(pack, S(receipt), &text) == DINH_OK && holds(&text, "\"same\":true"));
  dinh_string_free(receipt);
  receipt = NULL;
  CHECK(dinh_receipt_due_json(pack, T("{\"every\":{\"period\":\"year\"},\"from\":\"2026-03-02\"}"), &receipt) == DINH_EINPUT && receipt == NULL);
  CHECK(dinh_receipt_publicity(pack, T("{\"item\":5,\"on\":\"2025-05-26\"}"), &receipt) == DINH_OK);
  CHECK(dinh_receipt_verify(pack, S(receipt), &text) == DINH_OK && holds(&text, "\"same\":true"));
  dinh_string_free(receipt);
  receipt = NULL;
  CHECK(dinh_receipt_publicity(pack, T("{\"item\":15}"), &receipt) == DINH_EINPUT && receipt == NULL);
  CHECK(strstr(dinh_error_message(), "item") != NULL && strstr(dinh_error_message(), "\"on\"") != NULL);
  CHECK(dinh_pack_keys(&keys) == DINH_OK);
  {
    const char *secret = strstr(dinh_string_data(keys), "\"secret\":\"");
    CHECK(secret != NULL);
    CHECK(dinh_pack_sign(layer, strlen(layer), secret + 10, 64, &text) == DINH_OK && holds(&text, "dinh-pack-signature/1"));
    CHECK(dinh_pack_sign(layer, strlen(layer), secret + 10, 63, &text) == DINH_EINPUT && text == NULL);
    CHECK(dinh_pack_sign(T("/no/such/folder"), secret + 10, 64, &text) == DINH_ENOTFOUND && text == NULL);
  }
  dinh_string_free(keys);
  return 0;
}

static int nothing_given(void) {
  dinh_postgres_options where = DINH_POSTGRES_OPTIONS_INIT;
  dinh_journal *journal = NULL;
  dinh_docket *docket = NULL;
  dinh_string *text = NULL;
  CHECK(dinh_calendar_due_with(NULL, NULL, 0, NULL, NULL) == DINH_EINVAL);
  CHECK(dinh_due_json(NULL, T("{}"), NULL) == DINH_EINVAL);
  CHECK(dinh_calendar_json(NULL, &text) == DINH_EINVAL);
  CHECK(dinh_lunar_year_json(2025, NULL) == DINH_EINVAL);
  CHECK(dinh_pack_keys(NULL) == DINH_EINVAL);
  CHECK(dinh_verdict(NULL, T("{}"), &text) == DINH_EINVAL);
  CHECK(dinh_conformance(NULL, NULL, T("[]"), &text) == DINH_EINVAL);
  CHECK(dinh_register_draw(NULL, T("1"), 0, 0, 0, 0, &text) == DINH_EINVAL);
  CHECK(dinh_units_read(NULL, 1, 0, NULL, 0, &text) == DINH_EINVAL);
  CHECK(dinh_procedure_write(NULL, DINH_BPMN, DINH_EN, &text) == DINH_EINVAL);
  CHECK(dinh_procedure_read_bpmn(NULL, NULL, 1, NULL) == DINH_EINVAL);
  CHECK(dinh_procedure_timing(NULL, T("{}"), &text) == DINH_EINVAL);
  CHECK(dinh_procedure_timing_chart(NULL, 2025, 2025, DINH_EN, &text) == DINH_EINVAL);
  CHECK(dinh_model_check(NULL, 1, 0, DINH_EN, &text) == DINH_EINVAL && dinh_model_pnml(NULL, 1, DINH_EN, &text) == DINH_EINVAL);
  CHECK(dinh_model_pnml_notes(NULL, 1, &text) == DINH_EINVAL);
  CHECK(dinh_docket_snapshot(NULL, &text) == DINH_EINVAL && dinh_docket_due_soon(NULL, NULL, 1, &text) == DINH_EINVAL);
  CHECK(dinh_docket_tally(NULL, NULL, NULL, &text) == DINH_EINVAL && text == NULL);
  CHECK(dinh_docket_change_calendar(NULL, NULL, 0, &text) == DINH_EINVAL);
  CHECK(dinh_docket_open_snapshot(NULL, NULL, NULL, "x", 1, &docket) == DINH_EINVAL && docket == NULL);
  CHECK(dinh_receipt_due_json(NULL, T("{}"), &text) == DINH_EINVAL && dinh_receipt_publicity(NULL, T("{}"), &text) == DINH_EINVAL);
  CHECK(dinh_journal_open_postgres(NULL, &journal) == DINH_EINVAL);
  CHECK(dinh_docket_open_postgres(NULL, NULL, NULL, &docket) == DINH_EINVAL);
  /* where it is not built in, a well-formed call says so; where it is, this server is not there */
  where.connection = "host=/nowhere connect_timeout=1";
  where.connection_length = strlen(where.connection);
  CHECK(dinh_journal_open_postgres(&where, &journal) == (dinh_has(T("postgres")) ? DINH_ESTORAGE : DINH_EUNSUPPORTED));
  CHECK(journal == NULL && text == NULL && strlen(dinh_error_message()) > 0);
  where.patience_ms = -1;
  where.access = 5;
  CHECK(dinh_journal_open_postgres(&where, &journal) == DINH_EINVAL && strstr(dinh_error_message(), "patience") != NULL);
  where.size = 3;
  CHECK(dinh_journal_open_postgres(&where, &journal) == DINH_EINVAL && journal == NULL);
  return 0;
}

int main(int count, char **arguments) {
  dinh_pack *pack = NULL;
  if (count != 3) return 2;
  CHECK(dinh_pack_vietnam(&pack) == DINH_OK);
  RUN(nothing_given());
  RUN(due_dates(pack));
  RUN(late_notice(pack, arguments[1], arguments[2]));
  RUN(formats(pack, arguments[1]));
  RUN(timing(pack));
  RUN(snapshots(pack, arguments[1], arguments[2]));
  RUN(units(pack, arguments[1]));
  RUN(answers(pack, arguments[1]));
  dinh_pack_free(pack);
  return 0;
}
