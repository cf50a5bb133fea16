"""Plain filters, which are read once and kept: they let pass what the query language says."""

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import index_in_parts, make_article

from searchkit.engine import asked, passing
from searchkit.engine.index import Index
from searchkit.errors import QuerySyntaxError
from searchkit.query import filtered, parsing

ARTICLES = 1500
WORDS = [f"w{number}" for number in range(60)]
SOURCES = ["Often", "Seldom", None]
FILTERS = [
    *("source:often", 'source:"Seldom"', "Source:nobody", "missing:source", "has:date", "author:doe"),
    *("date:2023-01", "date:2023-01-10..2023-01-12", "DATE:2023-01-02", "date:..2022", "modified:2023.."),
    *("place:Kiev", "language:en", "path:7.txt"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Words by Zipf's law in two segments, and some articles that are deleted."""
    chance = random.Random(3)
    weights = [1 / (rank + 1) for rank in range(len(WORDS))]
    articles = [
        make_article(
            f"{number}.txt",
            "Title",
            " ".join(chance.choices(WORDS, weights, k=chance.randint(2, 40))),
            source=chance.choices(SOURCES, [20, 2, 3])[0],
            date=f"2023-01-{number % 28 + 1:02}" if number % 5 else None,
        )
        for number in range(ARTICLES)
    ]
    folder = tmp_path_factory.mktemp("filtered")
    index_in_parts(folder, articles, 2, gone=articles[::13])
    with Index(folder) as opened:
        yield opened


def answered(results):
    return [(hit.id, hit.score) for hit in results], results.total, results.relaxed, results.explain()


@settings(max_examples=300, deadline=None)
@given(
    words=st.lists(st.sampled_from([*WORDS, "nowhere"]), min_size=1, max_size=3),
    filters=st.lists(st.sampled_from(FILTERS), min_size=1, max_size=3),
    match=st.sampled_from(["all", "any"]),
    limit=st.integers(1, 80),
    offset=st.integers(0, 5),
)
def test_plain_filters_let_pass_what_the_grammar_says(*, index, words, filters, match, limit, offset):
    text = " ".join([words[0], *filters, *words[1:]])
    for _ in range(2):  # the second time its filters are known
        short = index.search(text, match=match, limit=limit, offset=offset)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filtered, "plain_filtered", lambda *_: None)
        long = index.search(text, match=match, limit=limit, offset=offset)
    assert answered(short) == answered(long)
    assert [hit.marks for hit in short] == [hit.marks for hit in long]


def test_a_filter_that_was_asked_for_twice_is_read_no_more(index, monkeypatch):
    first, _ = (index.search("w3 source:often date:2023-01") for _ in range(2))
    monkeypatch.setattr(parsing, "parse", lambda *_, **__: pytest.fail("it is known"))
    assert index.search("w4 date:2023-01 source:often").doc_ids
    assert index.search("w3 source:often date:2023-01").doc_ids == first.doc_ids


def test_a_relative_date_moves_on(index, monkeypatch):
    moment = dt.datetime(2023, 1, 10, 23, 59, tzinfo=dt.UTC)
    for expected in ("2023-01-10", "2023-01-11"):
        monkeypatch.setattr(asked, "_now", lambda moment=moment: moment)
        monkeypatch.setattr(passing, "time", moment.timestamp)
        for _ in range(2):
            found = index.search("w0 date:today")
            assert {str(hit.date) for hit in found} == {expected}
        moment += dt.timedelta(minutes=1)


def test_a_filter_that_cannot_be_honoured_is_shown_in_the_whole_query(index):
    for _ in range(3):
        with pytest.raises(QuerySyntaxError) as caught:
            index.search("w1 source:often date:2023-02-30")
        assert (caught.value.query, caught.value.offset) == ("w1 source:often date:2023-02-30", 21)
