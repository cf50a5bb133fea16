"""The table of outlets, and what a user adds to it."""

import pytest

from searchkit.errors import SearchkitError
from searchkit.metadata.outlets import VARIABLE, Outlets, outlets


@pytest.fixture
def table():
    return Outlets(
        [("The Daily", ["daily.example"], ["Daily Online"]), ("Other", ["x.daily.example"], ["Daily"])]
    )


def test_what_is_too_long_for_a_domain_has_no_outlet(table):
    assert table.at("a." * 120 + "daily.example") == "The Daily"
    assert table.at("a." * 121 + "daily.example") is None


@pytest.fixture
def users(tmp_path, monkeypatch):
    """Write the user's table, and have it read."""

    def write(content):
        path = tmp_path / "sources.toml"
        path.write_text(content, encoding="utf-8")
        monkeypatch.setenv(VARIABLE, str(path))
        outlets.cache_clear()
        return outlets

    yield write
    outlets.cache_clear()


@pytest.mark.parametrize("name", ["The Daily", "daily", "DAILY ONLINE", "daily.example", "www.daily.example"])
def test_an_outlet_is_known_by_its_names_in_any_case_and_by_its_domain(table, name):
    assert table.named(name) == "The Daily"


def test_the_longest_domain_that_fits_counts(table):
    assert [table.at(host) for host in ("a.daily.example", "b.x.daily.example", "mydaily.example")] == [
        "The Daily",
        "Other",
        None,
    ]


def test_an_unknown_name_has_no_outlet(table):
    assert table.named("Weekly") is None


@pytest.mark.parametrize(
    ("written", "name"),
    [("AP", "Associated Press"), ("DER SPIEGEL", "Der Spiegel"), ("Українська правда", "Ukrainska Pravda")],
)
def test_outlets_of_the_world_are_known(written, name):
    assert outlets().named(written) == name


def test_no_two_outlets_of_the_table_claim_the_same():
    from searchkit.metadata.outlets import _own  # noqa: PLC0415 - a guard of the data

    claimed = {}
    for name, domains, aliases in _own():
        for claim in (name, *domains, *aliases):
            assert claimed.setdefault(claim.casefold().removeprefix("the "), name) == name


def test_entries_of_the_user_come_first(users):
    users('["BBC"]\ndomains = ["bbc.com"]\naliases = ["BBC News"]\n["My Paper"]\ndomains = ["my.example"]')
    known = outlets()
    assert (known.named("BBC News"), known.at("my.example"), known.named("AFP")) == (
        "BBC",
        "My Paper",
        "Agence France-Presse",
    )


@pytest.mark.parametrize(
    "content", ["[broken", 'name = "x"', "[A]\ndomain = ['a']", "[A]\ndomains = 'a'", "[A]\naliases = [1]"]
)
def test_a_table_that_is_not_as_it_should_be_is_refused_by_its_name(users, content):
    read = users(content)
    with pytest.raises(SearchkitError, match=r"SEARCHKIT_SOURCES: .*sources\.toml: "):
        read()


def test_a_table_that_is_not_there_is_refused(users, monkeypatch):
    read = users("")
    monkeypatch.setenv(VARIABLE, "/nowhere/sources.toml")
    with pytest.raises(SearchkitError, match="No such file"):
        read()
