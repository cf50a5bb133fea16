"""A query with its options, and what it is understood as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple, get_args

from whoosh.fields import Schema
from whoosh.query.qcore import Query

from searchkit.article import Place
from searchkit.codec.schema import schema
from searchkit.engine.examining import BadArgument
from searchkit.engine.snapshot import Snapshot
from searchkit.errors import IndexTooOld
from searchkit.query.request import SearchRequest
from searchkit.segment.container import VERSION

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
    since: dt.date | str | None = None
    until: dt.date | str | None = None
    language: str | None = None

    def request(self, state: Snapshot) -> SearchRequest:
        """The query as it is understood.

        Raises:
            QuerySyntaxError: it cannot be honoured.
            IndexTooOld: it asks for what the earlier version that built the index did not keep.
            ValueError: there is no such ``match``.
            TypeError: the text or a filter is no text.
        """
        if self.match not in _MATCHES:
            refuse("match", self.match, get_args(Match))
        if not isinstance(self.text, str):
            raise TypeError(f"the text of a query is a str, and not {type(self.text).__name__}")
        from searchkit.query.parsing import parse  # noqa: PLC0415 - plain words are found and shown without

        text, match, literal, phrase, source, place, about, since, until, language = self
        request = parse(
            text,
            schema=schema_of(state.languages),
            places=_resolve_place,
            now=_now,
            match=match,
            literal=literal,
            phrase=phrase,
            source=_written("source", source),
            place=_written("place", place),
            about=_written("about", about),
            since=_written("since", since),
            until=_written("until", until),
            language=_written("language", language),
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
_DATES: Final = frozenset({"since", "until"})


def refuse(name: str, value: str, known: Sequence[str]) -> None:
    """Say which values there are.

    Raises:
        ValueError: always.
    """
    raise BadArgument(f"{name} is one of {', '.join(known)}, and not {value!r}")


def _written(name: str, value: object) -> str | None:
    """A filter as a query has it."""
    if value is None or isinstance(value, str):
        return value
    if name not in _DATES:
        raise TypeError(f"{name} is a str, and not {type(value).__name__}")
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{name} is a date or a str, and not {type(value).__name__}")


@cache
def schema_of(languages: tuple[str, ...]) -> Schema:
    """What tells how an index with stems in these languages is asked."""
    return schema(languages)


def _refuse_missing(state: Snapshot, request: SearchRequest) -> None:
    """Refuse what an index of an earlier version cannot answer; words of the text it always can."""
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


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def _resolve_place(name: str) -> Sequence[Place]:
    # The gazetteer is read only by queries that name a place: a plain search must not pay for it.
    from searchkit.metadata.gazetteer import gazetteer  # noqa: PLC0415

    resolve: Callable[[str], Sequence[Place]] = gazetteer().resolve
    return resolve(name)
