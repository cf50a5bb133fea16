"""A place name where it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searchkit.metadata.gazetteer import Sense
    from searchkit.metadata.resolution import Candidate
    from searchkit.metadata.senses import Name


@dataclass(slots=True)  # many and short-lived: a frozen one would take three times as long to make
class Mention:
    """A name where it stands in a text.

    Attributes:
        start: where the name begins.
        end: where it ends.
        name: the name and the places that it can mean.
        trust: whether it is one for its words, a :class:`~searchkit.metadata.trust.Trust`.
        alone: whether nothing stands beside it in its run, but a small word behind it, or "In" before it.
        is_dateline: whether it says where the article was written.
        is_money: whether it says which money is meant.
        is_area: whether it is a subdivision for what stands beside it.
        container: the place that is said to contain it: Texas, in ``Paris, Texas``.
        inside: the name as it is resolved in its container; ``None`` where no place of it is spelt so.
        is_container: whether it says so of the name before it.
        belief: how sure it is that the name is a place's, 0 to 1.
    """

    start: int
    end: int
    name: Name
    trust: int
    alone: bool
    is_dateline: bool = False
    is_money: bool = False
    is_area: bool = False
    container: Sense | None = None
    inside: Candidate | None = None
    is_container: bool = False
    belief: float = 0.0
