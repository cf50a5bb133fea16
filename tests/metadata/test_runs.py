"""Capitalised words that may be names are found in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.metadata.runs import RUN, split_run, starts_of, without_possessive


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (
            "They met in South\n    Korea, then in Rostov-on-Don.",
            ["They", "South\n    Korea", "Rostov-on-Don"],
        ),
        ("the Isle of Man, the Republic of the Congo", ["Isle of Man", "Republic of the Congo"]),
        ("from Rio de\nJaneiro to St. Louis.", ["Rio de\nJaneiro", "St. Louis"]),
        ("the U.S. and N.Y.-based banks. Kyiv.", ["U.S. and N.Y.-based", "Kyiv"]),
        ("Ukraine's and Wales' teams; O’Neill", ["Ukraine's and Wales", "O’Neill"]),
        ("A title\n\nIn Łódź", ["A", "In Łódź"]),
        ("eKyiv, o’Kyiv, 5Kyiv, no capital", []),
    ],
)
def test_a_run_goes_as_far_as_a_name_may(text, runs):
    assert RUN.findall(text) == runs


@given(st.text(alphabet=st.sampled_from("KyivÉa. '’-\n of the St.U.S.5_"), max_size=80))
def test_the_words_of_a_run_stand_where_they_are_said_to(text):
    for run in RUN.findall(text):
        parts = split_run(run)
        assert parts
        for part, start in zip(parts, starts_of(run, parts), strict=True):
            assert run[start : start + len(part)] == part
            assert start == 0 or run[start - 1] in "- \n\t"


def test_the_ending_of_a_possessive_is_taken_off():
    assert [without_possessive(word) for word in ("Ukraine's", "Wales’", "KYIV'S", "O’Neill")] == [
        "Ukraine", "Wales", "KYIV", "O’Neill",
    ]  # fmt: skip
