import datetime as dt

import pytest

from searchkit.codec.schema import schema
from searchkit.query import parse


def day(text):
    return f"{text}T00:00:00+02:00", f"{text}T23:59:59.999999+02:00"


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-03-09", "2023-03-09", "2023-03-09"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2023-01-31..2023-02", "2023-01-31", "2023-02-28"),
        ("today", "2023-03-10", "2023-03-10"),
        ("Yesterday", "2023-03-09", "2023-03-09"),
        ('"this week"', "2023-03-06", "2023-03-12"),
        ('"last  week"', "2023-02-27", "2023-03-05"),
        ('"last month"', "2023-02-01", "2023-02-28"),
        ('"last year"', "2022-01-01", "2022-12-31"),
        ('"last 3 days"', "2023-03-07", "2023-03-10"),
        ('"3 days ago"', "2023-03-07", "2023-03-07"),
        ("2weeks..today", "2023-02-24", "2023-03-10"),
        ('"last week..yesterday"', "2023-02-27", "2023-03-09"),
        ("1month..1day", "2023-02-10", "2023-03-09"),
    ],
)
def test_a_date_reaches_from_its_first_moment_to_its_last(date, value, first, last):
    assert date(value) == (day(first)[0], day(last)[1])


@pytest.mark.parametrize(
    ("value", "limits"),
    [
        ("2023-03-05..", (day("2023-03-05")[0], None)),
        ("..2022", (None, day("2022-12-31")[1])),
        ("2weeks..", (day("2023-02-24")[0], None)),
        ("2023-03-09T14:00", ("2023-03-09T14:00:00+02:00", "2023-03-09T14:00:59.999999+02:00")),
        ('"2023-03-09 14:00:30"', ("2023-03-09T14:00:30+02:00", "2023-03-09T14:00:30.999999+02:00")),
        ("2023-03-09T14:00Z", ("2023-03-09T16:00:00+02:00", "2023-03-09T16:00:59.999999+02:00")),
        ("2023-03-09T14:00-05:00", ("2023-03-09T21:00:00+02:00", "2023-03-09T21:00:59.999999+02:00")),
    ],
)
def test_open_ends_and_times(date, value, limits):
    assert date(value) == limits


def test_a_day_in_summer_has_the_offset_of_summer(date):
    assert date("2023-07-01")[0] == "2023-07-01T00:00:00+03:00"


def test_a_month_ago_is_the_last_day_of_a_shorter_month():
    now = dt.datetime(2023, 3, 31, tzinfo=dt.UTC)
    (resolved,) = parse("date:1month..", schema=schema(), places=lambda _: [], now=lambda: now).dates
    assert resolved.start == dt.datetime(2023, 2, 28, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "characters", "reason"),
    [
        ("2023-02-30", "2023-02-30", "February 2023 goes from 01 to 28"),
        ("2023-00", "00", "01 to 12"),
        ("0000", "0000", "1000"),
        ("9999", "9999", "9998"),
        ("2023-03-09..2023-02-31", "2023-02-31", "01 to 28"),
        ("2023-03..2023-02", "2023-03..2023-02", "ends before it begins"),
        ("..", "..", "at least one end"),
        ("2023...2024", ".2024", "2023-02..2023-03"),
        ("march", "march", "2023-03-09"),
        ("09/03/2023", "09/03/2023", "2023-03-09"),
        (">2023", ">2023", "2023-03-05.."),
        ("2023-03-09T24:00", "24:00", "23:59"),
        ("2023-03-09T", "", "14:00"),
        ("2days", "2days", '2days.. for all since then, or "2 days ago"'),
        ("9999years..", "9999years", "before the year 1000"),
        ("last week", "last", 'date:"last week"'),
        ("２０２３", "２０２３", "2023-03-09"),
    ],
)
def test_what_is_no_date_is_refused_where_it_stands(fault, marked, value, characters, reason):
    error = fault(f"date:{value}")
    assert reason in error.reason
    assert marked(f"date:{value}") == characters
    if characters:
        assert error.offset == 5 + value.index(characters)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("2023/03/09", "2023-03-09"),
        ("2023-3", "2023-03"),
        ("3/2023", "2023-03"),
        ("9.3.2023", "2023-03-09 or 2023-09-03"),
        ("25/12/2022", "2022-12-25"),
        ("12/25/2022", "2022-12-25"),
        ('"9 March 2023"', "2023-03-09"),
        ('"Mar. 9th, 2023"', "2023-03-09"),
        ('"march 2023"', "2023-03"),
        ("9-Mar-2023", "2023-03-09"),
    ],
)
def test_a_date_of_another_form_is_told_as_it_is_written_here(fault, value, meant):
    assert fault(f"date:{value}").reason.endswith(f": {meant}")


def test_a_day_that_is_not_in_the_calendar_is_no_date_of_another_form(fault):
    assert "or 2023, a range" in fault("date:2023/02/30").reason
