#!/usr/bin/env python3
"""dinh replay and duties: events of every kind through a journal, and all that came of them as text and as JSON.

usage: check_duties.py DINH SOURCE_FOLDER SHARED_FOLDER
"""
import json
import pathlib
import tempfile

from checking import check, finish, run, source

units = source / "examples/nghe_an"


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
    answer = run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-10", "--reminders", "1", "--json")
    check("reminders of a day", answer.returncode == 0, answer.stderr)
    told = json.loads(answer.stdout)["reminders"]
    # due on Mon 9 March and not done on the 10th: "late" (done on the 11th) and "right" (its act was annulled); two working
    # days before Thu 12 March: "resumed"
    check("the committee is reminded before, the council told after",
          sorted((r["duty"]["case"], r["body"], r["escalates"], r["provision"]) for r in told) ==
          [("late", "commune_peoples_council:17464@2025-07-01", True, "10/2022/QH15 Art 86(1)"),
           ("resumed", "commune_peoples_committee:17464@2025-07-01", False, ""),
           ("right", "commune_peoples_council:17464@2025-07-01", True, "10/2022/QH15 Art 86(1)")], told)
    text = run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-10", "--reminders", "1").stdout
    check("reminders for people", text.startswith("Reminders: 3\n2026-03-10  escalate to ") and "by 2026-03-09" in text, text)
    wrong = folder / "wrong.csv"
    wrong.write_text(HEADER + published("w", ("no_such_step", "", "2026-03-05", "", "")), encoding="utf-8")
    done = run("replay", wrong, "--journal", folder / "wrong.sqlite", "--units", units)
    check("a refused event is told with its line", done.returncode == 1 and "wrong.csv:7 (w-5)" in done.stderr + done.stdout, done.stdout + done.stderr)
    wrong.write_text(HEADER + published("w").replace("17464@2025-07-01", "17464@1999-01-01"), encoding="utf-8")
    done = run("replay", wrong, "--journal", folder / "wrong.sqlite", "--units", units)
    check("an unknown unit is told with its line", done.returncode == 2 and "wrong.csv:2 (w-0)" in done.stderr + done.stdout, done.stdout + done.stderr)
    check("no days, no reminders", run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-10", "--reminders", "0").returncode == 2)
    # How many stand how: every case has the duties of the walk so far; the counts of a unit are those of its duties.
    answer = run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--by-unit", "--json")
    check("counts by unit", answer.returncode == 0, answer.stderr)
    told = json.loads(answer.stdout)
    by_name = {u["unit"]: u for u in told["units"]}
    commune, province = by_name["17464@2025-07-01"], told["units"][0]
    listed = json.loads(run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--json").stdout)["duties"]
    check("what is suspended, met late, overdue and open is counted as it is listed",
          (commune["own"]["suspended"], commune["own"]["met_late"], commune["own"]["overdue"] + commune["own"]["breached"],
           commune["own"]["open"] + commune["own"]["pending"]) ==
          tuple(sum(d["state"] in states for d in listed) for states in (("suspended",), ("met_late",), ("breached",), ("open", "pending"))), commune)
    check("a province has what its communes have", province["depth"] == 0 and province["own"]["total"] == 0 and
          province["with_below"] == commune["own"] and commune["own"]["total"] > 3 and told["unplaced"]["total"] == 0, told)
    narrowed = json.loads(run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--by-unit", "--unit", "40", "--json").stdout)
    check("counted from the journal and in a docket", narrowed == told, narrowed)
    one = json.loads(run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--by-unit", "--unit", "16681", "--json").stdout)
    check("a unit without cases", one["units"] == [], one)
    text = run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--by-unit").stdout
    check("counts for people", "1 met late" in text and "1 suspended" in text and "\n  Diễn Châu" in "\n" + text.replace("xã ", "").replace(" commune", ""), text)
    check("counts for nobody", run("duties", "--journal", journal, "--units", units, "--as-of", "2020-03-12", "--by-unit").stdout == "No duty had begun.\n")
    commune_alone = json.loads(run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--by-unit", "--unit", "17464", "--json").stdout)
    check("of a unit asked for, it and those below it are told, and no part of what lies above", commune_alone["units"] == told["units"][1:], commune_alone)
    check("every duty is counted, whatever its state", run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--by-unit",
                                                           "--state", "late").returncode == 2)
    both = run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--by-unit", "--reminders", "1")
    check("one question at a time", both.returncode == 2, both.stderr)
    # A snapshot of the first half, the journal of all: the same answer as from the journal alone.
    half, whole, shot = folder / "half.csv", folder / "whole.sqlite", folder / "cases.snapshot"
    lines = events.read_text(encoding="utf-8").splitlines(keepends=True)
    half.write_text("".join(lines[:len(lines) // 2]), encoding="utf-8")
    done = run("replay", half, "--journal", whole, "--units", units, "--snapshot", shot)
    check("a snapshot is written", done.returncode == 0 and shot.read_bytes().startswith(b"dinh-snapshot/3\n"), done.stderr)
    check("the rest is recorded", run("replay", events, "--journal", whole, "--units", units).returncode == 0)
    ask = ("--units", units, "--as-of", "2026-03-12", "--json")
    fresh = run("duties", "--journal", whole, *ask)
    quick = run("duties", "--journal", whole, "--snapshot", shot, *ask)
    check("the answer with a snapshot is that without", quick.returncode == 0 and quick.stdout == fresh.stdout, quick.stderr)
    damaged = folder / "damaged.snapshot"
    damaged.write_bytes(shot.read_bytes()[:-1])
    wrong = run("duties", "--journal", whole, "--snapshot", damaged, *ask)
    check("a damaged snapshot is refused", wrong.returncode == 2 and "snapshot/truncated" in wrong.stderr + wrong.stdout, wrong.stderr)
    empty = folder / "empty.csv"
    empty.write_text(HEADER + case("another", ("s", "", "2026-03-02", "", "")), encoding="utf-8")
    run("replay", empty, "--journal", folder / "another.sqlite", "--units", units)
    wrong = run("duties", "--journal", folder / "another.sqlite", "--snapshot", shot, *ask)
    check("a snapshot of another journal is refused", wrong.returncode == 2 and "snapshot/other-journal" in wrong.stderr + wrong.stdout, wrong.stderr)
    # A late notice: Friday 6 March off, Saturday 14 March worked. Days 1 to 5 after Mon 2: Tue 3, 4, 5, Mon 9, Tue 10.
    swap = {"name": {"vi": "hoán đổi", "en": "swapped"}, "citation": "45/2019/QH14 112(3)"}
    notice = folder / "swap.json"
    notice.write_text(json.dumps({"format": "dinh-calendar-notice/1", "calendar": "state-agency", "decision": "TB-VI-DU", "evidence": "M",
                                  "entries": [{"date": "2026-03-06", "kind": "swap_off", "swapped_with": "2026-03-14", **swap},
                                              {"date": "2026-03-14", "kind": "swap_work", "swapped_with": "2026-03-06", **swap}]}),
                      encoding="utf-8")
    late_notice = ("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--notice", notice)
    answer = run(*late_notice, "--json")
    check("a notice is taken", answer.returncode == 0, answer.stderr)
    told = json.loads(answer.stdout)
    change = told["moved"][0]
    moved = {m["after"]["case"]: m for m in change["duties"]}
    check("the notice moved two duties and no other", set(moved) == {"late", "right"}, sorted(moved))
    late = moved["late"]
    check("before and after", (late["before"]["lawful_day"], late["after"]["lawful_day"], late["before"]["days_late"], late["after"]["days_late"])
          == ("2026-03-09", "2026-03-10", 2, 1), late)
    check("why", late["because"] == ["2026-03-06"] and not late["judged_otherwise"] and change["days"][0]["decision"] == "TB-VI-DU", change)
    check("the breach is one day now", [b["days"] for b in change["new_breaches"]] == [1] and [b["days"] for b in change["gone_breaches"]] == [2],
          change)
    check("the list is that of the calendar with the notice",
          {d["case"]: d["days_late"] for d in told["duties"] if d["step"] == "t_portal"}["late"] == 1, told["duties"])
    text = run(*late_notice).stdout
    check("people read what moved", "Moved by the notice: 2" in text and "last day 2026-03-09, now 2026-03-10" in text, text)
    text = run(*late_notice, "--by-unit").stdout
    check("counts are followed by what the notice moved", "1 met late" in text and "Moved by the notice: 2" in text, text)
    told = json.loads(run(*late_notice, "--by-unit", "--json").stdout)
    check("for programs too", len(told["moved"][0]["duties"]) == 2 and told["units"][0]["with_below"]["met_late"] == 1, told)
    check("without a notice nothing is said of one", "Moved" not in run(*late_notice[:-2]).stdout)
    # a layer words the days, and what moved them, for people and for programs
    layer = folder / "words"
    layer.mkdir()
    (layer / "pack.json").write_text(json.dumps({
        "format": 1, "id": "plain-words", "version": "1", "on": "vn", "templates": ["templates.json"],
        "title": {"vi": "Lời văn", "en": "Words"}}), encoding="utf-8")
    (layer / "templates.json").write_text(json.dumps({"format": "dinh-templates/1", "templates": {
        "docket.deadline.by": {"vi": "đến hết {day}", "en": "until {day}"},
        "docket.moved.last": {"vi": "{duty}: {before} -> {after}", "en": "{duty}: {before} -> {after}"}}}), encoding="utf-8")
    text = run(*late_notice, "--layer", layer).stdout
    check("people read it in the words of the layer", "until 2026-03-10  " in text and ": 2026-03-09 -> 2026-03-10" in text
          and "last day 2026-03-09" not in text, text)
    told = json.loads(run(*late_notice, "--layer", layer, "--json").stdout)
    check("programs get them too", all(": 2026-03-09 -> 2026-03-10" in m["text"]["vi"] for m in told["moved"][0]["duties"]), told["moved"])
    only = json.loads(run("duties", "--journal", journal, "--units", units, "--as-of", "2026-03-12", "--state", "suspended", "--json").stdout)
    check("one state alone", [d["case"] for d in only["duties"]] == ["still"] and only["breaches"] == [], only)

finish()
