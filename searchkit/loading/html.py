"""Web pages → a draft: the main text by trafilatura, the rest from what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from html import unescape
from typing import TYPE_CHECKING

from searchkit.loading.bylines import read_bylines
from searchkit.loading.drafts import Draft, Parsed, clean, evidence, one_line
from searchkit.loading.faults import Fault
from searchkit.loading.json_ld import read_linked_data
from searchkit.loading.meta_tags import read_meta_tags, read_meta_titles
from searchkit.loading.page_dates import read_page_dates
from searchkit.loading.titles import choose_title, site_in_title
from searchkit.metadata import Declared, Evidence, OrderClues, host_of

if TYPE_CHECKING:  # by hand: trafilatura takes a fifth of a second to import
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

# What it would find in the text is never asked for: where a page shows its day, we read it ourselves.
_DATE_SEARCH = {"original_date": True, "extensive_search": False}
_NO_ARTICLE = Parsed(faults=(Fault("is a web page in which no article was found"),))
_CHARACTER = re.compile(r"&#(?:[0-9]{1,9}|[xX][0-9a-fA-F]{1,8});?")
_MARKUP = frozenset("&<>\"'")


def parse_html(text: str) -> Parsed:
    """Read a web page: one article."""
    # Imported where it is needed: only files that are pages pay for it.
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415

    text = _CHARACTER.sub(_permitted, text)
    try:
        tree = load_html(text)
        if tree is None:  # a piece of a page, such as a lone paragraph
            tree = load_html(f"<html><body><div>{text}</div></body></html>")
        if tree is None:
            return _NO_ARTICLE
        document = bare_extraction(
            tree, include_comments=False, with_metadata=True, date_extraction_params=_DATE_SEARCH
        )
    except Exception as fault:  # noqa: BLE001  whatever a broken page makes them raise, it is this page that is broken
        return Parsed(faults=(Fault(f"is a web page that cannot be read ({type(fault).__name__}: {fault})"),))
    if document is None or isinstance(document, dict) or not (document.text or "").strip():
        return _NO_ARTICLE
    return Parsed(drafts=(_draft(tree, text, document),))


def _permitted(reference: re.Match[str]) -> str:
    """Resolve a character by its number as browsers do; at a control character the parser would give up."""
    character = unescape(reference[0])
    return reference[0] if character in _MARKUP else clean(character)


def _draft(tree: HtmlElement, page: str, document: Document) -> Draft:
    linked = read_linked_data(tree)
    meta = read_meta_tags(tree, page)
    found = _found_by_trafilatura(document)
    declared = _joined(linked.declared, meta, Declared(authors=read_bylines(tree)), found)
    domain = next((host for one in declared.urls if (host := host_of(one.value))), "")
    sources = _sources(meta, linked.declared, evidence("html:title", site_in_title(tree, domain)))
    declared = replace(declared, sources=sources)
    names = [domain, *(source.value for source in sources)]
    title = choose_title(tree, linked.headline, read_meta_titles(tree), names)
    title = title or one_line(document.title or "")
    declared = _joined(declared, read_page_dates(tree, title, OrderClues(document.text or "", declared)))
    return Draft(title, _without_title(clean(document.text or ""), title), declared)


def _found_by_trafilatura(document: Document) -> Declared:
    return Declared(
        authors=evidence("trafilatura:author", *(document.author or "").split(";")),
    )


def _joined(*parts: Declared) -> Declared:
    return Declared(
        **{
            field.name: tuple(one for part in parts for one in getattr(part, field.name))
            for field in fields(Declared)
        }
    )


def _sources(meta: Declared, linked: Declared, title: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """What the site calls itself, before who owns it and what its programs are called."""
    own = tuple(one for one in meta.sources if one.method == "meta:og:site_name")
    others = tuple(one for one in meta.sources if one not in own)
    return (*own, *linked.sources, *others, *title)


def _without_title(body: str, title: str) -> str:
    """Drop the headline where the text begins with it: it would stand there twice."""
    first, _, rest = body.strip().partition("\n")
    return rest if title and rest.strip() and one_line(first).lower() == title.lower() else body
