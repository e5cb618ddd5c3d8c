#!/usr/bin/env python3
"""dinh where agrees with the shared facts on every unit

They are read here by a plain reference: every unit of the country over the reform, forward and backward; every lifetime of
the event log; names, near misses and faults.

usage: check_where.py PROGRAM SOURCE SHARED
"""
import collections
import csv
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

program, shared = sys.argv[1], pathlib.Path(sys.argv[3])
units = shared / "data/units"
faults = []


def check(good, message):
    if not good:
        faults.append(message)


def rows(name, folder=units):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(*words, text="", register=units):
    words = [program, "where", *words] + (["--register", str(register)] if register else [])
    return subprocess.run(words, input=text, capture_output=True, text=True)


def ask(*words, register=units):
    done = run("--json", *words, register=register)
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr


def batch(lines, *options):
    done = run("--batch", "--json", *options, text="".join(l + "\n" for l in lines))
    check(done.stderr == "", f"batch says {done.stderr[:300]}")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    check(len(answers) == len(lines), f"{len(lines)} questions, {len(answers)} answers")
    return answers


class Questions:
    """Questions to the national register, asked in one process: reading it takes longer than thousands of answers."""

    def __init__(self):
        self.lines, self.answers = [], None

    def ask(self, units, first=None, second=None):
        """Each unit is a code or name, with both days behind tabs unless they are given here; where the answers lie."""
        self.lines += [u if first is None else f"{u}\t{first}\t{second}" for u in units]
        return slice(len(self.lines) - len(units), len(self.lines))

    def __getitem__(self, where):
        if self.answers is None:
            self.answers = batch(self.lines)
        return self.answers[where]


def found(reply):
    return {a["code"]: a["extent"] for a in reply["answers"]}


before = {r["code"]: r for r in rows("units_before_2025-07-01.csv")}
after = {r["code"]: r for r in rows("units_from_2025-07-01.csv")}
successions = rows("successions_2025-07-01.csv")
forward, backward = collections.defaultdict(dict), collections.defaultdict(dict)
for r in successions:
    forward[r["old_code"]][r["new_code"]] = r
    backward[r["new_code"]][r["old_code"]] = r

yesterday = lambda day: str(datetime.date.fromisoformat(day) - datetime.timedelta(days=1))
# the event log: which lives there were, by a replay of its own
log = [r for r in rows("earlier_changes.csv") if r["date"] > "2008-08-01" and not r["note"].startswith("ghost")]
state = {r["code"]: ("2008-08-01", r) for r in rows("units_2008-08-01.csv", units / "vintages")}
lives = []  # code, first day, last day (exclusive), event that ended it
for day in sorted({r["date"] for r in log}):
    today = [r for r in log if r["date"] == day]
    begun = {}
    for r in today:
        if r["event"] in ("abolished", "recoded"):
            lives.append((r["code"], state.pop(r["code"])[0], day, r))
    for r in today:
        if r["event"] == "created":
            begun[r["code"]] = (day, r)
        elif r["event"] == "recoded":
            begun[r["successor_code"]] = (day, r)
    state.update(begun)
old = rows("units_2019-09-11.csv", units / "vintages")
later = rows("later_changes.csv")
spellings = ["Phường 1", "phường 01", "P.1", "P. 1", "phuong 1", "  PHƯỜNG  1 ", "Phường 1, Thành phố Vĩnh Long", "Hòa Bình",
             "Hoà Bình", "Hoa Binh", "Xã Ea H’Leo", "Quỳnh Đôi", "Ðô Lương"]

