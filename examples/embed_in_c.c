/* dinh from C: when is it due, is it decided, and what is wrong with an input. */
#include <dinh/dinh.h>
#include <stdio.h>

static int failed(const char *what) {
  fprintf(stderr, "%s: %s\n", what, dinh_error_message());
  return 1;
}

static int when(const dinh_pack *pack) {
  dinh_calendar *calendar = NULL;
  dinh_limit five = {sizeof(dinh_limit), 5, DINH_WORKING_DAYS, DINH_WITHIN_AFTER};
  dinh_due due = DINH_DUE_INIT;
  dinh_day received;
  int32_t year, month, day;

  if (dinh_calendar_open(pack, "state-agency", 12, &calendar) != DINH_OK) return failed("calendar");
  if (dinh_day_from_civil(2025, 4, 24, &received) != DINH_OK ||
      dinh_calendar_due(calendar, &five, received, &due) != DINH_OK ||
      dinh_day_to_civil(due.day, &year, &month, &day) != DINH_OK) {
    dinh_calendar_free(calendar);
    return failed("due date");
  }
  printf("5 working days after 24 April 2025: %04d-%02d-%02d%s\n", (int)year, (int)month, (int)day,
         due.provisional ? " (provisional)" : "");
  dinh_calendar_free(calendar);
  return 0;
}

static int decided(const dinh_pack *pack) {
  dinh_vote vote = DINH_VOTE_INIT;
  dinh_ruling ruling = DINH_RULING_INIT;
  if (dinh_day_from_civil(2023, 9, 1, &vote.on) != DINH_OK) return failed("day");
  vote.content = 6;
  vote.form = DINH_FORM_MEETING;
  vote.households = 8318;
  vote.in_favour = 4159;
  if (dinh_decide(pack, &vote, &ruling) != DINH_OK) return failed("vote");
  printf("4159 of 8318: %s; %d are enough\n", ruling.outcome == DINH_PASSED ? "passed" : "not passed", (int)ruling.minimum);
  return 0;
}

static int faults(const dinh_pack *pack) {
  static const char request[] = "{\"decided\": \"26 May\", \"item\": 15}";
  dinh_string *answer = NULL;
  dinh_string *told = NULL;
  if (dinh_publicity(pack, request, sizeof request - 1, &answer) == DINH_OK) return 1;
  printf("%s\n", dinh_error_message());
  if (dinh_error_json(&told) != DINH_OK) return 1;
  dinh_string_free(told);
  return 0;
}

int main(void) {
  dinh_pack *pack = NULL;
  int status;
  if (dinh_pack_vietnam(&pack) != DINH_OK) return failed("pack");
  status = when(pack) || decided(pack) || faults(pack);
  dinh_pack_free(pack);
  return status;
}
