"""The highest scores, against sorting all of them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engine import highest


@given(st.lists(st.integers(0, 9), max_size=300), st.integers(1, 40))
def test_the_best_rows_are_the_first_of_all_in_order(scores, count):
    expected = sorted(range(len(scores)), key=lambda row: -scores[row])[:count]
    assert highest.rows(np.array(scores, np.float64), count).tolist() == expected


@given(st.integers(0, 1 << 30), st.integers(1, 3), st.integers(300, 2000))
def test_the_best_rows_of_many_are_the_first_of_all_in_order(seed, count, length):
    scores = np.random.default_rng(seed).integers(0, 400, length).astype(np.float64)
    assert highest.rows(scores, count).tolist() == np.argsort(-scores, kind="stable")[:count].tolist()


@given(st.integers(0, 1 << 30), st.integers(0, 40), st.integers(0, 2000))
def test_what_is_reached_is_reached_by_as_many_scores(seed, count, length):
    scores = np.random.default_rng(seed).random(length)
    assert np.count_nonzero(scores >= highest.reached(scores, count)) >= min(count, length)
