"""the Python binding answers every rule case, keeps what it needs, and works from many threads"""
# usage: check_binding.py LIBRARY SOURCE SHARED
import csv
import datetime
import gc
import json
import os
import pathlib
import shutil
import sys
import tempfile
import threading
import typing

LIBRARY, SOURCE, SHARED = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
os.environ["DINH_LIBRARY"] = str(LIBRARY)
sys.path.insert(0, str(SOURCE / "bindings" / "python"))
sys.dont_write_bytecode = True
import dinh  # noqa: E402

date = datetime.date
faults = 0


def check(right, what, shown=""):
    global faults
    if not right:
        faults += 1
        print(f"{what}: {shown}", file=sys.stderr)


def fails(kind, code, call, *arguments, **named):
    """The call raises `kind` with a fault of this code."""
    try:
        call(*arguments, **named)
    except kind as error:
        check(code in getattr(error, "codes", [code]), f"{call} raises {kind.__name__}, but with other codes than {code}", error)
        return error
    except Exception as error:  # noqa: BLE001
        check(False, f"{call} raises another exception than {kind.__name__}", repr(error))
        return error
    check(False, f"{call} does not raise", kind.__name__)
    return None


def same(expected, answered):
    """As the conformance runner compares: every member that is expected is there with its value."""
    return all(name in answered and answered[name] == value for name, value in expected.items())


def cases():
    own = SOURCE / "tests" / "cases"
    for file in (SHARED / "cases" / "rule_cases.json", own / "law_cases.json", own / "law_cases_unusual.json"):
        yield from json.loads(file.read_text(encoding="utf-8"))


def request(case):
    return {k: case[k] for k in ("id", "kind", "as_of", "input")}


def rule_cases(pack, units):
    asked = 0
    for case in cases():
        reply = pack.ask(request(case), units)
        asked += 1
        check("answer" in reply and same(case["expect"], reply["answer"]), f"{case['id']} expects {case['expect']}", reply)
        check(reply["id"] == case["id"], "the id comes back", reply)
    check(asked > 600, "all cases are asked", asked)
    return asked


TYPED = {"setting", "content", "form", "households", "present", "in_favour", "against", "blank", "ballots_returned", "valid_ballots"}


def typed_votes_and_limits(pack):
    """The plain-value calls say the same as the questions in JSON."""
    votes = limits = 0
    calendars = {}
    for case in cases():
        given, expect = case["input"], case["expect"]
        if case["kind"] == "decision" and set(given) <= TYPED and given.get("setting") in dinh._SETTINGS:
            numbers = {k: dinh.UNKNOWN if v is None else v for k, v in given.items() if k not in ("setting", "content", "form")}
            if any(isinstance(v, int) and v < 0 and v != dinh.UNKNOWN for v in numbers.values()):
                continue  # DINH_NOT_GIVEN and DINH_UNKNOWN stand there
            ruling = pack.decide(
                on=date.fromisoformat(case["as_of"]),
                setting=given["setting"],
                content=int(given["content"][3:]) if "content" in given else 0,
                form=given.get("form"),
                **numbers,
            )
            if "outcome" in expect:
                check(ruling.outcome == expect["outcome"], f"{case['id']} expects {expect}", ruling)
            if "minimum" in expect:
                check(ruling.minimum == expect["minimum"], f"{case['id']} expects {expect}", ruling)
            votes += 1
        if case["kind"] in ("deadline", "lead_time") and set(given) <= {"limit", "trigger", "event", "calendar"} and "date" in expect:
            way = {"within_after": dinh.within, "not_later_than_before": dinh.before}[given["limit"]["direction"]]
            name = given.get("calendar", "state-agency")
            calendar = calendars.setdefault(name, pack.calendar(name))
            limit = way(given["limit"]["value"], given["limit"]["unit"].replace("_", " "))
            start = date.fromisoformat(given.get("trigger") or given["event"])
            due = calendar.due(limit, start)
            check(due.date == date.fromisoformat(expect["date"]), f"{case['id']} expects {expect}", due)
            check(due.provisional == expect.get("provisional", due.provisional), f"{case['id']} expects {expect}", due)
            check(calendar.why(limit, start)["date"] == expect["date"], f"{case['id']} with reasons", expect)
            limits += 1
    check(votes > 20 and limits > 10, "some cases are plain", (votes, limits))
    return votes + limits


