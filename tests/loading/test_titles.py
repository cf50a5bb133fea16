"""The headline of a page, without what the page puts around it."""

import pytest
from lxml.html import document_fromstring

from searchkit.loading.titles import choose_title, site_in_title


def title_of(page_title="", h1="", headline="", shared=(), names=()):
    tree = document_fromstring(
        f"<html><head><title>{page_title}</title></head><body>{h1}<p>x</p></body></html>"
    )
    return choose_title(tree, headline, shared, names)


@pytest.mark.parametrize(
    ("page_title", "names"),
    [
        ("City falls silent | The Daily", ["The Daily"]),
        ("City falls silent - World - Daily", ["The Daily", "World"]),
        ("City falls silent | thedaily.example", ["thedaily.example"]),
        ("The Daily: City falls silent", ["The Daily"]),
        ("City falls silent – My website", []),
    ],
)
def test_the_name_of_the_site_is_taken_off(page_title, names):
    assert title_of(page_title, names=names) == "City falls silent"


def test_a_part_of_the_headline_stays():
    assert title_of("Bakhmut: a chronicle - in pictures", shared=["Bakhmut: a chronicle - in pictures"]) == (
        "Bakhmut: a chronicle - in pictures"
    )


def test_what_most_places_agree_on_is_the_headline():
    h1 = "<h1>City falls silent</h1>"
    assert title_of("City falls silent | X", h1, headline="A description", names=["X"]) == "City falls silent"


def test_of_two_headlines_that_of_readers_is_taken():
    found = title_of(
        "Search words", "<h1>Headline search words</h1>", "Headline search words", ["Search words"]
    )
    assert found == "Headline search words"


@pytest.mark.parametrize(
    "h1", ["<h1>Lorem</h1>", '<h1 class="logo">City Daily</h1>', '<h1><a href="/">City falls</a></h1>']
)
def test_a_heading_about_something_else_is_no_headline(h1):
    assert title_of("City falls silent", h1) == "City falls silent"


def test_a_headline_that_was_cut_short_is_completed():
    found = title_of("City falls sil…", "", "", ["City falls sil…", "City falls silent at night"])
    assert found == "City falls silent at night"


def test_a_page_without_any_title_has_none():
    assert title_of() == ""


@pytest.mark.parametrize(
    ("page_title", "domain", "name"),
    [
        ("City falls silent | The Daily", "thedaily.example", "The Daily"),
        ("City falls silent - Handball Schweiz", "handball.ch", "Handball Schweiz"),
        ("City falls silent - Politics", "thedaily.example", ""),
        ("City falls silent | The Daily", "", "The Daily"),
        ("Something else | The Daily", "", ""),
        ("City falls silent", "thedaily.example", ""),
    ],
)
def test_the_site_in_a_title_is_believed_where_domain_or_heading_confirm_it(page_title, domain, name):
    tree = document_fromstring(
        f"<html><title>{page_title}</title><body><h1>City falls silent</h1></body></html>"
    )
    assert site_in_title(tree, domain) == name
