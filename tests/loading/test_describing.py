"""Drafts of several files are described together."""

import pytest

from searchkit.article import Origin
from searchkit.loading.describing import Describing
from searchkit.loading.drafts import Draft

ONE = Draft("A bridge is closed", "It was closed in Bakhmut.")
OTHER = Draft("Missiles fall", "They fell on Kyiv.", key="7")


def origin(path):
    return Origin("/articles", path, 20, 1_700_000_000_000_000_000, "")


@pytest.fixture
def taken():
    """The ids of the articles that were handed over."""
    return []


def add_two(describing, taken):
    describing.add(ONE, origin("a.txt"), lambda article: taken.append(article.id))
    describing.add(OTHER, origin("b.jsonl"), lambda article: taken.append(article.id))


def test_little_text_waits_for_more(taken):
    add_two(Describing(), taken)
    assert taken == []


def test_what_waits_is_handed_over_in_its_order_at_the_end(taken):
    describing = Describing()
    add_two(describing, taken)
    describing.finish()
    assert taken == ["a.txt", "b.jsonl#7"]


def test_what_was_handed_over_is_not_handed_over_again(taken):
    describing = Describing()
    add_two(describing, taken)
    describing.finish()
    describing.finish()
    assert len(taken) == 2


def test_enough_text_does_not_wait(taken, monkeypatch):
    monkeypatch.setattr("searchkit.loading.describing._CHARACTERS_AHEAD", len(ONE.title) + len(ONE.body))
    add_two(Describing(), taken)
    assert taken == ["a.txt"]


def test_many_drafts_do_not_wait_however_short_they_are(taken, monkeypatch):
    monkeypatch.setattr("searchkit.loading.describing._MOST_AHEAD", 1)
    add_two(Describing(), taken)
    assert taken == ["a.txt", "b.jsonl#7"]


def test_where_nothing_waits_nothing_is_described(monkeypatch):
    monkeypatch.setattr("searchkit.metadata.describe_all", lambda _: pytest.fail("it is asked for"))
    Describing().finish()
