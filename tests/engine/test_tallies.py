"""Postings as integers are summed by article as one would sum them by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engine import tallies

COUNTS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 700)), max_size=30)


def summed(parts):
    sums = {}
    for doc_id, freq in sorted(posting for part in parts for posting in part):
        sums[doc_id] = sums.get(doc_id, 0) + freq
    return sums


def packed(part, article_count):
    doc_ids, term_freqs = np.array(part, np.int64).reshape(-1, 2).T
    return tallies.packed(doc_ids, term_freqs, article_count)[0]


@pytest.mark.parametrize("article_count", [41, 2000, 1 << 23], ids=["row", "list or row", "list"])
@given(parts=st.lists(COUNTS, max_size=4))
def test_frequencies_are_summed_by_article(parts, article_count):
    found = tallies.joined([packed(part, article_count) for part in parts], article_count)
    doc_ids, term_freqs = found.listed() if isinstance(found, tallies.Row) else found
    assert list(zip(doc_ids.tolist(), term_freqs.tolist(), strict=True)) == list(summed(parts).items())
    assert (doc_ids.dtype, term_freqs.dtype) == (np.int64, np.float64)


@given(parts=st.lists(COUNTS, max_size=4))
def test_a_few_are_summed_one_by_one(parts):
    found = tallies.counted(packed(part, 41) for part in parts)
    assert list(found.items()) == list(summed(parts).items())


@given(part=COUNTS.filter(bool))
def test_a_row_knows_its_articles_and_how_many_occurrences_it_has(part):
    row = tallies.joined([packed(part, 41)] * 6, 41)
    assert isinstance(row, tallies.Row)
    assert set(row.listed()[0].tolist()) == set(summed([part]))
    assert row.occurrences == 6 * sum(freq for _, freq in part)


@pytest.mark.parametrize(("article_count", "dtype"), [(1 << 23, np.int32), ((1 << 23) + 1, np.int64)])
def test_numbers_are_as_wide_as_the_articles_ask_for(article_count, dtype):
    found = packed([(article_count - 1, 255)], article_count)
    assert found.dtype == dtype
    assert tallies.counted([found]) == {article_count - 1: 255}


def test_what_is_too_much_for_one_posting_is_said_in_several():
    found, times = tallies.packed(np.array([3, 5, 9]), np.array([255, 511, 1]), 10)
    assert times.tolist() == [1, 3, 1]
    assert (found >> 8).tolist() == [3, 5, 5, 5, 9]
