#!/usr/bin/env python3
"""dinh check decides the models of the collections, dinh export writes BPMN and PNML

usage: check_models.py DINH SOURCE_FOLDER SHARED_FOLDER
"""
import json
import pathlib
import subprocess
import sys
import tempfile

failures = []


def check(what, holds, detail=""):
    if not holds:
        failures.append(f"{what}: {detail}")


def main():
    dinh, models = sys.argv[1], pathlib.Path(sys.argv[3]) / "data/models"

    def run(*arguments):
        return subprocess.run([dinh, *map(str, arguments)], capture_output=True, text=True, timeout=120)

    verdicts = {}
    for line in (models / "ibm-industrial-jbpt-json/verdicts.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        model, verdict = line.split("\t")[:2]
        verdicts[model] = {"SOUND": "sound", "UNSOUND": "not_sound"}[verdict]
    for folder, ending in [("ibm-industrial-bpmn", ".bpmn"), ("ibm-industrial-pnml", ".pnml"), ("ibm-industrial-jbpt-json", ".json")]:
        files = sorted((models / folder).glob("*" + ending))
        done = run("check", *files, "--json")
        check(f"{folder} is checked", done.returncode == 1, f"exit {done.returncode} {done.stderr[:500]}")
        answer = json.loads(done.stdout)
        check(f"{folder}: all", len(answer["models"]) == 282 == len(files), str(len(answer["models"])))
        wrong = [m["file"] for m in answer["models"] if m["verdict"] != verdicts[pathlib.Path(m["file"]).stem]]
        check(f"{folder}: verdicts", not wrong, str(wrong[:5]))
        check(f"{folder}: what is not sound has a run", all(m["witness"] for m in answer["models"] if m["verdict"] == "not_sound"), "")
        check(f"{folder}: counts", answer["sound"] == 129 and answer["not_sound"] == 153 and answer["undecided"] == 0, str(answer["sound"]))
        for m in answer["models"]:
            check("members", {"file", "id", "verdict", "why", "witness", "states", "time_us", "findings"} <= set(m), str(sorted(m)))

    sound = models / "pm4py-nets-logs/ex1.pnml"
    check("a sound net", run("check", sound).returncode == 0)
    check("quiet says nothing of it", run("check", "--quiet", sound).stdout == "")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "bad.bpmn").write_text("<definitions", encoding="utf-8")
        done = run("check", sound, folder / "bad.bpmn", "--json")
        answer = json.loads(done.stdout)
        check("a file that cannot be read", done.returncode == 2 and answer["models"][1]["verdict"] is None
              and answer["models"][1]["errors"][0]["code"] == "xml/malformed" and answer["unreadable"] == 1, done.stdout[:500])
        check("a file that is not there", run("check", folder / "absent.pnml").returncode == 2)
        check("no model", run("check", __file__).returncode == 2)
        for options in (["--bpmn", folder / "p.bpmn"], ["--pnml", folder / "p.pnml"]):
            done = run("export", "pub_commune", *options)
            check(f"export {options[0]}", done.returncode == 0, done.stderr)
            check(f"what was exported {options[0]} is sound", run("check", options[1]).returncode == 0, run("check", options[1]).stdout)
        first = next(f for f in sorted((models / "ibm-industrial-bpmn").glob("*.bpmn")))
        check("a model as PNML", run("export", first, "--pnml", folder / "m.pnml").returncode == 0)
        def model(name, nodes, *flows):
            lines = "".join(f'<sequenceFlow id="f{k}" sourceRef="{f[0]}" targetRef="{f[1]}"/>' for k, f in enumerate(flows))
            (folder / name).write_text('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"><process id="p">'
                                       + nodes + lines + "</process></definitions>", encoding="utf-8")
            return folder / name
        one_way = '<startEvent id="s"/><task id="a"/><task id="c"/><task id="d"/><endEvent id="e">'
        plain = model("plain.bpmn", one_way + "</endEvent>", "sa", "ac", "cd", "de")
        ends = model("ends.bpmn", one_way + '</endEvent><exclusiveGateway id="g"/><endEvent id="f"/>', "sa", "ag", "gc", "gf", "cd", "de")
        # the timer leads to c as well: c and d twice at once, and the end takes away what is left
        twice = model("twice.bpmn", one_way + '<terminateEventDefinition/></endEvent><boundaryEvent id="b" attachedToRef="a" '
                      'cancelActivity="false"><timerEventDefinition/></boundaryEvent>', "sa", "ac", "bc", "cd", "de")
        for file, code in ((plain, ""), (ends, "pnml/several-ends"), (twice, "pnml/read-otherwise")):
            done = run("export", file, "--pnml", folder / "m.pnml")
            check(f"what the PNML of {file.name} does not say", done.returncode == 0 and bool(code) == bool(done.stderr) and code in done.stderr, done.stderr)
            both = [run("check", f).returncode for f in (file, folder / "m.pnml")]
            check(f"{file.name} and its PNML are judged as told", (both[0] == both[1]) == (code == ""), str(both))
        own, both = pathlib.Path(sys.argv[2]) / "examples/lend-tools.json", [folder / "own.bpmn", folder / "own.pnml"]
        done = run("export", own, "--bpmn", both[0], "--pnml", both[1], "--json")
        check("a procedure file as BPMN and PNML", done.returncode == 0
              and json.loads(done.stdout) == {"bpmn": str(both[0]), "pnml": str(both[1])}, done.stdout + done.stderr)
        done = run("check", *both)
        check("both are sound", done.returncode == 0, done.stdout + done.stderr)
        check("a model is no procedure", run("export", first, "--bpmn", folder / "x.bpmn").returncode == 2)
        check("an unknown procedure", run("export", "nothing", "--pnml", folder / "x.pnml").returncode == 2)
    if failures:
        sys.exit("\n".join(failures))
    print("models are checked and exported")


if __name__ == "__main__":
    main()
