"""What the help shows as examples: values that the articles on the page have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.engine.facets import FacetCount, Facets


@dataclass(frozen=True, slots=True)
class Examples:
    """The most frequent place and source and the latest month, as a query has them; empty for none."""

    place: str
    source: str
    month: str


def examples(facets: Facets) -> Examples:
    """Those of a search."""
    month = facets.month[-1].value if facets.month else ""
    return Examples(_first(facets.place), _first(facets.source), month)


def _first(counts: Sequence[FacetCount]) -> str:
    # No query can hold a name with a quotation mark in it.
    name = next((count.value for count in counts if '"' not in count.value), "")
    return name if name.isalnum() or not name else f'"{name}"'
