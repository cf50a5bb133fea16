"""``searchkit places``: the tree on a screen, and its forms for programs."""

import csv
import io
import json

import pytest
from making import make_article

from searchkit.article import MentionedPlace, Place
from searchkit.engine.writing import build

UA = "country:UA"
UKRAINE = Place(UA, "Ukraine", "UA", ("region:europe",), 49.0, 32.0)
KYIV = Place("test:kyiv", "Kyiv", "UA", (UA, "region:europe"), 50.45, 30.52)
ODESA = Place("test:odesa", "Odesa", "UA", (UA, "region:europe"), 46.48, 30.73)
NOWHERE = Place("name:middle-earth", "Middle-earth")


def mention(place):
    return MentionedPlace(place, "gazetteer", place.name)


@pytest.fixture
def reading(tmp_path, monkeypatch):
    """Work beside an index of three articles."""
    articles = [
        make_article("a.txt", "Talks", "talks", places=[mention(UKRAINE), mention(KYIV)]),
        make_article("b.txt", "Ships", "grain", places=[mention(ODESA), mention(KYIV)]),
        make_article("c.txt", "Hobbits", "talks", places=[mention(NOWHERE)]),
    ]
    build(tmp_path / "index", articles)
    monkeypatch.chdir(tmp_path)


def rows_of(run, *arguments):
    return list(csv.DictReader(io.StringIO(run("searchkit", "places", "--csv", *arguments).out)))


def test_a_screen_shows_places_under_what_contains_them(run, reading):
    ran = run("searchkit", "places")
    assert ran.code == 0
    assert ran.out == "Ukraine       2\n  Kyiv        2\n  Odesa       1\nMiddle-earth  1\n\n3 articles\n"


def test_a_query_and_filters_choose_the_articles(run, reading):
    assert run("searchkit", "places", "talks", "--place", "Ukraine").out.endswith("\n\n1 article\n")


def test_depth_and_limit_cut_the_tree_and_say_so(run, reading):
    assert run("searchkit", "places", "--depth", "1").out.endswith(
        "3 articles; 2 more places with -n and --depth\n"
    )
    assert run("searchkit", "places", "-n", "1").out.startswith("Ukraine  2\n  Kyiv   2\n\n")
    assert [row["name"] for row in rows_of(run, "-n", "1", "--depth", "1")] == ["Ukraine"]


def test_nothing_found_is_code_1(run, reading):
    assert run("searchkit", "places", "zebra").code == 1


def test_json_has_every_place_with_its_counts(run, reading):
    answer = json.loads(run("searchkit", "places", "--json").out)
    assert answer["total"] == 3
    assert answer["places"][1] == {
        "id": "test:kyiv", "name": "Kyiv", "country": "UA", "ancestors": [UA, "region:europe"],
        "latitude": 50.45, "longitude": 30.52, "parent": UA, "depth": 2, "count": 2, "named": 2,
    }  # fmt: skip


def test_json_lines_are_the_same_places(run, reading):
    lines = run("searchkit", "places", "--jsonl").out.splitlines()
    answer = json.loads(run("searchkit", "places", "--json").out)
    assert [json.loads(line) for line in lines] == answer["places"]


def test_a_table_leaves_empty_what_is_not_known(run, reading):
    assert [row["name"] for row in rows_of(run)] == ["Ukraine", "Kyiv", "Odesa", "Middle-earth"]
    assert rows_of(run)[3] == {
        "id": "name:middle-earth", "name": "Middle-earth", "country": "", "latitude": "", "longitude": "",
        "parent": "", "count": "1", "named": "1",
    }  # fmt: skip


def test_geojson_has_the_places_that_are_named_longitude_first(run, reading):
    collection = json.loads(run("searchkit", "places", "grain", "--geojson").out)
    assert collection["type"] == "FeatureCollection"
    kyiv, odesa = collection["features"]
    assert odesa == {
        "type": "Feature",
        "id": "test:odesa",
        "geometry": {"type": "Point", "coordinates": [30.73, 46.48]},
        "properties": {
            "id": "test:odesa", "name": "Odesa", "country": "UA", "ancestors": [UA, "region:europe"],
            "count": 1, "named": 1,
        },
    }  # fmt: skip
    assert kyiv["properties"]["name"] == "Kyiv"


def test_geojson_gives_no_geometry_to_what_is_nowhere(run, reading):
    collection = json.loads(run("searchkit", "places", "hobbits", "--geojson").out)
    assert [feature["geometry"] for feature in collection["features"]] == [None]
