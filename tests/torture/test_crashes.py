import random

from torture import command_crashes, works
from torture.crashes import campaign


def test_a_run_that_is_killed_loses_nothing(tmp_path):
    assert campaign(2, 5, tmp_path)["kills survived"] > 0


def test_a_command_that_is_killed_loses_nothing(tmp_path):
    with works.small_limits():
        work = next(works.works(random.Random(1), tmp_path / "works"))
        command_crashes.kill_at_instant(work, tmp_path / "index", random.Random(1))
