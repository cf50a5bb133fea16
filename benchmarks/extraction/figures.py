"""A measured figure, and what it is meant to reach."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Attributes:
        name: what was measured, and on what.
        value: what came out.
        aim: what it is meant to reach.
        floor: what it must reach: the tests fail below.
        is_error: whether less is better; ``floor`` is then the most that is allowed.
    """

    name: str
    value: float
    aim: float
    floor: float
    is_error: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the figure reaches its floor."""
        return self.value <= self.floor if self.is_error else self.value >= self.floor


@dataclass(frozen=True, slots=True)
class Score:
    """Hits of a search for gold values.

    Attributes:
        hits: found values that are gold.
        found: values that were found.
        gold: values that should be found.
    """

    hits: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hits / max(self.found, 1)

    @property
    def recall(self) -> float:
        """Share of what is right that was found."""
        return self.hits / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / max(self.found + self.gold, 1)
