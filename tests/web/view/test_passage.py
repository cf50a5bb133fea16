"""Texts in pieces: marked words, clutter, evidence."""

from hypothesis import given
from hypothesis import strategies as st

from searchkit.web.view.passage import Evidence, paragraphs, pieces


def texts(found):
    return ["".join(piece.text for piece in paragraph.pieces) for paragraph in found]


def test_marked_words_are_pieces_of_their_own():
    found = pieces("In Bakhmut today", [(3, 10)])
    assert [(piece.text, piece.marked) for piece in found] == [
        ("In ", False),
        ("Bakhmut", True),
        (" today", False),
    ]


def test_lines_of_a_page_width_are_joined():
    body = ("word " * 12).strip() + "\n" + ("more " * 12).strip() + "\nthe end"
    assert len(paragraphs(body, (), (), ())) == 1


def test_long_lines_are_paragraphs():
    assert texts(paragraphs("long " * 40 + "\n" + "also " * 40, (), (), ())) == [
        ("long " * 40).strip(),
        ("also " * 40).strip(),
    ]


def test_indented_lines_begin_paragraphs():
    assert texts(paragraphs("One.\n    Two.\n    Three.", (), (), ())) == ["One.", "Two.", "Three."]


def test_short_lines_keep_their_breaks():
    (poem,) = paragraphs("Roses are red\nviolets are blue\nand so on", (), (), ())
    assert poem.lines


def test_line_of_clutter_is_dimmed_as_a_whole():
    share, prose = paragraphs("Share this\n\nThe news.", (), [((0, 10), "share")], ())
    assert (share.clutter, prose.clutter) == (True, False)


def test_clutter_within_a_line_is_dimmed_alone():
    (line,) = paragraphs("By Olha 5 Min Read", (), [((8, 18), "reading-time")], ())
    assert [(piece.text, piece.clutter) for piece in line.pieces] == [
        ("By Olha ", ""),
        ("5 Min Read", "reading-time"),
    ]


def test_evidence_can_be_linked_to():
    (line,) = paragraphs(
        "KYIV, Dec 16 (Agency)", (), (), [Evidence("from-date", (6, 12)), Evidence("no", (30, 31))]
    )
    assert [(piece.text, piece.anchor) for piece in line.pieces] == [
        ("KYIV, ", ""),
        ("Dec 16", "from-date"),
        (" (Agency)", ""),
    ]


SPANS = st.lists(st.integers(0, 60), max_size=8, unique=True).map(
    lambda edges: list(zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False))
)


@given(st.text(alphabet="ab \n", max_size=60), SPANS, SPANS, SPANS)
def test_nothing_but_blanks_is_lost(body, marks, clutter, evidence):
    kinds = [(span, "share") for span in clutter]
    found = paragraphs(body, marks, kinds, [Evidence("x", span) for span in evidence])
    assert "".join("".join(texts(found)).split()) == "".join(body.split())
    assert not any(piece.text == "" for paragraph in found for piece in paragraph.pieces)
