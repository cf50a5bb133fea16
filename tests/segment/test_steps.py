"""Numbers that are stored by the steps between them come back."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.errors import CorruptIndex
from searchkit.segment.container import ColumnWriter, open_container
from searchkit.segment.runs import write_lengths
from searchkit.segment.steps import read_steps, write_steps

reusing_a_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def stored(path, write, values):
    writer = ColumnWriter(path)
    writer.add("what the numbers are of", bytes(len(values)))
    write(writer, "it", np.array(values, np.int64))
    writer.finish({})
    return open_container(path)


@reusing_a_folder
@given(st.lists(st.one_of(st.integers(0, 300), st.integers(0, 2**31 - 1))))
def test_numbers_come_back(segment_path, values):
    assert read_steps(stored(segment_path, write_steps, values), "it").tolist() == values


def test_numbers_near_each_other_take_less_than_a_byte(segment_path):
    values = np.cumsum(np.random.default_rng(7).integers(-1, 3, 10_000)) + 10_000
    assert stored(segment_path, write_steps, values).column("it").nbytes < len(values) / 2


@pytest.mark.parametrize("steps", [[1], [2, 5], [2**32 - 2] * 3], ids=["down", "up and down", "up"])
def test_steps_that_lead_out_of_bounds_are_refused(segment_path, steps):
    with pytest.raises(CorruptIndex, match="column it"):
        read_steps(stored(segment_path, write_lengths, steps), "it")
