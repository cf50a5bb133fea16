"""Places named in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.metadata import Evidence
from searchkit.metadata.places import find_places


def found(text: str) -> dict[str, str | None]:
    return {place.value.name: place.value.country for place in find_places(text)}


def test_places_come_once_at_their_first_mention():
    text = "Kyiv was quiet. In Kyiv and Bakhmut, Ukraine, nobody slept."
    places = find_places(text)
    assert [(place.quote, place.span) for place in places] == [
        ("Kyiv", (0, 4)),
        ("Bakhmut", (28, 35)),
        ("Ukraine", (37, 44)),
    ]
    assert {place.method for place in places} == {"gazetteer"}


def test_the_longest_name_wins():
    assert found("He flew from New York City to New Zealand and the United Arab Emirates.") == {
        "New York City": "US", "New Zealand": "NZ", "United Arab Emirates": "AE",
    }  # fmt: skip


@pytest.mark.parametrize("behind", ["on Sunday", "as Russia retreated", "the Ukrainians"])
def test_what_a_small_word_adds_behind_a_town_does_not_hide_it(behind):
    assert found(f"KYIV, March 3 - They met in Bakhmut {behind}.")["Bakhmut"] == "UA"


def test_names_go_on_over_line_ends_and_hyphens():
    assert found("They met in South\n    Korea, then in Rostov-on-Don.") == {
        "South Korea": "KR",
        "Rostov-on-Don": "RU",
    }
    assert found("The US-led talks between Russia-backed forces began.") == {
        "United States": "US",
        "Russia": "RU",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Jack London wrote it.",
        "Mr. Houston and President Lincoln agreed.",
        "Paris Hilton sang.",
        "The Kyiv Independent reported it to the Washington Post.",
        "In March the Police, the Bank and most of Central Reading agreed.",
        "It gives us an idea. Us too.",
        "Goldman Sachs and Texas Instruments fell.",
        "Bank of America rose.",
        "Most people read the Bath report on Sunday.",
        "The GAO audited it.",
    ],
)
def test_what_is_no_place_is_not_taken_for_one(text):
    assert found(text) == {}


def test_offices_and_possessives_leave_a_place_name_one():
    assert found("Kyiv Mayor Vitali Klitschko and Norway's Jens Stoltenberg met.") == {
        "Kyiv": "UA",
        "Norway": "NO",
    }


@pytest.mark.parametrize(
    "text", ["He saw Ukraine's army.", "He-Kyiv", "The Bronx", "In L.A. Kyiv", "Nobody Of Note"]
)
def test_a_text_says_the_same_when_it_is_read_again(text):
    assert found(text) == found(f"{text}\n\n{text}") == found(text)


def test_a_surname_stays_a_surname_later():
    assert found("Jack London was born there. London wrote much.") == {}


def test_a_container_says_which_place_is_meant():
    assert found("She lives in Paris, Texas.") == {"Paris": "US", "Texas": "US"}
    assert found("EVANSTON, Ill., March 2 - The company said so.")["Evanston"] == "US"
    # There are villages called Ore; no town is in one.
    (town, state) = find_places("PORTLAND, Ore., Feb 26 - The company said so.")
    assert state.value.id in town.value.ancestors
    assert town.confidence > 0.95


def test_a_list_of_countries_is_no_container():
    assert found("Talks with China, Japan and Mexico went on.") == {
        "China": "CN",
        "Japan": "JP",
        "Mexico": "MX",
    }


def test_other_places_of_the_article_say_which_one_is_meant():
    assert (
        found("In Birmingham, police in Alabama said, the U.S. Justice Department of Atlanta helped.")[
            "Birmingham"
        ]
        == "US"
    )
    assert found("In Birmingham the council met.")["Birmingham"] == "GB"


def test_region_after_a_name_means_the_region():
    assert list(found("Fighting in the Donetsk region of Ukraine.")) == ["Donetsk Oblast", "Ukraine"]
    assert list(found("Fighting in Donetsk, Ukraine.")) == ["Donetsk", "Ukraine"]


def test_headlines_in_capitals_give_only_what_is_beyond_doubt():
    assert found("UKRAINE SAYS MISSILES HIT KYIV AND JOIN US IN READING") == {"Ukraine": "UA", "Kyiv": "UA"}


def test_declared_places_come_first_and_unknown_ones_are_kept_by_name():
    declared = (Evidence("json:places", "Kiev"), Evidence("json:places", "Middle Earth"))
    places = find_places("Kyiv and Lviv.", declared)
    assert [(place.value.id, place.method) for place in places] == [
        ("geonames:703448", "json:places"),
        ("name:middle-earth", "json:places"),
        ("geonames:702550", "gazetteer"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Pyongyang in North Korea presented the Hwasong-18, a missile.",
        "Kyiv slept. Metro stations in Ukraine served as shelters.",
        "In the United States he walked from St Michael's monastery to Kyiv.",
    ],
)
def test_names_of_other_things_are_no_small_towns(text):
    assert set(found(text)) <= {"France", "North Korea", "Pyongyang", "Kyiv", "Ukraine", "United States"}


def test_an_accented_name_is_found_with_its_accents_and_for_larger_towns_without_them():
    assert set(found("In Champagné, France.")) == {"Champagné", "France"}
    assert set(found("The earthquake struck Turkey near Pazarcik.")) == {"Pazarcık", "Turkey"}


@pytest.mark.parametrize("name", ["Kherson", "Mykolaiv", "Zaporizhzhia", "Vinnytsia", "Chernihiv", "Sumy"])
def test_a_town_that_its_oblast_is_named_after_is_meant_unless_the_oblast_is_called_so(name):
    assert list(found(f"Missiles hit {name} in Ukraine.")) == [name, "Ukraine"]
    assert list(found(f"Missiles hit the {name} region of Ukraine.")) == [f"{name} Oblast", "Ukraine"]


def test_a_text_that_is_one_long_run_of_names_is_read_in_moments():
    assert list(found("Kyiv " * 20_000)) == ["Kyiv"]


@given(
    st.text(alphabet=st.sampled_from("KyivUkraineParisTexasOf. ,'’-\nThe US()"), max_size=200)
    | st.text(max_size=200)
)
def test_spans_quote_exactly_whatever_the_text(text):
    for place in find_places(text):
        assert place.span is not None
        assert text[slice(*place.span)] == place.quote


def test_every_mention_is_given():
    (kyiv,) = find_places("Kyiv slept.\n\nIn Kyiv all slept. Kyiv!")
    assert kyiv.spans == ((0, 4), (16, 20), (32, 36))


def test_a_word_for_the_people_of_a_place_is_weaker_evidence():
    (ukraine,) = find_places("A Ukrainian pilot flew home.")
    assert (ukraine.value.id, ukraine.method, ukraine.quote) == ("country:UA", "demonym", "Ukrainian")


def test_a_place_that_is_named_too_is_found_by_its_name():
    (ukraine,) = find_places("Ukrainian pilots fly over Ukraine.")
    assert (ukraine.method, len(ukraine.spans)) == ("gazetteer", 2)


def test_one_name_means_two_places_where_two_containers_say_so():
    parises = [
        place.value for place in find_places("From Paris, Texas to Paris, France.") if place.quote == "Paris"
    ]
    assert {place.country for place in parises} == {"US", "FR"}


def test_a_name_that_is_qualified_once_means_that_place_throughout():
    places = find_places("London police said so.\n\nLONDON, Ky. - London was quiet.")
    assert {place.value.country for place in places} == {"US"}


def test_a_state_is_meant_among_states():
    assert "New York City" not in found("It rained in Connecticut, New York and New Jersey.")


@pytest.mark.parametrize(
    "text", ["It cost US$5.", "The Marburg virus spread.", "EU leaders met.", "West Nile virus."]
)
def test_money_diseases_and_larger_names_are_no_places(text):
    assert found(text) == {}


def test_a_name_goes_on_over_possessives_and_articles():
    assert found("From Queen Anne's County to Côte d'Ivoire.") == {
        "Queen Anne's County": "US",
        "Ivory Coast": "CI",
    }


def test_villages_listed_with_a_place_are_believed():
    assert {"Anapa", "Temryuk"} <= found("In Russia it began in Temryuk and Anapa.").keys()


def test_a_small_town_is_believed_behind_the_first_word_of_a_sentence():
    assert "Bakhmut" in found("Missiles fell on Ukraine. In Bakhmut none were needed.")


def test_who_speaks_is_no_town():
    assert "Palma" not in found('"She had a heart of gold," Palma said.')


def test_disputed_territory_lies_in_both_states():
    (crimea,) = find_places("Crimea was quiet.")
    assert {"country:UA", "country:RU"} <= set(crimea.value.ancestors)


def test_confidence_is_less_where_a_name_means_much():
    (springfield,) = find_places("They met in Springfield.")
    (ukraine,) = find_places("They met in Ukraine.")
    assert springfield.confidence < ukraine.confidence <= 1
