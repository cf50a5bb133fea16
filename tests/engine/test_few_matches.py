"""Few articles are scored one by one: as the arrays score them, to the last bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import index_in_parts, make_article
from whoosh.query.positional import Phrase
from whoosh.query.terms import FuzzyTerm, Prefix, Term

from searchkit.engine import closeness, leaf_queries, lists, ranking
from searchkit.engine.matching import evaluate
from searchkit.engine.scoring import CLOSENESS_REACH
from searchkit.engine.snapshot import load
from searchkit.engine.words import words_of
from searchkit.segment.postings import counted_sections, weighted_frequencies
from searchkit.segment.streams import SECTIONS

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
    index_in_parts(folder, articles, 2, gone=articles[::9])
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
            patch.setattr(leaf_queries, "_FEW", most)
            found = leaf_queries.occurrences(snapshot, leaf)
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
def test_closeness_is_that_of_the_nearest_occurrences_in_each_article(*, snapshot, words, doc_ids):
    stems = [word.encode() for word in words]
    pairs = closeness.pairs(stems, lists.stem_lists(snapshot, stems))
    rows = closeness.find(snapshot, pairs, np.array(sorted(doc_ids)))
    added = closeness.closeness(snapshot, pairs, rows, len(doc_ids))
    expected = [sum(nearest(snapshot, pair, doc_id) for pair in pairs) for doc_id in sorted(doc_ids)]
    assert added.tolist() == pytest.approx(expected)
    few_rows = {stem: found.tolist() for stem, found in rows.items()}
    assert closeness.of_few(snapshot, pairs, few_rows, range(len(doc_ids))) == added.tolist()


def nearest(snapshot, pair, doc_id):
    """What a pair adds in an article, by all distances between its words there."""
    one, other = (
        [
            position
            for position in lists.stem_positions(snapshot, stem).positions.tolist()
            if snapshot.sections_of_few([position])[0] // SECTIONS == doc_id
        ]
        for stem in pair.stems
    )
    distances = [abs(position - counterpart) for position in one for counterpart in other]
    close = [distance for distance in distances if distance <= CLOSENESS_REACH]
    return pair.weight / min(close) if close else 0


@settings(deadline=None)
@given(
    words=st.lists(WORD, min_size=2, max_size=4),
    required=st.booleans(),
    count=st.integers(1, 20),
    sizes=st.sampled_from([(32, 512), (0, 512), (0, 5)]),
)
def test_what_closeness_cannot_lift_is_left_out_and_nothing_else(*, snapshot, words, required, count, sizes):
    asked = words_of(tuple(word.encode() for word in words), required=required)
    with pytest.MonkeyPatch.context() as patch:
        for name, size in zip(("_FEW", "_MANY"), sizes, strict=True):
            patch.setattr(ranking, name, size)
        few = ranking.best(snapshot, asked, count)
    every = ranking.best(snapshot, asked, 200)
    assert (few.doc_ids, few.scores) == (every.doc_ids[:count], every.scores[:count])
