"""How much memory a build held."""

import os
import subprocess
import sys
from pathlib import Path

import held_memory
import pytest
from held_memory import HeldMemory
from waiting import until

MEGABYTE = 1 << 20

pytestmark = pytest.mark.skipif(
    not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="the system tells of no children"
)


@pytest.fixture
def looked(monkeypatch):
    """A function that waits until all has been looked at as it is now."""
    begun = []
    family = held_memory._family

    def counted(process):
        if process == os.getpid():
            begun.append(process)
        return family(process)

    def wait():
        before = len(begun)
        until(lambda: len(begun) >= before + 2)  # the first of them has ended when the second begins

    monkeypatch.setattr(held_memory, "_family", counted)
    return wait


def test_what_was_held_and_is_free_again_counts(looked):
    with HeldMemory() as nothing:
        pass
    with HeldMemory() as memory:
        held = bytearray(b"x") * (200 * MEGABYTE)
        looked()
        del held
    assert 190 * MEGABYTE < memory.peak_bytes - nothing.peak_bytes < 250 * MEGABYTE


def test_what_processes_hold_that_were_started_counts(looked):
    code = f"held = bytearray(b'x') * {200 * MEGABYTE}; print(flush=True); input()"
    with HeldMemory() as nothing:
        pass
    with HeldMemory() as memory:
        child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        child.stdout.readline()
        looked()
        child.communicate(b"\n")
    assert 190 * MEGABYTE < memory.peak_bytes - nothing.peak_bytes < 300 * MEGABYTE


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_what_a_process_shares_with_the_one_that_was_just_forked_from_it_counts_once(looked):
    held = bytearray(b"x") * (200 * MEGABYTE)
    with HeldMemory() as alone:
        pass
    with HeldMemory() as memory:
        until_told, told = os.pipe()
        child = os.fork()
        if not child:
            os.close(told)
            os.read(until_told, 1)
            os._exit(0)
        looked()
        os.close(told)
        os.close(until_told)
        os.waitpid(child, 0)
    assert memory.peak_bytes - alone.peak_bytes < 100 * MEGABYTE
    del held
