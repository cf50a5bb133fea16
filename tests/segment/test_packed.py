"""Packed columns: every number comes back, in any slice."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.segment.container import ColumnWriter, open_container
from searchkit.segment.packed import BLOCK_ITEMS, NumberColumn, PackedColumn, write_numbers, write_packed

reusing_a_folder = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
GAPS = st.one_of(st.integers(1, 3), st.integers(1, 400), st.integers(1, 100_000), st.just(2**24))
RUN = st.tuples(st.integers(0, 2), st.lists(GAPS, max_size=300)).map(lambda run: np.cumsum([run[0], *run[1]]))
RUNS = st.lists(RUN, max_size=6)


def packed(path, values):
    writer = ColumnWriter(path)
    write_packed(writer, "it", values)
    writer.finish({})
    return PackedColumn(open_container(path), "it")


def joined(runs):
    return np.concatenate([*runs, np.zeros(0, np.int64)])


@reusing_a_folder
@given(RUNS)
def test_a_packed_column_comes_back(segment_path, runs):
    values = joined(runs)
    column = packed(segment_path, values)
    assert len(column) == len(values)
    np.testing.assert_array_equal(column[0 : len(values)], values)


@pytest.mark.parametrize(
    "values",
    [
        np.zeros(0, np.int64),
        np.array([0]),
        np.array([2**32 - 1]),
        np.array([2**32 - 1, 0, 2**32 - 1, 1]),
        np.zeros(BLOCK_ITEMS, np.int64),
        np.arange(BLOCK_ITEMS + 1),
        np.random.default_rng(7).integers(0, 2**32, 5000),
    ],
    ids=["empty", "zero", "largest", "wrapping", "one full block", "one item more", "random"],
)
def test_no_column_is_too_strange(segment_path, values):
    np.testing.assert_array_equal(packed(segment_path, values)[0 : len(values)], values)


@reusing_a_folder
@given(RUNS, st.data())
def test_a_slice_is_a_slice_of_the_column(segment_path, runs, data):
    values = joined(runs)
    start = data.draw(st.integers(0, len(values)))
    end = data.draw(st.integers(start, len(values)))
    np.testing.assert_array_equal(packed(segment_path, values)[start:end], values[start:end])


def test_close_numbers_take_little_more_than_a_byte(segment_path):
    values = np.cumsum(np.random.default_rng(7).integers(1, 100, 100_000))
    packed(segment_path, values)
    assert segment_path.stat().st_size < 1.2 * len(values)


def numbers(path, values):
    writer = ColumnWriter(path)
    write_numbers(writer, "it", values)
    writer.finish({})
    return NumberColumn(open_container(path), "it")


@reusing_a_folder
@given(
    st.lists(st.one_of(st.integers(5, 8), st.integers(0, 2**32 - 1)), max_size=400).map(
        lambda items: np.array(items, np.int64)
    ),
    st.data(),
)
def test_numbers_in_any_order_come_back(segment_path, values, data):
    column = numbers(segment_path, values)
    assert len(column) == len(values)
    start = data.draw(st.integers(0, len(values)))
    end = data.draw(st.integers(start, len(values)))
    np.testing.assert_array_equal(column[start:end], values[start:end])


def test_most_of_the_numbers_being_small_is_what_counts(segment_path):
    values = np.random.default_rng(7).geometric(0.6, 100_000)
    numbers(segment_path, values)
    assert segment_path.stat().st_size < 0.35 * len(values)
