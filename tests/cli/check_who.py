#!/usr/bin/env python3
"""Runs `dinh who` as a person or a script would

usage: check_who.py DINH SOURCE_FOLDER SHARED_FOLDER
"""
import json
import pathlib
import tempfile

from checking import as_json, check, ends, finish, shared, source

units = source / "examples/nghe_an"


def says(status, arguments, *parts):
    ends(status, ["who", *arguments], *parts)



def told(*arguments):
    return as_json("who", *arguments)



there = ["--units", units]
village = ["--unit", "17461-01", *there]

# one role, before and after the reform, in both languages
says(0, ["commune_peoples_committee", *village, "--on", "2025-06-30"], "People's Committee of Diễn Hoa commune", "77/2015/QH13")
says(0, ["commune_peoples_committee", *village, "--on", "2025-07-01", "--lang", "vi"], "Ủy ban nhân dân xã Diễn Châu", "1678/NQ-UBTVQH15")
says(1, ["district_peoples_committee", *village, "--on", "2025-07-01"], "Nobody.", "The district level ended on 2025-06-30.", "72/2025/QH15 Art 51(3)")
says(0, ["village_head", *village, "--on", "2025-07-01"], "Head of Yên Hội village", "held by: Đặng Thị Ví Dụ, from 2024-03-15")
# by name, in both languages, two translations of one term
says(0, ["Ban Thanh tra nhân dân", *village, "--on", "2026-01-15"], "peoples_inspection_committee:17464@2025-07-01")
says(0, ["People's Inspectorate", *village, "--on", "2026-01-15"], "(head)", "Nguyễn Văn Ví Dụ")
for name in ("trưởng thôn", "TRUONG THON", "village head", "ban thanh tra nhan dan"):
    says(0, [name, *village, "--on", "2025-07-01"], "peoples_inspection_committee" if "ban" in name else "village_head:17461-01")
# a commune that is gone: its successor answers
says(0, ["commune_fatherland_front", "--unit", "17461", *there, "--on", "2026-01-15"], "the whole of Diễn Hoa commune")
# the lists and logs of a whole country, without a units.csv
country = ["--register", shared / "data/units"]
says(0, ["commune_peoples_committee", "--unit", "17329", *country, "--on", "2025-07-01"], "People's Committee of Anh Sơn commune",
     "commune_peoples_committee:17329@2025-07-01")
says(0, ["--unit", "17329", *country, "--on", "2025-06-30"], "Kim Nhan township", "Bodies and offices")
with tempfile.TemporaryDirectory() as folder:  # what the lists do not know is said
    eve = pathlib.Path(folder) / "units_before_2025-07-01.csv"
    eve.write_bytes((shared / "data/units" / eve.name).read_bytes())
    says(1, ["commune_peoples_committee", "--unit", "17329", "--register", folder, "--on", "2025-07-01"], "Not determined.",
         "Nothing is known after 2025-06-30.")
# facts decide, and without them every possible answer comes
says(1, ["first_time_settler", *village, "--on", "2024-05-01"], "Not determined.", "It may be:", "the case must say \"level\"")
says(0, ["first_time_settler", *village, "--on", "2024-05-01", "--fact", "level=commune"], "Chair of the People's Committee of Diễn Hoa commune")
found = told("village_head_with_front_working_committee", *village, "--on", "2025-07-01")
check("bodies that act together are parts", found and [p["role"] for p in found["answers"][0]["parts"]] == ["village_head", "front_working_committee"]
      and found["answers"][0]["parts_are"] == "together", str(found)[:500])
candidates = told("village_head", "--unit", "17464", *there, "--on", "2025-07-01")
check("every village head of a commune is a candidate", candidates and len(candidates["answers"][0]["parts"]) > 5
      and candidates["answers"][0]["parts_are"] == "candidates", str(candidates)[:500])

# everything in a unit
says(0, ["--unit", "17464", *there, "--on", "2026-01-15"], "Bodies and offices", "People's Inspection Committee of Diễn Châu commune",
     "The Fatherland Front committee of Diễn Châu commune directs the People's Inspection Committee of Diễn Châu commune.  [10/2022/QH15 Art 39(1), T]")
says(0, ["--unit", "17464", *there, "--on", "2026-01-15", "--lang", "vi"], "Cơ quan và chức danh",
     "Ủy ban Mặt trận Tổ quốc Việt Nam xã Diễn Châu công nhận Ban Thanh tra nhân dân xã Diễn Châu.")
whole = told("--unit", "17464", *there, "--on", "2026-01-15")
check("relations name both ends", whole and any(r["relation"] == "recognises" and r["subject"]["role"] == "commune_peoples_committee"
      and r["object"]["role"] == "village_head" for r in whole["relations"]), str(whole)[:500])
