"""Terms in numpy: the same order and the same numbers as byte strings have in Python."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.segment.terms import Terms, terms_of, united

# Few letters, so that many terms begin alike, and pieces of eight bytes end anywhere.
_TERMS = st.lists(
    st.one_of(
        st.text("ab", min_size=1, max_size=20).map(str.encode),
        st.binary(min_size=1, max_size=40).map(lambda term: term.replace(b"\0", b"a").replace(b"\n", b"b")),
    ),
    unique=True,
    max_size=30,
)


@given(st.lists(_TERMS, min_size=1, max_size=3))
def test_terms_of_several_parts_stand_once_in_byte_order(parts: list[list[bytes]]) -> None:
    """Also where they begin alike, or one is the beginning of another."""
    vocabulary, _ = united([terms_of(part) for part in parts])
    assert _strings(vocabulary) == sorted({term for part in parts for term in part})


@given(st.lists(_TERMS, min_size=1, max_size=3))
def test_each_term_has_its_place(parts: list[list[bytes]]) -> None:
    """The places follow the parts, and their terms."""
    vocabulary, places = united([terms_of(part) for part in parts])
    ordered = _strings(vocabulary)
    assert [ordered[place] for place in places.tolist()] == [term for part in parts for term in part]


@pytest.mark.parametrize("length", [1, 7, 8, 9, 16, 17, 255])
def test_the_last_byte_tells_terms_apart(length: int) -> None:
    """Wherever a piece ends."""
    terms = [b"a" * (length - 1) + last for last in (b"\xff", b"b", b"\x01")]
    assert united([terms_of(terms)])[1].tolist() == [2, 1, 0]


@given(_TERMS, st.data())
def test_chosen_terms_come_in_the_order_that_is_asked_for(terms: list[bytes], data: st.DataObject) -> None:
    """Any of them, also twice."""
    chosen = data.draw(st.lists(st.integers(0, max(len(terms) - 1, 0)), max_size=9 if terms else 0))
    found = terms_of(terms).where(np.array(chosen, np.int64))
    assert _strings(found) == [terms[number] for number in chosen]


def _strings(terms: Terms) -> list[bytes]:
    return terms.blob.tobytes().split(b"\n")[:-1]
