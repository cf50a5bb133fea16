"""What a power loss leaves of an index; and the disk that it is tried on."""

import os
import random

import pytest
from torture.disk import Disk
from torture.power import campaign
from torture.storage import count_steps

import searchkit
from searchkit.indexing.faulty import remembered
from searchkit.indexing.settings import read_settings


def test_a_power_loss_loses_nothing_that_was_committed(tmp_path):
    assert campaign(3, 1, tmp_path)["power losses survived"] > 0


def test_a_first_run_is_kept_with_its_folder_and_its_notes_when_it_has_ended(tmp_path):
    files, disk = tmp_path / "files", tmp_path / "disk"
    files.mkdir()
    disk.mkdir()
    (files / "a.txt").write_text("Bakhmut\n\nOn that day the front moved.\n")
    (files / "broken.json").write_text("{")
    index = disk / "deep" / "index"
    image = Disk(disk)
    for step in count_steps(disk, lambda: searchkit.index(files, index=index, mtime_dates=True)):
        image.do(step)
    for seed in range(20):
        image.leave(random.Random(seed))
        assert searchkit.search("bakhmut", index=index).total == 1
        assert read_settings(index).mtime_dates
        assert len(remembered(index)) == 1


def images(folder, work):
    """The different contents that power losses after some work leave."""
    folder.mkdir()
    disk_image = Disk(folder)
    for step in count_steps(folder, work):
        disk_image.do(step)
    left = set()
    for seed in range(60):
        disk_image.leave(random.Random(seed))
        left.add(tuple((path.name, path.read_bytes()) for path in sorted(folder.iterdir())))
    return left


def test_without_a_sync_a_file_may_be_gone_empty_cut_or_whole(tmp_path):
    folder = tmp_path / "disk"
    left = images(folder, lambda: (folder / "a").write_bytes(b"abcdef"))
    assert {(), (("a", b""),), (("a", b"abcdef"),), (("a", b"abc"),), (("a", bytes(6)),)} <= left


@pytest.mark.parametrize("through_another_name", [False, True])
def test_after_syncing_file_and_folder_it_stays(tmp_path, through_another_name):

    folder = tmp_path / "disk"

    def work():
        path = folder / ("b" if through_another_name else "a")
        with path.open("wb") as file:
            file.write(b"abcdef")
            file.flush()
            os.fsync(file.fileno())
        path.replace(folder / "a")
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)

    assert images(folder, work) == {(("a", b"abcdef"),)}
