"""Clutter of pasted texts, measured: the floors hold."""

import pytest
from extraction import clutter


def test_clutter_of_pasted_texts_keeps_its_floors():
    assert [figure for figure in clutter.measure_pasted() if not figure.is_kept] == []


def test_hardly_a_line_of_a_wire_text_is_taken_for_clutter():
    figures = list(clutter.measure_wires())
    if not figures:
        pytest.skip("../shared/data is not here")
    assert [figure for figure in figures if not figure.is_kept] == []
