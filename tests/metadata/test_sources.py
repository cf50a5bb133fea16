"""Which outlet published an article, by its one name."""

import tracemalloc

import pytest

from searchkit.metadata import Declared, Evidence, describe

PROSE = "Missiles struck several regions overnight, officials said, and the air force shot most of them down."


def source(head="", tail="", said=(), url=None, title="Missiles fall on the city"):
    declared = Declared(
        sources=tuple(Evidence("meta:og:site_name", name) for name in said),
        urls=(Evidence("link:canonical", url),) if url else (),
    )
    body = f"{head}\n\n{PROSE}\n\n{PROSE}\n\n{tail}".strip()
    found = describe(title, body, declared).source
    return found and (found.value, found.method, found.quote)


@pytest.mark.parametrize(
    ("said", "url", "expected"),
    [
        ("AP News", None, ("Associated Press", "meta:og:site_name", "AP News")),
        ("DER  SPIEGEL", "https://www.spiegel.de/a", ("Der Spiegel", "meta:og:site_name", "DER  SPIEGEL")),
        ("Local Voice", "https://voice.example/a", ("Local Voice", "meta:og:site_name", "Local Voice")),
        ("Local Voice GmbH", None, ("Local Voice", "meta:og:site_name", "Local Voice GmbH")),
        (
            "https://www.local.example/",
            None,
            ("local.example", "meta:og:site_name", "https://www.local.example/"),
        ),
    ],
)
def test_a_declared_source_has_the_name_that_its_outlet_is_known_by(said, url, expected):
    assert source(said=[said], url=url) == expected


def test_of_an_alias_and_a_domain_that_differ_the_domain_is_believed():
    found = source(said=["Guardian"], url="https://guardian.ng/news/a")
    assert found == ("The Guardian (Nigeria)", "url-domain", "https://guardian.ng/news/a")


def test_an_alias_means_nothing_at_the_address_of_somebody_else():
    assert source(said=["The Standard"], url="https://standard.example/a")[0] == "The Standard"


def test_an_unknown_name_at_a_known_address_is_that_of_the_outlet():
    assert source(said=["Politik aktuell"], url="https://www.spiegel.de/a")[0] == "Der Spiegel"


def test_what_an_outlet_calls_a_part_of_itself_keeps_its_name():
    assert source(said=["CNET en Español"], url="https://www.cnet.com/es/a")[0] == "CNET en Español"


@pytest.mark.parametrize("junk", ["Home", "WordPress", "My Blog", "Missiles fall on the city - Local", " | "])
def test_what_is_no_name_of_a_site_is_passed_over(junk):
    assert source(said=[junk, "Local Voice"])[0] == "Local Voice"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("By Jane Doe, Associated Press", ("Associated Press", "byline", "Associated Press")),
        ("By JANE DOE\nAP", ("Associated Press", "byline", "AP")),
        ("By Jane Doe | BBC News | March 9, 2023", ("BBC News", "byline", "BBC News")),
        ("KYIV, Feb 16 (AFP) - Sirens sounded.", ("Agence France-Presse", "dateline", "AFP")),
    ],
)
def test_the_head_of_a_text_names_the_source(head, expected):
    assert source(head) == expected


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("(Reuters)", ("Reuters", "line:attribution", "Reuters")),
        ("He saw it himself. (AP)", ("Associated Press", "line:attribution", "AP")),
        ("— Associated Press", ("Associated Press", "line:attribution", "Associated Press")),
        ("Source: TASS", ("TASS", "line:attribution", "TASS")),
        ("© 2023 The Guardian", ("The Guardian", "line:attribution", "The Guardian")),
        ("© 2023 Local Voice. All rights reserved.", ("Local Voice", "line:attribution", "Local Voice")),
        (
            "Reporting by Jane Doe in Kyiv; Editing by John Roe",
            ("Reuters", "line:reporting", "Reporting by Jane Doe in Kyiv"),
        ),
    ],
)
def test_the_last_lines_name_the_source(tail, expected):
    assert source(tail=tail) == expected


@pytest.mark.parametrize(
    "tail",
    [
        "© 2023 John Smith",
        "Smoke over the city. (AP)\n\nThe mayor said that the power was back in most of the city.",
        "Reporting by Jane Doe",
        "Jane Doe is a reporter at The Guardian.",
        "(more)",
    ],
)
def test_nobody_else_at_the_end_is_the_source(tail):
    assert source(tail=tail) is None


def test_an_address_gives_the_outlet_of_its_domain():
    url = "https://edition.cnn.com/2023/a"
    assert source(url=url) == ("CNN", "url-domain", url)


def test_an_archived_copy_is_of_the_outlet_that_it_was_made_from():
    assert (
        source(url="https://web.archive.org/web/20120216182711/http://www.spiegel.de/a")[0] == "Der Spiegel"
    )


def test_an_address_that_is_given_as_the_source_is_the_address_of_the_article():
    declared = Declared(sources=(Evidence("front-matter:source", "https://www.bbc.com/news/1"),))
    metadata = describe("Title", PROSE, declared)
    assert metadata.url is not None
    assert metadata.source is not None
    assert (metadata.url.value, metadata.source.value) == ("https://www.bbc.com/news/1", "BBC News")


def test_names_of_any_length_are_told_and_not_kept():
    source(said=("AP News",))  # what is read once is no name
    tracemalloc.start()
    try:
        for number in range(20):
            said = (Evidence("meta:source", f"{number}" + "x" * 500_000),)
            authors = (Evidence("meta:author", f"{number}" + "y" * 500_000),)
            assert describe("Title", "Text.", Declared(sources=said, authors=authors)).source is None
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 8_000_000
