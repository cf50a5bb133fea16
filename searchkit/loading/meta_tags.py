"""Meta tags, links and times of a web page that say what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    "article:published",
    "datePublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "cXenseParse:recs:publishtime",
    "cXenseParse:publishtime",
    "bt:pubdate",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "published_time",
    "published_at",
    "published-date",
    "pubdate",
    "pub_date",
    "originalpublicationdate",
    "article_date_original",
    "og:pubdate",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.published",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "dateCreated",
    "article:created",
    "date_published",
    "created",
)
_UPDATES = (
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "dateModified",
    "article:updated_time",
    "article.updated",
    "lastmod",
    "last-modified",
    "last_modified",
    "updated_time",
    "dc.date.modified",
    "dcterms.modified",
    "revised",
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
    "cXenseParse:author",
    "article.author",
    "og:article:author",
    "lp.article:author",
    "shareaholic:article_author_name",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
)
# Cards of a shared page say what they show in a label of their own.
_AUTHOR_LABEL = re.compile(
    r"\W*(?:written by|posted by|author|by|verfasst von|geschrieben von|autor|von|(?:é|e)crit par|auteur|par"
    r"|escrito por|por|scritto da|autore|da|автор|написано)\W*",
    re.IGNORECASE,
)
_CARDS = (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2"))
_PLACES = ("geo.placename", "dcterms.spatial", "dc.coverage.spatial")
_LANGUAGES = ("content-language", "dc.language", "dcterms.language", "og:locale")
_NAMES = ("property", "name", "itemprop", "http-equiv")
_DUBLIN_CORE = re.compile(r"(?<=\Adc):|(?<=\Adcterms):")
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
        dates=(*_said(tags, _DATES), *_times(tree, "datePublished")),
        sources=_names(tags, _SOURCES),
        authors=(*_names(tags, _AUTHORS), *_on_cards(tags)),
        places=_said(tags, _PLACES),
        languages=(*language, *_said(tags, _LANGUAGES)),
        urls=_urls(tree, tags, page),
        updates=(*_said(tags, _UPDATES), *_times(tree, "dateModified")),
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
            written = {(tag.get(attribute) or "").strip().lower() for attribute in _NAMES} - {""}
            for name in {_DUBLIN_CORE.sub(".", name) for name in written}:
                tags.setdefault(name, []).append(value)
    return tags


def _said(tags: _Tags, names: Sequence[str]) -> tuple[Evidence, ...]:
    return tuple(one for name in names for one in evidence(f"meta:{name}", *tags.get(name.lower(), ())))


def _names(tags: _Tags, names: Sequence[str]) -> tuple[Evidence, ...]:
    """Give what is a name, where some pages put the address of a profile."""
    return tuple(one for one in _said(tags, names) if not _ADDRESS.match(one.value))


def _on_cards(tags: _Tags) -> Iterator[Evidence]:
    for label, value in _CARDS:
        if _AUTHOR_LABEL.fullmatch(next(iter(tags.get(label, ())), "")):
            yield from _names(tags, (value,))


def _times(tree: HtmlElement, name: str) -> Iterator[Evidence]:
    """Give the moments that marked elements hold; ``pubdate`` marks one of publication, too."""
    for element in tree.iter("time", "span", "p", "div", "abbr", "a", "li", "em", "strong", "i", "b", "link"):
        names = (element.get("itemprop") or "").split()
        if name in names or (
            element.tag == "time" and name == "datePublished" and "pubdate" in element.attrib
        ):
            said = element.get("datetime") or element.get("content") or element.text_content()
            yield from evidence(f"itemprop:{name}", said)


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
