"""Few articles are scored one by one: as the arrays score them, to the last bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_article
from whoosh.query.positional import Phrase
from whoosh.query.terms import FuzzyTerm, Prefix, Term

from searchkit.engine import closeness, leaves, lists, ranking
from searchkit.engine.matching import evaluate
from searchkit.engine.snapshot import load
from searchkit.engine.words import words_of
from searchkit.engine.writing import IndexWriter
from searchkit.segment.postings import counted_sections, weighted_frequencies

WORDS = [f"w{number}" for number in range(40)]
WORD = st.sampled_from(WORDS)
LEAF = st.one_of(
    st.lists(WORD, min_size=2, max_size=3).map(lambda words: Phrase("text_exact", words)),
    WORD.map(lambda word: Term("text_exact", word)),
    WORD.map(lambda word: Prefix("text_exact", word)),
    WORD.map(lambda word: FuzzyTerm("text_exact", word, maxdist=1, prefixlength=1)),
    WORD.map(lambda word: Phrase("title_exact", [word, "w1"])),
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    """Two segments, and articles that are deleted."""
    draw = np.random.default_rng(7)
    weights = 1 / np.arange(1, 41)
    weights /= weights.sum()
    articles = [
        make_article(
            f"{number}.txt",
            " ".join(draw.choice(WORDS, 3, p=weights)),
            " ".join(draw.choice(WORDS, 30, p=weights)),
        )
        for number in range(200)
    ]
    folder = tmp_path_factory.mktemp("few")
    for part in range(2):
        with IndexWriter(folder) as writer:
            for article in articles[part::2]:
                writer.add(article)
            writer.commit()
    with IndexWriter(folder) as writer:
        writer.remove_files([article.origin for article in articles[::9]])
        writer.commit()
    opened = load(folder)
    assert opened.deleted_count
    assert len(opened.leaves) > 1
    return opened


@settings(deadline=None)
@given(leaf=LEAF, count=st.integers(1, 30))
def test_few_places_are_counted_as_many_are(*, snapshot, leaf, count):
    hits = {}
    for most in (-1, 1 << 30):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(leaves, "_FEW", most)
            found = leaves.occurrences(snapshot, leaf)
            assert isinstance(found, dict) == (most > 0)
            hits[most] = ranking.best(snapshot, leaf, count)
            every = evaluate(snapshot, leaf)
    assert hits[-1] == hits[1 << 30]
    assert hits[-1].total == len(every)


@given(st.lists(st.integers(0, 30)).map(sorted))
def test_sections_are_counted_one_by_one_as_at_once(sections):
    doc_ids, term_freqs = weighted_frequencies(np.array(sections, np.int32))
    assert counted_sections(sections) == dict(zip(doc_ids.tolist(), term_freqs.tolist(), strict=True))


@settings(deadline=None)
@given(words=st.lists(WORD, min_size=2, max_size=4), doc_ids=st.sets(st.integers(0, 199), min_size=1))
def test_closeness_is_the_same_one_by_one_as_at_once(*, snapshot, words, doc_ids):
    stems = [word.encode() for word in words]
    pairs = closeness.pairs(stems, lists.stem_lists(snapshot, stems))
    found = closeness.find(snapshot, pairs, np.array(sorted(doc_ids)))
    at_once = closeness.closeness(snapshot, pairs, found, len(doc_ids)).tolist()
    one_by_one = closeness.one_by_one(snapshot, pairs, found)
    assert [next(one_by_one) for _ in doc_ids] == at_once


@settings(deadline=None)
@given(
    words=st.lists(WORD, min_size=2, max_size=4),
    required=st.booleans(),
    count=st.integers(1, 20),
    look=st.integers(0, 5),
)
def test_looking_at_few_first_changes_no_order(*, snapshot, words, required, count, look):
    asked = words_of(tuple(word.encode() for word in words), required=required)
    expected = ranking.best(snapshot, asked, count)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "_FIRST_LOOK", look)
        patch.setattr(ranking, "_MANY", look)
        patch.setattr(ranking, "_TIMES", 1)
        assert ranking.best(snapshot, asked, count) == expected
