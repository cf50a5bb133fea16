"""An open index: the query function, and what else there is to ask."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Literal, Self, get_args

import numpy as np
from whoosh.fields import Schema
from whoosh.query.compound import And
from whoosh.query.qcore import Query

from searchkit.article import Article, Origin, Place
from searchkit.codec.schema import schema
from searchkit.engine import ranking, snapshot
from searchkit.engine.matching import evaluate
from searchkit.engine.ranking import Ranked, Sort
from searchkit.engine.results import Hit, Passages, Results, Total
from searchkit.engine.snapshot import Snapshot
from searchkit.errors import ArticleNotFound, IndexTooOld
from searchkit.query import SearchRequest, parse
from searchkit.segment.container import VERSION

if TYPE_CHECKING:  # by hand: a search counts no facets
    from searchkit.engine.facets import Facets
    from searchkit.engine.place_counts import PlaceCounts

Match = Literal["all", "any"]

_MATCHES: Final[tuple[str, ...]] = get_args(Match)
_SORTS: Final[tuple[str, ...]] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What is in an index.

    Attributes:
        path: its folder.
        revision: number of the commit.
        articles: articles that can be found.
        deleted: articles that are deleted and still take room.
        segments: segment files.
        bytes: size of the segment files.
        roots: the folders that it was built from.
        format_version: of the segment files that this release writes.
    """

    path: str
    revision: int
    articles: int
    deleted: int
    segments: int
    bytes: int
    roots: tuple[str, ...]
    format_version: int


