#!/usr/bin/env python3
"""Decisions, publicity and conformance on the command line: every input, every exit status, adapters that fail.

usage: check_law.py DINH SOURCE_FOLDER SHARED_FOLDER
"""
import json
import os
import pathlib
import shutil
import sys
import tempfile
import time

from checking import check, dinh, ends, finish, run, shared, source


def case(name, kind, day, given, wanted, confidence="A", provisions=()):
    return {"id": name, "kind": kind, "as_of": day, "ask": "asked here", "input": given, "expect": wanted,
            "provisions": list(provisions), "confidence": confidence, "note": ""}


# ---- decide: what the evaluator knows can be said on the command line
day = ["--on", "2024-03-10"]
ends(0, ["decide", *day, "--content", "15.1", "--households", 300, "--in-favour", 200], "Art 21(1) of Law No. 10/2022/QH15")
ends(1, ["decide", *day, "--content", "15.1", "--households", 300, "--in-favour", 199, "--lang", "vi"],
     "khoản 1 Điều 21 Luật số 10/2022/QH15", "Còn thiếu ít nhất (phiếu): 1")
ends(2, ["decide", *day, "--content", "15.1", "--households", 300, "--in-favour", 301])
ends(0, ["decide", *day, "--setting", "commune", "--content", "15.1", "--village", "100:70", "--village", "90:50", "--village", "80:60"],
     "Villages in favour: 2")
ends(0, ["decide", *day, "--content", "15.1", "--cluster", "150:120", "--cluster", "100:47"])
ends(1, ["decide", *day, "--content", "15.3", "--form", "household_ballot", "--failed-meeting", "no", "--households", 300, "--in-favour", 290])
ends(0, ["decide", *day, "--content", "15.6", "--form", "online_vote", "--front-agrees", "yes", "--households", 300, "--online-agreed", 151, "--in-favour", 151])
ends(0, ["decide", *day, "--setting", "agency_conference", "--conference", "delegates", "--staff", 300, "--delegates-summoned", 100, "--present", 67, "--in-favour", 34])
ends(1, ["decide", *day, "--setting", "custom", "--threshold", ">1/2", "--base", 10, "--in-favour", 5])
ends(0, ["decide", *day, "--ask", "procedural_vote", "--matter", "secretary", "--present", 216, "--in-favour", 109])
ends(1, ["decide", *day, "--ask", "initiative", "--matter", "initiative", "--households", 100, "--agreeing", 9, "--beneficial", "yes", "--front-agrees", "yes"], "Must be tabled: yes")
ends(0, ["decide", *day, "--ask", "convene_meeting", "--purpose", "release_head", "--head-is-front-head", "yes"], "chair of the commune")
ends(0, ["decide", *day, "--ask", "effect", "--content", "15.5", "--passed-on", "2024-03-10", "--recognised-on", "2024-03-18"], "2024-03-18")
ends(0, ["decide", *day, "--ask", "committee_size", "--body", "commune_inspection_committee", "--villages-total", 3], "At most: 5")
ends(0, ["decide", *day, "--ask", "by_election", "--term-ends", "2026-06-30", "--vacancy-on", "2025-12-31"], "By-election required: yes")
ends(0, ["decide", *day, "--ask", "publicity_items", "--channel", "loudspeaker"], "7, 8, 9, 10, 11, 12")
ends(2, ["decide", "--on", "10 March", "--ask", "what", "--setting", "moon", "--content", "15.9", "--village", "a:b", "--threshold", "half"],
     "cli/term", "cli/tally", "cli/ratio", "--ask", "--setting", "--content", "--on")  # all faults at once
# numbers are decimal, whatever stands before them, and what is too large is no number
ends(1, ["decide", *day, "--content", "15.6", "--households", "0300", "--in-favour", "0097"], "(300), so 151 or more", "54 more")
for given in ("0x10", "99999999999999999999", "12.5", "1e3", "", "--5", "3 00"):
    ends(2, ["decide", *day, "--content", "15.6", f"--households={given}", "--in-favour", 1], "--households")
ends(2, ["decide", *day, "--content", "15.6", "--households=-1", "--in-favour", 0], "A count cannot be negative: -1")
ends(2, ["decide", *day, "--ask", "effect", "--content", "15.4", "--passed-on", "2024-03-10", "--recognised-on", "2024-03-09"], "out of order")
ends(2, ["decide", *day, "--ask", "choose_form", "--content", "15.6", "--form", "online_vote", "--front-agrees", "yes", "--households", 9, "--online-agreed", 10],
     "10 against 9")
