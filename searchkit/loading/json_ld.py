"""JSON-LD in a web page: what the publisher tells search engines in schema.org's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from searchkit.loading.drafts import evidence, one_line
from searchkit.metadata import Declared, Evidence

if TYPE_CHECKING:  # by hand: lxml is needed only where there is a page
    from lxml.html import HtmlElement

_DECODER = json.JSONDecoder(strict=False)
_OPENING = re.compile(r"<!--|(?://\s*|/\*\s*)?<!\[CDATA\[(?:\s*\*/)?")
_CLOSING = ("*/", "-->", "]]>", "//", "/*")  # from the end; a pattern with so many blanks would try them all
_BETWEEN = "; \t\r\n"
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting)\Z")
_PAGE_TYPE = re.compile(r"Page\Z")
_MAX_DEPTH = 4

_Node = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What JSON-LD says of the article of a page.

    Attributes:
        headline: its title, empty when none is said.
        declared: the rest.
    """

    headline: str = ""
    declared: Declared = field(default_factory=Declared)


def read_linked_data(tree: HtmlElement) -> LinkedData:
    """Read the JSON-LD of a page; what is broken in it says nothing."""
    nodes = [node for script in _scripts(tree) for node in _nodes(script, 0)]
    candidates = _candidates(nodes)
    if not candidates:
        return LinkedData()
    about = next((node for node in candidates if "datePublished" in node), candidates[0])
    by_id = {name: node for node in nodes if isinstance(name := node.get("@id"), str) and len(node) > 1}

    def said(*names: str, of: _Node = about) -> tuple[Evidence, ...]:
        return tuple(
            one for name in names for one in evidence(f"json-ld:{name}", *_strings(of.get(name), by_id))
        )

    authors = (said("author", "creator", of=one) for one in (about, *candidates))
    headline = next((one.value for one in said("headline", "name")), "")
    return LinkedData(
        headline,
        Declared(
            dates=said("datePublished", "dateCreated", "uploadDate"),
            updates=said("dateModified"),
            sources=said("publisher", "sourceOrganization"),
            authors=next(filter(None, authors), ()),
            places=said("contentLocation", "locationCreated"),
            languages=said("inLanguage"),
            urls=tuple(one for one in _urls(about) if one.value.startswith(("http://", "https://"))),
        ),
    )


def _urls(about: _Node) -> Iterable[Evidence]:
    page = about.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id") or page.get("url")
    for name, value in (("url", about.get("url")), ("mainEntityOfPage", page)):
        if isinstance(value, str):
            yield from evidence(f"json-ld:{name}", value)


def _scripts(tree: HtmlElement) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                yield _DECODER.decode(_unwrapped(script.text or ""))
            except (ValueError, RecursionError):
                continue


def _unwrapped(text: str) -> str:
    """A script without the comment or the CDATA section that hides it from old browsers."""
    text = text.strip()
    opening = _OPENING.match(text)
    if opening:
        text = text[opening.end() :]
    for closing in _CLOSING:
        text = text.rstrip(_BETWEEN).removesuffix(closing)
    return text.strip(_BETWEEN)


def _nodes(value: object, depth: int) -> Iterator[_Node]:
    """Give the objects at the top of a script, those of its graph and those that its pages are about."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)


def _candidates(nodes: Sequence[_Node]) -> list[_Node]:
    """Give the objects that describe the article, articles before pages."""
    articles = [node for node in nodes if _is_of(node, _ARTICLE_TYPE)]
    return [*articles, *(node for node in nodes if _is_of(node, _PAGE_TYPE))]


def _is_of(node: _Node, kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(
        isinstance(one, str) and kind.search(one) for one in (types if isinstance(types, list) else [types])
    )


def _strings(value: object, by_id: Mapping[str, _Node]) -> Iterator[str]:
    if isinstance(value, str):
        yield one_line(value)
    elif isinstance(value, list):
        for part in value:
            if not isinstance(part, list):
                yield from _strings(part, by_id)
    elif isinstance(value, dict):
        node = by_id.get(str(value.get("@id")), value) if "name" not in value else value
        if isinstance(node.get("name"), str | list):
            yield from _strings(node["name"], {})
