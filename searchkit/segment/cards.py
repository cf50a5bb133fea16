"""A stored article without its texts: every value with its provenance, as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from searchkit.article import Article, Extracted, NewsDate, Origin, Place, Precision

_Json = dict[str, Any]


def encode(article: Article) -> bytes:
    """The card of an article: all but id, origin, title and body."""
    card = {
        "date": _extracted(article.date, _date),
        "source": _extracted(article.source, str),
        "authors": [_extracted(author, str) for author in article.authors],
        "places": [_extracted(place, _place) for place in article.places],
        "language": _extracted(article.language, str),
        "url": _extracted(article.url, str),
    }
    return json.dumps({key: value for key, value in card.items() if value}).encode()


def decode(card: bytes, *, id: str, origin: Origin, title: str, body: str) -> Article:  # noqa: A002 - a field of Article
    """The article that a card and the other columns describe."""
    values: _Json = json.loads(card)
    return Article(
        id=id,
        origin=origin,
        title=title,
        body=body,
        date=_read(values.get("date"), _read_date),
        source=_read(values.get("source"), str),
        authors=tuple(_read_known(author, str) for author in values.get("authors", ())),
        places=tuple(_read_known(place, _read_place) for place in values.get("places", ())),
        language=_read(values.get("language"), str),
        url=_read(values.get("url"), str),
    )


def _extracted(extracted: Extracted[Any] | None, write: Callable[[Any], Any]) -> list[Any] | None:
    if extracted is None:
        return None
    return [write(extracted.value), extracted.method, extracted.quote, extracted.span]


def _date(date: NewsDate) -> list[Any]:
    return [date.start.isoformat(), int(date.precision)]


def _place(place: Place) -> list[Any]:
    return [place.id, place.name, place.country, place.ancestors, place.latitude, place.longitude]


def _read(stored: list[Any] | None, read: Callable[[Any], Any]) -> Extracted[Any] | None:
    return None if stored is None else _read_known(stored, read)


def _read_known(stored: list[Any], read: Callable[[Any], Any]) -> Extracted[Any]:
    value, method, quote, span = stored
    return Extracted(read(value), method, quote, None if span is None else (span[0], span[1]))


def _read_date(stored: list[Any]) -> NewsDate:
    start, precision = stored
    return NewsDate(dt.datetime.fromisoformat(start), Precision(precision))


def _read_place(stored: list[Any]) -> Place:
    place_id, name, country, ancestors, latitude, longitude = stored
    return Place(place_id, name, country, tuple(ancestors), latitude, longitude)
