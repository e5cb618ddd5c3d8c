#!/usr/bin/env python3
"""Checks the Markdown pages: every code block is compiled, run or compared; every link leads somewhere.

usage: check_pages.py ROOT [--dinh PROGRAM] [--example-dir FOLDER] [--shared FOLDER]

A block is checked by what it is:
  ```cpp       stands word for word (but for indentation) in a file of examples/ or tests/consumer/, which the build compiles and the tests run
  ```console   "$ dinh …" or a named example is run and the output compared line by line, where a line "…" stands for any
               number of lines and "…" at the end of a line for its rest; "$ ./dev run" is compared with what the main job prints; other commands of ./dev must exist
  ```cmake     stands word for word in a file of tests/consumer/
  ```python    stands word for word in a program of examples/, which the tests run
  ```json      is valid JSON
  ```text, ```mermaid   are prose or pictures
Any other block, or one without a language, is a fault. The commands of a page run one after another in a folder of its
own that looks like the source folder with an empty build/: what one writes the next may read, and no page sees another.

Links must lead somewhere, to their heading too; words_with_lines and --options in the prose must occur in the sources;
docs/README.md must name every page; and the figures that README.md and
docs/limits.md tell of the pack must be those of the pack (figures.py).
"""
import contextlib
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import figures


def squeeze(code):
    return "\n".join(line.strip() for line in code.splitlines() if line.strip())


def line_matches(expected, actual):
    """Whether the line agrees, where "…" at its end stands for any rest."""
    if expected.rstrip().endswith("…"):
        return actual.startswith(expected.rstrip()[:-1])
    return expected.rstrip() == actual.rstrip()


def output_matches(expected, actual):
    """Whether the lines agree, where a line "…" of `expected` stands for any lines."""
    if not expected:
        return not actual
    if expected[0] == "…":
        return any(output_matches(expected[1:], actual[i:]) for i in range(len(actual) + 1))
    return bool(actual) and line_matches(expected[0], actual[0]) and output_matches(expected[1:], actual[1:])


def anchors(page):
    """The anchors of a page's headings, as the usual hosts make them."""
    found = set()
    in_block = False
    for line in page.read_text(encoding="utf-8").splitlines():
        in_block ^= line.startswith("```")
        heading = re.match(r"^#+\s+(.*)", line)
        if heading and not in_block:
            words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading.group(1)).lower()
            found.add(re.sub(r"[^\w\- ]", "", words).strip().replace(" ", "-"))
    return found


