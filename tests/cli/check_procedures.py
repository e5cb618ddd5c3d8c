#!/usr/bin/env python3
"""dinh show procedure and dinh show case answer, draw and refuse, and the page lists every procedure.

usage: check_procedures.py DINH ROOT [SHARED] [--write]     (--write brings the table of docs/procedures.md up to date)
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

dinh, root = sys.argv[1], pathlib.Path(sys.argv[2])
page = root / "docs" / "procedures.md"
faults = []


def run(*words):
    return subprocess.run([dinh, *words], capture_output=True, text=True, timeout=120)


def check(what, holds):
    if not holds:
        faults.append(what)


def answers(words, *expected):
    done = run(*words)
    check(f"{' '.join(words)} exits {done.returncode}: {done.stderr[:300]}", done.returncode == 0)
    for text in expected:
        check(f"{' '.join(words)} does not say {text!r}", text in done.stdout)
    return done.stdout


def refuses(words, expected, status=2):
    done = run(*words)
    check(f"{' '.join(words)} exits {done.returncode}, not {status}", done.returncode == status)
    check(f"{' '.join(words)} does not say {expected!r}", expected in done.stderr)


listed = json.loads(answers(["show", "procedure", "--json"]))


def table():
    lines = ["| id | title | quy trình | source | evidence | in use | steps | deadlines |", "|---|---|---|---|---|---|---|---|"]
    for p in listed:
        days = p["valid"].strip("[)").split(", ")
        days = f"{days[0] if days[0] != '-inf' else ''} .. {days[1] if days[1] != '+inf' else ''}".strip()
        lines.append(
            f"| `{p['id']}` | {p['title']['en']} | {p['title']['vi']} | {p['citation']} | {p['evidence']} | {days} | {p['steps']} | {p['deadlines']} |")
    return "\n".join(lines)


text = page.read_text(encoding="utf-8")
pattern = re.compile(r"(<!-- table:[^\n]*-->\n).*?(<!-- end of table -->)", re.S)
wanted = pattern.sub(lambda m: m[1] + table() + "\n" + m[2], text)
if "--write" in sys.argv:
    page.write_text(wanted, encoding="utf-8")
    sys.exit(0)
check("docs/procedures.md lists other procedures than the pack: run check_procedures.py --write", wanted == text)
check("the list has too few procedures", len(listed) == 60)

# every procedure in text and JSON, both languages
with tempfile.TemporaryDirectory() as folder:
    for p in listed:
        for lang in ("vi", "en"):
            words = answers(["show", "procedure", p["id"], "--lang", lang], p["title"][lang], p["id"])
            check(f"{p['id']}: a role without words", "  ai: \n" not in words and "  who: \n" not in words)
        whole = json.loads(answers(["show", "procedure", p["id"], "--json"]))
        check(f"{p['id']}: JSON lacks steps", len(whole["steps"]) == p["steps"])
        check(f"{p['id']}: JSON lacks deadlines", len(whole["deadlines"]) == p["deadlines"])
        for d in whole["deadlines"]:
            check(f"{p['id']}: a deadline without limit in words", d["limit"]["vi"] and d["limit"]["en"])
            check(f"{p['id']}: a deadline without provision", d["provision"])
            check(f"{p['id']}: a consequence is neither words nor null", d["consequence"] is None or d["consequence"]["vi"])
        dot = pathlib.Path(folder) / "p.dot"
        answers(["show", "procedure", p["id"], "--dot", str(dot), "--lang", "vi"])
        drawn = dot.read_text(encoding="utf-8")
        check(f"{p['id']}: the picture lacks a step", all(f'\n  "{s["id"]}" [' in drawn for s in whole["steps"]))
    for id in ("village_meeting", "convention_making"):
        svg = pathlib.Path(folder) / "p.svg"
        answers(["show", "procedure", id, "--svg", str(svg), "--lang", "en"], "p.svg")
        tips = [a.get("{http://www.w3.org/1999/xlink}title", "") for a in xml.parse(svg).iter("{http://www.w3.org/2000/svg}a")]
        check(f"{id}: the SVG shows no citations on hover", any("/2023/ND-CP Art" in t for t in tips))
        check(f"{id}: the SVG shows no consequence on hover", any("No consequence in law" in t for t in tips))

    # one case
    events = pathlib.Path(folder) / "events.csv"
    events.write_text(
        "id,case,procedure,unit,step,branch,occurred_on,recorded_on,by,facts,evidence\n"
        "1,C-1,pub_commune,u,s,,2024-03-01,2024-03-01,,,\n"
        "2,C-1,,,d_secret,no,2024-03-01,2024-03-01,,,\n"
        "3,C-1,,,t_plan,,2024-03-01,2024-03-01,,,\n"
        "4,C-1,,,d_special,no,2024-03-01,2024-03-01,,,\n"
        "5,C-1,,,t_doc,,2024-03-04,2024-03-04,,,QD-12\n"
        "6,C-1,,,t_portal,,2024-03-13,2024-03-13,UBND,,\n", encoding="utf-8")
    case = ["show", "case", "C-1", "--events", str(events), "--as-of", "2024-03-31"]
    answers(case, "10/2022/QH15 Art 12(3)", "2 days late")
    as_json = json.loads(answers([*case, "--json"]))
    check("duties as JSON", as_json["as_of"] == "2024-03-31")
    check("what may come next", len(as_json["next"]) > 0 and len(as_json["history"]) > 6)
    answers(case, "What may come next")
    earlier = json.loads(answers(["show", "case", "C-1", "--events", str(events), "--as-of", "2024-03-05", "--json"]))
    check("on an earlier day what was next then", [a["step"] for a in earlier["next"]] != [a["step"] for a in as_json["next"]]
          and "t_portal" in [a["step"] for a in earlier["next"]])
    svg = pathlib.Path(folder) / "case.svg"
    answers([*case, "--svg", str(svg), "--lang", "vi"], "case.svg")
    words = svg.read_text(encoding="utf-8")
    check("the timeline is no XML", xml.parse(svg) is not None)
    check("the timeline says what was late", "hạn 2024-03-11 · trễ 2 ngày" in words)
    check("the timeline cites the provision", "GDL-12-2" in words)
    refuses(["show", "case", "C-2", *case[3:]], "C-2")
    refuses(["show", "case", "C-1", "--as-of", "2024-03-31"], "--events")
    refuses(["show", "case", "C-1", "--events", str(events)], "--as-of")
    refuses(["show", "case", "--events", str(events), "--as-of", "2024-03-31"], "key of the case")
refuses(["show", "procedure", "no_such"], "no_such")

for fault in faults:
    print(fault)
print(f"{len(listed)} procedures shown, {len(faults)} faults")
sys.exit(1 if faults else 0)
