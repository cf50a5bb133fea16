import datetime as dt
import errno
import json
import os
import re
import signal
import subprocess
import sys

import pytest
import whoosh.index
from publishing import commit
from whoosh.filedb.filestore import FileStorage

from searchkit.codec.lock import LOCK_NAME, write_lock
from searchkit.errors import IndexLocked

HOLDER = """
import sys
from pathlib import Path
from searchkit.codec.lock import write_lock
with write_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def acquire(directory):
    with write_lock(directory):
        return True


def test_the_lock_is_free_after_use(tmp_path):
    assert acquire(tmp_path)
    assert acquire(tmp_path)


def test_the_lock_is_free_after_a_failure(tmp_path):
    with pytest.raises(ZeroDivisionError), write_lock(tmp_path):
        1 / 0  # noqa: B018
    assert acquire(tmp_path)


def test_a_second_writer_learns_which_process_is_writing_and_since_when(tmp_path, holder):
    since = json.loads((tmp_path / LOCK_NAME).read_text())["since"]
    with pytest.raises(IndexLocked, match=rf"process {holder.pid} since {re.escape(since)}:"):
        acquire(tmp_path)
    assert abs(dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(since)) < dt.timedelta(hours=1)


def test_a_second_writer_in_the_same_process_is_kept_out(tmp_path):
    with write_lock(tmp_path), pytest.raises(IndexLocked, match=f"process {os.getpid()} "):
        acquire(tmp_path)
    assert acquire(tmp_path)


def test_the_lock_ends_with_a_process_that_is_killed(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert acquire(tmp_path)


def test_the_note_of_a_process_that_was_killed_is_not_believed(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    lock = FileStorage(str(tmp_path)).lock(LOCK_NAME)
    assert lock.acquire()
    with pytest.raises(IndexLocked, match="another program"):
        acquire(tmp_path)
    lock.release()


@pytest.mark.parametrize("note", ["", "{", "[]", '{"pid": "x"}', "null"])
def test_a_note_that_makes_no_sense_is_not_believed(tmp_path, note):
    lock = FileStorage(str(tmp_path)).lock(LOCK_NAME)
    assert lock.acquire()
    (tmp_path / LOCK_NAME).write_text(note)
    with pytest.raises(IndexLocked, match="another program"):
        acquire(tmp_path)
    lock.release()


def test_a_stock_whoosh_writer_is_kept_out(directory):
    commit(directory)
    with write_lock(directory), pytest.raises(whoosh.index.LockError):
        whoosh.index.open_dir(str(directory)).writer()


def test_a_stock_whoosh_writer_keeps_us_out(directory):
    commit(directory)
    writer = whoosh.index.open_dir(str(directory)).writer()
    with pytest.raises(IndexLocked):
        acquire(directory)
    writer.cancel()
    assert acquire(directory)


def test_the_lock_is_free_after_its_file_was_removed(tmp_path):
    directory = tmp_path / "index"
    directory.mkdir()
    with write_lock(directory) as held:
        assert held.is_in_place()
        directory.rename(tmp_path / "elsewhere")
        assert not held.is_in_place()
    assert acquire(tmp_path / "elsewhere")


def test_a_lock_is_not_in_place_where_another_folder_has_taken_it(tmp_path):
    directory = tmp_path / "index"
    directory.mkdir()
    with write_lock(directory) as held:
        directory.rename(tmp_path / "elsewhere")
        directory.mkdir()
        with write_lock(directory) as other:
            assert other.is_in_place()
            assert not held.is_in_place()


@pytest.mark.parametrize("failing", ["ftruncate", "pwrite"])
def test_a_disk_that_fails_does_not_hold_on_to_the_lock(tmp_path, monkeypatch, failing):
    def fail(*_):
        raise OSError(errno.EIO, "fails")

    monkeypatch.setattr(os, failing, fail)
    assert acquire(tmp_path)
    assert acquire(tmp_path)