class Checker:
    def __init__(self, root, dinh, example_dir, shared):
        self.root, self.dinh, self.example_dir, self.shared = root, dinh, example_dir, shared
        self.where = root  # the folder in which the commands of the page run
        self.faults, self.checked = [], 0
        self.sources = {
            "cpp": self.read("examples/**/*.cpp") + self.read("examples/**/*.c") + self.read("tests/consumer/*.cpp") + self.read("tests/capi/*.c"),
            "cmake": self.read("tests/consumer/CMakeLists.txt"),
            "python": self.read("examples/*.py"),
        }
        self.sources["c"] = self.sources["cpp"]
        everything = "\n".join(self.read_all("include", "src", "tests", "examples", "ports", "bindings"))
        everything += "".join((root / f).read_text(encoding="utf-8") for f in ("CMakeLists.txt", "CMakePresets.json", "conanfile.py", "dev"))
        self.words = set(re.findall(r"--[a-z][a-z-]+|\w+", everything))

    def read(self, pattern):
        return [squeeze(p.read_text(encoding="utf-8")) for p in sorted(self.root.glob(pattern))]

    def read_all(self, *folders):
        for folder in folders:
            for p in sorted((self.root / folder).glob("**/*")):
                if p.is_file() and p.suffix in (".hpp", ".h", ".cpp", ".c", ".py", ".sh", ".cmake", ".txt", ".json", ".in"):
                    yield p.stem + "\n" + p.read_text(encoding="utf-8", errors="replace")

    def fault(self, page, line, message):
        self.faults.append(f"{page.relative_to(self.root)}:{line}: {message}")

    def console(self, page, line, body):
        command, expected = None, []
        for text in body + ["$ end"]:
            if not text.startswith("$ "):
                expected.append(text)
                continue
            if command is not None:
                self.run(page, line, command, expected)
            command, expected = text[2:], []

    def run(self, page, line, command, expected):
        words = shlex.split(command)
        if self.shared:  # the pages say ../shared, where it lies by default
            words = [re.sub(r"^\.\./shared", str(self.shared), w) for w in words]
        if words[0] in ("./dev", "git", "cd", "cmake", "sudo", "apt-get"):
            if words == ["./dev", "run"] and self.example_dir:
                self.compare(page, line, command, self.main_job(), expected)
            elif words[0] == "./dev":
                usage = subprocess.run([self.root / "dev", "help"], capture_output=True, text=True).stdout
                if len(words) > 1 and not re.search(rf"^  {re.escape(words[1])}\b", usage, re.M):
                    self.fault(page, line, f"./dev has no command {words[1]}")
            return
        if words[0] == "dinh":
            program = self.dinh
        else:
            program = self.example_dir and next((p for p in sorted(self.example_dir.glob(f"**/{words[0]}")) if p.is_file()), None)
        if not program:
            if self.dinh:
                self.fault(page, line, f"unknown program {words[0]}")
            return
        done = subprocess.run([str(program), *words[1:]], capture_output=True, text=True, cwd=self.where)
        self.compare(page, line, command, (done.stdout + done.stderr).splitlines(), expected)

    @contextlib.contextmanager
    def workplace(self):
        """A folder that looks like the source folder before anything was built."""
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for entry in self.root.iterdir():
                if entry.name not in ("build", ".git"):
                    (folder / entry.name).symlink_to(entry)
            (folder / "build").mkdir()
            yield folder

    def main_job(self):
        """What the four parts of the main job print."""
        program = next(p for p in self.example_dir.glob("**/nghe_an") if p.is_file())
        (self.where / "build/report").mkdir(parents=True, exist_ok=True)
        out = []
        for part in ("answers", "replay", "duties", "pictures"):
            words = [program, part, "--data", "examples/nghe_an"]
            words += [] if part == "answers" else ["--journal", "build/report/cases.sqlite"]
            words += ["--report", "build/report"] if part == "pictures" else []
            out += subprocess.run([str(w) for w in words], capture_output=True, text=True, cwd=self.where).stdout.splitlines()
        shutil.rmtree(self.where / "build/report")
        return out

    def compare(self, page, line, command, actual, expected):
        while expected and not expected[-1].strip():
            expected = expected[:-1]
        self.checked += 1
        if not output_matches(expected, actual):
            self.fault(page, line, f"`{command}` prints\n  " + "\n  ".join(actual) + "\nand the page says\n  " + "\n  ".join(expected))

    def block(self, page, line, language, body):
        code = "\n".join(body)
        if language in ("cpp", "c", "cmake", "python"):
            self.checked += 1
            if not any(squeeze(code) in source for source in self.sources[language]):
                self.fault(page, line, f"this {language} block stands in no file that the build compiles")
        elif language == "console":
            self.console(page, line, body)
        elif language == "json":
            self.checked += 1
            try:
                json.loads(code)
            except ValueError as error:
                self.fault(page, line, f"not JSON: {error}")
        elif language not in ("text", "mermaid"):
            self.fault(page, line, f"a block of language '{language}' is not checked by anything")

    def link(self, page, line, target):
        if re.match(r"^[a-z]+:", target):
            return
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        if not file.exists():
            self.fault(page, line, f"the link to {target} leads nowhere")
        elif anchor and file.suffix == ".md" and anchor not in anchors(file):
            self.fault(page, line, f"{file.name} has no heading #{anchor}")

    def names(self, page, line, text):
        """Names of code in the prose: what no longer exists in the sources was renamed or removed."""
        for span in re.findall(r"`([^`]+)`", text):
            for word in re.findall(r"--[a-z][a-z-]+|\w+(?!\.csv)\b", span):
                if ("_" in word and not re.search(r"_\d", word) or word.startswith("--")) and word not in self.words:
                    self.fault(page, line, f"`{word}` occurs nowhere in the sources")

    def page(self, page):
        with self.workplace() if self.dinh else contextlib.nullcontext(self.root) as folder:
            self.where = folder
            self.blocks_and_links(page)

    def blocks_and_links(self, page):
        language, start, body = None, 0, []
        for number, text in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            fence = re.match(r"^```(\w*)\s*$", text)
            if fence and language is None:
                language, start, body = fence.group(1), number, []
            elif fence:
                self.block(page, start, language, body)
                language = None
            elif language is not None:
                body.append(text)
            else:
                for target in re.findall(r"\]\(([^)\s]+)\)", text):
                    self.link(page, number, target)
                self.names(page, number, text)
        if language is not None:
            self.fault(page, start, "the block is not closed")

    def index(self, pages):
        """docs/README.md names every page of docs/."""
        index = self.root / "docs/README.md"
        named = {(index.parent / target.partition("#")[0]).resolve()
                 for target in re.findall(r"\]\(([^)\s]+)\)", index.read_text(encoding="utf-8"))}
        for page in pages:
            if index.parent in page.parents and page != index and page.resolve() not in named:
                self.fault(index, 1, f"{page.relative_to(self.root)} is not named")


def main():
    arguments = sys.argv[1:]
    options = {}
    for name in ("--dinh", "--example-dir", "--shared"):
        if name in arguments:
            at = arguments.index(name)
            options[name] = pathlib.Path(arguments[at + 1]).resolve()
            del arguments[at:at + 2]
    root = pathlib.Path(arguments[0] if arguments else ".").resolve()
    checker = Checker(root, options.get("--dinh"), options.get("--example-dir"), options.get("--shared"))
    pages = [root / "README.md", root / "README.vi.md", root / "CHANGELOG.md", *sorted((root / "docs").glob("**/*.md"))]
    for page in pages:
        checker.page(page)
    checker.index(pages)
    checker.faults += figures.drifted(root)
    for fault in checker.faults:
        print(fault, file=sys.stderr)
    print(f"{len(pages)} pages, {checker.checked} blocks checked, {len(checker.faults)} faults")
    return 1 if checker.faults or checker.checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