national = Questions()
of_before = national.ask(before, "2025-06-30", "2025-07-01")
of_after = national.ask(after, "2025-07-01", "2025-06-30")
of_same_day = national.ask(after, "2026-01-15", "2026-01-15")
of_lives = national.ask([f"{c}\t{yesterday(until)}\t2025-06-30" for c, _, until, _ in lives])
of_old = national.ask([r["code"] for r in old], "2019-09-11", "2026-10-01")
of_later = national.ask([f"{r['code']}\t{r['date']}\t{day}" for r in later for day in (r["date"], yesterday(r["date"]))])
of_names = national.ask(spellings, "2025-06-30", "2025-06-30")
of_near_misses = national.ask(["Dien Chou", "1", "99999", "413", "21727"], "2025-06-30", "2025-07-01")
of_lost_zeros = national.ask(["0556"], "2025-06-30", "2025-06-30")
of_codes = national.ask([f"{code}\t{day}\t{day}" for code, day in
                         (("00010", "2025-06-30"), ("28", "2008-08-01"), ("021", "2010-01-01"), ("00002", "2025-06-30"), ("013", "2025-06-30"),
                          ("0010", "2025-06-30"), ("00010@2008-08-01", "2025-06-30"))])
of_a_former_name = national.ask(["Thừa Thiên Huế"], "2025-06-30", "2025-07-01")
of_a_ghost = national.ask(["07693"], "2025-02-01", "2025-02-01")
of_vinh = national.ask(["16717"], "2024-12-15", "2024-12-15")
of_early_day = national.ask(["17329"], "2000-01-01", "2025-07-01")

# ---- the reform, forward: every old unit, its names, parents, decrees, area and people -----------------
area = {"part_population": "unknown", "whole_area": "whole"}
people = {"part_area": "unknown", "whole_area": "unknown", "part_area_whole_population": "whole"}
for code, reply in zip(before, national[of_before]):
    wanted = {n: r["relation"] for n, r in forward[code].items()}
    check(found(reply) == wanted, f"{code}: {found(reply)} instead of {wanted}")
    unit = reply["found"][0]
    check((unit["full_name"].lower(), unit["kind"], unit["match"]) == (before[code]["full_name_vi"].lower(), before[code]["kind"], "code"),
          f"{code} is {unit}")
    chain, parent = [], before[code]["parent_code"]
    while parent:
        chain.append(parent)
        parent = before[parent]["parent_code"]
    check([p["code"] for p in unit["parents"]] == chain, f"parents of {code}: {unit['parents']}")
    for a in reply["answers"]:
        r = forward[code][a["code"]]
        check(a["decree"] == r["decree"], f"{code} -> {a['code']}: decree {a['decree']}")
        check(a["full_name"].lower() == after[a["code"]]["full_name_vi"].lower() and a["name"] == after[a["code"]]["name"], f"{code} -> {a}")
        check([p["code"] for p in a["parents"]] == ([after[a["code"]]["parent_code"]] if after[a["code"]]["parent_code"] else []), f"{a}")
        check(a["area"] == area.get(r["scope"], r["relation"]), f"{code} -> {a['code']}: area {a['area']}")
        check(a["population"] == people.get(r["scope"], r["relation"]), f"{code} -> {a['code']}: population {a['population']}")
        check(a["path"][-1]["scope"] == r["scope"] and a["path"][-1]["on"] == "2025-07-01", f"{code} -> {a['code']}: {a['path']}")
    check(unit["complete"] == bool(wanted), f"{code}: complete {unit['complete']}")
# ---- and backward --------------------------------------------------------------------------------------
for code, reply in zip(after, national[of_after]):
    wanted = {o: r["relation"] for o, r in backward[code].items()}
    check(found(reply) == wanted, f"backward {code}: {found(reply)} instead of {wanted}")
# ---- the same day ---------------------------------------------------------------------------------------
for code, reply in zip(after, national[of_same_day]):
    check(found(reply) == {code: "whole"} and reply["answers"][0]["path"] == [], f"same day {code}: {reply['answers']}")

