#!/usr/bin/env python3
"""Runs `dinh due` with everything that bears on a time limit: hours, suspensions, extensions, remote areas, combined limits,
recurring duties, the open questions of law; and what it refuses.

usage: check_due.py DINH
"""
import json

from checking import check, finish, refuses, run


def gives(arguments, day, *parts, status=0, **members):
    """The date as JSON, further members, and words of the answer for people."""
    told = run("due", *arguments, "--json")
    name = "dinh due " + " ".join(map(str, arguments))
    try:
        answer = json.loads(told.stdout)
    except ValueError as error:
        check(name, False, f"exit {told.returncode}, {error}: {told.stdout[:300]}{told.stderr}")
        return {}
    check(name, told.returncode == status and answer.get("date") == day and all(answer.get(k) == v for k, v in members.items()),
          f"exit {told.returncode}, wanted {status}, {day}, {members} in:\n{told.stdout[:600]}{told.stderr}")
    words = run("due", *arguments)
    check(name + " in words", words.returncode == status and all(p in words.stdout for p in parts), f"wanted {parts} in:\n{words.stdout}{words.stderr}")
    return answer


def refused(arguments, *parts):
    refuses(["due", *arguments], *parts)


# hours of a desk: 24 April 2025 is a Thursday, Saturday the 26th is worked in exchange for Friday 2 May
hours = ["--hours", "mon-fri 07:30-11:30,13:30-17:00"]
gives(["--within", "4h", "--from", "2025-04-24 14:50", *hours], "2025-04-25", "Last moment: 2025-04-25 09:20", "147(1)", moment="2025-04-25 09:20")
gives(["--within", "4 hours", "--from", "2025-04-24T14:50", *hours], "2025-04-25", moment="2025-04-25 09:20", provisional=False)
gives(["--within", "8 giờ", "--from", "2025-04-25 16:00", "--hours", "t2-t6 07:30-11:30,13:30-17:00"], "2025-04-26", moment="2025-04-26 16:30")
gives(["--within", "8h", "--from", "2025-04-25 16:00", *hours, "--make-up-saturday-is-no-working-day"], "2025-04-28", moment="2025-04-28 16:30")
gives(["--within", "1h", "--from", "2025-04-26 16:30", *hours, "--hours", "sat 07:30-11:30"], "2025-04-28", moment="2025-04-28 08:30")
gives(["--within", "8h", "--from", "2200-12-31 14:50", *hours], None, "Cannot be told", status=1)
# the Saturday worked in exchange is known at level S; an answer that rests on it is refused, alone and among others
text_only = ["--min-evidence", "T"]
gives(["--within", "4h", "--from", "2025-04-24 14:50", *hours, *text_only], "2025-04-25", moment="2025-04-25 09:20")
gives(["--within", "8h", "--from", "2025-04-25 16:00", *hours], "2025-04-26", "Sat 2025-04-26", "8726/VPCP-KGVX, S")
gives(["--within", "8h", "--from", "2025-04-25 16:00", *hours, *text_only], None, "level S", "8726/VPCP-KGVX", status=1, moment=None)
gives(["--within", "5wd", "--from", "2025-04-24", "--earlier-of", "within 60 days of 2025-04-24"], "2025-05-05")
gives(["--within", "5wd", "--from", "2025-04-24", "--earlier-of", "within 60 days of 2025-04-24", *text_only], None, "level S", status=1)
gives(["--within", "60d", "--from", "2025-04-24", "--earlier-of", "within 5 working days of 2025-04-24", *text_only], None, "level S", status=1)
refused(["--every", "quarter", "--from", "2026-01-01", "--end-moves", *text_only], "--min-evidence")
gives(["--within", "2h", "--from", "2027-03-01 08:00", *hours], "2027-03-01", "(provisional)", provisional=True)
gives(["--within", "4h", "--from", "2025-04-24 14:50", *hours, "--extended", "2h", "--extended-times", "2"], "2025-04-25", moment="2025-04-25 15:20")
refused(["--within", "4h", "--from", "2025-04-24"], "cli/hours", "cli/moment", "To mend")
refused(["--within", "4h", "--from", "2025-04-24 25:00", *hours], "cli/moment")
refused(["--within", "4h", "--from", "2025-04-24 14:50", "--hours", "mon-fri 11:30-07:30"], "cli/hours", "mon-fri 07:30-11:30")
refused(["--within", "4h", "--from", "2025-04-24 14:50", "--hours", "mon 08:00-12:00,11:00-13:00"], "hours/overlap")
refused(["--within", "4h", "--from", "2025-04-24 14:50", "--hours", "someday 8-12"], "cli/hours", "mon-fri")
refused(["--before", "4h", "--from", "2025-04-24 14:50", *hours], "cli/hours")
refused(["--within", "4h", "--from", "2025-04-24 14:50", *hours, "--suspended", "2025-04-25..2025-04-26"], "cli/option", "--suspended")
refused(["--within", "5wd", "--from", "2025-04-24", *hours], "cli/option", "--hours")
gives(["--within", "5wd", "--from", "2025-04-24 14:50"], "2025-05-05")  # the day of the moment

