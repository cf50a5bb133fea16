"""The data of the suite as values: articles, places, and what each query has to answer.

``queries.jsonl`` holds a case a line: ``query``, ``rule`` (what it shows), ``options`` (of ``search``), and
either ``ids`` (all articles of the answer, in any order), ``order`` (the first of them) and ``relaxed`` (no
article has all the words, so any of them was enough), or ``error`` with the ``offset`` and a part of the
``reason``. A new rule of the language is a new line here.
"""

import datetime as dt
import json
from dataclasses import dataclass, field
from pathlib import Path

from searchkit.article import Article, Extracted, MentionedPlace, NewsDate, Origin, Place, Precision

NOW = dt.datetime(2023, 3, 10, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))
"""The present of the suite, a Friday, for relative dates."""

_HERE = Path(__file__).parent
_PRECISIONS = {
    4: Precision.YEAR,
    7: Precision.MONTH,
    10: Precision.DAY,
    16: Precision.MINUTE,
    19: Precision.SECOND,
}


@dataclass(frozen=True, slots=True)
class Fault:
    offset: int
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    query: str
    rule: str
    options: dict[str, object] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    relaxed: bool = False
    error: Fault | None = None

    def __str__(self):
        options = [f"{name}={value}" for name, value in self.options.items()]
        return " ".join([self.query[:60].strip(), *options])


def articles():
    return [_article(row) for row in _rows("articles.jsonl")]


def cases():
    return [_case(row) for row in _rows("queries.jsonl")]


def places_named(name):
    """All places of a name, as a gazetteer would resolve it."""
    return [place for names, place in _gazetteer() if name.casefold() in names] or [_place(name)]


def _gazetteer():
    for row in _rows("places.jsonl"):
        names = {name.casefold() for name in row.pop("names")}
        yield names, Place(**{**row, "ancestors": tuple(row["ancestors"])})


def _article(row):
    text = row["title"] + row["body"]
    return Article(
        id=row["id"],
        origin=Origin("/conformance", row["id"].partition("#")[0], len(text), 0, "0" * 64),
        title=row["title"],
        body=row["body"],
        date=_declared(_date, row["date"]),
        source=_declared(str, row["source"]),
        authors=tuple(_declared(str, name) for name in row["authors"]),
        places=tuple(_mentions(row)),
        language=_declared(str, row["language"]),
        url=_declared(str, row["url"]),
        modified=_declared(_date, row.get("modified")),
    )


def _mentions(row):
    """``places`` are named; of ``demonyms`` only the people are. Where ``focus`` says nothing it is 0."""
    focus = row.get("focus", {})
    for method, names in (("declared", row["places"]), ("demonym", row.get("demonyms", ()))):
        for name in names:
            yield MentionedPlace(_place(name), method, name, focus=focus.get(name, 0.0))


def _declared(make, value):
    return None if value is None else Extracted(make(value), "declared", value)


def _date(text):
    local = text[: len("2023-03-09T23:30:00")].partition("+")[0]
    first = text + "-01-01"[: max(0, 10 - len(text))]
    return NewsDate(dt.datetime.fromisoformat(first), _PRECISIONS[len(local)])


def _place(name):
    by_name = [place for _, place in _gazetteer() if place.name == name]
    return by_name[0] if by_name else Place(f"name:{name.lower()}", name)


def _case(row):
    error = row.pop("error", None)
    lists = {name: tuple(row.pop(name, ())) for name in ("ids", "order")}
    return Case(**row, **lists, error=Fault(**error) if error else None)


def _rows(name):
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
