#!/usr/bin/env python3
"""Counts what the Vietnamese pack knows and how well, and keeps the figures of docs/limits.md and of the README in step.

usage: figures.py [ROOT]          say what has drifted; exit status 1 if anything has
       figures.py --write [ROOT]  write the figures into docs/limits.md
"""
import collections
import json
import pathlib
import re
import sys

BEGIN = "<!-- counted from src/packs/vn by tests/docs/figures.py --write; do not edit by hand -->"
END = "<!-- end of what is counted -->"
LEVELS = ("T", "S", "M")

# What the README says of the pack, white space aside. A sentence that no longer holds fails the check.
SENTENCES = {
    "README.md": [
        "{rules} rules, {grassroots} of the Law",
        "and {adjacent} of the procedures beside it",
        "{procedures_in_words} procedures as data",
        "{roles} roles",
    ],
    "README.vi.md": [
        "{rules} quy tắc",
        "{grassroots} quy tắc của Luật",
        "{adjacent} quy tắc của các thủ tục liên quan",
        "{procedures} quy trình dưới dạng dữ liệu",
        "{roles} vai trò",
    ],
}
TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
UNITS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def in_words(n):
    """A number of 20 to 99 as a word."""
    if not 20 <= n <= 99:
        return str(n)
    ten, unit = n // 10 * 10, n % 10
    return TENS[ten] + (f"-{UNITS[unit]}" if unit else "")


def by_level(things):
    counts = collections.Counter(t["evidence"] for t in things)
    assert not set(counts) - set(LEVELS), counts
    return [counts[level] for level in LEVELS]


def read(root):
    """All counts and rows, from the files that pack.json names."""
    folder = root / "src/packs/vn"
    load = lambda name: json.loads((folder / name).read_text(encoding="utf-8"))
    pack = load("pack.json")
    many = lambda kind, member: [x for name in pack[kind] for x in load(name).get(member, [])]
    rules = many("rules", "rules")
    roles = many("roles", "roles")
    procedures = [load(name) for name in pack["procedures"]]
    calendar = load("calendar-state-agency.json")
    years = [(d["from"][:4], int(d["until"][:4]) - 1) for d in calendar["decided"]]
    rows = [
        ("rules", rules),
        ("of these with a time limit", [r for r in rules if "time" in r]),
        ("of these with a vote or a quorum", [r for r in rules if "vote" in r or "quorum" in r]),
        ("of these that decide questions by themselves", [r for r in rules if r.get("use")]),
        ("deadlines of procedures", [d for p in procedures for d in p.get("deadlines", [])]),
        ("dates of instruments", many("instruments", "instruments")),
        ("dated rules on roles of bodies and offices", roles),
        ("relations between bodies", many("roles", "relations")),
        ("rules on the composition of bodies", many("roles", "composition")),
        ("days off and worked rest days of state agencies, as decided", calendar["entries"]),
        ("statutory holidays by rule, for years without a decision", calendar["rules"]),
    ]
    return {
        "rules": len(rules),
        "grassroots": len(load("rules.json")["rules"]),
        "adjacent": len(load("rules-adjacent.json")["rules"]),
        "procedures": len(procedures),
        "procedures_in_words": in_words(len(procedures)),
        "roles": len({r["id"] for r in roles}),
        "unseen": sum(1 for r in rules if r.get("wording_unseen_from")),
        "unknown": sum(1 for r in rules if r.get("open_period") == "unknown"),
        "conflicts": sum(1 for r in rules if "conflict" in r),
        "decided": ", ".join(f"{a}-{b}" if int(a) != b else a for a, b in years),
        "version": pack["version"],
        "rows": rows,
    }


def table(found):
    lines = [f"Pack `vn`, version {found['version']}:", "",
             "| what | all | T | S | M |", "|---|---|---|---|---|"]
    lines += [f"| {what} | {len(things)} | " + " | ".join(map(str, by_level(things))) + " |" for what, things in found["rows"]]
    lines += ["",
              f"- {found['unseen']} rules are known only in their original wording although a later reform touched what they name.",
              f"- {found['unknown']} rules set a period whose length was not found; {found['conflicts']} "
              f"{'states' if found['conflicts'] == 1 else 'state'} that two texts conflict.",
              f"- The days off of state agencies are decided for {found['decided']}. Every other year is provisional.",
              f"- {found['procedures']} procedures."]
    return "\n".join(lines)


def drifted(root):
    """One line for each place that says something else than the pack."""
    found, faults = read(root), []
    page = (root / "docs/limits.md").read_text(encoding="utf-8")
    if f"{BEGIN}\n{table(found)}\n{END}" not in page:
        faults.append("docs/limits.md: the figures are not those of the pack; run `python3 tests/docs/figures.py --write`")
    for file, sentences in SENTENCES.items():
        text = " ".join((root / file).read_text(encoding="utf-8").split())
        for sentence in sentences:
            words = sentence.format(**{k: v for k, v in found.items() if k != "rows"})
            if words.lower() not in text.lower():
                faults.append(f"{file}: does not say \"{words}\", as the pack has it")
    return faults


def main():
    arguments = sys.argv[1:]
    write = "--write" in arguments
    root = pathlib.Path(next((a for a in arguments if a != "--write"), pathlib.Path(__file__).resolve().parents[2]))
    if write:
        page = root / "docs/limits.md"
        text = page.read_text(encoding="utf-8")
        if BEGIN not in text or END not in text:
            sys.exit(f"{page} has no place for the figures")
        new = re.sub(re.escape(BEGIN) + r".*?" + re.escape(END), lambda _: f"{BEGIN}\n{table(read(root))}\n{END}", text, flags=re.S)
        page.write_text(new, encoding="utf-8")
    faults = drifted(root)
    print("\n".join(faults) if faults else "the figures are those of the pack")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
