"""Titles, sources and authors of real web pages."""

import pytest
from extraction import pages


def test_titles_sources_and_authors_of_pages_keep_their_floors():
    figures = list(pages.measure_with(pages.by_searchkit))
    if not figures:
        pytest.skip("the web pages are not here")
    assert [figure for figure in figures if not figure.is_kept] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Guardian", "theguardian.com"), ("http://www.tmz.com", "TMZ"), ("Le Monde.fr", "Le Monde")],
)
def test_spellings_of_one_outlet_count_as_the_same(one, other):
    assert pages.outlet(one) == pages.outlet(other)


def test_a_byline_is_cut_into_its_names():
    assert pages.people(["By\n  Jane Doe\n March 3", "John Roe and Li Wei"]) == {
        ("doe", "jane"),
        ("john", "roe"),
        ("li", "wei"),
    }


@pytest.mark.parametrize(
    "written", ["Doe, Jane", "Jane Doe, MD", "Dr. JANE DOE", "Jane Doe (janed)", "by Jane Doe22 Dec 2016"]
)
def test_spellings_of_one_name_count_as_the_same(written):
    assert pages.people([written]) == pages.people(["Jané Doe"])
