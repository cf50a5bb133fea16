"""Snippets: the best passage, on one line, with the right words marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engine.marking import Mark
from searchkit.engine.snippets import WIDTH, snippet

FILLER = "Nothing of interest happened that day in the village by the river. " * 10


@pytest.fixture
def shown(index_of, article):
    def show(body, query, **options):
        return next(iter(index_of([article("a.txt", "", body)]).search(query, **options))).snippet().marked()

    return show


def test_the_best_passage_is_shown_and_not_the_first(shown):
    body = "Missiles were mentioned once. " + FILLER + "Then missiles fell on Bakhmut itself. " + FILLER
    assert "**missiles** fell on **Bakhmut**" in shown(body, "bakhmut missiles")


def test_a_passage_begins_at_a_sentence_close_before_the_words(shown):
    assert shown(FILLER + "On Monday shells hit Bakhmut. " + FILLER, "bakhmut").startswith(
        "… On Monday shells"
    )


def test_close_to_the_end_the_passage_is_filled_from_before(shown):
    found = shown(FILLER + "Shells hit Bakhmut.", "bakhmut")
    assert found.endswith("Shells hit **Bakhmut**.")
    assert len(found) > WIDTH / 2


def test_a_repetition_of_the_headline_is_not_the_best_passage(index_of, article):
    body = "Bakhmut missiles\n\n" + FILLER + "Late in the day a missile hit Bakhmut. " + FILLER
    hit = next(iter(index_of([article("a.txt", "Bakhmut missiles", body)]).search("bakhmut missiles")))
    assert "a **missile** hit **Bakhmut**" in hit.snippet().marked()


def test_every_form_of_a_word_is_marked(shown):
    assert (
        shown("Missiles, a missile; missiles'.", "missile") == "**Missiles**, a **missile**; **missiles**'."
    )


def test_words_that_touch_are_marked_as_one(shown):
    assert shown("昨日、東京で地震。地が震える", "地震") == "昨日、東京で**地震**。地が震える"


def test_an_exact_word_marks_only_itself(shown):
    assert shown("Wagner, wagners", "=wagner") == "**Wagner**, wagners"


def test_a_phrase_marks_only_where_it_is_whole(shown):
    assert shown("coming home in coming days", '"coming days"') == "coming home in **coming** **days**"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("miss*", "**missile** near **Missouri**, no miso"),
        ("m?so", "missile near Missouri, no **miso**"),
        ("misso~", "missile near Missouri, no **miso**"),
        ('"near missouri"~3', "missile **near** **Missouri**, no miso"),
        ("miso -kyiv", "missile near Missouri, no **miso**"),
    ],
)
def test_patterns_mark_what_they_match(shown, query, expected):
    assert shown("missile near Missouri, no miso", query) == expected


def test_a_match_in_the_title_alone_shows_the_beginning(index_of, article):
    hit = next(iter(index_of([article("a.txt", "Bakhmut", FILLER)]).search("bakhmut")))
    assert hit.snippet().text.startswith("Nothing of interest")
    assert hit.snippet().marks == ()
    assert [(mark.start, mark.end) for mark in hit.title_marks] == [(0, 7)]


def test_an_article_without_text_has_an_empty_snippet(index_of, article):
    assert next(iter(index_of([article("a.txt", "Bakhmut", "")]).search("bakhmut"))).snippet().text == ""


@given(st.text(), st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9))), st.integers(1, 80))
def test_marks_lie_in_the_snippet_and_mark_what_they_marked_in_the_text(text, drawn, width):
    marks, position = [], 0
    for skip, length in drawn:
        start, end = position + skip, position + skip + length
        if end > len(text) or text[start:end].split() != [text[start:end]]:
            break
        marks.append(Mark(start, end, text[start:end]))
        position = end
    found = snippet(text, marks, {}, width)
    assert "\n" not in found.text.strip()
    assert {found.text[start:end] for start, end in found.marks} <= {mark.term for mark in marks}


class OneByOne(tuple):
    """Marks that are looked at one by one; how often is counted."""

    __slots__ = ()
    looks = 0

    def __getitem__(self, key):
        assert not isinstance(key, slice), "a part of the marks is copied for each of them"
        OneByOne.looks += 1
        return super().__getitem__(key)


def test_a_word_repeated_a_thousand_times_is_looked_at_a_few_thousand_times():
    text = "harbour " * 1000
    marks = OneByOne(Mark(start, start + 7, "harbour") for start in range(0, len(text), 8))
    assert snippet(text, marks, {}).marks
    assert OneByOne.looks < 5 * len(marks)
