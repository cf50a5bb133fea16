"""The way from one page of results to the next."""

import pytest

from searchkit.web.state import State
from searchkit.web.view.paging import paging


def numbers(offset, total):
    return [link.number for link in paging(State(q="x", offset=offset), 10, 10, total).links]


@pytest.mark.parametrize(
    ("offset", "total", "around"),
    [
        (0, 9, [1]),
        (0, 35, [1, 2, 3, 4]),
        (0, 200, [1, 2, 3, 4, 5]),
        (100, 200, [9, 10, 11, 12, 13]),
        (190, 200, [16, 17, 18, 19, 20]),
    ],
)
def test_pages_around_the_one_that_is_shown(offset, total, around):
    assert numbers(offset, total) == around


def test_the_page_that_is_shown_is_no_link():
    links = paging(State(q="x", offset=10), 10, 10, 30).links
    assert [link.href for link in links] == ["/search?q=x", "", "/search?q=x&offset=20"]


def test_first_and_last_page_lead_one_way():
    first, last = (paging(State(q="x", offset=offset), 10, 10, 20) for offset in (0, 10))
    assert (first.previous, first.following) == ("", "/search?q=x&offset=10")
    assert (last.previous, last.following) == ("/search?q=x", "")


def test_an_offset_between_pages_leads_to_the_one_before():
    assert paging(State(q="x", offset=15), 10, 10, 30).previous == "/search?q=x"


def test_what_lies_too_deep_is_said_to_be_there():
    deepest = paging(State(q="x", offset=9_990), 10, 10, 20_000)
    assert (deepest.following, deepest.at_depth) == ("", True)


def test_page_that_is_not_full_is_the_last_as_copies_are_folded():
    last = paging(State(q="x", offset=10), 10, 4, 40)
    assert (last.following, [link.number for link in last.links]) == ("", [1, 2])
