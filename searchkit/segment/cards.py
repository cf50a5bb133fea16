"""A stored article without its texts: every value with its provenance, as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import lru_cache
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any

from searchkit.article import Article, Extracted, NewsDate, Origin, Place, Precision

_Json = dict[str, Any]


def encode(article: Article) -> bytes:
    """The card of an article: all but id, origin, title and body."""
    # Pieces of JSON put together by hand: json.dumps would take longer than the analysis of the text.
    card = []
    if article.date:
        date = article.date.value
        value = f"[{_quoted(date.start.isoformat())}, {int(date.precision)}]"
        card.append(f'"date": {_extracted(value, article.date)}')
    if article.source:
        card.append(f'"source": {_extracted_text(article.source)}')
    if article.authors:
        card.append(f'"authors": [{", ".join(map(_extracted_text, article.authors))}]')
    if article.places:
        places = (_extracted(_place(place.value), place) for place in article.places)
        card.append(f'"places": [{", ".join(places)}]')
    if article.language:
        card.append(f'"language": {_extracted_text(article.language)}')
    if article.url:
        card.append(f'"url": {_extracted_text(article.url)}')
    return f"{{{', '.join(card)}}}".encode()


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


def _extracted_text(extracted: Extracted[str]) -> str:
    return _extracted(_quoted(extracted.value), extracted)


def _extracted(value: str, extracted: Extracted[Any]) -> str:
    span = extracted.span
    where = "null" if span is None else f"[{span[0]}, {span[1]}]"
    return f"[{value}, {_quoted(extracted.method)}, {_quoted(extracted.quote)}, {where}]"


@lru_cache(maxsize=1 << 14)
def _place(place: Place) -> str:
    return json.dumps([place.id, place.name, place.country, place.ancestors, place.latitude, place.longitude])


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