# ---- the event log ------------------------------------------------------------------------------------------
for (code, begin, until, r), reply in zip(lives, national[of_lives]):
    check([f["valid"] for f in reply["found"]] == [{"from": begin, "until": until}], f"{code}@{begin}: {reply['found']}")
    reached = set(found(reply))
    if r["event"] == "recoded":
        check(reply["answers"] and reply["answers"][0]["path"][0]["scope"] == "recoded", f"{code} recoded: {reply['answers']}")
    elif r["successor_code"]:
        # Of the inferred ones the log names the unit of 2025-06-30, or one of the day, which may have gone on since.
        if "unit of" in r["successor_basis"]:
            check(r["successor_code"] in reached, f"{code} until {until}: {reached} without {r['successor_code']}")
            check(all(a["extent"] == "unknown" for a in reply["answers"] if "listed_again" not in str(a["path"])), f"{code}: {found(reply)}")
        check(bool(reached), f"{code} until {until} is lost")
    elif not r["note"].startswith("oscillates"):
        check(not reached and not reply["found"][0]["complete"] and reply["found"][0]["lost"], f"{code} until {until}: {reached}")

# ---- chains, by a way of its own: 2019 to 2026 through the log and the reform -----------------------------
by_code = collections.defaultdict(list)
for code, begin, until, r in lives:
    by_code[code].append((begin, until, r))
for unit, reply in zip(old, national[of_old]):
    life = next((l for l in by_code[unit["code"]] if l[0] <= "2019-09-11" < l[1]), None)
    if life is None:
        check(set(found(reply)) == set(forward[unit["code"]]), f"{unit['code']} of 2019 in 2026: {found(reply)}")
    elif life[2]["successor_code"] and "unit of" in life[2]["successor_basis"]:
        check(set(forward[life[2]["successor_code"]]) <= set(found(reply)), f"{unit['code']} of 2019 in 2026: {found(reply)}")
# ---- 2026: what became a ward has the new kind on the day, not before -------------------------------------
replies = national[of_later]
for r, new, eve in zip(later, replies[::2], replies[1::2]):
    check(new["answers"][0]["full_name"].lower() == r["new_full_name"].lower(), f"{r}: {new['answers']}")
    check(eve["answers"][0]["full_name"].lower() == r["old_full_name"].lower(), f"{r}: {eve['answers']}")
    check(eve["answers"][0]["decree"] == r["decree"], f"{r}: {eve['answers'][0]['decree']}")

# ---- names ------------------------------------------------------------------------------------------------
named = dict(zip(spellings, national[of_names]))


def codes_named(words):
    return {f["code"]: f["match"] for f in named[words]["found"]}


wards = {c for c, r in before.items() if r["name"] == "1" and r["kind"] == "ward"}
for words in ("Phường 1", "phường 01", "P.1", "P. 1", "phuong 1", "  PHƯỜNG  1 "):
    check(set(codes_named(words)) == wards, f"{words}: {codes_named(words)}")
check(len(codes_named("Phường 1, Thành phố Vĩnh Long")) == 1, "the units above single out a homonym")
check(set(codes_named("Hòa Bình")) == set(codes_named("Hoà Bình")), "the place of the tone does not matter")
check(set(codes_named("Hoa Binh").values()) == {"unaccented"}, f"without accents: {codes_named('Hoa Binh')}")
for words in ("Xã Ea H’Leo", "Quỳnh Đôi", "Ðô Lương"):
    check(codes_named(words), f"{words} is found")
misspelt, a_number, unknown, other_days, of_disputed = national[of_near_misses]
check(misspelt["answers"] == [] and any(n["name"] == "Diễn Châu" for n in misspelt["near"]), f"near misses: {misspelt}")
check(len(a_number["found"]) > 1 and all(f["name"].lstrip("0") == "1" for f in a_number["found"]), "a number is a name too")
check(unknown["answers"] == [] and unknown["near"] == [], f"an unknown code: {unknown}")
lost_zeros = national[of_lost_zeros][0]
check(lost_zeros["answers"] == [] and [n["code"] for n in lost_zeros["near"]] == ["00556"], f"lost zeros are offered: {lost_zeros}")
check(other_days["answers"] == [] and other_days["near"] and other_days["near"][0]["code"] == "413", f"a code of other days: {other_days}")
for reply in national[of_codes]:
    check(reply["found"] == [], f"{reply['query']} is a code, not the number of a ward: {reply['found'][:2]}")
