"""An open index: the query function, and what else there is to ask."""

from __future__ import annotations

import datetime as dt
import operator
import os
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, get_args

import numpy as np

from searchkit.article import Article, Origin
from searchkit.engine import snapshot
from searchkit.engine.asked import Asked, Match, refuse
from searchkit.engine.examining import BadArgument, examined
from searchkit.engine.execution import answer, as_hit, matching, stems_of
from searchkit.engine.ranking import Sort
from searchkit.engine.results import Hit, Results
from searchkit.engine.snapshot import Snapshot
from searchkit.segment.container import VERSION
from searchkit.values import value

if TYPE_CHECKING:  # by hand: a search counts no facets
    from searchkit.engine.completing import CompletedField, Completion
    from searchkit.engine.facets import Facets
    from searchkit.engine.place_counts import PlaceCounts

_SORTS: Final[tuple[str, ...]] = get_args(Sort)


@value
class IndexStatus:
    """What is in an index.

    Attributes:
        path: its folder.
        revision: number of the commit.
        articles: articles that can be found.
        deleted: articles that are deleted and still take room.
        segments: segment files.
        bytes: size of the segment files and of that of the copies.
        roots: the folders that it was built from.
        format_version: of the oldest of its segment files.
        newest_format_version: of the segment files that this release writes; where it is higher, a rebuild
            keeps more of the articles.
    """

    path: str
    revision: int
    articles: int
    deleted: int
    segments: int
    bytes: int
    roots: tuple[str, ...]
    format_version: int
    newest_format_version: int


def _opened(index: Index) -> Snapshot | None:
    return index._opened  # noqa: SLF001 - of this module


