"""Memory that a query frees is there for the next one."""

import platform
import subprocess
import sys
from textwrap import dedent

import pytest

ROWS = """
    import resource
    import numpy as np
    {}
    def faults():
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        for _ in range(10):
            rows = [np.ones(1 << 17) for _ in range(6)]
            del rows
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    faults()
    print(faults())
"""
KEEPING = "from searchkit.engine.memory import keep_what_is_freed; keep_what_is_freed()"


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="what the GNU C library does")
def test_rows_of_all_articles_are_not_faulted_in_again():
    without, with_it = (
        int(subprocess.check_output([sys.executable, "-c", dedent(ROWS).replace("{}", line)]))
        for line in ("", KEEPING)
    )
    assert with_it < min(100, without / 10)
