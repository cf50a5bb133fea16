"""What one search found: the ranked matches, and whatever its hits read to show themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple, Protocol

from whoosh.query.qcore import Query

from searchkit.engine import lists, scoring
from searchkit.engine.examining import examined
from searchkit.engine.marking import Marker
from searchkit.engine.matching import evaluate
from searchkit.engine.ranking import Ranked
from searchkit.engine.snapshot import Snapshot
from searchkit.query import SearchRequest


def _read(answer: Answer) -> Snapshot:
    return answer.snapshot


class Reading(Protocol):
    """How the query of an answer was understood: worked out where somebody asks for more than hits."""

    @property
    def request(self) -> SearchRequest:
        """The query as it is understood."""

    @property
    def tree(self) -> Query:
        """What was looked for, with all filters."""

    @property
    def marker(self) -> Marker:
        """What finds the words of the query in a text."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out of the query."""

    @property
    def suggestion(self) -> str | None:
        """A query that may have been meant instead, if any."""


class Known(NamedTuple):
    """A reading of what nobody wrote: there is nothing to be worked out.

    Attributes:
        request: what stands for the query.
        tree: what was looked for.
        marker: what finds the words that make an article a hit.
        notes: none.
        suggestion: none.
    """

    request: SearchRequest
    tree: Query
    marker: Marker
    notes: tuple[str, ...] = ()
    suggestion: str | None = None


class Answer:
    """What one search found, where its hits are read, and how they cut their snippets.

    Attributes:
        snapshot: the index.
        ranked: the best matches.
        first_rank: of the first hit, from 1.
        titles: of all hits, once they have been read.
    """

    def __init__(self, snapshot: Snapshot, ranked: Ranked, first_rank: int, reading: Reading) -> None:
        """Keep what was found.

        Args:
            snapshot: the index.
            ranked: the best matches.
            first_rank: of the first hit, from 1.
            reading: how the query was understood.
        """
        self.snapshot = snapshot
        self.ranked = ranked
        self.first_rank = first_rank
        self._reading = reading
        self.titles: list[str] = []

    def part(self, places: list[int], first_rank: int) -> Answer:
        """The same for some of the hits, by their places, of which the first has a rank."""
        doc_ids, scores, total = self.ranked
        ranked = Ranked([doc_ids[place] for place in places], [scores[place] for place in places], total)
        return Answer(self.snapshot, ranked, first_rank, self._reading)

    @cached_property
    def request(self) -> SearchRequest:
        """How the query was understood."""
        return self._reading.request

    @cached_property
    @examined(_read)
    def total(self) -> int:
        """How many articles match; counted when it is asked for, unless finding the best has counted them."""
        known = self.ranked.total
        return len(evaluate(self.snapshot, self._tree)) if known is None else known

    @cached_property
    @examined(_read)
    def suggestion(self) -> str | None:
        """What may have been meant, if anything."""
        return self._reading.suggestion

    @examined(_read)
    def read_titles(self) -> list[str]:
        """Read the titles of all hits: whoever asks for one asks for all."""
        # Before Python 3.12 a cached property takes a lock, which takes longer than the titles.
        self.titles = self.snapshot.titles(self.ranked.doc_ids)
        return self.titles

    @cached_property
    @examined(_read)
    def marker(self) -> Marker:
        """Finds the words of the query."""
        return self._reading.marker

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out of the query."""
        return self._reading.notes

    @cached_property
    def _tree(self) -> Query:
        return self._reading.tree

    @cached_property
    @examined(_read)
    def weights(self) -> Mapping[str, float]:
        """What finding each is worth: the idf of words, and for all else that of the rarest of them."""
        weights = {stem: self._idf(stem) for stem in self.marker.stems}
        heaviest = max(weights.values(), default=1.0)
        return dict.fromkeys(self.marker.names, heaviest) | weights

    def _idf(self, stem: str) -> float:
        doc_freq = sum(map(self.snapshot.stem_doc_freq, lists.stems_of_word(stem.encode())))
        return scoring.idf(doc_freq, self.snapshot.article_count)
