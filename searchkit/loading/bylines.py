"""Bylines in the markup of a web page: who its elements say wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from searchkit.loading.drafts import evidence, one_line
from searchkit.metadata import Evidence

if TYPE_CHECKING:  # by hand: lxml is needed only where there is a page
    from lxml.html import HtmlElement

LONGEST_BYLINE = 160
ELEMENTS_READ = 4
_CLASS = re.compile(
    r"by-?line|(?:^|[\s_-])(?:author-?s?|article-?author|author-?name|post-?author|autor|auteur|autore)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
# Names there are those of other people, or of other articles.
_ELSEWHERE = re.compile(
    r"comment|related|recommend|sidebar|footer|teaser|promo|widget|biograph|(?:^|\s)(?:author-?)?bio(?:$|[\s_-])|avatar"
    r"|about-?(?:the-)?author|author-?box|most-?read|trending|(?<!v)card|social|share|follow|reply|quote",
    re.IGNORECASE,
)
_TAGS = ("a", "span", "div", "p", "address", "li", "strong", "em", "h4", "h5", "td", "section")
_SKIPPED = frozenset({"aside", "footer", "nav", "form", "button", "script", "style", "blockquote"})
_PAGE = frozenset({"body", "html"})


def read_bylines(tree: HtmlElement) -> tuple[Evidence, ...]:
    """Read ``itemprop=author``, ``rel=author`` and elements of a byline's class: kind by kind, in order."""
    article = _article(tree)
    found: dict[str, list[str]] = {"itemprop:author": [], "rel:author": [], "class:byline": []}
    for element in tree.iter(*_TAGS):
        kind = _kind(element)
        if kind and len(found[kind]) < ELEMENTS_READ and not _is_elsewhere(element, article):
            text = one_line(_text(element, kind))
            if text and len(text) <= LONGEST_BYLINE and text not in found[kind]:
                found[kind].append(text)
    return tuple(one for kind, texts in found.items() for one in evidence(kind, *texts))


def _kind(element: HtmlElement) -> str | None:
    if "author" in (element.get("itemprop") or "").split():
        return "itemprop:author"
    if "author" in (element.get("rel") or "").split():
        return "rel:author"
    names = element.get("class")
    return "class:byline" if names and _CLASS.search(names) else None


def _text(element: HtmlElement, kind: str) -> str:
    if kind == "itemprop:author":
        for inner in element.iter():
            if "name" in (inner.get("itemprop") or "").split():
                return inner.get("content") or inner.text_content()
    # Blanks between them: the texts of blocks would run together.
    return " ".join(str(text) for text in element.itertext())


def _article(tree: HtmlElement) -> set[HtmlElement]:
    """Elements around the headline and the marked text, whatever their classes say."""
    headline = next(tree.iter("h1"), None)
    text = next((one for one in tree.iter(*_TAGS, "article") if one.get("itemprop") == "articleBody"), None)
    return {around for one in (headline, text) if one is not None for around in (one, *one.iterancestors())}


def _is_elsewhere(element: HtmlElement, article: set[HtmlElement]) -> bool:
    for one in (element, *element.iterancestors()):
        if one.tag in _PAGE or one in article:
            return False
        if one.tag in _SKIPPED or _ELSEWHERE.search(f"{one.get('class')} {one.get('id')}"):
            return True
    return False
