"""Words counted by article, page by page: as if their positions were counted one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import make_article

from searchkit.engine import pages
from searchkit.engine.snapshot import load
from searchkit.engine.writing import build
from searchkit.segment.postings import weighted_frequencies

POSTINGS = st.lists(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 255)), max_size=30), max_size=4)


@given(parts=POSTINGS, article_count=st.integers(41, 2000))
def test_frequencies_are_summed_by_article(parts, article_count):
    arrays = [np.array([doc_id << 8 | freq for doc_id, freq in part], np.int32) for part in parts]
    sums = {}
    for doc_id, freq in (posting for part in parts for posting in part):
        sums[doc_id] = sums.get(doc_id, 0) + freq
    doc_ids, term_freqs = pages.joined(arrays, article_count)
    assert dict(zip(doc_ids.tolist(), term_freqs.tolist(), strict=True)) == sums
    assert doc_ids.tolist() == sorted(sums)
    assert (doc_ids.dtype, term_freqs.dtype) == (np.int64, np.float64)
    assert list(pages.counted(arrays).items()) == sorted(sums.items())


@pytest.fixture
def snapshot(tmp_path):
    draw = np.random.default_rng(7)
    words = [f"w{number}" for number in range(30)]
    articles = [
        make_article(f"{number}.txt", " ".join(draw.choice(words, 3)), " ".join(draw.choice(words, 90)))
        for number in range(40)
    ]
    build(tmp_path, [*articles, make_article("w.txt", "w7 " * 200, "w7 w8 " * 200)])
    return load(tmp_path)


@pytest.mark.parametrize("page_positions", [1, 7, 64, pages.PAGE_POSITIONS])
@pytest.mark.parametrize("narrow", [True, False], ids=["narrow", "wide"])
def test_pages_are_cut_anywhere(snapshot, monkeypatch, page_positions, narrow):
    monkeypatch.setattr(pages, "PAGE_POSITIONS", page_positions)
    if not narrow:
        monkeypatch.setattr(pages, "_NARROW_ARTICLES", 0)
    leaf = snapshot.leaves[0]
    stream = leaf.segment.stream
    for words in (range(5, 25), range(7, 8), range(0), np.array([0, 3, 4, 29]), np.zeros(0, np.int64)):
        found = pages.joined(list(pages.postings(snapshot, leaf, words)), snapshot.article_count)
        expected = weighted_frequencies(stream.sections_of(np.sort(stream.positions_of(words))))
        np.testing.assert_array_equal(found, expected)


def test_a_page_is_read_once(snapshot, monkeypatch):
    leaf = snapshot.leaves[0]
    list(pages.postings(snapshot, leaf, range(30)))
    monkeypatch.setattr(pages, "_read", None)
    assert len(list(pages.postings(snapshot, leaf, range(30)))) == 1
