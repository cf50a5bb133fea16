"""The values that flow through searchkit: an article, and what is known of it.

Everything here is frozen. A value that was extracted says how (``method``), from which characters
(``quote``) and where they stand (``span``), so that a reader can check it.
"""

from __future__ import annotations

import datetime as dt
import enum
import os
from collections.abc import Iterable
from typing import Final, Generic, TypeVar

from searchkit.values import value

T = TypeVar("T")


class Precision(enum.IntEnum):
    """How exactly a date is known. The numbers are part of the index format."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    MINUTE = 4
    SECOND = 5


@value
class NewsDate:
    """A moment or a calendar period, as exactly as it is known.

    Attributes:
        start: first moment of the period. Aware when the article says a time zone; naive when it
            does not, and always naive for ``Precision.DAY`` and coarser, which are calendar days.
        precision: how much of ``start`` is known.
    """

    start: dt.datetime
    precision: Precision

    def __str__(self) -> str:
        """ISO 8601, only as far as it is known: ``2023``, ``2023-03``, ``2023-03-09``, or with time."""
        if self.precision is Precision.YEAR:
            return f"{self.start:%Y}".rjust(4, "0")
        if self.precision is Precision.MONTH:
            return self.start.date().isoformat()[:7]
        if self.precision is Precision.DAY:
            return self.start.date().isoformat()
        spec = "minutes" if self.precision is Precision.MINUTE else "seconds"
        return self.start.isoformat(timespec=spec)


@value
class Extracted(Generic[T]):
    """A value with its provenance.

    Attributes:
        value: what was found.
        method: how, as ``kind`` or ``kind:detail``: ``json-ld:datePublished``, ``front-matter:date``,
            ``byline``, ``dateline``, ``gazetteer``.
        quote: the characters that it was read from, as they stand in the file.
        span: ``(start, end)`` of ``quote`` in the article's ``text`` (title, blank line, body; see
            :attr:`Article.text`), or ``None`` when it stands outside, such as in a meta tag.
    """

    value: T
    method: str
    quote: str
    span: tuple[int, int] | None = None


@value
class Place:
    """A place of the gazetteer, or a name that an article declares and no gazetteer knows.

    Attributes:
        id: stable identifier: ``geonames:709932``, ``country:UA``, ``name:middle-earth``.
        name: the name to show, in English where there is one.
        country: ISO 3166-1 alpha-2 code, or ``None``.
        ancestors: ids of the places that contain it, nearest first.
        latitude: degrees north, or ``None``.
        longitude: degrees east, or ``None``.
    """

    id: str
    name: str
    country: str | None = None
    ancestors: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


ABOUT: Final = 0.2
"""An article is about a place whose ``focus``, with that of all places inside it, is at least this."""


@value
class MentionedPlace:
    """A place of an article, with everything that the article says of it.

    Attributes:
        value: the place.
        method: how it was found: ``gazetteer``, ``demonym`` (only words such as "Ukrainian" name it),
            ``json:places``.
        quote: the characters of the first mention, or what was declared.
        spans: every mention, ascending, as ``(start, end)`` in the article's ``text``; empty for a place
            that is only declared.
        confidence: how sure it is that the words mean this place, 0 to 1.
        focus: how much the article is about it, 0 to 1; the sum over an article's places is 1 at most.
    """

    value: Place
    method: str
    quote: str
    spans: tuple[tuple[int, int], ...] = ()
    confidence: float = 1.0
    focus: float = 0.0

    @property
    def span(self) -> tuple[int, int] | None:
        """The first mention."""
        return self.spans[0] if self.spans else None

    @property
    def count(self) -> int:
        """How often it is mentioned."""
        return len(self.spans)


@value
class Clutter:
    """Characters of a body that belong to the page and not to the article.

    Attributes:
        kind: what they are: ``share`` (buttons, "follow us"), ``reading-time``, ``repeated-title``,
            ``caption`` (with credits of pictures), ``related`` (other articles), ``newsletter``,
            ``biography``, ``advertisement``, ``navigation``, ``consent`` (cookies, logins), ``comments``,
            ``tags``, ``credit`` ("Editing by", "originally published"), ``copyright``.
        span: where they stand in the article's ``text``: ``(start, end)``.
    """

    kind: str
    span: tuple[int, int]


def without_clutter(text: str, clutter: Iterable[Clutter], offset: int = 0) -> str:
    """Put a blank in the place of each character of clutter.

    Args:
        text: an article's text, or a part of it.
        clutter: what to blank, ascending, without overlaps; all of it within the part.
        offset: where in the article's text the part begins.
    """
    kept = []
    position = 0
    for one in clutter:
        start, end = (place - offset for place in one.span)
        kept += [text[position:start], " " * (end - start)]
        position = end
    return "".join([*kept, text[position:]]) if kept else text


@value
class Origin:
    """The file that an article came from.

    Attributes:
        root: absolute path of the folder (or of the folder of the single file) that was indexed.
        path: path of the file under ``root``, with ``/`` between the parts.
        size: bytes of the file.
        mtime_ns: time of last modification, nanoseconds since 1970.
        sha256: hexadecimal SHA-256 of the file's bytes.
    """

    root: str
    path: str
    size: int
    mtime_ns: int
    sha256: str

    @property
    def file(self) -> str:
        """Absolute path of the file."""
        return os.path.join(self.root, self.path)


@value
class Article:
    """One news article, ready to be indexed.

    Attributes:
        id: path under the indexed folder, ``path#key`` where a file holds several.
        origin: the file that it came from.
        title: the headline; empty when there is none.
        body: the text below the headline.
        date: when it was published, where the article says so.
        modified: when it was last changed, where the article says so.
        source: the outlet that published it.
        authors: who wrote it, in the order of the byline.
        places: each place once, in the order of the first mentions.
        language: ISO 639-1 code, as declared or detected.
        url: where it was published.
        clutter: what in the body belongs to the page, ascending, without overlaps: shown, not searched.
    """

    id: str
    origin: Origin
    title: str
    body: str
    date: Extracted[NewsDate] | None = None
    source: Extracted[str] | None = None
    authors: tuple[Extracted[str], ...] = ()
    places: tuple[MentionedPlace, ...] = ()
    language: Extracted[str] | None = None
    url: Extracted[str] | None = None
    modified: Extracted[NewsDate] | None = None
    clutter: tuple[Clutter, ...] = ()

    @property
    def text(self) -> str:
        """Title, blank line, body: the characters that spans count."""
        return f"{self.title}\n\n{self.body}"

    @property
    def prose(self) -> str:
        """The body with a blank for each character of clutter: what is searched."""
        return without_clutter(self.body, self.clutter, len(self.title) + 2)

    def to_dict(self) -> dict[str, object]:
        """The article with the provenance of its values, as JSON has it: what ``show --json`` prints."""
        return {
            "id": self.id,
            "path": self.origin.file,
            "title": self.title,
            "body": self.body,
            "date": _plain_date(self.date),
            "modified": _plain_date(self.modified),
            "source": _plain(self.source),
            "author": [_plain(author) for author in self.authors],
            "places": [_plain_place(place) for place in self.places],
            "language": _plain(self.language),
            "url": _plain(self.url),
            "clutter": [{"kind": one.kind, "span": one.span} for one in self.clutter],
        }


def _plain(found: Extracted[str] | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {"value": found.value, "method": found.method, "quote": found.quote, "span": found.span}


def _plain_date(found: Extracted[NewsDate] | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "value": str(found.value),
        "precision": found.value.precision.name.lower(),
        "method": found.method,
        "quote": found.quote,
        "span": found.span,
    }


def _plain_place(mention: MentionedPlace) -> dict[str, object]:
    place = mention.value
    return {
        "value": {
            "id": place.id,
            "name": place.name,
            "country": place.country,
            "ancestors": place.ancestors,
            "latitude": place.latitude,
            "longitude": place.longitude,
        },
        "method": mention.method,
        "quote": mention.quote,
        "span": mention.span,
        "spans": mention.spans,
        "count": mention.count,
        "confidence": mention.confidence,
        "focus": mention.focus,
    }


@value
class Failure:
    """Something that could not be read: it is reported, and the run goes on.

    Attributes:
        path: the file, as the user would name it.
        line: line of the fault counted from 1, where there is one.
        reason: what is wrong, in words.
    """

    path: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        """``path:line: reason``, the form that editors and terminals make clickable."""
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.reason}"
