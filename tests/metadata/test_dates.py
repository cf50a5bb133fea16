"""Written dates become values, or nothing."""

import datetime as dt
import re

import pytest
from growth import is_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from searchkit.article import Precision
from searchkit.metadata import Declared, describe
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


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-3-9T10:11:12", "2023-03-09T10:11:12"),
        ("2023-03-09T10:11:12.123456789Z", "2023-03-09T10:11:12+00:00"),
        ("2023-03-09T10:11:12+02:00[Europe/Berlin]", "2023-03-09T10:11:12+02:00"),
        ("20230309T101112Z", "2023-03-09T10:11:12+00:00"),
        ("Thu Mar 09 10:11:12 EST 2023", "2023-03-09T10:11:12-05:00"),
        ("Thu Mar 09 2023 10:11:12 GMT+0000 (Coordinated Universal Time)", "2023-03-09T10:11:12+00:00"),
        ("3:45 PM EST, Thu March 9, 2023", "2023-03-09T15:45-05:00"),
        ("10:15 GMT, 9 March 2023", "2023-03-09T10:15+00:00"),
        ("Thursday 9 March 2023 10.15 GMT", "2023-03-09T10:15+00:00"),
        ("THU, MAR 9 20236:30 AM EST", "2023-03-09T06:30-05:00"),
        ("March 9, 2023 / 10:15 AM", "2023-03-09T10:15"),
        ("23/03/2023 à 10h15", "2023-03-23T10:15"),
        ("09.03.2023, 10:15 Uhr", "2023-03-09T10:15"),
        ("9 марта 2023 года, 10:15", "2023-03-09T10:15"),
        ("Четвер, 9 березня 2023, 10:15", "2023-03-09T10:15"),
        ("quinta-feira, 9 de março de 2023", "2023-03-09"),
        ("2023年3月9日 21時15分", "2023-03-09T21:15"),
        ("March 9, 2023 10am", "2023-03-09T10:00"),
        ("Mar 09, 2023 10:15 IST", "2023-03-09T10:15"),
    ],
)
def test_dates_are_read_as_sites_write_them(written, expected):
    assert str(parse_date(written)) == expected


@given(st.text(max_size=120))
def test_no_text_raises(text):
    parse_date(text)
    read_date(text, 0)


@pytest.mark.parametrize("unit", ["9", "March ", "2023-03-", "1.1."])
def test_junk_takes_no_longer_than_it_is_long(unit):
    def read(length):
        junk = unit * (length // len(unit))
        assert parse_date(junk) is None
        assert describe(junk, f"{junk}\n{junk}", Declared()).date is None

    assert is_in_proportion(read, 1_000_000)


@given(st.from_regex(r"[0-3]?[0-9][./-][0-3]?[0-9][./-][0-9]{4}( [0-9]{2}:[0-9]{2})?", fullmatch=True))
def test_no_day_is_read_that_the_numbers_do_not_hold(written):
    date = parse_date(written)
    if date:
        day = date.start
        numbers = [int(number) for number in re.findall(r"\d+", written)[:3]]
        assert {day.day, day.month, day.year} == set(numbers)


@given(st.datetimes(dt.datetime(1800, 1, 1), dt.datetime(2199, 12, 31)), st.integers(-14 * 60, 14 * 60))
def test_every_moment_is_read_as_itself(moment, minutes):
    moment = moment.replace(microsecond=0, tzinfo=dt.timezone(dt.timedelta(minutes=minutes)))
    assert parse_date(moment.isoformat()).start == moment


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
