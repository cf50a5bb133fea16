"""``searchkit show``: each value with its evidence, and the clutter of the page marked."""

import json

import pytest
from making import make_article

from searchkit.article import Clutter, MentionedPlace, Place
from searchkit.engine.writing import build

TITLE = "Bakhmut holds"
BODY = "Share on WhatsApp\nThe Bakhmut garrison holds. Read more\n\nArtemivsk is its old name."
TEXT = f"{TITLE}\n\n{BODY}"
BAKHMUT = Place("test:bakhmut", "Bakhmut", "UA", ("country:UA", "test:unknown"), 48.594, 38.0)


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def shown(run, tmp_path, monkeypatch):
    """What the command prints of an article, with some options."""
    mention = MentionedPlace(
        BAKHMUT, "gazetteer", "Bakhmut", (span("Bakhmut"), span("Artemivsk")), confidence=0.95, focus=0.5
    )
    clutter = [Clutter("share", span("Share on WhatsApp")), Clutter("related", span("Read more"))]
    article = make_article(
        "a.txt",
        TITLE,
        BODY,
        modified="2023-03-10",
        places=[mention],
        clutter=clutter,
        authors=["Ann Example"],
    )
    build(tmp_path / "index", [article, make_article("bare.txt", "", "words")])
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: run("searchkit", "show", *arguments).out


def test_a_place_comes_with_its_words_its_certainty_and_where_it_is(shown):
    assert (
        "place     Bakhmut (UA)  gazetteer: “Bakhmut”, “Artemivsk”; 2 mentions, confidence 0.95, focus 0.50\n"
        "          in Ukraine, test:unknown, 48.59 38.00\n"
    ) in shown("a.txt")


def test_a_change_is_another_value_than_publication(shown):
    assert "date      –\nmodified  2023-03-10  test: " in shown("a.txt")


def test_what_is_not_known_is_a_dash(shown):
    lines = shown("bare.txt").splitlines()
    unknown = [line.split()[0] for line in lines if line.endswith(" –")]
    assert unknown == ["date", "modified", "source", "author", "place", "language", "url"]


def test_lines_of_clutter_are_marked_and_pieces_of_lines_as_well(shown):
    out = shown("a.txt")
    assert "clutter   share, related, marked ┊ below" in out
    assert "\n┊ Share on WhatsApp\nThe Bakhmut garrison holds. ┊Read more┊\n\nArtemivsk is" in out


def test_json_has_everything(shown):
    article = json.loads(shown("a.txt", "--json"))
    assert article["modified"]["value"] == "2023-03-10"
    assert article["modified"]["precision"] == "day"
    assert article["date"] is None
    (place,) = article["places"]
    assert place["value"]["ancestors"] == ["country:UA", "test:unknown"]
    assert [place[name] for name in ("count", "confidence", "focus")] == [2, 0.95, 0.5]
    assert place["spans"] == [list(span("Bakhmut")), list(span("Artemivsk"))]
    assert article["clutter"][0] == {"kind": "share", "span": list(span("Share on WhatsApp"))}
    assert article["author"] == [
        {"value": "Ann Example", "method": "test", "quote": "Ann Example", "span": None}
    ]
