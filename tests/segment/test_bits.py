"""Blocks of bits: every number comes back, whatever the widths of the blocks that are read together."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.segment.bits import BLOCK_ITEMS, BitColumn, BitEncoder
from searchkit.segment.container import ColumnWriter, open_container

reusing_a_folder = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@st.composite
def block_lists(draw):
    generator = np.random.default_rng(draw(st.integers(0, 2**32)))
    widths = draw(st.lists(st.integers(0, 32), min_size=1, max_size=200))
    blocks = generator.integers(0, [[1 << width] for width in widths], (len(widths), BLOCK_ITEMS))
    outliers = generator.random(blocks.shape) < draw(st.sampled_from([0, 0.01, 0.5]))
    blocks[outliers] = np.minimum(blocks[outliers] << draw(st.integers(1, 12)), 2**32 - 1)
    return blocks.astype(np.uint32)


def stored(path, parts):
    encoder = BitEncoder()
    for part in parts:
        encoder.add(part)
    writer = ColumnWriter(path)
    encoder.write(writer, "it")
    writer.finish({})
    return BitColumn(open_container(path), "it")


@reusing_a_folder
@given(block_lists(), st.data())
def test_any_blocks_come_back(segment_path, blocks, data):
    cut = data.draw(st.integers(0, len(blocks)))
    column = stored(segment_path, [blocks[:cut], blocks[cut:]])
    chosen = np.array(sorted(data.draw(st.sets(st.integers(0, len(blocks) - 1), min_size=1))))
    np.testing.assert_array_equal(column[chosen], blocks[chosen])
    np.testing.assert_array_equal(column[np.arange(len(blocks))], blocks)


@pytest.mark.parametrize("width", range(33))
def test_the_largest_numbers_of_every_width_come_back(segment_path, width):
    blocks = np.full((300, BLOCK_ITEMS), (1 << width) - 1, np.uint32)
    column = stored(segment_path, [blocks])
    np.testing.assert_array_equal(column[np.arange(300)], blocks)
    np.testing.assert_array_equal(column[np.array([299])], blocks[299:])


def test_a_number_takes_the_bits_that_it_needs(segment_path):
    blocks = np.random.default_rng(7).integers(0, 1 << 11, (1000, BLOCK_ITEMS)).astype(np.uint32)
    stored(segment_path, [blocks])
    assert segment_path.stat().st_size < blocks.size * 11 / 8 * 1.03
