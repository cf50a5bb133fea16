"""A stored article without its texts: every value with its provenance, as JSON.

What other columns tell is left out. A value stands as ``[value, method, quote, span]``. The span is its start
and its length. The quote is null where it is the text of the span or, where there is none, the value as it is
written here; the value of a date is null where the columns of the dates hold it exactly. A place, which the
columns of the mentions hold, stands as ``[method, quote, confidence, …spans]``: hundredths, and for each span
the characters between the last one and it, and its own. So does clutter, each behind its kind.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any

from searchkit.article import Article, Clutter, Extracted, MentionedPlace, NewsDate, Origin, Place, Precision
from searchkit.segment.dates import is_kept_exactly
from searchkit.segment.mentions import HUNDREDTHS, Placed

_Json = dict[str, Any]
_Span = tuple[int, int]


def encode(article: Article) -> bytes:
    """The card of an article: all but id, origin, title, body, places and their focus."""
    # Pieces of JSON put together by hand: json.dumps would take longer than the analysis of the text.
    card = []
    text = article.text
    for name, date in (("date", article.date), ("modified", article.modified)):
        if date:
            card.append(f'"{name}":{_extracted_date(date, text)}')
    if article.source:
        card.append(f'"source":{_extracted_text(article.source, text)}')
    if article.authors:
        authors = [_extracted_text(author, text) for author in article.authors]
        card.append(f'"authors":[{",".join(authors)}]')
    if article.places:
        places = [_mentioned(place, text) for place in article.places]
        card.append(f'"places":[{",".join(places)}]')
    if article.language:
        card.append(f'"language":{_extracted_text(article.language, text)}')
    if article.url:
        card.append(f'"url":{_extracted_text(article.url, text)}')
    if article.clutter:
        card.append(f'"clutter":[{_clutter(article.clutter)}]')
    return f"{{{','.join(card)}}}".encode()


def decode(
    card: bytes,
    *,
    id: str,  # noqa: A002 - a field of Article
    origin: Origin,
    title: str,
    body: str,
    date: NewsDate | None,
    modified: NewsDate | None,
    places: Sequence[Placed] | None,
) -> Article:
    """The article that a card and the other columns describe; its places as well, where no columns do."""
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

    def read_date(name: str, in_columns: NewsDate | None) -> Extracted[NewsDate] | None:
        if name not in values:
            return None
        return read(
            values[name], lambda stored: in_columns if stored is None else _read_date(stored), _written_date
        )

    def read_old_place(stored: list[Any]) -> MentionedPlace:
        found = read(stored, _read_place, lambda place: str(place.name))
        return MentionedPlace(
            found.value, found.method, found.quote, () if found.span is None else (found.span,)
        )

    def read_place(stored: list[Any], placed: Placed) -> MentionedPlace:
        method, quote, confidence, *runs = stored
        spans = tuple(_spans(runs))
        if quote is None:
            quote = text[slice(*spans[0])] if spans else placed.place.name
        return MentionedPlace(placed.place, method, quote, spans, confidence / HUNDREDTHS, placed.focus)

    cards_of_places = values.get("places", ())
    return replace(
        article,
        date=read_date("date", date),
        modified=read_date("modified", modified),
        source=read_text("source"),
        authors=tuple(read(author, str, str) for author in values.get("authors", ())),
        places=tuple(
            map(read_old_place, cards_of_places)
            if places is None
            else map(read_place, cards_of_places, places)
        ),
        language=read_text("language"),
        url=read_text("url"),
        clutter=tuple(_read_clutter(values.get("clutter", ()))),
    )


def read_clutter(card: bytes) -> tuple[Clutter, ...]:
    """The clutter of an article alone, which stands last in its card: a snippet needs nothing else of it."""
    start = card.find(b'"clutter":[')
    return () if start < 0 else tuple(_read_clutter(json.loads(b"{" + card[start:])["clutter"]))


def _written_date(date: NewsDate) -> str:
    return date.start.isoformat()


def _read_date(stored: list[Any]) -> NewsDate:
    start, precision = stored
    return NewsDate(dt.datetime.fromisoformat(start), Precision(precision))


def _extracted_date(extracted: Extracted[NewsDate], text: str) -> str:
    date = extracted.value
    start = _written_date(date)
    value = "null" if is_kept_exactly(date) else f"[{_quoted(start)},{int(date.precision)}]"
    return _extracted(value, start, extracted, text)


def _extracted_text(extracted: Extracted[str], text: str) -> str:
    return _extracted(_quoted(extracted.value), extracted.value, extracted, text)


def _extracted(value: str, written: str, extracted: Extracted[Any], text: str) -> str:
    """An extracted value: as JSON, as it is written, with its provenance, and the text that it stands in."""
    if extracted.span is None:
        where = "null"
    else:
        start, end = extracted.span
        written = text[start:end]
        where = f"[{start},{end - start}]"
    quote = "null" if extracted.quote == written else _quoted(extracted.quote)
    return f"[{value},{_quoted(extracted.method)},{quote},{where}]"


def _mentioned(mention: MentionedPlace, text: str) -> str:
    position = 0
    runs = ""
    for start, end in mention.spans:
        runs += f",{start - position},{end - start}"
        position = end
    spans = mention.spans
    written = text[slice(*spans[0])] if spans else mention.value.name
    quote = "null" if mention.quote == written else _quoted(mention.quote)
    return f"[{_quoted(mention.method)},{quote},{round(mention.confidence * HUNDREDTHS)}{runs}]"


def _clutter(clutter: Sequence[Clutter]) -> str:
    runs = _runs(one.span for one in clutter)
    return ",".join(f"{_quoted(one.kind)},{next(runs)},{next(runs)}" for one in clutter)


def _read_clutter(stored: Sequence[Any]) -> Iterator[Clutter]:
    spans = _spans(chain.from_iterable(zip(stored[1::3], stored[2::3], strict=True)))
    return map(Clutter, stored[::3], spans)


def _runs(spans: Iterable[_Span]) -> Iterator[int]:
    """For each span the characters between the one before and it, and its own."""
    position = 0
    for start, end in spans:
        yield start - position
        yield end - start
        position = end


def _spans(runs: Iterable[int]) -> Iterator[_Span]:
    """The spans of which these are the :func:`_runs`."""
    numbers = iter(runs)
    position = 0
    for gap in numbers:
        start = position + gap
        position = start + next(numbers)
        yield start, position


def _read_place(stored: list[Any]) -> Place:
    place_id, name, country, ancestors, latitude, longitude = stored
    return Place(place_id, name, country, tuple(ancestors), latitude, longitude)
