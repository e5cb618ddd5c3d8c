"""whose fault is it that something was not freed when memory ended?"""
# usage: judge_leaks.py FILE, which holds stacks of "module offset" lines, innermost first, with an empty line after each
import collections
import pathlib
import subprocess
import sys

# Third parties that lose memory where an allocation fails inside of them.
KNOWN = ("nlohmann::",)
# The words of a thread's last failure, which it keeps until the next one.
KEPT = ("dinh::capi::fail(",)

stacks = [[tuple(line.rsplit(" ", 1)) for line in s.splitlines()] for s in pathlib.Path(sys.argv[1]).read_text().split("\n\n") if s.strip()]
wanted = collections.defaultdict(set)
for stack in stacks:
    for module, offset in stack:
        wanted[module].add(offset)
names = {}
for module, offsets in wanted.items():
    order = sorted(offsets)
    told = subprocess.run(["addr2line", "-a", "-i", "-f", "-C", "-e", module, *order], capture_output=True, text=True)
    at = None
    for number, line in enumerate(told.stdout.splitlines()):
        if line.startswith("0x"):
            at = (module, hex(int(line, 16)))
            names[at] = []
        elif not line.startswith(("/", "?", ".")) or "(" in line:
            names[at].append(line)

ours = []
for stack in stacks:
    frames = [name for place in stack for name in names.get(place, ["?"])]
    if not any(known in name for known in KNOWN + KEPT for name in frames):
        ours.append([f for f in frames if "dinh" in f or "leak" in f][:12])
controls = [o for o in ours if any("deliberate_leak" in name for name in o)]
ours = [o for o in ours if o not in controls]
if len(controls) != 1:
    sys.exit("the leak that was made on purpose was not found: others would not be either")
print(f"{len(stacks)} different stacks, {len(ours)} of them ours")
if not stacks:
    sys.exit("nlohmann::json used to lose memory: if it does no more, this has to be looked at again")
if not any(name != "??" for all_names in names.values() for name in all_names):
    sys.exit("no names: build with debug information")
for frames in ours[:10]:
    print("never freed:\n  " + "\n  ".join(frames), file=sys.stderr)
sys.exit(1 if ours else 0)
