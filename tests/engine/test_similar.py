"""The articles that say most alike, through ``Index.similar`` and ``Hit.similar``."""

import pytest

from searchkit.errors import ArticleNotFound, QuerySyntaxError


@pytest.fixture
def index(index_of, article):
    filling = [
        article(f"f{number}.txt", f"Filler {number}", f"unrelated{number} nothing else")
        for number in range(20)
    ]
    return index_of(
        [
            article(
                "salvo.txt", "Missiles hit Odesa", "Missiles fell on the port of Odesa. The port burned."
            ),
            article("port.txt", "Port reopens", "The port of Odesa loads grain.", source="Courier"),
            article(
                "wheat.txt",
                "Wheat is cheaper",
                "Harvests and grain loads grow.",
                source="Courier",
                date="2023-03-01",
            ),
            *filling,
        ],
        [article("missiles.txt", "Missiles", "Missiles and more missiles at Odesa.", date="2023-04-01")],
    )


def test_articles_that_share_telling_words_are_found_the_most_similar_first(index, ids):
    assert ids(index.similar("salvo.txt")) == ["missiles.txt", "port.txt"]


def test_an_article_is_not_similar_to_itself(index, ids):
    assert "salvo.txt" not in ids(index.similar("salvo.txt", limit=100))


def test_the_total_counts_all_similar_articles_but_the_article_itself(index):
    results = index.similar("salvo.txt", limit=1)
    assert (results.total, len(results)) == (len(index.similar("salvo.txt", limit=100)), 1)


def test_pages_follow_each_other(index, ids):
    every = ids(index.similar("salvo.txt", limit=100))
    assert [*ids(index.similar("salvo.txt", limit=1)), *ids(index.similar("salvo.txt", offset=1))] == every


def test_ranks_go_on_over_pages(index):
    assert [hit.rank for hit in index.similar("salvo.txt", offset=1, limit=1)] == [2]


def test_filters_narrow_what_is_found(index, ids):
    assert ids(index.similar("salvo.txt", source="Courier")) == ["port.txt"]
    assert ids(index.similar("port.txt", since="2023-04")) == ["missiles.txt"]


def test_a_filtered_total_is_exact(index):
    assert index.similar("salvo.txt", source="Courier", limit=0).total == 1


def test_a_filter_that_cannot_be_honoured_is_refused(index):
    with pytest.raises(QuerySyntaxError):
        index.similar("salvo.txt", since="2023-02-30")


def test_a_hit_finds_what_is_similar_to_it(index, ids):
    (hit,) = index.search("burned")
    assert ids(hit.similar()) == ids(index.similar("salvo.txt"))


def test_the_words_that_were_looked_for_are_marked(index):
    passage = index.similar("salvo.txt", source="Courier").hits[0].snippet()
    assert {passage.text[start:end] for start, end in passage.marks} >= {"port", "Odesa"}


def test_explaining_names_the_words_that_were_looked_for(index):
    assert "text:odesa" in index.similar("salvo.txt").explain()


def test_function_words_are_not_looked_for(index):
    assert "text:the" not in index.similar("salvo.txt").explain()


def test_an_article_of_words_that_no_other_has_is_similar_to_none(index_of, article):
    index = index_of([article("a.txt", "One", "alone"), article("b.txt", "Two", "other")])
    results = index.similar("a.txt")
    assert (len(results), results.total) == (0, 0)
    assert results.explain()


def test_an_article_without_words_is_similar_to_none(index_of, article):
    assert index_of([article("a.txt"), article("b.txt", "Two", "other")]).similar("a.txt").total == 0


def test_names_are_found_in_articles_of_other_languages(index_of, article, ids):
    index = index_of(
        [
            article("de.txt", "Raketen", "Raketen fielen auf Bakhmut, sagte Zaluzhnyi.", language="de"),
            article("en.txt", "Talks", "Zaluzhnyi spoke of Bakhmut.", language="en"),
            article("fr.txt", "Vin", "Le vin de Bordeaux est bon.", language="fr"),
        ]
    )
    assert ids(index.similar("de.txt")) == ["en.txt"]


def test_deleted_articles_are_not_similar(index_of, article, ids):
    index = index_of(
        [article("a.txt", "x", "Odesa port"), article("b.txt", "y", "Odesa port grain")],
        [article("b.txt", "y", "something different")],
    )
    assert ids(index.similar("a.txt")) == []


def test_an_unknown_id_is_refused(index):
    with pytest.raises(ArticleNotFound):
        index.similar("none.txt")


@pytest.mark.parametrize("part", [{"limit": -1}, {"offset": -1}])
def test_limit_and_offset_are_not_negative(index, part):
    with pytest.raises(ValueError, match="negative"):
        index.similar("salvo.txt", **part)
