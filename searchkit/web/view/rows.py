"""Hits as the list of results shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from searchkit.engine.groups import Copies
from searchkit.engine.marking import joined_spans
from searchkit.engine.results import Hit, Results
from searchkit.web.state import State, article_path
from searchkit.web.view import moments
from searchkit.web.view.languages import language_name
from searchkit.web.view.passage import Piece, pieces

_MOST_PLACES: Final = 4
_UNTITLED: Final = "(without a title)"


@dataclass(frozen=True, slots=True)
class Row:
    """A hit in the list.

    Attributes:
        href: the article, with the search that led to it.
        title: the headline with the words of the query marked.
        snippet: the best passage, marked too.
        source: the outlet; empty when it is not known.
        day: ``9 March 2023``; empty when it is not known.
        date: the same as ISO 8601 has it.
        places: the first few places.
        more_places: how many more there are.
        language: what it is written in, where that is not what most of the hits are written in.
        code: the same as ISO 639-1 has it, for the browser; empty when it is not known.
        copies: ``and 17 copies in 14 sources``; empty where there are none, or each has a row of its own.
        copies_href: where those are listed.
    """

    href: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    source: str
    day: str
    date: str
    places: tuple[str, ...]
    more_places: int
    language: str
    code: str
    copies: str
    copies_href: str


def rows(state: State, results: Results) -> tuple[Row, ...]:
    """The hits of a page."""
    usual = _most_frequent(hit.language for hit in results)
    return tuple(_row(state, hit, usual) for hit in results)


def copies_in_words(copies: Copies) -> str:
    """``17 copies in 14 sources``."""
    count = f"{copies.count:,} {'copy' if copies.count == 1 else 'copies'}"
    sources = len(copies.sources)
    return f"{count} in {sources:,} {'source' if sources == 1 else 'sources'}" if sources else count


def _row(state: State, hit: Hit, usual: str | None) -> Row:
    passage = hit.snippet()
    date, places = hit.date, hit.places
    return Row(
        href=state.url(article_path(hit.id)),
        title=pieces(hit.title, joined_spans(hit.title_marks)) if hit.title.strip() else (Piece(_UNTITLED),),
        snippet=pieces(passage.text, passage.marks),
        source=hit.source or "",
        day=moments.day(date) if date else "",
        date=str(date) if date else "",
        places=places[:_MOST_PLACES],
        more_places=max(0, len(places) - _MOST_PLACES),
        language=language_name(hit.language) if hit.language and hit.language != usual else "",
        code=hit.language or "",
        copies=f"and {copies_in_words(hit.copies)}" if state.copies == "fold" and hit.copies.count else "",
        copies_href=state.url(article_path(hit.id, "/copies"), limit=None),
    )


def _most_frequent(languages: Iterable[str | None]) -> str | None:
    known = list(languages)
    return max(known, key=known.count, default=None)
