"""README.md and docs/ show what the program really prints.

Every ``console`` block is run, in a folder that holds a copy of ``seeds/`` and its index. After a change of
what is printed, ``python tests/test_readme.py --write`` writes the blocks anew; look at the difference
before committing it.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
PROGRAMS = {"search": "main_search", "searchkit": "main"}
SET_UP_LINE = "python3 -m venv "


def commands_of(page):
    """Command lines of a page's console blocks, in order."""
    blocks = CONSOLE.findall(page.read_text(encoding="utf-8"))
    return [
        line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")
    ]


def shown_by(page):
    """What a page shows for each of its command lines."""
    blocks = CONSOLE.findall(page.read_text(encoding="utf-8"))
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def run(command, folder):
    """What a person sees who types a command in a folder."""
    program, *arguments = shlex.split(command)
    start = f"import sys; from searchkit.cli import {PROGRAMS[program]} as main; main()"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SEARCHKIT_")}
    ran = subprocess.run(
        [sys.executable, "-c", start, *arguments],
        cwd=folder,
        env={**environ, "COLUMNS": "90", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in ran.stdout.splitlines())


def without_sizes(text):
    """The same without numbers of bytes, which differ with the version of the compression library."""
    return re.sub(r"[\d,]+(?= bytes)|(?<=^bytes)( +)[\d,]+", "N", text, flags=re.MULTILINE)


def prepare(folder):
    """Put sample articles and their index into a folder, as a newcomer has them after the first search."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    run("searchkit index seeds", folder)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return prepare(tmp_path_factory.mktemp("newcomer"))


@pytest.mark.parametrize(
    ("page", "command"),
    [pytest.param(page, line, id=f"{page.name}: {line}") for page in PAGES for line in commands_of(page)],
)
def test_example_shows_what_the_program_prints(page, command, folder):
    assert without_sizes(shown_by(page)[command]) == without_sizes(run(command, folder))


def test_readme_shows_a_search():
    assert any(command.startswith("search ") for command in commands_of(README))


def test_two_lines_at_the_top_set_up_everything():
    lines = README.read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines) if line.startswith(SET_UP_LINE)]
    assert len(found) == 2
    assert max(found) < 20
    assert lines[found[0]].endswith('search "Bakhmut missiles"')
    assert lines[found[1]].endswith("pytest -q")


def test_build_server_runs_exactly_these_lines():
    assert f"grep '^{SET_UP_LINE}' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def write():
    """Write all examples anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = prepare(Path(name))
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            fresh = CONSOLE.sub(
                lambda block: "".join(
                    f"$ {line[2:]}\n{run(line[2:], folder)}"
                    for line in block[0].splitlines()
                    if line.startswith("$ ")
                ),
                text,
            )
            page.write_text(fresh, encoding="utf-8")


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    write()
