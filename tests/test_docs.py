"""The Python in README.md and docs/ runs as it stands there, and the queries find something."""

import re
import shutil
from pathlib import Path

import pytest

import searchkit

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXAMPLES = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    for number, block in enumerate(PYTHON.findall(page.read_text(encoding="utf-8")), start=1)
]


# The first column of a table, where what is found does not depend on the day.
QUERIES = [
    query
    for row in re.findall(
        r"^\| (`.*?) \|", (ROOT / "docs" / "query-language.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    for query in re.findall(r"`([^`]+)`", row)
    if not re.search(r"date:.*(day|week|month|ago)", query)
]


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("newcomer")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    searchkit.index([folder / "seeds"], index=folder / "index")
    return folder


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_runs_and_prints_something(example, newcomer, monkeypatch, capsys):
    monkeypatch.chdir(newcomer)
    exec(compile(example, "<example>", "exec"), {})  # noqa: S102 - our own examples
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("query", QUERIES)
def test_query_of_the_guide_finds_sample_articles(query, newcomer):
    with searchkit.open(newcomer / "index") as index:
        results = index.search(query)
        assert (results.total > 0, results.relaxed) == (True, False)
