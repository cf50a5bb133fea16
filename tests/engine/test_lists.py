"""Looking articles up in a list, in each of the ways, against looking into a set."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engine.lists import Positions, StemList

ARTICLES = 4000
SOME = st.sets(st.integers(0, ARTICLES - 1), max_size=600).map(
    lambda found: np.array(sorted(found), np.int64)
)


def stem_list(doc_ids):
    return StemList(doc_ids, np.append(np.linspace(1, 2, len(doc_ids)), 0), 1.0, ARTICLES)


@given(SOME, SOME)
def test_an_article_is_found_where_it_stands(doc_ids, asked):
    places = {number: place for place, number in enumerate(doc_ids.tolist())}
    assert stem_list(doc_ids).find(asked).tolist() == [places.get(number, -1) for number in asked.tolist()]


@given(SOME, SOME)
def test_whether_an_article_is_there_is_known_without_where(doc_ids, asked):
    assert stem_list(doc_ids).holds(asked).tolist() == (stem_list(doc_ids).find(asked) >= 0).tolist()


@given(SOME, SOME)
def test_those_that_are_there_are_told_with_their_rows(doc_ids, asked):
    places, rows = stem_list(doc_ids).among(asked)
    assert places.tolist() == [
        place for place, number in enumerate(asked.tolist()) if number in set(doc_ids.tolist())
    ]
    assert doc_ids[rows].tolist() == asked[places].tolist()


@pytest.mark.parametrize("count", [40, 2000])
def test_few_and_many_articles_are_asked_for_alike(count):
    rare = stem_list(np.arange(0, 100, 2))
    asked = np.arange(count)
    assert rare.holds(asked).nonzero()[0].tolist() == list(range(0, min(count, 100), 2))


@given(st.lists(st.lists(st.integers(0, 50), min_size=1, max_size=4), min_size=1, max_size=20), st.data())
def test_positions_are_those_of_the_articles_asked_for(positions, data):
    rows = sorted(data.draw(st.sets(st.integers(0, len(positions) - 1), min_size=1)))
    starts = np.cumsum([0, *map(len, positions)])
    found, begin = Positions(np.concatenate(positions), starts).of(np.array(rows))
    assert found.tolist() == [position for row in rows for position in positions[row]]
    assert np.diff(begin, append=len(found)).tolist() == [len(positions[row]) for row in rows]
