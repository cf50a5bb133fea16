"""Answers as tables, and tables as CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from searchkit.article import Article, Extracted, NewsDate
from searchkit.engine.facets import Facets
from searchkit.engine.harmless import STEERING
from searchkit.engine.results import Hit
from searchkit.values import value

# Part of the interface: scripts name these columns.
_HIT_COLUMNS: Final = (
    "rank",
    "score",
    "id",
    "title",
    "date",
    "source",
    "author",
    "places",
    "language",
    "url",
    "path",
    "copies",
    "copy_sources",
)
_FACET_COLUMNS: Final = ("facet", "value", "count")
_VALUE_COLUMNS: Final = ("field", "value", "method", "quote", "start", "end")

_UNSAFE: Final = re.compile(f"[{STEERING}]")
_FORMULA: Final = re.compile("[\\s\ufeff\u200b-\u200f\u2060]*[=+@\uff1d\uff0b\uff0d\uff20-]|\t")
"""What a spreadsheet may take for one: some pass over blanks, and narrow the wide signs of East Asia."""


@value
class Table:
    """Rows of one kind.

    Attributes:
        columns: their names.
        rows: a cell for each column; a list of values is one cell, ``None`` an empty one.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def csv(self) -> str:
        """The table as CSV: a line of names, then a line a row; no cell is a formula."""
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([cell(_text(item)) for item in row] for row in self.rows)
        return written.getvalue()


def of_hits(hits: Iterable[Hit]) -> Table:
    """A row a hit."""
    plain: Iterator[dict[str, Any]] = (hit.to_dict() for hit in hits)
    return Table(_HIT_COLUMNS, tuple(tuple(hit[name] for name in _HIT_COLUMNS) for hit in plain))


def of_facets(facets: Facets) -> Table:
    """A row a count."""
    rows = [(kind, count.value, count.count) for kind, counts in facets.kinds() for count in counts]
    return Table(_FACET_COLUMNS, tuple(rows))


def of_article(article: Article) -> Table:
    """A row for each value of an article, with how and from which characters it was found."""
    rows: list[tuple[object, ...]] = [("id", article.id), ("title", article.title)]
    rows += [_extracted("date", article.date), _extracted("modified", article.modified)]
    rows += [_extracted("source", article.source)]
    rows += [_extracted("author", author) for author in article.authors]
    rows += [
        ("place", mention.value.name, mention.method, mention.quote, *(mention.span or ()))
        for mention in article.places
    ]
    rows += [_extracted("language", article.language), _extracted("url", article.url), ("body", article.body)]
    width = len(_VALUE_COLUMNS)
    return Table(_VALUE_COLUMNS, tuple((*row, *(None,) * (width - len(row))) for row in rows))


def cell(text: str) -> str:
    """A text for a spreadsheet: what would be a formula begins with an apostrophe, which makes it text."""
    text = _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)
    return f"'{text}" if _FORMULA.match(text) else text


def _extracted(name: str, found: Extracted[str] | Extracted[NewsDate] | None) -> tuple[object, ...]:
    return (name,) if found is None else (name, found.value, found.method, found.quote, *(found.span or ()))


def _text(item: object) -> str:
    if item is None:
        return ""
    if isinstance(item, (list, tuple)):
        return "; ".join(map(str, item))
    return str(item)
