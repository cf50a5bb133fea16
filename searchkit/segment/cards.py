"""A stored article without its texts: every value with its provenance, as JSON.

What other columns tell is left out. A value stands as ``[value, method, quote, span]``. The span is its start
and its length. The quote is null where it is the text of the span or, where there is none, the value as it is
written here; the value of a date is null where the columns of the dates hold it exactly.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any

from searchkit.article import Article, Extracted, MentionedPlace, NewsDate, Origin, Place, Precision
from searchkit.segment.dates import is_kept_exactly

_Json = dict[str, Any]


class CardEncoder:
    """Encodes articles; the place that many of them name is written as JSON once."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[Place, str]] = {}

    def encode(self, article: Article) -> bytes:
        """The card of an article: all but id, origin, title and body."""
        # Pieces of JSON put together by hand: json.dumps would take longer than the analysis of the text.
        card = []
        text = article.text
        if article.date:
            date = article.date.value
            start = date.start.isoformat()
            value = "null" if is_kept_exactly(date) else f"[{_quoted(start)},{int(date.precision)}]"
            card.append(f'"date":{_extracted(value, start, article.date, text)}')
        if article.source:
            card.append(f'"source":{_extracted_text(article.source, text)}')
        if article.authors:
            authors = [_extracted_text(author, text) for author in article.authors]
            card.append(f'"authors":[{",".join(authors)}]')
        if article.places:
            card.append(f'"places":[{self._written(article.places, text)}]')
        if article.language:
            card.append(f'"language":{_extracted_text(article.language, text)}')
        if article.url:
            card.append(f'"url":{_extracted_text(article.url, text)}')
        return f"{{{','.join(card)}}}".encode()

    def _written(self, places: Iterable[MentionedPlace], text: str) -> str:
        written = []
        for mention in places:
            place = mention.value
            known = self._places.get(place.id)
            # The gazetteer gives the same object each time; the same id may still mean another place.
            if known is None or (known[0] is not place and known[0] != place):
                known = self._places[place.id] = place, _written_out(place)
            written.append(_extracted(known[1], place.name, mention, text))
        return ",".join(written)


def decode(
    card: bytes,
    *,
    id: str,  # noqa: A002 - a field of Article
    origin: Origin,
    title: str,
    body: str,
    date: NewsDate | None,
) -> Article:
    """The article that a card and the other columns describe."""
    values: _Json = json.loads(card)
    article = Article(id, origin, title, body)
    text = article.text

    def read(
        stored: list[Any], read_value: Callable[[Any], Any], written: Callable[[Any], str]
    ) -> Extracted[Any]:
        value, method, quote, span = stored
        found = read_value(value)
        place = None if span is None else (span[0], span[0] + span[1])
        if quote is None:
            quote = written(found) if place is None else text[slice(*place)]
        return Extracted(found, method, quote, place)

    def read_text(name: str) -> Extracted[str] | None:
        return read(values[name], str, str) if name in values else None

    def read_date(stored: list[Any] | None) -> NewsDate | None:
        return (
            date if stored is None else NewsDate(dt.datetime.fromisoformat(stored[0]), Precision(stored[1]))
        )

    return replace(
        article,
        date=read(values["date"], read_date, _written_date) if "date" in values else None,
        source=read_text("source"),
        authors=tuple(read(author, str, str) for author in values.get("authors", ())),
        places=tuple(
            _mentioned(read(place, _read_place, _written_place)) for place in values.get("places", ())
        ),
        language=read_text("language"),
        url=read_text("url"),
    )


def _written_date(date: NewsDate) -> str:
    return date.start.isoformat()


def _mentioned(found: Extracted[Place]) -> MentionedPlace:
    spans = () if found.span is None else (found.span,)
    return MentionedPlace(found.value, found.method, found.quote, spans)


def _written_place(place: Place) -> str:
    return place.name


def _extracted_text(extracted: Extracted[str], text: str) -> str:
    return _extracted(_quoted(extracted.value), extracted.value, extracted, text)


def _extracted(value: str, written: str, extracted: Extracted[Any] | MentionedPlace, text: str) -> str:
    """An extracted value: as JSON, as it is written, with its provenance, and the text that it stands in."""
    if extracted.span is None:
        where = "null"
    else:
        start, end = extracted.span
        written = text[start:end]
        where = f"[{start},{end - start}]"
    quote = "null" if extracted.quote == written else _quoted(extracted.quote)
    return f"[{value},{_quoted(extracted.method)},{quote},{where}]"


def _written_out(place: Place) -> str:
    return json.dumps(
        [place.id, place.name, place.country, place.ancestors, place.latitude, place.longitude],
        separators=(",", ":"),
    )


def _read_place(stored: list[Any]) -> Place:
    place_id, name, country, ancestors, latitude, longitude = stored
    return Place(place_id, name, country, tuple(ancestors), latitude, longitude)
