"""One word of a query in an index of several languages."""

import math

import pytest
import whoosh.index
from whoosh import query

from searchkit.engine import ranking
from searchkit.query.forms import AnyForm


@pytest.fixture
def mixed(article, index_of):
    return index_of(
        [
            article("en1", "Attacks", "The attack came at night. War rates rose.", language="en"),
            article("de1", "Angriffe", "Der Angriff kam nachts. Es war Krieg. Rates.", language="de"),
        ],
        [
            article("en2", "The war", "The war goes on. A rat was seen.", language=None),
            article("uk1", "Атака", "Атака тривала.", language="uk"),
            article("ru1", "Атака", "Атаки продолжались.", language="ru"),
        ],
    )


def test_an_index_of_one_language_asks_for_one_stem(article, index_of):
    index = index_of([article("a", "Angriffe", language="de"), article("b", "Angriff", language="de")])
    tree = index.search("Angriffe")._answer.request.tree
    assert tree == query.Term("text", "angriff@de")
    assert index.search("angriffs").total == 2


def test_a_word_stands_for_its_stem_in_every_language(mixed):
    tree = mixed.search("Angriffe")._answer.request.tree
    assert tree == AnyForm("text", "angriff angriff@de angriffe@ru")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("angriffes", {"de1"}),
        ("attacking", {"en1"}),
        ("атака", {"uk1", "ru1"}),
        ("атаки", {"ru1"}),
        ("rates", {"en1", "de1"}),
        ("rat", {"de1", "en2"}),
        ("title:angriff", {"de1"}),
        ("-angriff", {"en1", "en2", "uk1", "ru1"}),
        ("angriff krieg", {"de1"}),
    ],
)
def test_an_article_matches_with_any_form_in_its_language(mixed, ids, text, expected):
    assert set(ids(mixed.search(text))) == expected


@pytest.mark.parametrize("text", ["angriffes", "attacking", "rates", "rat", "title:angriff", "war attack"])
def test_stock_whoosh_finds_the_same_articles(mixed, ids, text):
    results = mixed.search(text)
    with whoosh.index.open_dir(str(mixed.path), indexname="MAIN").searcher() as searcher:
        found = searcher.search(results._answer.request.tree, limit=None)
        assert {hit["path"] for hit in found} == set(ids(results))


def test_a_function_word_counts_little_in_the_language_that_it_serves(mixed):
    scores = {hit.id: hit.score for hit in mixed.search("war")}
    assert scores["en1"] > 3 * scores["de1"]


def test_a_word_is_passed_over_for_closeness_where_it_mostly_serves_grammar(article, index_of):
    apart = "x " * 20
    index = index_of(
        [article(f"en{number}", body="war crimes", language="en") for number in range(3)]
        + [article("far", body=f"war {apart} crimes", language="en")]
        + [article("de", body="es war so", language="de")]
    )
    hits = {hit.id: hit.score for hit in index.search("war crimes")}
    assert hits["en1"] > hits["far"] + 0.1


@pytest.mark.parametrize("few", [0, 32])
def test_a_word_of_an_article_that_is_a_form_of_two_words_asked_for_touches_itself(mixed, few, monkeypatch):
    monkeypatch.setattr(ranking, "_FEW", few)
    found = {hit.id: hit.score for hit in mixed.search("rates rat", match="any")}
    apart = {hit.id: hit.score for hit in mixed.search("rates krieg rat", match="any")}
    assert found.keys() == {"en1", "en2", "de1"}
    assert found["de1"] > found["en1"]
    assert all(map(math.isfinite, [*found.values(), *apart.values()]))
