"""What the places of a name say about it."""

from searchkit.article import Place
from searchkit.metadata.gazetteer import Sense
from searchkit.metadata.senses import weigh


def town(country: str, population: int) -> Sense:
    return Sense(Place(f"{country}{population}", "Springfield", country), "city", population)


def test_only_what_a_text_can_speak_for_enough_is_weighed():
    metropolis, city, hamlet = town("US", 5_000_000), town("GB", 1_000_000), town("CA", 1)
    assert [one.sense for one in weigh((metropolis, city, hamlet))] == [metropolis, city]


def test_the_first_place_of_a_name_is_always_weighed():
    village, city = town("US", 10), town("GB", 5_000_000)
    assert [one.sense for one in weigh((village, city))] == [village, city]
