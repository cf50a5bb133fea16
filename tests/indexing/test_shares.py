"""How files are divided among processes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.indexing import shares
from searchkit.indexing.memory import Budget
from searchkit.indexing.shares import share_out, useful_jobs
from searchkit.loading.files import DEFAULT_MAX_BYTES, FileStamp

MEGABYTE = 1_000_000
UNIT_BYTES = 36 * MEGABYTE


def budget(jobs, share_bytes=UNIT_BYTES):
    return Budget(jobs, UNIT_BYTES, share_bytes, batch_tokens=10**9, merge_bytes=10**9)


def lengths(total, jobs, share_bytes=UNIT_BYTES):
    """Unit and bytes of each share, where files are so small that borders fall between them."""
    size = total // 1000
    stamps = [FileStamp("/a", f"{number:04}.txt", size, 0) for number in range(1000)]
    return [
        (share.unit, sum(piece.stamp.size for piece in share.pieces))
        for share in share_out(stamps, (), budget(jobs, share_bytes), DEFAULT_MAX_BYTES)
    ]


@given(total=st.integers(1_000, 10**9), jobs=st.integers(1, 20))
def test_units_are_the_same_whatever_the_number_of_processes(total, jobs):
    def units(jobs):
        found = {}
        for unit, size in lengths(total, jobs):
            found[unit] = found.get(unit, 0) + size
        return found

    assert units(jobs) == units(1)
    assert max(units(1).values()) <= UNIT_BYTES + total // 1000


@given(total=st.integers(100 * MEGABYTE, 10**9), jobs=st.sampled_from([2, 3, 4, 6, 8]))
def test_every_process_gets_as_much_as_the_others(total, jobs):
    loads = [0] * jobs
    for _, size in lengths(total, jobs):  # each goes to the process that is free first
        loads[loads.index(min(loads))] += size
    assert max(loads) <= 1.03 * min(loads)


@pytest.mark.parametrize("total", [40 * MEGABYTE, 100 * MEGABYTE, 300 * MEGABYTE])
def test_two_processes_build_whole_segments_where_there_are_several(total):
    units = [unit for unit, _ in lengths(total, 2)]
    assert units == list(range(len(units)))
    assert len(units) % 2 == 0


def test_a_process_gets_no_share_that_is_not_worth_it():
    assert useful_jobs(3 * shares.SHARE_BYTES, 8) == 3
    assert useful_jobs(0, 8) == 1
    assert len(lengths(3 * shares.SHARE_BYTES, 8)) == 3


@given(total=st.integers(1_000, 10**9), jobs=st.integers(1, 20), share=st.integers(4, 40))
def test_no_share_is_longer_than_memory_allows(total, jobs, share):
    found = lengths(total, jobs, share * MEGABYTE)
    assert max(size for _, size in found) <= share * MEGABYTE + total // 1000
    assert sorted({unit for unit, _ in found}) == sorted({unit for unit, _ in lengths(total, 1)})


def test_no_files_are_one_empty_share():
    (share,) = share_out((), (), budget(1), DEFAULT_MAX_BYTES)
    assert (share.unit, share.pieces, share.is_last) == (0, (), True)
