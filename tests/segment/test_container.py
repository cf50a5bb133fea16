"""The segment file: what is written comes back, and what was not written is never believed."""

import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.errors import CorruptIndex, IndexTooNew
from searchkit.segment.container import BLOCK_BYTES, MAGIC, VERSION, ColumnWriter, narrow, open_container

COLUMNS = {
    "empty": np.zeros(0, np.uint8),
    "one": np.array([7], np.uint8),
    "dates": np.array([-(2**62), 0, 2**62], np.int64),
    "many": np.arange(BLOCK_BYTES, dtype=np.uint32),
}


def write(path, columns, properties=None):
    writer = ColumnWriter(path)
    for name, values in columns.items():
        writer.add(name, values)
    writer.finish(properties or {})


@pytest.fixture
def written(segment_path):
    write(segment_path, COLUMNS, {"articles": 3})
    return segment_path


def test_columns_come_back_as_they_were_written(written):
    container = open_container(written)
    for name, values in COLUMNS.items():
        np.testing.assert_array_equal(container.column(name).values, values)
        assert container.column(name).values.dtype == values.dtype


def test_properties_come_back(written):
    assert open_container(written).properties == {"articles": 3}


def test_a_slice_is_a_slice_of_the_column(written):
    column = open_container(written).column("many")
    np.testing.assert_array_equal(
        column[BLOCK_BYTES // 4 - 3 : BLOCK_BYTES // 4 + 3], np.arange(6) + BLOCK_BYTES // 4 - 3
    )


def test_columns_cannot_be_written_to(written):
    with pytest.raises(ValueError, match="read-only"):
        open_container(written).column("one").values[0] = 1


def test_nothing_has_the_name_before_it_is_finished(segment_path):
    writer = ColumnWriter(segment_path)
    writer.add("one", b"1")
    assert not segment_path.exists()
    writer.abandon()
    assert list(segment_path.parent.iterdir()) == []


@given(st.lists(st.integers(0, 2**64 - 1)))
def test_narrowing_keeps_every_number(numbers):
    assert narrow(np.array(numbers, np.uint64)).tolist() == numbers


@pytest.mark.parametrize(
    ("largest", "width"), [(0, 1), (255, 1), (256, 2), (65535, 2), (65536, 4), (2**32, 8)]
)
def test_narrowing_takes_the_fewest_bytes(largest, width):
    assert narrow(np.array([0, largest])).itemsize == width


def test_every_single_cut_is_found(segment_path):
    write(segment_path, {"one": b"abc"})
    whole = segment_path.read_bytes()
    for length in range(len(whole)):
        segment_path.write_bytes(whole[:length])
        with pytest.raises(CorruptIndex):
            open_container(segment_path)


def test_every_flipped_byte_is_found_or_changes_nothing(segment_path):
    write(segment_path, {"one": b"abc", "two": b"defg"})
    whole = segment_path.read_bytes()
    unused = set(range(12, 16)) | set(range(19, 64)) | set(range(67, 128)) | set(range(16, 64))
    for place in set(range(len(whole))) - unused:
        segment_path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        try:
            container = open_container(segment_path)
            values = [container.column(name).values.tobytes() for name in ("one", "two")]
        except CorruptIndex:
            continue
        assert values == [b"abc", b"defg"]


def test_a_fault_names_file_and_column(written):
    data = bytearray(written.read_bytes())
    place = data.index(np.arange(1000, 1010, dtype=np.uint32).tobytes())
    data[place] ^= 1
    written.write_bytes(data)
    with pytest.raises(CorruptIndex, match=r"MAIN_test\.seg, column many: checksum") as caught:
        _ = open_container(written).column("many").values
    assert caught.value.column == "many"


def test_a_fault_elsewhere_in_a_column_does_not_keep_its_sound_part_from_being_read(written):
    data = bytearray(written.read_bytes())
    data[data.index(np.arange(1000, 1010, dtype=np.uint32).tobytes())] ^= 1
    written.write_bytes(data)
    column = open_container(written).column("many")
    assert column[BLOCK_BYTES - 2 : BLOCK_BYTES].tolist() == [BLOCK_BYTES - 2, BLOCK_BYTES - 1]


def test_a_newer_format_says_so(written):
    data = bytearray(written.read_bytes())
    struct.pack_into("<I", data, len(MAGIC), VERSION + 1)
    written.write_bytes(data)
    with pytest.raises(IndexTooNew) as caught:
        open_container(written)
    assert (caught.value.found, caught.value.supported) == (VERSION + 1, VERSION)


def test_a_foreign_file_is_refused(segment_path):
    segment_path.write_bytes(json.dumps({"columns": {}}).encode() * 10)
    with pytest.raises(CorruptIndex, match="not a searchkit segment"):
        open_container(segment_path)


def test_a_missing_file_is_named(segment_path):
    with pytest.raises(CorruptIndex, match="missing"):
        open_container(segment_path)


def test_a_missing_column_is_named(written):
    with pytest.raises(CorruptIndex, match="column nothing: the column is missing"):
        open_container(written).column("nothing")
