"""the Python package becomes a wheel without a network, with all its files and the library's version"""
# usage: check_wheel.py LIBRARY SOURCE
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

library, source = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
# the interpreter of the tests, or that of the system, whichever has setuptools and wheel
for python in (sys.executable, "/usr/bin/python3"):
    if subprocess.run([python, "-c", "import setuptools, wheel"], capture_output=True).returncode == 0:
        break
else:
    sys.exit("no Python here has setuptools and wheel: apt-get install python3-setuptools python3-wheel")

header = (source / "include" / "dinh" / "version.hpp").read_text(encoding="utf-8")
version = ".".join(re.search(rf"#define DINH_VERSION_{part} (\d+)", header)[1] for part in ("MAJOR", "MINOR", "PATCH"))
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    shutil.copytree(source / "bindings" / "python", folder / "python", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "out").mkdir()
    # what `pip install --no-build-isolation` calls
    built = subprocess.run([python, "-c", "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))",
                            str(folder / "out")], cwd=folder / "python", capture_output=True, text=True)
    if built.returncode != 0:
        sys.exit(built.stdout + built.stderr)
    wheels = list((folder / "out").glob("*.whl"))
    if [w.name for w in wheels] != [f"dinh-{version}-py3-none-any.whl"]:
        sys.exit(f"the wheel is {[w.name for w in wheels]}; include/dinh/version.hpp says {version}: bindings/python/pyproject.toml must say the same")
    with zipfile.ZipFile(wheels[0]) as wheel:
        packed = {n for n in wheel.namelist() if n.startswith("dinh/")}
        wanted = {f"dinh/{p.name}" for p in (source / "bindings" / "python" / "dinh").iterdir() if p.is_file()}
        if packed != wanted:
            sys.exit(f"the wheel holds {sorted(packed)}, the package {sorted(wanted)}")
        wheel.extractall(folder / "installed")
    ran = subprocess.run([sys.executable, "-c", "import dinh; print('.'.join(map(str, dinh.version())), len(dinh.Pack.vietnam().rules()))"],
                         env={**os.environ, "PYTHONPATH": str(folder / "installed"), "DINH_LIBRARY": str(library)}, cwd=folder, capture_output=True, text=True)
    if ran.returncode != 0 or not ran.stdout.startswith(version + " "):
        sys.exit(f"what was installed says {ran.stdout}{ran.stderr}")
print(f"{wheels[0].name}: {', '.join(sorted(packed))}")
