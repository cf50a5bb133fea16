"""Names asked for become places."""

from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.metadata.gazetteer import Gazetteer, gazetteer
from searchkit.metadata.gazetteer_file import HEAD


def names(asked: str) -> list[str]:
    return [place.name for place in gazetteer().resolve(asked)]


@pytest.mark.parametrize("asked", ["Kyiv", "Kiev", "kyiv", "KYIV", "Kyïv", "Київ", " Kyiv "])
def test_a_place_is_found_by_any_of_its_names(asked):
    assert gazetteer().resolve(asked)[0].id == "geonames:703448"


def test_former_names_mean_the_place_of_today():
    assert names("Artemivsk") == ["Bakhmut"]
    assert names("Leningrad")[0] == "Saint Petersburg"


def test_city_and_oblast_of_one_name_are_both_meant():
    assert names("Donetsk") == ["Donetsk", "Donetsk Oblast"]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("Belgorod Oblast", "Belgorod Oblast"),
        ("Belgorod region", "Belgorod Oblast"),
        ("Oblast of Belgorod", "Belgorod Oblast"),
        ("Krasnodar Krai", "Krasnodar Krai"),
        ("Dagestan", "Dagestan"),
        ("Sachsen", "Saxony"),
        ("Kyiv region", "Kyiv Oblast"),
        ("Isfahan province", "Isfahan Province"),
        ("Белгородская область", "Belgorod Oblast"),
    ],
)
def test_an_area_is_shown_by_its_english_name(asked, shown):
    assert names(asked)[0] == shown


def test_a_namesake_elsewhere_is_not_meant():
    assert {place.country for place in gazetteer().resolve("Paris")} == {"FR"}


def test_the_place_inside_another_can_be_asked_for():
    (paris,) = gazetteer().resolve("Paris, Texas")
    assert paris.country == "US"


def test_a_place_says_what_contains_it_nearest_first():
    (bakhmut,) = gazetteer().resolve("Bakhmut")
    oblast = gazetteer().resolve("Donetsk Oblast")[0].id
    positions = [
        bakhmut.ancestors.index(above) for above in (oblast, "region:donbas", "country:UA", "region:europe")
    ]
    assert positions == sorted(positions)


@pytest.mark.parametrize(
    ("asked", "place_id"),
    [
        ("Ukraine", "country:UA"),
        ("U.S.", "country:US"),
        ("UK", "country:GB"),
        ("Donbas", "region:donbas"),
        ("Black Sea", "water:black-sea"),
        ("the Middle East", "region:middle-east"),
        ("Sahel", "region:sahel"),
    ],
)
def test_countries_regions_and_seas_are_known(asked, place_id):
    assert gazetteer().resolve(asked)[0].id == place_id


@pytest.mark.parametrize("asked", ["", "  ", ",", "’"])
def test_what_is_no_name_gives_nothing(asked):
    assert gazetteer().resolve(asked) == ()


@pytest.mark.parametrize(
    ("asked", "place_id"),
    [
        ("Nowhere at all", "name:nowhere-at-all"),
        ("Paris, Ukraine", "name:paris-ukraine"),
        (" St. Nobody's ", "name:st-nobodys"),
        ("ST NOBODY’S", "name:st-nobodys"),
    ],
)
def test_an_unknown_name_gives_a_place_of_that_name(asked, place_id):
    (place,) = gazetteer().resolve(asked)
    assert (place.id, place.name, place.country) == (place_id, asked.strip(), None)


def test_an_id_gives_its_place():
    ukraine = gazetteer().get("country:UA")
    assert ukraine is not None
    assert ukraine.name == "Ukraine"
    assert gazetteer().get("geonames:713174") == gazetteer().resolve("Bakhmut")[0]
    assert gazetteer().get("country:XX") is None


@pytest.mark.parametrize("number", ["0", "1", "4294967295", "99999999999999999999"])
def test_numbers_that_no_place_has_are_unknown(number):
    assert gazetteer().get(f"geonames:{number}") is None


def test_every_ancestor_is_a_place():
    for name in ("Bakhmut", "Paris, Texas", "Sevastopol", "Gaza", "Nuuk"):
        ancestors = {above for place in gazetteer().resolve(name) for above in place.ancestors}
        assert ancestors
        assert all(map(gazetteer().get, ancestors))


def test_every_first_word_of_a_name_is_known():
    assert {"kyiv", "new", "black", "ukrainian"} <= gazetteer().beginnings.keys()


def test_a_word_says_whether_names_of_several_words_begin_with_it():
    beginnings = gazetteer().beginnings
    assert beginnings["new"] & HEAD
    assert beginnings["black"] & HEAD
    assert not beginnings["ukrainians"] & HEAD


@pytest.mark.parametrize(("pair", "words"), [("new york", 3), ("rostov on", 3), ("black sea", 2)])
def test_two_words_say_how_long_the_longest_name_is_that_they_begin(pair, words):
    assert gazetteer().pairs[crc32(pair.encode())] >= words


def test_words_for_people_are_names_in_texts_but_nothing_to_ask_for():
    assert [sense.place.id for sense in gazetteer().senses("ukrainians")] == ["country:UA"]
    assert gazetteer().resolve("Ukrainians")[0].id == "name:ukrainians"


def test_what_is_no_place_is_a_name_without_places_that_can_be_asked_for():
    assert gazetteer().traits("european union") == 0
    assert gazetteer().senses("european union") == ()
    assert gazetteer().resolve("EU")[0].id == "region:european-union"


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(b"something else\n\n")
    with pytest.raises(ValueError, match="not a gazetteer"):
        Gazetteer(path)


@given(st.text(max_size=60))
def test_no_name_raises(text):
    gazetteer().resolve(text)