of_former, of_province, of_a_later_one, never, of_district, short, of_key = national[of_codes]
check(of_former["near"][0]["valid"]["until"] == "2025-01-01" and "ended on 2025-01-01" in of_former["note"]["en"], f"what a code was: {of_former}")
check(of_key["near"] == of_former["near"], f"what a key was: {of_key}")
check("--early" in of_province["note"]["en"], f"a code of the days before the register: {of_province}")
check("from 2013-12-28" in of_a_later_one["note"]["en"], f"what a code will be: {of_a_later_one}")
check(never["near"] == [] and "note" not in never, f"a code that never was: {never}")
former = national[of_a_former_name][0]["near"][0]
check((former["code"], former["valid"]["until"], former["named"]) == ("46", "+inf", {"from": "2008-08-01", "until": "2025-01-01"}),
      f"a former name has its own days: {former}")
check(national[of_early_day][0]["answers"] == [], "a day before the register")

# ---- ghosts, disputes, days in force ------------------------------------------------------------------------
check(national[of_a_ghost][0]["found"] == [], "ghosts are not there unless asked for")
status, reply, _ = ask("07693", "--from", "2025-02-01", "--to", "2025-02-01", "--ghosts")
check(status == 0, "ghosts are there when asked for")
status, reply, _ = ask("07693", "--from", "2025-02-01", "--to", "2025-07-01", "--ghosts", "--disputed")
check(status == 0 and "ghost" in json.dumps(reply["answers"][0]["path"]), f"a ghost says why: {reply}")
status, reply, _ = ask("21727", "--from", "2025-06-30", "--to", "2025-07-01", "--disputed")
check(len(reply["answers"]) == len(of_disputed["answers"]) + 2, f"disputed successions: {found(reply)}")
vinh = lambda reply: [p["code"] for p in reply["found"][0]["parents"]]
in_force = ask("16717", "--from", "2024-12-15", "--to", "2024-12-15", "--dates", "in-force")[1]
check(vinh(national[of_vinh][0]) == ["413", "40"] and vinh(in_force) == ["412", "40"], f"days of the register and in force: {in_force}")

# ---- as lines of text ---------------------------------------------------------------------------------------
done = run("--batch", "--from", "2025-06-30", "--to", "2025-07-01", text="Tây Ninh\n00010\n")
lines = [line.split("\t") for line in done.stdout.splitlines()]
check([line[1] for line in lines] == ["12970", "80", "-", "-"], f"what a homonym lost is told beside what others became: {lines}")
check("703 Tây Ninh city ended" in lines[2][4] and "ended on 2025-01-01" in lines[3][4], f"reasons: {lines}")
done = run("Thừa Thiên Huế", "--from", "2025-06-30", "--to", "2025-07-01")
check("[2008-08-01, 2025-01-01)" in done.stdout and "+inf" not in done.stdout, f"the days of a former name: {done.stdout}")

# ---- faults --------------------------------------------------------------------------------------------------
check(run("17329", "--from", "2025-13-01", "--to", "x").returncode == 2, "faulty days")
done = run("17329", "--from", "2025-06-30", "--to", "2025-07-01", register=None)
check(done.returncode == 2 and "--register" in done.stderr, "without a register it says how to give one")
# exit status and reply of one question; the folder of one province is read quickly
province = units / "nghe_an"
for words, days, wanted in (("17329", ("2025-06-30", "2025-07-01"), 0), ("Dien Chou", ("2025-06-30", "2025-07-01"), 1),
                            ("99999", ("2025-06-30", "2025-07-01"), 1), ("17329", ("2000-01-01", "2025-07-01"), 1)):
    status, reply, said = ask(words, "--from", days[0], "--to", days[1], register=province)
    check(status == wanted and (reply["answers"] == []) == (wanted == 1), f"{words} {days}: exit {status}, {reply} {said[:300]}")
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    done = run("17329", "--from", "2025-06-30", "--to", "2025-07-01", register=folder)
    check(done.returncode == 2 and "history/folder" in done.stderr, f"an empty folder: {done.stderr}")
    copy = lambda name: (folder / pathlib.Path(name).name).write_bytes((units / name).read_bytes())
    copy("units_before_2025-07-01.csv")
    done = run("17329", "--from", "2025-06-30", "--to", "2025-07-01", register=folder)
    check(done.returncode == 1 and "successions_2025-07-01.csv" in done.stderr, f"one state only: {done.stderr} {done.stdout}")
    check(run("17329", "--from", "2025-06-30", "--to", "2025-06-30", register=folder).returncode == 0, "its own day is answered")
    copy("successions_2025-07-01.csv")
    done = run("17329", "--from", "2025-06-30", "--to", "2025-07-01", register=folder)
    check(done.returncode == 2 and "units_from_2025-07-01.csv" in done.stderr, f"the result is missing: {done.stderr[:300]}")
    copy("units_from_2025-07-01.csv")
    check(run("17329", "--from", "2025-06-30", "--to", "2025-07-01", register=folder).returncode == 0, "three files are enough for the reform")