answer = json.loads(run("decide", *day, "--content", "15.6", "--households", 300, "--present", 200, "--in-favour", 140, "--against", 30, "--json").stdout)
check("the margin as JSON", answer["further_votes"] == 11 and answer["still_reachable"] is True, str(answer))

# ---- what the law asks for a decision
ends(0, ["decide", "--outline", *day, "--content", "15.3"], "Post the draft convention for at least 30 days", "Art 11", "within 5 working days")
ends(0, ["decide", "--outline", *day, "--content", "15.4", "--purpose", "elect_head", "--lang", "vi"], "Tổ bầu cử", "điểm a khoản 1 Điều 6 Nghị định số 59/2023/NĐ-CP")
ends(1, ["decide", "--outline", "--on", "2023-08-01", "--content", "15.3"], "Open:", "22/2018")
answer = json.loads(run("decide", "--outline", *day, "--content", "15.1", "--json").stdout)
check("the outline as JSON", answer["vote"]["num"] == 2 and answer["recognition"]["role"] == "none" and len(answer["after"]) >= 4, str(answer)[:400])

# ---- publicity
ends(1, ["publicity", "--item", 5, "--decided", "2025-05-26", "--up", "2025-06-02..2025-07-01"], "2025-06-02", "not met", "2025-07-02")
ends(0, ["publicity", "--item", 5, "--decided", "2025-05-26", "--up", "2025-06-02..2025-07-02"], "met")
ends(0, ["publicity", "--item", 8, "--decided", "2025-05-26", "--channel", "loudspeaker", "--up", "2025-06-02..2025-06-04", "--lang", "vi"],
     "khoản 3 Điều 13 Luật số 10/2022/QH15", "đạt")
ends(0, ["publicity", "--item", 4, "--decided", "2025-05-26"], "for good")
ends(0, ["publicity", "--regime", "state_enterprise", "--decided", "2025-06-02"], "2025-06-17", "20 days")
for regime in ("commune", "state_enterprise"):  # what applied before the law was not read, which is not "no time"
    ends(1, ["publicity", "--regime", regime, "--decided", "2023-06-20"], "Undetermined", "were not read")
    answer = json.loads(run("publicity", "--regime", regime, "--decided", "2023-06-20", "--json").stdout)
    check("unread rules in JSON", all(i["outcome"] == "undetermined" for i in answer["items"]), str(answer))
ends(0, ["publicity", "--regime", "agency", "--decided", "2023-06-20"], "2023-06-23", "30 days")
ends(0, ["publicity", "--decided", "2025-05-26"], "Item 1 of", "Item 14 of", "every 3 months")
ends(1, ["publicity", "--item", 5, "--decided", "2025-04-24", "--min-evidence", "T"], "level S", "8726/VPCP-KGVX")
answer = json.loads(run("publicity", "--item", 5, "--decided", "2025-04-24", "--min-evidence", "T", "--json").stdout)["items"][0]
check("a day that is refused is not told", answer.get("due", "") is None and answer["due_by"]["citation"] == "10/2022/QH15 12(3)" and "level S" in answer["why"]["en"], answer)
with tempfile.TemporaryDirectory() as folder:
    receipt = pathlib.Path(folder) / "publicity.receipt.json"
    ends(0, ["publicity", "--item", 5, "--decided", "2025-05-26", "--receipt", receipt], "2025-06-02")
    ends(0, ["verify-receipt", receipt])
    receipt.write_text(receipt.read_text().replace("2025-05-26", "2025-05-27"))
    ends(1, ["verify-receipt", receipt])
    ends(2, ["publicity", "--decided", "2025-05-26", "--receipt", receipt], "cli/item", "--receipt")
    # A layer sets the minimum from memory: where the text is asked for, neither it nor the general rule is taken.
    layer = pathlib.Path(folder) / "layer"
    shutil.copytree(source / "examples/layer", layer)
    general = json.loads(run("publicity", "--item", 5, "--decided", "2025-05-26", "--json").stdout)["items"][0]["channels"][0]["source"]["rule"]
    special = json.loads((source / "src/packs/vn/rules.json").read_text(encoding="utf-8"))["rules"]
    special = next(r for r in special if r["id"] == general)
    special.update(id="VD-2", citation="VD-01 3", evidence="M", **{"from": "2025-01-01"}, overrides=[general])
    special.pop("replaces", None)
    rules = json.loads((layer / "rules.json").read_text(encoding="utf-8"))
    rules["rules"].append(special)
    (layer / "rules.json").write_text(json.dumps(rules), encoding="utf-8")
    up = ["publicity", "--layer", layer, "--item", 5, "--decided", "2025-05-26", "--up", "2025-06-02..2026-06-02"]
    ends(0, up, "at least 30 days", "VD-01", "met")
    said = ends(1, [*up, "--min-evidence", "T"], "known less well than asked", "VD-01", "undetermined")
    check("the general rule is not taken either", "at least 30 days" not in said, said)
    answer = json.loads(run(*up, "--min-evidence", "T", "--json").stdout)
    check("the rule is named in JSON", [w["rule"] for w in answer["items"][0]["too_weak"]] == ["VD-2"], str(answer))
