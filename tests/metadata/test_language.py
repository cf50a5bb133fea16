"""The language of an article: what is declared counts, unless the text clearly says otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.metadata import Declared, Evidence, describe
from searchkit.metadata.function_words import words_by_language
from searchkit.metadata.language import SAMPLE, find_language, find_languages

ENGLISH = "Officials said that the bridge had been closed, and that repairs would take the rest of the week."
GERMAN = "Die Brücke wurde in der Nacht gesperrt, und die Arbeiten werden bis zum Ende der Woche dauern."
UKRAINIAN = "Міст закрили вночі, і роботи триватимуть до кінця тижня, повідомили в міській раді."
BASQUE = "Zubia gauean itxi zuten eta lanek aste amaiera arte iraungo dutela jakinarazi du udalak gaur."


def declared(value):
    return (Evidence("html:lang", value),)


def code(text, stated=None):
    found = find_language(text, declared(stated) if stated else ())
    return found and found.value


@pytest.mark.parametrize(
    ("stated", "expected"), [("en-US", "en"), ("de", "de"), ("pt_BR", "pt"), ("English please", None)]
)
def test_what_is_declared_is_a_code_of_two_letters(stated, expected):
    assert code("", stated) == expected


def test_what_is_declared_says_where():
    found = find_language(ENGLISH, declared("en-GB"))
    assert (found.value, found.method, found.quote, found.span) == ("en", "html:lang", "en-GB", None)


@pytest.mark.parametrize(
    ("text", "expected", "method"),
    [
        (ENGLISH, "en", "detected:function-words"),
        (GERMAN, "de", "detected:function-words"),
        (UKRAINIAN, "uk", "detected:py3langid"),
        (
            "Η γέφυρα έκλεισε τη νύχτα και τα έργα θα διαρκέσουν ως το τέλος της εβδομάδας.",
            "el",
            "detected:script",
        ),
        ("橋は夜のうちに閉鎖され、工事は週末まで続くという。", "ja", "detected:script"),
        (BASQUE, "eu", "detected:py3langid"),
    ],
)
def test_a_text_tells_its_language(text, expected, method):
    found = find_language(text, ())
    assert (found.value, found.method) == (expected, method)


def test_what_was_detected_says_from_which_characters():
    text = f"Bridge closed\n\n{ENGLISH * 9}"
    found = find_language(text, ())
    assert (found.quote, found.span) == (text[:SAMPLE], (0, SAMPLE))


@pytest.mark.parametrize(
    "text",
    ["", "Bakhmut", "Kyiv, 9 March", "Shr 1.78 vs 1.64. Net 117 mln vs 106 mln. Sales 2.02 bn vs 1.85"],
)
def test_a_text_that_is_too_short_or_no_prose_has_no_language(text):
    assert code(text) is None


def test_a_table_with_enough_function_words_has_a_language():
    assert (
        code("Net 117 mln vs 106 mln in 1986. Shr 1.78 vs 1.64, which was the best that it had in 87/88.")
        == "en"
    )


def test_two_function_words_are_enough_for_english_in_plain_letters():
    found = find_language("Ecuador ratifies the suspension of debt payments, foreign banks declare", ())
    assert (found.value, found.method) == ("en", "detected:function-words")


def test_a_mixed_text_has_no_language():
    english = "We leave with him and they stay."
    german = "Wir gehen mit ihm und sie bleiben hier."
    assert code(f"{english} {german}") is None


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        (GERMAN, "en", "de"),
        ("Міст закрили вночі, але він буде відкритий уже через тиждень, бо так сказали.", "en", "uk"),
        (ENGLISH, "de", "en"),
    ],
)
def test_a_text_that_clearly_says_otherwise_is_believed_more_than_its_file(text, stated, expected):
    assert code(text, stated) == expected


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Bakhmut", "uk"),
        (BASQUE, "es"),
        ("Båten ble stengt, og de som var med, må nå vente til etter helgen.", "da"),
    ],
)
def test_a_text_that_is_not_clear_does_not_contradict_its_file(text, stated):
    assert code(text, stated) == stated


def test_title_and_body_are_looked_at_together():
    found = describe(
        "Die Brücke ist gesperrt", "Die Arbeiten werden bis zum Ende der Woche dauern.", Declared()
    )
    assert found.language.value == "de"


@given(st.text(), st.lists(st.text(), max_size=2))
def test_any_text_has_one_language_or_none_and_always_the_same(text, stated):
    evidence = [Evidence("json:lang", value) for value in stated]
    assert find_language(text, evidence) == find_language(text, evidence)


def test_function_words_are_written_in_small_letters_and_stand_once():
    table = words_by_language()
    assert len(table) > 20
    for words in table.values():
        assert len(words) > 50
        assert all(word == word.lower() and word.isalpha() for word in words)


def test_each_of_several_texts_has_the_language_that_it_has_alone():
    texts = [BASQUE, ENGLISH, "", UKRAINIAN, GERMAN, UKRAINIAN]
    stated = [(), declared("de"), declared("fr"), declared("uk"), (), ()]
    alone = [find_language(*one) for one in zip(texts, stated, strict=True)]
    assert find_languages(texts, stated) == alone