check("an office says whose it is", whole and any(b.get("of") == "commune_peoples_committee" for b in whole["bodies"]), str(whole)[:500])
with tempfile.TemporaryDirectory() as folder:
    pictures = [pathlib.Path(folder) / f"{i}.svg" for i in range(2)]
    for file in pictures:
        says(0, ["--unit", "17464", *there, "--on", "2026-01-15", "--svg", file], str(file))
    texts = [file.read_text(encoding="utf-8") for file in pictures if file.exists()]
    check("the picture is the same each time and shows the committee", len(texts) == 2 and texts[0] == texts[1]
          and "Inspection Committee" in texts[0], str([len(t) for t in texts]))
    # faulty records of people, all at once
    broken = pathlib.Path(folder) / "units"
    broken.mkdir()
    for name in ("units.csv", "successions.csv"):
        (broken / name).write_bytes((units / name).read_bytes())
    (broken / "people.json").write_text('{"persons": [{"key": "a"}], "holdings": [{"person": "a"}]}', encoding="utf-8")
    says(2, ["village_head", "--unit", "17461-01", "--units", broken, "--on", "2025-07-01"], "people.json#/persons/0", "people.json#/holdings/0")

# a layer words the reasons of the register
with tempfile.TemporaryDirectory() as folder:
    layer = pathlib.Path(folder)
    (layer / "pack.json").write_text(json.dumps({
        "format": 1, "id": "plain-words", "version": "1", "on": "vn", "templates": ["templates.json"],
        "title": {"vi": "Lời văn", "en": "Words"}}), encoding="utf-8")
    (layer / "templates.json").write_text(json.dumps({"format": "dinh-templates/1", "templates": {
        "registry.lies_in": {"vi": "{day}: {unit} ({key}) < {above} ({above_key})", "en": "{day}: {unit} ({key}) under {above} ({above_key})"},
        "registry.relation.directs": {"vi": "{object} theo {subject}.", "en": "{object}, under {subject}."}}}), encoding="utf-8")
    worded = [*village, "--on", "2025-07-01", "--layer", layer]
    says(0, ["commune_peoples_committee", *worded], "2025-07-01: Yên Hội village (17461-01@2020-01-01) under Diễn Châu commune (17464@2025-07-01)")
    reasons = told("commune_peoples_committee", *worded)
    check("a reworded reason is in the JSON answer", "2025-07-01: thôn Yên Hội (17461-01@2020-01-01) < xã Diễn Châu"
          in json.dumps(reasons, ensure_ascii=False), str(reasons)[:2000])
    says(0, ["--unit", "17464", *there, "--on", "2026-01-15", "--layer", layer],
         "People's Inspection Committee of Diễn Châu commune, under Fatherland Front committee of Diễn Châu commune.")

# refusals that help
says(2, ["king", *village, "--on", "2025-07-01"], "There is no role \"king\"")
says(2, ["vilage_head", *village, "--on", "2025-07-01"], "Perhaps: village_head")
says(2, ["village_head", *village, "--on", "2025-07-01", "--fact", "levle=commune"], "No role turns on \"levle\"", "level")
says(2, ["village_head", "--unit", "99999", *there, "--on", "2025-07-01"], "There is no unit with the code \"99999\"")
says(2, ["village_head", *village, "--on", "2025-02-30"], "2025-02-30")
# a unit by name: one, several, a misspelt one
says(0, ["commune_peoples_committee", "--unit", "xã diễn châu", *there, "--on", "2026-01-15"], "People's Committee of Diễn Châu commune")
says(2, ["commune_peoples_committee", "--unit", "Hồng Sơn", *there, "--on", "2020-06-01"], "cli/several-units", "16696", "17629")
says(2, ["commune_peoples_committee", "--unit", "00010", *there, "--on", "2026-01-15"], "There is no unit with the code \"00010\"")
says(2, ["commune_peoples_committee", "--unit", "4", *there, "--on", "2026-01-15"], "There is no unit \"4\"")
says(2, ["commune_peoples_committee", "--unit", "Dien Chou", *there, "--on", "2026-01-15"], "cli/not-found", "Diễn Châu")
says(2, ["first_time_settler", *village, "--on", "2025-07-01", "--fact", "level"], "NAME=VALUE")
says(2, ["--unit", "425", *there, "--on", "2025-07-01"], "is no more on 2025-07-01")
says(2, ["village_head", "--on", "2025-07-01", *there], "--unit")
says(0, ["--help"], "Example: dinh who")

finish()
