"""Clutter of pasted texts, measured: the floors hold."""

import pytest
from extraction import clutter
from extraction.shared_data import records


@pytest.mark.parametrize("figure", list(clutter.measure_pasted()), ids=lambda figure: figure.name)
def test_a_figure_of_the_pasted_texts_reaches_its_floor(figure):
    assert figure.is_kept, figure


def test_hardly_a_line_of_a_wire_text_is_taken_for_clutter():
    if not records(clutter.WIRES[0]):
        pytest.skip("../shared/data is not here")
    assert all(figure.is_kept for figure in clutter.measure_wires())
