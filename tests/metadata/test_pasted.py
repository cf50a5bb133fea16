"""The headline of a text pasted from a browser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.metadata import split_pasted


@pytest.mark.parametrize(
    "clutter",
    [
        "",
        "3 min read\n\n",
        "Share\nTweet this\n\n",
        "World\n\n",
        "March 9, 2023\n",
        "Skip to content\nMenu\n",
        "Advertisement\n\n\n",
        "By Jane Doe\n",
        "https://www.example.com/a\n",
    ],
)
def test_the_headline_is_found_among_clutter(clutter):
    pasted = split_pasted(f"{clutter}Missiles fall on the sleeping city\n\nBy Jane Doe\n\nIt was night.\n")
    assert pasted.title == "Missiles fall on the sleeping city"


@pytest.mark.parametrize(
    "line",
    [
        "Published 3 hours ago",
        "new | past | comments | ask | show",
        "Forum › Boats › Repairs",
        "FT ARS 3 - 2 BOU",
    ],
)
def test_rows_and_ages_are_no_headlines(line):
    assert (
        split_pasted(f"{line}\nMissiles fall on the city\n\nIt was night.\n").title
        == "Missiles fall on the city"
    )


def test_a_line_of_a_menu_gives_way_to_the_headline_below_it():
    menu = "Harbour\nLive\nWhat is on\nAfrica\nVideos\n"
    headline = "Missiles fall on the sleeping city"
    assert split_pasted(f"{menu}{headline}\n\nIt was night.\n").title == headline


def test_how_much_stood_above_the_headline_is_told():
    pasted = split_pasted("World\n\nMissiles fall on the city\n\nIt was night.\n")
    assert pasted.body[: pasted.above] == "World"


def test_a_line_that_comes_twice_is_the_headline():
    pasted = split_pasted("The Daily Something of Today\n\nA title here\n\nA title here\nText.")
    assert pasted.title == "A title here"
    assert pasted.body == "The Daily Something of Today\n\n\nA title here\nText."


def test_a_headline_may_be_one_word_when_nothing_better_follows():
    assert split_pasted("Escalation\n").title == "Escalation"


@pytest.mark.parametrize("headline", ["Ferries stop", "Escalation", "Kyiv, again"])
def test_a_short_line_over_a_sentence_is_the_headline(headline):
    pasted = split_pasted(f"3 min read\n{headline}\n\nNo ferry left Odesa on Monday.\n")
    assert pasted.title == headline
    assert pasted.body == "3 min read\n\nNo ferry left Odesa on Monday."


@pytest.mark.parametrize(
    "headline", ["Ferries leave Odesa again", "Minister visits the U.S.", "Is it over yet?"]
)
def test_a_short_line_over_a_longer_headline_is_a_site_or_a_section(headline):
    assert split_pasted(f"Harbour Post\n\n{headline}\n\nIt was night.\n").title == headline


def test_a_paragraph_is_no_headline():
    assert split_pasted("word " * 100).title == ""


@given(st.text(max_size=300))
def test_no_line_is_lost(text):
    pasted = split_pasted(text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    kept = [line.strip() for line in [pasted.title, *pasted.body.splitlines()] if line.strip()]
    assert sorted(kept) == sorted(lines)
