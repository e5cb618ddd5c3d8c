#!/usr/bin/env python3
"""dinh replay and duties: events of every kind through a journal, and all that came of them as text and as JSON.

usage: check_duties.py DINH SOURCE_FOLDER SHARED_FOLDER
"""
import json
import pathlib
import subprocess
import sys
import tempfile

dinh, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
units = source / "examples/nghe_an"
faults = []


def run(*arguments):
    return subprocess.run([str(dinh), *map(str, arguments)], capture_output=True, text=True)


def check(what, holds, detail=""):
    if not holds:
        faults.append(f"{what}\n{detail}")


HEADER = "id,case,procedure,unit,step,branch,occurred_on,recorded_on,by,facts,evidence,kind,subject\n"


def case(key, *rows):
    """Rows of (step, branch, day, kind, subject) of one case in Diễn Châu; the first begins it."""
    out = ""
    for n, (step, branch, day, kind, subject) in enumerate(rows):
        begins = "pub_commune,17464@2025-07-01" if n == 0 else ","
        out += f"{key}-{n},{key},{begins},{step},{branch},{day},{day},,,,{kind},{subject}\n"
    return out


def published(key, *further):
    """Decided on 2026-03-02: 5 working days end on Monday 9 March (10/2022/QH15 Art 12(3))."""
    day = "2026-03-02"
    begin = [("s", "", day, "", ""), ("d_secret", "no", day, "", ""), ("t_plan", "", day, "", ""), ("d_special", "no", day, "", ""),
             ("t_doc", "", day, "", "")]
    return case(key, *begin, *further)


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    events = folder / "events.csv"
    events.write_text(HEADER + (
        published("late", ("t_portal", "", "2026-03-11", "", "")) +
        published("still", ("", "", "2026-03-04", "suspended", "")) +
        published("resumed", ("", "", "2026-03-04", "suspended", ""), ("", "", "2026-03-09", "resumed", "")) +
        published("withdrawn", ("", "", "2026-03-04", "withdrawn", "")) +
        published("right", ("t_portal", "", "2026-03-11", "", ""), ("t_portal", "", "2026-03-11", "annulled", "right-5"))
    ), encoding="utf-8")
    journal = folder / "cases.sqlite"
    done = run("replay", events, "--journal", journal, "--units", units)
    check("events of every kind are recorded", done.returncode == 0, done.stdout + done.stderr)
    answer = run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--json")
    told = json.loads(answer.stdout)
    states = {d["case"]: d for d in told["duties"] if d["step"] == "t_portal"}
    check("done two days late", states["late"]["state"] == "met_late" and states["late"]["days_late"] == 2, states.get("late"))
    check("the breach is told to programs too", any(b["case"] == "late" and b["kind"] == "too_late" and b["provision"] == "10/2022/QH15 Art 12(3)"
                                                   for b in told["breaches"]), told["breaches"])
    check("a suspended duty says since when and has no day", states["still"]["state"] == "suspended"
          and states["still"]["suspended_since"] == "2026-03-04" and states["still"]["lawful_day"] is None, states.get("still"))
    # Tue 3 is the first working day; from Wed 4 to Fri 6 it stands still; Mon 9 to Thu 12 are days 2 to 5
    check("a resumed limit runs on", states["resumed"]["lawful_day"] == "2026-03-12", states.get("resumed"))
    check("a withdrawn case owes nothing", "withdrawn" not in states, states.get("withdrawn"))
    check("an annulled act leaves its duty overdue", states["right"]["state"] == "breached" and states["right"]["settled_on"] is None,
          states.get("right"))
    text = run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12").stdout
    check("people see what is suspended", "Suspended: 1" in text and "suspended since 2026-03-04" in text, text)
    only = json.loads(run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--state", "suspended", "--json").stdout)
    check("one state alone", [d["case"] for d in only["duties"]] == ["still"] and only["breaches"] == [], only)

if faults:
    print("\n\n".join(map(str, faults)))
    sys.exit(1)
