"""What is left out on the way to the best hits is never among them: small answers against whole ones."""

import random
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_article

from searchkit.engine import pruning
from searchkit.engine.index import Index
from searchkit.engine.writing import IndexWriter

ARTICLES = 3000
VOCABULARY = [f"w{number}" for number in range(400)]
WORD = st.integers(0, 60).map(lambda number: VOCABULARY[number * number // 10])
BOOSTED = st.tuples(WORD, st.sampled_from(["", "", "", "^3", "^0.2"])).map("".join)
WORDS = st.lists(BOOSTED, min_size=1, max_size=5).map(" ".join)
CONDITIONS = st.sampled_from(["", "", " source:even", " -w3", " date:2023-01-10..2023-01-20"])


@pytest.fixture(scope="module", params=[-1, pruning._LITTLE], ids=["left out", "added up"], autouse=True)
def _little(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pruning, "_LITTLE", request.param)
        yield


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Words by Zipf's law in three segments, with repeated articles, and some that are deleted."""
    chance = random.Random(7)
    weights = [1 / (rank + 3) for rank in range(len(VOCABULARY))]
    texts = [" ".join(chance.choices(VOCABULARY, weights, k=chance.randint(3, 90))) for _ in range(ARTICLES)]
    texts[ARTICLES // 2 :] = texts[: ARTICLES // 2]
    articles = [
        make_article(
            f"{number}.txt",
            text[:20],
            text,
            source="Even" if number % 2 == 0 else "Odd",
            date=f"2023-01-{number % 28 + 1:02}",
        )
        for number, text in enumerate(texts)
    ]
    folder = tmp_path_factory.mktemp("pruned")
    for part in range(3):
        with IndexWriter(folder) as writer:
            for article in articles[part::3]:
                writer.add(article)
            writer.commit()
    with IndexWriter(folder) as writer:
        writer.remove_files([article.origin for article in articles[::11]])
        writer.commit()
    with Index(folder) as opened:
        assert opened.status().segments > 1
        assert opened.status().deleted
        yield opened


@settings(max_examples=200, deadline=None)
@given(words=WORDS, conditions=CONDITIONS, match=st.sampled_from(["all", "any"]), limit=st.integers(1, 70))
def test_the_best_hits_are_the_first_of_all_hits(*, index, words, conditions, match, limit):
    few = index.search(words + conditions, match=match, limit=limit)
    every = index.search(words + conditions, match=match, limit=ARTICLES)
    assert few.total == every.total == len(every)
    assert [(hit.id, hit.score) for hit in few] == [(hit.id, hit.score) for hit in list(every)[:limit]]


@settings(max_examples=30, deadline=None)
@given(words=st.lists(BOOSTED, min_size=9, max_size=60).map(" ".join), conditions=CONDITIONS)
def test_the_best_hits_of_many_words_are_the_first_of_all_hits(*, index, words, conditions):
    few = index.search(words + conditions, match="any")
    every = index.search(words + conditions, match="any", limit=ARTICLES)
    assert few.total == every.total == len(every)
    assert [(hit.id, hit.score) for hit in few] == [(hit.id, hit.score) for hit in list(every)[:10]]


def test_any_of_hundreds_of_words_takes_no_memory_for_each(index):
    query = " ".join(VOCABULARY)
    index.search(query, match="any")  # what is kept for the next query is read
    tracemalloc.start()
    index.search(query, match="any")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * len(index) * len(VOCABULARY) / 8


@settings(max_examples=50, deadline=None)
@given(words=WORDS, limit=st.integers(1, 20), offset=st.integers(0, 40))
def test_a_page_is_a_part_of_all_hits(*, index, words, limit, offset):
    page = index.search(words, match="any", limit=limit, offset=offset)
    every = index.search(words, match="any", limit=ARTICLES)
    assert [hit.id for hit in page] == [hit.id for hit in list(every)[offset : offset + limit]]
