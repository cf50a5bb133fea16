"""The text of a query → what the engine looks for, and the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from whoosh.fields import Schema
from whoosh.query.compound import And
from whoosh.query.qcore import Query

from searchkit.analysis import cut
from searchkit.article import Place
from searchkit.codec.schema import schema
from searchkit.engine import ranking
from searchkit.engine.answer import Answer
from searchkit.engine.examining import BadArgument
from searchkit.engine.marking import Marker
from searchkit.engine.matching import evaluate
from searchkit.engine.passing import passing
from searchkit.engine.ranking import Ranked, Sort
from searchkit.engine.results import Hit, Results
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.words import Words, words_of
from searchkit.errors import IndexTooOld
from searchkit.query.plain import plain_pattern, plain_phrase, plain_stems, plain_tree
from searchkit.query.request import SearchRequest
from searchkit.query.text import analysis
from searchkit.segment.container import VERSION

if TYPE_CHECKING:
    import numpy as np

Match = Literal["all", "any"]

_MATCHES: Final = frozenset(get_args(Match))


class Asked(NamedTuple):
    """A query with its options, as :meth:`searchkit.engine.index.Index.search` describes them."""

    text: str
    match: Match = "all"
    literal: bool = False
    phrase: bool = False
    source: str | None = None
    place: str | None = None
    about: str | None = None
    since: str | None = None
    until: str | None = None
    language: str | None = None

    def request(self, state: Snapshot) -> SearchRequest:
        """The query as it is understood.

        Raises:
            QuerySyntaxError: it cannot be honoured.
            IndexTooOld: it asks for what the earlier version that built the index did not keep.
            ValueError: there is no such ``match``.
        """
        if self.match not in _MATCHES:
            refuse("match", self.match, get_args(Match))
        if not isinstance(self.text, str):
            raise TypeError(f"the text of a query is a str, and not {type(self.text).__name__}")
        from searchkit.query.parsing import parse  # noqa: PLC0415 - plain words are found and shown without

        text, match, literal, phrase, source, place, about, since, until, language = self
        request = parse(
            text,
            schema=_schema(state.languages),
            places=_resolve_place,
            now=_now,
            match=match,
            literal=literal,
            phrase=phrase,
            source=source,
            place=place,
            about=about,
            since=since,
            until=until,
            language=language,
        )
        if state.missing_fields:
            _refuse_missing(state, request)
        return request

    def condition(self, state: Snapshot) -> Query | None:
        """What the filters ask for, without the text; ``None`` where there are none.

        Raises:
            QuerySyntaxError: they cannot be honoured.
            IndexTooOld: they ask for what the earlier version that built the index did not keep.
        """
        return None if self[4:] == _NO_FILTERS else self._replace(text="*").request(state).filter

    def is_bare(self) -> bool:
        """Whether the text is all there is, and the options are as they should be."""
        return (
            not self.phrase
            and self[4:] == _NO_FILTERS
            and self.match in _MATCHES
            and isinstance(self.text, str)
        )


_NO_FILTERS: Final = (None,) * 6


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
            return _of_leaf(state, asked, ranked, offset, partial(Marker.of_phrase, quoted))
        fields = _schema(state.languages)
        if not asked.literal:
            pattern = plain_pattern(asked.text, fields)
            if pattern is not None:
                ranked = ranking.best(state, pattern, offset + limit)
                return _of_leaf(state, asked, ranked, offset, None)
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
    suggest = partial(_suggestion, state, asked)
    found = Answer(state, _page(ranked, offset), offset + 1, lambda: request, lambda: tree, suggest=suggest)
    return Results.of(asked.text, found, relaxed=relaxed)


def as_hit(state: Snapshot, asked: Asked, doc_id: int) -> Hit:
    """An article as a hit of a query, whether it matches or not: it knows where the words stand.

    Raises:
        QuerySyntaxError: the query cannot be honoured.
        IndexTooOld: the query asks for what the earlier version that built the index did not keep.
    """
    request = asked.request(state)
    found = Answer(state, Ranked([doc_id], [0.0], None), 1, lambda: request, lambda: request.tree)
    return Results.of(asked.text, found, relaxed=False).hits[0]


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


def _of_leaf(
    state: Snapshot, asked: Asked, ranked: Ranked, offset: int, marker: Callable[[], Marker] | None
) -> Results:
    """The hits of a query whose tree is one leaf, which nobody needs who does not ask for it."""
    found = Answer(
        state,
        _page(ranked, offset),
        offset + 1,
        partial(asked.request, state),
        lambda: asked.request(state).tree,
        suggest=partial(_suggestion, state, asked),
        marker=marker,
    )
    return Results.of(asked.text, found, relaxed=False)


def _of_words(state: Snapshot, asked: Asked, words: Words, offset: int, limit: int) -> Results:
    """The same for plain words and filters, whose tree nobody needs who does not ask for it."""
    ranked = ranking.best(state, words, offset + limit)
    relaxed = False
    if words.required and not ranked.doc_ids and len(words.order) > 1:
        instead = ranking.best(state, words._replace(required=False), offset + limit)
        if instead.doc_ids:
            ranked, relaxed = instead, True

    request = partial(asked.request, state)
    marker = partial(Marker.of_stems, words.order)
    suggest = partial(_suggestion, state, asked)

    def tree() -> Query:
        if not words.conditions:
            return plain_tree(asked.text, _schema(state.languages), required=words.required and not relaxed)
        understood = request()
        return understood.relaxed if relaxed and understood.relaxed is not None else understood.tree

    found = Answer(state, _page(ranked, offset), offset + 1, request, tree, suggest=suggest, marker=marker)
    return Results.of(asked.text, found, relaxed=relaxed)


def _read_filter(state: Snapshot, asked: Asked, clause: str) -> Query:
    asked.request(state)  # what cannot be honoured is shown in the whole query
    return asked._replace(text=clause).request(state).tree


def matching(state: Snapshot, asked: Asked) -> np.ndarray:
    """Every article that matches; without a text every one that the filters let pass.

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
    from searchkit.engine.spelling import Question, correct  # noqa: PLC0415 - most queries are spelt well
    from searchkit.query.written import written  # noqa: PLC0415 - as above

    fields = _schema(state.languages)
    unknown = {place.text for place in asked.request(state).places if not place.is_known}
    parts = written(asked.text, fields, literal=asked.literal, phrase=asked.phrase)

    def strictly(text: str) -> int:
        request = asked._replace(text=text).request(state)
        return len(evaluate(state, _filtered(request.tree, request.filter)))

    def loosely(text: str) -> int:
        return len(matching(state, asked._replace(text=text)))

    return correct(state, Question(asked.text, parts, frozenset(unknown), fields), strictly, loosely)


