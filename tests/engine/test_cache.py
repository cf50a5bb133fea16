"""What is kept for the next query, and for how long."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from searchkit.engine import leaf_queries
from searchkit.engine.cache import Cache, default_capacity
from searchkit.engine.index import Index


def array(items):
    return np.zeros(items, np.uint8)


def test_a_value_is_made_once():
    cache = Cache()
    first = cache.get("a", lambda: array(10))
    assert cache.get("a", lambda: pytest.fail("it was kept")) is first


def test_what_was_not_asked_for_longest_goes_first():
    cache = Cache(25_000)
    for key in "ab":
        cache.get(key, lambda: array(10_000))
    cache.get("a", lambda: pytest.fail("there is room for two"))
    cache.get("c", lambda: array(10_000))
    cache.get("a", lambda: pytest.fail("it was asked for after b"))
    made = []
    cache.get("b", lambda: made.append("b") or array(10))
    assert made == ["b"]


def test_what_is_larger_than_the_cache_is_given_and_not_kept():
    cache = Cache(25_000)
    cache.get("small", lambda: array(20_000))
    assert len(cache.get("large", lambda: array(26_000))) == 26_000
    cache.get("small", lambda: pytest.fail("it need not go for what is not kept"))


def test_of_values_without_bytes_not_any_number_is_kept():
    cache = Cache(25_000)
    for number in range(1000):
        cache.get(number, lambda: array(0))
    assert cache.find(999) is not None
    assert cache.find(0) is None
    assert cache.nbytes <= 25_000


def test_an_index_keeps_twice_its_size_and_a_small_one_more():
    assert default_capacity(1 << 30) == 2 << 30
    assert default_capacity(1 << 20) == 256 << 20


def test_an_index_keeps_no_more_than_it_is_told(article, index_of):
    path = index_of([article("a", "Bakhmut missiles"), article("b", "missiles")]).path
    with Index(path, cache_bytes=0) as index:
        first, second = (index.search("bakhmut missiles", match="any") for _ in range(2))
        assert index._snapshot.cache.nbytes == 0
    with Index(path) as index:
        kept = index.search("bakhmut missiles", match="any")
        assert index._snapshot.cache.nbytes > 0
    assert [hit.id for hit in first] == [hit.id for hit in second] == [hit.id for hit in kept] == ["a", "b"]


@pytest.mark.parametrize("pattern", ["miss*", "m*s"])
def test_words_of_a_pattern_are_looked_for_once(article, index_of, monkeypatch, pattern):
    index = index_of([article("a", "Bakhmut missiles"), article("b", "missile")])
    first = [hit.id for hit in index.search(pattern)]
    monkeypatch.setattr(leaf_queries, "_expand", lambda *_: pytest.fail("they were kept"))
    assert [hit.id for hit in index.search(pattern)] == first


def test_threads_agree_on_one_value():
    cache = Cache()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: cache.get(number % 5, lambda: array(10)), range(500)))
    kept = [cache.get(key, lambda: pytest.fail("all five were kept")) for key in range(5)]
    assert [len(value) for value in kept] == [10] * 5


def test_threads_that_crowd_out_each_others_values_get_their_own():
    cache = Cache(3 * 520)
    with ThreadPoolExecutor(8) as pool:
        sizes = list(pool.map(lambda number: len(cache.get(number % 7, array, number % 7 + 1)), range(2000)))
    assert sizes == [number % 7 + 1 for number in range(2000)]
    assert cache.nbytes <= 3 * 520