# suspended and resumed: 2 March 2026 and 30 days are 1 April; ten days do not count
gives(["--within", "30d", "--after", "2026-03-02"], "2026-04-01")
for span, day in (("5 ngay lam viec", "2025-05-05"), ("20 ngay", "2025-05-14"), ("2 tuan", "2025-05-08"), ("1 thang", "2025-05-26"), ("1 nam", "2026-04-24")):
    gives(["--within", span, "--after", "2025-04-24"], day)  # as typed without accents
refused(["--within", "", "--after", "2026-03-02"], "it is empty")
refused(["--every", "quarter", "--times", "0x2", "--from", "2026-01-01"], "--times")
gives(["--within", "30d", "--after", "2026-03-02", "--suspended", "2026-03-10..2026-03-20"], "2026-04-13", "Suspended from Tue 2026-03-10, runs again from Fri 2026-03-20", counted_to="2026-04-11")
gives(["--within", "30d", "--after", "2026-03-02", "--suspended", "2026-03-10..2026-03-15", "--suspended", "2026-03-12..2026-03-20"], "2026-04-13")
gives(["--within", "5wd", "--after", "2026-03-02", "--suspended", "2026-03-04..2026-03-11"], "2026-03-16")
gives(["--within", "30d", "--after", "2026-03-02", "--suspended", "2026-03-10.."], None, "not resumed yet", status=1)
gives(["--within", "30d", "--after", "2026-03-02", "--suspended", "2026-02-10..2026-02-20"], "2026-04-01", "outside the period, without effect")
gives(["--within", "30d", "--after", "2026-03-02", "--suspended", "2026-02-10..2026-03-03"], "2026-04-01", "outside the period, without effect")
gives(["--within", "30d", "--after", "2026-03-02", "--suspended", "2026-02-10..2026-03-04"], "2026-04-02", "the days in between do not count")
gives(["--within", "30d", "--after", "2026-03-02", "--suspended", "2026-04-02..2026-04-20"], "2026-04-01", "outside the period, without effect")
gives(["--within", "30d", "--after", "2026-03-02", "--suspended", "2026-04-02.."], "2026-04-01", "the period had ended before")
refused(["--within", "30d", "--after", "2026-03-02", "--suspended", "2026-03-10"], "cli/suspension", "2026-03-20")
refused(["--within", "30d", "--after", "2026-03-02", "--suspended", "2026-03-20..2026-03-10"], "cli/suspension")
refused(["--within", "30d", "--after", "2026-03-02", "--suspended", "2026-02-30..2026-03-10"], "date/no-such-day")
refused(["--before", "30d", "--event", "2026-03-02", "--suspended", "2026-03-01..2026-03-10"], "cli/option")

# extended: months run on as one longer limit
gives(["--within", "1m", "--after", "2026-01-31", "--extended", "1m"], "2026-03-31", "Extended by 1 month")
gives(["--within", "30d", "--after", "2026-03-02", "--extended", "15d", "--extended-times", "2", "--extensions-allowed", "2"], "2026-05-04", counted_to="2026-05-01")
gives(["--within", "30d", "--after", "2026-03-02", "--extended", "15d", "--extended-times", "2", "--extension-at-most", "30d"], "2026-05-04")
refused(["--within", "30d", "--after", "2026-03-02", "--extended", "15d", "--extended-times", "2", "--extensions-allowed", "1"], "limit/not-extendable", "at most 1")
refused(["--within", "30d", "--after", "2026-03-02", "--extended", "15d", "--extended-times", "3", "--extension-at-most", "30d"], "limit/extended-too-far", "30 days")
refused(["--within", "30d", "--after", "2026-03-02", "--extended", "15d", "--extension-at-most", "1m"], "limit/other-unit")
refused(["--within", "30d", "--after", "2026-03-02", "--extended", "15 fortnights"], "cli/span", "--extended")
refused(["--within", "30d", "--after", "2026-03-02", "--extended-times", "2"], "cli/option", "--extended")
refused(["--within", "30d", "--after", "2026-03-02", "--extended", "2h"], "cli/extension")

# remote areas
gives(["--within", "30d", "--remote", "45d", "--area", "remote", "--after", "2026-03-02"], "2026-04-16", "remote areas")
gives(["--within", "30d", "--remote", "45d", "--area", "ordinary", "--after", "2026-03-02"], "2026-04-01", "not that of remote areas")
refused(["--within", "30d", "--remote", "45d", "--after", "2026-03-02"], "cli/area", "--area")
refused(["--within", "30d", "--area", "remote", "--after", "2026-03-02"], "cli/area", "--remote")

