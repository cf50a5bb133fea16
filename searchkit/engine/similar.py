"""The articles that say most alike: a query made of the most telling words of an article.

A word tells as much as it adds to the score of its own article: it is rare, gathers in few articles, and is
repeated here or stands in the headline. The words that tell most are looked for as any query is, each
counting more the more often the article repeats it. Lucene's MoreLikeThis does the same by tf and idf.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from whoosh.fields import Schema
from whoosh.query.compound import And
from whoosh.query.qcore import Query
from whoosh.query.terms import Term
from whoosh.query.wrappers import Not

from searchkit.codec.schema import schema
from searchkit.engine import function_words, lists, ranking, scoring
from searchkit.engine.ranking import Ranked
from searchkit.engine.snapshot import Snapshot
from searchkit.engine.words import Words
from searchkit.query import trees
from searchkit.query.text import TextField, analysis
from searchkit.segment.postings import TITLE_WEIGHT

WORDS: Final = 25
"""So many words are looked for: with more, hardly better articles are found, and later."""
_LISTS: Final = 2 * WORDS
"""The lists of so many words are read, those that are rarest for how often the article has them."""


class Similar(NamedTuple):
    """What an article was compared by, and what was found.

    Attributes:
        stems: the words that were looked for, the most telling first.
        tree: the whole query.
        ranked: the articles, the most similar first; how many there are is not counted.
    """

    stems: tuple[bytes, ...]
    tree: Query
    ranked: Ranked


def find(
    snapshot: Snapshot, doc_id: int, *, condition: Query | None, but: Collection[int], count: int
) -> Similar:
    """The articles most similar to one, without it.

    Args:
        snapshot: the index.
        doc_id: the article.
        condition: what others must fulfil.
        but: articles that are left out besides.
        count: how many are asked for.
    """
    boosts = telling_words(snapshot, doc_id)
    left_out = {doc_id, *but}
    conditions = () if condition is None else (condition,)
    ranked = _ranked(snapshot, boosts, conditions, left_out, count) if boosts else Ranked([], [], 0)
    return Similar(tuple(boosts), _tree(snapshot, boosts, left_out, conditions), ranked)


def _ranked(
    snapshot: Snapshot,
    boosts: dict[bytes, float],
    conditions: tuple[Query, ...],
    left_out: Collection[int],
    count: int,
) -> Ranked:
    if not count:
        return Ranked([], [], None)
    words = Words(tuple(boosts), boosts, required=False, conditions=conditions)
    doc_ids, scores, _ = ranking.best(snapshot, words, count + len(left_out))
    kept = [place for place, found in enumerate(doc_ids) if found not in left_out][:count]
    return Ranked([doc_ids[place] for place in kept], [scores[place] for place in kept], None)


def _tree(
    snapshot: Snapshot,
    boosts: Mapping[bytes, float],
    left_out: Collection[int],
    conditions: Sequence[Query],
) -> Query:
    if not boosts:
        return Not(trees.everything())
    field = TextField(_schema(snapshot.languages), "text")
    words = [trees.boosted(field.stemmed(word.decode()), boost) for word, boost in boosts.items()]
    unwanted = [Not(Term("path", _id(snapshot, each))) for each in sorted(left_out)]
    return And([trees.one_of(words), *conditions, *unwanted])


def telling_words(snapshot: Snapshot, doc_id: int) -> dict[bytes, float]:
    """The words of an article that tell it from others, the most telling first, and how much each counts.

    Words of the form that ``lists.stems_of_word`` takes. What no other article holds finds nothing, and what
    serves grammar tells nothing.
    """
    counts = _frequencies(snapshot, doc_id)
    rarest = sorted(counts, key=lambda word: (-counts[word] * _idf(snapshot, word), word))[:_LISTS]
    telling: list[tuple[float, bytes]] = []
    for word in rarest:
        found = lists.stem_list(snapshot, word)
        if found.doc_freq > 1:
            row = found.doc_ids.searchsorted(doc_id)
            telling.append((-float(found.scores[row]), word))
    chosen = [word for _, word in sorted(telling)[:WORDS]]
    return {word: round(scoring.bm25(1.0, float(counts[word]), scoring.K1), 2) for word in chosen}


def _frequencies(snapshot: Snapshot, doc_id: int) -> dict[bytes, int]:
    segment, number = snapshot.locate(doc_id)
    words_of = analysis(_schema(snapshot.languages), "text")
    counts = Counter(words_of(segment.prose(number)))
    for word in words_of(segment.title(number)):
        counts[word] += TITLE_WEIGHT
    found = {word.encode(): count for word, count in counts.items()}
    return {word: count for word, count in found.items() if not _serves_grammar(word)}


def _serves_grammar(word: bytes) -> bool:
    return any(map(function_words.is_function_word, lists.stems_of_word(word)))


def _idf(snapshot: Snapshot, word: bytes) -> float:
    doc_freq = sum(map(snapshot.stem_doc_freq, lists.stems_of_word(word)))
    return scoring.idf(doc_freq, snapshot.article_count)


def _id(snapshot: Snapshot, doc_id: int) -> str:
    segment, number = snapshot.locate(doc_id)
    return segment.id(number)


@cache
def _schema(languages: tuple[str, ...]) -> Schema:
    return schema(languages)
