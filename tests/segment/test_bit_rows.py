"""Looking numbers up in a row of bits, against looking into a set."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.segment.bit_rows import are_set, bit_row

NUMBERS = st.lists(st.integers(0, 2999))


@pytest.mark.parametrize("dtype", [np.int32, np.int64])
@given(held=NUMBERS, asked=NUMBERS)
def test_a_bit_is_set_for_the_numbers_of_the_set_and_for_no_others(dtype, held, asked):
    row = bit_row(np.array(held, dtype), 3000)
    assert are_set(row, np.array(asked, dtype)).tolist() == [number in set(held) for number in asked]