# whichever is earlier
gives(["--within", "3m", "--after", "2026-03-02", "--earlier-of", "before 7 days of 2026-05-23"], "2026-05-16", "Whichever is earlier: Sat 2026-05-16")
gives(["--within", "10d", "--after", "2026-03-02", "--earlier-of", "20wd", "--earlier-of", "trước 7 ngày kể từ 2026-05-23"], "2026-03-12")
gives(["--within", "60d", "--after", "2026-11-20", "--earlier-of", "within 5wd from 2026-11-20"], "2026-11-30", provisional=False)
refused(["--within", "10d", "--after", "2026-03-02", "--earlier-of", "tomorrow"], "cli/span", "--earlier-of")
refused(["--within", "10d", "--after", "2026-03-02", "--earlier-of", "5wd from 2026-02-30"], "date/no-such-day")
refused(["--within", "10d", "--after", "2026-03-02", "--earlier-of", "5h"], "cli/hours")

# recurring duties
year = run("due", "--every", "quarter", "--from", "2026-01-01", "--to", "2026-12-31", "--json")
periods = json.loads(year.stdout)["periods"]
check("four quarters with their last days", [p["date"] for p in periods] == ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"], year.stdout)
kept = run("due", "--every", "quý", "--from", "2026-01-01", "--to", "2026-06-30", "--done", "2026-02-01", "--done", "2026-06-30")
check("both quarters kept", kept.returncode == 0 and kept.stdout.count(", kept") == 2, kept.stdout + kept.stderr)
late = run("due", "--every", "quarter", "--from", "2026-01-01", "--to", "2026-06-30", "--done", "2026-02-01", "--json")
check("a quarter not kept is a no", late.returncode == 1 and [p["kept"] for p in json.loads(late.stdout)["periods"]] == [True, False], late.stdout)
report = run("due", "--every", "year", "--from", "2025-05-01", "--months-after", "3", "--end-moves", "--json")
check("at the latest month 3 of next year", [p["date"] for p in json.loads(report.stdout)["periods"]] == ["2026-03-31"], report.stdout)
moved = run("due", "--every", "half-year", "--from", "2024-05-01", "--end-moves")
check("an end on a Sunday moves", "2024-01-01 to 2024-06-30: last day Mon 2024-07-01" in moved.stdout and "148(5)" in moved.stdout, moved.stdout)
twice = run("due", "--every", "month", "--times", "2", "--from", "2026-03-05", "--done", "2026-03-05", "--done", "2026-03-05", "--lang", "vi")
check("two days a month are two different days", twice.returncode == 1 and "không thực hiện" in twice.stdout, twice.stdout + twice.stderr)
refused(["--every", "fortnight", "--from", "2026-01-01"], "cli/every", "half-year")
refused(["--every", "month", "--from", "2026-03-01", "--to", "2026-02-01"], "cli/day")
refused(["--every", "month", "--from", "2026-03-01", "--times", "0"], "cli/every", "--times")
refused(["--every", "month", "--from", "2026-03-01", "--times", "29"], "cli/every", "--times", "28")  # more than February has
refused(["--every", "month", "--from", "2026-03-01", "--suspended", "2026-03-01..2026-03-02"], "cli/option")
refused(["--every", "month", "--from", "1850-03-01"], "cli/day")
refused(["--within", "5wd", "--from", "2026-03-01", "--to", "2026-05-01"], "cli/option", "--every")
refused(["--within", "5wd", "--every", "month", "--from", "2026-03-01"])

# the open questions of law, each against its default
gives(["--within", "2wd", "--after", "2023-04-28"], "2023-05-05")
gives(["--within", "2wd", "--after", "2023-04-28", "--substitute-day-is-no-day-off"], "2023-05-03")
gives(["--within", "2wd", "--after", "2029-11-23"], "2029-11-27", provisional=True)
gives(["--within", "2wd", "--after", "2029-11-23", "--culture-day-is-made-up"], "2029-11-28", provisional=True)
gives(["--before", "20d", "--event", "2025-11-30"], "2025-11-10")
gives(["--before", "15d", "--event", "2025-11-30", "--roll-lead-time-earlier"], "2025-11-14")
gives(["--before", "20d", "--event", "2025-11-30", "--lead-time-in-full-days"], "2025-11-09")
gives(["--valid-for", "1y", "--from", "2024-02-29"], "2025-02-28")
gives(["--valid-for", "1y", "--from", "2024-02-29", "--leap-day-on-first-of-march"], "2025-03-01")
gives(["--within", "1y", "--from", "2024-03-05", "--counting", "limitation"], "2025-03-04", "151")
gives(["--within", "10d", "--from", "2025-01-19"], "2025-02-03")
gives(["--within", "10d", "--from", "2025-01-19", "--counting", "entry-into-force"], "2025-01-29")
refused(["--within", "10d", "--from", "2025-01-19", "--counting", "fingers"])

# all faults come at once
refused(["--within", "10d", "--from", "2026-03-02", "--suspended", "x", "--extended", "y", "--earlier-of", "z", "--area", "remote"],
        "cli/suspension", "--extended", "--earlier-of", "cli/area")
help_text = run("due", "--help").stdout
check("the help names every option", all(o in help_text for o in ("--hours", "--suspended", "--extended", "--remote", "--earlier-of", "--every", "--counting", "Example")), help_text)

finish()
