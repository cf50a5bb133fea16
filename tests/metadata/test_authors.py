"""Who wrote an article."""

import pytest

from searchkit.metadata import Declared, Evidence, describe

PROSE = "Missiles struck several regions overnight, officials said, and the air force shot most of them down."


def authors(*said, head="", tail="", source=None):
    declared = Declared(
        authors=tuple(Evidence(method, value) for method, value in said),
        sources=(Evidence("meta:og:site_name", source),) if source else (),
    )
    body = f"{head}\n\n{PROSE}\n\n{PROSE}\n\n{tail}".strip()
    return [author.value for author in describe("Missiles fall", body, declared).authors]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Jane Doe, John Smith and Li Wei", ["Jane Doe", "John Smith", "Li Wei"]),
        ("Jane Doe, Senior Reporter", ["Jane Doe"]),
        ("Political Editor Jane Doe", ["Jane Doe"]),
        ("JANE DOE in Kyiv and JOHN ROE in Moscow", ["Jane Doe", "John Roe"]),
        ("Jane Doe | BBC News", ["Jane Doe"]),
        ("Jane Doe CNN", ["Jane Doe"]),
        ("Jane Doe, MD", ["Jane Doe"]),
        ("Jane Doe jane@example.org @janedoe", ["Jane Doe"]),
        ("Jane Doe March 25, 2015", ["Jane Doe"]),
        ("Jane Doe Edited by John Roe", ["Jane Doe"]),
        ("Jane Doe (avec John Roe et Li Wei)", ["Jane Doe", "John Roe", "Li Wei"]),
        ("Von Anna Schmidt und Peter Braun", ["Anna Schmidt", "Peter Braun"]),
        ("Par Anne Dupont", ["Anne Dupont"]),
        ("Автор: Іван Петренко", ["Іван Петренко"]),
        ("[[Jane Doe]]", ["Jane Doe"]),
        ("Von Miller", ["Von Miller"]),
        ("April March", ["April March"]),
        ("Martin Luther King Jr.", ["Martin Luther King Jr."]),
        ("Ludwig van Beethoven", ["Ludwig van Beethoven"]),
        ("Staff", []),
        ("Reuters Staff", []),
        ("https://www.facebook.com/jane", []),
        ("Last Updated: January 7, 2025", []),
        ("admin", []),
    ],
)
def test_a_declared_author_is_read_as_names(value, names):
    assert authors(("json-ld:author", value)) == names


def test_a_family_name_that_comes_first_is_put_behind():
    assert authors(("meta:citation_author", "Doe, Jane")) == ["Jane Doe"]


def test_persons_come_before_organisations():
    said = ("json-ld:author", "Associated Press"), ("meta:author", "Jane Doe")
    assert authors(*said) == ["Jane Doe"]
    assert authors(said[0], head="By Jane Doe") == ["Jane Doe"]


@pytest.mark.parametrize("name", ["Mac & i", "Organization for Clean Rivers", "The Valley Newsroom"])
def test_an_organisation_stays_whole_and_counts_where_nobody_else_is_named(name):
    assert authors(("json-ld:author", name)) == [name]


def test_the_outlet_itself_is_no_person():
    said = ("json-ld:author", "Local Voice"), ("class:byline", "Jane Doe")
    assert authors(*said, source="Local Voice") == ["Jane Doe"]


def test_the_first_kind_of_declaration_that_names_a_person_is_believed():
    assert authors(("json-ld:author", "Jane Doe"), ("meta:author", "John Roe")) == ["Jane Doe"]


def test_only_the_first_element_of_the_class_of_bylines_is_believed():
    assert authors(("class:byline", "By Jane Doe"), ("class:byline", "By John Roe")) == ["Jane Doe"]


def test_a_pen_name_is_believed_where_it_links_to_all_that_its_bearer_wrote():
    assert authors(("rel:author", "creeny")) == ["creeny"]


def test_a_pen_name_gives_way_to_a_declared_organisation():
    name = "Organization for Clean Rivers"
    assert authors(("meta:author", name), ("rel:author", "creeny")) == [name]


@pytest.mark.parametrize("junk", ["Share this article", "janedoe", "Read more from our team"])
def test_an_element_is_believed_only_where_it_is_like_a_name(junk):
    assert authors(("class:byline", junk)) == []


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("By Jane Doe in Kyiv, Ukraine and John Roe in Moscow", ["Jane Doe", "John Roe"]),
        ("By JANE DOE Associated Press", ["Jane Doe"]),
        ("By Jane Doe, Berlin", ["Jane Doe"]),
        ("By Jane Doe - Senior Reporter", ["Jane Doe"]),
        ("Von Anna Schmidt und Peter Braun, Berlin", ["Anna Schmidt", "Peter Braun"]),
        ("Par Anne Dupont", ["Anne Dupont"]),
        ("Por María Pérez", ["María Pérez"]),
        ("Di Marco Rossi", ["Marco Rossi"]),
        ("di Lucia Ferrante", ["Lucia Ferrante"]),
        ("by: Dale Whitcomb", ["Dale Whitcomb"]),
        ("*By Ingrid Solheim* · July 12, 2022", ["Ingrid Solheim"]),
        ("By Tom Hale, Coast News", ["Tom Hale"]),
        ("Автор: Іван Петренко", ["Іван Петренко"]),
        ("Von Montag an gilt das neue Gesetz in allen Ländern.", []),
        ("Di Maio attacca", []),
        ("Por Dios", []),
        ("von der Leyen", []),
        ("di Maio attacca", []),
        ("By the numbers: the year so far", []),
    ],
)
def test_bylines_of_several_languages_are_read_and_sentences_are_not(head, names):
    assert authors(head=head) == names


def test_the_credit_at_the_end_names_the_authors_where_nothing_else_does():
    tail = "Reporting by Jane Doe in Kyiv and John Roe; Editing by Ann Lee"
    assert authors(tail=tail) == ["Jane Doe", "John Roe"]
    assert authors(head="By Li Wei", tail=tail) == ["Li Wei"]
