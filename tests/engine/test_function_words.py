"""Two lists of English function words: of a search, and to know English from other languages."""

from searchkit.engine.function_words import FUNCTION_WORDS
from searchkit.metadata.function_words import function_words

TO_KNOW_ENGLISH = {word.encode() for word in function_words("en")}
ONLY_OF_A_SEARCH = frozenset(
    b"above along am behind below beneath beside besides beyond do done hence hers herself i me my myself no "
    b"onto others ours ourselves per same shall so theirs them therefore throughout thus toward towards "
    b"unless upon via what yours yourself yourselves".split()
)
ONLY_TO_KNOW_ENGLISH = frozenset(b"another may said says".split())


def test_words_that_only_a_search_takes_for_function_words_are_these():
    assert FUNCTION_WORDS - TO_KNOW_ENGLISH == ONLY_OF_A_SEARCH


def test_words_that_only_tell_that_a_text_is_english_are_these():
    assert TO_KNOW_ENGLISH - FUNCTION_WORDS == ONLY_TO_KNOW_ENGLISH
