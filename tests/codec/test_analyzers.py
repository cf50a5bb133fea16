import pickle
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from searchkit import analysis
from searchkit.codec.analyzers import KeywordAnalyzer, StemAnalyzer, WordAnalyzer

TEXT = "Zelenskiy’s S-300 missiles, Łódź"


def test_words_are_the_terms_of_the_analysis():
    assert [token.text for token in WordAnalyzer()(TEXT)] == [word.decode() for word in analysis.terms(TEXT)]


def test_stems_are_the_stems_of_the_words():
    assert [token.text for token in StemAnalyzer()(TEXT)] == ["zelenskiy", "s", "300", "missil", "lodz"]


def test_a_query_may_ask_for_the_words_behind_the_stems():
    assert [token.text for token in StemAnalyzer()("missiles", no_morph=True)] == ["missiles"]


@pytest.mark.parametrize("analyzer", [WordAnalyzer(), StemAnalyzer()])
def test_positions_count_every_word(analyzer):
    tokens = analyzer("the coming of the day", positions=True, start_pos=7)
    assert [token.pos for token in tokens] == [7, 8, 9, 10, 11]


@pytest.mark.parametrize("analyzer", [WordAnalyzer(), StemAnalyzer()])
def test_characters_are_those_that_a_reader_would_mark(analyzer):
    marked = [TEXT[token.startchar : token.endchar] for token in analyzer(TEXT, chars=True)]
    assert marked == ["Zelenskiy", "S", "300", "missiles", "Łódź"]


def test_composed_and_decomposed_text_give_the_same_words():
    composed, decomposed = (unicodedata.normalize(form, "Łódź Café") for form in ("NFC", "NFD"))
    words = [[token.text for token in WordAnalyzer()(text)] for text in (composed, decomposed)]
    assert composed != decomposed
    assert words == [["lodz", "cafe"]] * 2


def test_a_keyword_is_one_folded_term():
    assert [token.text for token in KeywordAnalyzer()("Zero-Hedge  News")] == ["zero hedge news"]


def test_an_empty_keyword_has_no_term():
    assert list(KeywordAnalyzer()("")) == []


@pytest.mark.parametrize("analyzer", [WordAnalyzer(), StemAnalyzer(), KeywordAnalyzer()])
@given(st.text())
@example(TEXT)
@example("missiles " + "x" * 300)
@example("\ud800")
def test_texts_are_those_of_the_tokens(analyzer, text):
    assert analyzer.texts(text) == [token.text for token in analyzer(text)]


@pytest.mark.parametrize("analyzer", [WordAnalyzer(), StemAnalyzer(), KeywordAnalyzer()])
def test_an_analyzer_survives_pickling(analyzer):
    copy = pickle.loads(pickle.dumps(analyzer))  # noqa: S301 - our own bytes
    assert [token.text for token in copy("Ab Cd")] == [token.text for token in analyzer("Ab Cd")]