class Index:
    """One committed state of an index, as of the moment it was opened or refreshed.

    Safe to share between threads. Use it as a context manager, or call :meth:`close`.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open the newest committed state.

        Raises:
            IndexNotFound: there is no index in that folder.
            UntrustedIndex: it is not an index that searchkit wrote.
            CorruptIndex: a file is missing or damaged.
        """
        self.path = Path(path)
        self._opened: Snapshot | None = snapshot.load(self.path)

    def __enter__(self) -> Self:
        """The index itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def __len__(self) -> int:
        """How many articles can be found."""
        return self._snapshot.article_count - self._snapshot.deleted_count

    @property
    def revision(self) -> int:
        """Number of the commit that is being read; it grows with each one."""
        return self._snapshot.generation

    def close(self) -> None:
        """Let go of the files; hits that are still held keep theirs. Asking it later is a ValueError."""
        self._opened = None

    @property
    def _snapshot(self) -> Snapshot:
        if self._opened is None:
            raise ValueError(f"the index {self.path} has been closed")
        return self._opened

    def refresh(self) -> bool:
        """Go to the newest committed state: whether there was a newer one."""
        newest = snapshot.load(self.path)
        changed = newest.generation != self.revision
        if changed:
            self._opened = newest
        return changed

    def search(
        self,
        text: str,
        *,
        match: Match = "all",
        literal: bool = False,
        phrase: bool = False,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "score",
        source: str | None = None,
        place: str | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Results:
        """Ranked keyword and phrase search.

        Args:
            text: a query in the query language.
            match: whether all words must be found, or any of them is enough.
            literal: take the text as plain words, whatever signs it holds.
            phrase: take the text as one exact phrase.
            limit: how many hits to return.
            offset: how many of the best to leave out first.
            sort: ``score``, ``date`` (oldest first) or ``-date`` (newest first).
            source: only of this outlet.
            place: only articles that name this place or one inside it.
            about: only articles about this place or one inside it.
            since: only from this date on.
            until: only up to this date.

        Raises:
            QuerySyntaxError: the query cannot be honoured; it says where and why.
            IndexTooOld: the query asks for what the earlier version that built the index did not keep.
            ValueError: ``limit`` or ``offset`` is negative, or ``match`` or ``sort`` is none of their values.
        """
        if limit < 0 or offset < 0:
            raise ValueError(f"limit and offset count articles: {min(limit, offset)} is negative")
        _refuse_unknown("sort", sort, _SORTS)
        state = self._snapshot
        request = _parse(
            text,
            state.languages,
            match=match,
            literal=literal,
            phrase=phrase,
            source=source,
            place=place,
            about=about,
            since=since,
            until=until,
        )
        _refuse_missing(state, request)
        tree, ranked, relaxed = _ranked(state, request, sort, offset + limit)
        passages = Passages(state, tree)
        doc_ids, scores = (
            column[offset:].tolist() for column in (ranked.matches.doc_ids, ranked.matches.scores)
        )
        hits = tuple(
            Hit(rank, score, doc_id, passages)
            for rank, (doc_id, score) in enumerate(zip(doc_ids, scores, strict=True), start=offset + 1)
        )
        return Results(text, hits, relaxed, request, Total(state, tree, ranked.total))

    def facets(
        self,
        text: str = "",
        *,
        limit: int = 20,
        match: Match = "all",
        literal: bool = False,
        phrase: bool = False,
        source: str | None = None,
        place: str | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Facets:
        """Counts by source, place, month and language over the articles that match; over all for no text.

        Raises:
            QuerySyntaxError: the query cannot be honoured.
            IndexTooOld: the query asks for what the earlier version that built the index did not keep.
        """
        from searchkit.engine.facets import count_facets  # noqa: PLC0415 - as above

        state = self._snapshot
        found = _found(
            state,
            text,
            match=match,
            literal=literal,
            phrase=phrase,
            source=source,
            place=place,
            about=about,
            since=since,
            until=until,
        )
        return count_facets(state, found, limit)

    def places(
        self,
        text: str = "",
        *,
        match: Match = "all",
        literal: bool = False,
        phrase: bool = False,
        source: str | None = None,
        place: str | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> PlaceCounts:
        """Counts by place, with what lies in what, over the articles that match; over all for no text.

        Raises:
            QuerySyntaxError: the query cannot be honoured.
            IndexTooOld: the query asks for what the earlier version that built the index did not keep.
        """
        from searchkit.engine.place_counts import count_places  # noqa: PLC0415 - as above

        state = self._snapshot
        found = _found(
            state,
            text,
            match=match,
            literal=literal,
            phrase=phrase,
            source=source,
            place=place,
            about=about,
            since=since,
            until=until,
        )
        return count_places(state, found)

    def get(self, article_id: str) -> Article:
        """An article with the provenance of its values.

        Raises:
            ArticleNotFound: there is no such id.
        """
        term = article_id.encode(errors="surrogatepass")
        for leaf in self._snapshot.leaves:
            column = leaf.segment.keywords("path")
            number = column.terms.find(term)
            if number is not None:
                for doc_id in column.doc_ids(number).tolist():
                    if self._snapshot.live[leaf.base + doc_id]:
                        return leaf.segment.article(doc_id)
        message = f"no article has the id {article_id!r}"
        raise ArticleNotFound(message)

    def files(self) -> dict[Origin, int]:
        """The files that the articles came from, and how many articles each gave."""
        return self._snapshot.files()

    def articles(self, origins: Collection[Origin]) -> Iterator[Article]:
        """The articles that came from some files."""
        for leaf in self._snapshot.leaves:
            files = leaf.segment.files
            wanted = [number for number, origin in enumerate(files.origins()) if origin in origins]
            live = self._snapshot.live[leaf.base : leaf.base + len(leaf.segment)]
            for doc_id in np.flatnonzero(live & np.isin(files.of_articles, wanted)).tolist():
                yield leaf.segment.article(doc_id)

    def values(self, field: str) -> tuple[str, ...]:
        """The values of a field as they are shown, for completion: ``source``, ``author``, ``language``."""
        found = {
            leaf.segment.keywords(field).label(number)
            for leaf in self._snapshot.leaves
            for number in range(len(leaf.segment.keywords(field).terms))
        }
        return tuple(sorted(found))

    def status(self) -> IndexStatus:
        """What is in the index."""
        state = self._snapshot
        return IndexStatus(
            path=str(self.path),
            revision=self.revision,
            articles=len(self),
            deleted=state.deleted_count,
            segments=len(state.leaves),
            bytes=sum(leaf.segment.nbytes for leaf in state.leaves),
            roots=tuple(sorted({origin.root for origin in self.files()})),
            format_version=VERSION,
        )


def open_index(path: str | os.PathLike[str] = "index") -> Index:
    """Open the index in a folder: ``with searchkit.open("index") as index: ...``.

    Raises:
        IndexNotFound: there is no index in that folder.
        UntrustedIndex: it is not an index that searchkit wrote.
        CorruptIndex: a file is missing or damaged.
    """
    return Index(path)


def search(text: str, *, index: str | os.PathLike[str] = "index", limit: int = 10) -> Results:
    """Search the index in a folder once: ``searchkit.search("Bakhmut missiles")``.

    Raises:
        IndexNotFound: there is no index in that folder.
        QuerySyntaxError: the query cannot be honoured.
    """
    with Index(index) as opened:
        return opened.search(text, limit=limit)


def _refuse_missing(state: Snapshot, request: SearchRequest) -> None:
    """Answer nothing that an index of an earlier version cannot know."""
    if not state.missing_fields:
        return
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


def _ranked(state: Snapshot, request: SearchRequest, sort: Sort, count: int) -> tuple[Query, Ranked, bool]:
    """The tree of words that was used, its best matches with the total, and whether it is the relaxed one."""
    tree = _filtered(request.tree, request.filter)
    ranked = _order(state, tree, sort, count)
    if request.relaxed is None or _any(ranked):
        return tree, ranked, False
    relaxed = _filtered(request.relaxed, request.filter)
    instead = _order(state, relaxed, sort, count)
    return (relaxed, instead, True) if _any(instead) else (tree, ranked, False)


def _order(state: Snapshot, tree: Query, sort: Sort, count: int) -> Ranked:
    if sort == "score":
        return ranking.best(state, tree, count)
    return ranking.by_date(state, tree, newest=sort == "-date", count=count)


def _any(ranked: Ranked) -> bool:
    return len(ranked.matches) > 0 if ranked.total is None else ranked.total > 0


def _found(
    state: Snapshot, text: str, *, match: Match, literal: bool, phrase: bool, **filters: str | None
) -> np.ndarray:
    """Every article that matches; without a text every one that the filters let pass."""
    signs_are_words = {"literal": literal and bool(text), "phrase": phrase and bool(text)}
    request = _parse(text or "*", state.languages, match=match, **signs_are_words, **filters)
    _refuse_missing(state, request)
    doc_ids = evaluate(state, _filtered(request.tree, request.filter)).doc_ids
    if len(doc_ids) or request.relaxed is None:
        return doc_ids
    return evaluate(state, _filtered(request.relaxed, request.filter)).doc_ids


def _filtered(tree: Query, condition: Query | None) -> Query:
    return tree if condition is None else And([tree, condition])


@cache
def _schema(languages: tuple[str, ...]) -> Schema:
    return schema(languages)


def _refuse_unknown(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ValueError(f"{name} is one of {', '.join(known)}, and not {value!r}")


def _parse(text: str, languages: tuple[str, ...], *, match: Match, **options: object) -> SearchRequest:
    _refuse_unknown("match", match, _MATCHES)
    if not isinstance(text, str):
        raise TypeError(f"the text of a query is a str, and not {type(text).__name__}")
    return parse(
        text,
        schema=_schema(languages),
        places=_resolve_place,
        now=_now,
        match=match,
        **options,  # type: ignore[arg-type]  # every caller passes the options of parse by name
    )


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def _resolve_place(name: str) -> Sequence[Place]:
    # The gazetteer is read only by queries that name a place: a plain search must not pay for it.
    from searchkit.metadata.gazetteer import gazetteer  # noqa: PLC0415

    resolve: Callable[[str], Sequence[Place]] = gazetteer().resolve
    return resolve(name)
