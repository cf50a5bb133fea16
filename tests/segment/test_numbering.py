"""Numbers of words: each word of each text has the number of its spelling, and no two share one."""

import tracemalloc
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit import analysis
from searchkit.segment import numbering
from searchkit.segment.numbering import WordNumbers

LETTERS = st.sampled_from(["a", "b", "Z", "7", "ж", "é", "基", "\U00020bb7", "'s", "\0", "\x01"])
LONG_WORDS = st.lists(LETTERS, min_size=7, max_size=20).map("".join) | st.builds(
    lambda letter, length: letter * length, LETTERS, st.integers(250, 270)
)
TEXTS = st.text(st.characters(exclude_categories=())) | st.lists(LONG_WORDS, max_size=5).map(" ".join)


def check(texts, numbers):
    numbered = numbers.number(texts)
    found = [numbers.words[number] for number in numbered.words.tolist()]
    assert found == [term for text in texts for term in analysis.terms(text)]
    assert numbered.lengths.tolist() == [len(analysis.terms(text)) for text in texts]


@given(st.lists(st.lists(TEXTS, max_size=4), max_size=3))
def test_numbers_stand_for_the_terms_of_each_text(batches):
    numbers = WordNumbers()
    for texts in batches:
        check(texts, numbers)
    assert len(set(numbers.words)) == len(numbers.words)


@given(st.lists(st.lists(TEXTS, max_size=4), max_size=3), st.integers(1, 9))
def test_a_long_text_has_the_numbers_of_its_parts(batches, longest):
    with mock.patch.object(numbering, "_LONGEST_TEXT", longest):
        numbers = WordNumbers()
        for texts in batches:
            check(texts, numbers)


def test_a_long_text_takes_little_memory_beside_itself():
    text = "Ships wait for grain. " * 200_000
    tracemalloc.start()
    try:
        WordNumbers().number([text])
        assert tracemalloc.get_traced_memory()[1] < 16 * len(text)
    finally:
        tracemalloc.stop()


def test_words_that_begin_or_end_alike_have_numbers_of_their_own():
    stem = "abcdefgh"
    words = [stem[:length] for length in range(1, 9)]
    words += [stem * 2, stem * 3, stem + "a", "a" + stem, stem * 2 + "a", stem + "bcdefgh", "bcdefgh" + stem]
    numbers = WordNumbers()
    check([" ".join(words)], numbers)
    assert len(numbers.words) == len(words)


def test_words_that_are_cut_to_the_same_term_share_a_number():
    numbers = WordNumbers()
    assert len(set(numbers.number(["x" * 256 + " " + "x" * 300 + " " + "x" * 255]).words.tolist())) == 1


@pytest.mark.parametrize("bits", [0, 3])
def test_a_table_in_which_all_words_collide_gives_the_same_numbers(bits, monkeypatch):
    monkeypatch.setattr(numbering.secrets, "randbits", lambda _: bits)
    texts = [" ".join(f"w{number}" for number in range(300)), "w7 w299 another"]
    numbers = WordNumbers()
    check(texts, numbers)
    check(texts, numbers)


def test_the_table_grows_with_the_vocabulary(monkeypatch):
    monkeypatch.setattr(numbering, "_SLOTS_OF_FIRST_TABLE", 4)
    numbers = WordNumbers()
    for first in range(0, 3000, 500):
        check([" ".join(f"{number} longerthanapiece{number}" for number in range(first))], numbers)
    assert len(numbers.words) == 2 * 2500
