"""A phrase that stands in few places: counted and scored without arrays, which take longer for so few."""

from __future__ import annotations

from typing import Final

from whoosh.query.positional import Phrase

from searchkit.engine import leaves, scoring
from searchkit.engine.snapshot import Snapshot
from searchkit.segment.postings import TITLE_WEIGHT
from searchkit.segment.streams import SECTIONS, TITLE

_FEW: Final = 128
"""In so many places at most."""


def few(snapshot: Snapshot, phrase: Phrase) -> list[tuple[float, int]] | None:
    """Every live article that holds a phrase: its score made negative, and its number.

    ``None`` for a phrase of one section, or in more than a few places: then ``matching.evaluate`` finds and
    scores the same.
    """
    if leaves.section_of(phrase) is not None:
        return None
    starts = leaves.positions(snapshot, phrase)
    if len(starts) > _FEW:
        return None
    term_freqs: dict[int, int] = {}
    for section in snapshot.sections_of(starts).tolist():
        owner, part = divmod(section, SECTIONS)
        term_freqs[owner] = term_freqs.get(owner, 0) + (TITLE_WEIGHT if part == TITLE else 1)
    weight = phrase.boost * scoring.term_weight(
        len(term_freqs), float(sum(term_freqs.values())), snapshot.article_count
    )
    norms = snapshot.norms.data
    live = snapshot.live.data if snapshot.deleted_count else None
    return [
        (-scoring.bm25(weight, term_freq, norms[doc_id]), doc_id)
        for doc_id, term_freq in term_freqs.items()
        if live is None or live[doc_id]
    ]
