#!/usr/bin/env python3
"""The dinh command leaves no check and no file out without a word, says when its answer was lost, and destroys nothing

usage: check_output.py DINH SOURCE_FOLDER SHARED_FOLDER
"""
import os
import pathlib
import subprocess
import tempfile

from checking import check, dinh, ends, finish, refuses, run, source

due = ["due", "--within", "5wd", "--after", "2025-04-24"]

# an empty value is a variable that was not set: to go on without it would leave out a check or a file
for arguments in (["--require-signature", "", "--layer", source / "examples/layer", "show", "rule", "GDL-12-2"], [*due, "--receipt", ""],
                  ["--pack", "", *due], ["export", "pub_commune", "--pnml", ""], ["show", "procedure", "pub_commune", "--svg", ""],
                  ["duties", "--journal", "", "--as-of", "2026-01-01"], ["show", "rule", ""]):
    refuses(arguments, "empty")

# the answer is lost
if pathlib.Path("/dev/full").exists():
    for arguments in (due, ["--help"], ["show", "rule"], ["--json", *due]):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([dinh, *map(str, arguments)], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        check(f"an answer to a full device: {arguments}", done.returncode == 2 and "cli/output" in done.stderr, done.stderr)
closed = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", dinh, *due], stderr=subprocess.PIPE, text=True, check=False)
check("an answer to nowhere", closed.returncode == 2 and "cli/output" in closed.stderr, closed.stderr)

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    folder_as_input = subprocess.run(["sh", "-c", 'exec "$@" <"$0"', folder, dinh, "answer"], capture_output=True, text=True, check=False)
    check("questions from a folder", folder_as_input.returncode == 2 and "cli/input" in folder_as_input.stderr, folder_as_input.stderr)

    # what stands at the target and beside it
    target, beside, victim = folder / "net.pnml", folder / "net.pnml.part", folder / "victim"
    victim.write_text("precious", encoding="utf-8")
    beside.symlink_to(victim)
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    export = ["export", "pub_commune", "--pnml"]
    ends(0, [*export, target])
    whole = target.read_text(encoding="utf-8")
    check("the file is there, with its permissions", "<pnml" in whole and target.stat().st_mode & 0o777 == 0o640, oct(target.stat().st_mode))
    check("what stood beside it is untouched", beside.is_symlink() and victim.read_text(encoding="utf-8") == "precious")
    check("and nothing is left behind", sorted(p.name for p in folder.iterdir()) == ["net.pnml", "net.pnml.part", "victim"],
          str(list(folder.iterdir())))
    os.umask(0o027)
    ends(0, [*export, folder / "new.pnml"])
    check("a new file has the permissions of the user's mask", (folder / "new.pnml").stat().st_mode & 0o777 == 0o640)
    link = folder / "link"
    link.symlink_to(victim)
    ends(0, [*export, link])
    check("what a link leads to is written, the link stays", link.is_symlink() and victim.read_text(encoding="utf-8") == whole)
    ends(2, [*export, folder], "cli/file")
    ends(2, [*export, folder / "absent" / "net.pnml"], "cli/file")

    # pipes and devices are written and read as they are
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True)
    ends(0, [*export, pipe])
    check("a pipe is written to", reader.communicate(timeout=60)[0] == whole and pipe.is_fifo())
    writer = subprocess.Popen(["cp", target, pipe])
    done = run("check", pipe)
    writer.wait(timeout=60)
    check("a pipe is read to its end", done.returncode == 0 and "sound" in done.stdout, done.stdout + done.stderr)
    if pathlib.Path("/dev/full").exists():
        ends(2, [*export, "/dev/full"], "cli/file")
        check("a device stays one", pathlib.Path("/dev/full").is_char_device())

# a day with something behind it that is no time
for moment in ("10000-01-01", "２０２５-01-01", "2025-04-24x", "2025-04-24 25:00"):
    done = run("due", "--within", "5d", "--after", moment)
    check(f"{moment} is told as it was given", done.returncode == 2 and moment in done.stderr, done.stderr)

finish()
