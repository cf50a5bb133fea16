"""How often exact words stand in articles: postings as integers, laid together and summed by article.

A posting is the article, numbered over all segments, and a weighted frequency in the lowest bits: one sort
orders and brings together what belongs together. An article has a posting for each word, or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

import numpy as np

from searchkit.values import value

_DENSE: Final = 10
"""Postings are summed in a row of all articles when there are more than one for so many of these."""
_DENSE_IN_ORDER: Final = 6
"""The same for postings that are summed already."""
_FEW_OTHERS: Final = 8
"""Where at most one article in so many has more than one posting, these are added one by one."""
_FREQUENCY_BITS: Final = 8
_MOST: Final = (1 << _FREQUENCY_BITS) - 1
_NARROW_ARTICLES: Final = 1 << (31 - _FREQUENCY_BITS)


@value
class Row:
    """How often something stands in each article of the index, most of which may have none.

    Attributes:
        term_freqs: the weighted frequency in each article: int32.
        occurrences: their sum.
    """

    term_freqs: np.ndarray
    occurrences: int

    def listed(self) -> tuple[np.ndarray, np.ndarray]:
        """The articles that have any (int64, ascending) and the frequency in each (float64)."""
        doc_ids = self.term_freqs.nonzero()[0]
        return doc_ids, self.term_freqs[doc_ids].astype(np.float64)


def packed(
    doc_ids: np.ndarray, term_freqs: np.ndarray, article_count: int
) -> tuple[np.ndarray, np.ndarray | None]:
    """Postings of these articles, each with a weighted frequency above 0.

    Args:
        doc_ids: int64.
        term_freqs: int64.
        article_count: articles in the index.

    Returns:
        An int32 each while articles are few enough: half as wide numbers are sorted in half the time. What is
        too much for one posting is said in several; if any is, the second array says in how many: int64.
    """
    dtype = np.int32 if article_count <= _NARROW_ARTICLES else np.int64
    times = None
    if len(term_freqs) and term_freqs.max() > _MOST:
        times = -(-term_freqs // _MOST)
        rest = term_freqs - _MOST * (times - 1)
        doc_ids = doc_ids.repeat(times)
        term_freqs = np.full(len(doc_ids), _MOST)
        term_freqs[times.cumsum() - 1] = rest
    return (doc_ids << _FREQUENCY_BITS | term_freqs).astype(dtype), times


def joined(parts: Sequence[np.ndarray], article_count: int) -> Row | tuple[np.ndarray, np.ndarray]:
    """Sum the frequencies of postings by article.

    Returns:
        Articles (int64, ascending) and the weighted frequency in each (float64); a row where they are many.
    """
    every = parts[0] if len(parts) == 1 else np.concatenate([*parts, np.zeros(0, np.int32)])
    if len(parts) == 1 and len(every) * _DENSE_IN_ORDER <= article_count:
        owners = every >> _FREQUENCY_BITS
        if (owners[1:] > owners[:-1]).all():
            return owners.astype(np.int64), (every & _MOST).astype(np.float64)
    if len(every) * _DENSE > article_count:
        row = np.zeros(article_count, np.int32)
        owners = (every >> _FREQUENCY_BITS).astype(np.int64)
        term_freqs = (every & _MOST).astype(np.int32, copy=False)
        np.add.at(row, owners, term_freqs)
        return Row(row, int(term_freqs.sum()))
    return _summed(np.sort(every))


def _summed(every: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same for ascending postings."""
    owners = every >> _FREQUENCY_BITS
    every &= _MOST
    is_last = np.ones(len(owners), bool)
    np.not_equal(owners[1:], owners[:-1], out=is_last[:-1])
    lasts = is_last.nonzero()[0]
    if len(lasts) == len(owners):
        return owners.astype(np.int64), every.astype(np.float64)
    others = (~is_last).nonzero()[0]
    if len(others) * _FEW_OTHERS < len(lasts):
        sums = every[lasts].astype(np.float64)
        np.add.at(sums, others - np.arange(len(others)), every[others])
    else:
        sums = every.cumsum(dtype=np.float64)[lasts]
        sums[1:] -= sums[:-1].copy()
    return owners[lasts].astype(np.int64), sums


def counted(parts: Iterable[np.ndarray]) -> dict[int, int]:
    """What :func:`joined` gives, for few postings: the weighted frequency of each article, ascending."""
    sums: dict[int, int] = {}
    for posting in sorted(chain.from_iterable(part.tolist() for part in parts)):
        doc_id = posting >> _FREQUENCY_BITS
        sums[doc_id] = sums.get(doc_id, 0) + (posting & _MOST)
    return sums