def _refuse_missing(state: Snapshot, request: SearchRequest) -> None:
    """Answer nothing that an index of an earlier version cannot know; words of the text it always knows."""
    trees = [tree for tree in (request.tree, request.filter) if tree is not None]
    asked = {str(leaf.field()) for tree in trees for leaf in tree.leaves()}
    if missing := asked & state.missing_fields:
        field = min(missing).removesuffix("_exact")
        oldest = min(leaf.segment.version for leaf in state.leaves)
        raise IndexTooOld(
            str(state.directory),
            f"it was built by an earlier version, which knows no {field}: searchkit index --rebuild",
            found=oldest,
            supported=VERSION,
        )


def stems_of(state: Snapshot) -> Callable[[str], list[str]]:
    """What makes of a text the stems by which its words are looked for."""
    return analysis(_schema(state.languages), "text")


def refuse(name: str, value: str, known: Sequence[str]) -> None:
    """Say which values there are.

    Raises:
        ValueError: always.
    """
    raise BadArgument(f"{name} is one of {', '.join(known)}, and not {value!r}")


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


@cache
def _schema(languages: tuple[str, ...]) -> Schema:
    return schema(languages)


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def _resolve_place(name: str) -> Sequence[Place]:
    # The gazetteer is read only by queries that name a place: a plain search must not pay for it.
    from searchkit.metadata.gazetteer import gazetteer  # noqa: PLC0415

    resolve: Callable[[str], Sequence[Place]] = gazetteer().resolve
    return resolve(name)
