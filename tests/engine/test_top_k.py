"""The hits that are shown are the best there are: against scoring every article one by one."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import index_in_parts, make_article
from oracle import Oracle

from searchkit.article import Clutter
from searchkit.engine import pruning
from searchkit.engine.index import Index

WORDS = [
    "bakhmut",
    "missile",
    "missiles",
    "the",
    "of",
    "fell",
    "fall",
    "kyiv",
    "s",
    "300",
    "war",
    "rates",
    "rat",
]
TEXT = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
CLUTTER = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)
ENGLISH = st.just("en")
ANY_LANGUAGE = st.sampled_from([None, "en", "uk", "de", "es"])
ARTICLES = st.sampled_from([ENGLISH, ANY_LANGUAGE]).flatmap(
    lambda language: st.lists(st.tuples(TEXT, TEXT, CLUTTER, language), min_size=1, max_size=12)
)
WORD = st.sampled_from([*WORDS, "absent"])
PHRASE = st.lists(WORD, min_size=2, max_size=3).map(lambda words: f'"{" ".join(words)}"')
ATOM = st.one_of(
    WORD,
    WORD,
    PHRASE,
    PHRASE.map("{}~4".format),
    WORD.map("={}".format),
    WORD.map("title:{}".format),
    PHRASE.map("body:{}".format),
    st.sampled_from(["mis*", "fa*", "ky*", "S-300", "bakhmut^3"]),
)


def compound(parts):
    return st.one_of(
        st.lists(parts, min_size=2, max_size=4).map(" ".join),
        st.lists(parts, min_size=2, max_size=3).map(" OR ".join),
        parts.map("({})".format),
        st.tuples(parts, WORD | PHRASE).map(lambda pair: f"({pair[0]}) -{pair[1]}"),
    )


QUERIES = st.recursive(ATOM, compound, max_leaves=6)
MANY_WORDS = st.permutations(WORDS).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(
    texts=ARTICLES,
    segments=st.integers(1, 3),
    deleted=st.sets(st.integers(0, 11)),
    text=QUERIES | MANY_WORDS,
    match=st.sampled_from(["all", "any"]),
    k=st.integers(1, 12),
    little=st.sampled_from([-1, pruning._LITTLE]),
)
def test_the_first_k_hits_are_those_of_scoring_every_article(
    *, texts, segments, deleted, text, match, k, little
):
    articles = [
        make_article(f"{number}.txt", title, body, clutter=[cluttered(title, body, *span)], language=language)
        for number, (title, body, span, language) in enumerate(texts)
    ]
    gone = [article for number, article in enumerate(articles) if number in deleted]
    if len(gone) * 2 > len(articles):  # a mostly deleted segment is rewritten, and forgets them
        gone = []
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(pruning, "_LITTLE", little)
        index = commit(Path(folder), articles, segments if not gone else 1, gone)
        results = index.search(text, match=match, limit=k)
        everything = index.search(text, match=match, limit=100)
        request = results._answer.request
    oracle = Oracle(articles, [article.id for article in gone])
    expected = oracle.ranked(request.relaxed if results.relaxed else request.tree)
    assert results.total == len(expected)
    assert [hit.score for hit in results] == pytest.approx([score for _, score in expected[:k]], abs=1e-6)
    assert {hit.id: hit.score for hit in everything} == pytest.approx(dict(expected), abs=1e-6)


def cluttered(title, body, start, end):
    """Some of the body as clutter, of no characters at the least."""
    begin = len(title) + 2
    return Clutter("share", (begin + min(start, len(body)), begin + min(end, len(body))))


def commit(folder, articles, segments, gone):
    index_in_parts(folder, articles, segments, gone)
    return Index(folder)
