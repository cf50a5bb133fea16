"""Which files are articles, and what is said of those that cannot be."""

import os
import sys
from collections import Counter

import pytest

import searchkit
from searchkit.loading.scanning import Scan, scan


def paths(found: Scan) -> list[str]:
    return [stamp.path for stamp in found.files]


def reasons(found: Scan) -> dict[str, str]:
    return {failure.path: failure.reason for failure in found.failures}


def test_finds_article_files_of_every_suffix_recursively_and_in_order(folder, write):
    names = ["a.txt", "b.md", "b/c.html", "b/d.htm", "b/e/f.json", "g.jsonl", "z.TXT"]
    for name in reversed(names):
        write(name)
        write(f"{name}.gz")
    found = scan([folder])
    assert paths(found) == sorted(names + [f"{name}.gz" for name in names])
    assert found.failures == ()
    assert found.roots == (str(folder),)


def test_leaves_out_other_files_and_counts_them_by_their_ending(folder, write):
    names = ("a.jpg", "b/c.JPG", "notes.docx", "README", "archive.gz", "txt", "page.html.bak", "1.a long end")
    for name in names:
        write(name)
    kinds = {".jpg": 2, ".docx": 1, "": 3, ".gz": 1, ".bak": 1}
    assert scan([folder]) == Scan((), (), (str(folder),), (), (), kinds)


def test_other_files_that_are_hidden_or_ignored_or_links_are_not_counted(folder, write):
    write(".searchkitignore", "*.tmp\nold/\n")
    for name in (".hidden.pdf", ".git/a.pdf", "a.tmp", "old/b.pdf"):
        write(name)
    (folder / "link.pdf").symlink_to(write("seen.pdf"))
    os.mkfifo(folder / "pipe")
    assert scan([folder]).other_kinds == {".pdf": 1}


def test_other_files_that_are_reached_twice_are_counted_once(folder, write):
    write("b/c.pdf")
    assert scan([folder / "b", folder, folder]).other_kinds == {".pdf": 1}


def test_the_files_of_an_index_are_not_counted(folder, write):
    write("a.txt")
    searchkit.index([folder], index=folder / "index")
    assert scan([folder]).other_kinds == {}


def test_leaves_out_hidden_files_and_folders(folder, write):
    for name in (".hidden.txt", ".git/a.txt", "b/.c/d.txt", "b/seen.txt"):
        write(name)
    assert paths(scan([folder])) == ["b/seen.txt"]


def test_a_stamp_says_where_how_large_and_how_old(folder, write):
    path = write("b/c.txt", "12345")
    os.utime(path, ns=(1, 1_700_000_000_123_456_789))
    (stamp,) = scan([folder]).files
    assert (stamp.root, stamp.path, stamp.size) == (str(folder), "b/c.txt", 5)
    assert stamp.mtime_ns == path.stat().st_mtime_ns
    assert stamp.absolute == str(path)


def test_a_relative_root_becomes_absolute(folder, write):
    write("a.txt")
    assert scan(["articles"]) == scan([str(folder)]) == scan(["./articles/"])


def test_a_single_file_has_its_folder_as_root(folder, write):
    path = write("b/c.txt")
    write("b/other.txt")
    found = scan([path])
    assert [(stamp.root, stamp.path) for stamp in found.files] == [(str(folder / "b"), "c.txt")]
    assert found.roots == (str(path),)


def test_a_named_file_is_taken_though_hidden_or_ignored(write):
    write(".searchkitignore", "*.txt\n")
    assert len(scan([write(".hidden.txt"), write("a.txt")]).files) == 2


def test_a_named_file_of_another_format_is_a_failure_that_names_the_formats(write):
    found = scan([write("a.docx")])
    assert found.files == ()
    assert ".jsonl" in reasons(found)["articles/a.docx"]


def test_a_file_that_is_reached_twice_is_found_once(folder, write):
    path = write("b/c.txt")
    found = scan([folder / "b", folder, path])
    assert [(stamp.root, stamp.path) for stamp in found.files] == [(str(folder / "b"), "c.txt")]


def test_a_root_that_does_not_exist_is_a_failure_and_hides_what_was_below(folder, write):
    write("a.txt")
    found = scan([folder, "nowhere"])
    nowhere = os.path.abspath("nowhere")  # noqa: PTH100  the same function as the code under test
    assert paths(found) == ["a.txt"]
    assert reasons(found) == {"nowhere": "there is no such file or folder"}
    assert found.unreadable_roots == (nowhere,)
    assert found.roots == (str(folder),)
    assert found.hides(nowhere)
    assert found.hides(f"{nowhere}/a.txt")
    assert not found.hides(f"{nowhere}2/a.txt")
    assert not found.hides(str(folder / "b.txt"))


def test_an_empty_name_is_not_the_working_directory(folder, write):
    write("a.txt")
    found = scan([""])
    assert found.files == ()
    assert len(found.failures) == 1


def test_a_name_that_no_file_can_have_is_a_failure(folder):
    assert "cannot be read" in scan(["a\0b"]).failures[0].reason


@pytest.fixture
def locked(monkeypatch):
    """Make folders unlistable, also for a superuser."""
    listed = os.scandir
    names: set[str] = set()

    def scandir(path):
        if os.path.basename(path) in names:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    return names


def test_a_root_that_cannot_be_listed_is_a_failure(folder, locked, write):
    write("a.txt")
    locked.add("articles")
    found = scan([folder])
    assert (found.files, found.roots, found.unreadable_roots) == ((), (), (str(folder),))
    assert reasons(found) == {"articles": "cannot be read: no permission"}


