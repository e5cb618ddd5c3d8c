"""What the checks of the command share: the folders they were given, the command run, what was found, the end.

A check script is run with DINH [SOURCE_FOLDER [SHARED_FOLDER]]; each check is counted, every failure is told at the end.
"""
import json
import pathlib
import subprocess
import sys

dinh, source, shared = ([pathlib.Path(a).resolve() for a in sys.argv[1:4] if not a.startswith("--")] + [None] * 3)[:3]
_faults = []
_count = 0


def run(*arguments, **more):
    """The command with these arguments; `more` as for subprocess.run, `stdin` is text."""
    return subprocess.run([str(dinh), *map(str, arguments)], input=more.pop("stdin", None), capture_output=True, text=True, **more)


def check(what, holds, detail=""):
    global _count
    _count += 1
    if not holds:
        _faults.append(f"{what}\n{detail}")


def ends(status, arguments, *parts, **more):
    """It ends with this exit status and says these parts; what it printed."""
    done = run(*arguments, **more)
    check(f"dinh {' '.join(map(str, arguments))}",
          done.returncode == status and all(p in done.stdout + done.stderr for p in parts),
          f"exit {done.returncode}, wanted {status} and {parts} in:\n{done.stdout}{done.stderr}")
    return done.stdout


def answers(arguments, *parts):
    """Exit status 0 and these parts on standard output."""
    done = run(*arguments)
    check(f"dinh {' '.join(map(str, arguments))}", done.returncode == 0 and all(p in done.stdout for p in parts),
          f"exit {done.returncode}, wanted {parts} in:\n{done.stdout}{done.stderr}")
    return done.stdout


def refuses(arguments, *parts):
    """Exit status 2, nothing answered, and these parts on standard error."""
    done = run(*arguments)
    check(f"dinh {' '.join(map(str, arguments))} is refused",
          done.returncode == 2 and all(p in done.stderr for p in parts) and not done.stdout,
          f"exit {done.returncode}, wanted 2 and {parts} in:\n{done.stdout}{done.stderr}")


def as_json(*arguments):
    """The answer under --json; an empty object, and a fault, if it is none."""
    done = run(*arguments, "--json")
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        check(f"dinh {' '.join(map(str, arguments))} --json", False, f"exit {done.returncode}, {error}: {done.stdout[:500]}{done.stderr}")
        return {}


def finish():
    for fault in _faults:
        print(fault, file=sys.stderr)
    print(f"{_count - len(_faults)} of {_count} checks hold")
    sys.exit(1 if _faults else 0)
