"""every function of dinh.h is described, and the snippets compile and run"""
# usage: header_snippets.py SOURCE LIBRARY COMPILER [FLAG…]
import pathlib
import re
import subprocess
import sys
import tempfile

source, library, compiler, flags = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
header = (source / "include" / "dinh" / "dinh.h").read_text(encoding="utf-8")
faults = []

# -- each function has a comment of its own or shares that of the one above, which says since when
comment = ""
functions = []
for block in re.split(r"\n\s*\n", header):
    found = re.search(r"/\*.*?\*/", block, re.S)
    declared = re.findall(r"^DINH_CAPI [^;{]*?\b(dinh_\w+)\(", block, re.M)
    functions += declared
    if not declared or all(f.endswith("_free") for f in declared):
        continue
    for part in re.split(r"(?=/\*)", block):
        names = re.findall(r"^DINH_CAPI [^;{]*?\b(dinh_\w+)\(", part, re.M)
        if not names:
            continue
        if not re.search(r"since \d+\.\d+", part):
            faults.append(f"{', '.join(names)}: no comment says since which version")
tests = "".join(p.read_text(encoding="utf-8") for p in (source / "tests" / "capi").glob("*.c*"))
for name in functions:
    if name + "(" not in tests:
        faults.append(f"{name} is called by no test")

# -- the page for C names every function, and says of every command how C does it
page = (source / "docs" / "embed-c.md").read_text(encoding="utf-8")
named = set(re.findall(r"`(dinh_[a-z0-9_]+)`", page))
faults += [f"docs/embed-c.md does not name {f}" for f in functions if f not in named and not f.endswith("_free")]
faults += [f"docs/embed-c.md names {f}, which is not in dinh.h" for f in named - set(functions) - set(re.findall(r"dinh_\w+", header))]
commands = re.findall(r"line\.app\.add_subcommand\(\s*\"([a-z-]+)\"", (source / "src" / "cli" / "main.cpp").read_text(encoding="utf-8"))
rows = re.findall(r"^\| `dinh ([a-z-]+)` \|", page, re.M)
if sorted(rows) != sorted(commands) or len(commands) < 20:
    faults.append(f"docs/embed-c.md tells of the commands {sorted(rows)}, the command has {sorted(commands)}")

# -- the snippets: lines that begin with " *   " in a comment
snippets = []
for text in re.findall(r"/\*.*?\*/", header, re.S):
    lines = [line[5:] for line in text.splitlines() if line.startswith(" *   ")]
    if lines:
        snippets.append("\n".join(lines))
program = """#include <dinh/dinh.h>
#include <stdio.h>
#include <string.h>
"""
arguments = "const dinh_pack *pack, const dinh_calendar *calendar, const dinh_register *units, dinh_day day"
for number, snippet in enumerate(snippets):
    program += f"static void snippet_{number}({arguments}) {{\n(void)pack; (void)calendar; (void)units; (void)day;\n{{\n{snippet}\n}}\n}}\n"
program += """int main(int count, char **given) {
  dinh_pack *pack = NULL;
  dinh_calendar *calendar = NULL;
  dinh_register *units = NULL;
  if (dinh_pack_vietnam(&pack) != DINH_OK || dinh_calendar_open(pack, "state-agency", 12, &calendar) != DINH_OK) return 1;
  if (count < 2 || dinh_register_open(pack, given[1], strlen(given[1]), &units) != DINH_OK) return 1;
"""
program += "".join(f"  snippet_{n}(pack, calendar, units, 0);\n" for n in range(len(snippets)))
program += """  dinh_register_free(units);
  dinh_calendar_free(calendar);
  dinh_pack_free(pack);
  return 0;
}
"""
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder) / "snippets.c"
    file.write_text(program, encoding="utf-8")
    built = subprocess.run(
        [compiler, "-std=c99", "-Wall", "-Wextra", "-Werror", "-Wno-unused-but-set-variable", *flags, f"-I{source / 'include'}",
         str(file), "-o", f"{folder}/snippets", library, f"-Wl,-rpath,{pathlib.Path(library).parent}"],
        capture_output=True, text=True)
    if built.returncode != 0:
        faults.append(built.stderr)
    else:
        ran = subprocess.run([f"{folder}/snippets", str(source / "examples" / "nghe_an")], capture_output=True, text=True)
        if ran.returncode != 0 or '"outcome":"passed"' not in ran.stdout:
            faults.append(f"the snippets end with {ran.returncode}: {ran.stdout}{ran.stderr}")
for fault in faults:
    print(fault, file=sys.stderr)
print(f"{len(functions)} functions, {len(snippets)} snippets, {len(faults)} faults")
sys.exit(1 if faults or len(snippets) < 8 or len(functions) < 100 else 0)
