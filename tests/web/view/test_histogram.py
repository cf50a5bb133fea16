"""Articles over time."""

import pytest

from searchkit.engine.facets import FacetCount, Facets
from searchkit.web.view.histogram import histogram


def counted(*periods):
    """Facets over articles of these days or months: one each."""
    months = sorted({period[:7] for period in periods})
    by_month = tuple(FacetCount(month, sum(p.startswith(month) for p in periods)) for month in months)
    dates = tuple(FacetCount(period, 1) for period in periods) if len(periods[0]) == 10 else by_month
    return Facets(len(periods), (), (), by_month, (), dates)


def shown(whole, asked=None, since="", until=""):
    found = histogram(whole, asked or whole, since, until)
    return [bar for bar in found.bars if bar.count]


@pytest.mark.parametrize(
    ("last", "unit"),
    [
        ("2023-11", "month"),
        ("2031-01", "quarter"),
        ("2061-01", "year"),
        ("2300-01", "decade"),
        ("2900-01", "century"),
    ],
)
def test_bars_are_as_long_as_there_is_room_for(last, unit):
    assert histogram(counted("2023-01", last), counted("2023-01", last), "", "").unit == unit


def test_bar_says_what_it_counts_and_where_that_is():
    first, _ = shown(counted("2014-02", "2022-11"))
    assert (first.label, first.since, first.until) == ("January to March 2014", "2014-01", "2014-03")


def test_few_days_are_shown_each():
    first, last = shown(counted("2023-03-09", "2023-03-11"))
    assert (first.label, first.since, last.until) == ("9 March 2023", "2023-03-09", "2023-03-11")


def test_a_stretch_that_can_be_shown_more_finely_is_shown_alone():
    whole, asked = counted("2014-02", "2018-03", "2018-05", "2022-11"), counted("2018-03", "2018-05")
    found = histogram(whole, asked, "2018", "2018")
    assert (found.unit, found.zoomed, len(found.bars)) == ("month", True, 12)
    assert [bar.label for bar in found.bars if bar.count] == ["March 2018", "May 2018"]


def test_a_month_is_shown_by_day():
    asked = counted("2018-03-04", "2018-03-30")
    found = histogram(counted("2018-03", "2018-05"), asked, "2018-03", "2018-03")
    assert (found.unit, found.zoomed) == ("day", True)


def test_a_stretch_that_cannot_is_marked_in_the_whole():
    whole = counted("2023-01", "2023-02", "2023-03", "2023-04")
    bars = shown(whole, counted("2023-02", "2023-03"), "2023-02", "2023-03")
    assert [bar.chosen for bar in bars] == [False, True, True, False]


def test_all_that_is_shown_is_not_marked():
    whole = counted("2023-01", "2023-04")
    assert [bar.chosen for bar in shown(whole, whole, "2022", "2023")] == [False, False]


def test_limits_in_words_mark_nothing():
    whole = counted("2023-01", "2023-02")
    assert [bar.chosen for bar in shown(whole, whole, "last week")] == [False, False]


def test_one_month_is_not_drawn():
    assert histogram(counted("2023-01"), counted("2023-01"), "", "") is None


def test_undated_articles_are_not_drawn():
    nothing = Facets(3, (), (), (), (), ())
    assert histogram(nothing, nothing, "", "") is None


def test_few_articles_do_not_fill_the_chart():
    assert {bar.height for bar in shown(counted("2023-01", "2023-02"))} == {50.0}


def test_bars_lie_side_by_side_within_the_width():
    bars = histogram(counted("2023-01", "2024-12"), counted("2023-01", "2024-12"), "", "").bars
    assert bars[0].left == 0
    assert bars[-1].left + bars[-1].width == pytest.approx(100, abs=0.1)


def test_one_article_beside_thousands_is_seen():
    months = ["2023-01"] * 2500 + ["2023-02"]
    lowest = min(bar.height for bar in shown(counted(*months)) if bar.count)
    assert lowest == 2.0
