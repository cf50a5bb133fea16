"""What one search found: the ranked matches, and whatever its hits read to show themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from whoosh.query.qcore import Query

from searchkit.engine import lists, scoring
from searchkit.engine.examining import examined
from searchkit.engine.marking import Marker, marker
from searchkit.engine.matching import evaluate
from searchkit.engine.ranking import Ranked
from searchkit.engine.snapshot import Snapshot
from searchkit.query import SearchRequest


def _read(answer: Answer) -> Snapshot:
    return answer.snapshot


class Answer:
    """What one search found, where its hits are read, and how they cut their snippets.

    Attributes:
        snapshot: the index.
        ranked: the best matches.
        first_rank: of the first hit, from 1.
        titles: of all hits, once they have been read.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        ranked: Ranked,
        first_rank: int,
        request: Callable[[], SearchRequest],
        tree: Callable[[], Query],
        *,
        suggest: Callable[[], str | None] = lambda: None,
        marker: Callable[[], Marker] | None = None,
    ) -> None:
        """Keep what was found.

        Args:
            snapshot: the index.
            ranked: the best matches.
            first_rank: of the first hit, from 1.
            request: how the query was understood.
            tree: what was looked for, with all filters. Plain words make it when it is first asked for.
            suggest: makes a query of it that may have been meant instead; there may be none.
            marker: makes what finds the words of a plain query, for which no tree is needed then.
        """
        self.snapshot = snapshot
        self.ranked = ranked
        self.first_rank = first_rank
        self._read_request = request
        self._read_tree = tree
        self._suggest = suggest
        self._make_marker = marker
        self.titles: list[str] = []

    def part(self, places: list[int], first_rank: int) -> Answer:
        """The same for some of the hits, by their places, of which the first has a rank."""
        doc_ids, scores, total = self.ranked
        ranked = Ranked([doc_ids[place] for place in places], [scores[place] for place in places], total)
        return Answer(
            self.snapshot,
            ranked,
            first_rank,
            self._read_request,
            self._read_tree,
            suggest=self._suggest,
            marker=self._make_marker,
        )

    @cached_property
    def request(self) -> SearchRequest:
        """How the query was understood."""
        return self._read_request()

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
        return self._suggest()

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
        return marker(self._tree) if self._make_marker is None else self._make_marker()

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out of the query; nothing is of a plain one."""
        return self.request.notes if self._make_marker is None else ()

    @cached_property
    def _tree(self) -> Query:
        return self._read_tree()

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