# the folder of one province
done = run("--batch", "--json", "--from", "2025-06-30", "--to", "2025-07-01", register=units / "nghe_an",
           text="".join(r["old_code"] + "\n" for r in rows("successions_412_to_130_2025-07-01.csv", units / "nghe_an")))
check(done.stderr == "", done.stderr)
asked = rows("successions_412_to_130_2025-07-01.csv", units / "nghe_an")
check(len(asked) == 412 and len(done.stdout.splitlines()) == 412, f"Nghệ An: {len(asked)} asked, {len(done.stdout.splitlines())} answered")
for r, line in zip(asked, done.stdout.splitlines()):
    check(found(json.loads(line)) == {r["new_code"]: r["relation"]}, f"Nghệ An {r['old_code']}: {line[:300]}")

# ---- rule cases that ask about units, beside lists and logs without a units.csv -------------------------------
vote = {"id": "vote", "kind": "decision", "as_of": "2024-03-10",
        "input": {"setting": "village", "content": "15.6", "form": "meeting", "households": 9, "in_favour": 5}}
unit = {"id": "unit", "kind": "registry", "as_of": "2025-07-01", "input": {"unit": "17329", "until": "2025-06-30"}}


def answer(*requests, shared_dir=shared):
    with tempfile.TemporaryDirectory() as elsewhere:  # no ../shared beside it
        done = subprocess.run([pathlib.Path(program).resolve(), "answer"], input="".join(json.dumps(r) + "\n" for r in requests), capture_output=True,
                              text=True, cwd=elsewhere, env={**os.environ, "DINH_SHARED_DIR": str(shared_dir)})
    return done.returncode, [json.loads(line)["answer"] for line in done.stdout.splitlines()], done.stderr


status, replies, said = answer(vote, unit)
check(status == 0 and said == "" and len(replies) == 2, f"rule cases beside lists of units: {status} {replies} {said[:300]}")
check(replies and replies[0].get("outcome") == "passed", f"a vote beside lists of units: {replies}")
check(len(replies) == 2 and replies[1].get("successors") == ["17329"], f"a successor from lists of units: {replies}")
with tempfile.TemporaryDirectory() as folder:
    broken = pathlib.Path(folder) / "data/units"
    broken.mkdir(parents=True)
    for name in ("units_2025-06-30.csv", "successions_2025-07-01.csv"):
        (broken / name).write_text("code,old_code\n", encoding="utf-8")
    status, replies, said = answer(vote, shared_dir=folder)
    check(status == 0 and replies and replies[0].get("outcome") == "passed", f"a vote needs no units: {replies} {said[:300]}")
    status, replies, said = answer(unit, unit, vote, shared_dir=folder)
    check(status == 2 and said.count("history/no-list") == 1, f"faulty units are told once: {status} {said[:600]}")
    check([r.get("outcome") for r in replies] == ["undetermined", "undetermined", "passed"], f"faulty units: {replies}")

for fault in faults[:40]:
    print(fault, file=sys.stderr)
print(f"{len(faults)} faults")
sys.exit(1 if faults else 0)
