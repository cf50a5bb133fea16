import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engine.tables import Table, cell

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        " =1",
        "\n=1",
        "\u3000=1",
        "\ufeff=1",
        "\u200b=1",
        "＝1",
        "＋1",
        "－1",
        "＠A",
    ],
)
def test_cell_is_never_a_formula(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Kyiv", "", "a=b", "1-2"])
def test_cell_leaves_other_text_alone(text):
    assert cell(text) == text


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_rows_come_back_from_csv_but_for_the_apostrophe_of_formulas(rows):
    read = list(csv.reader(io.StringIO(Table(("one", "two"), tuple(rows)).csv(), newline="")))
    assert read == [["one", "two"], *([cell(item) for item in row] for row in rows)]


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\r", "\u202e", "\u2066"])
def test_cell_neither_speaks_to_a_terminal_nor_reorders_what_is_shown(sign):
    assert cell(f"a{sign}b") == "a\N{REPLACEMENT CHARACTER}b"


def test_list_is_one_cell_and_none_an_empty_one():
    assert Table(("places", "date"), ((["Kyiv", "Lviv"], None),)).csv() == "places,date\nKyiv; Lviv,\n"
