"""Citations of articles whose files are looked at."""

import gzip
import json

import pytest

import searchkit


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Missiles\n\nMissiles fell.\n")
    records = "".join(
        json.dumps({"id": number, "title": "Rockets", "text": "x"}) + "\n" for number in range(3)
    )
    (tmp_path / "news" / "b.jsonl.gz").write_bytes(gzip.compress(records.encode()))
    searchkit.index([tmp_path / "news"], index=tmp_path / "index")
    return tmp_path


def cited(folder, query):
    with searchkit.open(folder / "index") as index:
        articles = [hit.article for hit in index.search(query)]
        return json.loads("".join(searchkit.cite(articles, "csl-json")))


@pytest.mark.parametrize("query", ["missiles", "rockets"])
def test_a_file_that_is_as_it_was_is_cited_without_a_note(folder, query):
    assert [item.get("note") for item in cited(folder, query)] == [None] * (3 if query == "rockets" else 1)


def test_a_file_that_has_changed_is_cited_as_it_was_with_a_note(folder):
    (before,) = cited(folder, "missiles")
    (folder / "news" / "a.txt").write_text("Missiles\n\nRockets fell.\n")
    (after,) = cited(folder, "missiles")
    assert after["custom"] == before["custom"]
    assert "has changed since it was indexed" in after["note"]


def test_a_file_that_is_gone_is_cited_with_a_note(folder):
    (folder / "news" / "a.txt").unlink()
    (item,) = cited(folder, "missiles")
    assert "no longer there" in item["note"]


def test_articles_of_one_file_tell_themselves_apart(folder):
    items = cited(folder, "rockets")
    assert {item["custom"]["id"] for item in items} == {f"b.jsonl.gz#{number}" for number in range(3)}
    assert len({item["id"] for item in items}) == 3


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match="form is one of bibtex, ris, csl-json"):
        searchkit.cite([], "endnote")
