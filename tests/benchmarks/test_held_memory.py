"""How much memory a build held."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from held_memory import HeldMemory

MEGABYTE = 1 << 20

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system has no /proc")


def test_what_was_held_and_is_free_again_counts():
    with HeldMemory() as nothing:
        pass
    with HeldMemory() as memory:
        held = bytearray(b"x") * (200 * MEGABYTE)
        time.sleep(0.3)
        del held
    assert 190 * MEGABYTE < memory.peak_bytes - nothing.peak_bytes < 250 * MEGABYTE


def test_what_processes_hold_that_were_started_counts():
    code = f"held = bytearray(b'x') * {200 * MEGABYTE}; print(flush=True); input()"
    with HeldMemory() as nothing:
        pass
    with HeldMemory() as memory:
        child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        child.stdout.readline()
        time.sleep(0.3)
        child.communicate(b"\n")
    assert 190 * MEGABYTE < memory.peak_bytes - nothing.peak_bytes < 300 * MEGABYTE


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_what_a_process_shares_with_the_one_that_was_just_forked_from_it_counts_once():
    held = bytearray(b"x") * (200 * MEGABYTE)
    with HeldMemory() as alone:
        pass
    with HeldMemory() as memory:
        subprocess.run([sys.executable, "-c", ""], preexec_fn=lambda: time.sleep(0.3), check=True)
    assert memory.peak_bytes - alone.peak_bytes < 100 * MEGABYTE
    del held
