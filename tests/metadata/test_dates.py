"""Written dates become values, or nothing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.article import Precision
from searchkit.metadata.dates import parse_date, read_date

NINTH = dt.datetime(2023, 3, 9)


@pytest.mark.parametrize(
    "written",
    [
        "2023-03-09",
        "20230309",
        "2023/3/9",
        "March 9, 2023",
        "Mar. 9, 2023",
        "MAR 09, 2023",
        "March 9th 2023",
        "9 March 2023",
        "9-Mar-2023",
        "Thursday, March 9, 2023",
        "THURSDAY, MAR 09, 2023",
        "Thu 9 Mar 2023",
        "9. März 2023",
        "9 de marzo de 2023",
        "9 mars 2023",
        "9 березня 2023",
        "9 марта 2023",
        "  March   9,  2023 ",
    ],
)
def test_a_day_is_read_however_it_is_written(written):
    date = parse_date(written)
    assert date is not None
    assert (date.start, date.precision) == (NINTH, Precision.DAY)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-03-09T10:11:12Z", "2023-03-09T10:11:12+00:00"),
        ("2023-03-09T10:11+02:00", "2023-03-09T10:11+02:00"),
        ("2023-03-09T10:11:12.345+0200", "2023-03-09T10:11:12+02:00"),
        ("Thu, 09 Mar 2023 10:11:12 +0000", "2023-03-09T10:11:12+00:00"),
        ("Thu, 09 Mar 2023 10:11:12 GMT", "2023-03-09T10:11:12+00:00"),
        ("March 9, 2023 at 10:15 p.m. EST", "2023-03-09T22:15-05:00"),
        ("9:27 AM ET, Mon January 5, 2015", "2015-01-05T09:27"),
        ("March 9, 2023 12:05 am", "2023-03-09T00:05"),
        ("2023-03-09 00:00:00", "2023-03-09"),
        ("2023-03", "2023-03"),
        ("March 2023", "2023-03"),
        ("2023", "2023"),
        ("1678357872", "2023-03-09T10:31:12+00:00"),
        ("1678357872000", "2023-03-09T10:31:12+00:00"),
    ],
)
def test_time_zone_and_precision_are_kept(written, expected):
    assert str(parse_date(written)) == expected


@pytest.mark.parametrize("written", ["23.03.2023", "3/23/2023", "23/3/2023", "23-03-2023"])
def test_numbers_are_read_where_only_one_order_is_possible(written):
    assert str(parse_date(written)) == "2023-03-23"


@pytest.mark.parametrize("written", ["09/03/2023", "3/9/2023", "9-3-2023"])
def test_numbers_in_doubtful_order_are_refused(written):
    assert parse_date(written) is None


@pytest.mark.parametrize("written", ["Friday, March 9, 2023", "Mon, 09 Mar 2023 10:11:12 GMT"])
def test_a_wrong_weekday_refuses_the_date(written):
    assert parse_date(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "2023-02-30",
        "February 29, 2023",
        "2023-13-01",
        "2023-03-09T25:00",
        "2023-03-09T10:11:12+99:00",
        "March 9, 2023 13:00 am",
        "0001-01-01",
        "1066-10-14",
        "9 Smarch 2023",
        "",
        "yesterday",
        "12",
        "12:30",
        "March 9",
        "2023-03-09 and more",
        "9" * 5000,
    ],
)
def test_what_is_no_day_of_a_newspaper_is_refused(written):
    assert parse_date(written) is None


@given(st.text(max_size=120))
def test_no_text_raises(text):
    parse_date(text)
    read_date(text, 0)


@given(
    st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)),
    st.sampled_from(["%B %d, %Y", "%A, %d %b %Y", "%Y-%m-%d"]),
)
def test_every_day_is_read_as_itself(day, form):
    date = parse_date(day.strftime(form))
    assert date is not None
    assert date.start.date() == day


@given(st.from_regex(r"(1[789]|2[0-2])\d\d-[01]\d-[0-3]\d[T ][0-2]\d:[0-6]\d:[0-6]\d", fullmatch=True))
def test_what_programs_write_is_read_by_the_short_way_as_by_the_long_one(written):
    found = read_date(written, 0)
    assert parse_date(written) == (found.value if found and found.end == len(written) else None)
