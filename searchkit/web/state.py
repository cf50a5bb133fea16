"""The whole state of a search, as it stands in an address.

A page and its twins take the same parameters, so that an address with ``.json`` put into it asks the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal, Self
from urllib.parse import quote, urlencode

from searchkit.engine.asked import Match
from searchkit.engine.ranking import Sort
from searchkit.web.parameters import Most, read, write
from searchkit.web.problems import BadParameter

MAX_LIMIT: Final = 100
"""The most hits or values of one answer."""

MAX_DEPTH: Final = 10_000
"""How deep a list of hits can be read: offset and limit together."""

FILTERS: Final = ("source", "place", "about", "language", "since", "until")
"""Fields that narrow a search, and need no query beside them."""

_QUESTION: Final = ("q", "match", "phrase", "literal", *FILTERS)

TAKEN: Final[Mapping[str, tuple[str, ...]]] = {
    "/search": (*_QUESTION, "sort", "limit", "offset", "copies"),
    "/article": (),
    "/similar": (*FILTERS, "limit", "offset", "copies"),
    "/copies": ("limit", "offset"),
    "/facets": (*_QUESTION, "limit"),
}
"""What the twins of a page take. The page takes all, and leads back to the search that led to it."""

Copies = Literal["fold", "show"]

_FIRST_PAGE_ON_CHANGE: Final = "offset"


@dataclass(frozen=True, slots=True)
class State:
    """What is asked, and how it is shown. The names of the fields are those of the parameters.

    Attributes:
        q: the query, in the query language.
        match: whether all words must be found, or any of them.
        phrase: take the query as one exact phrase.
        literal: take all signs of the query as words.
        source: only of this outlet.
        place: only articles that name this place or one inside it.
        about: only articles about this place or one inside it.
        language: only articles in this language.
        since: only from this date on.
        until: only up to this date.
        sort: the order of the hits.
        limit: how many hits, or values of each facet; ``None`` for as many as suits the page.
        offset: how many of the best hits to leave out.
        copies: fold the copies of an article into one hit, or show each.
    """

    q: str = ""
    match: Match = "all"
    phrase: bool = False
    literal: bool = False
    source: str | None = None
    place: str | None = None
    about: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    sort: Sort = "score"
    limit: Annotated[int | None, Most(MAX_LIMIT)] = None
    offset: Annotated[int, Most(MAX_DEPTH)] = 0
    copies: Copies = "fold"

    @classmethod
    def parse(cls, pairs: list[tuple[str, str]], taken: Collection[str] | None = None) -> Self:
        """Read the parameters of an address; an empty one counts as absent, as forms send them.

        Args:
            pairs: names and texts.
            taken: the names that may be given; all where it is ``None``.

        Raises:
            BadParameter: one is unknown, given twice, or has no value that it can have.
        """
        state = read(cls, pairs, taken)
        depth = state.offset + (state.limit or 0)
        if depth > MAX_DEPTH:
            raise BadParameter(
                "offset", f"hits can be read up to {MAX_DEPTH:,}; narrow the search, by date for example"
            )
        return state

    @property
    def asks(self) -> bool:
        """Whether anything is asked: a query or a filter."""
        return bool(self.q.strip()) or any(getattr(self, name) for name in FILTERS)

    def url(self, path: str, **changes: object) -> str:
        """The address of a path with this state, or with a changed one.

        What is as it is by default is left out. A change of anything but the offset leads to the first hits.

        Args:
            path: such as ``/search`` or ``/search.json``.
            changes: fields with their new values; ``None`` takes a filter away.
        """
        pairs = self.changed(**changes).pairs()
        return f"{path}?{urlencode(pairs, errors='surrogatepass')}" if pairs else path

    def changed(self, **changes: object) -> Self:
        """The same search with some fields changed, at its first hits unless the offset is given.

        Args:
            changes: fields with their new values; ``None`` takes a filter away.
        """
        if changes and _FIRST_PAGE_ON_CHANGE not in changes:
            changes[_FIRST_PAGE_ON_CHANGE] = 0
        cleared = {name: _DEFAULTS[name] if value is None else value for name, value in changes.items()}
        return dataclasses.replace(self, **cleared)  # type: ignore[arg-type] # the fields check themselves in parse

    def pairs(self) -> list[tuple[str, str]]:
        """What is not as it is by default, as parameters."""
        return write(self)


_DEFAULTS: Final = {field.name: field.default for field in dataclasses.fields(State)}


def article_path(article_id: str, page: str = "/article") -> str:
    """The path of an article, or of a twin: ``article_path(hit.id, "/article.json")``.

    The form stands before the id, as an id may itself end in ``.json``.
    """
    raw = article_id.encode(errors="surrogatepass")
    # Browsers take dots between slashes for folders, and would ask for something else.
    has_dots = any(part in {b".", b".."} for part in raw.split(b"/"))
    return f"{page}/{quote(raw, safe='' if has_dots else '/')}"
