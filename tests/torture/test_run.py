"""The runner: it prints one table, and tells what is lost and how to come there again."""

from collections import Counter

import pytest
from torture import run

LOSER = """
from torture.losing import Lost

def campaign(seconds, seed, folder):
    raise Lost(f"the article of seed {seed} is gone")
"""
COUNTER = """
def campaign(seconds, seed, folder):
    return {"kills survived": 1000, "inputs tried": seed}
"""
BUSY = """
SHARE = 3

def campaign(seconds, seed, folder):
    return {"seconds given": round(seconds)}
"""
CRASHER = """
import os
def campaign(seconds, seed, folder):
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def campaigns(tmp_path, monkeypatch):
    """Campaigns: one does well, one finds a loss, one crashes, and one wants more time than the others."""
    folder = tmp_path / "torture"
    folder.mkdir()
    for name, code in (("counter", COUNTER), ("loser", LOSER), ("crasher", CRASHER), ("busy", BUSY)):
        (folder / f"{name}.py").write_text(code)
    here = run.HERE.parent
    monkeypatch.setenv("PYTHONPATH", f"{here.parent}:{here}:{tmp_path}")
    monkeypatch.syspath_prepend(tmp_path)


def test_a_run_without_losses_prints_the_figures_and_succeeds(campaigns, capsys):
    assert run.torture(0.001, 7, ["counter"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].split(maxsplit=3)[2:] == ["0", "7 inputs tried, 1,000 kills survived"]


def test_a_loss_is_told_with_its_seed_and_the_way_to_see_it_again(campaigns, capsys):
    assert run.torture(0.001, 7, ["counter", "loser"]) == 1
    said = capsys.readouterr()
    assert "the article of seed 7 is gone" in said.err
    assert "just torture 0.5 --seed 7 --only loser" in said.err
    assert said.out.splitlines()[-1].split()[2] == "1"


def test_a_campaign_that_crashes_the_interpreter_is_a_loss(campaigns, capsys):
    assert run.torture(0.001, 7, ["crasher"]) == 1
    assert "process ended with -9" in capsys.readouterr().err


def test_time_is_shared_out_by_what_campaigns_ask_for(campaigns, monkeypatch, capsys):
    monkeypatch.setattr(run.os, "cpu_count", lambda: 1)
    assert run.torture(1, 7, ["counter", "busy"]) == 0
    assert "busy, seed 7: 45 seconds given" in capsys.readouterr().err


def test_the_modules_beside_the_runner_that_have_a_campaign_are_found():
    assert "crashes" in run.campaigns()
    assert not {"run", "losing", "storage", "works"} & set(run.campaigns())


def test_rounds_of_a_campaign_are_summed_up():
    turns = [run.Round(Counter(kills=2), 1.0, ""), run.Round(Counter(kills=3), 2.0, "LOST")]
    assert run.table({"crashes": turns}).splitlines()[1].split() == ["crashes", "3", "1", "5", "kills"]
