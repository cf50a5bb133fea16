"""Dates, sources and authors from what stands between headline and prose."""

import pytest

from searchkit.metadata import Declared, Evidence, describe, read_masthead

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
        ("March 9, 2023\nLast Updated 2 hours ago", "2023-03-09", "line:date"),
        ("March 9, 2023 10:15 AM · Updated 14 min ago", "2023-03-09T10:15", "line:date"),
        ("March 9, 2023 10:15 AM GMT+1 Updated 2 years ago", "2023-03-09T10:15+01:00", "line:date"),
        ("Jane Doe – Mar 9, 2023 10:15 am | 214", "2023-03-09T10:15", "line:date"),
        ("09.03.2023, 10.15 Uhr • aus DER SPIEGEL 12/2023", "2023-03-09T10:15", "line:date"),
        ("Post by oldsalt » 9 Mar 2023, 10:15", "2023-03-09T10:15", "line:date"),
        ("Posted by Jane Doe on March 9, 2023", "2023-03-09", "line:published"),
        ("BY The Site - JANE DOE - THURSDAY, MAR 09, 2023", "2023-03-09", "byline"),
        ("By Jane Doe | March 9, 2023", "2023-03-09", "byline"),
        ("By Jane Doe Published March 9, 2023", "2023-03-09", "byline"),
        ("Share\n\nThursday, 9 March 2023, 10:15", "2023-03-09T10:15", "line:date"),
        ("KYIV, Feb 16, 2023 (Reuters) - Air raid sirens sounded.", "2023-02-16", "dateline"),
        ("KYIV, March 9, 2023 - Air raid sirens sounded.", "2023-03-09", "dateline"),
        ("PARIS, 9 mars 2023 (AFP) - Air raid sirens sounded.", "2023-03-09", "dateline"),
        ("Kyiv, March 9, 2023 /NewsWire/ -- Air raid sirens sounded.", "2023-03-09", "dateline"),
        ("March 9, 2023 / 10:15 AM / CBS News", "2023-03-09T10:15", "line:date"),
        ("By Jane Doe, Site News 9 March 2023 • 10:15am", "2023-03-09T10:15", "byline"),
        ("Anna Weller\n9 March 2023", "2023-03-09", "line:date"),
        ("Thursday, March 2, 2023\nSearch\nMar 9, 2023 10:15 AM", "2023-03-09T10:15", "line:date"),
        ("Issued on: 23/03/2023 - 10:15Modified: 24/03/2023 - 10:20", "2023-03-23T10:15", "line:published"),
        (
            "PUBLISHED THU, MAR 9 20236:30 AM ESTUPDATED THU, MAR 9 20239:11 AM EST",
            "2023-03-09T06:30-05:00",
            "line:published",
        ),
        ("Veröffentlicht am 09.03.2023 | Lesedauer: 3 Minuten", "2023-03-09", "line:published"),
        ("Опубликовано: 9 марта 2023, 10:15", "2023-03-09T10:15", "line:published"),
        ("发布时间：2023年03月09日 10:15", "2023-03-09T10:15", "line:published"),
        (
            "Jane Doe\nDonated bridges hold, and the ferries of the town may rest at last\nMarch 9, 2023",
            "2023-03-09",
            "line:date",
        ),
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
        "Thursday, 9 March 2023\nPublished 3 hours ago",
        "Donnerstag, 9. März 2023\nStand: vor 2 Stunden",
        "Domingo 7 de mayo de 2023\nHace 5 horas",
        "E-Paper 09.03.2023",
        "Livre publié le 3 novembre 2011",
        "KYIV, Feb 16 (Reuters) - Air raid sirens sounded.",
        "Published in 2021, the book tells of the war.",
        "Posted March 9, 2023, the video shows smoke above the river and people running.",
        "March 9, 2023 was a bad day for everybody who lives here, the mayor said.",
        f"{PROSE}\n\nMarch 9, 2023",
        f"{PROSE}\n\n{PROSE}\n\nPublished March 9, 2023",
        "Military situation in the region on March 8, 2023:",
        "2 hours ago",
        "Published yesterday at 10:15",
        "Thu 9 March",
        "A man fishes in the river, Thursday, March 9, 2023",
        "Photo: Jane Doe, March 9, 2023",
        "Missiles in Leith, March 9, 2023",
        "Jane Doe | March 9, 2023 | 214",
        "© The Site, March 9, 2023",
        "Date: 9 March 2023\nTime: 10:15\nVenue: town hall",
        f"{PROSE}\n\n— The Club (@TheClub) March 9, 2023",
        f"{PROSE}\n\nRelated\n\nA Short Headline\n\nMarch 9, 2023, 10:15",
        f"March 9, 2023\n{PROSE}\nMarch 10, 2023",
    ],
)
def test_no_date_is_invented(head):
    assert described(head).date is None


def test_a_line_below_the_text_that_says_when_it_was_published_is_read():
    found = describe("Title", f"{PROSE}\n\n{PROSE}\n\nFirst published: 9 March 2023", Declared()).date
    assert found is not None
    assert (str(found.value), found.method) == ("2023-03-09", "line:published")


@pytest.mark.parametrize(
    "foot",
    [
        "Comments\n\nPosted 9 March 2023, 10:15",
        "Related\n\nA headline\n\nPublished 9 March 2023",
        "Published 9 March 2023\n\nPublished 8 March 2023",
        "Terms of use, last updated 25 May 2018",
        "9 March 2023",
    ],
)
def test_a_day_below_the_text_that_may_be_another_s_is_not_read(foot):
    assert describe("Title", f"{PROSE}\n\n{PROSE}\n\n{foot}", Declared()).date is None


def test_a_dateline_without_a_headline_above_it_is_read():
    found = describe("KYIV, March 9, 2023 - Missiles fell on the city.", PROSE, Declared()).date
    assert found is not None
    assert (str(found.value), found.method, found.span) == ("2023-03-09", "dateline", (6, 19))


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
        ("By Jane Doe (Reuters)", ["Jane Doe"]),
        ("Par Anne Dupont (Castelnaudary (Aude), envoyée spéciale)", ["Anne Dupont"]),
        ("par Anne Dupont, envoyée spéciale à Die (Drôme)", ["Anne Dupont"]),
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


def test_the_day_above_the_menu_of_a_site_is_that_of_the_visit():
    masthead = read_masthead("Dam breaks", "The Post\nThursday, March 9, 2023\nHome\nWorld\n\nIt rained.")
    assert masthead.published == []


def test_a_term_is_no_day_of_publication():
    masthead = read_masthead("Concorso", "Scadenza: 30 settembre 2023\n\nPossono partecipare tutti.")
    assert masthead.published == []


def test_a_day_in_the_title_that_a_line_repeats_is_believed():
    published = read_masthead("RIVER REPORT, MARCH 9, 2023", "March 9, 7pm ET\n\nIt rained.").published
    assert [str(date.value) for date in published] == ["2023-03-09"]


def test_a_byline_of_an_outlets_staff_names_the_outlet_and_the_day():
    found = described("By Coastal Report staff - TUESDAY, MAY 23, 2023")
    assert (str(found.date.value), found.source.value, found.authors) == ("2023-05-23", "Coastal Report", ())
