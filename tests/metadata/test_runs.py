"""Capitalised words that may be names are found in a text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.metadata.joined import CAPITALS, join
from searchkit.metadata.runs import runs, without_possessive, words_of_runs

# What a run is, as one pattern.
UPPER = f"[{''.join(sorted(CAPITALS))}]"
DOTTED = "|".join(
    rf"(?<=\b{word}\.)"
    for word in [
        "St",
        "Mt",
        "Ft",
        "ST",
        "MT",
        "FT",
        "Mr",
        "Ms",
        "Dr",
        "Lt",
        "Mrs",
        "Gen",
        "Sen",
        "Rep",
        "Gov",
        "Col",
        "Maj",
        "Sgt",
        "Adm",
        "Rev",
        "Prof",
        "Capt",
    ]
)
TOKEN = rf"{UPPER}(?:\w++(?:\.(?:{DOTTED})|(?:['’]\w++)*)|\.(?:{UPPER}\.)*|(?:['’]\w++)*)(?:-\w++)*"
SMALL = r"a(?:[lm]|nd?|sh?)|d(?:[iu]|as?|e[lnr]?|os?)|e[lns]|l(?:a|es?)|na|o[fn]|sur|the|upon|y"
GAP = r"(?:[ ][ ]?+|\n[ \t]*+(?!\n))"
RUN = re.compile(rf"(?<![\w'’]){TOKEN}(?:{GAP}(?:(?:{SMALL}){GAP}){{0,2}}(?:[dl]['’])?{TOKEN})*")
ALPHABET = "KyivÉЖa5. '’-\n\t of the St.U.S.d'l’_,„🚀"
odd_texts = st.text(alphabet=st.sampled_from(ALPHABET), max_size=80)


def found(text):
    joined = join([text])
    spans = zip(*(places.tolist() for places in runs(joined)), strict=True)
    return [joined.whole[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
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
        ("from Cote d'Ivoire to l'Europe", ["Cote d'Ivoire"]),
        ("eKyiv, o’Kyiv, 5Kyiv, no capital", []),
        ("", []),
    ],
)
def test_a_run_goes_as_far_as_a_name_may(text, expected):
    assert found(text) == expected


@given(odd_texts)
def test_runs_are_what_the_pattern_says(text):
    assert found(text) == RUN.findall(text)


@given(st.lists(odd_texts, max_size=4))
def test_the_runs_of_texts_are_those_of_each(texts):
    starts, ends = runs(joined := join(texts))
    spans = zip(starts.tolist(), ends.tolist(), strict=True)
    assert [joined.whole[start:end] for start, end in spans] == [run for text in texts for run in found(text)]


@given(odd_texts)
def test_the_words_of_runs_are_what_blanks_and_hyphens_part(text):
    joined = join([text])
    words = words_of_runs(joined)
    spans = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    split = [run.replace("-", " ").split() for run in found(text)]
    assert [joined.whole[start:end] for start, end in spans] == [word for run in split for word in run]
    assert (words.behind - words.first).tolist() == [len(run) for run in split for _ in run]


def test_the_ending_of_a_possessive_is_taken_off():
    assert [without_possessive(word) for word in ("Ukraine's", "Wales’", "KYIV'S", "O’Neill")] == [
        "Ukraine", "Wales", "KYIV", "O’Neill",
    ]  # fmt: skip
