"""Dates, sources and authors from what stands between headline and prose."""

import pytest

from searchkit.metadata import Declared, Evidence, describe

PROSE = "Missiles struck several regions overnight, officials said, and the air force shot most of them down."


def described(head: str, declared: Declared = Declared()):  # noqa: B008  a frozen value
    return describe("Missiles fall on the city", f"{head}\n\n{PROSE}", declared)


@pytest.mark.parametrize(
    ("head", "date", "method"),
    [
        ("Published March 9, 2023", "2023-03-09", "line:published"),
        ("Posted on 9 March 2023 at 14:05", "2023-03-09T14:05", "line:published"),
        ("Published: March 8, 2023 | Updated: March 9, 2023 10:00", "2023-03-08", "line:published"),
        ("Updated March 10, 2023\nPublished March 9, 2023", "2023-03-09", "line:published"),
        ("Updated March 10, 2023", "2023-03-10", "line:updated"),
        ("Posted by Jane Doe on March 9, 2023", "2023-03-09", "line:published"),
        ("BY The Site - JANE DOE - THURSDAY, MAR 09, 2023", "2023-03-09", "byline"),
        ("By Jane Doe | March 9, 2023", "2023-03-09", "byline"),
        ("By Jane Doe Published March 9, 2023", "2023-03-09", "byline"),
        ("Share\n\nThursday, 9 March 2023, 10:15", "2023-03-09T10:15", "line:date"),
        ("KYIV, Feb 16, 2023 (Reuters) - Air raid sirens sounded.", "2023-02-16", "dateline"),
    ],
)
def test_a_date_in_the_head_is_read(head, date, method):
    found = described(head).date
    assert found is not None
    assert (str(found.value), found.method) == (date, method)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "BY The Site - JANE DOE - FRIDAY, MAR 09, 2023",
        "KYIV, Feb 16 (Reuters) - Air raid sirens sounded.",
        "Published in 2021, the book tells of the war.",
        "Posted March 9, 2023, the video shows smoke above the river and people running.",
        "March 9, 2023 was a bad day for everybody who lives here, the mayor said.",
        f"{PROSE}\n\nMarch 9, 2023",
        f"{PROSE}\n\n{PROSE}\n\nPublished March 9, 2023",
        "Military situation in the region on March 8, 2023:",
    ],
)
def test_no_date_is_invented(head):
    assert described(head).date is None


def test_a_dateline_takes_its_year_from_the_address():
    urls = (Evidence("meta:og:url", "https://www.example.com/2023/02/sirens"),)
    found = described("KYIV, Feb 16 (Reuters) - Air raid sirens sounded.", Declared(urls=urls)).date
    assert found is not None
    assert (str(found.value), found.method, found.quote) == ("2023-02-16", "dateline", "Feb 16")


def test_an_address_gives_the_day_when_nothing_else_does():
    found = described("", Declared(urls=(Evidence("json:url", "https://example.com/2023/03/09/x"),))).date
    assert found is not None
    assert (str(found.value), found.method) == ("2023-03-09", "url-path")


def test_the_first_declared_date_that_can_be_read_wins():
    dates = (Evidence("json-ld:datePublished", "soon"), Evidence("meta:date", "2023-03-01"))
    found = described("Published March 9, 2023", Declared(dates=dates)).date
    assert found is not None
    assert (str(found.value), found.method, found.span) == ("2023-03-01", "meta:date", None)


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("By Stermy 5 Min Read", ["Stermy"]),
        ("By JOHN SMITH and Jane O'Neil in Kyiv", ["John Smith", "Jane O'Neil"]),
        ("By A. Smith, B. Jones and C. van der Berg", ["A. Smith", "B. Jones", "C. van der Berg"]),
        ("By Jane Doe, Staff Writer", ["Jane Doe"]),
        ("By Jane Doe, Reuters", ["Jane Doe"]),
        ("BY The Site - JANE DOE - THURSDAY, MAR 09, 2023", ["Jane Doe"]),
        ("By Thursday evening the power was back.", []),
        ("By Thursday", []),
        ("By the time help came the fire was out.", []),
    ],
)
def test_authors_are_read_from_bylines(head, authors):
    assert [author.value for author in described(head).authors] == authors


def test_a_biography_at_the_end_is_no_byline():
    metadata = describe(
        "Title", f"{PROSE}\n\n" * 8 + "By Stermy\nStermy is a fan of the internet.", Declared()
    )
    assert metadata.authors == ()


def test_declared_authors_come_one_by_one_and_once():
    declared = Declared(
        authors=(Evidence("json:author", "By Jane Doe, John Smith and Li Wei"), Evidence("m", "jane doe"))
    )
    assert [author.value for author in described("By Somebody Else", declared).authors] == [
        "Jane Doe", "John Smith", "Li Wei",
    ]  # fmt: skip


def test_an_address_is_no_author():
    declared = Declared(authors=(Evidence("meta:article:author", "https://www.facebook.com/jane"),))
    assert described("", declared).authors == ()


@pytest.mark.parametrize(
    ("head", "declared", "source", "method"),
    [
        ("BY The Site - JANE DOE", Declared(), "The Site", "byline"),
        ("KYIV, Feb 16 (Reuters) - Sirens.", Declared(), "Reuters", "dateline"),
        ("KYIV, Ukraine (AP) — Sirens.", Declared(), "Associated Press", "dateline"),
        ("", Declared(urls=(Evidence("x", "https://www.example.com/a"),)), "example.com", "url-domain"),
        (
            "KYIV (AP) - x",
            Declared(sources=(Evidence("meta:og:site_name", "The  Site"),)),
            "The Site",
            "meta:og:site_name",
        ),
    ],
)
def test_the_source_is_the_best_evidence(head, declared, source, method):
    found = described(head, declared).source
    assert found is not None
    assert (found.value, found.method) == (source, method)


def test_without_evidence_there_is_no_source():
    assert described("LONDON, March 3 - Shares rose.").source is None
