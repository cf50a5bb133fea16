"""The one definition of a score.

A word scores BM25 over the weighted frequency that ``segment.postings`` describes (BM25F)::

    idf(t) * f * (k1 + 1) / (f + k1 * (1 - b + b * length / average length))
    idf(t) = log(1 + (N - n + 0.5) / (n + 0.5))

with N articles, n of them holding the word, f its weighted frequency. A phrase, a prefix, a wildcard and a
fuzzy word score as one word that occurs wherever they match. Articles that are deleted and not yet merged
away count in N and n, as they do in Lucene.

Two neighbouring words of the query that stand d positions apart add ``CLOSENESS * min(idf, idf) / d`` where d
is at most :data:`CLOSENESS_REACH`: the term proximity of Rasolofo and Savoy (ECIR 2003), with the smallest
distance in place of the sum.

Sources: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); the idf is
Lucene's, which is never negative.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

K1: Final = 1.5
B: Final = 0.75
CLOSENESS: Final = 0.25
CLOSENESS_REACH: Final = 8


def idf(doc_freq: int, articles: int) -> float:
    """Inverse document frequency: 0 for no article, smaller the more articles hold the word."""
    return math.log1p((articles - doc_freq + 0.5) / (doc_freq + 0.5))


def length_norms(field_lengths: np.ndarray) -> np.ndarray:
    """The part of the denominator that depends on the article only: float64, one item an article."""
    average = float(field_lengths.mean()) if len(field_lengths) else 1.0
    return K1 * (1 - B + B * field_lengths / (average or 1.0))


def bm25(weight: float, term_freqs: np.ndarray, norms: np.ndarray) -> np.ndarray:
    """Scores of one word: float64, aligned with ``term_freqs`` and ``norms``.

    Args:
        weight: idf times the boost of the query.
        term_freqs: weighted frequencies, all above 0.
        norms: :func:`length_norms` of the same articles.
    """
    scores: np.ndarray = weight * (K1 + 1) * term_freqs / (term_freqs + norms)
    return scores
