"""What follows from the memory that a build may take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.indexing.memory import DEFAULT_MEMORY_BYTES, LEAST_MEMORY_BYTES, budget

MEMORY = st.integers(LEAST_MEMORY_BYTES, 1 << 36)
JOBS = st.integers(1, 200)


@given(MEMORY, JOBS)
def test_segments_depend_on_the_memory_and_not_on_the_number_of_processes(memory, jobs):
    alone, together = budget(memory, 1), budget(memory, jobs)
    assert (alone.unit_bytes, alone.merge_bytes) == (together.unit_bytes, together.merge_bytes)


@given(MEMORY, JOBS)
def test_what_processes_collect_and_are_fits_into_the_memory(memory, jobs):
    limits = budget(memory, jobs)
    assert 1 <= limits.jobs <= jobs
    assert limits.jobs * (290 << 20) + limits.jobs * 4 * limits.share_bytes < memory


@given(st.integers(600 << 20, 1 << 36))
def test_what_is_merged_fits_into_the_memory_beside_a_process_that_has_read_files(memory):
    assert 3.5 * budget(memory, 1).merge_bytes + (290 << 20) < memory


@given(MEMORY, JOBS)
def test_more_memory_never_means_fewer_processes(memory, jobs):
    assert budget(2 * memory, jobs).jobs >= budget(memory, jobs).jobs


def test_by_default_two_processes_build_whole_segments():
    limits = budget(DEFAULT_MEMORY_BYTES, 2)
    assert limits.jobs == 2
    assert limits.share_bytes == limits.unit_bytes


def test_by_default_all_fits_into_a_gibibyte():
    assert DEFAULT_MEMORY_BYTES <= 1 << 30


def test_too_little_memory_is_refused():
    with pytest.raises(ValueError, match="memory"):
        budget(LEAST_MEMORY_BYTES - 1, 1)
