"""The one definition of a score.

A word scores BM25 over the weighted frequency that ``segment.postings`` describes (BM25F)::

    weight(t) * f * (k1 + 1) / (f + k1 * (1 - b + b * length / average length))
    weight(t) = idf(t) * burstiness(t)
    idf(t) = log(1 + (N - n + 0.5) / (n + 0.5))
    burstiness(t) = (N * (1 - exp(-c / N)) + 1) / (n + 1)

with N articles, n of them holding the word, f its weighted frequency in one of them and c the sum of f over
all. Burstiness compares n with the number of articles that c occurrences would reach if they fell anywhere:
what an article is about is repeated in it, and stands in fewer articles than that. The 1 keeps words of one
or two articles from extremes. A plain word that only serves grammar counts :data:`FUNCTION_WORD` times, in
articles of the language in which it does so.

A phrase, a prefix, a wildcard and a
fuzzy word score as one word that occurs wherever they match. Articles that are deleted and not yet merged
away count in N, n and c, as they do in Lucene.

Two neighbouring words of the query that stand d positions apart add ``CLOSENESS * min(idf, idf) / d`` where d
is at most :data:`CLOSENESS_REACH`: the term proximity of Rasolofo and Savoy (ECIR 2003), with the smallest
distance in place of the sum. One word of an article that is a form of both touches itself. Function words
form no pairs.

Sources: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); the idf is
Lucene's, which is never negative; Church and Gale, "Inverse Document Frequency (IDF): A Measure of Deviations
from Poisson" (1995), whose residual idf is the logarithm of burstiness.
"""

from __future__ import annotations

import math
from typing import Final, TypeVar

import numpy as np

from searchkit.engine import function_words

Numbers = TypeVar("Numbers", np.ndarray, float)

K1: Final = 1.2
B: Final = 0.75
FUNCTION_WORD: Final = 0.2
CLOSENESS: Final = 0.25
CLOSENESS_REACH: Final = 8


def idf(doc_freq: int, articles: int) -> float:
    """Inverse document frequency: 0 for no article, smaller the more articles hold the word."""
    return math.log1p((articles - doc_freq + 0.5) / (doc_freq + 0.5))


def burstiness(doc_freq: int, collection_freq: float, articles: int) -> float:
    """How far a word gathers in few articles: 1 for one that does not, more the more it does."""
    if not articles:
        return 1.0
    by_chance = -articles * math.expm1(-collection_freq / articles)
    return (by_chance + 1) / (doc_freq + 1)


def term_weight(doc_freq: int, collection_freq: float, articles: int) -> float:
    """What a word counts in a query: idf times burstiness."""
    return idf(doc_freq, articles) * burstiness(doc_freq, collection_freq, articles)


def stem_weight(stem: bytes, doc_freq: int, collection_freq: float, articles: int) -> float:
    """What a plain word counts in a query, which is little for a function word."""
    return part_of(stem) * term_weight(doc_freq, collection_freq, articles)


def part_of(stem: bytes) -> float:
    """What part of its weight a plain word counts in articles of the language of its stem."""
    return FUNCTION_WORD if function_words.is_function_word(stem) else 1.0


def length_norms(field_lengths: np.ndarray) -> np.ndarray:
    """The part of the denominator that depends on the article only: float64, one item an article."""
    average = float(field_lengths.mean()) if len(field_lengths) else 1.0
    return K1 * (1 - B + B * field_lengths / (average or 1.0))


def bm25(weight: float, term_freqs: Numbers, norms: Numbers) -> Numbers:
    """Scores of one word: float64, aligned with ``term_freqs`` and ``norms``; or of one article.

    Args:
        weight: :func:`stem_weight` or :func:`term_weight`, times the boost of the query.
        term_freqs: weighted frequencies, all above 0.
        norms: :func:`length_norms` of the same articles.
    """
    scores: Numbers = weight * (K1 + 1) * term_freqs / (term_freqs + norms)
    return scores