def calendars_and_law(pack):
    agency = pack.calendar()
    check(agency.is_working(date(2025, 4, 26)) and not agency.is_working(date(2025, 5, 2)), "26 April 2025 is worked")
    check(agency.count(date(2025, 4, 24), date(2025, 5, 5)) == 5, "five days between")
    check(agency.nth(date(2025, 5, 5), -5) == date(2025, 4, 24), "five days back")
    check(dinh.LunarDate(2025, 3, 10).to_date() == date(2025, 4, 7), "the Hùng Kings' day")
    check(dinh.LunarDate.of(date(2025, 7, 25)) == dinh.LunarDate(2025, 6, 1, leap=True), "a leap month")
    check(dinh.Ratio.more_than(1, 2).least(8318) == 4160 and not dinh.Ratio.more_than(1, 2).is_met(4159, 8318), "a half")
    check(any(d["date"] == "2025-04-26" for d in agency.year(2025)["days"]), "the year names the day worked")
    check(pack.cite("khoản 1 Điều 21 Luật 10/2022/QH15")["article"] == "21(1)", "a citation in words")
    check(pack.instrument("10/2022/QH15")["in_force"]["from"] == "2023-07-01", "the law is in force")
    check(len(pack.rules(date(2024, 3, 10))) < len(pack.rules()), "not every rule is in force on a day")
    check(pack.rule(pack.rules()[0]["id"])["id"] == pack.rules()[0]["id"], "one rule")
    check(pack.outline(date(2024, 3, 10), {"setting": "village", "content": "15.6"})["vote"]["num"] == 1, "the outline")
    posted = [{"first": date(2025, 6, 2), "last": date(2025, 7, 1)}]
    check(pack.publicity(date(2025, 5, 26), item=5, up=posted)["check"]["outcome"] == "not_met", "taken down a day early")
    fails(dinh.NotFound, "capi/calendar", pack.calendar, "mars")
    fails(dinh.InvalidArgument, "capi/day", agency.is_working, date(1500, 1, 1))
    fails(dinh.FaultyInput, "capi/not-utf8", pack.rule, "\ud800")
    fails(ValueError, "", dinh.within, 5, "moons")
    fails(OverflowError, "", dinh.within, 2**40, "days")
    error = fails(dinh.FaultyInput, "json/missing-member", pack.publicity, date(2025, 5, 26), up=[{"first": 1}])
    check(len(error.faults) >= 2 and error.faults[0].message.vi, "all faults at once, in both languages", error.faults)


def procedures(pack):
    for listed in pack.procedures():
        check(pack.procedure(listed["id"]).verify()["verdict"] == "sound", f"{listed['id']} is sound")
    one = pack.procedure("pub_commune")
    check(one.to_dict()["id"] == "pub_commune" and one.dot("en").startswith("digraph"), "it can be shown")
    if dinh.has("svg"):
        check("</svg>" in one.svg(), "it can be drawn")
    else:
        fails(dinh.Unsupported, "capi/unsupported", one.svg)
    own = (SOURCE / "examples" / "lend-tools.json").read_text(encoding="utf-8")
    check(pack.read_procedure(own).verify()["verdict"] == "sound", "one's own procedure")
    fails(dinh.FaultyInput, "json/missing-member", pack.read_procedure, {"id": "x"})


