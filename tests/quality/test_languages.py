"""The language of texts is found as often as it was, and never wrongly."""

import pytest
from extraction import languages, shared_data


@pytest.mark.parametrize("figure", languages.measure(), ids=lambda figure: figure.name)
def test_a_figure_keeps_its_floor(figure):
    assert figure.is_kept, f"{figure.value:.3f} where {figure.floor:g} was pinned"


def test_the_public_news_was_measured_too():
    if not shared_data.DATA.exists():
        pytest.skip("the public collections are not here")
    assert len(languages.measure()) == 6
