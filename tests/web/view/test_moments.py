"""Dates as people read them."""

import datetime as dt

import pytest

from searchkit.article import NewsDate, Precision
from searchkit.web.view.moments import day, moment, period

START = dt.datetime(2023, 3, 9, 14, 5)
KYIV = START.replace(tzinfo=dt.timezone(dt.timedelta(hours=2)))


@pytest.mark.parametrize(
    ("precision", "shown"),
    [(Precision.YEAR, "2023"), (Precision.MONTH, "March 2023"), (Precision.DAY, "9 March 2023")],
)
def test_day_is_as_exact_as_it_is_known(precision, shown):
    assert day(NewsDate(START, precision)) == moment(NewsDate(START, precision)) == shown


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        (START, "9 March 2023, 14:05"),
        (KYIV, "9 March 2023, 14:05 +02:00"),
        (START.replace(tzinfo=dt.UTC), "9 March 2023, 14:05 UTC"),
    ],
)
def test_moment_has_its_time_zone(start, shown):
    assert moment(NewsDate(start, Precision.SECOND)) == shown


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2023", "2023"),
        ("2023-03", "March 2023"),
        ("2023-03-09", "9 March 2023"),
        ("2023-13", "2023-13"),
        ("last week", "last week"),
        ("2weeks", "2weeks"),
    ],
)
def test_limit_is_told_in_words_where_it_is_a_date(iso, shown):
    assert period(iso) == shown
