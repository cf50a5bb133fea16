"""Dates of real pages, where they are here, and of pasted texts keep their floors."""

import pytest
from extraction import dates


def test_dates_of_pasted_texts_keep_their_floors():
    assert [figure for figure in dates.measure_texts() if not figure.is_kept] == []


def test_dates_of_web_pages_keep_their_floors():
    figures = dates.measure_pages()
    if not figures:
        pytest.skip("../shared/data/pages is not here")
    assert [figure for figure in figures if not figure.is_kept] == []
