"""The wrapped storage layer sees every step, by whichever door a file is opened."""

import os

import pytest
from torture.storage import count_steps


def by_path(path):
    with path.open("wb") as file:
        file.write(b"abc")


def by_text(path):
    path.write_text("abc")


def by_descriptor(path):
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
        file.write(b"abc")


@pytest.mark.parametrize("write", [by_path, by_text, by_descriptor])
def test_a_file_that_is_written_is_seen_to_be_made_and_filled(tmp_path, write):
    steps = count_steps(tmp_path, lambda: write(tmp_path / "a"))
    assert [(step.kind, step.path, step.data) for step in steps] == [
        ("create", str(tmp_path / "a"), b""),
        ("write", str(tmp_path / "a"), b"abc"),
    ]
    assert (tmp_path / "a").read_bytes() == b"abc"


def test_a_run_takes_steps_of_every_kind(tmp_path):
    index = tmp_path / "index"

    def run():
        index.mkdir()
        by_path(index / "a")
        (index / "a").rename(index / "b")
        descriptor = os.open(index, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
        (index / "b").unlink()

    kinds = [step.kind for step in count_steps(tmp_path, run)]
    assert kinds == ["mkdir", "create", "write", "rename", "fsync", "unlink"]


def test_what_happens_elsewhere_is_not_seen(tmp_path):
    assert count_steps(tmp_path / "index", lambda: by_path(tmp_path / "a")) == []
