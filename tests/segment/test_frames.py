"""Frames are unpacked when they say that they hold no more than they may."""

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from searchkit.errors import CorruptIndex
from searchkit.segment import frames


def unpacked(frame, most):
    return frames.unpacked(memoryview(frame), most, "a.segment", "it")


@given(st.lists(st.binary(), max_size=3))
def test_parts_come_back(parts):
    packed = frames.packed([memoryview(part) for part in parts])
    assert [unpacked(frame, len(part)) for frame, part in zip(packed, parts, strict=True)] == parts


@pytest.mark.parametrize(
    "frame",
    [
        zstandard.compress(bytes(101)),
        zstandard.ZstdCompressor(write_content_size=False).compress(bytes(100)),
        zstandard.compress(bytes(100))[:-1],
        b"",
    ],
    ids=["larger", "of no size", "cut", "nothing"],
)
def test_what_is_not_whole_or_too_large_is_refused(frame):
    with pytest.raises(CorruptIndex, match=r"a\.segment, column it"):
        unpacked(frame, 100)


@given(st.binary(max_size=40), st.integers(0, 40))
def test_garbage_is_told_or_takes_no_more_than_it_may(garbage, place):
    frame = bytearray(zstandard.compress(bytes(100)))
    frame[place : place + len(garbage)] = garbage
    try:
        assert len(unpacked(bytes(frame), 100)) <= 100
    except CorruptIndex as fault:
        assert "column it" in str(fault)  # noqa: PT017 - where nothing is raised, nothing went wrong
