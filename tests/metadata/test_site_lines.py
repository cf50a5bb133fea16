import pytest

from searchkit.metadata.dates import parse_date
from searchkit.metadata.site_lines import (
    is_date_line,
    is_row,
    may_name_site,
    read_site,
    repeats_day,
    says_age,
)


@pytest.mark.parametrize(
    "line",
    [
        "Thu 9 March",
        "5:31 PM UTC",
        "Thursday, March 9, 2023 | Today's Paper",
        "E-PAPER | AUGUST 29, 2022",
        "Última edición: 9 de marzo de 2023",
    ],
)
def test_a_day_and_hardly_more_is_a_date_line(line):
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["March 9, 2023: Ukraine hit again", "RIVER REPORT, MARCH 9, 2023"])
def test_a_headline_with_a_day_is_no_date_line(line):
    assert not is_date_line(line)


@pytest.mark.parametrize(
    "line", ["2 hours ago", "PUBLISHED 3 HOURS AGO", "Stand: vor 2 Stunden", "Hace 5 horas", "3 години тому"]
)
def test_a_line_may_say_how_long_ago_it_was(line):
    assert says_age(line)


@pytest.mark.parametrize(
    "line",
    ["Updated 2 hours ago", "The dam broke", "He left 3 days ago and came back with the mayor of Kyiv"],
)
def test_a_change_and_a_sentence_say_no_age(line):
    assert not says_age(line)


@pytest.mark.parametrize(
    "line",
    [
        "new | past | comments | ask",
        "Forum › Repairs",
        "L M M J V S D",
        "Mo Di Mi Do Fr Sa So",
        "FT ARS 3 - 2 BOU",
    ],
)
def test_a_row_of_links_days_or_goals_is_a_row(line):
    assert is_row(line)


@pytest.mark.parametrize("line", ["Ukraine | Dam breaks", "« On ira plus vite » dit le maire", "Is it so?"])
def test_a_headline_is_no_row(line):
    assert not is_row(line)


def test_a_section_is_no_site_though_the_copyright_holds_the_word():
    body = "News\nOpinion\n\nWater rose in the night.\n© 2023 Harbour News & Media"
    assert read_site("Dam breaks", body) is None


def test_a_name_with_a_word_of_newspapers_may_name_a_site():
    assert may_name_site("The Coastal Monitor")
    assert may_name_site("Rheinische Abendzeitung")
    assert not may_name_site("Jane Doe")


def test_a_known_outlet_above_the_headline_is_the_site():
    site = read_site("Dam breaks", "Skip to content\nThe Guardian\nNews\n\nWater rose in the night.")
    assert site is not None
    assert (site.value, site.method) == ("The Guardian", "line:site")


def test_an_unknown_name_is_the_site_where_the_copyright_repeats_it():
    body = "Orchard Lane Letters\nHome\n\nWater rose in the night.\n© 2023 Orchard Lane Letters"
    site = read_site("Dam breaks", body)
    assert site is not None
    assert site.value == "Orchard Lane Letters"


def test_an_unknown_name_alone_is_no_site():
    assert read_site("Dam breaks", "Orchard Lane Letters\n\nWater rose in the night.") is None


def test_a_day_without_its_year_repeats_one_that_has_it():
    date = parse_date("March 9, 2023")
    assert date is not None
    assert repeats_day("March 9, 7pm ET", date)
    assert not repeats_day("March 10, 7pm ET", date)
