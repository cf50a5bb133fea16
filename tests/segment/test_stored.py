"""Stored texts come back, wherever the borders of their blocks are."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.segment.container import ColumnWriter, open_container
from searchkit.segment.stored import BLOCK_BYTES, FIRST_BLOCK_BYTES, StoredBuffer, StoredColumn

reusing_a_folder = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None
)
SOME_BYTES = random.Random(7).randbytes(4 * FIRST_BLOCK_BYTES)
BORDERS = [0, FIRST_BLOCK_BYTES, BLOCK_BYTES, FIRST_BLOCK_BYTES + BLOCK_BYTES, 2 * FIRST_BLOCK_BYTES]
LENGTHS = st.lists(
    st.builds(lambda near, more: max(near + more, 0), st.sampled_from(BORDERS), st.integers(-2, 2)),
    max_size=6,
)


def stored(path, texts):
    buffer = StoredBuffer()
    for text in texts:
        buffer.add([text])
    writer = ColumnWriter(path)
    buffer.write(writer, "it")
    writer.finish({})
    return StoredColumn(open_container(path), "it")


@reusing_a_folder
@given(LENGTHS)
def test_texts_come_back(segment_path, lengths):
    texts = [SOME_BYTES[number : number + length] for number, length in enumerate(lengths)]
    column = stored(segment_path, texts)
    assert [column[number] for number in range(len(texts))] == texts
    assert column.lengths(0, len(texts)) == lengths
    assert b"".join(column.parts(0, sum(lengths))) == b"".join(texts)


@reusing_a_folder
@given(LENGTHS, st.integers(0, 6), st.integers(0, 6))
def test_columns_laid_together_are_the_column_of_all_their_texts(segment_path, lengths, first_cut, cut):
    texts = [SOME_BYTES[number : number + length] for number, length in enumerate(lengths)]
    stored(segment_path, texts)
    expected = segment_path.read_bytes()
    buffer = StoredBuffer()
    for part in (texts[:first_cut], texts[first_cut:cut], texts[max(first_cut, cut) :]):
        buffer.extend(stored(segment_path, part), 0, len(part))
    writer = ColumnWriter(segment_path)
    buffer.write(writer, "it")
    writer.finish({})
    assert segment_path.read_bytes() == expected


@reusing_a_folder
@given(LENGTHS, st.integers(0, 6), st.integers(0, 6))
def test_some_texts_of_a_column_are_laid_together_without_the_others(segment_path, lengths, first, last):
    texts = [SOME_BYTES[number : number + length] for number, length in enumerate(lengths)]
    first, last = min(first, len(texts)), min(max(first, last), len(texts))
    stored(segment_path, [*texts[:first], *texts[last:]])
    expected = segment_path.read_bytes()
    column = stored(segment_path, texts)
    buffer = StoredBuffer()
    buffer.extend(column, 0, first)
    buffer.extend(column, last, len(texts))
    writer = ColumnWriter(segment_path)
    buffer.write(writer, "it")
    writer.finish({})
    assert segment_path.read_bytes() == expected


@pytest.mark.parametrize("count", [0, 1, 2])
def test_empty_texts_take_no_block(segment_path, count):
    column = stored(segment_path, [b""] * count)
    assert [column[number] for number in range(count)] == [b""] * count
    assert open_container(segment_path).column("it.blocks").nbytes == 0


def test_later_blocks_refer_to_the_first(segment_path):
    text = SOME_BYTES[:FIRST_BLOCK_BYTES]
    stored(segment_path, [text] * 10)
    assert segment_path.stat().st_size < 1.2 * len(text)
