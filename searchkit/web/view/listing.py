"""The page of results as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from searchkit.web.answers import HITS, SearchAnswer
from searchkit.web.state import State
from searchkit.web.view.chips import SEARCH, Chip, chips, dates
from searchkit.web.view.explanation import Explanation, explanation
from searchkit.web.view.facets import Group, groups
from searchkit.web.view.histogram import Histogram, histogram
from searchkit.web.view.moments import period
from searchkit.web.view.paging import Paging, paging
from searchkit.web.view.rows import Row, rows
from searchkit.web.view.ways import Wider, wider

_SORTS: Final = (("score", "Relevance"), ("-date", "Newest"), ("date", "Oldest"))


@dataclass(frozen=True, slots=True)
class Way:
    """One of several ways to see the same search, and whether it is the one that is shown."""

    label: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that may have been meant, and the search for it."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What the page of results shows.

    Attributes:
        asked: whether anything was asked; otherwise the newest articles are shown.
        total: articles that match.
        articles: how many the index holds.
        rows: the hits.
        suggestion: the query as it may have been meant; ``None`` for most.
        relaxed: whether no article has all the words, and these have some.
        notes: what was passed over in the query.
        chips: what narrows the search.
        cleared: the search without any of that.
        sorts: the orders of the hits.
        readings: the ways to take the words.
        foldings: the ways to show copies; none where there are no copies.
        histogram: articles over time; ``None`` where there is nothing to compare.
        dates: the stretch of time that is asked for; empty for none.
        groups: the facets.
        paging: the way to the other pages.
        explanation: how the query was understood; ``None`` where nothing was asked.
        ways_out: wider searches that find something, where this one finds nothing.
        asks_words: whether the query asks for words, and not only for places, dates and their like.
        spanned: the first and the last month that the index has articles of, where nothing was found.
    """

    asked: bool
    total: int
    articles: int
    rows: tuple[Row, ...]
    suggestion: Suggestion | None
    relaxed: bool
    notes: tuple[str, ...]
    chips: tuple[Chip, ...]
    cleared: str
    sorts: tuple[Way, ...]
    readings: tuple[Way, ...]
    foldings: tuple[Way, ...]
    histogram: Histogram | None
    dates: str
    groups: tuple[Group, ...]
    paging: Paging
    explanation: Explanation | None
    ways_out: tuple[Wider, ...]
    asks_words: bool
    spanned: str


def listing(answer: SearchAnswer) -> Listing:
    """The page that shows an answer."""
    state, results = answer.state, answer.results
    limit = HITS if state.limit is None else state.limit
    shown = rows(state, results)
    return Listing(
        asked=state.asks,
        total=answer.facets.total,
        articles=answer.articles,
        rows=shown,
        suggestion=_suggestion(state, results.suggestion if state.asks else None),
        relaxed=results.relaxed,
        notes=results.notes,
        chips=chips(state),
        cleared=State(q=state.q, sort=state.sort).url(SEARCH),
        sorts=tuple(Way(label, state.url(SEARCH, sort=sort), state.sort == sort) for sort, label in _SORTS),
        readings=tuple(_readings(state)),
        foldings=_foldings(state) if state.copies == "show" or any(row.copies for row in shown) else (),
        histogram=histogram(answer.timeless, answer.facets, state.since or "", state.until or ""),
        dates=dates(state),
        groups=groups(state, answer.facets, answer.places),
        paging=paging(state, limit, len(results), answer.facets.total),
        explanation=explanation(results) if state.asks else None,
        ways_out=wider(state, answer.ways_out),
        asks_words=results.asks_words,
        spanned=_spanned([count.value for count in answer.months]),
    )


def _foldings(state: State) -> tuple[Way, ...]:
    return (
        Way("Folded into one", state.url(SEARCH, copies=None), state.copies == "fold"),
        Way("Each shown", state.url(SEARCH, copies="show"), state.copies == "show"),
    )


def _spanned(months: list[str]) -> str:
    first, last = (period(month) for month in (min(months), max(months))) if months else ("", "")
    return first if first == last else f"{first} to {last}"


def _suggestion(state: State, text: str | None) -> Suggestion | None:
    return None if text is None else Suggestion(text, state.url(SEARCH, q=text))


def _readings(state: State) -> list[Way]:
    plain = state.changed(match=None, phrase=None, literal=None)
    ways = (
        ("All words", plain, state.match == "all" and not (state.phrase or state.literal)),
        ("Any of the words", plain.changed(match="any"), state.match == "any"),
        ("Exact phrase", plain.changed(phrase=True), state.phrase),
        ("Exactly as typed", plain.changed(literal=True), state.literal),
    )
    return [Way(label, way.url(SEARCH), chosen) for label, way, chosen in ways]
