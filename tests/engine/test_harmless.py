from hypothesis import given
from hypothesis import strategies as st

from searchkit.engine.harmless import harmless

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]))


@given(ANY_TEXT)
def test_every_offset_stays_true(text):
    assert len(harmless(text)) == len(text)


@given(ANY_TEXT)
def test_what_is_left_can_be_sent(text):
    harmless(text).encode()


def test_signs_that_steer_or_turn_are_replaced():
    assert harmless("a\x1b[0m \u202eb\u2066c\ud800") == "a\ufffd[0m \ufffdb\ufffdc\ufffd"


def test_lines_and_marks_of_direction_stay():
    assert harmless("one\n\ttwo \u200f\u05db") == "one\n\ttwo \u200f\u05db"
