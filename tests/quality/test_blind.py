"""Whole pages that were judged before the rules met them: the floors hold."""

import pytest
from extraction import blind


@pytest.mark.parametrize("figure", list(blind.measure()), ids=lambda figure: figure.name)
def test_a_figure_of_whole_pages_reaches_its_floor(figure):
    assert figure.is_kept, figure
