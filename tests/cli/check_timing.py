#!/usr/bin/env python3
"""Runs dinh timing, compare and findings as a person or a script would, and keeps docs/findings.md in step.

usage: check_timing.py DINH SOURCE_FOLDER [--write]
--write puts the findings of this DINH into docs/findings.md instead of comparing.
"""
import json
import pathlib
import re
import shutil
import sys
import tempfile
import xml.etree.ElementTree

from checking import check, dinh, ends, finish, refuses, run, source

# ---- the page of findings is what the command prints -------------------------------------------------------
page = source / "docs/findings.md"
text = page.read_text(encoding="utf-8")
heading = re.search(r"^## Overview, (\d{4})-(\d{4})$", text, re.M)
if not heading:
    sys.exit("docs/findings.md has no heading \"## Overview, YEAR-YEAR\"")
found = run("findings", "--from", heading[1], "--to", heading[2])
if sys.argv[3:] == ["--write"]:
    page.write_text(text[:heading.start()] + found.stdout, encoding="utf-8")
    sys.exit(found.returncode)
check("docs/findings.md says what `dinh findings` finds", text[heading.start():] == found.stdout,
      "bring it up to date with: tests/cli/check_timing.py DINH SOURCE_FOLDER --write")
vietnamese = ends(0, ["findings", "--from", 2025, "--to", 2025, "--lang", "vi"], "## Tổng quan, 2025-2025")
check("the findings as JSON name every procedure of the page",
      {p["procedure"] for p in json.loads(run("findings", "--from", 2025, "--to", 2025, "--json").stdout)} ==
      set(re.findall(r"^\| `([^`]+)` \| \d+ \| \d+ / \d+ \|", text, re.M)))

# ---- what the page says stands out ------------------------------------------------------------------------
all_found = {p["procedure"]: p for p in json.loads(run("findings", "--from", heading[1], "--to", heading[2], "--json").stdout)}


def room(procedure, words):
    return next(r for r in all_found[procedure]["room"] if r["deadline"].startswith(words))


check("no limits collide", all(not p["failures"] for p in all_found.values()))
check("no procedure is bounded as a whole", all(s["unlimited_at"] for p in all_found.values() for s in p["scenarios"]))
for procedure, words, day in (("dialogue_conference", "t_hold → t_result: within 10 days", "2026-02-13"),
                              ("complaint_first", "t_file → t_accept: within 10 days", "2025-01-24"),
                              ("complaint_second", "s_0 → t_accept: within 10 days", "2025-01-24")):
    check(f"ten days of {procedure} can be one working day",
          (room(procedure, words)["fewest_working_days"], room(procedure, words)["fewest_from"]) == (1, day))
check("seven working days are seven", room("complaint_first", "t_file → t_accept: within 7 working days")["fewest_working_days"] == 7)
for procedure in ("pic_case", "agency_pic_case", "soe_pic_case"):
    check(f"fifteen days of {procedure} can be six working days",
          (room(procedure, "t_rec → w_rep: within 15 days")["fewest_working_days"], room(procedure, "t_rec → w_rep")["fewest_from"]) == (6, "2024-01-31"))
for words in ("t_open → t_send", "t_send → t_recpc"):
    check(f"five working days, {words}, can be two weeks", room("village_meeting", words)["longest_days"] == 14)