ends(2, ["publicity", "--decided", "2025-05-26", "--today", "2026-01-01"], "cli/item", "--today")
# nothing is overdue before its last day is over, a posting that runs is open, one that began late is late
five = ["publicity", "--item", 5, "--decided", "2025-05-26"]
ends(1, [*five, "--today", "2025-06-02"], "posting: undetermined")
ends(1, [*five, "--today", "2025-06-03"], "posting: overdue")
ends(1, [*five, "--up", "2025-06-02..2025-06-20", "--today", "2025-06-10"], "posting: undetermined")
ends(1, [*five, "--up", "2025-06-03..2025-07-20"], "posting: met", "first up on 2025-06-03, after the last day")
ends(0, [*five, "--up", "2025-05-20..2025-06-25"], "posting: met", "days before the decision do not count", "2025-06-25")
ends(1, [*five, "--up", "2025-05-20..2025-06-24"], "posting: not met", "2025-06-25")
ends(1, [*five, "--up", "2025-05-01..2025-05-25", "--today", "2025-07-01"], "posting: overdue")
ends(0, [*five, "--channel", "loudspeaker", "--up", "2025-05-27..2025-05-27"], "does not ask for it on this channel")
answer = json.loads(run(*five, "--up", "2025-06-03..2025-07-20", "--json").stdout)["check"]
check("a late posting as JSON", answer["late"] is True and answer["first_up"] == "2025-06-03" and answer["outcome"] == "met", str(answer))
# what was kept stays kept when it is posted again, and days that lie ahead do not count
agency = ["publicity", "--regime", "agency", "--decided", "2025-05-26", "--up", "2025-06-02..2025-06-23", "--up", "2025-08-01..2025-08-31"]
for today in ("2025-06-22", "2025-07-31", "2025-08-10", "2025-09-30"):
    ends(0, [*agency, "--today", today], "posting: met", "to the end of 2025-06-22")
ends(1, [*five, "--up", "2025-06-02..2025-07-20", "--today", "2025-06-05"], "posting: undetermined", "longest without a break: 3 days")
ends(2, ["publicity", "--regime", "agency", "--item", 13, "--decided", "2025-05-26"], "cli/item", "--item", "Art 46 has items 1 to 12")
ends(2, ["publicity", "--regime", "state_enterprise", "--item", 9, "--decided", "2025-05-26"], "cli/item", "Art 64(1) has items 1 to 8")
ends(0, ["publicity", "--regime", "agency", "--item", 12, "--decided", "2025-05-26"], "2025-06-02")
with tempfile.TemporaryDirectory() as folder:
    receipt = pathlib.Path(folder) / "strict.receipt.json"
    weak = ["publicity", "--item", 5, "--decided", "2025-07-20", "--min-evidence", "T", "--receipt", receipt]
    ends(1, weak, "known less well than asked")
    ends(0, ["verify-receipt", receipt])
    ends(0, ["verify-receipt", receipt, "--min-evidence", "T"])
    check("the receipt says the evidence accepted", json.loads(receipt.read_text())["inputs"]["weakest_accepted"] == "T")
# an outline names the condition of its form
ends(0, ["decide", "--content", "15.6", "--form", "online_vote", "--on", "2024-06-01", "--outline"],
     "agreed with the Front working committee", "Art 5(2)(c) of Decree No. 59/2023", "more than 1/2 of all household representatives")