def test_a_folder_that_cannot_be_listed_is_a_failure_and_the_others_are_read(folder, locked, write):
    for name in ("a/1.txt", "locked/2.txt", "z/3.txt"):
        write(name)
    locked.add("locked")
    found = scan([folder])
    assert paths(found) == ["a/1.txt", "z/3.txt"]
    assert found.roots == (str(folder),)
    assert found.unreadable_folders == (str(folder / "locked"),)
    assert found.hides(str(folder / "locked" / "2.txt"))
    assert reasons(found) == {"articles/locked": "cannot be read: no permission"}


def test_a_file_above_the_limit_is_a_failure_that_says_both_sizes(folder, write):
    write("big.txt", "x" * 3000)
    write("small.txt", "x" * 2048)
    found = scan([folder], max_bytes=2048)
    assert paths(found) == ["small.txt"]
    assert reasons(found) == {"articles/big.txt": "is too large: 2.93 kB, and the limit is 2 kB"}


def test_links_to_files_are_followed_inside_the_tree_only(folder, write, tmp_path):
    write("real/a.txt")
    (tmp_path / "secret.txt").write_text("not yours")
    (folder / "in.txt").symlink_to("real/a.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "broken.txt").symlink_to("nothing.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    found = scan([folder])
    assert paths(found) == ["in.txt", "real/a.txt"]
    assert "outside" in reasons(found)["articles/out.txt"]
    assert "does not exist" in reasons(found)["articles/broken.txt"]
    assert "articles/loop.txt" in reasons(found)


def test_links_to_folders_are_not_followed(folder, write):
    write("real/a.txt")
    (folder / "again").symlink_to("real")
    (folder / "real" / "up").symlink_to("..")
    (folder / "page.html").symlink_to("real")
    found = scan([folder])
    assert (paths(found), found.failures) == (["real/a.txt"], ())


def test_a_root_may_be_a_link_to_a_folder(folder, write, tmp_path):
    write("a.txt")
    (tmp_path / "link").symlink_to(folder)
    assert [(stamp.root, stamp.path) for stamp in scan(["link"]).files] == [(str(tmp_path / "link"), "a.txt")]


def test_pipes_and_devices_are_failures_and_never_opened(folder, monkeypatch):
    os.mkfifo(folder / "pipe.txt")
    (folder / "null.txt").symlink_to("/dev/null")
    monkeypatch.setattr(os, "open", None)
    for found in (scan([folder]), scan([folder / "pipe.txt"])):
        assert found.files == ()
        assert reasons(found)["articles/pipe.txt"] == "is not a file but a pipe or a device"
    assert "articles/null.txt" in reasons(scan([folder]))


def test_names_that_are_not_utf8_are_failures_that_can_be_printed(folder, write):
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_text("text")
        (folder / os.fsdecode(b"d\xe9")).mkdir()
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    write("café.txt")
    found = scan([folder])
    assert paths(found) == ["café.txt"]
    assert set(reasons(found)) == {r"articles/caf\xe9.txt", r"articles/d\xe9"}
    assert all("UTF-8" in reason for reason in reasons(found).values())


def test_a_failure_shows_no_control_characters(folder, write):
    write("a\x1b[2J\n.txt", "x" * 10)
    (failure,) = scan([folder], max_bytes=5).failures
    assert failure.path == r"articles/a\x1b[2J\x0a.txt"


def test_ignore_files_are_honoured_with_the_syntax_of_gitignore(folder, write):
    write(".searchkitignore", "# my drafts\ndrafts/\n*.md\n!keep.md\n/top.txt\n")
    for name in ("a.txt", "drafts/a.txt", "b/drafts/c.txt", "b/x.md", "b/keep.md", "top.txt", "b/top.txt"):
        write(name)
    assert paths(scan([folder])) == ["a.txt", "b/keep.md", "b/top.txt"]


def test_an_inner_ignore_file_rules_over_the_outer_one(folder, write):
    write(".searchkitignore", "*.txt\n")
    write("b/.searchkitignore", "!*.txt\n/c/only.txt\n")
    for name in ("a.txt", "b/a.txt", "b/c/a.txt", "b/c/only.txt", "d/a.txt"):
        write(name)
    assert paths(scan([folder])) == ["b/a.txt", "b/c/a.txt"]


def test_a_faulty_ignore_rule_is_a_failure_and_leaves_the_others_standing(folder, write):
    write(".searchkitignore", "a.txt\n!\nb.txt\n")
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name)
    found = scan([folder])
    assert paths(found) == ["c.txt"]
    assert [(failure.path, failure.line) for failure in found.failures] == [("articles/.searchkitignore", 2)]


def test_an_ignore_file_that_is_a_pipe_is_not_waited_for(folder, write):
    os.mkfifo(folder / ".searchkitignore")
    write("a.txt")
    found = scan([folder])
    assert paths(found) == ["a.txt"]
    assert "pipe" in reasons(found)["articles/.searchkitignore"]


def test_finding_a_file_takes_few_calls(tmp_path):
    """Calls are counted, as a clock would tell what else the machine does."""
    for number in range(1_000):
        inner = tmp_path / f"{number // 100:03}"
        if number % 100 == 0:
            inner.mkdir()
        (inner / f"{number}.txt").touch()
    calls = Counter()
    sys.setprofile(lambda frame, event, argument: calls.update([event]))
    try:
        found = scan([tmp_path]).files
    finally:
        sys.setprofile(None)
    assert len(found) == 1_000
    assert calls["call"] + calls["c_call"] < 70 * 1_000
