"""Lengths of runs come back, and give where the runs start."""

import struct

import numpy as np
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.errors import CorruptIndex
from searchkit.segment.container import ColumnWriter, open_container
from searchkit.segment.runs import Starts, read_lengths, write_lengths

reusing_a_folder = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
LENGTHS = st.lists(
    st.one_of(st.integers(0, 3), st.integers(250, 260), st.integers(65530, 65540), st.integers(0, 2**32 - 1))
)


def stored(path, lengths):
    writer = ColumnWriter(path)
    writer.add("what the lengths are of", bytes(len(lengths)))
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
    [
        ([1] * 10_000, 16),
        ([1, 2] * 2000, 4012),
        ([1, 2] * 5000, 60),
        ([1] * 3_999 + [10**6], 4016),
        ([300, 301] * 50, 212),
    ],
    ids=["all equal", "small", "many", "one large", "two bytes"],
)
def test_lengths_take_the_fewest_bytes(segment_path, lengths, most):
    assert stored(segment_path, lengths).column("it").nbytes <= most


@pytest.mark.parametrize("largest", [200, 60_000, 2**32 - 1])
def test_many_lengths_come_back(segment_path, largest):
    lengths = np.random.default_rng(7).geometric(0.3, 5000)
    lengths[::1000] = largest
    assert read_lengths(stored(segment_path, lengths), "it").tolist() == lengths.tolist()


def forged(path, count, width, frame):
    writer = ColumnWriter(path)
    writer.add("what the lengths are of", bytes(1 << 13))
    writer.add("it", struct.pack("<III", count, width, 0) + frame)
    writer.finish({})
    return open_container(path)


@pytest.mark.parametrize(
    ("count", "width", "frame"),
    [
        (5000, 9, zstandard.compress(bytes(5001))),
        (5000, 9, zstandard.compress(bytes(4999))),
        (5000, 10, zstandard.compress(bytes(5000))),
        (5000, 11, zstandard.compress(bytes(15_000))),
        (5000, 8, b""),
        (5000, 9, b"no frame"),
        (5000, 9, b""),
        (2**32 - 1, 9, zstandard.compress(bytes(1 << 20))),
        (5000, 9, zstandard.ZstdCompressor(write_content_size=False).compress(bytes(5000))),
    ],
    ids=["more", "fewer", "wider", "odd", "none", "garbage", "empty", "endless", "of no size"],
)
def test_packed_lengths_that_are_not_what_they_say_are_refused(segment_path, count, width, frame):
    container = forged(segment_path, count, width, frame)
    with pytest.raises(CorruptIndex, match="column it"):
        read_lengths(container, "it")


@reusing_a_folder
@given(st.binary(max_size=80))
def test_garbage_is_no_lengths_or_told(segment_path, garbage):
    writer = ColumnWriter(segment_path)
    writer.add("it", garbage)
    writer.finish({})
    try:
        lengths = read_lengths(open_container(segment_path), "it")
    except CorruptIndex as fault:
        assert "column it" in str(fault)  # noqa: PT017 - where nothing is raised, nothing went wrong
    else:
        assert len(lengths) <= segment_path.stat().st_size


@reusing_a_folder
@given(LENGTHS)
def test_runs_are_as_long_whether_their_starts_are_known_or_not(segment_path, lengths):
    starts = Starts(stored(segment_path, lengths), "it")
    assert starts.sizes().tolist() == lengths
    assert len(starts) == len(lengths) + 1
    assert starts.sizes().tolist() == lengths