# citations: lists and capitals, nothing is dropped
ends(0, ["show", "rule", "điểm a, b khoản 1 Điều 19 Luật số 10/2022/QH15", "--on", "2024-03-10"], "GDL-19-1", "GDL-19-2")
ends(0, ["show", "rule", "ĐIỂM B KHOẢN 1 ĐIỀU 19 LUẬT SỐ 10/2022/qh15", "--on", "2024-03-10"], "GDL-19-2")
for nothing in ("10/2022/QH15 19(1)(bb)", "10/2022/QH15 19(1)(abc)"):
    ends(2, ["show", "rule", nothing, "--on", "2024-03-10"], "cli/not-found")
for faulty, why in (("Nghị định số 10/2022/QH15", "not of a decree"), ("điểm a khoản 1 xyz Điều 19 10/2022/QH15", "is not a citation")):
    ends(2, ["show", "rule", faulty, "--on", "2024-03-10"], "law/malformed-citation", why)
ends(1, ["show", "rule", "59/2023/ND-CP 5(1)", "--on", "2023-08-14"], "law/rule-not-begun")
ends(2, ["publicity", "--regime", "church", "--decided", "x", "--up", "2025-06-05..2025-06-01"], "--regime", "--decided", "cli/interval")
answer = json.loads(run("publicity", "--item", 5, "--decided", "2025-05-26", "--up", "2025-06-02..2025-06-10", "--up", "2025-06-12..2025-07-12", "--json").stdout)
check("gaps as JSON", answer["check"]["gaps"] == [{"first": "2025-06-11", "last": "2025-06-11"}] and answer["check"]["outcome"] == "met", str(answer))

# ---- conformance
own = source / "tests/cases"
given = shared / "cases/rule_cases.json"
for file in (own / "law_cases.json", own / "law_cases_unusual.json", given):
    last = ends(0, ["conformance", "--cases", file]).strip().splitlines()[-1]
    n = len(json.loads(file.read_text()))
    check(f"closing line of {file.name}", last == f"{n} right, 0 wrong, 0 not answered, 0 flagged", last)
