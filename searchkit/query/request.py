"""What a parsed query is: the value that the engine answers."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from whoosh.query.qcore import Query

from searchkit.article import Place
from searchkit.query.describe import describe
from searchkit.values import value


class ResolvedDate(NamedTuple):
    """What a date of the query was taken for.

    Attributes:
        text: as it was written.
        start: first moment, aware; ``None`` for no limit.
        end: last moment, inclusive, aware; ``None`` for no limit.
    """

    text: str
    start: dt.datetime | None
    end: dt.datetime | None

    def __str__(self) -> str:
        """``"last week" is from 2023-02-27 00:00+02:00 to 2023-03-05 23:59+02:00 (Europe/Kyiv)``."""
        limits = [
            f"{word} {moment.isoformat(' ', 'minutes')}"
            for word, moment in (("from", self.start), ("to", self.end))
            if moment is not None
        ]
        known = self.start or self.end
        zone = f" ({known.tzinfo})" if known is not None else ""
        return f'"{self.text}" is {" ".join(limits)}{zone}'


@value
class ResolvedPlace:
    """What a place of the query was taken for.

    Attributes:
        text: as it was written.
        places: all that it can mean; one whose id begins with ``name:`` when it is not known.
    """

    text: str
    places: tuple[Place, ...]

    @property
    def is_known(self) -> bool:
        """Whether the gazetteer knows a place of that name."""
        return not all(place.id.startswith("name:") for place in self.places)

    def __str__(self) -> str:
        """``"Kiev" is Kyiv, UA (geonames:703448)``."""
        if not self.is_known:
            return f'"{self.text}" is not known: only articles that declare this very name'
        names = [", ".join(filter(None, (place.name, place.country))) for place in self.places]
        known = [f"{name} ({place.id})" for name, place in zip(names, self.places, strict=True)]
        return f'"{self.text}" is {" or ".join(known)}'


class SearchRequest(NamedTuple):
    """A query as the engine executes it.

    Only these queries occur: ``And Or Not Every Term AnyForm Phrase Prefix Wildcard FuzzyTerm SpanNear2
    ConstantScoreQuery DateRange``. ``Not`` stands inside an ``And`` that has something positive, or
    alone in a ``ConstantScoreQuery``. Boosts are on the leaves only.

    Attributes:
        text: the query as it was given.
        tree: what must match, and what is scored.
        filter: what must match besides and is never scored: the filters given as arguments.
        relaxed: the tree with one of its loose words being enough, for when no article has them all;
            ``None`` where that would ask for nothing else.
        dates: every date of the query, and what it was taken for.
        places: every place of the query, and what it was taken for.
        notes: what was left out of the query, and why.
    """

    text: str
    tree: Query
    filter: Query | None = None
    relaxed: Query | None = None
    dates: tuple[ResolvedDate, ...] = ()
    places: tuple[ResolvedPlace, ...] = ()
    notes: tuple[str, ...] = ()

    def explain(self) -> str:
        """How the query was understood, one line for each thing, to be read by a person."""
        lines = [f"query   {self.text}", f"parsed  {describe(self.tree)}"]
        if self.filter is not None:
            lines.append(f"only    {describe(self.filter)}")
        if self.relaxed is not None:
            lines.append(f"else    {describe(self.relaxed)}")
        lines += [f"date    {date}" for date in self.dates]
        lines += [f"place   {place}" for place in self.places]
        lines += [f"note    {note}" for note in self.notes]
        return "\n".join(lines)

    def in_words(self) -> tuple[str, ...]:
        """What an article must fulfil, in sentences for somebody who knows no query language: all of them."""
        from searchkit.query.wording import in_words  # noqa: PLC0415 - a search is seldom explained

        names = {place.id: place.name for resolved in self.places for place in resolved.places}
        trees = [self.tree] if self.filter is None else [self.tree, self.filter]
        return tuple(sentence for tree in trees for sentence in in_words(tree, names))
