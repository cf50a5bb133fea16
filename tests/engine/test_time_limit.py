"""An answer takes no longer than it may, or is refused."""

import threading

import pytest

import searchkit
from searchkit.errors import QueryTimeout

SOON = 1e-9


@pytest.fixture
def index(index_of, article):
    return index_of([article("a.txt", "Missiles", "Missiles fell on Bakhmut."), article("b.txt", "Wheat")])


@pytest.mark.parametrize(
    "query", ["*issil*", "misils~2", '"missiles fell"', "NOT wheat", "date:2023 OR wheat"]
)
def test_query_that_takes_too_long_is_refused(index, query):
    with searchkit.time_limit(SOON), pytest.raises(QueryTimeout, match="longer than 1e-09 s"):
        index.search(query).total  # noqa: B018 - a total is worked out when it is asked for


@pytest.mark.parametrize("ask", ["facets", "places"])
def test_counts_that_take_too_long_are_refused(index, ask):
    with searchkit.time_limit(SOON), pytest.raises(QueryTimeout):
        getattr(index, ask)("*issil*")


def test_suggestion_that_takes_too_long_is_refused(index):
    results = index.search("misiles")
    with searchkit.time_limit(SOON), pytest.raises(QueryTimeout):
        results.suggestion  # noqa: B018 - it is worked out when it is asked for


def test_answer_in_time_is_the_same_as_without_a_limit(index):
    with searchkit.time_limit(100):
        assert index.search("*issil*").to_dict() == index.search("*issil*").to_dict()


def test_nothing_is_limited_afterwards(index):
    with searchkit.time_limit(SOON), pytest.raises(QueryTimeout):
        index.search("*issil*")
    assert index.search("*issil*").total == 1


def test_none_is_no_limit(index):
    with searchkit.time_limit(None):
        assert index.search("*issil*").total == 1


@pytest.mark.parametrize(("outer", "inner"), [(SOON, 100), (100, SOON)])
def test_of_two_limits_the_one_that_ends_first_counts(index, outer, inner):
    with searchkit.time_limit(outer), searchkit.time_limit(inner), pytest.raises(QueryTimeout):
        index.search("*issil*")


def test_another_thread_has_its_own_limit(index):
    totals = []
    with searchkit.time_limit(SOON):
        thread = threading.Thread(target=lambda: totals.append(index.search("*issil*").total))
        thread.start()
        thread.join()
    assert totals == [1]


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_no_time_at_all_is_refused(seconds):
    with pytest.raises(ValueError, match="more than 0 seconds"), searchkit.time_limit(seconds):
        pass


def test_more_words_than_there_is_room_for_are_not_near_each_other(index):
    assert index.search('"missiles fell on"~1').total == 0
    assert index.search('"missiles fell on"~2').total == 1
