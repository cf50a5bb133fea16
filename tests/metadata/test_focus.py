"""What an article is about."""

import pytest

from searchkit.metadata.focus import ABOUT, about
from searchkit.metadata.places import find_places


def focus(text: str) -> dict[str, float]:
    return {place.value.name: place.focus for place in find_places(text)}


def test_the_title_counts_more_than_the_body():
    shares = focus("Floods in Poland\n\nHungary sent help.")
    assert shares["Poland"] > shares["Hungary"]


def test_the_dateline_counts_more_than_the_body():
    shares = focus("A title\n\nWARSAW, March 3 - It rained. Hungary sent help.")
    assert shares["Warsaw"] > shares["Hungary"]


def test_money_says_little():
    shares = focus("A title\n\nPoland borrows 20 mln Hong Kong dollars.")
    assert shares["Hong Kong"] < ABOUT < shares["Poland"]


@pytest.mark.parametrize("text", ["", "Nothing.", "Kyiv\n\nUkrainian Kyiv, Lviv and Odesa; U.S. dollars."])
def test_all_focus_together_is_one_at_most(text):
    assert sum(focus(text).values()) <= 1 + 1e-3


def test_places_inside_an_area_speak_for_it():
    assert "country:UA" in about(
        find_places("Missiles\n\nThey hit Lviv, Odesa, Sumy, Dnipro, Kharkiv, Poltava.")
    )


def test_what_is_named_in_passing_is_not_what_an_article_is_about():
    text = "Floods in Poland\n\nWARSAW, March 3 - Poland asked for help. Poland said so. Hungary agreed."
    assert "country:HU" not in about(find_places(text))
