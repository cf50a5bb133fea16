"""Memory that a query frees is there for the next one."""

import ctypes
import os
import subprocess
import sys
from textwrap import dedent

import pytest

ROWS = """
    import ctypes
    import numpy as np
    {}
    rows = [np.ones(1 << 17) for _ in range(6)]
    del rows

    class Arenas(ctypes.Structure):  # mallinfo(3)
        _fields_ = [(name, ctypes.c_size_t) for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "free", "top"
        )]

    ask = ctypes.CDLL(None).mallinfo2
    ask.restype = Arenas
    print(ask().free)
"""
KEEPING = "from searchkit.engine.memory import keep_what_is_freed; keep_what_is_freed()"
BYTES = 6 << 20
"""Of the rows."""


def kept(line):
    """How many bytes the allocator has at hand when a program with this line has freed its rows."""
    settings = ("MALLOC_", "GLIBC_TUNABLES", "LD_PRELOAD")  # of whoever runs the tests, for the allocator
    environ = {name: value for name, value in os.environ.items() if not name.startswith(settings)}
    program = dedent(ROWS).replace("{}", line)
    return int(subprocess.check_output([sys.executable, "-c", program], env=environ))


@pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="the C library is not GNU's, or does not tell"
)
def test_rows_of_all_articles_are_not_faulted_in_again():
    assert kept("") < BYTES <= kept(KEEPING)
