/* The C interface from C99: right answers, refusals with messages, null handles. */
#include <dinh/dinh.h>
#include <stdio.h>
#include <string.h>

#define CHECK(x)                                                                             \
  do {                                                                                       \
    if (!(x)) {                                                                              \
      fprintf(stderr, "%s:%d: %s\n  last message: %s\n", __FILE__, __LINE__, #x, dinh_error_message()); \
      return 1;                                                                              \
    }                                                                                        \
  } while (0)

static int answers(const char *answer, const char *part) {
  if (strstr(answer, part) != NULL) return 1;
  fprintf(stderr, "answer: %s\nlacks:  %s\n", answer, part);
  return 0;
}

int main(void) {
  dinh_pack *pack = NULL;
  dinh_string *text = NULL;
  dinh_day trigger = 0;
  int32_t y = 0, m = 0, d = 0;
  dinh_limit five = {sizeof(dinh_limit), 5, DINH_WORKING_DAYS, DINH_WITHIN_AFTER};
  dinh_due due = {sizeof(dinh_due), 0, 0};

  CHECK(dinh_version() >= 1000);
  CHECK(dinh_pack_vietnam(&pack) == DINH_OK && pack != NULL);

  /* 5 working days after Thu 24 Apr 2025: Sat 26 Apr is worked, 30 Apr to 2 May are off */
  CHECK(dinh_day_from_civil(2025, 4, 24, &trigger) == DINH_OK);
  CHECK(dinh_due_date(pack, "state-agency", &five, trigger, &due, &text) == DINH_OK);
  CHECK(dinh_day_to_civil(due.day, &y, &m, &d) == DINH_OK);
  CHECK(y == 2025 && m == 5 && d == 5 && due.provisional == 0);
  CHECK(dinh_string_length(text) == strlen(dinh_string_data(text)) && dinh_string_length(text) > 100);
  CHECK(answers(dinh_string_data(text), "26"));
  dinh_string_free(text);
  text = NULL;

  /* 4160 of 8318 is more than half */
  {
    const char *request =
        "{\"id\":\"q1\",\"kind\":\"decision\",\"as_of\":\"2024-03-10\",\"input\":{\"setting\":\"village\",\"content\":\"15.6\","
        "\"form\":\"meeting\",\"households\":8318,\"in_favour\":4160}}";
    CHECK(dinh_answer(pack, request, strlen(request), &text) == DINH_OK);
    CHECK(answers(dinh_string_data(text), "\"outcome\":\"passed\""));
    CHECK(answers(dinh_string_data(text), "\"minimum\":4160"));
    dinh_string_free(text);
    text = NULL;
  }

  /* refusals leave the out-parameters alone and say why */
  CHECK(dinh_day_from_civil(2025, 2, 29, &trigger) == DINH_EINVAL && strlen(dinh_error_message()) > 0);
  CHECK(dinh_due_date(pack, "no-such-calendar", &five, trigger, &due, NULL) == DINH_ENOTFOUND);
  CHECK(strstr(dinh_error_message(), "state-agency") != NULL); /* names what there is */
  five.size = 3;
  CHECK(dinh_due_date(pack, "state-agency", &five, trigger, &due, NULL) == DINH_EINVAL);
  five.size = sizeof(dinh_limit);
  five.count = -1;
  CHECK(dinh_due_date(pack, "state-agency", &five, trigger, &due, NULL) == DINH_EINVAL);
  five.count = 5;
  CHECK(dinh_due_date(NULL, "state-agency", &five, trigger, &due, NULL) == DINH_EINVAL);
  CHECK(dinh_due_date(pack, NULL, &five, trigger, &due, NULL) == DINH_EINVAL);
  CHECK(dinh_due_date(pack, "state-agency", NULL, trigger, &due, NULL) == DINH_EINVAL);
  CHECK(dinh_due_date(pack, "state-agency", &five, INT32_MAX, &due, NULL) == DINH_EINVAL);
  CHECK(dinh_answer(pack, "{", 1, &text) == DINH_EINPUT && text == NULL && strlen(dinh_error_message()) > 0);
  CHECK(dinh_answer(pack, "\xff\xfe", 2, &text) == DINH_EINPUT && text == NULL);
  CHECK(dinh_answer(pack, NULL, 0, &text) == DINH_EINVAL);
  CHECK(dinh_pack_vietnam(NULL) == DINH_EINVAL);
  CHECK(strcmp(dinh_string_data(NULL), "") == 0 && dinh_string_length(NULL) == 0);
  dinh_string_free(NULL);
  dinh_pack_free(NULL);
  dinh_pack_free(pack);
  return 0;
}
