"""What unfinished words and names may become."""

import pytest

from searchkit.article import MentionedPlace, Place

UKRAINE = Place("country:UA", "Ukraine", "UA")
KYIV = Place("geonames:703448", "Kyiv", "UA", ("country:UA",))


def mentions(*places):
    return [MentionedPlace(place, "test", place.name) for place in places]


def values(found):
    return [(one.value, one.articles) for one in found]


@pytest.fixture
def index(index_of, article):
    return index_of(
        [
            article(
                "a.txt",
                "",
                "missiles and missiles",
                source="Zero Hedge",
                authors=["Ann Example"],
                language="en",
            ),
            article(
                "b.txt", "", "the missile missed", source="Łódź Courier", authors=["Zoë Ex"], language="en"
            ),
        ],
        [article("c.txt", "", "a mission, mission, mission, mission", source="Zero Hedge", language="fr")],
    )


def test_words_come_by_the_articles_that_they_find_one_form_of_each(index):
    assert values(index.complete("miss")) == [("missiles", 2), ("missed", 1), ("mission", 1)]


def test_an_article_in_another_language_does_not_make_forms_rivals(index_of, article):
    english = ["prices, prices and prices", "pricing", "priced and priced"]
    index = index_of(
        [article(f"{number}.txt", "", text, language="en") for number, text in enumerate(english)],
        [article("fr.txt", "", "le pricing et le prix", language="fr")],
    )
    assert [found.value for found in index.complete("pric")] == ["prices"]


def test_case_and_accents_make_no_difference(index):
    assert values(index.complete("MÎSSIL")) == [("missiles", 2)]
    assert values(index.complete("lodz", field="source")) == [("Łódź Courier", 1)]


def test_words_that_serve_grammar_come_last(index_of, article):
    index = index_of([article("a.txt", "", "the them"), article("b.txt", "", "the theatre")])
    assert [one.value for one in index.complete("the")] == ["theatre", "the", "them"]


@pytest.mark.parametrize("prefix", ["", " ", "zz", "two words", "?"])
def test_there_is_nothing_to_complete(index, prefix):
    assert index.complete(prefix) == ()


def test_names_that_begin_so_come_before_those_with_such_a_word(index):
    assert values(index.complete("", field="source")) == [("Zero Hedge", 2), ("Łódź Courier", 1)]
    assert values(index.complete("he", field="source")) == [("Zero Hedge", 2)]
    assert values(index.complete("zero h", field="source")) == [("Zero Hedge", 2)]
    assert values(index.complete("ex", field="author")) == [("Ann Example", 1), ("Zoë Ex", 1)]


def test_languages_are_completed(index):
    assert values(index.complete("", field="language")) == [("en", 2), ("fr", 1)]


def test_limit_bounds_what_is_given(index):
    assert len(index.complete("miss", limit=2)) == 2
    assert len(index.complete("", field="source", limit=1)) == 1


def test_what_was_deleted_completes_nothing(index_of, article):
    index = index_of([article("a.txt", "", "bakhmut", source="Gone")], [article("a.txt", "", "kyiv")])
    assert index.complete("bakh") == ()
    assert index.complete("go", field="source") == ()


def test_places_say_what_contains_them_and_count_what_lies_inside(index_of, article):
    index = index_of(
        [
            article("a.txt", "", "x", places=mentions(KYIV)),
            article("b.txt", "", "x", places=mentions(UKRAINE)),
        ]
    )
    found = [(one.value, one.articles, one.within) for one in index.complete("", field="place")]
    assert found == [("Ukraine", 2, ""), ("Kyiv", 1, "Ukraine")]


def test_a_namesake_of_a_better_known_place_is_named_with_what_contains_it(index_of, article):
    paris = Place("geonames:4717560", "Paris", "US", ("geonames:4736286", "country:US"))
    index = index_of([article("a.txt", "", "x", places=mentions(paris))])
    (found,) = index.complete("par", field="place")
    assert found.value.startswith("Paris, ")
    assert [hit.id for hit in index.search(f'place:"{found.value}"')] == ["a.txt"]


def test_an_unknown_field_is_refused(index):
    with pytest.raises(ValueError, match="field is one of word, source, place, author, language"):
        index.complete("x", field="date")
