"""Queries that are drawn."""

import json

import pytest
from corpus import generate
from queries import KINDS, Drawer, Query, read_game


@pytest.fixture(scope="module")
def sample():
    return list(generate(200, words=3000))


@pytest.fixture(scope="module")
def drawer(sample):
    return Drawer(sample, stem=lambda word: word)


@pytest.mark.parametrize("kind", KINDS)
def test_as_many_distinct_queries_are_drawn_as_are_wanted(drawer, kind):
    queries = drawer.draw(kind, 20)
    assert len(queries) == len(set(queries)) == 20
    assert {query.kind for query in queries} == {kind}


@pytest.mark.parametrize("kind", ["term", "or-2", "and-2", "or-4", "phrase-2", "phrase-3", "filtered"])
def test_every_drawn_query_has_an_answer(drawer, kind):
    queries = drawer.draw(kind, 20)
    assert len(queries) == 20
    assert all(map(drawer.has_answer, queries))


def test_the_same_seed_draws_the_same_queries(sample):
    drawn = [Drawer(sample, str, seed=3).draw("and-2", 10) for _ in range(2)]
    assert drawn[0] == drawn[1]


def test_a_filter_lets_an_article_with_the_word_through(drawer, sample):
    for query in drawer.draw("filtered", 10):
        assert any(
            query.words[0] in words
            and query.since <= record.date[:10] <= query.until
            and record.source == query.source
            for record, words in zip(sample, drawer.words, strict=True)
        )


def test_a_word_is_misspelt_by_one_missing_letter(drawer):
    words = {word for words in drawer.words for word in words}
    for query in drawer.draw("fuzzy", 10):
        (misspelt,) = query.words
        assert any(
            word[:at] + word[at + 1 :] == misspelt
            for word in words
            for at in range(len(word))
            if len(word) > 5
        )


def test_words_that_are_no_stems_are_neither_shortened_nor_misspelt(sample):
    assert Drawer(sample, stem=lambda word: word[:-1]).draw("prefix", 5) == []


def test_given_queries_are_taken_when_they_have_an_answer_and_up_to_half(drawer):
    known = drawer.draw("and-2", 8)
    unknown = Query("and-2", ("qqqq", "xxxx"))
    drawn = drawer.draw("and-2", 10, game=[unknown, *known])
    assert unknown not in drawn
    assert len(set(drawn) & set(known)) >= 5


def test_queries_of_the_game_are_read_by_their_kind(tmp_path):
    path = tmp_path / "game.jsonl"
    rows = [
        {"query": "the", "tags": ["term"]},
        {"query": "+griffith +observatory", "tags": ["intersection", "global"]},
        {"query": '"plus size clothing"', "tags": ["phrase"]},
        {"query": "+plus +size +clothing", "tags": ["intersection"]},
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    assert read_game(path) == [
        Query("term", ("the",)),
        Query("and-2", ("griffith", "observatory")),
        Query("phrase-3", ("plus", "size", "clothing")),
    ]


def test_no_game_is_read_where_there_is_none(tmp_path):
    assert read_game(tmp_path / "missing.jsonl") == []
