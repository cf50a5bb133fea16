"""Named values, as JSON and front matter hold them → title, text, key and declarations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from searchkit.loading.drafts import clean, evidence, one_line
from searchkit.loading.faults import Fault
from searchkit.metadata import Declared, Evidence

_KEYS = ("id", "_id")
_TITLES = ("title", "headline")
_TEXTS = ("text", "body", "content")
_DATES = ("date", "published", "published_at")
_SOURCES = ("source", "publisher", "site")
_AUTHORS = ("author", "authors", "byline")
_PLACES = ("places", "place", "locations", "location")
_LANGUAGES = ("lang", "language")
_URLS = ("url", "link")


@dataclass(frozen=True, slots=True)
class Record:
    """An article as named values tell it; each is empty where no name of it was given."""

    key: str
    title: str
    text: str
    declared: Declared


def read_record(values: Mapping[str, object]) -> Record | Fault:
    """Read an article from the names that people give its parts in JSON."""
    fields = _folded(values)
    text = _text(fields)
    if isinstance(text, Fault):
        return text
    title = title_of(fields)
    if not title and not text.strip():
        return Fault("is empty: it has neither a title nor a text")
    key = _first(fields, _KEYS)
    return Record(key, title, text, declared_by(fields, "json"))


def title_of(values: Mapping[str, object]) -> str:
    """Give the headline, empty when there is none."""
    return _first(_folded(values), _TITLES)


def declared_by(values: Mapping[str, object], kind: str) -> Declared:
    """Give what named values say of an article; ``kind`` begins the method: ``front-matter``, ``json``."""
    fields = _folded(values)
    return Declared(
        dates=_evidence(fields, kind, _DATES),
        sources=_evidence(fields, kind, _SOURCES),
        authors=_evidence(fields, kind, _AUTHORS),
        places=_evidence(fields, kind, _PLACES),
        languages=_evidence(fields, kind, _LANGUAGES),
        urls=_evidence(fields, kind, _URLS),
    )


def _first(fields: Mapping[str, object], names: Iterable[str]) -> str:
    """Give the first of the values that says something, on one line; empty when none does."""
    said = (one_line(one) for name in names if name in fields for one in _strings(fields[name]))
    return next(filter(None, said), "")


def _folded(values: Mapping[str, object]) -> Mapping[str, object]:
    """Give the values under lower-case names; a name that is written so already comes first."""
    if all(map(str.islower, values)):
        return values
    return {name.lower(): value for name, value in values.items()} | {
        name: value for name, value in values.items() if name.islower()
    }


def _text(fields: Mapping[str, object]) -> str | Fault:
    named = [(name, fields[name]) for name in _TEXTS if fields.get(name) is not None]
    for _, value in named:
        if isinstance(value, str):
            return clean(value)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            return clean("\n\n".join(value))
    if named:
        return Fault(f'has no text: its "{named[0][0]}" is not text')
    return Fault('has no text: there is none of the names "text", "body" and "content"')


def _evidence(fields: Mapping[str, object], kind: str, names: Iterable[str]) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for name in names:
        if name in fields:
            found.extend(evidence(f"{kind}:{name}", *_strings(fields[name])))
    return tuple(found)


def _strings(value: object) -> Iterable[str]:
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
