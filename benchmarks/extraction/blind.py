"""Whole pages as pasted from a browser, judged before the rules met them.

Each record has its text, its gold (date, title, authors, source, or null where the text does not say) and
the numbers of the lines that are clutter, and of those of byline and date, which count for nothing.

When the rules first met them: set a, dates right 53 of 60, invented 5 of 59, titles 74 of 119, authors .47,
sources 15 of 95, clutter .55; set b, met by the rules repaired on a, 39 of 40, 4 of 40, 66 of 80, .81, 42 of
65, .40; set c, of pages full of days that are not the article's, 28 of 30, 9 of 30, 41 of 60, .79, 42 of 52,
.49. Of set c four texts had been judged to show no day whose only day is theirs (a recipe, two first posts of
forums, a town's notice); they count as dated since. Sets d and e, of visits' days, works, cases and lives: d
29 of 31, 8 of 29, 51 of 60, .88, 34 of 50, .75, days of a change 13 of 13; e, met by the rules repaired on
d, 27 of 30, 8 of 30, 43 of 60, .77, 34 of 53, .67, 14 of 15. Seven of their texts say only when they changed;
they had been judged to show no day, and count as dated since, as in the other sets: a reader finds that day.
Set f, mostly of ordinary articles, met by the rules repaired on e: 23 of 25, 1 of 35, 56 of 60, .79, 32 of
54, .65, and 59 of 60 days of a change or their lack. One text that says only when it was amended counts as
dated since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from extraction.dates import DAY, PASTED, read_article
from extraction.figures import Figure, Score
from searchkit.article import Article, without_clutter
from searchkit.metadata.outlets import outlets

SETS = ("a", "b", "c", "d", "e", "f")
MODIFIED = ("d", "e", "f")  # sets whose days of the last change have been judged
MOST_KEPT = 0.5  # share of the letters of a line of clutter that may stay
MOST_LOST = 0.3  # share of the letters of a line of the article that may go

_FLOORS = {  # date, invented, title, authors, source, clutter, lost
    "a": (0.98, 0.0, 0.95, 0.82, 0.88, 0.80, 0.01),
    "b": (0.98, 0.0, 0.93, 0.83, 0.70, 0.68, 0.0),
    "c": (0.98, 0.0, 0.83, 0.81, 0.86, 0.65, 0.0),
    "d": (0.98, 0.0, 0.93, 0.87, 0.80, 0.78, 0.01),
    "e": (0.95, 0.0, 0.83, 0.75, 0.64, 0.72, 0.01),
    "f": (0.98, 0.0, 0.92, 0.78, 0.58, 0.63, 0.0),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A text with its gold and the article that was read from it."""

    gold: dict[str, Any]
    article: Article

    @property
    def day(self) -> str:
        """The day that was found; empty where none was."""
        return str(self.article.date.value)[:DAY] if self.article.date else ""

    @property
    def modified(self) -> str:
        """The day of the last change that was found; empty where none was."""
        return str(self.article.modified.value)[:DAY] if self.article.modified else ""

    @property
    def has_source(self) -> bool:
        """Whether the source is that of the gold."""
        return self.article.source is not None and _outlet(self.article.source.value) == _outlet(
            self.gold["source"]
        )

    @property
    def authors(self) -> set[str]:
        """Names that were found."""
        return {author.value for author in self.article.authors}

    def marked(self) -> Iterator[tuple[int, float]]:
        """Numbers of the lines below the title with the share of their letters that is marked as clutter."""
        body = self.article.body
        offset = len(self.article.text) - len(body)
        prose = without_clutter(body, self.article.clutter, offset)
        position = 0
        for number, raw in enumerate(self.gold["text"].split("\n")):
            line = raw.strip()
            begin = position + len(body[position:]) - len(body[position:].lstrip())
            if not line or not body.startswith(line, begin):
                continue
            position = begin + len(line)
            letters = sum(map(str.isalnum, line))
            kept = sum(map(str.isalnum, prose[begin:position]))
            yield number, 1 - kept / letters if letters else 1.0


def _outlet(name: str) -> str:
    return (outlets().named(name) or name).casefold().removeprefix("the ")


def judged_texts(name: str) -> list[Judged]:
    """The texts of a set."""
    lines = (PASTED / f"blind-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    judged = []
    for gold in map(json.loads, lines):
        article = read_article("pasted.txt", gold["text"].encode())
        assert article is not None
        judged.append(Judged(gold, article))
    return judged


def measure() -> Iterator[Figure]:
    """Figures of all sets."""
    for name in SETS:
        texts = judged_texts(name)
        dated = [text for text in texts if text.gold["date"]]
        undated = [text for text in texts if not text.gold["date"]]
        sourced = [text for text in texts if text.gold["source"]]
        authors = Score(
            sum(len(text.authors & set(text.gold["authors"])) for text in texts),
            sum(len(text.authors) for text in texts),
            sum(len(text.gold["authors"]) for text in texts),
        )
        clutter, lost = _of_lines(texts)
        date, invented, title, names, source, found, most_lost = _FLOORS[name]
        yield Figure(
            f"date right, whole pages {name}",
            _share(one.day == one.gold["date"] for one in dated),
            0.98,
            date,
        )
        yield Figure(
            f"date invented, whole pages {name}",
            _share(bool(one.day) for one in undated),
            0,
            invented,
            is_error=True,
        )
        yield Figure(
            f"title, whole pages {name}",
            _share(one.article.title == one.gold["title"] for one in texts),
            0.98,
            title,
        )
        yield Figure(f"authors (F1), whole pages {name}", authors.f1, 0.95, names)
        yield Figure(f"source, whole pages {name}", _share(one.has_source for one in sourced), 0.95, source)
        yield Figure(f"lines of clutter, whole pages {name}", clutter, 0.8, found)
        yield Figure(f"lines of prose lost, whole pages {name}", lost, 0, most_lost, is_error=True)
        if name in MODIFIED:
            yield measure_modified(name, texts)


def measure_modified(name: str, texts: Iterable[Judged]) -> Figure:
    """How many texts of a set have the day of their last change, or none where they say none."""
    rows = (PASTED / f"modified-{name}.tsv").read_text(encoding="utf-8").splitlines()
    days = dict(row.split("\t") for row in rows)
    right = _share(text.modified == days.get(text.gold["id"], "") for text in texts)
    return Figure(f"date of the last change right, whole pages {name}", right, 1, 0.98)


def _of_lines(texts: list[Judged]) -> tuple[float, float]:
    clutter, lost = [], []
    for text in texts:
        for number, share in text.marked():
            if number in text.gold["clutter"]:
                clutter.append(share > MOST_KEPT)
            elif (
                number not in text.gold["meta"]
                and text.gold["text"].split("\n")[number] != text.gold["title"]
            ):
                lost.append(share > MOST_LOST)
    return _share(clutter), _share(lost)


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return sum(counted) / max(len(counted), 1)
