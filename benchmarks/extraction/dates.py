"""Dates of publication: of web pages with gold, and of pasted texts of our own writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extraction.figures import Figure
from extraction.web_pages import read_article, web_pages
from searchkit.article import Article

PASTED = Path(__file__).resolve().parents[2] / "tests" / "data" / "pasted"
HALVES = ("development", "held-out")
NO_DATE = "-"
DAY = len("2023-03-09")


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found for one article.

    Attributes:
        name: which article it is.
        gold: its day as ``2023-03-09``; empty when it shows none.
        found: the day that was found, and how; empty when none was.
        method: how it was found.
    """

    name: str
    gold: str
    found: str
    method: str

    @property
    def is_right(self) -> bool:
        """Whether the day is that of the gold."""
        return self.found[:DAY] == self.gold


def _judged(name: str, gold: str, article: Article | None) -> Judged:
    date = article.date if article else None
    return Judged(name, gold, str(date.value) if date else "", date.method if date else "")


def judged_pages() -> Iterator[Judged]:
    """The web pages."""
    for page in web_pages():
        yield _judged(page.file, (page.gold["date"] or "")[:DAY], page.article)


def pasted_texts(half: str) -> Iterator[tuple[str, str]]:
    """Gold and text of each pasted text of a half."""
    prose = dict(_sections("prose"))
    for gold, text in _sections(f"dates-{half}"):
        for name, lines in prose.items():
            text = text.replace(f"{{{name}}}", lines if name == "nav" else lines.replace("\n", "\n\n"))  # noqa: PLW2901
        yield ("" if gold == NO_DATE else gold), text


def _sections(name: str) -> Iterator[tuple[str, str]]:
    written = (PASTED / f"{name}.txt").read_text(encoding="utf-8")
    for section in written.split("=== ")[1:]:
        head, _, text = section.partition("\n")
        yield head.strip(), text.strip()


def judged_texts(half: str) -> Iterator[Judged]:
    """The pasted texts of a half."""
    for number, (gold, text) in enumerate(pasted_texts(half), start=1):
        yield _judged(f"{half}-{number}", gold, read_article("pasted.txt", text.encode()))


def measure() -> tuple[Figure, ...]:
    """Figures of pages, where they are here, and of pasted texts."""
    return (*measure_pages(), *measure_texts())


def measure_pages() -> tuple[Figure, ...]:
    """Figures of the web pages; none where they are absent."""
    dated = [page for page in judged_pages() if page.gold]
    if not dated:
        return ()
    wrong = sum(bool(page.found) and not page.is_right for page in dated) / len(dated)
    return (
        Figure("date of web pages, exact day", _share_right(dated), 0.98, 0.915),
        Figure("date of web pages, wrong", wrong, 0.02, 0.04, is_error=True),
    )


def measure_texts() -> tuple[Figure, ...]:
    """Figures of the pasted texts, both halves."""
    figures = []
    for half in HALVES:
        texts = list(judged_texts(half))
        undated = [text for text in texts if not text.gold]
        right = _share_right([text for text in texts if text.gold])
        invented = sum(bool(text.found) for text in undated) / len(undated)
        figures += [
            Figure(f"date right, pasted texts, {half}", right, 0.98, 0.95),
            Figure(f"date invented, pasted texts, {half}", invented, 0, 0, is_error=True),
        ]
    return tuple(figures)


def _share_right(judged: list[Judged]) -> float:
    return sum(one.is_right for one in judged) / len(judged)
