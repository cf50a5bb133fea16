"""The language of texts is found as often as it was, and never wrongly."""

import pytest
from extraction import languages, shared_data


@pytest.fixture(scope="module")
def figures():
    return languages.measure()


def test_the_language_of_texts_keeps_its_floors(figures):
    assert [figure for figure in figures if not figure.is_kept] == []


def test_the_public_news_was_measured_too(figures):
    if not shared_data.DATA.exists():
        pytest.skip("the public collections are not here")
    assert len(figures) == 6
