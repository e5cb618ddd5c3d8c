#!/usr/bin/env python3
"""Runs the dinh command as a person or a script would: answers, JSON on every command, refusals that help.

usage: check_command.py DINH SOURCE_FOLDER SHARED_FOLDER
"""
import json
import pathlib
import shutil
import signal
import tempfile

from checking import answers, as_json, check, dinh, ends, finish, refuses, run, shared, source

units = source / "examples/nghe_an"
events = units / "events.csv"


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    journal = folder / "cases.sqlite"

    # when
    answers(["due", "--within", "5 working days", "--after", "2025-04-24"], "2025-05-05")
    answers(["due", "--within", "5wd", "--after", "2025-04-24", "--lang", "vi"], "2025-05-05")
    answers(["due", "--within", "15d", "--after", "2026-08-16"], "2026-09-03")
    answers(["due", "--within", "15d", "--after", "2026-08-16", "--swapped-day-off-is-no-rest-day"], "2026-08-31")
    answers(["due", "--before", "20 days", "--event", "2025-11-30"], "2025-11-10")
    answers(["due", "--at-least", "20d", "--from", "2025-01-10"], "2025-01-30")
    answers(["due", "--at-least", "20d", "--from", "2025-01-10", "--roll-minimum-period-end"], "2025-02-03")
    answers(["due", "--valid-for", "6m", "--from", "2026-06-30"], "2026-12-30")
    answers(["due", "--rule", "GDL-12-2", "--after", "2024-04-24"], "2024-05-04", "12(3)")
    answers(["calendar", "2026"], "2026-11-24")
    answers(["lunar", "2025-01-29"], "1")
    due = as_json("due", "--within", "5wd", "--after", "2027-02-02")
    check("a year without a notice is provisional", due and due["date"] == "2027-02-16" and due["provisional"] is True, str(due))

    # calendars side by side
    week = ["due", "--within", "5 working days", "--after", "2026-09-10", "--calendar"]
    answers([*week, "state-agency"], "Thu 2026-09-17", "days off decided to the end of 2026-12-31")
    answers([*week, "enterprise"], "Wed 2026-09-16 (provisional)", "no days off decided")
    answers([*week, "one-stop-saturday", "--lang", "vi"], "Thứ Tư 2026-09-16", "14/2010/QĐ-TTg")
    answers(["calendar", "2026", "--calendar", "enterprise", "--lang", "vi"], "Nghỉ hằng tuần: Chủ nhật", "(giả định)", "Tạm tính")
    answers(["calendar", "2026", "--lang", "vi"], "nghỉ hoán đổi, làm bù vào Thứ Bảy 2026-08-22", "Mọi ngày nghỉ của năm này đã có quyết định")
    answers(["lunar", "2025-07-26", "--lang", "vi"], "mùng 2 tháng 6 nhuận năm Ất Tỵ")
    answers(["lunar", "2025"], "month 6 (leap): Fri 2025-07-25 to Fri 2025-08-22, 29 days", "Hùng Kings' Commemoration Day: Mon 2025-04-07")

    # a yearly notice: what it changes, the calendar with it, and every other command under it
    notice = folder / "2027.json"
    tet = [{"date": f"2027-02-0{day}", "kind": "statutory", "name": "tet"} for day in range(4, 9)]
    other = {"vi": "Quốc khánh (ngày liền kề)", "en": "National Day (adjacent day)"}
    notice.write_text(json.dumps({"format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "1/TB-THU", "evidence": "S",
                                  "known_until": "2027-12-31", "names": [{"id": "tet", "name": {"vi": "Tết", "en": "Tet"}}],
                                  "entries": [*tet, {"date": "2027-09-03", "kind": "statutory", "name": other}]}), encoding="utf-8")
    told = folder / "due.csv"
    told.write_text("limit,from\n5 working days,2027-02-02\nbefore 20 days,2027-03-30\n3 ngày làm việc,2027-08-27\n5wd,2025-04-24\n", encoding="utf-8")
    packed = folder / "pack"
    shutil.copytree(source / "src/packs/vn", packed)
    before = as_json("due", "--within", "3wd", "--after", "2027-08-27")
    answers(["calendar", "import", notice, "--due", told, "--output", packed / "calendar-state-agency.json"], "1/TB-THU",
            "Days that change: 4", "Thu 2027-02-11", "before: day off in lieu of", "Due dates that change: 2 of 4", "line 2",
            "still Tue 2027-02-16, no longer provisional", "Fri 2027-09-03 (provisional) → Wed 2027-09-01")
    answers(["calendar", "import", notice, "--due", told, "--lang", "vi"], "Ngày thay đổi: 4", "ngày làm việc", "không còn là tạm tính")
    imported = as_json("calendar", "import", notice, "--due", told)
    check("an import as JSON names days and due dates", imported and [d["date"] for d in imported["days"]] ==
          ["2027-02-04", "2027-02-11", "2027-09-01", "2027-09-03"] and [d["line"] for d in imported["due_dates"]] == [2, 4]
          and imported["decided"]["to"] == "2027-12-31", str(imported)[:600])
    asked = ["due", "--within", "3wd", "--after", "2027-08-27"]
    with_notice = as_json(*asked, "--notice", notice)
    from_pack = as_json(*asked, "--pack", packed)
    check("a notice makes the answer firm and moves it", before and before["provisional"] and with_notice and not with_notice["provisional"]
          and before["date"] != with_notice["date"], f"{before} {with_notice}")
    check("the written calendar answers as the notice does", with_notice == from_pack, f"{with_notice} {from_pack}")
    answers(["calendar", "2027", "--notice", notice, "--calendar", "one-stop-saturday"], "Fri 2027-09-03  holiday")
    for command in (["decide", "--content", "15.6", "--form", "meeting", "--on", "2023-09-01", "--households", "8318", "--in-favour", "4160"],
                    ["show", "rule", "GDL-21-2"], ["calendar", "2027"], ["lunar", "2027"], ["check"],
                    ["conformance", "--cases", shared / "cases/rule_cases.json", "--units", units]):
        done = run(*command, "--notice", notice)
        check(f"dinh {command[0]} takes --notice", done.returncode in (0, 1) and "error" not in done.stderr, done.stderr[:500])
        refused = run(*command, "--notice", folder / "absent.json")
        check(f"dinh {command[0]} refuses an absent notice", refused.returncode == 2, refused.stdout[:200] + refused.stderr)
    wrong = folder / "wrong.json"
    wrong.write_text(json.dumps({"format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "x", "known_until": "2027-12-31",
                                 "withdrawn": ["2026-07-07"]}), encoding="utf-8")
    bad_told = folder / "bad_due.csv"
    bad_told.write_text("limit,from\n5 fortnights,2027-02-02\n5wd,2027-02-30\n", encoding="utf-8")
    refuses(["calendar", "import", wrong, "--due", bad_told], "wrong.json#/withdrawn/0", "notice/undecided-holiday", "bad_due.csv:2:1", "cli/span",
            "bad_due.csv:3:2", "date/no-such-day")
    wrong.write_text('{"format": "dinh-calendar-notice/1", "calendar": "one-stop-saturday", "decision": "x"}', encoding="utf-8")
    refuses(["calendar", "import", wrong], "notice/no-own-days-off", "state-agency")
    wrong.write_text('{"format": "dinh-calendar-notice/1", "calendar": "moon", "decision": "x"}', encoding="utf-8")
    refuses(["calendar", "2027", "--notice", wrong], "notice/unknown-calendar", "enterprise")
    refuses(["calendar", "import", folder / "absent.json"], "absent.json")
    refuses(["calendar", "import", notice, "--output", folder / "no/such/folder.json"], "cli/file")
    refuses(["calendar", "import", notice, "2027"])
    refuses(["calendar"], "year")

    # decided
    answers(["decide", "--content", "15.6", "--form", "meeting", "--on", "2023-09-01", "--households", "8318", "--present", "5000",
             "--in-favour", "4160"], "passed", "4160")
    verdict = as_json("decide", "--content", "15.6", "--form", "meeting", "--on", "2023-09-01", "--households", "8318", "--in-favour", "4159")
    check("exactly half is not more than half", verdict and verdict["outcome"] == "not_passed" and verdict["minimum"] == 4160, str(verdict))
    verdict = as_json("decide", "--content", "15.6", "--form", "meeting", "--on", "2023-09-01", "--households-unknown", "--in-favour", "4159")
    check("an unknown base is undetermined", verdict and verdict["outcome"] == "undetermined", str(verdict))

    # show
    answers(["show", "rule", "GDL-21-2"], "21(1)", "2/3")
    answers(["show", "procedure", "village_meeting"], "D59-3-3")
    answers(["show", "unit", "16681", "--on", "2025-07-01", "--units", units], "Thành Vinh")
    answers(["show", "unit", "16681", "--on", "2025-06-30", "--units", units], "Quang Trung")
    for what in ("rule", "instrument", "procedure"):
        check(f"show {what} lists", bool(as_json("show", what)))
    picture = folder / "meeting.svg"
    answers(["show", "procedure", "village_meeting", "--svg", picture], "meeting.svg")
    check("the picture is SVG", picture.exists() and "<svg" in picture.read_text(encoding="utf-8"))
    answers(["check"], "village_meeting", "sound")

    # the journal: killed half-way and run again it ends in the same state
    whole = folder / "whole.sqlite"
    answers(["replay", events, "--journal", whole, "--units", units], "recorded")
    killed = run("replay", events, "--journal", journal, "--units", units, "--crash-after", "97")
    check("the crash test kills the process", killed.returncode == -signal.SIGKILL, f"exit {killed.returncode} {killed.stderr}")
    half = run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-31").stdout
    answers(["replay", events, "--journal", journal, "--units", units], "recorded")
    view = ["--units", units, "--as-of", "2026-03-31"]
    after_crash = run("duties", "--journal", journal, *view).stdout
    in_one_go = run("duties", "--journal", whole, *view).stdout
    check("half of the events is not all of them", half != in_one_go)
    check("after a crash and a second run the state is the same", after_crash == in_one_go and len(in_one_go) > 200, after_crash[:800])
    again = run("replay", events, "--journal", whole, "--units", units)
    check("nothing is recorded twice", "0 recorded" in again.stdout or "0 new" in again.stdout, again.stdout)
    late = as_json("duties", "--journal", whole, *view, "--state", "late")
    check("late duties cite their provision", late and late["duties"] and all(d["provision"] for d in late["duties"]), str(late)[:400])

    # a changed byte in the journal is found
    raw = bytearray(whole.read_bytes())
    at = raw.find(b"e1\t")  # where the line of an event begins
    check("the journal holds the events", at > 0)
    if at > 0:
        raw[at + 30] ^= 1
        (folder / "tampered.sqlite").write_bytes(raw)
        refuses(["duties", "--journal", folder / "tampered.sqlite", *view], "journal/")

    # rule cases, by our own program asked as a stranger
    request = {"id": "q", "kind": "decision", "as_of": "2024-03-10",
               "input": {"setting": "village", "content": "15.1", "form": "meeting", "households": 300, "in_favour": 199}}
    done = run("answer", stdin=json.dumps(request) + "\nnot json\n")
    lines = done.stdout.splitlines()
    check("answers come one a line", len(lines) == 2 and json.loads(lines[0])["answer"]["outcome"] == "not_passed"
          and "error" in json.loads(lines[1]), done.stdout + done.stderr)
    done = run("conformance", "--cases", shared / "cases/rule_cases.json", "--units", units)
    check("no rule case is answered wrong", " 0 wrong" in done.stdout.splitlines()[-1], done.stdout[-1500:])
    asked = run("conformance", "--cases", shared / "cases/rule_cases.json", "--units", units, "--adapter", f"{dinh} answer --units {units}")
    check("the same through an adapter", asked.stdout.splitlines()[-1:] == done.stdout.splitlines()[-1:], asked.stdout[-800:] + asked.stderr)
    broken = run("conformance", "--cases", shared / "cases/rule_cases.json", "--adapter", "true")
    check("a program that answers nothing fails", broken.returncode == 1, broken.stdout[-300:])

    # refusals say what, where and how to mend it
    refuses(["due", "--within", "5 fortnights", "--after", "2025-04-24"], "cli/span", "To mend")
    refuses(["due", "--within", "5wd", "--after", "2025-02-29"], "date/no-such-day")
    refuses(["due", "--after", "2025-04-24"])
    refuses(["frobnicate"], '"frobnicate" is no command', "dinh --help")
    refuses(["due", "--within", "5wd", "--after", "2025-04-24", "--calendar", "moon"], "state-agency")
    refuses(["decide", "--content", "15.9", "--on", "2024-01-01"])
    refuses(["show", "rule", "GDL-99-9"], "GDL-99-9")
    refuses(["replay", folder / "absent.csv", "--journal", journal, "--units", units], "absent.csv")
    bad = folder / "bad.csv"
    bad.write_text("\ufeffsomething,else\n1,2\n", encoding="utf-8")
    refuses(["replay", bad, "--journal", journal, "--units", units], "bad.csv:1")
    strange = folder / "strange.csv"
    strange.write_text("id,case,procedure,unit,step,branch,occurred_on,recorded_on,by,facts,evidence\n"
                       "x1,X,pub_commune,99999@2000-01-01,s,,2025-03-03,2025-03-03,,,\n")
    refuses(["replay", strange, "--journal", folder / "strange.sqlite", "--units", units], "99999@2000-01-01")
    check("nothing was recorded for a unit that nobody knows", not (folder / "strange.sqlite").exists())
    refuses(["conformance", "--cases", bad])
    help_text = run("--help").stdout
    check("help names every command", all(c in help_text for c in ("due", "decide", "show", "calendar", "lunar", "check", "replay", "duties",
                                                                   "answer", "conformance")), help_text)

finish()