class Index:
    """One committed state of an index, as of the moment it was opened or refreshed.

    Safe to share between threads. Use it as a context manager, or call :meth:`close`.
    """

    def __init__(self, path: str | os.PathLike[str], *, cache_bytes: int | None = None) -> None:
        """Open the newest committed state.

        Args:
            path: the folder of the index.
            cache_bytes: how much memory may hold what was read for one query, for the next ones; ``None`` for
                twice the size of the index, or 256 MiB where that is more.

        Raises:
            IndexNotFound: there is no index in that folder.
            UntrustedIndex: it is not an index that searchkit wrote.
            CorruptIndex: a file is missing or damaged.
        """
        self.path = Path(path)
        self._cache_bytes = cache_bytes
        self._opened: Snapshot | None = snapshot.load(self.path, cache_bytes)

    def __enter__(self) -> Self:
        """The index itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        """Its folder, and how many articles can be found: ``Index('index', 33 articles)``."""
        if self._opened is None:
            return f"Index({str(self.path)!r}, closed)"
        return f"Index({str(self.path)!r}, {len(self)} articles)"

    @examined(_opened)
    def __len__(self) -> int:
        """How many articles can be found."""
        state = self._snapshot
        return state.article_count - state.deleted_count

    @property
    def revision(self) -> int:
        """Number of the commit that is being read; it grows with each one."""
        return self._snapshot.generation

    def close(self) -> None:
        """Let go of the files; hits that are still held keep theirs. Asking it later is a ValueError."""
        self._opened = None

    @property
    def _snapshot(self) -> Snapshot:
        opened = self._opened  # once: another thread may close it
        if opened is None:
            raise BadArgument(f"the index {self.path} has been closed")
        return opened

    def refresh(self) -> bool:
        """Go to the newest committed state: whether there was a newer one."""
        newest = snapshot.load(self.path, self._cache_bytes)
        changed = newest.generation != self.revision
        if changed:
            self._opened = newest
        return changed

    @examined(_opened)
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
        fold: bool = False,
        source: str | None = None,
        place: str | None = None,
        about: str | None = None,
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        language: str | None = None,
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
            fold: of articles that are copies of each other give only the best; ``limit`` and ``offset`` count
                what is left, the total counts all.
            source: only of this outlet.
            place: only articles that name this place or one inside it.
            about: only articles about this place or one inside it.
            since: only from this date on, as a query has it or as a date or datetime of Python.
            until: only up to this date, likewise.
            language: only in this language, an ISO 639-1 code.

        Raises:
            QuerySyntaxError: the query cannot be honoured; it says where and why.
            IndexTooOld: the query asks for what the earlier version that built the index did not keep.
            ValueError: ``limit`` or ``offset`` is negative, or ``match`` or ``sort`` is none of their values.
            TypeError: an argument is of another kind than is said here.
        """
        _refuse_uncountable(limit=limit, offset=offset)
        if sort not in _SORTS:
            refuse("sort", sort, _SORTS)
        asked = Asked(text, match, literal, phrase, source, place, about, since, until, language)
        if not fold or not len(self._snapshot.copies):
            return answer(self._snapshot, asked, sort, offset, limit)
        from searchkit.engine.folding import folded  # noqa: PLC0415 - only where there are copies

        return folded(partial(answer, self._snapshot, asked, sort, 0), offset, limit)

    @examined(_opened)
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
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        language: str | None = None,
    ) -> Facets:
        """Counts by source, place, month and language over the articles that match; over all for no text.

        Raises:
            QuerySyntaxError: the query cannot be honoured.
            IndexTooOld: the query asks for what the earlier version that built the index did not keep.
            ValueError: ``limit`` is negative, or there is no such ``match``.
        """
        _refuse_uncountable(limit=limit)
        from searchkit.engine.facets import count_facets  # noqa: PLC0415 - a search counts nothing

        asked = Asked(text, match, literal, phrase, source, place, about, since, until, language)
        state = self._snapshot
        return count_facets(state, matching(state, asked), limit)

    @examined(_opened)
    def places(
        self,
        text: str = "",
        *,
        most: int | None = None,
        match: Match = "all",
        literal: bool = False,
        phrase: bool = False,
        source: str | None = None,
        place: str | None = None,
        about: str | None = None,
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        language: str | None = None,
    ) -> PlaceCounts:
        """Counts by place, with what lies in what, over the articles that match; over all for no text.

        Of the places, so many as ``most`` says are listed, those that are named most with what contains them;
        all for ``None``. The other arguments are those of :meth:`search`.

        Raises:
            QuerySyntaxError: the query cannot be honoured.
            IndexTooOld: the query asks for what the earlier version that built the index did not keep.
            ValueError: ``most`` is negative, or there is no such ``match``.
        """
        if most is not None:
            _refuse_uncountable(most=most)
        from searchkit.engine.place_counts import count_places  # noqa: PLC0415 - a search counts nothing

        asked = Asked(text, match, literal, phrase, source, place, about, since, until, language)
        state = self._snapshot
        return count_places(state, matching(state, asked), most)

    @examined(_opened)
    def similar(
        self,
        article_id: str,
        *,
        limit: int = 10,
        offset: int = 0,
        fold: bool = False,
        source: str | None = None,
        place: str | None = None,
        about: str | None = None,
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        language: str | None = None,
    ) -> Results:
        """The articles that say most like one, the most similar first, without it.

        They are found by the words that tell the article from others; ``explain()`` shows which.

        Args:
            article_id: of the article.
            limit: how many at most.
            offset: how many of the best to leave out.
            fold: leave out copies of the article, and of copies of each other all but the best.
            source: only from this outlet.
            place: only naming this place or one inside it.
            about: only about this place or one inside it.
            since: only published on this day, month or year, or later.
            until: only published on this day, month or year, or earlier.
            language: only in this language, an ISO 639-1 code.

        Raises:
            ArticleNotFound: there is no such id.
            QuerySyntaxError: a filter cannot be honoured.
            IndexTooOld: a filter asks for what the earlier version that built the index did not keep.
            ValueError: ``limit`` or ``offset`` is negative.
        """
        _refuse_uncountable(limit=limit, offset=offset)
        state = self._snapshot
        filters = Asked(
            "", source=source, place=place, about=about, since=since, until=until, language=language
        )
        doc_id = state.doc_id(article_id)
        return Results.similar(
            state, doc_id, condition=filters.condition(state), offset=offset, limit=limit, fold=fold
        )

    @examined(_opened)
    def copies(self, article_id: str, *, limit: int = 10, offset: int = 0) -> Results:
        """The other articles that say the same as one, the earliest first.

        Args:
            article_id: of the article.
            limit: how many at most.
            offset: how many of the earliest to leave out.

        Returns:
            Hits whose score is what part of the shorter of the two texts stands in the longer one.

        Raises:
            ArticleNotFound: there is no such id.
            ValueError: ``limit`` or ``offset`` is negative.
        """
        _refuse_uncountable(limit=limit, offset=offset)
        from searchkit.engine import copies  # noqa: PLC0415 - a search lists no copies

        state = self._snapshot
        return copies.copies(state, state.doc_id(article_id), limit=limit, offset=offset)

    @examined(_opened)
    def get(self, article_id: str) -> Article:
        """An article with the provenance of its values.

        Raises:
            ArticleNotFound: there is no such id.
        """
        state = self._snapshot
        segment, doc_id = state.locate(state.doc_id(article_id))
        return segment.article(doc_id)

    @examined(_opened)
    def hit(
        self,
        article_id: str,
        text: str,
        *,
        match: Match = "all",
        literal: bool = False,
        phrase: bool = False,
    ) -> Hit:
        """An article as a hit of a query, whether it matches or not: its ``marks`` say where the words stand.

        Raises:
            ArticleNotFound: there is no such id.
            QuerySyntaxError: the query cannot be honoured.
            IndexTooOld: the query asks for what the earlier version that built the index did not keep.
        """
        state = self._snapshot
        return as_hit(state, Asked(text, match, literal, phrase), state.doc_id(article_id))

    @examined(_opened)
    def files(self) -> dict[Origin, int]:
        """The files that the articles came from, and how many articles each gave."""
        return self._snapshot.files()

    def articles(self, origins: Collection[Origin]) -> Iterator[Article]:
        """The articles that came from some files."""
        state = self._snapshot
        for leaf in state.leaves:
            files = leaf.segment.files
            wanted = [number for number, origin in enumerate(files.origins()) if origin in origins]
            live = state.live[leaf.base : leaf.base + len(leaf.segment)]
            for doc_id in np.flatnonzero(live & np.isin(files.of_articles, wanted)).tolist():
                yield leaf.segment.article(doc_id)

    @examined(_opened)
    def values(self, field: str) -> tuple[str, ...]:
        """The values of a field as they are shown, for completion: ``source``, ``author``, ``language``."""
        found = {
            leaf.segment.keywords(field).label(number)
            for leaf in self._snapshot.leaves
            for number in range(len(leaf.segment.keywords(field).terms))
        }
        return tuple(sorted(found))

    @examined(_opened)
    def complete(
        self, prefix: str, *, field: CompletedField = "word", limit: int = 10
    ) -> tuple[Completion, ...]:
        """What an unfinished word or name may become, most frequent first; case and accents do not matter.

        Args:
            prefix: how a word begins, or a name or any word of it. Without any, all names of the field.
            field: ``word``, ``source``, ``place``, ``author`` or ``language``.
            limit: how many.

        Raises:
            ValueError: there is no such field, or ``limit`` is negative.
        """
        _refuse_uncountable(limit=limit)
        from searchkit.engine import completing  # noqa: PLC0415 - a search completes nothing

        if field == "word":
            state = self._snapshot
            return completing.complete_word(state, prefix, limit, stems_of(state))
        if field not in get_args(completing.CompletedField):
            refuse("field", field, get_args(completing.CompletedField))
        return completing.complete_value(self._snapshot, prefix, field, limit)

    @examined(_opened)
    def status(self) -> IndexStatus:
        """What is in the index."""
        state = self._snapshot
        return IndexStatus(
            path=str(self.path),
            revision=state.generation,
            articles=state.article_count - state.deleted_count,
            deleted=state.deleted_count,
            segments=len(state.leaves),
            bytes=sum(leaf.segment.nbytes for leaf in state.leaves) + state.copies.nbytes,
            roots=tuple(sorted({origin.root for origin in state.files()})),
            format_version=min((leaf.segment.version for leaf in state.leaves), default=VERSION),
            newest_format_version=VERSION,
        )


