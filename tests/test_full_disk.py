"""A disk that is full: the old index answers, a message says what happened, and later it goes on."""

import errno
import json
import os
import random
import resource
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

import searchkit
from searchkit.codec import toc
from searchkit.engine.verifying import verify
from searchkit.engine.writing import IndexWriter

MEBIBYTE = 2**20


def write_articles(folder, name, count, seed):
    """Articles of about 1,500 bytes that no compression makes small; their words are no names or numbers."""
    chosen = random.Random(seed)
    words = ["".join(chosen.choices("bcdfghklmnprstvwz", k=10)) for _ in range(20_000)]
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.jsonl").open("w") as file:
        for number in range(count):
            body = "It is of the news that " + " ".join(chosen.choices(words, k=130))
            file.write(json.dumps({"id": number, "title": f"Bakhmut {number}", "text": body}) + "\n")


def run(*arguments, largest_file=None):
    """The program itself; ``largest_file`` is how many bytes it may write into one."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    done = subprocess.run(
        [sys.executable, "-m", "searchkit", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit if largest_file else None,
    )
    return done.returncode, done.stdout, done.stderr


def answers(index):
    with searchkit.open(index) as opened:
        found = opened.search("bakhmut", limit=1000)
        return opened.revision, found.total, [(hit.id, hit.score, hit.title) for hit in found]


def names(index):
    return sorted(path.name for path in index.iterdir())


def check_nothing_has_changed(index, before, ran, reason):
    code, out, err = ran
    assert (code, out) == (2, "")
    line = err.removesuffix("\n")
    assert "\n" not in line
    file, said, rest = line.removeprefix("searchkit: ").rpartition(f": {reason} ")
    assert (said, rest) == (f": {reason} ", "(the index is as it was)")
    assert Path(file).parent == index
    assert (names(index), answers(index)) == before
    assert verify(index).faults == ()


@pytest.fixture
def small_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.fixture
def news(tmp_path):
    write_articles(tmp_path / "news", "old", 30, 1)
    return tmp_path / "news"


@pytest.mark.parametrize(("jobs", "options"), [(1, ("--rebuild",)), (2, ())])
def test_a_full_disk_leaves_the_old_index_and_what_is_freed_is_used(small_disk, news, jobs, options):
    index = small_disk / "index"
    searchkit.index(news, index=index)
    (small_disk / "other").write_bytes(bytes(5 * MEBIBYTE // 2))
    before = names(index), answers(index)
    write_articles(news, "new", 3000, 2)
    arguments = ("index", news, "--index", index, "--jobs", jobs, *options)
    check_nothing_has_changed(index, before, run(*arguments), "No space left on device")
    (news / "new.jsonl").unlink()
    write_articles(news, "new", 300, 2)
    (small_disk / "other").unlink()
    assert run(*arguments) == (0, "330 added\n" if options else "300 added, 30 unchanged\n", "")
    assert answers(index)[1] == 330


@pytest.mark.parametrize(("jobs", "count"), [(1, 1000), (2, 3000)])
def test_a_file_that_may_not_grow_leaves_the_old_index(tmp_path, news, jobs, count):
    index = tmp_path / "index"
    searchkit.index(news, index=index)
    before = names(index), answers(index)
    write_articles(news, "new", count, 2)
    arguments = ("index", news, "--index", index, "--jobs", jobs)
    ran = run(*arguments, largest_file=MEBIBYTE // 4)
    check_nothing_has_changed(index, before, ran, "File too large")
    assert run(*arguments) == (0, f"{count:,} added, 30 unchanged\n", "")


def test_a_disk_that_is_full_from_the_beginning_leaves_no_index_and_says_so(small_disk, news):
    fill(small_disk, 0)
    code, out, err = run("index", news, "--index", small_disk / "index")
    assert (code, out) == (2, "")
    assert "No space left on device" in err
    assert err.count("\n") == 1
    (small_disk / "other").unlink()
    code, out, _ = run("index", news, "--index", small_disk / "index")
    assert (code, out) == (0, "30 added\n")


def test_with_however_little_space_a_run_does_all_or_nothing(small_disk, news):
    """At some amount each file that a run writes is the one that does not fit any more."""
    index = small_disk / "index"
    searchkit.index(news, index=index)
    write_articles(news, "new", 3, 2)
    (news / "faulty.json").write_text("{")
    files = set()
    for pages in range(100):
        before = names(index), answers(index)
        fill(small_disk, pages * 4096)
        try:
            report = searchkit.index(news, index=index)
        except searchkit.IndexNotWritten as error:
            files.add(Path(str(error).partition(": ")[0]).suffix)
            assert (names(index), answers(index)) == before
        else:
            assert report.added == 3
            break
        finally:
            (small_disk / "other").unlink()
    assert files >= {".segment", ".toc"}
    assert not list(index.glob("*.tmp"))
    assert not list(index.glob(".*.tmp"))
    assert answers(index)[1] == 33
    assert verify(index).faults == ()


def fill(disk, left):
    """Take all the space but so many bytes."""
    free = os.statvfs(disk)
    (disk / "other").write_bytes(bytes(free.f_bavail * free.f_frsize - left))


def test_what_is_published_stays_when_the_commit_is_cut_short(tmp_path, news):
    index = tmp_path / "index"
    searchkit.index(news, index=index)
    write_articles(news, "new", 3, 2)
    before = toc.newest_generation(index)

    def interrupt(directory):
        if toc.newest_generation(directory) > before:
            raise KeyboardInterrupt

    with mock.patch.object(toc, "sync_folder", interrupt), pytest.raises(KeyboardInterrupt):
        searchkit.index(news, index=index)
    assert answers(index)[1] == 33
    assert verify(index).faults == ()


def test_a_disk_that_fails_right_after_publishing_is_told_without_saying_that_nothing_changed(tmp_path, news):
    index = tmp_path / "index"
    searchkit.index(news, index=index)
    write_articles(news, "new", 3, 2)
    before = toc.newest_generation(index)

    def fail(directory):
        if toc.newest_generation(directory) > before:
            raise OSError(errno.EIO, "Input/output error")

    with (
        mock.patch.object(toc, "sync_folder", fail),
        pytest.raises(searchkit.SearchkitError, match="Input/output error: it is published") as caught,
    ):
        searchkit.index(news, index=index)
    assert type(caught.value) is searchkit.SearchkitError
    assert answers(index)[1] == 33


def test_a_writer_whose_folder_was_replaced_touches_neither_index(tmp_path, news):
    index, moved = tmp_path / "index", tmp_path / "moved"
    searchkit.index(news, index=index)
    before = names(index), answers(index)
    with pytest.raises(searchkit.IndexNotWritten, match="moved or replaced"), IndexWriter(index) as writer:  # noqa: PT012
        writer.remove_files([])
        index.rename(moved)
        searchkit.index(news, index=index)
        (index / "MAIN_0123456789abcdef.segment").touch()  # begun by another writer
        writer.commit()
    assert (names(moved), answers(moved)) == before
    assert (index / "MAIN_0123456789abcdef.segment").exists()
