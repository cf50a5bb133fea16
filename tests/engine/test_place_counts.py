"""Counts by place: a tree of what lies in what, with every article counted once for each place."""

import pytest
from making import make_article

import searchkit
from searchkit.article import MentionedPlace, Place
from searchkit.engine.writing import IndexWriter

UA = "country:UA"
INSIDE_DONETSK_OBLAST = ("geonames:709716", "region:donbas", UA, "region:europe")
UKRAINE = Place(UA, "Ukraine", "UA", ("region:europe",), 49.0, 32.0)
BAKHMUT = Place("test:bakhmut", "Bakhmut", "UA", INSIDE_DONETSK_OBLAST, 48.59, 38.0)
AVDIIVKA = Place("test:avdiivka", "Avdiivka", "UA", INSIDE_DONETSK_OBLAST, 48.1, 37.7)
KYIV = Place("test:kyiv", "Kyiv", "UA", (UA, "region:europe"), 50.45, 30.52)
EUROPE = Place("region:europe", "Europe")
BLACK_SEA = Place("water:black-sea", "Black Sea", None, (), 43.5, 34.0)


def article(number, *places, demonyms=()):
    mentions = [MentionedPlace(place, "gazetteer", place.name) for place in places]
    mentions += [MentionedPlace(place, "demonym", place.name) for place in demonyms]
    return make_article(f"{number}.txt", "news", "", places=mentions)


@pytest.fixture
def counted(tmp_path):
    """Name, depth, articles with what is inside, articles that name the place itself; of several batches."""

    def count(*batches, query="", most=None):
        for number, batch in enumerate(batches):
            with IndexWriter(tmp_path) as writer:
                for article_number, places in enumerate(batch):
                    writer.add(article(f"{number}-{article_number}", *places))
                writer.commit()
        with searchkit.open(tmp_path) as index:
            found = index.places(query, most=most)
        return [(one.place.name, one.depth, one.count, one.named) for one in found.places]

    return count


def test_a_place_stands_under_what_contains_it(counted):
    assert counted([(BAKHMUT, UKRAINE), (AVDIIVKA,), (KYIV, BAKHMUT), ()]) == [
        ("Ukraine", 1, 3, 1),
        ("Donetsk Oblast", 2, 3, 0),
        ("Bakhmut", 3, 2, 2),
        ("Avdiivka", 3, 1, 1),
        ("Kyiv", 2, 1, 1),
    ]


def test_what_contains_one_place_and_is_not_named_is_passed_over(counted):
    assert counted([(BAKHMUT,), (KYIV,)]) == [
        ("Ukraine", 1, 2, 0),
        ("Bakhmut", 2, 1, 1),
        ("Kyiv", 2, 1, 1),
    ]


def test_several_segments_are_counted_together(counted):
    assert counted([(BAKHMUT,)], [(BAKHMUT,), (BLACK_SEA,)]) == [
        ("Ukraine", 1, 2, 0),
        ("Bakhmut", 2, 2, 2),
        ("Black Sea", 1, 1, 1),
    ]


def test_a_region_of_the_world_counts_for_itself(counted):
    assert counted([(KYIV,), (KYIV,), (EUROPE,)]) == [
        ("Ukraine", 1, 2, 0),
        ("Kyiv", 2, 2, 2),
        ("Europe", 1, 1, 1),
    ]


def test_only_the_matches_are_counted(counted):
    assert counted([(KYIV,), (BLACK_SEA,)], query="place:Ukraine") == [
        ("Ukraine", 1, 1, 0),
        ("Kyiv", 2, 1, 1),
    ]


def test_places_that_contain_each_other_do_no_harm(counted):
    one = Place("test:one", "One", "XX", ("test:two", "country:XX"))
    two = Place("test:two", "Two", "XX", ("test:one", "country:XX"))
    assert {name for name, *_ in counted([(one,), (two,)])} == {"One", "Two"}


def test_those_named_most_stand_under_what_contains_them(counted):
    batch = [(BAKHMUT,), (BAKHMUT, KYIV), (KYIV,), (AVDIIVKA,)]
    assert counted(batch, most=2) == [
        ("Ukraine", 1, 4, 0),
        ("Bakhmut", 2, 2, 2),
        ("Kyiv", 2, 2, 2),
    ]


def test_words_for_people_are_not_counted(tmp_path):
    with IndexWriter(tmp_path) as writer:
        writer.add(article(1, KYIV, demonyms=[UKRAINE]))
        writer.commit()
    with searchkit.open(tmp_path) as index:
        found = index.places()
    assert [(one.place.name, one.named) for one in found.places] == [("Ukraine", 0), ("Kyiv", 1)]
    assert (found.total, found.places[1].place, found.places[1].parent) == (1, KYIV, UA)
