#!/usr/bin/env python3
"""Exports a procedure as BPMN and runs it in bpmn-engine (npm): the same steps in the same order as its flows say.

usage: check_engine.py DINH BUILD_FOLDER
The engine is installed into the build folder once. Without npm, or when it cannot be installed, the test fails and says so.
"""
import itertools
import json
import pathlib
import shutil
import subprocess
import sys

VERSION = "25.0.1"


def main():
    dinh, build = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
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
    """For each decision the branch, so that the walk comes to its end and passes most steps."""
    flows, kinds = parse(text)
    ways = {}
    for source, _, when in flows:
        if when:
            ways.setdefault(source, []).append(when.split('"')[1])
    best, most = None, -1
    for choice in itertools.islice(itertools.product(*ways.values()), 4096):
        choices = dict(zip(ways, choice))
        passed = walk(flows, kinds, choices)
        if passed and len(passed) > most:
            best, most = choices, len(passed)
    assert best is not None, "no choice of branches comes to an end"
    return best


def walk(flows, kinds, choices):
    """What is passed with these choices; None if it does not come to an end within 300 steps."""
    passed, tokens, waiting = set(), [i for i, k in kinds.items() if k == "startEvent"], {}
    for _ in range(300):
        if not tokens:
            return passed if not any(waiting.values()) else None
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
    return None


def compare(text, choices, left):
    """What the walk over the flows passes is what the engine must have left, and nothing else."""
    flows, kinds = parse(text)
    expected, got = walk(flows, kinds, choices), set(left)
    problems = []
    if expected - got:
        problems.append(f"never left by the engine: {sorted(expected - got)}")
    if got - expected:
        problems.append(f"left by the engine though the flows do not lead there: {sorted(got - expected)}")
    if len(expected) < 8:
        problems.append(f"the walk is too short to show anything: {sorted(expected)}")
    return problems


if __name__ == "__main__":
    main()
