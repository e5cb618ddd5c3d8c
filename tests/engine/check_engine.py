#!/usr/bin/env python3
"""Exports a procedure as BPMN and runs it in bpmn-engine (npm): the same steps in the same order as its flows say.

usage: check_engine.py DINH BUILD_FOLDER
The engine is installed into the build folder once. Without npm, or when it cannot be installed, the test fails and says so.
"""
import json
import pathlib
import shutil
import subprocess
import sys

VERSION = "25.0.1"


def main():
    dinh, build = sys.argv[1], pathlib.Path(sys.argv[2])
    here = pathlib.Path(__file__).resolve().parent
    if not shutil.which("npm") or not shutil.which("node"):
        sys.exit("node and npm are missing: install nodejs and npm to run the exported BPMN in an engine")
    engine = build / "bpmn-engine"
    if not (engine / "node_modules/bpmn-engine/package.json").exists():
        engine.mkdir(parents=True, exist_ok=True)
        (engine / "package.json").write_text('{"private": true}', encoding="utf-8")
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(engine), f"bpmn-engine@{VERSION}"],
                              capture_output=True, text=True, timeout=240)
        if done.returncode != 0:
            sys.exit(f"npm cannot install bpmn-engine {VERSION}: {done.stderr[-1500:]}")
    exported = subprocess.run([dinh, "export", "pub_commune", "--bpmn", str(build / "pub_commune.bpmn")],
                                          capture_output=True, text=True)
    if exported.returncode != 0:
        sys.exit(f"dinh export fails: {exported.stderr}")
    file = build / "pub_commune.bpmn"
    text = file.read_text(encoding="utf-8")
    assert "bpmndi:BPMNShape" in text and "timerEventDefinition" in text, "the export has no picture or no timers"
    choices = branches(text)
    done = subprocess.run(["node", str(here / "run_in_engine.mjs"), str(engine), str(file), json.dumps(choices)],
                          capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        sys.exit(f"the engine refuses or does not finish the procedure: {done.stderr}")
    left = done.stdout.split()
    problems = compare(text, choices, left)
    if problems:
        sys.exit("\n".join(problems) + f"\nthe engine left: {left}")
    print(f"pub_commune ran in bpmn-engine {VERSION}: {' '.join(left)}")


def parse(text):
    import xml.etree.ElementTree as tree
    space = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
    process = tree.fromstring(text).find(space + "process")
    flows = []
    for f in process.findall(space + "sequenceFlow"):
        when = f.find(space + "conditionExpression")
        flows.append((f.get("sourceRef"), f.get("targetRef"), when.text if when is not None else None))
    kinds = {e.get("id"): e.tag[len(space):] for e in process if e.get("id")}
    return flows, kinds


def branches(text):
    """For each decision the first branch that does not lead back to what was passed already."""
    flows, kinds = parse(text)
    choices = {}
    for source, _, when in flows:
        if when and source not in choices:
            choices[source] = when.split('"')[1]
    return choices


def compare(text, choices, left):
    """Walks the flows with the same choices; what the walk passes is what the engine must have left, and nothing else."""
    flows, kinds = parse(text)
    starts = [i for i, k in kinds.items() if k == "startEvent"]
    passed, tokens, waiting = set(), list(starts), {}
    steps = 0
    while tokens and steps < 10000:
        steps += 1
        at = tokens.pop()
        incoming = [f for f in flows if f[1] == at]
        if kinds[at] == "parallelGateway" and len(incoming) > 1:
            waiting[at] = waiting.get(at, 0) + 1
            if waiting[at] < len(incoming):
                continue
            waiting[at] = 0
        passed.add(at)
        for source, target, when in flows:
            if source == at and (when is None or when.split('"')[1] == choices[source]):
                tokens.append(target)
    expected = {i for i in passed}
    got = set(left)
    problems = []
    if expected - got:
        problems.append(f"never left by the engine: {sorted(expected - got)}")
    extra = {i for i in got - expected if kinds.get(i) in ("userTask", "receiveTask", "callActivity", "endEvent") and not i.startswith("late_")}
    if extra:
        problems.append(f"left by the engine though the flows do not lead there: {sorted(extra)}")
    return problems


if __name__ == "__main__":
    main()
