"""What a search answers: hits, counted and in order."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, partial
from itertools import repeat
from typing import Any, Final, Self, overload

from whoosh.query.qcore import Query

from searchkit.article import Article, NewsDate
from searchkit.engine import snippets
from searchkit.engine.answer import Answer, Known
from searchkit.engine.examining import examined
from searchkit.engine.groups import Copies, Groups
from searchkit.engine.marking import Mark, Marker
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.snippets import Snippet
from searchkit.engine.time_limit import check
from searchkit.query import SearchRequest, trees
from searchkit.segment.reader import Segment
from searchkit.values import value

_NEXT_TO_NOTHING: Final = 1000
"""Who finds fewer articles than one in so many may have meant something else."""


def _read(hit: Hit) -> Snapshot:
    return hit._answer.snapshot  # noqa: SLF001 - of this module


@value
class Hit:
    """An article that matches. Its values are read from the index when they are asked for."""

    __slots__ = ("__dict__",)  # for what is worked out once

    _row: int
    _answer: Answer

    def __repr__(self) -> str:
        """Its rank, its id and its score: ``Hit(1, 'overnight-salvo.txt', 3.77)``."""
        return f"Hit({self.rank}, {self.id!r}, {self.score:.2f})"

    @property
    def rank(self) -> int:
        """Place in the whole order, from 1."""
        return self._answer.first_rank + self._row

    @property
    def score(self) -> float:
        """See ``engine.scoring``."""
        return self._answer.ranked.scores[self._row]

    @property
    @examined(_read)
    def id(self) -> str:
        """Path under the indexed folder, ``path#key`` where a file holds several articles."""
        segment, doc_id = self._place
        return segment.id(doc_id)

    @property
    @examined(_read)
    def path(self) -> str:
        """The file, as an absolute path."""
        segment, doc_id = self._place
        origin = segment.origin(doc_id)
        return os.path.join(origin.root, origin.path)

    @property
    def title(self) -> str:
        """The headline; empty when there is none."""
        titles = self._answer.titles or self._answer.read_titles()
        return titles[self._row]

    @property
    @examined(_read)
    def date(self) -> NewsDate | None:
        """When it was published, as exactly as that is known."""
        segment, doc_id = self._place
        return segment.dates.value(doc_id)

    @property
    @examined(_read)
    def source(self) -> str | None:
        """The outlet."""
        return next(iter(self._labels("source")), None)

    @property
    @examined(_read)
    def author(self) -> str | None:
        """The byline: all authors, with commas between."""
        return ", ".join(self._labels("author")) or None

    @property
    @examined(_read)
    def places(self) -> tuple[str, ...]:
        """Names of the places, those that the article is most about first."""
        return tuple(self._labels("places_exact"))

    @property
    @examined(_read)
    def language(self) -> str | None:
        """ISO 639-1 code, where known."""
        return next(iter(self._labels("language")), None)

    @property
    @examined(_read)
    def url(self) -> str | None:
        """Where it was published."""
        return next(iter(self._labels("url")), None)

    @property
    @examined(_read)
    def article(self) -> Article:
        """The whole article, with the provenance of its values."""
        segment, doc_id = self._place
        return segment.article(doc_id)

    @cached_property
    @examined(_read)
    def text(self) -> str:
        """The text below the headline."""
        segment, doc_id = self._place
        return segment.body(doc_id)

    @cached_property
    @examined(_read)
    def marks(self) -> tuple[Mark, ...]:
        """Where in :attr:`text` the words of the query stand; clutter of the page is passed over."""
        check()
        return tuple(self._answer.marker.marks(self._prose, self._stemming))

    @cached_property
    @examined(_read)
    def title_marks(self) -> tuple[Mark, ...]:
        """Where in :attr:`title` the words of the query stand."""
        return tuple(self._answer.marker.marks(self.title, self._stemming))

    @examined(_read)
    def snippet(self, width: int = snippets.WIDTH) -> Snippet:
        """The best passage of the text, about ``width`` characters, with the words of the query marked."""
        return snippets.snippet(self._prose, self._telling_marks(), self._answer.weights, width)

    @examined(_read)
    def similar(self, *, limit: int = 10, offset: int = 0, fold: bool = False) -> Results:
        """The articles that say most like this one, as ``Index.similar`` finds them."""
        return Results.similar(self._answer.snapshot, self._doc_id, limit=limit, offset=offset, fold=fold)

    @cached_property
    @examined(_read)
    def copies(self) -> Copies:
        """The other articles of the index that say the same, whatever the query."""
        snapshot = self._answer.snapshot
        places = [
            snapshot.locate(other) for other in snapshot.copies.of(self._doc_id) if other != self._doc_id
        ]
        sources = Counter(
            name for segment, doc_id in places for name in segment.values("source").labels(doc_id)
        )
        ids = tuple(segment.id(doc_id) for segment, doc_id in places)
        return Copies(len(places), tuple(name for name, _ in sources.most_common()), ids)

    def to_dict(self) -> dict[str, Any]:
        """All of the hit but its text, as JSON has it: what ``search --json`` prints."""
        passage = self.snippet()
        return {
            "rank": self.rank,
            "score": round(self.score, 6),
            "id": self.id,
            "path": self.path,
            "title": self.title,
            "date": None if self.date is None else str(self.date),
            "source": self.source,
            "author": self.author,
            "places": list(self.places),
            "language": self.language,
            "url": self.url,
            "copies": self.copies.count,
            "copy_sources": list(self.copies.sources),
            "snippet": passage.text,
            "marks": [list(mark) for mark in passage.marks],
        }

    def _telling_marks(self) -> tuple[Mark, ...]:
        """The marks outside of repetitions of the headline, which stands above the snippet already."""
        title, text = self.title.casefold(), self._prose.casefold()
        if not title or title not in text or len(text) != len(self._prose):
            return self.marks
        repeated = [(found.start(), found.end()) for found in re.finditer(re.escape(title), text)]
        telling = tuple(
            mark for mark in self.marks if not any(start <= mark.start < end for start, end in repeated)
        )
        return telling or self.marks

    @cached_property
    def _prose(self) -> str:
        segment, doc_id = self._place
        return segment.prose(doc_id)

    @property
    def _stemming(self) -> str:
        """The language that the words of the article are stemmed in."""
        segment, doc_id = self._place
        return segment.languages.of(doc_id)

    @property
    def _place(self) -> tuple[Segment, int]:
        return self._answer.snapshot.locate(self._doc_id)

    @property
    def _doc_id(self) -> int:
        return self._answer.ranked.doc_ids[self._row]

    def _labels(self, field: str) -> list[str]:
        segment, doc_id = self._place
        return segment.values(field).labels(doc_id)


