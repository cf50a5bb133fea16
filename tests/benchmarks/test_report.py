"""Figures in a table."""

import datetime as dt

import pytest
from comparing import agreement, distance
from report import Row, figure, percentile, run_name, table


@pytest.mark.parametrize(("percent", "expected"), [(50, 2), (75, 3), (95, 4), (99, 4), (100, 4)])
def test_a_percentile_is_one_of_the_values(percent, expected):
    assert percentile([4, 1, 3, 2], percent) == expected


def test_a_figure_has_a_ratio_to_the_baseline_behind_it():
    rows = [Row("term, p50, ms", {"searchkit": 0.1, "tantivy": 0.4})]
    assert table(rows) == [
        "| | searchkit | tantivy |",
        "|---|---:|---:|",
        "| term, p50, ms | 0.100 (0.25) | 0.400 |",
    ]


def test_what_an_engine_cannot_do_is_empty_and_rows_without_figures_are_left_out():
    rows = [Row("a", {"fts5": 2.0}), Row("b", {"bm25s": 3.0}, has_ratio=False), Row("c", {})]
    assert table(rows)[2:] == ["| a | 2.00 |  |", "| b |  | 3.00 |"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0, "0"), (0.01234, "0.0123"), (1.239, "1.24"), (45.67, "45.7"), (1234.5, "1,234"), (100, "100")],
)
def test_figures_show_three_digits_that_count(value, expected):
    assert figure(value) == expected


def test_a_run_is_named_by_date_and_machine():
    assert run_name(dt.date(2024, 3, 1), "2 cores (Xeon)") == "2024-03-01-2-cores-xeon"


def test_numbers_of_matches_agree_within_a_quarter_or_three():
    assert agreement([100, 3, 10, 80], [124, 0, 20, 100]) == 0.75


def test_nothing_agrees_or_not_where_nothing_is_counted():
    assert agreement([None], [1]) is None
    assert agreement([1], []) is None


def test_best_titles_are_apart_when_under_half_are_shared_counting_repeated_ones():
    assert distance([["a", "a", "b", "c"]], [["a", "a", "x", "y"]]) == 0
    assert distance([["a", "b", "c", "d"]], [["a", "a", "x", "y"]]) == 1
    assert distance([[]], [[]]) == 0
    assert distance([["a"]], []) is None
