"""Named values, as JSON and front matter hold them → title, text, key and declarations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from searchkit.loading.drafts import clean, one_line
from searchkit.loading.faults import Fault
from searchkit.metadata import Declared, Evidence
from searchkit.values import value

_KEYS = ("id", "_id")
_TITLES = ("title", "headline")
_TEXTS = ("text", "body", "content")
_DATES = (
    "date",
    "published",
    "published_at",
    "published_on",
    "published_date",
    "published_time",
    "first_published",
    "publishedat",
    "publishdate",
    "publish_date",
    "publish_time",
    "publication_date",
    "publicationdate",
    "date_published",
    "datepublished",
    "pubdate",
    "pub_date",
    "issued",
    "posted_at",
    "datum",
)
_UPDATES = (
    "modified",
    "modified_at",
    "updated",
    "updated_at",
    "updatedat",
    "last_updated",
    "last_modified",
    "lastmod",
    "date_modified",
    "datemodified",
    "date_updated",
)
_SOURCES = ("source", "publisher", "site", "site_name", "outlet", "publication")
_AUTHORS = ("author", "authors", "byline")
_PLACES = ("places", "place", "locations", "location")
_LANGUAGES = ("lang", "language")
_URLS = ("url", "link")

_DECLARED = {
    "dates": _DATES,
    "sources": _SOURCES,
    "authors": _AUTHORS,
    "places": _PLACES,
    "languages": _LANGUAGES,
    "urls": _URLS,
    "updates": _UPDATES,
}

_LAYOUTS = 1 << 8


@dataclass(slots=True)  # not frozen: one is made for every article
class Record:
    """An article as named values tell it; each is empty where no name of it was given."""

    key: str
    title: str
    text: str
    declared: Declared


@value
class _Layout:
    """Which of an article's names say what: the names as they are written, best first.

    Attributes:
        keys: those of its key.
        titles: those of its headline.
        texts: those of its text.
        declared: the fields of :class:`Declared` that are named; of each its names and methods.
    """

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    declared: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def read_record(values: Mapping[str, object]) -> Record | Fault:
    """Read an article from the names that people give its parts in JSON.

    Returns:
        the record, whose text is as it stands in the file; or what is wrong with it.
    """
    layout = _layout(tuple(values), "json")
    text = _text(values, layout.texts)
    if isinstance(text, Fault):
        return text
    title = _first(values, layout.titles)
    if not title and not clean(text).strip():
        return Fault("is empty: it has neither a title nor a text")
    return Record(_first(values, layout.keys), title, text, _declared(values, layout))


def title_of(values: Mapping[str, object]) -> str:
    """Give the headline, empty when there is none."""
    return _first(values, _layout(tuple(values), "json").titles)


def declared_by(values: Mapping[str, object], kind: str) -> Declared:
    """Give what named values say of an article; ``kind`` begins the method: ``front-matter``, ``json``."""
    return _declared(values, _layout(tuple(values), kind))


# The articles of a file have the same few names in the same order.
@lru_cache(maxsize=_LAYOUTS)
def _layout(names: tuple[str, ...], kind: str) -> _Layout:
    written = {name.lower(): name for name in names} | {name: name for name in names if name.islower()}

    def of(*known: str) -> tuple[str, ...]:
        return tuple(written[name] for name in known if name in written)

    declared = {
        field: tuple([(name, f"{kind}:{name.lower()}") for name in of(*known)])
        for field, known in _DECLARED.items()
    }
    return _Layout(
        of(*_KEYS),
        of(*_TITLES),
        of(*_TEXTS),
        tuple([(field, named) for field, named in declared.items() if named]),
    )


def _declared(values: Mapping[str, object], layout: _Layout) -> Declared:
    found = {}
    for field, named in layout.declared:
        if evidence := [Evidence(method, line) for name, method in named for line in _lines(values[name])]:
            found[field] = tuple(evidence)
    return Declared(**found)


def _first(values: Mapping[str, object], names: Iterable[str]) -> str:
    """Give the first of the values that says something, on one line; empty when none does."""
    for name in names:
        for line in _lines(values[name]):
            return line
    return ""


def _text(values: Mapping[str, object], names: Iterable[str]) -> str | Fault:
    said = None
    for name in names:
        value = values[name]
        if isinstance(value, str):
            return value
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            return "\n\n".join(value)
        if value is not None and said is None:
            said = name.lower()
    if said:
        return Fault(f'has no text: its "{said}" is not text')
    return Fault('has no text: there is none of the names "text", "body" and "content"')


def _lines(value: object) -> Iterable[str]:
    """Give what a value says, each on one line, but for what is empty."""
    if isinstance(value, str):
        line = one_line(value)
        return (line,) if line else ()
    return filter(None, map(one_line, _strings(value)))


def _strings(value: object) -> Iterator[str]:
    """Give what a value says: itself, or each of a list, or the ``name`` of an object."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        yield str(value)
    elif isinstance(value, dt.date | dt.time):
        yield value.isoformat()
    elif isinstance(value, dict):
        if isinstance(value.get("name"), str):
            yield value["name"]
    elif isinstance(value, list):
        for part in value:
            if not isinstance(part, list):  # names stand in a list, never deeper
                yield from _strings(part)
