"""What a file declares about itself, and what is known of an article in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.values import value

if TYPE_CHECKING:
    from searchkit.article import Clutter, Extracted, MentionedPlace, NewsDate


@value
class Evidence:
    """One thing that a file says of itself outside its prose.

    Attributes:
        method: where it stood, as ``kind:detail``: ``front-matter:date``, ``meta:og:site_name``,
            ``json:published_at``, ``json-ld:datePublished``.
        value: what stood there, as it was written.
    """

    method: str
    value: str


@value
class Declared:
    """All that a file says of itself outside its prose; each field in order of trust, best first."""

    dates: tuple[Evidence, ...] = ()
    sources: tuple[Evidence, ...] = ()
    authors: tuple[Evidence, ...] = ()
    places: tuple[Evidence, ...] = ()
    languages: tuple[Evidence, ...] = ()
    urls: tuple[Evidence, ...] = ()
    updates: tuple[Evidence, ...] = ()


@value
class Metadata:
    """What is known of an article; the fields are those of :class:`searchkit.article.Article`."""

    date: Extracted[NewsDate] | None = None
    source: Extracted[str] | None = None
    authors: tuple[Extracted[str], ...] = ()
    places: tuple[MentionedPlace, ...] = ()
    language: Extracted[str] | None = None
    url: Extracted[str] | None = None
    modified: Extracted[NewsDate] | None = None
    clutter: tuple[Clutter, ...] = ()