def packs(pack):
    info = pack.info()
    check("state-agency" in info["calendars"] and info["layers"] == [], "what it holds", info)
    text_only = pack.accepting("T")
    check(text_only.info()["evidence"] == "T", "the evidence asked for")
    layered = text_only.with_layer(SOURCE / "examples" / "layer")
    check(len(layered.info()["layers"]) == 1 and layered.info()["evidence"] == "T", "a layer on top, the evidence kept")
    folder = SOURCE / "examples" / "layer"
    files = {f.name: f.read_text(encoding="utf-8") for f in folder.glob("*.json")}
    check(pack.with_layer(files).info()["layers"] == layered.info()["layers"], "the same from memory")
    whole = SOURCE / "src" / "packs" / "vn"
    check(dinh.Pack.open(whole).info()["hash"] == info["hash"], "the embedded pack is that of the folder")
    files = {str(f.relative_to(whole)): f.read_bytes() for f in whole.rglob("*.json")}
    check(dinh.Pack.read(files).info()["hash"] == info["hash"], "and the same from memory")
    notice = (SOURCE / "examples" / "notice_2027.json").read_text(encoding="utf-8")
    noticed = layered.with_notice(notice)
    check(len(noticed.info()["notices"]) == 1 and len(noticed.info()["layers"]) == 1, "a notice on top of a layer", noticed.info())
    fails(dinh.FaultyInput, "notice/unknown-calendar", pack.with_notice, {**json.loads(notice), "calendar": "mars"})
    fails(dinh.NotFound, "pack/folder", dinh.Pack.open, "/no/such/folder")
    if dinh.has("hash"):
        fails(dinh.FaultyInput, "signature/none", dinh.Pack.open, whole, key="0" * 64)
        question = {"id": "q", "kind": "decision", "as_of": "2024-03-10", "input": {"setting": "village", "content": "15.6", "households": 9, "in_favour": 5}}
        receipt = pack.receipt(question)
        check(pack.verify_receipt(receipt)["same"], "a receipt is computed again")
        check(not pack.verify_receipt(receipt.replace('"passed"', '"failed"'))["same"], "a changed one is found")
        due = pack.receipt_due("state-agency", dinh.within(5, "working days"), date(2025, 4, 24))
        check(pack.verify_receipt(due)["result"]["day"] == "2025-05-05", "a receipt of a due date", due)


def example_events():
    with open(SOURCE / "examples" / "nghe_an" / "events.csv", encoding="utf-8") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            event = {k: v for k, v in row.items() if v and k not in ("facts", "evidence")}
            if row["facts"]:
                event["facts"] = dict(f.split("=", 1) for f in row["facts"].split(";"))
            if row["evidence"]:
                event["evidence"] = row["evidence"].split(";")
            yield event


def cases_of_a_year(pack, units, folder):
    check(units.unit("17464", date(2025, 9, 1))["name"] == "xã Diễn Châu", "a unit", units.unit("17464", date(2025, 9, 1)))
    moved = units.translate("17461", date(2025, 6, 1), date(2025, 9, 1))
    check(moved["answers"] and moved["answers"][0]["path"], "what became of a commune", moved)
    check(units.who("17464", date(2025, 9, 1), "commune_peoples_committee")["answers"][0]["outcome"] == "found", "who acts")
    check(len(units.bodies("17464", date(2025, 9, 1))["bodies"]) > 5, "the bodies of a commune")
    check(units.info()["units"] > 10, "the register knows its units")
    fails(dinh.NotFound, "capi/unit", units.unit, "99999", date(2025, 9, 1))

    events = list(example_events())
    journal = pathlib.Path(folder) / "cases.sqlite"
    memory = pack.docket(units)
    kept = pack.docket(units, journal=journal)
    for docket in (memory, kept):
        check(docket.record(events)["recorded"] == len(events), "every event is recorded")
    check(docket.record(events[0])["already_there"] == 1, "an event is applied once")
    prints = {memory.fingerprint(), kept.fingerprint()}
    kept.close()
    day = date(2025, 9, 20)
    flat, tree = memory.tally_by_unit(None, day), memory.tally_by_unit(units, day)
    totals = [u["own"]["total"] for u in flat["units"]]
    check(sum(totals) == len(memory.duties(day)) > 0 and len(totals) > 1, "duties counted", flat)
    check(tree["units"][0]["with_below"]["total"] == sum(totals) and tree["units"][0]["depth"] == 0, "counts summed up the tree", tree)
    check(memory.tally_by_unit(None, day, case_key="none")["units"] == [], "counts of no case")
    again = pack.docket(units, journal=journal, read_only=True)
    prints.add(again.fingerprint())
    check(len(prints) == 1, "memory, journal and replay are the same docket")
    day = date(2025, 12, 31)
    check(again.cases(day) and again.duties(day) and again.load(day), "cases, duties and loads")
    check(len(again.breaches(day)) > 0 and all(b["provision"] for b in again.breaches(day)), "breaches cite their provision")
    one = again.cases(day)[0]["case"]
    check([e["id"] for e in again.events(one)] == [e["id"] for e in events if e["case"] == one], "events come back")
    check(again.history(one, day)[0]["kind"] in ("act", "duty_began"), "a history", again.history(one, day)[0])
    check(isinstance(again.next(one, day), list), "what next")
    check({d["case"] for d in again.duties(day, case_key=one)} == {one}, "a filter restricts")
    check(isinstance(again.due(date(2025, 3, 1), date(2025, 4, 1), date(2025, 3, 5)), list), "what is due")
    check(isinstance(again.reminders(None, None, day), list) and isinstance(again.met_late(day) + again.late(day), list), "what is late")
    fails(TypeError, "", again.duties, day, colour="red")
    nonsense = {"id": "x-1", "case": one, "step": "no-such-step", "occurred_on": day, "recorded_on": day}
    good = {"id": "x-2", "case": "new", "procedure": "pub_commune", "unit": "17464@2025-07-01", "step": "s", "occurred_on": day, "recorded_on": day}
    refused = fails(dinh.Refused, "docket/unknown-step", memory.record, [nonsense, good])
    check(refused.result["recorded"] == 1, "the others are recorded", refused)
    fails(dinh.FaultyInput, "json/missing-member", memory.record, {"id": "x"})
    fails(dinh.NotFound, "docket/unknown-case", memory.next, "nobody", day)

    with dinh.Journal(journal) as log:
        check(log.info()["size"] == len(events), "the journal holds them")
        check(log.append(events[:3])["already_there"] == 3, "appending is idempotent")
        check([e["event"]["id"] for e in log.read(2, 2)] == [events[1]["id"], events[2]["id"]], "entries by position")
        log.verify()
        check(log.tally_by_unit(pack, units, day) == memory.tally_by_unit(units, day), "counts from the journal alone")
    raw = bytearray(journal.read_bytes())
    at = raw.find(b"d_secret")
    raw[at] ^= 1
    journal.write_bytes(bytes(raw))
    for extra in ("-wal", "-shm"):
        pathlib.Path(str(journal) + extra).unlink(missing_ok=True)
    with dinh.Journal(journal, read_only=True) as log:
        fails(dinh.StorageError, "journal/changed", log.verify)
    fails(dinh.StorageError, "journal/changed", pack.docket, units, journal)


