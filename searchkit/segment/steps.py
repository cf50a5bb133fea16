"""Numbers of which each is near the one before, read all at once: stored by the steps from one to the next.

A step up of *n* is written as 2 *n*, a step down of *n* as 2 *n* - 1, all of them like the lengths of runs.
"""

from __future__ import annotations

import numpy as np

from searchkit.errors import CorruptIndex
from searchkit.segment.container import Columns, Container
from searchkit.segment.runs import read_lengths, write_lengths

_SIGN_BIT = 63


def write_steps(writer: Columns, name: str, values: np.ndarray) -> None:
    """Write integers (int64) from 0 to 2**31 - 1 as one column."""
    steps: np.ndarray = np.diff(values, prepend=0).astype(np.int64)
    write_lengths(writer, name, steps << 1 ^ steps >> _SIGN_BIT)


def read_steps(container: Container, name: str) -> np.ndarray:
    """The numbers that :func:`write_steps` wrote: uint32.

    Raises:
        CorruptIndex: something else was written.
    """
    written = read_lengths(container, name)
    values = np.cumsum(written >> 1 ^ -(written & 1))
    if len(values) and (values.min() < 0 or values.max() > np.iinfo(np.uint32).max):
        raise CorruptIndex(str(container.path), "a step leads out of bounds", name)
    return values.astype(np.uint32)
