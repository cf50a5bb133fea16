"""What of a text is kept."""

import sys
import unicodedata

import pytest

from searchkit.loading.drafts import Draft, clean


@pytest.mark.parametrize(("around", "last"), [("{}", 0xFFFF), ("a{}b", sys.maxunicode), ("ż{}b", 0xFFFF)])
def test_every_character_stays_unless_it_is_a_control_character_or_cuts_words(around, last):
    for number in range(last + 1):
        character = chr(number)
        if character in "\n\t":
            expected = character
        elif character in "\r\x0b\x0c\x85\u2028\u2029":
            expected = "\n"
        elif unicodedata.category(character) == "Cs":
            expected = "\ufffd"
        elif unicodedata.category(character) == "Cc" or character in "\xad\ufeff\ufffe\uffff":
            expected = ""
        else:
            expected = character
        assert clean(around.format(character)) == around.format(expected)


def test_a_clean_text_is_not_copied():
    text = "Two lines,\n\tone of them indented"
    assert clean(text) is text


@pytest.mark.parametrize(
    ("draft", "place"),
    [
        (Draft("", "", line=17), "line 17"),
        (Draft("", "", number=3), "article 3"),
        (Draft("", ""), "the file"),
    ],
)
def test_a_draft_says_where_it_stands(draft, place):
    assert draft.place == place
