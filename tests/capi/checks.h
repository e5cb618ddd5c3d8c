/* What the C programs of the tests share. */
#ifndef CHECKS_H
#define CHECKS_H
#include <dinh/dinh.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(x)                                                                                      \
  do {                                                                                                \
    if (!(x)) {                                                                                       \
      fprintf(stderr, "%s:%d: %s\n  last message: %s\n", __FILE__, __LINE__, #x, dinh_error_message()); \
      return 1;                                                                                       \
    }                                                                                                 \
  } while (0)
#define RUN(x)          \
  do {                  \
    if ((x) != 0) return 1; \
  } while (0)

/* A literal and its length: the two arguments of a text. */
#define T(literal) (literal), (sizeof(literal) - 1)
/* A string of the library as the two arguments of a text. */
#define S(string) dinh_string_data(string), dinh_string_length(string)

/* Whether an answer holds a part; frees the answer. */
static inline int holds(dinh_string **answer, const char *part) {
  int found = strstr(dinh_string_data(*answer), part) != NULL;
  if (!found) fprintf(stderr, "answer: %s\nlacks:  %s\n", dinh_string_data(*answer), part);
  dinh_string_free(*answer);
  *answer = NULL;
  return found;
}

static inline dinh_day on(int year, int month, int day) {
  dinh_day d = DINH_NO_DAY;
  if (dinh_day_from_civil(year, month, day, &d) != DINH_OK) return DINH_NO_DAY;
  return d;
}

/* The whole file; null if it cannot be read. Free it. */
static inline char *content_of(const char *folder, const char *name, size_t *length) {
  char path[1024];
  FILE *file;
  char *content = NULL;
  long size;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  file = fopen(path, "rb");
  if (file == NULL) return NULL;
  if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
    content = malloc((size_t)size + 1);
    if (content != NULL) {
      *length = fread(content, 1, (size_t)size, file);
      content[*length] = '\0';
    }
  }
  fclose(file);
  return content;
}
#endif
