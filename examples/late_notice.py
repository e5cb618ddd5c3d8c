"""dinh from Python: a limit that stood still and was extended, a notice that comes late, a procedure for other tools."""

import pathlib
from datetime import date

import dinh

vietnam = dinh.Pack.vietnam()

# what bears on a limit
pause = [(date(2026, 3, 10), date(2026, 3, 20))]
due = vietnam.calendar().due_with(dinh.within(30, "days"), date(2026, 3, 2), suspensions=pause, extensions=[(15, "days")])
print(due.date, due.counted)

# a notice on days off that comes late: which due dates move
notice = (pathlib.Path(__file__).parent / "notice_2027.json").read_text(encoding="utf-8")
told = [{"limit": {"count": 3, "unit": "day"}, "from": date(2027, 8, 31)}]
for moved in vietnam.calendar().difference(vietnam.with_notice(notice).calendar(), told)["due_dates"]:
    print(moved["before"]["date"], "->", moved["now"]["date"])

# can its limits be met together; and what another tool reads
procedure = vietnam.procedure("pub_commune")
print(len(procedure.timing(first=2026, last=2026)["failures"]), "start days on which its limits collide")
print(dinh.check_model(procedure.bpmn())[0]["verdict"])
