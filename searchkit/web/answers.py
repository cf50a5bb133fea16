"""What is asked of the index for each page, in a thread; pages and twins are written from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from searchkit.article import Article
from searchkit.engine.facets import FacetCount, Facets
from searchkit.engine.index import Index
from searchkit.engine.place_counts import PlaceCounts
from searchkit.engine.results import Hit, Results
from searchkit.web.state import FILTERS, State
from searchkit.web.ways_out import WayOut, ways_out

HITS: Final = 10
"""Hits of a page, unless asked otherwise."""

VALUES: Final = 20
"""Values of a facet, unless asked otherwise."""

CHOICES: Final = 30
"""Values of a facet that the page of results offers."""

_PLACES: Final = 150
"""The countries and the places in them are chosen from so many."""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The answer to a search.

    Attributes:
        state: what was asked.
        articles: how many the index holds.
        results: the hits; the newest articles where nothing was asked, as on the first page.
        facets: counts over all that match; over the whole index where nothing was asked.
        places: the same by place, with what lies in what.
        timeless: counts over all that match, whenever they were published.
        ways_out: wider searches that find something, where this one finds nothing.
        months: those that the index has articles of, where this search finds nothing.
    """

    state: State
    articles: int
    results: Results
    facets: Facets
    places: PlaceCounts
    timeless: Facets
    ways_out: tuple[WayOut, ...]
    months: tuple[FacetCount, ...]


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """An article to be read.

    Attributes:
        state: the search that led to it, which may be empty.
        article: with the provenance of its values.
        hit: the same as a hit of that search, which knows where the words stand, ``title_marks`` in its title
            and ``marks`` in its text, and its copies.
    """

    state: State
    article: Article
    hit: Hit


@dataclass(frozen=True, slots=True)
class SimilarAnswer:
    """What says most like an article, or the same.

    Attributes:
        state: the filters, and which part of the list.
        article: the one.
        results: the others.
    """

    state: State
    article: Article
    results: Results


@dataclass(frozen=True, slots=True)
class FacetsAnswer:
    """Counts over the articles that match.

    Attributes:
        state: what was asked, perhaps nothing.
        facets: the counts.
    """

    state: State
    facets: Facets


def search(index: Index, state: State) -> SearchAnswer:
    """The hits and the counts of a search, for the page.

    Raises:
        QuerySyntaxError: the query cannot be honoured.
        IndexTooOld: it asks for what the index does not know.
    """
    found = results(index, state)
    counts = facets(index, state.changed(limit=CHOICES)).facets
    timeless = state.changed(since=None, until=None, limit=0)
    return SearchAnswer(
        state=state,
        articles=len(index),
        results=found,
        facets=counts,
        places=index.places(state.q, most=_PLACES, **_question(state)),
        timeless=facets(index, timeless).facets if state.since or state.until else counts,
        ways_out=() if counts.total else ways_out(state, lambda wider: results(index, wider).total),
        months=() if counts.total else index.facets("", limit=0).month,
    )


def results(index: Index, state: State) -> Results:
    """The hits of a search; the newest articles where nothing is asked.

    Raises:
        QuerySyntaxError: the query cannot be honoured.
        IndexTooOld: it asks for what the index does not know.
    """
    if not state.asks:
        everything = State(q="*", sort="-date")
        state = everything.changed(limit=state.limit, copies=state.copies, offset=state.offset)
    return index.search(state.q, sort=state.sort, **_part(state), **_question(state))


def article(index: Index, state: State, article_id: str) -> ArticleAnswer:
    """An article, and where the words of the query stand in it.

    Raises:
        ArticleNotFound: there is no such id.
        QuerySyntaxError: the query cannot be honoured.
    """
    found = index.get(article_id)
    if not state.q.strip():
        return ArticleAnswer(state, found, index.hit(article_id, "*"))
    hit = index.hit(article_id, state.q, match=state.match, literal=state.literal, phrase=state.phrase)
    return ArticleAnswer(state, found, hit)


def similar(index: Index, state: State, article_id: str) -> SimilarAnswer:
    """The articles that say most like one, of those that the filters let pass.

    Raises:
        ArticleNotFound: there is no such id.
        QuerySyntaxError: a filter cannot be honoured.
        IndexTooOld: a filter asks for what the index does not know.
    """
    found = index.similar(article_id, **_part(state), **_filters(state))
    return SimilarAnswer(state, index.get(article_id), found)


def copies(index: Index, state: State, article_id: str) -> SimilarAnswer:
    """The other articles that say the same as one.

    Raises:
        ArticleNotFound: there is no such id.
    """
    limit = HITS if state.limit is None else state.limit
    found = index.copies(article_id, limit=limit, offset=state.offset)
    return SimilarAnswer(state, index.get(article_id), found)


def facets(index: Index, state: State) -> FacetsAnswer:
    """The counts of a search.

    Raises:
        QuerySyntaxError: the query cannot be honoured.
        IndexTooOld: it asks for what the index does not know.
    """
    limit = VALUES if state.limit is None else state.limit
    return FacetsAnswer(state, index.facets(state.q, limit=limit, **_question(state)))


def _part(state: State) -> dict[str, Any]:
    """Which of the hits."""
    limit = HITS if state.limit is None else state.limit
    return {"limit": limit, "offset": state.offset, "fold": state.copies == "fold"}


def _question(state: State) -> dict[str, Any]:
    return {"match": state.match, "phrase": state.phrase, "literal": state.literal, **_filters(state)}


def _filters(state: State) -> dict[str, Any]:
    return {name: getattr(state, name) for name in FILTERS}
