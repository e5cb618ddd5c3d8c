"""dinh from Python: when is it due, is it decided, what is late, and what is wrong with an input."""

from datetime import date

import dinh

vietnam = dinh.Pack.vietnam()

# when
agency = vietnam.calendar("state-agency")
due = agency.due(dinh.within(5, "working days"), date(2025, 4, 24))
print(due.date, "provisional" if due.provisional else "decided")

# is it decided
ruling = vietnam.decide(on=date(2023, 9, 1), content=6, form="meeting", households=8318, in_favour=4160)
print(ruling.outcome, ruling.minimum, ruling.how, ruling.ratio)

# what is late
docket = vietnam.docket()
case = {"case": "C-1", "recorded_on": date(2025, 9, 5), "occurred_on": date(2025, 9, 4)}
docket.record(
    [
        {**case, "id": "1", "procedure": "pub_commune", "unit": "17464@2025-07-01", "step": "s"},
        {**case, "id": "2", "step": "d_secret", "branch": "no"},
        {**case, "id": "3", "step": "t_plan"},
        {**case, "id": "4", "step": "d_special", "branch": "no"},
        {**case, "id": "5", "step": "t_doc"},
    ]
)
for duty in docket.late(date(2025, 9, 20)):
    print(duty["lawful_day"], duty["days_late"], "days late:", duty["what"]["en"], f"[{duty['provision']}]")

# what is wrong with an input: all of it, with places and remedies
try:
    vietnam.publicity("26 May", item=15)
except dinh.FaultyInput as error:
    for fault in error.faults:
        print(fault.code, fault.where)