done = run("conformance", "--cases", given, "--json")
check("conformance as JSON", json.loads(done.stdout)["right"] == len(json.loads(given.read_text())), done.stdout[:300])

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    units = folder / "units.json"
    units.write_text(json.dumps([
        case("UN-01", "registry", "2025-07-01", {"unit": "15", "until": "2025-06-30"}, {"successors": ["15"]}),
        case("UN-02", "registry", "2025-07-01", {"unit": "00634"}, {"successors": sorted(
            line.split(",")[1] for line in (shared / "data/units/successions_2025-07-01.csv").read_text().splitlines()
            if line.startswith("00634,"))}),
        case("UN-03", "deadline", "2025-06-25", {
            "limit": {"value": 10, "unit": "working_day", "direction": "within_after"}, "trigger": "2025-06-25",
            "calendar": "state-agency", "unit": "01", "until": "2025-06-30"}, {"date": "2025-07-09", "responsible_unit": "01"}),
        # without its last day the register tells who took over
        case("UN-04", "deadline", "2025-06-25", {
            "limit": {"value": 10, "unit": "working_day", "direction": "within_after"}, "trigger": "2025-06-25",
            "calendar": "state-agency", "unit": "02"}, {"date": "2025-07-09", "responsible_unit": "08"}),
        case("UN-05", "registry", "2026-01-01", {"unit": "08", "until": "2025-12-31"}, {"successors": ["08"]}),
    ]))
    quiet = {k: v for k, v in os.environ.items() if k != "DINH_SHARED_DIR"}
    ends(0, ["conformance", "--cases", units, "--units", shared / "data/units"], "5 right")
    ends(0, ["conformance", "--cases", units], "5 right", env={**quiet, "DINH_SHARED_DIR": str(shared)})
    ends(1, ["conformance", "--cases", units], "0 right, 0 wrong, 5 not answered", env=quiet, cwd=folder)
    ends(2, ["conformance", "--cases", units, "--units", folder], "cli/units")

    wrong = folder / "wrong.json"
    wrong.write_text(json.dumps([
        case("WR-01", "minimum_votes", "2024-03-10", {"setting": "village", "content": "15.1", "households": 300}, {"minimum": 201}),
        case("WR-02", "form", "2024-03-10", {"action": "choose_form", "setting": "village", "content": "15.1", "form": "household_ballot",
                                             "failed_meeting": False, "front_committee_agrees": True}, {"allowed": True}, "B"),
    ]))
    ends(1, ["conformance", "--cases", wrong], 'expected: {"minimum":201}', '"minimum":200', "at least 2/3", "Art 21(1) of Law No. 10/2022/QH15", "0 right, 1 wrong, 0 not answered, 1 flagged")

    # adapters
    good = f"{dinh} answer"
    ends(0, ["conformance", "--cases", given, "--adapter", good], " 0 wrong, 0 not answered")
    three = folder / "three.json"
    three.write_text(json.dumps([case(f"AD-0{i}", "text", "2024-01-01", {"code": "1", "pattern": "1"}, {"matches": True}) for i in (1, 2, 3)]))

    def adapter(body):
        program = folder / "adapter.py"
        program.write_text("import sys, json, time\nlines = [json.loads(l) for l in sys.stdin]\n" + body)
        return f"{sys.executable} {program}"

    say = 'def yes(r): print(json.dumps({"id": r["id"], "answer": {"matches": True}}), flush=True)\n'
    ends(0, ["conformance", "--cases", three, "--adapter", adapter(say + "[yes(r) for r in reversed(lines)]")], "3 right")
    ends(0, ["conformance", "--cases", three, "--adapter", adapter('assert all(set(r) == {"id", "kind", "as_of", "input"} for r in lines)\n' + say + "[yes(r) for r in lines]")], "3 right")
    ends(1, ["conformance", "--cases", three, "--adapter", adapter(say + "yes(lines[0])\nprint('{bad json')\nprint('[]')")],
         "1 right, 0 wrong, 2 not answered, 0 flagged", "{bad json")
    ends(1, ["conformance", "--cases", three, "--adapter", adapter(say + "yes(lines[1])\nsys.exit(3)")], "1 right, 0 wrong, 2 not answered", "status 3")
    ends(1, ["conformance", "--cases", three, "--adapter", adapter(say + "yes(lines[1])\nimport os, signal\nos.kill(os.getpid(), signal.SIGSEGV)")], "2 not answered", "status 139")
    ends(1, ["conformance", "--cases", three, "--adapter", adapter('print(json.dumps({"id": lines[0]["id"], "unsupported": True}))\nprint(json.dumps({"id": lines[1]["id"], "error": "no idea"}))')],
         "0 right, 0 wrong, 3 not answered", "A: 0 right, 0 wrong, 1 unsupported, 2 failed, 0 flagged")
    began = time.monotonic()
    ends(1, ["conformance", "--cases", three, "--adapter", adapter(say + "yes(lines[0])\ntime.sleep(60)"), "--adapter-patience", 1],
         "1 right, 0 wrong, 2 not answered", "cli/adapter-stopped")
    ends(1, ["conformance", "--cases", three, "--adapter", "exec " + adapter(say + "yes(lines[0])\nimport os\nos.close(1)\ntime.sleep(60)"), "--adapter-patience", 1],
         "1 right, 0 wrong, 2 not answered", "cli/adapter-stopped")
    check("a program that hangs is stopped", time.monotonic() - began < 20)
    # each file by itself: the ids of one may be those of another
    ends(0, ["conformance", "--cases", three, "--cases", three], "6 right, 0 wrong, 0 not answered")
    ends(0, ["conformance", "--cases", three, "--cases", three, "--adapter", adapter(say + "[yes(r) for r in lines]")], "6 right")
    ends(1, ["conformance", "--cases", three, "--adapter", adapter(say + "[yes(r) for r in lines + lines[:1]]")],
         "2 right, 0 wrong, 1 not answered", "answered: twice")
    empty = folder / "empty.json"
    empty.write_text("[]")
    ends(2, ["conformance", "--cases", empty], "cases/none")
    empty.write_text(json.dumps([case("EX-01", "text", "2024-01-01", {"code": "1", "pattern": "1"}, {"match": True})]))
    ends(2, ["conformance", "--cases", empty], "json/unknown-member", "/0/expect/match")
    ends(1, ["conformance", "--cases", three, "--adapter", "/no/such/program"], "3 not answered", "status 127")
    ends(2, ["conformance", "--cases", folder / "none.json"], "cli/file")
    broken = folder / "broken.json"
    broken.write_text("[{]")
    ends(2, ["conformance", "--cases", broken])

finish()
