"""Where the values of an article were found, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from searchkit.article import Article, Extracted, MentionedPlace, NewsDate
from searchkit.web.state import State
from searchkit.web.view import moments
from searchkit.web.view.chips import SEARCH
from searchkit.web.view.languages import language_name
from searchkit.web.view.passage import Evidence

_WIDEST_QUOTE: Final = 120

_KINDS: Final = {
    "json-ld": "the page's structured data",
    "meta": "a meta tag of the page",
    "itemprop": "the page's markup",
    "rel": "the page's markup",
    "class": "the page's markup",
    "html": "the page itself",
    "link": "the page's canonical link",
    "page": "what the page shows",
    "front-matter": "the front matter",
    "json": "a field of the file",
    "byline": "the byline",
    "dateline": "the dateline",
    "line": "a line of the text",
    "url-domain": "the domain of its address",
    "detected": "the words of the text",
    "gazetteer": "the text",
    "demonym": "words for its people only",
    "folder": "the folder of the file",
    "mtime": "the time of the file's last change",
}


_DETECTORS: Final = {
    "function-words": "its function words",
    "script": "its script",
    "py3langid": "the statistics of its letters",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value came from.

    Attributes:
        value: what was found, as people read it.
        how: what it was read in: ``the byline``.
        detail: the name of the field or tag: ``datePublished``; empty for none.
        quote: the characters that it was read from; empty for none.
        anchor: the fragment of the article where they stand; empty when they stand outside of its text.
        note: what else there is to say: ``3 mentions``.
        href: a search for the value; empty for none.
    """

    value: str
    how: str
    detail: str
    quote: str
    anchor: str = ""
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the values of one kind came from; ``origins`` is empty where there is none."""

    label: str
    origins: tuple[Origin, ...]


def provenance(article: Article) -> tuple[Provenance, ...]:
    """Each kind of value with where it was found, places apart."""
    return (
        Provenance("Published", tuple(_moments(article.date, "from-date", article))),
        *_unless_empty("Changed", _moments(article.modified, "from-modified", article)),
        Provenance("Source", tuple(_named("source", article.source, "from-source", article))),
        Provenance(
            "Author" if len(article.authors) < 2 else "Authors",  # noqa: PLR2004 - grammar
            tuple(
                origin
                for number, author in enumerate(article.authors)
                for origin in _named("", author, f"from-author-{number}", article)
            ),
        ),
        Provenance("Language", tuple(_languages(article))),
    )


def places(article: Article) -> tuple[Origin, ...]:
    """The places of an article, those that it is most about first."""
    ordered = sorted(enumerate(article.places), key=lambda numbered: -numbered[1].focus)
    return tuple(_place(number, mention, article) for number, mention in ordered)


def evidence(article: Article) -> Iterator[Evidence]:
    """The fragments of the body that the origins point to."""
    named: list[tuple[str, Extracted[Any] | MentionedPlace | None]] = [
        ("from-date", article.date),
        ("from-modified", article.modified),
        ("from-source", article.source),
    ]
    named += [(f"from-author-{number}", author) for number, author in enumerate(article.authors)]
    named += [(f"from-place-{number}", place) for number, place in enumerate(article.places)]
    start = len(article.title) + 2
    for anchor, found in named:
        span = found.span if found else None
        if span and span[0] >= start:
            yield Evidence(anchor, (span[0] - start, span[1] - start))


def how(method: str) -> tuple[str, str]:
    """A method in words, and the detail of it: ``json-ld:datePublished``."""
    kind, _, detail = method.partition(":")
    if kind == "page":  # what a page shows was read as a text is
        return _KINDS["page"], detail.rpartition(":")[2]
    return _KINDS.get(kind, kind), detail


def _unless_empty(label: str, origins: Iterator[Origin]) -> Iterator[Provenance]:
    if found := tuple(origins):
        yield Provenance(label, found)


def _moments(found: Extracted[NewsDate] | None, anchor: str, article: Article) -> Iterator[Origin]:
    if found is not None:
        yield _origin(moments.moment(found.value), found, anchor, article)


def _named(parameter: str, found: Extracted[str] | None, anchor: str, article: Article) -> Iterator[Origin]:
    if found is not None:
        href = State(source=found.value).url(SEARCH) if parameter else ""
        yield _origin(found.value, found, anchor, article, href=href)


def _languages(article: Article) -> Iterator[Origin]:
    if found := article.language:
        kind, detail = how(found.method)
        is_detected = kind == _KINDS["detected"]
        if is_detected and detail in _DETECTORS:
            kind, detail = _DETECTORS[detail], ""
        # What was detected was detected in the whole text: there is no quote to show.
        quote = "" if is_detected else _short(found.quote)
        yield Origin(language_name(found.value), kind, detail, quote)


def _origin(value: str, found: Extracted[Any], anchor: str, article: Article, *, href: str = "") -> Origin:
    kind, detail = how(found.method)
    shown = anchor if _is_in_body(found.span, article) else ""
    return Origin(value, kind, detail, _short(found.quote), shown, href=href)


def _place(number: int, mention: MentionedPlace, article: Article) -> Origin:
    kind, detail = how(mention.method)
    quotes = dict.fromkeys(article.text[start:end] for start, end in mention.spans) or {mention.quote: None}
    times = "" if not mention.count else "once" if mention.count == 1 else f"{mention.count} times"
    return Origin(
        value=mention.value.name,
        how=kind,
        detail=detail,
        quote=_short("”, “".join(" ".join(quote.split()) for quote in quotes)),
        anchor=f"from-place-{number}" if _is_in_body(mention.span, article) else "",
        note=times,
        href=State(place=mention.value.name).url(SEARCH),
    )


def _is_in_body(span: tuple[int, int] | None, article: Article) -> bool:
    return span is not None and span[0] >= len(article.title) + 2


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _WIDEST_QUOTE else f"{line[:_WIDEST_QUOTE].rstrip()}…"
