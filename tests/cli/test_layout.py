from hypothesis import given
from hypothesis import strategies as st

from searchkit.cli.layout import display_width, shorten, wrap

WORDS = st.text(st.sampled_from("ab é日́ \n"), max_size=60)


def lines(text, width):
    return [text[start:end] for start, end in wrap(text, width)]


def test_wrap_breaks_at_spaces():
    assert lines("missiles over Bakhmut", 14) == ["missiles over", "Bakhmut"]


def test_wrap_fills_a_line_to_the_last_column():
    assert lines("missiles over Bakhmut", 13) == ["missiles over", "Bakhmut"]


def test_wrap_cuts_a_word_that_is_longer_than_a_line():
    assert lines("abcdefgh", 3) == ["abc", "def", "gh"]


def test_wrap_of_nothing_is_nothing():
    assert lines(" \n ", 10) == []


@given(WORDS, st.integers(2, 20))
def test_wrapped_lines_hold_all_letters_and_fit(text, width):
    wrapped = lines(text, width)
    assert "".join("".join(wrapped).split()) == "".join(text.split())
    assert all(display_width(line) <= width for line in wrapped)


def test_wide_characters_take_two_columns_and_combining_marks_none():
    assert display_width("日本") == 4
    assert display_width("e\u0301") == 1


def test_shorten_marks_what_is_missing():
    assert shorten("Zaporizhzhia", 8) == "Zaporiz…"
    assert shorten("Kyiv", 8) == "Kyiv"


@given(WORDS, st.integers(1, 20))
def test_shortened_text_fits(text, width):
    assert display_width(shorten(text, width)) <= width
