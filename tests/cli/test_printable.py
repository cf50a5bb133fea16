import json

from hypothesis import given
from hypothesis import strategies as st

from searchkit.cli import printable

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]))


@given(ANY_TEXT)
def test_prose_keeps_every_offset(text):
    assert len(printable.prose(text)) == len(text)


@given(ANY_TEXT)
def test_nothing_printed_can_steer_a_terminal_or_break_a_line(text):
    for shown in (printable.prose(text), printable.path(text)):
        assert not set(shown) & {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x202E)}
        shown.encode()


@given(ANY_TEXT)
def test_json_is_utf8_and_means_the_same_to_a_program(text):
    encoded = printable.json_text(json.dumps({"title": text}, ensure_ascii=False, indent=2))
    encoded.encode()
    assert json.loads(encoded) == {"title": text}
    assert "\x1b" not in encoded
    assert "\x9b" not in encoded


def test_prose_turns_line_breaks_into_spaces_and_escapes_into_replacement_characters():
    assert printable.prose("one\ntwo\x1b[31m") == "one two�[31m"


def test_writing_from_right_to_left_stays_readable():
    assert printable.prose("\u200fכותרת") == "\u200fכותרת"


def test_paragraphs_keep_their_line_breaks():
    assert printable.paragraphs("one\n\ntwo\x07") == "one\n\ntwo�"


def test_path_shows_bytes_that_are_no_text():
    assert printable.path("caf\udce9\x1b\u202e.txt") == "caf\\xe9\\x1b\\u202e.txt"
