"""Phrases and nearness on ascending positions, against looking at every possibility."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.segment import near

POSITIONS = st.sets(st.integers(0, 40)).map(lambda found: np.array(sorted(found), np.int64))


@given(st.lists(POSITIONS, min_size=1, max_size=4), st.sampled_from([0, near._MUCH]))
def test_a_phrase_is_where_each_word_follows_the_one_before(positions, much):
    expected = [
        start
        for start in range(41)
        if all(start + place in found.tolist() for place, found in enumerate(positions))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near, "_MUCH", much)
        assert near.phrase(list(map(near.Standing, positions))).tolist() == expected


@given(st.lists(POSITIONS, min_size=1, max_size=3), st.integers(1, 10))
def test_words_are_near_where_one_choice_of_each_fits_the_slop(positions, slop):
    choices = [
        choice
        for choice in product(*(found.tolist() for found in positions))
        if max(choice) - min(choice) <= slop
    ]
    assert set(near.within(positions, slop).tolist()) == {min(choice) for choice in choices}


@given(POSITIONS, st.integers(1, 10))
def test_a_word_asked_for_twice_must_stand_there_twice(positions, slop):
    found = near.within([positions, positions], slop)
    every = positions.tolist()
    assert found.tolist() == [one for one, other in pairwise(every) if other - one <= slop]


@given(POSITIONS, POSITIONS.filter(len))
def test_a_distance_is_to_the_nearest(positions, others):
    expected = [min(abs(one - other) for other in others.tolist()) for one in positions.tolist()]
    assert near.distances(positions, others).tolist() == expected