check("ten working days can be three weeks", room("info_request", "t_valid → t_g1: within 10 working days")["longest_days"] == 21)

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    # ---- timing ---------------------------------------------------------------------------------------------
    ends(0, ["timing", "pub_commune", "--from", 2024, "--to", 2025, "--svg", folder / "chart.svg"],
            "Start days on which all limits can be met: 731 / 731", "t_doc → t_portal: within 5 working days")
    picture = (folder / "chart.svg").read_text(encoding="utf-8")
    root = xml.etree.ElementTree.fromstring(picture)
    check("the chart has a cell for every day", picture.count("<title>") == 731 and root.tag.endswith("svg"))
    ends(0, ["timing", "pub_commune", "--from", 2024, "--to", 2024, "--lang", "vi"], "Tình huống 1")
    whole = json.loads(run("timing", "pub_commune", "--from", 2024, "--to", 2025, "--json").stdout)
    check("the JSON of a range has every day", len(whole["days"]) == 731 and whole["days"][58]["day"] == "2024-02-28")
    collide = ends(1, ["timing", "village_meeting", "--from", 2026, "--to", 2026, "--acts-on-working-days",
                          "--duration", "t_send=6wd"], "Collision: started")
    check("a collision names its limit and the assumption", "takes 6 working days (assumed)" in collide and
          "10/2022/QH15 Art 20(3)" in collide, collide)
    ends(0, ["timing", "village_meeting", "--start", "2026-02-11"], "t_open: Fri 2026-02-13", "slack")
    one = json.loads(run("timing", "village_meeting", "--start", "2026-02-11", "--json").stdout)
    check("one start day as JSON has its steps", all(s["can_be_met"] and s["steps"] for s in one))
    ends(0, ["timing", "village_meeting", "--end", "2026-06-30"], "Scenario 1: latest start")
    check("the latest starts as JSON", json.loads(run("timing", "village_meeting", "--end", "2026-06-30", "--json").stdout)["end"] == "2026-06-30")
    done = run("timing", "village_meeting", "--start", "2026-06-01", "--ours", "village_head", "--json")
    check("control as JSON", done.returncode in (0, 1) and all("verdict" in s for s in json.loads(done.stdout)), done.stdout + done.stderr)
    refuses(["timing", "nothing", "--from", 2024, "--to", 2025], "nothing")
    refuses(["timing", "pub_commune", "--from", 2025, "--to", 2024], "cli/year")
    refuses(["timing", "pub_commune", "--from", 2025], "--to")
    refuses(["timing", "pub_commune"], "--start")
    refuses(["timing", "pub_commune", "--start", "2020-01-02"], "cli/not-in-force")
    refuses(["timing", "pub_commune", "--start", "2026-02-30"], "date/no-such-day")
    refuses(["timing", "pub_commune", "--start", "2026-02-03", "--duration", "x=3wd", "--ours", "nobody"], "cli/duration", "nobody")

    # ---- limits in hours, and suspensions ----------------------------------------------------------------------
    desk = ["--hours", "mon-fri 07:30-11:30,13:30-17:00"]
    ends(0, ["timing", "citizen_reception", "--from", 2026, "--to", 2026], "Left out (in hours, without --hours): t_on3 → w_on")
    timed = ends(0, ["timing", "citizen_reception", "--from", 2026, "--to", 2026, *desk], "Receiving citizens")
    check("with opening hours no limit is left out", "Left out" not in timed, timed)
    online = json.loads(run("timing", "citizen_reception", "--start", "2026-07-13", *desk, "--json").stdout)
    check("moments of the steps as JSON", all(0 <= s["earliest_minute"] <= 1440 for o in online for s in o["steps"]), str(online)[:500])
    check("no moments without hours", "earliest_minute" not in run("timing", "citizen_reception", "--start", "2026-07-13", "--json").stdout)
    refuses(["timing", "citizen_reception", "--from", 2026, "--to", 2026, "--hours", "someday 8-12"], "cli/hours")
    refuses(["timing", "pub_commune", "--start", "2026-02-03", "--duration", "t_doc=3h"], "cli/duration", "--hours")
    ends(0, ["timing", "pub_commune", "--start", "2026-02-03", "--duration", "t_doc=3h", *desk], "t_doc: Tue 2026-02-03 10:30")
    ends(0, ["timing", "complaint_second", "--from", 2026, "--to", 2026],
         "Suspension (155/2026/ND-CP Art 12): t_susp … t_resume; nothing bounds it")
    ends(0, ["timing", "complaint_first", "--from", 2026, "--to", 2026], "Not timed: Time not counted (02/2011/QH13 Art 9)")
    whole = json.loads(run("timing", "complaint_second", "--from", 2026, "--to", 2026, "--json").stdout)
    pauses = [q for s in whole["scenarios"] for q in s["pauses"]]
    check("the suspensions as JSON", pauses and all(not q["bounded"] and q["kind"] == "suspend" and q["from"] == "t_susp" and q["deadlines"] for q in pauses), str(pauses)[:500])
    check("in short in check", json.loads(run("check", source / "src/packs/vn/procedures/complaint_second.json", "--years", "2026", *desk, "--json").stdout)
          ["models"][0]["timing"]["scenarios_suspended_without_bound"] == len([s for s in whole["scenarios"] if s["pauses"]]))

    # ---- a procedure of the user's own, as JSON or as the BPMN that dinh export wrote ------------------------------
    mine = folder / "mine.json"
    tight = json.loads((source / "src/packs/vn/procedures/pub_commune.json").read_text(encoding="utf-8"))
    tight["id"] = "mine"
    mine.write_text(json.dumps(tight), encoding="utf-8")
    ends(0, ["export", mine, "--bpmn", folder / "mine.bpmn"])
    for file in (mine, folder / "mine.bpmn"):
        ends(0, ["timing", file, "--from", 2024, "--to", 2024], "Start days on which all limits can be met: 366 / 366")
        ends(0, ["show", "procedure", file, "--lang", "en"], "t_portal")
        ends(0, ["show", "procedure", file, "--dot", folder / "mine.dot"])
        check("the picture of a file", "t_portal" in (folder / "mine.dot").read_text(encoding="utf-8"))
    refuses(["timing", folder / "absent.bpmn", "--from", 2024, "--to", 2024], "cli/file")
    (folder / "other.bpmn").write_text('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process><task/></process></definitions>', encoding="utf-8")
    refuses(["show", "procedure", folder / "other.bpmn"], "bpmn/carries-nothing")

    # ---- dinh check times what it finds sound -------------------------------------------------------------------
    ends(0, ["check", mine], "sound", "Limits 20", "can be met from every start day")
    checked = json.loads(run("check", mine, "--years", "2024-2025", "--json").stdout)["models"][0]["timing"]
    check("the timing in check as JSON", checked["start_days"] == 731 and checked["failing_days"] == 0 and checked["consistent"]
          and checked["from"] == 2024 and checked["to"] == 2025 and checked["collisions"] == [], str(checked))
    check("timing can be left out", "timing" not in json.loads(run("check", mine, "--no-timing", "--json").stdout)["models"][0])
    # at least 40 working days for what has to be done within 5
    never = json.loads(json.dumps(tight))
    never["deadlines"].append(dict(tight["deadlines"][0], time={"count": 40, "unit": "working_day", "way": "at_least_lasting"}))
    (folder / "never.json").write_text(json.dumps(never), encoding="utf-8")
    done = run("check", folder / "never.json", "--years", "2025", "--json")
    answer = json.loads(done.stdout)["models"][0]
    check("limits that never fit together", done.returncode == 1 and answer["verdict"] == "sound" and not answer["timing"]["consistent"]
          and answer["timing"]["collisions"], done.stdout[:2000] + done.stderr)
    ends(1, ["check", folder / "never.json", "--quiet"], "cannot be met together from any start day")
    ends(0, ["check", folder / "never.json", "--no-timing"])
    refuses(["check", mine, "--years", "2025-2024"], "cli/year")
    refuses(["check", mine, "--years", "soon"], "cli/year")
    pack = json.loads(run("check", "--years", "2025", "--json").stdout)
    check("all procedures of the pack are timed", len(pack["procedures"]) > 40 and all(q["timing"]["failing_days"] == 0 for q in pack["procedures"]), "")

    # ---- compare --------------------------------------------------------------------------------------------
    old = source / "src/packs/vn/procedures/pub_commune.json"
    new = folder / "next.json"
    changed = json.loads(old.read_text(encoding="utf-8"))
    for d in changed["deadlines"]:
        if d["from"] == "t_doc":
            d["time"]["count"] = 3
    new.write_text(json.dumps(changed), encoding="utf-8")
    ends(0, ["compare", "pub_commune", "pub_commune"], "Nothing changes.")
    ends(0, ["compare", "pub_commune", old], "Nothing changes.")
    ends(1, ["compare", "pub_commune", new], "limit shortened t_doc → t_portal: within 5 working days → within 3 working days")
    cases = folder / "cases.csv"
    cases.write_text("case,step,date\nc1,t_portal,\nc1,t_doc,2026-02-11\nc2,t_report,\nc2,t_doc,2026-01-05\n", encoding="utf-8")
    ends(1, ["compare", "pub_commune", new, "--cases", cases], "c1: the lawful day moves 2026-02-25 → 2026-02-23")
    both = json.loads(run("compare", "pub_commune", new, "--cases", cases, "--json").stdout)
    check("the comparison as JSON", [c["kind"] for c in both["changes"]] == ["limit-shortened"] and
          [c["case"] for c in both["cases"]] == ["c1"], str(both))
    shutil.copytree(source / "src/packs/vn", folder / "pack")
    ends(0, ["compare", "pub_commune", "pub_commune", "--after-pack", folder / "pack"], "Nothing changes.")
    cases.write_text("case,step,date\nc1,t_portl,\n", encoding="utf-8")
    refuses(["compare", "pub_commune", new, "--cases", cases], "compare/unknown-step")
    refuses(["compare", "pub_commune", folder / "none.json"], "cli/file")
    refuses(["compare", "pub_commune", "no_such"], "no_such")

finish()