def _refuse_uncountable(**counts: int) -> None:
    for name, count in counts.items():
        try:
            is_negative = operator.index(count) < 0  # numpy has whole numbers of its own
        except TypeError:
            raise TypeError(f"{name} is an int, and not {type(count).__name__}") from None
        if is_negative:
            raise BadArgument(f"{name} counts articles, and {count} is negative")


def open_index(path: str | os.PathLike[str] = "index", *, cache_bytes: int | None = None) -> Index:
    """Open the index in a folder: ``with searchkit.open("index") as index: ...``.

    Args:
        path: the folder.
        cache_bytes: how much memory may hold what was read for one query, for the next ones; ``None`` for
            twice the size of the index, or 256 MiB where that is more.

    Raises:
        IndexNotFound: there is no index in that folder.
        UntrustedIndex: it is not an index that searchkit wrote.
        CorruptIndex: a file is missing or damaged.
    """
    return Index(path, cache_bytes=cache_bytes)


def search(text: str, *, index: str | os.PathLike[str] = "index", limit: int = 10) -> Results:
    """Search the index in a folder once: ``searchkit.search("Bakhmut missiles")``.

    Raises:
        IndexNotFound: there is no index in that folder.
        QuerySyntaxError: the query cannot be honoured.
    """
    with Index(index) as opened:
        return opened.search(text, limit=limit)
