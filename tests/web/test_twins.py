"""JSON and CSV say what the terminal says."""

import csv
import io
import json
import re
from urllib.parse import quote

import pytest

import searchkit
from searchkit.web import application
from searchkit.web.state import article_path


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_search_is_what_the_library_answers(ask, index_path):
    answer = ask("/search.json?q=missiles&limit=3&offset=1&sort=-date")
    with searchkit.open(index_path) as index:
        expected = index.search("missiles", limit=3, offset=1, sort="-date", fold=True).to_dict()
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == expected


@pytest.mark.parametrize(
    ("parameters", "options"),
    [
        ("q=missiles+ceasefire&match=any", {"text": "missiles ceasefire", "match": "any"}),
        ("q=air+defence&phrase=true", {"text": "air defence", "phrase": True}),
        ("q=(air&literal=true", {"text": "(air", "literal": True}),
        ("place=Bakhmut", {"text": "", "place": "Bakhmut"}),
        ("about=Ukraine&since=2023-03", {"text": "", "about": "Ukraine", "since": "2023-03"}),
        ("source=Steppe+Report&until=2023", {"text": "", "source": "Steppe Report", "until": "2023"}),
        ("language=en", {"text": "", "language": "en"}),
    ],
)
def test_every_parameter_reaches_the_library(ask, index_path, parameters, options):
    with searchkit.open(index_path) as index:
        expected = index.search(**options, fold=True).to_dict()
    assert expected["total"]
    assert ask(f"/search.json?{parameters}").json() == expected


def test_search_as_a_table(ask):
    found = rows(ask("/search.csv?q=missiles&limit=2"))
    assert [row["rank"] for row in found] == ["1", "2"]
    assert set(found[0]) >= {"id", "title", "date", "source", "places"}


def test_table_is_saved_under_a_name_of_its_own(ask):
    headers = ask("/search.csv?q=missiles").headers
    assert headers["Content-Disposition"] == 'attachment; filename="search.csv"'
    assert headers["Content-Type"] == "text/csv; charset=utf-8"


def test_article_with_its_provenance(ask, index_path):
    answer = ask("/article.json/overnight-salvo.txt")
    with searchkit.open(index_path) as index:
        assert answer.json() == json.loads(json.dumps(index.get("overnight-salvo.txt").to_dict()))


def test_article_as_a_table_has_a_row_a_value(ask):
    found = rows(ask("/article.csv/bakhmut-missiles.txt"))
    assert [row["field"] for row in found][:3] == ["id", "title", "date"]
    assert next(row for row in found if row["field"] == "date")["method"]


def test_counts(ask, index_path):
    with searchkit.open(index_path) as index:
        expected = index.facets("missiles", limit=2).to_dict()
    assert ask("/facets.json?q=missiles&limit=2").json() == expected
    counts = rows(ask("/facets.csv?q=missiles&limit=2"))
    assert [row["value"] for row in counts if row["facet"] == "source"] == [
        count["value"] for count in expected["source"]
    ]


def test_similar_articles(ask, index_path):
    with searchkit.open(index_path) as index:
        expected = index.similar("overnight-salvo.txt", limit=3, place="Ukraine", fold=True).to_dict()
    assert expected["hits"]
    assert ask("/similar.json/overnight-salvo.txt?limit=3&place=Ukraine").json() == expected
    assert len(rows(ask("/similar.csv/overnight-salvo.txt?limit=3"))) == 3


def test_copies_are_one_hit_unless_they_are_asked_for(ask_copies):
    (folded,) = ask_copies("/search.json?q=storm").json()["hits"]
    assert (folded["copies"], len(folded["copy_sources"])) == (2, 2)
    assert len(ask_copies("/search.json?q=storm&copies=show").json()["hits"]) == 3
    others = {"a.md", "b.md", "c.md"} - {folded["id"]}
    assert {hit["id"] for hit in ask_copies(f"/copies.json/{folded['id']}").json()["hits"]} == others
    assert {row["id"] for row in rows(ask_copies(f"/copies.csv/{folded['id']}"))} == others


def test_completions(ask):
    (first, *_) = ask("/complete.json?prefix=missi").json()["completions"]
    assert first["value"].startswith("missi")
    assert ask("/complete.json?field=source&prefix=step").json()["completions"][0]["value"] == "Steppe Report"


def test_misspelt_query_says_what_may_have_been_meant(ask):
    assert ask("/search.json?q=misiles").json()["suggestion"] == "missiles"


@pytest.mark.parametrize("key", ["../up?#%2f", "half \ud83d", "a//b", "naïve.json", "x\r\ny"])
def test_article_is_found_under_any_key_of_a_record(tmp_path, asker, key):
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": key, "title": "Storm", "text": "A storm came."}) + "\n"
    )
    searchkit.index([tmp_path / "a.jsonl"], index=tmp_path / "index")
    ask = asker(application(tmp_path / "index"))
    (hit,) = ask("/search.json?q=storm").json()["hits"]
    for page in ("/article", "/article.json", "/article.csv", "/similar", "/similar.json"):
        assert ask(article_path(hit["id"], page)).status_code == 200
    assert ask("/search?q=storm").status_code == 200
    assert ask("/search.csv?q=storm").status_code == 200


def test_title_that_is_a_formula_is_none_in_a_table(tmp_path, asker):
    (tmp_path / "a.md").write_text("# =HYPERLINK(1)\n\nA storm came.\n")
    searchkit.index([tmp_path / "a.md"], index=tmp_path / "index")
    (row,) = rows(asker(application(tmp_path / "index"))("/search.csv?q=storm"))
    assert row["title"] == "'=HYPERLINK(1)"


def test_where_nothing_is_asked_twins_answer_what_the_page_shows(ask):
    shown = re.findall(r'<h3><a href="/article/([^"]+)"', ask("/search").text)
    assert [quote(hit["id"]) for hit in ask("/search.json").json()["hits"]] == shown
    assert [quote(row["id"]) for row in rows(ask("/search.csv"))] == shown