def lifetimes(folder):
    pack = dinh.Pack.vietnam()
    calendar, procedure = pack.calendar(), pack.procedure("pub_commune")
    units = pack.register(SOURCE / "examples" / "nghe_an")
    docket = pack.docket(units)
    pack.close()
    units.close()
    del pack, units
    gc.collect()
    check(calendar.nth(date(2025, 4, 24), 5) == date(2025, 5, 5), "a calendar outlives its pack")
    check(procedure.verify()["verdict"] == "sound" and procedure.to_dict()["steps"], "a procedure outlives its pack")
    start = {"id": "1", "case": "c", "procedure": "pub_commune", "unit": "17464@2025-07-01", "step": "s", "occurred_on": date(2025, 9, 4), "recorded_on": date(2025, 9, 4)}
    check(docket.record(start)["recorded"] == 1, "a docket outlives pack and register")
    calendar.close()
    calendar.close()
    fails(ValueError, "", calendar.is_working, date(2025, 4, 24))
    with dinh.Pack.vietnam() as short:
        check(short.info()["id"], "a pack in a with block")
    fails(ValueError, "", short.info)


def many_threads(pack, units):
    some = [c for c in cases()][::7]
    right = [json.dumps(pack.ask(request(c), units), sort_keys=True) for c in some]
    calendar, docket = pack.calendar(), pack.docket(units)
    wrong = []

    def work(t):
        for i in range(len(some)):
            k = (i * 3 + t * 11) % len(some)
            if json.dumps(pack.ask(request(some[k]), units), sort_keys=True) != right[k]:
                wrong.append(some[k]["id"])
            try:
                calendar.nth(date(2025, 1, 1), 2**31 - 1 - t)
                wrong.append("a failure was lost")
            except dinh.InvalidArgument as error:
                if error.function != "dinh_calendar_nth":
                    wrong.append(error.function)
        case = f"case-{t}"
        docket.record({"id": case, "case": case, "procedure": "pub_commune", "unit": "17464@2025-07-01", "step": "s", "occurred_on": date(2025, 9, 4), "recorded_on": date(2025, 9, 4)})

    threads = [threading.Thread(target=work, args=(t,)) for t in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    check(not wrong, "threads disturb each other", wrong[:5])
    check(len(docket.cases(date(2025, 9, 5))) == 8, "a docket takes events from many threads")


def all_that_bears_on_a_limit(pack):
    agency = pack.calendar("state-agency")
    plain = dinh.within(30, "days"), date(2026, 3, 2)
    check(agency.due_with(*plain) == agency.due(*plain), "no option changes nothing")
    paused = agency.due_with(*plain, suspensions=[(date(2026, 3, 10), date(2026, 3, 20))], extensions=[(15, "days")])
    check(paused.date == date(2026, 4, 28) and paused.counted == date(2026, 4, 26), "suspended and extended", paused)
    check(agency.due_with(*plain, suspensions=[(date(2026, 3, 10), None)]) is None, "suspended without an end")
    five = dinh.within(5, "working days"), date(2025, 4, 24)
    strict = agency.due_with(*five, readings=["make_up_saturday_is_no_working_day"])
    check(strict.date == date(2025, 5, 6), "another reading", strict)
    check(agency.due_with(dinh.within(5, "days"), date(2025, 3, 3), counting="limitation").date == date(2025, 3, 7), "limitation counts the first day")
    fails(ValueError, "", agency.due_with, *five, readings=["tea leaves"])
    fails(ValueError, "", agency.due_with, *five, counting="sheep")
    fails(dinh.InvalidArgument, "capi/suspension", agency.due_with, *five, suspensions=[(date(2026, 3, 10), date(2026, 3, 10))])
    check(pack.due(date(2025, 4, 24), rule="GDL-12-2")["date"] == "2025-05-05", "a limit of the law")
    quarters = pack.due(date(2026, 1, 1), every={"period": "quarter", "to": date(2026, 12, 31)})["periods"]
    check([q["date"] for q in quarters] == ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"], "quarters", quarters)
    hours = [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": f, "until": u} for f, u in (("07:30", "11:30"), ("13:30", "17:00"))]
    moment = pack.due("2025-04-24 14:50", limit={"count": 8, "unit": "hour"}, hours=hours)
    check(moment["moment"] == "2025-04-25 15:20", "hours of a desk", moment)
    fails(dinh.FaultyInput, "due/limit", pack.due, date(2025, 4, 24))
    check(dinh.lunar_year(2025)["lunar_new_year"] == "2025-01-29", "the months of a lunar year")
    if dinh.has("hash"):
        receipt = pack.receipt_due_with(date(2026, 3, 2), rule="GDL-12-2")
        check(pack.verify_receipt(receipt)["same"], "a receipt of a due date")
        check(pack.verify_receipt(pack.receipt_publicity(date(2025, 5, 26), item=5))["same"], "a receipt of publicity")


def late_notices(pack, folder):
    noticed = pack.with_notice((SOURCE / "examples" / "notice_2027.json").read_text(encoding="utf-8"))
    before, now = pack.calendar(), noticed.calendar()
    told = [{"limit": {"count": 3, "unit": "day"}, "from": date(2027, 8, 31)}]
    difference = before.difference(now, told)
    check([d["date"] for d in difference["days"]] == ["2027-09-01", "2027-09-03"], "days that change", difference["days"])
    check(difference["due_dates"][0]["now"] == {"date": "2027-09-06", "provisional": False}, "due dates that move")
    check('"dinh-calendar/1"' in now.file(), "a calendar as a file")
    day = date(2027, 8, 25)
    case = [{"id": f"n{i}", "case": "N-1", "step": step, "occurred_on": day, "recorded_on": day} for i, step in enumerate(("s", "d_secret", "t_plan", "d_special", "t_doc"))]
    case[0].update(procedure="pub_commune", unit="17464@2025-07-01", facts={"item": 5})
    case[1]["branch"] = case[3]["branch"] = "no"
    docket = pack.docket()
    docket.record(case)
    check(not docket.due_soon(1, date(2027, 8, 30)), "not due within a working day")
    check([d["lawful_day"] for d in docket.due_soon(2, date(2027, 8, 30))] == ["2027-09-03"], "due within two")
    snapshot = docket.snapshot() if dinh.has("hash") else None
    moved = docket.change_calendar(now, date(2027, 9, 2))["duties"]
    check([(m["before"]["lawful_day"], m["after"]["lawful_day"], m["judged_otherwise"]) for m in moved] == [("2027-09-03", "2027-09-01", True)], "a late notice", moved)
    check(docket.timeline("N-1", date(2027, 9, 2), "en").rstrip().endswith("</svg>"), "a case as a picture")
    fails(dinh.NotFound, "docket/unknown-case", docket.timeline, "N-2", date(2027, 9, 2))
    if snapshot is not None:
        check(docket.fingerprint() == noticed.docket(snapshot=noticed_snapshot(noticed, case)).fingerprint(), "as with that calendar from the start")
        check(pack.docket(snapshot=snapshot).events("N-1")[0]["id"] == "n0", "a docket of a snapshot")
        fails(dinh.FaultyInput, "snapshot/truncated", pack.docket, snapshot=snapshot[:-7])
    csv_file = (SOURCE / "examples" / "nghe_an" / "events.csv").read_text(encoding="utf-8")
    check([e["id"] for e in dinh.events_from_csv(csv_file)] == [e["id"] for e in example_events()], "events of a CSV file")
    fails(dinh.FaultyInput, "csv/missing-column", dinh.events_from_csv, "id\n1\n")
    if dinh.has("postgres"):
        fails(dinh.StorageError, "journal/connection", pack.docket, journal=dinh.Postgres("host=/nowhere"))
        fails(dinh.StorageError, "journal/connection", dinh.Journal, dinh.Postgres("host=/nowhere"))
    else:
        fails(dinh.Unsupported, "capi/unsupported", dinh.Journal, dinh.Postgres("host=/nowhere"))
    if dinh.has("hash"):
        signed = pathlib.Path(folder) / "layer"
        shutil.copytree(SOURCE / "src" / "packs" / "vn", signed)
        keys = dinh.signing_keys()
        (signed / "pack.sig").write_text(dinh.sign_pack(signed, keys["secret"]), encoding="utf-8")
        check(dinh.Pack.open(signed, keys["open"]).info()["id"] == pack.info()["id"], "a pack that we signed")
        fails(dinh.FaultyInput, "signature/other-key", dinh.Pack.open, signed, dinh.signing_keys()["open"])


def noticed_snapshot(noticed, case):
    docket = noticed.docket()
    docket.record(case)
    return docket.snapshot()


def other_formats(pack, units):
    procedure = pack.procedure("pub_commune")
    check(pack.read_procedure(procedure.file()).file() == procedure.file(), "a procedure as a file and back")
    timing = procedure.timing(first=2026, last=2026)
    check(timing["failures"] == [] and len(timing["days"]) == 365, "timing of a year")
    check(procedure.timing(start=date(2026, 2, 11), ours=["commune_peoples_committee"])[0]["verdict"] == "controllable", "ours and theirs")
    check(procedure.timing(end=date(2026, 6, 30))["latest_start"], "the latest start")
    fails(dinh.FaultyInput, "timing/question", procedure.timing)
    weekdays = ["mon", "tue", "wed", "thu", "fri"]
    desk = [{"days": weekdays, "from": a, "until": b} for a, b in (("07:30", "11:30"), ("13:30", "17:00"))]
    three_hours = [{"step": "t_doc", "least": {"count": 3, "unit": "hour"}}]
    timed = procedure.timing(start=date(2026, 2, 3), hours=desk, durations=three_hours)
    at = {(s["earliest"], s["earliest_minute"]) for way in timed for s in way["steps"] if s["step"] == "t_doc"}
    check(at == {("2026-02-03", 10 * 60 + 30)}, "a step of three hours", at)
    fails(dinh.FaultyInput, "timing/needs-hours", procedure.timing, start=date(2026, 2, 3), durations=three_hours)
    check(procedure.timing_chart(2026, 2026).rstrip().endswith("</svg>"), "start days as a picture")
    five, three = ('"count":%d,"unit":"working_day"' % n for n in (5, 3))
    after = pack.read_procedure(procedure.file().replace(five, three))
    changes = procedure.changes_to(after, [{"case": "C-1", "done": [{"step": "t_doc", "day": date(2025, 9, 4)}], "next": ["t_portal"]}])
    check({c["kind"] for c in changes["changes"]} == {"limit-shortened"}, "what a version changes", changes["changes"])
    check(any(c["kind"] == "due-day-moves" and c["after"] == "2025-09-09" for c in changes["cases"]), "and whom", changes["cases"])
    faulty = (SOURCE / "examples" / "two-signatures.json").read_text(encoding="utf-8")
    check(dinh.check_model(faulty)[0]["verdict"] == "not_sound", "a model that cannot work")
    if dinh.has("xml"):
        check(pack.read_bpmn(procedure.bpmn("en")).file() == procedure.file(), "BPMN carries the procedure")
        check([m["verdict"] for m in dinh.check_model(procedure.bpmn())] == ["sound"], "its diagram is sound")
        check([m["verdict"] for m in dinh.check_model(procedure.pnml())] == ["sound"], "and its net")
        check("<pnml" in dinh.model_pnml(procedure.bpmn()), "a diagram as a net")
        check([n["code"] for n in dinh.model_pnml_notes(procedure.bpmn())] == ["pnml/several-ends"], "which is no workflow net, as that has one end")
        check(dinh.model_pnml_notes(procedure.pnml()) == [], "and what is a net already is judged as it is")
        fails(dinh.FaultyInput, "bpmn/carries-nothing", pack.read_bpmn, "<a/>")
    else:
        fails(dinh.Unsupported, "xml/not-built-in", procedure.bpmn)
    check("digraph" in units.draw("17464", date(2025, 9, 1), "bodies"), "bodies as a picture")
    check("digraph" in units.draw("40", date(2025, 9, 1)), "units as a picture")
    fails(ValueError, "", units.draw, "40", date(2025, 9, 1), "weather")
    export = "Mã,Tên,Cấp,Mã TP,Tỉnh / Thành Phố\n00001,Phường  Một,Phường,01,Thành phố Hà Nội\n"
    check(not dinh.read_units(export)["loaded"], "a list with a fault")
    check("00001,Một,Phường Một," in dinh.read_units(export, mend=True)["csv"], "mended")
    compared = dinh.read_units(export, mend=True, reference=units, on=date(2025, 9, 1))
    check(compared["findings"][0]["code"] == "units/not-in-reference", "compared with a register", compared)
    vote = {"setting": "village", "content": "15.6", "form": "meeting", "households": 300, "present": 200, "in_favour": 140, "against": 30}
    check(pack.verdict(date(2024, 3, 10), vote)["outcome"] == "not_passed", "a verdict in full")
    cases_file = (SOURCE / "tests" / "cases" / "law_cases.json").read_text(encoding="utf-8")
    report = pack.conformance(cases_file, units)
    check(report["wrong"] == 0 and report["right"] > 500, "our own rule cases", {k: v for k, v in report.items() if isinstance(v, int)})
    kept = pack.register(SOURCE / "examples" / "nghe_an", in_force=True, disputed=True, ghosts=True)
    check(kept.info()["units"] > 10, "a register with choices")
    country = pack.register(SHARED / "data" / "units", early=True)
    check(country.info()["covers"]["from"] == "2004-10-15", "the history before the first list", country.info()["covers"])
    found = country.translate("471", date(2004, 10, 16), date(2025, 7, 1))["answers"]
    check([(u["code"], u["extent"]) for u in found] == [("19742", "whole")], "a district of 2004 and what became of it", found)


def hints():
    """Every public name has a docstring or type hints that resolve."""
    for name in dinh.__all__:
        thing = getattr(dinh, name)
        if not isinstance(thing, type):
            check(not callable(thing) or (thing.__doc__ and "return" in typing.get_type_hints(thing)), f"dinh.{name} is not described")
            continue
        check(thing.__doc__, f"dinh.{name} has no docstring")
        for attribute, method in vars(thing).items():
            if callable(method) and not attribute.startswith("_"):
                check("return" in typing.get_type_hints(method), f"dinh.{name}.{attribute} has no type hints")


def main():
    check(dinh.version() >= (0, 1, 0), "the version")
    check((SOURCE / "bindings" / "python" / "dinh" / "py.typed").exists(), "the package is typed")
    pack = dinh.Pack.vietnam()
    with tempfile.TemporaryDirectory() as folder:
        units = pack.register(SOURCE / "examples" / "nghe_an")
        asked = rule_cases(pack, units)
        plain = typed_votes_and_limits(pack)
        calendars_and_law(pack)
        procedures(pack)
        packs(pack)
        cases_of_a_year(pack, units, folder)
        lifetimes(folder)
        all_that_bears_on_a_limit(pack)
        late_notices(pack, folder)
        other_formats(pack, units)
        many_threads(pack, units)
        hints()
    print(f"{asked} rule cases, {plain} of them with plain values too, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
