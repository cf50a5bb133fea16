"""Clutter of a page: stored and shown, not searched."""

import pytest

from searchkit.article import Clutter

TITLE = "A bridge is closed"
BEFORE = "The barge ran into the pier."
FURNITURE = "Share on WhatsApp"
AFTER = "Nobody was hurt by it."
BODY = f"{BEFORE}\n{FURNITURE}\n{AFTER}"
SPAN = (len(TITLE) + 2 + BODY.index(FURNITURE), len(TITLE) + 2 + BODY.index(FURNITURE) + len(FURNITURE))


@pytest.fixture
def index(index_of, article):
    return index_of([article("a.txt", TITLE, BODY, clutter=[Clutter("share", SPAN)])])


@pytest.mark.parametrize(
    "query",
    [
        "whatsapp",
        "body:whatsapp",
        "=whatsapp",
        "whats*",
        "whatsap~",
        '"on whatsapp"',
        '"pier share"',
        "share",
    ],
)
def test_its_words_are_not_found(index, query):
    assert len(index.search(query)) == 0


@pytest.mark.parametrize("query", ["barge", "hurt", '"barge ran"', "body:pier", '"pier nobody"'])
def test_the_words_around_it_are_found(index, query):
    assert len(index.search(query)) == 1


def test_the_stored_text_is_complete(index):
    assert index.get("a.txt").body == BODY
    assert index.get("a.txt").clutter == (Clutter("share", SPAN),)
    assert next(iter(index.search("barge"))).text == BODY


def test_a_snippet_passes_it_over(index):
    assert next(iter(index.search("barge hurt"))).snippet().marked() == (
        "The **barge** ran into the pier. Nobody was **hurt** by it."
    )


def test_marks_lie_in_the_complete_text_and_never_in_clutter(index):
    hit = next(iter(index.search("hurt OR whatsapp")))
    assert [hit.text[mark.start : mark.end] for mark in hit.marks] == ["hurt"]
