#!/usr/bin/env python3
"""What the pack, its layers and the command write is what the published JSON Schemas describe.

usage: check_schemas.py DINH SOURCE_FOLDER   (needs python3-jsonschema)
"""
import json
import os
import pathlib
import shutil
import sys
import tempfile

try:
    import jsonschema
except ImportError:  # the Debian package is for the Python of the system
    if sys.executable != "/usr/bin/python3":
        os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
    raise

from checking import check, dinh, finish, run, source

folder = source / "src/packs/schema"
validators = {}
for file in sorted(folder.glob("*.schema.json")):
    schema = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validators[file.name.removesuffix(".schema.json")] = jsonschema.Draft202012Validator(schema)
used = set()


def fits(kind, content, where):
    used.add(kind)
    for fault in list(validators[kind].iter_errors(content))[:5]:
        check(f"{where} is as {kind}.schema.json says", False, f"{list(fault.absolute_path)}: {fault.message[:300]}")
    check(f"{where} was looked at", True)


def file_fits(kind, file):
    fits(kind, json.loads(file.read_text(encoding="utf-8")), file.relative_to(source))


def folder_fits(pack):
    manifest = json.loads((pack / "pack.json").read_text(encoding="utf-8"))
    file_fits("pack", pack / "pack.json")
    for members, kind in (("instruments", "instruments"), ("rules", "rules"), ("calendars", "calendar"), ("templates", "templates"),
                          ("procedures", "procedure"), ("labels", "labels")):
        for name in manifest.get(members, []):
            file_fits(kind, pack / name)
    for name in manifest.get("roles", []):
        file_fits("bodies" if name == "bodies.json" else "roles", pack / name)


folder_fits(source / "src/packs/vn")
folder_fits(source / "examples/layer")
file_fits("notice", source / "examples/notice_2027.json")
file_fits("people", source / "examples/nghe_an/people.json")
for name in ("lend-tools", "two-signatures"):
    file_fits("procedure", source / f"examples/{name}.json")
# labels of a layer: the page shows their form
fits("labels", {"labels": [{"rule": "GDL-12-2", "label": {"vi": "Công khai", "en": "Publish"}}]}, "the labels of docs/packs.md")

with tempfile.TemporaryDirectory() as work:
    work = pathlib.Path(work)
    run("due", "--within", "5wd", "--after", "2025-04-24", "--receipt", work / "due.json")
    fits("receipt", json.loads((work / "due.json").read_text(encoding="utf-8")), "a receipt of dinh due")
    run("decide", "--content", "15.6", "--form", "meeting", "--on", "2023-09-01", "--households", "10", "--in-favour", "6",
        "--receipt", work / "decide.json")
    fits("receipt", json.loads((work / "decide.json").read_text(encoding="utf-8")), "a receipt of dinh decide")
    run("calendar", "import", source / "examples/notice_2027.json", "--output", work / "calendar.json")
    fits("calendar", json.loads((work / "calendar.json").read_text(encoding="utf-8")), "a calendar that dinh writes")
    (work / "layer").mkdir()
    for file in (source / "examples/layer").iterdir():
        (work / "layer" / file.name).write_bytes(file.read_bytes())
    run("pack", "keys", "--secret", work / "secret", "--public", work / "open")
    run("pack", "sign", work / "layer", "--secret", work / "secret")
    fits("signature", json.loads((work / "layer/pack.sig").read_text(encoding="utf-8")), "a signature of dinh pack sign")

# ---- what the schema of calendars refuses, the reader refuses
whole = json.loads((source / "src/packs/vn/calendar-state-agency.json").read_text(encoding="utf-8"))
faulty = {
    "a member that is not known": lambda c: c.update(rest="sunday"),
    "a format of another kind": lambda c: c.update(format="dinh-calendar/9"),
    "a weekday that does not exist": lambda c: c.update(weekly_rest=["someday"]),
    "a rule without its provision": lambda c: c["rules"][0].pop("citation"),
    "a rule with two dates": lambda c: c["rules"][0].update(lunar="01-01"),
    "a date of one digit": lambda c: c["rules"][0].update(solar="1-1"),
    "an entry of no kind": lambda c: c["entries"][0].update(kind="holiday"),
    "an entry that rests on nothing": lambda c: (c["entries"][0].pop("citation", None), c["entries"][0].pop("decision", None)),
    "a period without its end": lambda c: c["decided"][0].pop("until"),
    "an unknown evidence level": lambda c: c.update(evidence="X"),
}
with tempfile.TemporaryDirectory() as place:
    copy = pathlib.Path(place) / "vn"
    shutil.copytree(source / "src/packs/vn", copy)
    for what, spoil in faulty.items():
        content = json.loads(json.dumps(whole))
        spoil(content)
        check(f"the schema of calendars refuses {what}", not validators["calendar"].is_valid(content))
        (copy / "calendar-state-agency.json").write_text(json.dumps(content), encoding="utf-8")
        done = run("check", "--pack", copy)
        check(f"the reader refuses {what}", done.returncode == 2 and "calendar-state-agency.json" in done.stderr, done.stderr[:300])

check("every published schema is used", used == set(validators), str(set(validators) - used))
finish()
