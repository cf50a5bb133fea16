"""Processes that share the work: steps of all are seen, and each may die."""

import random
from collections import Counter
from unittest import mock

import pytest
from torture import storage, worker_crashes, works
from torture.losing import Lost


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """A work that is shared, and within it the limits that make few files worth that."""
    with works.small_limits():
        made = works.works(random.Random(1), tmp_path_factory.mktemp("works"))
        yield next(work for work in made if work.is_shared)


def test_the_steps_of_all_processes_are_recorded_and_lead_to_the_state_after(work, tmp_path):
    index, place = tmp_path / "index", tmp_path / "notes"
    work.begin(index)
    steps = worker_crashes.record(work, index, place)
    assert list((place / "workers").iterdir())
    assert works.answers(index) == work.after
    work.begin(index)
    with mock.patch("searchkit.indexing.shares.SHARE_BYTES", works.LEAST_SHARE_BYTES):
        alone = storage.count_steps(index, lambda: work.run(index))
    assert Counter(step.kind for step in steps) == Counter(step.kind for step in alone)


@pytest.mark.parametrize("victim", worker_crashes.VICTIMS)
def test_nothing_is_lost_when_a_process_dies_before_its_work_is_done(work, tmp_path, victim):
    chance = random.Random(1)
    worker_crashes.kill_at_step(work, tmp_path / "index", tmp_path / "notes", chance, number=4, victim=victim)
    died = not (tmp_path / "notes" / "said").exists()
    assert died == (victim != "who takes it")


def test_a_step_that_is_never_taken_is_told(work, tmp_path):
    with pytest.raises(Lost, match="it took only"):
        worker_crashes.kill_at_step(
            work, tmp_path / "index", tmp_path / "notes", random.Random(1), number=10_000, victim="all"
        )
