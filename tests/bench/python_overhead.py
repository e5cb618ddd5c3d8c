"""What a call costs in Python beside the same call in C: python_overhead.py LIBRARY [COMPILER]"""
import os
import pathlib
import subprocess
import sys
import tempfile
import timeit

root = pathlib.Path(__file__).resolve().parents[2]
library = pathlib.Path(sys.argv[1]).resolve()
compiler = sys.argv[2] if len(sys.argv) > 2 else "cc"
os.environ["DINH_LIBRARY"] = str(library)
sys.dont_write_bytecode = True
sys.path.insert(0, str(root / "bindings" / "python"))
import dinh  # noqa: E402
from datetime import date  # noqa: E402

IN_C = r"""
#include <dinh/dinh.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return (double)t.tv_sec * 1e9 + (double)t.tv_nsec; }
#define TIME(name, n, call) do { double best = 1e99; for (int r = 0; r < 5; ++r) { double t = now(); \
  for (int i = 0; i < (n); ++i) { call; } t = (now() - t) / (n); if (t < best) best = t; } printf("%s %f\n", name, best); } while (0)
int main(void) {
  static const char q[] = "{\"id\":\"q\",\"kind\":\"decision\",\"as_of\":\"2024-03-10\",\"input\":{\"setting\":\"village\",\"content\":\"15.6\",\"form\":\"meeting\",\"households\":8318,\"in_favour\":4160}}";
  dinh_pack *pack; dinh_calendar *calendar; dinh_day day, out; int32_t yes; dinh_string *s;
  dinh_limit five = {sizeof(dinh_limit), 5, DINH_WORKING_DAYS, DINH_WITHIN_AFTER};
  dinh_due due = DINH_DUE_INIT; dinh_vote vote = DINH_VOTE_INIT; dinh_ruling ruling = DINH_RULING_INIT;
  if (dinh_pack_vietnam(&pack) || dinh_calendar_open(pack, "state-agency", 12, &calendar) || dinh_day_from_civil(2025, 4, 24, &day)) return 1;
  dinh_day_from_civil(2023, 9, 1, &vote.on); vote.content = 6; vote.form = DINH_FORM_MEETING; vote.households = 8318; vote.in_favour = 4160;
  TIME("is_working", 1000000, dinh_calendar_is_working(calendar, day, &yes));
  TIME("nth", 1000000, dinh_calendar_nth(calendar, day, 5, &out));
  TIME("due", 1000000, dinh_calendar_due(calendar, &five, day, &due));
  TIME("decide", 200000, dinh_decide(pack, &vote, &ruling));
  TIME("answer", 2000, if (dinh_answer(pack, NULL, q, sizeof q - 1, &s) == DINH_OK) dinh_string_free(s));
  return 0;
}
"""
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder) / "in_c.c"
    file.write_text(IN_C, encoding="utf-8")
    subprocess.run([compiler, "-std=gnu99", "-O2", f"-I{root / 'include'}", str(file), "-o", f"{folder}/in_c", str(library),
                    f"-Wl,-rpath,{library.parent}"], check=True)
    printed = subprocess.run([f"{folder}/in_c"], check=True, capture_output=True, text=True).stdout
in_c = {name: float(ns) for name, ns in (line.split() for line in printed.splitlines())}

pack = dinh.Pack.vietnam()
agency = pack.calendar()
five, day, vote_day = dinh.within(5, "working days"), date(2025, 4, 24), date(2023, 9, 1)
given = {"setting": "village", "content": "15.6", "form": "meeting", "households": 8318, "in_favour": 4160}
calls = {
    "is_working": (50_000, lambda: agency.is_working(day)),
    "nth": (50_000, lambda: agency.nth(day, 5)),
    "due": (50_000, lambda: agency.due(five, day)),
    "decide": (20_000, lambda: pack.decide(on=vote_day, content=6, form="meeting", households=8318, in_favour=4160)),
    "answer": (1_000, lambda: pack.answer("decision", date(2024, 3, 10), given)),
}
print(f"{'call':<12}{'C, ns':>12}{'Python, ns':>14}{'more, ns':>12}")
for name, (n, call) in calls.items():
    ns = min(timeit.repeat(call, number=n, repeat=3)) / n * 1e9
    print(f"{name:<12}{in_c[name]:>12.1f}{ns:>14.1f}{ns - in_c[name]:>12.1f}")
