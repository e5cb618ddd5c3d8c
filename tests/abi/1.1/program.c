/* What a program does that was written and built with dinh.h 1.1: the reports of the units, of a docket and of its journal. Kept
 * as it is: it must run with every library of the same major version.
 * usage: program UNITS_FOLDER SCRATCH_FOLDER */
#include <dinh/dinh.h>
#include <stdio.h>
#include <string.h>

#define CHECK(x)                                                                                      \
  do {                                                                                                \
    if (!(x)) {                                                                                       \
      fprintf(stderr, "%s:%d: %s\n  last message: %s\n", __FILE__, __LINE__, #x, dinh_error_message()); \
      return 1;                                                                                       \
    }                                                                                                 \
  } while (0)

/* A literal and its length: the two arguments of a text. */
#define T(literal) (literal), (sizeof(literal) - 1)

/* Whether an answer holds a part; frees the answer. */
static int holds(dinh_string **answer, const char *part) {
  int found = strstr(dinh_string_data(*answer), part) != NULL;
  if (!found) fprintf(stderr, "answer: %s\nlacks:  %s\n", dinh_string_data(*answer), part);
  dinh_string_free(*answer);
  *answer = NULL;
  return found;
}

int main(int argc, char **argv) {
  static const char events[] =
      "[{\"id\":\"e1\",\"case\":\"C-1\",\"procedure\":\"pub_commune\",\"unit\":\"17464@2025-07-01\",\"step\":\"s\",\"occurred_on\":\"2025-09-04\","
      "\"recorded_on\":\"2025-09-04\"},"
      "{\"id\":\"e2\",\"case\":\"C-1\",\"step\":\"d_secret\",\"branch\":\"no\",\"occurred_on\":\"2025-09-04\",\"recorded_on\":\"2025-09-04\"},"
      "{\"id\":\"e3\",\"case\":\"C-1\",\"step\":\"t_plan\",\"occurred_on\":\"2025-09-04\",\"recorded_on\":\"2025-09-04\"},"
      "{\"id\":\"e4\",\"case\":\"C-1\",\"step\":\"d_special\",\"branch\":\"no\",\"occurred_on\":\"2025-09-04\",\"recorded_on\":\"2025-09-04\"},"
      "{\"id\":\"e5\",\"case\":\"C-1\",\"step\":\"t_doc\",\"occurred_on\":\"2025-09-04\",\"recorded_on\":\"2025-09-04\"}]";
  dinh_pack *pack = NULL;
  dinh_register *units = NULL;
  dinh_docket_options kept = DINH_DOCKET_OPTIONS_INIT;
  dinh_docket_query query = DINH_DOCKET_QUERY_INIT;
  dinh_docket *docket = NULL;
  dinh_journal *journal = NULL;
  dinh_string *text = NULL;
  char path[1024];
  if (argc != 3) {
    fprintf(stderr, "usage: %s UNITS_FOLDER SCRATCH_FOLDER\n", argv[0]);
    return 2;
  }
  snprintf(path, sizeof path, "%s/reports.sqlite", argv[2]);
  remove(path);
  CHECK(dinh_pack_vietnam(&pack) == DINH_OK);
  CHECK(dinh_register_open(pack, argv[1], strlen(argv[1]), &units) == DINH_OK);
  if (dinh_has(T("journal"))) {
    kept.journal = path;
    kept.journal_length = strlen(path);
  }
  CHECK(dinh_docket_open(pack, units, &kept, &docket) == DINH_OK);
  CHECK(dinh_docket_record(docket, T(events), &text) == DINH_OK && holds(&text, "\"recorded\":5"));
  CHECK(dinh_day_from_civil(2025, 9, 20, &query.as_of) == DINH_OK);
  CHECK(dinh_docket_tally(docket, units, &query, &text) == DINH_OK);
  CHECK(holds(&text, "\"own\":{\"pending\":0,\"open\":0,\"overdue\":1,"));
  CHECK(dinh_docket_tally(docket, NULL, &query, &text) == DINH_OK);
  CHECK(holds(&text, "{\"units\":[{\"unit\":\"17464@2025-07-01\",\"own\":{\"pending\":0,\"open\":0,\"overdue\":1,"));
  dinh_docket_free(docket);
  if (kept.journal_length > 0) {
    CHECK(dinh_journal_open(path, strlen(path), DINH_READ_ONLY, &journal) == DINH_OK);
    CHECK(dinh_journal_tally(journal, pack, units, query.as_of, &text) == DINH_OK);
    CHECK(holds(&text, "\"own\":{\"pending\":0,\"open\":0,\"overdue\":1,"));
    dinh_journal_free(journal);
    remove(path);
  }
  dinh_register_free(units);
  dinh_pack_free(pack);
  puts("the reports of 1.1 are told");
  return 0;
}
