"""Lengths of runs come back, and give where the runs start."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.segment.container import ColumnWriter, open_container
from searchkit.segment.runs import Starts, read_lengths, write_lengths

reusing_a_folder = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
LENGTHS = st.lists(
    st.one_of(st.integers(0, 3), st.integers(250, 260), st.integers(65530, 65540), st.integers(0, 2**32 - 1))
)


def stored(path, lengths):
    writer = ColumnWriter(path)
    write_lengths(writer, "it", np.array(lengths, np.int64))
    writer.finish({})
    return open_container(path)


@reusing_a_folder
@given(LENGTHS)
def test_lengths_come_back(segment_path, lengths):
    assert read_lengths(stored(segment_path, lengths), "it").tolist() == lengths


@reusing_a_folder
@given(LENGTHS)
def test_a_run_starts_where_the_one_before_ends(segment_path, lengths):
    starts = Starts(stored(segment_path, lengths), "it")
    assert starts.values.tolist() == [sum(lengths[:number]) for number in range(len(lengths) + 1)]
    assert len(starts) == len(lengths) + 1
    assert starts[0:1].tolist() == [0]


@pytest.mark.parametrize(
    ("lengths", "most"),
    [([1] * 10_000, 16), ([1, 2] * 5000, 10_012), ([1] * 9_999 + [10**6], 10_016), ([300, 301] * 50, 212)],
    ids=["all equal", "small", "one large", "two bytes"],
)
def test_lengths_take_the_fewest_bytes(segment_path, lengths, most):
    assert stored(segment_path, lengths).column("it").nbytes <= most
