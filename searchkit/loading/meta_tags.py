"""Meta tags, links and times of a web page that say what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from searchkit.loading.drafts import evidence
from searchkit.metadata import Declared, Evidence

if TYPE_CHECKING:  # by hand: lxml is needed only where there is a page
    from lxml.html import HtmlElement

# Each in order of trust: what says "first published" before what merely says "date".
_DATES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datePublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_time",
    "pubdate",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
)
_SOURCES = (
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
)
_AUTHORS = (
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
)
_PLACES = ("geo.placename", "dcterms.spatial", "dc.coverage.spatial")
_LANGUAGES = ("content-language", "dc.language", "dcterms.language", "og:locale")
_NAMES = ("property", "name", "itemprop", "http-equiv")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|@")
# Browsers, and the SingleFile extension, note in a comment where a page was saved from.
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->|Page saved with SingleFile\s+url:\s*(\S+)"
)
_SAVED_FROM_WITHIN = 4096

_Tags = Mapping[str, Sequence[str]]


def read_meta_tags(tree: HtmlElement, page: str) -> Declared:
    """Read what a page's tags say of it; ``page`` is the text that ``tree`` was parsed from."""
    tags = _tags(tree)
    language = evidence("html:lang", tree.get("lang") or tree.get("xml:lang") or "")
    return Declared(
        dates=(*_said(tags, _DATES), *_times(tree)),
        sources=_names(tags, _SOURCES),
        authors=_names(tags, _AUTHORS),
        places=_said(tags, _PLACES),
        languages=(*language, *_said(tags, _LANGUAGES)),
        urls=_urls(tree, tags, page),
    )


def read_meta_titles(tree: HtmlElement) -> tuple[str, ...]:
    """Give the titles that a page shows when it is shared, best first."""
    said = _said(_tags(tree), ("og:title", "twitter:title", "dc.title", "dcterms.title"))
    return tuple(one.value for one in said)


def _tags(tree: HtmlElement) -> _Tags:
    tags: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        value = tag.get("content")
        if value and not value.isspace():
            for name in {(tag.get(attribute) or "").strip().lower() for attribute in _NAMES} - {""}:
                tags.setdefault(name, []).append(value)
    return tags


def _said(tags: _Tags, names: Sequence[str]) -> tuple[Evidence, ...]:
    return tuple(one for name in names for one in evidence(f"meta:{name}", *tags.get(name.lower(), ())))


def _names(tags: _Tags, names: Sequence[str]) -> tuple[Evidence, ...]:
    """Give what is a name, where some pages put the address of a profile."""
    return tuple(one for one in _said(tags, names) if not _ADDRESS.match(one.value))


def _times(tree: HtmlElement) -> tuple[Evidence, ...]:
    return tuple(
        one
        for time in tree.iter("time")
        if "pubdate" in time.attrib or (time.get("itemprop") or "").strip() == "datePublished"
        for one in evidence("time:datePublished", time.get("datetime") or time.text_content())
    )


def _urls(tree: HtmlElement, tags: _Tags, page: str) -> tuple[Evidence, ...]:
    canonical = (
        link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"
    )
    saved = _SAVED_FROM.search(page[:_SAVED_FROM_WITHIN])
    found = (
        *evidence("link:canonical", *canonical),
        *_said(tags, ("og:url",)),
        *evidence("comment:saved-from", (saved[1] or saved[2]) if saved else ""),
    )
    return tuple(one for one in found if one.value.startswith(("http://", "https://")))
