"""Postings of one term, in the interface that Whoosh's queries are executed with."""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterator
from typing import Any

from whoosh.formats import Format
from whoosh.matching.mcore import LeafMatcher, ReadTooFar

from searchkit.codec.terms import Postings


class ColumnMatcher(LeafMatcher):
    """Walks over the postings of a term.

    It promises nothing about blocks of postings that may be skipped, and an unlimited quality for the whole:
    Whoosh then scores every match. Its shortcuts rest on an AndMaybeMatcher that loses hits.
    """

    def __init__(
        self, term: tuple[str, bytes], postings: Postings, format_: Format, scorer: Any = None
    ) -> None:
        self._term = term
        self._postings = postings
        self._ids: list[int] = postings.doc_ids.tolist()
        self._at = 0
        self.format = format_
        self.scorer = scorer

    def is_active(self) -> bool:
        """Whether there is a current posting."""
        return self._at < len(self._ids)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def copy(self) -> ColumnMatcher:
        """An independent matcher at the same posting."""
        twin = ColumnMatcher(self._term, self._postings, self.format, self.scorer)
        twin._at = self._at
        return twin

    def id(self) -> int:
        """The current article; after the end the last one, for which Whoosh's AndNotMatcher may ask."""
        return self._ids[min(self._at, len(self._ids) - 1)]

    def all_ids(self) -> Iterator[int]:
        """The articles from the current one on."""
        return iter(self._ids[self._at :])

    def next(self) -> None:
        """Go to the next posting."""
        if self._at >= len(self._ids):
            raise ReadTooFar
        self._at += 1

    def skip_to(self, id: int) -> None:
        """Go to the first article that is not before ``id``."""
        if self._at >= len(self._ids):
            raise ReadTooFar
        self._at = bisect.bisect_left(self._ids, id, lo=self._at)

    def weight(self) -> float:
        """How much the term counts in the current article."""
        return float(self._postings.weights[self._at])

    def value(self) -> bytes:
        """What stock Whoosh would have stored for the current posting."""
        if not self.format.supports("positions"):
            return b""
        encoded: bytes = self.format.encode(self._positions())  # type: ignore[attr-defined]
        return encoded

    def all_items(self) -> Iterator[tuple[int, bytes]]:
        """``(article, value)`` from the current posting on."""
        while self.is_active():
            yield self.id(), self.value()
            self.next()

    def items_as(self, astype: str) -> Iterator[tuple[int, Any]]:
        """``(article, value as …)`` from the current posting on."""
        while self.is_active():
            yield self.id(), self.value_as(astype)
            self.next()

    def value_as(self, astype: str) -> Any:
        """The current posting as ``frequency``, ``weight``, ``positions`` or ``position_boosts``."""
        match astype:
            case "weight":
                return self.weight()
            case "positions":
                return self._positions()
            case "position_boosts":
                return [(position, 1) for position in self._positions()]
            case "frequency":
                return len(self._positions()) or 1
        raise ValueError(f"{self._term[0]} does not store {astype}")

    def supports_block_quality(self) -> bool:
        """No: every match is scored."""
        return False

    def max_quality(self) -> float:
        """No bound, so that Whoosh never takes a term for one that cannot matter any more."""
        return math.inf

    def block_quality(self) -> float:
        """No bound."""
        return math.inf

    def _positions(self) -> list[int]:
        return self._postings.positions(self._at)
