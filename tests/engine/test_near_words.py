"""Near words are the same whatever segments they stand in."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import index_in_parts, make_article
from whoosh.query.terms import FuzzyTerm

from searchkit.engine import near_words, tallies
from searchkit.engine.snapshot import load
from searchkit.segment.fuzzy import is_within
from searchkit.segment.postings import weighted_frequencies

ALPHABET = "abcé"


@pytest.fixture(scope="module", params=[1, 3])
def snapshot(request, tmp_path_factory):
    draw = np.random.default_rng(3)
    words = ["".join(draw.choice(list(ALPHABET), draw.integers(1, 6))) for _ in range(300)]
    articles = [
        make_article(f"{number}.txt", " ".join(draw.choice(words, 3)), " ".join(draw.choice(words, 40)))
        for number in range(60)
    ]
    articles.append(make_article("many.txt", "abc", "abc " * 600))
    folder = tmp_path_factory.mktemp("near")
    index_in_parts(folder, articles, request.param)
    return load(folder)


NODES = st.builds(
    lambda word, distance, same: FuzzyTerm("text_exact", word, maxdist=distance, prefixlength=same),
    st.text(ALPHABET, min_size=1, max_size=6),
    st.integers(1, 2),
    st.integers(0, 2),
)


def near(segment, node):
    """The numbers of the words of a segment that a node stands for, one word looked at after the other."""
    words = segment.stream.words
    return [
        number
        for number, word in enumerate(map(bytes.decode, words.slice(0, len(words))))
        if is_within(word, node.text, node.maxdist) and word.startswith(node.text[: node.prefixlength])
    ]


@settings(deadline=None)
@given(node=NODES)
def test_each_segment_has_its_own_of_them(*, snapshot, node):
    found = near_words.in_segments(snapshot, node)
    assert [numbers.tolist() for numbers in found] == [near(leaf.segment, node) for leaf in snapshot.leaves]


@settings(deadline=None)
@given(node=NODES)
def test_their_postings_are_those_of_all_segments(*, snapshot, node):
    positions = [
        leaf.segment.stream.positions_of(np.array(near(leaf.segment, node), np.int64)) + base
        for leaf, base in zip(snapshot.leaves, snapshot.position_bases, strict=True)
    ]
    sections = snapshot.sections_of(np.sort(np.concatenate(positions)))
    doc_ids, term_freqs = weighted_frequencies(sections)
    found = tallies.counted(near_words.postings(snapshot, node))
    assert found == dict(zip(doc_ids.tolist(), term_freqs.tolist(), strict=True))


def test_a_word_is_read_once(snapshot, monkeypatch):
    node = FuzzyTerm("text_exact", "abc", maxdist=1, prefixlength=1)
    first = near_words.postings(snapshot, node)
    monkeypatch.setattr(near_words, "_read", None)
    assert [id(part) for part in near_words.postings(snapshot, node)] == [id(part) for part in first]


def test_what_is_kept_counts_with_what_it_takes_to_keep_it(snapshot):
    opened = load(snapshot.directory)
    node = FuzzyTerm("text_exact", "aab", maxdist=2, prefixlength=1)
    near_words.in_segments(opened, node)
    before = opened.cache.nbytes
    parts = near_words.postings(opened, node)
    assert opened.cache.nbytes - before > sum(map(sys.getsizeof, parts))
