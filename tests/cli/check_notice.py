#!/usr/bin/env python3
"""A notice of days off under every command of dinh: a late swap moves a due date that was told already, also in a journal.

usage: check_notice.py DINH SOURCE_FOLDER SHARED_FOLDER
"""
import datetime
import json
import pathlib
import tempfile

from checking import answers, as_json, check, dinh, finish, refuses, run, source

units = source / "examples/nghe_an"


def swap(off, worked, withdrawn=()):
    """A late change of a decided year: one weekday off against one Saturday worked."""
    name = {"vi": "Hoán đổi muộn", "en": "Late swap"}
    return {"format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "2/TB-THU", "evidence": "S", "withdrawn": list(withdrawn),
            "entries": [{"date": off, "kind": "swap_off", "swapped_with": worked, "name": name},
                        {"date": worked, "kind": "swap_work", "swapped_with": off, "name": name}]}


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)

    def written(name, notice):
        path = folder / name
        path.write_text(json.dumps(notice), encoding="utf-8")
        return path

    # the swap of Monday 23 November 2026 that was only proposed: decided late, after due dates were told
    late = written("late.json", swap("2026-11-23", "2026-11-28"))
    asked = ["due", "--within", "1wd", "--after", "2026-11-20"]
    before, now = as_json(*asked), as_json(*asked, "--notice", late)
    check("a late swap moves a due date told already", before.get("date") == "2026-11-23" and now.get("date") == "2026-11-25" and not now.get("provisional"), f"{before} {now}")
    check("the reasons name the new decision", "2/TB-THU" in run(*asked, "--notice", late).stdout)
    check("the five days of RC-35 are the same with it", as_json("due", "--within", "5wd", "--after", "2026-11-20", "--notice", late).get("date") == "2026-11-30")
    told = folder / "told.csv"
    told.write_text("limit,from\n1wd,2026-11-20\n5wd,2026-11-20\n3 days,2026-11-20\nbefore 5wd,2026-12-02\n", encoding="utf-8")
    imported = as_json("calendar", "import", late, "--due", told)
    check("the import lists the days and the due dates that move", [d["date"] for d in imported.get("days", [])] == ["2026-11-23", "2026-11-28"]
          and [d["line"] for d in imported.get("due_dates", [])] == [2, 4, 5], str(imported)[:800])
    moment = as_json("due", "--within", "2h", "--from", "2026-11-23 08:00", "--hours", "mon-fri 07:30-11:30,13:30-17:00", "--notice", late)
    check("hours skip the swapped day", moment.get("moment") == "2026-11-25 09:30", str(moment))
    every = as_json("due", "--every", "month", "--from", "2026-11-01", "--end-moves", "--notice", written("end.json", swap("2026-11-30", "2026-12-05")))
    check("a recurring duty moves off the swapped day", [p["date"] for p in every.get("periods", [])] == ["2026-12-01"], str(every))

    # the calendar itself, and a calendar that takes over its days off
    year = as_json("calendar", "2026", "--notice", late)
    check("the calendar shows both days of the swap", {"2026-11-23", "2026-11-28"} <= {d["date"] for d in year.get("days", [])}, str(year)[:400])
    desk = as_json("due", "--within", "1wd", "--after", "2026-11-21", "--calendar", "one-stop-saturday", "--notice", late)
    check("a calendar that takes over the days off follows", desk.get("date") == "2026-11-25", str(desk))
    own = as_json("due", "--within", "1wd", "--after", "2026-11-21", "--calendar", "enterprise", "--notice", late)
    check("the swap of agencies does not bind an enterprise", own.get("date") == "2026-11-23", str(own))

    # two notices, one on top of the other: the later one takes the swap back
    back = written("back.json", {"format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "3/TB-THU", "withdrawn": ["2026-11-23", "2026-11-28"]})
    check("notices are applied in their order", as_json(*asked, "--notice", late, "--notice", back) == before)
    one_day = written("one_day.json", {"format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "4/TB-THU", "withdrawn": ["2026-08-31"]})
    refuses(["calendar", "import", one_day], "notice/half-a-swap", "#/withdrawn/0", "2026-08-22")
    empty = written("empty.json", {"format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "5/TB-THU"})
    refuses(["calendar", "import", empty], "notice/says-nothing")
    sunday = written("sunday.json", swap("2026-11-22", "2026-11-28"))
    refuses(["calendar", "import", sunday], "calendar/off-on-rest-day", "sunday.json#/entries/0")
    far = written("far.json", {"format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "6/TB-THU", "known_until": "2201-12-31", "entries": []})
    refuses(["calendar", "import", far], "notice/bad-known-until", "1900-2200")
    check("a notice that withdraws nothing is refused", run(*asked, "--notice", back).returncode == 2)
    second = as_json("calendar", "import", back, "--notice", late)
    check("an import compares with the calendar under the notices before it", [d["date"] for d in second.get("days", [])] == ["2026-11-23", "2026-11-28"], str(second)[:400])

    # rule cases
    request = {"id": "q", "kind": "deadline", "as_of": "2026-11-20", "input": {"limit": {"value": 1, "unit": "working_day", "direction": "within_after"},
                                                                             "trigger": "2026-11-20", "calendar": "state-agency"}}
    answers = [json.loads(run("answer", *more, stdin=json.dumps(request) + "\n").stdout)["answer"] for more in ([], ["--notice", late])]
    check("dinh answer", [a["date"] for a in answers] == ["2026-11-23", "2026-11-25"], str(answers))
    cases = folder / "cases.json"
    cases.write_text(json.dumps([{**request, "id": "RC-01", "ask": "Last day?", "expect": {"date": "2026-11-25"}, "provisions": [], "confidence": "A", "note": ""}]), encoding="utf-8")
    results = [run("conformance", "--cases", cases, *more).returncode for more in ([], ["--notice", late])]
    check("dinh conformance", results == [1, 0], str(results))
    adapted = run("conformance", "--cases", cases, "--adapter", f"{dinh} answer --notice {late}")
    check("dinh conformance with an adapter that takes a notice", adapted.returncode == 0, adapted.stdout + adapted.stderr)

    # a journal: a duty of the example falls due on a weekday; that day is swapped off, and the duty is due later
    journal = folder / "cases.sqlite"
    check("dinh replay takes a notice", run("replay", units / "events.csv", "--journal", journal, "--units", units, "--notice", late).returncode == 0)
    view = ["duties", "--journal", journal, "--units", units, "--as-of", "2026-03-31"]
    duties = as_json(*view).get("duties", [])
    moved = None
    for duty in duties:
        due = duty.get("lawful_day")
        if not due or duty.get("provisional"):
            continue
        day = datetime.date.fromisoformat(due)
        saturday = day + datetime.timedelta(days=19 - day.weekday())  # two weeks on
        if day.weekday() > 3:
            continue
        notice = written("duty.json", swap(due, saturday.isoformat()))
        if run("calendar", "2026", "--notice", notice).returncode != 0:
            continue
        changed = as_json(*view, "--notice", notice).get("duties", [])
        if changed != duties:
            moved = (due, changed)
            break
    check("a late swap moves a duty of a journal", moved is not None, str(duties)[:800])
    check("without the notice the journal answers as before", as_json(*view).get("duties", []) == duties)

    # commands whose answer rests on no day off take a notice and refuse a faulty one
    broken = folder / "broken.json"
    broken.write_text('{"format": "dinh-calendar-notice/1"', encoding="utf-8")
    decide = ["decide", "--content", "15.6", "--form", "meeting", "--on", "2023-09-01", "--households", "8318", "--in-favour", "4160"]
    for command in (decide, ["show", "rule", "GDL-21-2"], ["show", "procedure", "village_meeting"], ["lunar", "2027"], ["check"], ["calendar", "2026"], asked,
                    view, ["replay", units / "events.csv", "--journal", folder / "other.sqlite", "--units", units],
                    ["conformance", "--cases", cases], ["answer"]):
        name = f"dinh {command[0]}"
        plain, noted = run(*command, stdin=""), run(*command, "--notice", late, stdin="")
        check(f"{name} takes a notice", noted.returncode in (0, 1) and not (plain.returncode == 0 and noted.returncode != 0), noted.stdout[:300] + noted.stderr[:300])
        refused = run(*command, "--notice", broken, stdin="")
        check(f"{name} refuses a broken notice", refused.returncode == 2 and "broken.json:1:" in refused.stderr, f"exit {refused.returncode} {refused.stdout[:200]}{refused.stderr[:300]}")

    # votes: yes 0, no 1, impossible 2
    def decided(*more):
        return run("decide", "--content", "15.6", "--form", "meeting", "--on", "2023-09-01", *more).returncode
    check("a vote that passed is 0", decided("--households", "8318", "--in-favour", "4160") == 0)
    check("a vote that did not pass is 1", decided("--households", "8318", "--in-favour", "4159") == 1)
    check("more votes than households are faulty input", decided("--households", "100", "--in-favour", "101") == 2)
    check("an unknown number of households is no yes", decided("--households-unknown", "--in-favour", "4160") == 1)

    # a hostile file gives a short report
    hostile = folder / "hostile.csv"
    hostile.write_text("limit,from\n" + "x,\n" * 200_000, encoding="utf-8")
    done = run("calendar", "import", late, "--due", hostile)
    check("very many faults are counted, not listed", done.returncode == 2 and len(done.stderr.splitlines()) < 1100 and "… and " in done.stderr, done.stderr[-200:])

    # a notice with very many faulty days, found by the library and named by the command
    many = written("many.json", {"format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "x", "withdrawn": ["2026-07-07"] * 3000})
    done = run("calendar", "import", many)
    check("faults renamed by the command are counted too", done.returncode == 2 and "many.json#/withdrawn/0" in done.stderr and "… and 2500 more." in done.stderr, done.stderr[-300:])

finish()
