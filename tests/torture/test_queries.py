"""A short form of the campaign, always the same."""

import os
import signal
from collections import Counter

import pytest
from torture.losing import Lost
from torture.queries import campaign
from torture.within_limits import Steps, within_limits


def test_strangers_queries_are_answered_or_refused(tmp_path):
    counted = Counter(campaign(2, 1, tmp_path, articles=60))
    assert min(counted["queries answered"], counted["queries refused"]) > 0


def test_the_step_in_which_a_child_dies_is_told():
    steps = Steps()

    def work():
        steps.begin("this one \ud800")
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(Lost, match=r"this one .*dies of signal 9"):
        within_limits(work, steps)