@value
class Results:
    """The answer to a search: a row of hits, as long as those that it holds.

    Attributes:
        query: the query as it was asked.
        hits: those that were asked for.
        relaxed: no article has all the words, and these have some.
    """

    query: str
    hits: tuple[Hit, ...]
    relaxed: bool
    _answer: Answer

    @classmethod
    def of(cls, query: str, answer: Answer, *, relaxed: bool) -> Self:
        """The hits of an answer."""
        rows = range(len(answer.ranked.doc_ids))
        return cls(query, tuple(map(Hit, rows, repeat(answer))), relaxed, answer)

    @staticmethod
    def similar(
        snapshot: Snapshot,
        doc_id: int,
        *,
        limit: int,
        offset: int,
        fold: bool,
        condition: Query | None = None,
    ) -> Results:
        """The articles most similar to one.

        Args:
            snapshot: the index.
            doc_id: the article.
            limit: how many at most.
            offset: how many of the best to leave out.
            fold: leave out the copies of the article, and of copies of each other all but the best.
            condition: what they must fulfil.
        """
        from searchkit.engine import folding, similar  # noqa: PLC0415 - few searches go on to it

        but = tuple(snapshot.copies.of(doc_id)) if fold else ()
        find = partial(similar.find, snapshot, doc_id, condition=condition, but=but)

        def ranked(count: int) -> Results:
            found = find(count=count)
            segment, number = snapshot.locate(doc_id)
            request = SearchRequest(segment.id(number), found.tree)
            known = Known(request, found.tree, Marker.of_stems(found.stems))
            answer = Answer(snapshot, found.ranked, 1, known)
            return Results.of(request.text, answer, relaxed=False)

        if fold:
            return folding.folded(ranked, offset, limit)
        every = ranked(offset + limit)
        return every.part(list(range(offset, len(every))), offset + 1) if offset else every

    @property
    def groups(self) -> Groups:
        """Which articles of the index are copies of each other."""
        return self._answer.snapshot.copies

    @property
    def doc_ids(self) -> list[int]:
        """The articles of the hits, numbered over all segments."""
        return self._answer.ranked.doc_ids

    def part(self, places: list[int], first_rank: int) -> Self:
        """Some of the hits, by their places, of which the first has a rank."""
        answer = self._answer.part(places, first_rank)
        return type(self).of(self.query, answer, relaxed=self.relaxed)

    @property
    def total(self) -> int:
        """How many articles match, exactly."""
        return self._answer.total

    def __iter__(self) -> Iterator[Hit]:
        """The hits, best first."""
        return iter(self.hits)

    def __len__(self) -> int:
        """How many hits are held, which is at most the limit."""
        return len(self.hits)

    @overload
    def __getitem__(self, place: int) -> Hit: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Hit, ...]: ...

    def __getitem__(self, place: int | slice) -> Hit | tuple[Hit, ...]:
        """The hit at a place, counted from 0, or some that follow each other.

        Raises:
            IndexError: no hit is at that place.
        """
        return self.hits[place]

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON has it: what ``search --json`` prints."""
        return {
            "query": self.query,
            "total": self.total,
            "relaxed": self.relaxed,
            "notes": list(self.notes),
            "suggestion": self.suggestion,
            "hits": [hit.to_dict() for hit in self.hits],
        }

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the answer should know about how the query was taken."""
        return self._answer.notes

    @property
    def suggestion(self) -> str | None:
        """The query as it may have been meant, where this one finds nothing, or next to nothing.

        Words that the index does not know are replaced by near ones that it knows; all else stays as it was
        written. Worked out when it is asked for.
        """
        if not self.relaxed and _NEXT_TO_NOTHING * self.total > self._answer.snapshot.article_count:
            return None
        return self._answer.suggestion

    def explain(self) -> str:
        """How the query was understood: its parts, resolved dates with the time zone, resolved places."""
        return self._answer.request.explain()

    @property
    def asks_words(self) -> bool:
        """Whether the query asks for words, and not only for places, dates and their like."""
        return trees.is_scored(self._answer.request.tree)

    def in_words(self) -> tuple[str, ...]:
        """What an article must fulfil to be found, in sentences: all of them."""
        return self._answer.request.in_words()
