"""CSL-JSON: an array of items, with nothing in them that the schema does not know."""

import json

import pytest

from searchkit.citing import csl

# Of the properties that schema 1.0.2 allows in an item, those that could be wanted here, and their types.
ALLOWED = {
    "id": str,
    "type": str,
    "title": str,
    "author": list,
    "container-title": str,
    "issued": dict,
    "language": str,
    "URL": str,
    "note": str,
    "custom": dict,
}


def test_an_item_has_all_that_is_known(citation, dates):
    item = csl.item(
        citation(
            title="Missiles fall",
            authors=("Ann Example",),
            source="Reuters",
            date=dates["day"],
            language="en",
            url="https://example.org/a",
        )
    )
    assert item == {
        "id": "example2023-0123456789ab",
        "type": "article-newspaper",
        "title": "Missiles fall",
        "author": [{"literal": "Ann Example"}],
        "container-title": "Reuters",
        "issued": {"date-parts": [[2023, 3, 9]]},
        "language": "en",
        "URL": "https://example.org/a",
        "custom": {"id": "a.txt", "file": "/news/a.txt", "sha256": "ab" * 32},
    }
    assert {name: type(value) for name, value in item.items()}.items() <= ALLOWED.items()


@pytest.mark.parametrize(
    ("precision", "parts"), [("year", [2023]), ("month", [2023, 3]), ("minute", [2023, 3, 9])]
)
def test_a_date_is_as_exact_as_it_is_known(citation, dates, precision, parts):
    assert csl.item(citation(date=dates[precision]))["issued"] == {"date-parts": [parts]}


def test_a_file_that_is_not_what_it_was_is_noted(citation):
    assert "no longer there" in csl.item(citation(now=None))["note"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_items_come_as_one_array(citation, count):
    pieces = list(csl.array(citation(title=f"{number}") for number in range(count)))
    assert [item["title"] for item in json.loads("".join(pieces))] == [f"{number}" for number in range(count)]
    assert len(pieces) == count + 1


def test_a_path_that_is_no_text_is_escaped(citation):
    (item,) = json.loads("".join(csl.array([citation(path="/n/caf\udce9.txt")])).encode())
    assert item["custom"]["file"] == "/n/caf\\xe9.txt"
