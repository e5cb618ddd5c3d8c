#!/usr/bin/env python3
"""Receipts, layers, evidence levels and signatures on the command line.

usage: check_receipts.py DINH SOURCE_FOLDER [SHARED_FOLDER]
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

dinh, source = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
faults = []
count = 0


def run(*arguments, stdin=None):
    return subprocess.run([str(dinh), *map(str, arguments)], input=stdin, capture_output=True, text=True,
                          cwd=tempfile.gettempdir())


def check(what, holds, detail=""):
    global count
    count += 1
    if not holds:
        faults.append(f"{what}\n{detail}")


def expect(status, arguments, *parts, stdin=None):
    done = run(*arguments, stdin=stdin)
    check(f"dinh {' '.join(map(str, arguments))}",
          done.returncode == status and all(p in done.stdout + done.stderr for p in parts),
          f"exit {done.returncode}, wanted {status} and {parts} in:\n{done.stdout}{done.stderr}")
    return done.stdout


vote = ["decide", "--content", "15.6", "--form", "meeting", "--households", "300", "--present", "280",
        "--in-favour", "160", "--on"]

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    due, decision, many = folder / "due.json", folder / "vote.json", folder / "many.jsonl"

    # receipts
    expect(0, ["due", "--rule", "GDL-12-2", "--after", "2025-04-24", "--receipt", due], "2025-05-05")
    receipt = json.loads(due.read_text(encoding="utf-8"))
    check("the receipt names question, day, pack and rule",
          receipt["question"] == "due" and receipt["result"]["day"] == "2025-05-05" and receipt["pack"]["id"] == "vn"
          and receipt["inputs"]["rule"] == "GDL-12-2", receipt)
    body = {k: v for k, v in receipt.items() if k != "hash"}
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    check("any other program can take the hash", hashlib.sha256(canonical).hexdigest() == receipt["hash"])
    expect(0, ["verify-receipt", due], "the same")
    expect(0, ["verify-receipt", due, "--lang", "vi"], "giống hệt")
    check("as JSON", json.loads(expect(0, ["verify-receipt", due, "--json"]))[0]["same"] is True)
    odd = folder / os.fsdecode(b"due-\xff.json")
    shutil.copy(due, odd)
    check("a name that is not UTF-8", "\ufffd" in expect(0, ["verify-receipt", odd, "--json"]))
    original = due.read_text(encoding="utf-8")
    due.write_text(original.replace("2025-05-05", "2025-05-06", 1), encoding="utf-8")
    expect(1, ["verify-receipt", due], "receipt/result-changed")
    due.write_text(original.replace('"from":"2025-04-24"', '"from":"2025-04-23"'), encoding="utf-8")
    expect(1, ["verify-receipt", due], "receipt/inputs-changed")
    due.write_text(original[:200], encoding="utf-8")
    expect(2, ["verify-receipt", due], "json/syntax")
    due.write_text(original, encoding="utf-8")

    expect(0, [*vote, "2025-06-01", "--receipt", decision], "passed")
    expect(0, ["verify-receipt", decision])
    requests = [{"id": "a", "kind": "deadline", "as_of": "2025-04-24",
                 "input": {"limit": {"value": 5, "unit": "working_day", "direction": "within_after"},
                           "trigger": "2025-04-24"}},
                {"id": "b", "kind": "minimum_votes", "as_of": "2025-04-24",
                 "input": {"setting": "village", "content": "15.6", "households": 300}}]
    expect(0, ["answer", "--receipt", many], "151", "2025-05-05", stdin="".join(json.dumps(r) + "\n" for r in requests))
    check("two receipts", len(many.read_text(encoding="utf-8").splitlines()) == 2)
    expect(0, ["verify-receipt", many], ":1: the same", ":2: the same")

    # another version of the pack
    older = folder / "older"
    shutil.copytree(source / "src/packs/vn", older)
    manifest = json.loads((older / "pack.json").read_text(encoding="utf-8"))
    now, manifest["version"] = manifest["version"], "1999.1"
    (older / "pack.json").write_text(json.dumps(manifest), encoding="utf-8")
    expect(0, ["due", "--within", "5wd", "--after", "2025-04-24", "--pack", older, "--receipt", due])
    expect(1, ["verify-receipt", due], "receipt/other-pack", "vn 1999.1", f"vn {now}")
    expect(0, ["verify-receipt", due, "--pack", older], "the same")

    # layers
    layer = source / "examples/layer"
    expect(0, [*vote, "2024-12-31", "--layer", layer], "passed")
    expect(1, [*vote, "2025-06-01", "--layer", layer], "not passed", "VD-01 (ví dụ), M]", "By the rule of the province")
    expect(1, [*vote, "2025-06-01", "--layer", layer, "--lang", "vi"], "Theo quy định của tỉnh")
    expect(0, ["check", "--layer", layer], "layer example-province 1")
    expect(1, ["verify-receipt", decision, "--layer", layer], "receipt/other-pack", "example-province", "receipt/other-result")
    wrong = folder / "layer"
    shutil.copytree(layer, wrong)
    rules = (wrong / "rules.json").read_text(encoding="utf-8")
    (wrong / "rules.json").write_text(rules.replace('"overrides": ["GDL-21-6", "D59-5-4b"], ', ""), encoding="utf-8")
    expect(2, ["check", "--layer", wrong], "layer/undeclared-conflict", "rules.json#/rules/0")
    expect(2, ["check", "--pack", wrong], "layer/not-a-base-pack")

    # evidence
    expect(0, ["due", "--within", "5wd", "--after", "2025-04-24", "--min-evidence", "S"], "2025-05-05")
    expect(1, ["due", "--within", "5wd", "--after", "2025-04-24", "--min-evidence", "T"], "level S", "8726/VPCP-KGVX")
    expect(0, [*vote, "2025-06-01", "--min-evidence", "T"], "passed")
    expect(1, [*vote, "2025-06-01", "--layer", layer, "--min-evidence", "S"], "undetermined", "level M")

    # signatures
    secret, public = folder / "secret.key", folder / "public.key"
    key = expect(0, ["pack", "keys", "--secret", secret, "--public", public]).strip()
    check("the secret key is for its owner only", secret.stat().st_mode & 0o077 == 0, oct(secret.stat().st_mode))
    expect(2, ["pack", "keys", "--secret", secret, "--public", folder / "new.key"], "cli/file")
    signed = folder / "signed"
    shutil.copytree(layer, signed)
    expect(1, ["pack", "verify", signed, "--key", public], "signature/none")
    expect(2, ["check", "--layer", signed, "--require-signature", public], "signature/none")
    expect(2, ["check", source / "src/packs/vn", "--require-signature", public], "signature/none")
    expect(0, ["pack", "sign", signed, "--secret", secret], "pack.sig")
    expect(0, ["pack", "verify", signed, "--key", key], "good")
    expect(0, ["check", "--layer", signed, "--require-signature", public], "layer example-province 1")
    (signed / "rules.json").write_text(rules.replace('"num": 2', '"num": 1'), encoding="utf-8")
    expect(1, ["pack", "verify", signed, "--key", public], "signature/other-files")
    expect(2, [*vote, "2025-06-01", "--layer", signed, "--require-signature", public], "signature/other-files")
    check("the hash of the embedded pack is that of its folder",
          expect(0, ["pack", "hash"]) == expect(0, ["pack", "hash", source / "src/packs/vn"]))

for fault in faults:
    print(fault, file=sys.stderr)
print(f"{count - len(faults)} of {count} checks of receipts and packs hold")
sys.exit(1 if faults else 0)
