"""The text of a query → what the engine looks for, and the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from whoosh.fields import Schema
from whoosh.query.compound import And
from whoosh.query.qcore import Query

from searchkit.analysis import cut
from searchkit.engine import ranking
from searchkit.engine.answer import Answer
from searchkit.engine.asked import Asked, schema_of
from searchkit.engine.marking import Marker, marker
from searchkit.engine.matching import evaluate
from searchkit.engine.passing import passing
from searchkit.engine.ranking import Ranked, Sort
from searchkit.engine.results import Hit, Results
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.words import Words, words_of
from searchkit.query.plain import plain_pattern, plain_phrase, plain_stems, plain_tree
from searchkit.query.request import SearchRequest
from searchkit.query.text import analysis

if TYPE_CHECKING:
    import numpy as np


class _Parsed(NamedTuple):
    """A query that was read as a whole.

    Attributes:
        state: the index.
        asked: the query.
        request: what it is understood as.
        tree: what was looked for.
    """

    state: Snapshot
    asked: Asked
    request: SearchRequest
    tree: Query

    @property
    def marker(self) -> Marker:
        return marker(self.tree)

    @property
    def notes(self) -> tuple[str, ...]:
        return self.request.notes

    @property
    def suggestion(self) -> str | None:
        return _suggestion(self.state, self.asked)


class _Plain(NamedTuple):
    """A query of plain words and filters, a phrase or a pattern: whoever only wants hits needs no tree of it.

    Attributes:
        state: the index.
        asked: the query.
        words: the plain words that were looked for, if it has any.
        phrase: the words of the phrase, if it is one.
    """

    state: Snapshot
    asked: Asked
    words: Words | None = None
    phrase: Sequence[bytes] = ()

    @property
    def request(self) -> SearchRequest:
        return self.asked.request(self.state)

    @property
    def tree(self) -> Query:
        words = self.words
        if words is not None and not words.conditions:
            return plain_tree(self.asked.text, schema_of(self.state.languages), required=words.required)
        request = self.request
        loose = None if words is None or words.required else request.relaxed
        return request.tree if loose is None else loose

    @property
    def marker(self) -> Marker:
        if self.words is not None:
            return Marker.of_stems(self.words.order)
        return Marker.of_phrase(self.phrase) if self.phrase else marker(self.tree)

    @property
    def notes(self) -> tuple[str, ...]:
        return ()

    @property
    def suggestion(self) -> str | None:
        return _suggestion(self.state, self.asked)


def answer(state: Snapshot, asked: Asked, sort: Sort, offset: int, limit: int) -> Results:
    """The hits from one on, so many at most.

    Raises:
        QuerySyntaxError: the query cannot be honoured.
        IndexTooOld: the query asks for what the earlier version that built the index did not keep.
        ValueError: there is no such ``match``.
    """
    if sort == "score" and offset + limit and asked.is_bare():
        quoted = None if asked.literal else plain_phrase(asked.text, cut)
        if quoted is not None:
            ranked = ranking.phrase(state, quoted, offset + limit)
            return _results(_Plain(state, asked, phrase=quoted), ranked, offset)
        fields = schema_of(state.languages)
        if not asked.literal:
            pattern = plain_pattern(asked.text, fields)
            if pattern is not None:
                ranked = ranking.best(state, pattern, offset + limit)
                return _results(_Plain(state, asked), ranked, offset)
        words = _plain_words(state, asked, fields)
        if words is not None:
            return _of_words(state, asked, words, offset, limit)
    request = asked.request(state)
    tree = _filtered(request.tree, request.filter)
    ranked = _order(state, tree, sort, offset + limit)
    relaxed = False
    if request.relaxed is not None and not _any(ranked):
        loose = _filtered(request.relaxed, request.filter)
        instead = _order(state, loose, sort, offset + limit)
        if _any(instead):
            tree, ranked, relaxed = loose, instead, True
    if not _any(ranked) and (asked.source or asked.place or asked.about):
        request = request._replace(notes=(*request.notes, *_names_meant(state, asked, request)))
    return _results(_Parsed(state, asked, request, tree), ranked, offset, relaxed=relaxed)


def as_hit(state: Snapshot, asked: Asked, doc_id: int) -> Hit:
    """An article as a hit of a query, whether it matches or not: it knows where the words stand.

    Raises:
        QuerySyntaxError: the query cannot be honoured.
        IndexTooOld: the query asks for what the earlier version that built the index did not keep.
    """
    request = asked.request(state)
    return _results(_Parsed(state, asked, request, request.tree), Ranked([doc_id], [0.0], None), 0).hits[0]


def _plain_words(state: Snapshot, asked: Asked, fields: Schema) -> Words | None:
    """The words and filters of a query that is nothing else."""
    stems = plain_stems(asked.text, fields)
    required = asked.match == "all"
    if stems is not None:
        return words_of(stems, required=required)
    if asked.literal or state.missing_fields:
        return None
    from searchkit.query.filtered import plain_filtered  # noqa: PLC0415 - plain words need no filters

    filtered = plain_filtered(asked.text, fields)
    if filtered is None:
        return None
    conditions = passing(state, filtered.filters, partial(_read_filter, state, asked))
    return None if conditions is None else words_of(filtered.stems, required=required, conditions=conditions)


def _of_words(state: Snapshot, asked: Asked, words: Words, offset: int, limit: int) -> Results:
    """The hits of plain words and filters."""
    ranked = ranking.best(state, words, offset + limit)
    if words.required and not ranked.doc_ids and len(words.order) > 1:
        any_words = words._replace(required=False)
        instead = ranking.best(state, any_words, offset + limit)
        if instead.doc_ids:
            return _results(_Plain(state, asked, any_words), instead, offset, relaxed=True)
    return _results(_Plain(state, asked, words), ranked, offset)


def _results(reading: _Plain | _Parsed, ranked: Ranked, offset: int, *, relaxed: bool = False) -> Results:
    found = Answer(reading.state, _page(ranked, offset), offset + 1, reading)
    return Results.of(reading.asked.text, found, relaxed=relaxed)


def _read_filter(state: Snapshot, asked: Asked, clause: str) -> Query:
    asked.request(state)  # what cannot be honoured is shown in the whole query
    return asked._replace(text=clause).request(state).tree


def matching(state: Snapshot, asked: Asked) -> np.ndarray:
    """Every article that matches: int64, ascending; without a text every one that the filters let pass.

    Raises:
        QuerySyntaxError: the query cannot be honoured.
        IndexTooOld: the query asks for what the earlier version that built the index did not keep.
    """
    if not asked.text:
        asked = asked._replace(text="*", literal=False, phrase=False)
    request = asked.request(state)
    doc_ids = evaluate(state, _filtered(request.tree, request.filter)).doc_ids
    if len(doc_ids) or request.relaxed is None:
        return doc_ids
    return evaluate(state, _filtered(request.relaxed, request.filter)).doc_ids


def _suggestion(state: Snapshot, asked: Asked) -> str | None:
    """The query as it may have been meant, where it has words or names that the index does not know."""
    from searchkit.engine.spelling import PLACE_FILTERS, Question, correct  # noqa: PLC0415 - most queries are spelt well
    from searchkit.query.written import written  # noqa: PLC0415 - as above

    fields = schema_of(state.languages)
    parts = written(asked.text, fields, literal=asked.literal, phrase=asked.phrase)
    has_places = any(part.field in PLACE_FILTERS for part in parts)
    places = asked.request(state).places if has_places else ()
    unknown = frozenset(place.text for place in places if not place.is_known)

    def strictly(text: str) -> int:
        request = asked._replace(text=text).request(state)
        return len(evaluate(state, _filtered(request.tree, request.filter)))

    def loosely(text: str) -> int:
        return len(matching(state, asked._replace(text=text)))

    return correct(state, Question(asked.text, parts, unknown, fields), strictly, loosely)


def _names_meant(state: Snapshot, asked: Asked, request: SearchRequest) -> Iterator[str]:
    """What may have been meant by names beside the query that the index does not know."""
    from searchkit.engine.spelling import name_meant  # noqa: PLC0415 - as above

    unknown = frozenset(place.text for place in request.places if not place.is_known)
    for field, name, words in (
        ("source", asked.source, "is of"),
        ("place", asked.place, "names"),
        ("about", asked.about, "is about"),
    ):
        meant = name_meant(state, field, name, unknown) if name else None
        if meant is not None:
            yield f'No article {words} "{name}"; did you mean "{meant}"?'


def stems_of(state: Snapshot) -> Callable[[str], list[str]]:
    """What makes of a text the stems by which its words are looked for."""
    return analysis(schema_of(state.languages), "text")


def _page(ranked: Ranked, offset: int) -> Ranked:
    return Ranked(ranked.doc_ids[offset:], ranked.scores[offset:], ranked.total) if offset else ranked


def _order(state: Snapshot, tree: Query, sort: Sort, count: int) -> Ranked:
    if sort == "score":
        return ranking.best(state, tree, count)
    return ranking.by_date(state, tree, newest=sort == "-date", count=count)


def _any(ranked: Ranked) -> bool:
    return bool(ranked.doc_ids) or bool(ranked.total)


def _filtered(tree: Query, condition: Query | None) -> Query:
    return tree if condition is None else And([tree, condition])
