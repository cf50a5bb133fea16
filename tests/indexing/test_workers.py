"""Worker processes give what one process gives, and leave nothing behind when they or their parent die."""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import dying
import pytest
from runs import counts, ids, run
from waiting import until

import searchkit
from searchkit.codec import toc
from searchkit.indexing.memory import Budget
from searchkit.segment.container import open_container


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


def contents(index):
    """Every column of every segment."""
    return [
        {
            name: column.values.tobytes()
            for name, column in open_container(index / entry.filename).columns.items()
        }
        for entry in toc.read(index).segments
    ]


@pytest.fixture
def small_shares(monkeypatch):
    """Few bytes are worth a process."""
    monkeypatch.setattr("searchkit.indexing.building.WORTH_PROCESSES", 0)
    monkeypatch.setattr("searchkit.indexing.shares.SHARE_BYTES", 100)


@pytest.fixture
def many(tmp_path):
    """Files of all kinds: small ones, a large one of many articles with broken and repeated ones."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Bakhmut holds\n\nThe town held on.\n")
    for number in range(20):
        (folder / f"{number}.txt").write_text(f"Story {number}\n\nNews of day {number}.\n")
    lines = [
        json.dumps(
            {
                "id": number % 90,
                "title": f"Line {number}",
                "text": "news " * (number % 7),
                "source": f"S{number % 3}",
            }
        )
        for number in range(120)
    ]
    (folder / "b.jsonl").write_text("\n".join([*lines[:50], "{broken", *lines[50:]]))
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(lines[0].encode()))
    return folder


@pytest.mark.usefixtures("small_shares")
@pytest.mark.parametrize(("jobs", "unit_bytes"), [(2, 10**9), (5, 2_000)])
def test_the_same_files_give_the_same_segments_whatever_the_number_of_processes(
    many, tmp_path, monkeypatch, jobs, unit_bytes
):
    def small(memory_bytes, jobs):
        return Budget(jobs, unit_bytes, max(unit_bytes // jobs, 1_000), 400, 10**9)

    monkeypatch.setattr("searchkit.indexing.running.budget", small)
    alone = run(tmp_path / "alone", many)
    together = run(tmp_path / "together", many, jobs=jobs)
    assert contents(tmp_path / "alone") == contents(tmp_path / "together")
    assert replace(alone, seconds=0) == replace(together, seconds=0)
    assert len(alone.failed) == 1 + 30
    assert counts(together) == {"added": 1 + 20 + 90 + 1}


@pytest.mark.usefixtures("small_shares")
def test_processes_that_cannot_be_started_are_not_taken_for_a_reader_that_has_gone(many, index, monkeypatch):
    def submit(*_):
        raise BrokenPipeError

    monkeypatch.setattr("searchkit.indexing.processes.ProcessPoolExecutor.submit", submit)
    with pytest.raises(searchkit.SearchkitError, match="died"):
        run(index, many, jobs=2)


@pytest.mark.usefixtures("small_shares")
@pytest.mark.parametrize("death", [dying.die, dying.die_while_counting])
def test_a_process_that_dies_leaves_the_index_as_it_was(many, index, monkeypatch, death):
    run(index, many / "a.txt")
    before = sorted(path.name for path in index.iterdir())
    monkeypatch.setattr("searchkit.indexing.building._build", death)
    with pytest.raises(searchkit.SearchkitError, match="died"):
        run(index, many, jobs=2)
    assert ids(index) == ["a.txt"]
    assert sorted(path.name for path in index.iterdir()) == before


@pytest.mark.usefixtures("small_shares")
def test_a_process_that_runs_out_of_memory_says_so(many, index, monkeypatch):
    monkeypatch.setattr("searchkit.indexing.building._build", dying.exhaust)
    with pytest.raises(searchkit.SearchkitError, match="memory"):
        run(index, many, jobs=2)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed in another way there")
def test_a_killed_run_leaves_no_lock_and_no_processes(many, index, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import dying, searchkit\n"
        "from searchkit.indexing import building, shares\n"
        "if __name__ == '__main__':\n"
        "    building.WORTH_PROCESSES, shares.SHARE_BYTES = 0, 100\n"
        "    building._build = dying.sleep\n"
        f"    searchkit.index([{str(many)!r}], index={str(index)!r}, jobs=2)\n"
    )
    pids = tmp_path / "pids"
    pids.mkdir()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PIDS": str(pids)}
    with subprocess.Popen([sys.executable, script], env=environment) as parent:
        until_two(pids, parent)
        parent.kill()
    until(lambda: not any(is_running(int(path.name)) for path in pids.iterdir()))
    assert counts(run(index, many / "a.txt")) == {"added": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no groups of processes there")
def test_an_interrupt_while_processes_start_is_quiet(many, index, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import os, pathlib, signal, time\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a background job is born deaf to it
        "if __name__ != '__main__':\n"  # a process that starts imports this first
        "    pids = pathlib.Path(os.environ['PIDS'])\n"
        "    (pids / str(os.getpid())).touch()\n"
        "    while pids.exists():\n"
        "        time.sleep(0.01)\n"
        "from searchkit.cli.programs import main\n"
        "from searchkit.indexing import building, shares\n"
        "building.WORTH_PROCESSES, shares.SHARE_BYTES = 0, 100\n"
        "if __name__ == '__main__':\n"
        "    main()\n"
    )
    pids = tmp_path / "pids"
    pids.mkdir()
    command = [sys.executable, script, "index", many, "--index", index, "--jobs", "2"]
    environment = os.environ | {"PIDS": str(pids)}
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        until_two(pids, run)
        os.killpg(run.pid, signal.SIGINT)
        shutil.rmtree(pids)  # until then they stand at their beginning
        _, said = run.communicate()
    assert (run.returncode, said.strip()) == (130, "")


def until_two(pids, parent):
    """Wait until two processes have begun."""
    until(lambda: len(list(pids.iterdir())) == 2 or parent.poll() is not None)
    assert parent.poll() is None


def is_running(pid):
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
