import io
import sys
from dataclasses import dataclass

import pytest

import searchkit
from searchkit.cli import exits, programs

ARTICLES = {
    "strikes.md": (
        "---\ntitle: Missiles fall near Bakhmut\nsource: Reuters\nauthor: Ann Example\n"
        "date: 2023-03-09\n---\n\n"
        "Thirty missiles were launched before dawn, officials in Kyiv said. Fighting for Bakhmut went on.\n"
    ),
    "talks.md": (
        "---\ntitle: Envoys meet in Geneva\nsource: The Daily Wire\ndate: 2023-04-02\n---\n\n"
        "Envoys spoke for two hours. Nobody expects the missiles to stop.\n"
    ),
    "market.md": (
        "---\ntitle: Wheat is cheaper\nsource: Reuters\ndate: 2022-12-20\n---\n\n"
        "Wheat fell in Chicago after ships left Odesa.\n"
    ),
}


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A folder with articles in ``news/`` and their index in ``index/``, for tests that only read."""
    return make_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """The same to change at will, and the working directory."""
    monkeypatch.chdir(tmp_path)
    return make_corpus(tmp_path)


def make_corpus(folder):
    (folder / "news").mkdir()
    for name, text in ARTICLES.items():
        (folder / "news" / name).write_text(text, encoding="utf-8")
    searchkit.index([folder / "news"], index=folder / "index")
    return folder


@pytest.fixture
def reading(built, monkeypatch):
    """Work in the folder of ``built``."""
    monkeypatch.chdir(built)
    return built


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run a command line and return a :class:`Ran`."""
    monkeypatch.delenv("SEARCHKIT_INDEX", raising=False)
    monkeypatch.setenv("COLUMNS", "90")

    def run_line(program, *arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        load = {"search": lambda: programs.load_command("search"), "searchkit": lambda: programs.searchkit}
        code = exits.run(load[program], program, list(arguments))
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(errors="surrogateescape"), err.decode(errors="surrogateescape"))

    return run_line
