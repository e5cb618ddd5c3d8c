#!/usr/bin/env python3
"""Receipts, layers, evidence levels and signatures on the command line.

usage: check_receipts.py DINH SOURCE_FOLDER [SHARED_FOLDER]
"""
import hashlib
import json
import os
import pathlib
import shutil
import tempfile

from checking import check, ends, finish, source

vote = ["decide", "--content", "15.6", "--form", "meeting", "--households", "300", "--present", "280",
        "--in-favour", "160", "--on"]

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    due, decision, many = folder / "due.json", folder / "vote.json", folder / "many.jsonl"

    # receipts
    ends(0, ["due", "--rule", "GDL-12-2", "--after", "2025-04-24", "--receipt", due], "2025-05-05")
    receipt = json.loads(due.read_text(encoding="utf-8"))
    check("the receipt names question, day, pack and rule",
          receipt["question"] == "due" and receipt["result"]["day"] == "2025-05-05" and receipt["pack"]["id"] == "vn"
          and receipt["inputs"]["rule"] == "GDL-12-2", receipt)
    body = {k: v for k, v in receipt.items() if k != "hash"}
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    check("any other program can take the hash", hashlib.sha256(canonical).hexdigest() == receipt["hash"])
    ends(0, ["verify-receipt", due], "the same")
    ends(0, ["verify-receipt", due, "--lang", "vi"], "giống hệt")
    check("as JSON", json.loads(ends(0, ["verify-receipt", due, "--json"]))[0]["same"] is True)
    odd = folder / os.fsdecode(b"due-\xff.json")
    shutil.copy(due, odd)
    check("a name that is not UTF-8", "\ufffd" in ends(0, ["verify-receipt", odd, "--json"]))
    original = due.read_text(encoding="utf-8")
    due.write_text(original.replace("2025-05-05", "2025-05-06", 1), encoding="utf-8")
    ends(1, ["verify-receipt", due], "receipt/result-changed")
    due.write_text(original.replace('"from":"2025-04-24"', '"from":"2025-04-23"'), encoding="utf-8")
    ends(1, ["verify-receipt", due], "receipt/inputs-changed")
    due.write_text(original[:200], encoding="utf-8")
    ends(2, ["verify-receipt", due], "json/syntax")
    due.write_text(original, encoding="utf-8")

    ends(0, [*vote, "2025-06-01", "--receipt", decision], "passed")
    ends(0, ["verify-receipt", decision])
    requests = [{"id": "a", "kind": "deadline", "as_of": "2025-04-24",
                 "input": {"limit": {"value": 5, "unit": "working_day", "direction": "within_after"},
                           "trigger": "2025-04-24"}},
                {"id": "b", "kind": "minimum_votes", "as_of": "2025-04-24",
                 "input": {"setting": "village", "content": "15.6", "households": 300}}]
    ends(0, ["answer", "--receipt", many], "151", "2025-05-05", stdin="".join(json.dumps(r) + "\n" for r in requests))
    check("two receipts", len(many.read_text(encoding="utf-8").splitlines()) == 2)
    ends(0, ["verify-receipt", many], ":1: the same", ":2: the same")

    # another version of the pack
    older = folder / "older"
    shutil.copytree(source / "src/packs/vn", older)
    manifest = json.loads((older / "pack.json").read_text(encoding="utf-8"))
    now, manifest["version"] = manifest["version"], "1999.1"
    (older / "pack.json").write_text(json.dumps(manifest), encoding="utf-8")
    ends(0, ["due", "--within", "5wd", "--after", "2025-04-24", "--pack", older, "--receipt", due])
    ends(1, ["verify-receipt", due], "receipt/other-pack", "vn 1999.1", f"vn {now}")
    ends(0, ["verify-receipt", due, "--pack", older], "the same")

    # layers
    layer = source / "examples/layer"
    ends(0, [*vote, "2024-12-31", "--layer", layer], "passed")
    ends(1, [*vote, "2025-06-01", "--layer", layer], "not passed", "VD-01 (ví dụ), M]", "By the rule of the province")
    ends(1, [*vote, "2025-06-01", "--layer", layer, "--lang", "vi"], "Theo quy định của tỉnh")
    ends(0, ["check", "--layer", layer], "layer example-province 1")
    ends(1, ["verify-receipt", decision, "--layer", layer], "receipt/other-pack", "example-province", "receipt/other-result")
    wrong = folder / "layer"
    shutil.copytree(layer, wrong)
    rules = (wrong / "rules.json").read_text(encoding="utf-8")
    (wrong / "rules.json").write_text(rules.replace('"overrides": ["GDL-21-6", "D59-5-4b"], ', ""), encoding="utf-8")
    ends(2, ["check", "--layer", wrong], "layer/undeclared-conflict", "rules.json#/rules/0")
    ends(2, ["check", "--pack", wrong], "layer/not-a-base-pack")

    # evidence
    ends(0, ["due", "--within", "5wd", "--after", "2025-04-24", "--min-evidence", "S"], "2025-05-05")
    ends(1, ["due", "--within", "5wd", "--after", "2025-04-24", "--min-evidence", "T"], "level S", "8726/VPCP-KGVX")
    ends(0, [*vote, "2025-06-01", "--min-evidence", "T"], "passed")
    ends(1, [*vote, "2025-06-01", "--layer", layer, "--min-evidence", "S"], "undetermined", "level M")

    # signatures
    secret, public = folder / "secret.key", folder / "public.key"
    key = ends(0, ["pack", "keys", "--secret", secret, "--public", public]).strip()
    check("the secret key is for its owner only", secret.stat().st_mode & 0o077 == 0, oct(secret.stat().st_mode))
    ends(2, ["pack", "keys", "--secret", secret, "--public", folder / "new.key"], "cli/file")
    signed = folder / "signed"
    shutil.copytree(layer, signed)
    ends(1, ["pack", "verify", signed, "--key", public], "signature/none")
    ends(2, ["check", "--layer", signed, "--require-signature", public], "signature/none")
    ends(2, ["check", source / "src/packs/vn", "--require-signature", public], "signature/none")
    ends(0, ["pack", "sign", signed, "--secret", secret], "pack.sig")
    ends(0, ["pack", "verify", signed, "--key", key], "good")
    ends(0, ["check", "--layer", signed, "--require-signature", public], "layer example-province 1")
    (signed / "rules.json").write_text(rules.replace('"num": 2', '"num": 1'), encoding="utf-8")
    ends(1, ["pack", "verify", signed, "--key", public], "signature/other-files")
    ends(2, [*vote, "2025-06-01", "--layer", signed, "--require-signature", public], "signature/other-files")
    check("the hash of the embedded pack is that of its folder",
          ends(0, ["pack", "hash"]) == ends(0, ["pack", "hash", source / "src/packs/vn"]))

finish()
