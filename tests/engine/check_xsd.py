#!/usr/bin/env python3
"""The exported BPMN of every procedure of the pack is valid against the XSD of the OMG.

usage: check_xsd.py DINH BUILD_FOLDER
The schemas come with bpmn-moddle (npm), which is installed into the build folder once; xmllint (libxml2-utils) validates.
"""
import json
import pathlib
import shutil
import subprocess
import sys

VERSION = "9.0.4"


def main():
    dinh, build = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    for program, package in [("npm", "npm"), ("xmllint", "libxml2-utils")]:
        if not shutil.which(program):
            sys.exit(f"{program} is missing: install {package} to validate the exported BPMN")
    folder = build / "bpmn-xsd"
    schema = folder / "node_modules/bpmn-moddle/resources/bpmn/xsd/BPMN20.xsd"
    if not schema.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), f"bpmn-moddle@{VERSION}"],
                              capture_output=True, text=True, timeout=240)
        if done.returncode != 0 or not schema.exists():
            sys.exit(f"npm cannot install the schemas of bpmn-moddle {VERSION}: {done.stderr[-1500:]}")

    def run(*arguments):
        done = subprocess.run([dinh, *map(str, arguments)], capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            sys.exit(f"dinh {' '.join(map(str, arguments))}: {done.stderr}")
        return done.stdout

    def validate(files):
        return subprocess.run(["xmllint", "--nonet", "--noout", "--schema", str(schema), *map(str, files)],
                              capture_output=True, text=True, timeout=60)

    listed = json.loads(run("show", "procedure", "--json"))
    ids = [p["id"] for p in (listed if isinstance(listed, list) else listed["procedures"])]
    files = []
    for name in ids:
        files.append(folder / f"{name}.bpmn")
        run("export", name, "--bpmn", files[-1], "--lang", "en" if len(files) % 2 else "vi")
    done = validate(files)
    valid = done.stderr.count(" validates\n")
    problems = [line for line in done.stderr.splitlines() if not line.endswith(" validates")]
    if done.returncode != 0 or valid != len(ids) or len(ids) < 40:
        sys.exit(f"{valid} of {len(ids)} exports are valid\n" + "\n".join(problems[:20]))
    # and it would be seen: a flow without a target, elements in another order
    text = files[0].read_text(encoding="utf-8")
    for what, broken in [("a flow without targetRef", text.replace("targetRef=", "goal=", 1)),
                         ("a process after the picture", text.replace("<process ", "<bpmndi:BPMNDiagram/><process ", 1))]:
        bad = folder / "broken.bpmn"
        bad.write_text(broken, encoding="utf-8")
        if broken == text or validate([bad]).returncode == 0:
            sys.exit(f"the check does not see {what}")
    print(f"{valid} exports are valid against BPMN20.xsd of bpmn-moddle {VERSION}")


main()
