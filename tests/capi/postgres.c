/* Journals in PostgreSQL through the C interface; the server is named by DINH_TEST_POSTGRES (see tests/postgres). */
#include "checks.h"

static const char events[] =
    "[{\"id\":\"e1\",\"case\":\"C-1\",\"procedure\":\"pub_commune\",\"unit\":\"17464@2025-07-01\",\"step\":\"s\","
    "\"occurred_on\":\"2025-09-04\",\"recorded_on\":\"2025-09-04\",\"facts\":{\"item\":5}},"
    "{\"id\":\"e2\",\"case\":\"C-1\",\"step\":\"d_secret\",\"branch\":\"no\",\"occurred_on\":\"2025-09-04\","
    "\"recorded_on\":\"2025-09-05\"}]";
static const char third[] =
    "{\"id\":\"e3\",\"case\":\"C-1\",\"step\":\"t_plan\",\"occurred_on\":\"2025-09-04\",\"recorded_on\":\"2025-09-05\"}";

int main(void) {
  const char *server = getenv("DINH_TEST_POSTGRES");
  dinh_pack *pack = NULL;
  dinh_docket *first = NULL, *second = NULL, *memory = NULL;
  dinh_journal *journal = NULL;
  dinh_string *text = NULL, *right = NULL;
  dinh_postgres_options where = DINH_POSTGRES_OPTIONS_INIT;
  CHECK(server != NULL && dinh_has(T("postgres")) == 1);
  where.connection = server;
  where.connection_length = strlen(server);
  where.schema = "capi";
  where.schema_length = 4;
  where.patience_ms = 2000;
  CHECK(dinh_pack_vietnam(&pack) == DINH_OK);

  where.access = DINH_READ_ONLY; /* there is none yet */
  CHECK(dinh_docket_open_postgres(pack, NULL, &where, &first) == DINH_ESTORAGE && first == NULL);
  where.access = DINH_READ_WRITE;
  CHECK(dinh_docket_open_postgres(pack, NULL, &where, &first) == DINH_OK);
  CHECK(dinh_docket_open_postgres(pack, NULL, &where, &second) == DINH_OK);
  CHECK(dinh_docket_record(first, T(events), &text) == DINH_OK && holds(&text, "\"recorded\":2"));
  /* another process had opened it before: it must look again, and then nothing is recorded twice */
  CHECK(dinh_docket_record(second, T(events), NULL) == DINH_EREOPEN);
  dinh_docket_free(second);
  second = NULL;
  CHECK(dinh_docket_open_postgres(pack, NULL, &where, &second) == DINH_OK);
  CHECK(dinh_docket_record(second, T(events), &text) == DINH_OK && holds(&text, "\"already_there\":2"));
  CHECK(dinh_docket_record(second, T(third), &text) == DINH_OK && holds(&text, "\"recorded\":1"));
  CHECK(dinh_docket_open(pack, NULL, NULL, &memory) == DINH_OK);
  CHECK(dinh_docket_record(memory, T(events), NULL) == DINH_OK && dinh_docket_record(memory, T(third), NULL) == DINH_OK);
  CHECK(dinh_docket_fingerprint(memory, &right) == DINH_OK && dinh_docket_fingerprint(second, &text) == DINH_OK);
  CHECK(strcmp(dinh_string_data(right), dinh_string_data(text)) == 0);
  dinh_string_free(right);
  dinh_string_free(text);
  text = NULL;

  where.access = DINH_READ_ONLY;
  CHECK(dinh_journal_open_postgres(&where, &journal) == DINH_OK);
  CHECK(dinh_journal_info(journal, &text) == DINH_OK && holds(&text, "\"size\":3"));
  CHECK(dinh_journal_read(journal, 3, 10, &text) == DINH_OK && holds(&text, "\"id\":\"e3\""));
  CHECK(dinh_journal_append(journal, T(third), &text) != DINH_OK || holds(&text, "\"already_there\":1"));
  CHECK(dinh_journal_verify(journal) == DINH_OK);
  dinh_journal_free(journal);
  journal = NULL;
  where.schema = "Capi; drop";
  where.schema_length = 10;
  CHECK(dinh_journal_open_postgres(&where, &journal) != DINH_OK && journal == NULL);
  dinh_docket_free(first);
  dinh_docket_free(second);
  dinh_docket_free(memory);
  dinh_pack_free(pack);
  return 0;
}
