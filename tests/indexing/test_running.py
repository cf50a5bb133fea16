"""Making an index equal the files."""

import gzip
import json
import os
import sys
from pathlib import Path

import pytest
from runs import counts, ids, run

import searchkit
from searchkit import Freshness
from searchkit.engine.writing import IndexWriter
from searchkit.indexing.freshness import freshness


def revision(index):
    with searchkit.open(index) as opened:
        return opened.revision


def test_a_first_run_adds_every_article(folder, index):
    assert counts(run(index, folder)) == {"added": 2}
    assert ids(index) == ["2023/b.txt", "a.txt"]


def test_a_second_run_over_unchanged_files_does_nothing(folder, index):
    run(index, folder)
    before = revision(index)
    assert counts(run(index, folder)) == {"unchanged": 2}
    assert revision(index) == before


def test_a_changed_file_takes_the_place_of_the_old(folder, index):
    run(index, folder)
    (folder / "a.txt").write_text("Bakhmut falls\n\nThe town was taken.\n")
    assert counts(run(index)) == {"changed": 1, "unchanged": 1}
    assert (ids(index, "falls"), ids(index, "holds")) == (["a.txt"], [])


def test_a_deleted_file_goes(folder, index):
    run(index, folder)
    (folder / "a.txt").unlink()
    assert counts(run(index)) == {"removed": 1, "unchanged": 1}
    assert ids(index) == ["2023/b.txt"]


def test_a_moved_file_is_told_from_a_new_one(folder, index):
    run(index, folder)
    (folder / "a.txt").rename(folder / "2023" / "moved.txt")
    assert counts(run(index)) == {"moved": 1, "unchanged": 1}
    assert ids(index) == ["2023/b.txt", "2023/moved.txt"]


def test_of_the_copies_of_a_moved_file_one_was_moved(folder, index):
    run(index, folder)
    text = (folder / "a.txt").read_text()
    (folder / "a.txt").rename(folder / "copy.txt")
    (folder / "second.txt").write_text(text)
    assert counts(run(index)) == {"moved": 1, "added": 1, "unchanged": 1}


def test_a_copy_of_what_a_changed_file_held_is_added(folder, index):
    run(index, folder)
    (folder / "a.txt").rename(folder / "copy.txt")
    (folder / "a.txt").write_text("Bakhmut falls\n\nThe town was taken.\n")
    assert counts(run(index)) == {"changed": 1, "added": 1, "unchanged": 1}


def test_a_file_that_was_only_touched_is_unchanged(folder, index):
    run(index, folder)
    os.utime(folder / "a.txt", (1, 1))
    assert counts(run(index)) == {"unchanged": 2}
    with searchkit.open(index) as opened:
        assert freshness(opened) == Freshness(0, 0, 0)


def test_a_line_more_in_a_file_of_many_articles_is_one_article_more(folder, index):
    lines = [json.dumps({"id": number, "title": f"Story {number}", "text": "news"}) for number in range(3)]
    (folder / "c.jsonl").write_text("\n".join(lines[:2]))
    run(index, folder)
    (folder / "c.jsonl").write_text("\n".join(lines))
    assert counts(run(index)) == {"added": 1, "unchanged": 4}
    assert ids(index, "story") == ["c.jsonl#0", "c.jsonl#1", "c.jsonl#2"]


def test_what_cannot_be_read_is_reported_with_path_line_and_reason_and_the_rest_is_indexed(folder, index):
    good = json.dumps({"title": "Good", "text": "news"})
    (folder / "c.jsonl").write_text("\n".join([good] * 16 + ['{"title": "Bad', good]))
    (folder / "d.txt").write_bytes(b"\x00\x01\x02" * 100)
    (folder / "e.txt").write_text("")
    report = run(index, folder)
    assert report.added == 2 + 17
    assert {(Path(failure.path).name, failure.line) for failure in report.failed} == {
        ("c.jsonl", 17),
        ("d.txt", None),
        ("e.txt", None),
    }
    assert all(failure.reason for failure in report.failed)


def test_files_of_other_kinds_are_counted_by_their_ending(folder, index):
    for name in ("a.pdf", "2023/b.pdf", "c.eml"):
        (folder / name).touch()
    assert run(index, folder).left_out == {".pdf": 2, ".eml": 1}
    with searchkit.open(index) as opened:
        assert freshness(opened) == Freshness(0, 0, 0, left_out=3)


def test_what_cannot_be_read_does_not_make_an_index_stale(folder, index):
    (folder / "e.txt").write_text("")
    run(index, folder)
    with searchkit.open(index) as opened:
        assert freshness(opened) == Freshness(0, 0, 0)


def test_a_run_that_only_meets_unreadable_files_again_commits_nothing(folder, index):
    (folder / "e.txt").write_text("")
    run(index, folder)
    before = revision(index)
    assert len(run(index).failed) == 1
    assert revision(index) == before


def test_faults_inside_an_unchanged_file_are_told_on_every_run(folder, index, tmp_path):
    (folder / "c.jsonl").write_text('{"title": "Good", "text": "news"}\n{"title": ')
    first = run(index, folder)
    (tmp_path / "more").mkdir()
    assert run(index, tmp_path / "more").failed == ()
    assert run(index).failed == first.failed
    (folder / "c.jsonl").write_text('{"title": "Good", "text": "news"}')
    assert run(index).failed == ()


def test_the_memory_of_faulty_files_may_be_lost(folder, index):
    (folder / "e.txt").write_text("")
    run(index, folder)
    (index / ".faulty.json").write_text("[[1, 2")
    assert len(run(index).failed) == 1


def test_an_index_inside_its_folder_does_not_take_its_own_files_for_articles(folder):
    (folder / "e.txt").write_text("")
    run(folder / "index", folder)
    assert len(run(folder / "index").failed) == 1


def test_one_path_need_not_be_in_a_list(folder, index):
    assert searchkit.index(str(folder), index=index).added == 2


def test_a_single_file_does_not_bring_its_folder_along(folder, index):
    run(index, folder / "a.txt")
    assert counts(run(index)) == {"unchanged": 1}
    with searchkit.open(index) as opened:
        assert freshness(opened) == Freshness(0, 0, 0)


def test_a_single_file_that_is_deleted_goes(folder, index):
    run(index, folder / "a.txt", folder / "2023")
    (folder / "a.txt").unlink()
    report = run(index)
    assert (counts(report), report.failed) == ({"removed": 1, "unchanged": 1}, ())


def test_another_folder_joins_those_that_are_there(folder, index, tmp_path):
    run(index, folder)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "z.txt").write_text("Zaporizhzhia\n\nThe plant.\n")
    assert counts(run(index, tmp_path / "more")) == {"added": 1, "unchanged": 2}
    assert counts(run(index)) == {"unchanged": 3}


def test_articles_of_one_path_in_two_folders_both_stay(folder, index, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text("Another story\n\nAltogether.\n")
    run(index, folder)
    run(index, tmp_path / "more")
    assert ids(index) == sorted(["2023/b.txt", "a.txt", f"{tmp_path}/more/a.txt"])
    os.utime(tmp_path / "more" / "a.txt", (1, 1))
    assert counts(run(index)) == {"unchanged": 3}


def test_a_folder_inside_a_known_one_is_no_other_folder(folder, index):
    run(index, folder)
    (folder / "2023" / "c.txt").write_text("Third\n\nStory.\n")
    assert counts(run(index, folder / "2023")) == {"added": 1, "unchanged": 2}
    assert ids(index) == ["2023/b.txt", "2023/c.txt", "a.txt"]


def test_a_folder_around_a_known_one_leaves_its_ids_alone(folder, index):
    run(index, folder / "2023")
    assert counts(run(index, folder)) == {"added": 1, "unchanged": 1}
    with searchkit.open(index) as opened:
        assert freshness(opened) == Freshness(0, 0, 0)
    assert counts(run(index)) == {"unchanged": 2}
    assert ids(index) == ["a.txt", "b.txt"]


def test_a_single_file_leaves_the_others_alone(folder, index):
    run(index, folder)
    (folder / "c.txt").write_text("Third\n\nStory.\n")
    (folder / "a.txt").unlink()
    assert counts(run(index, folder / "c.txt")) == {"added": 1, "unchanged": 2}


def test_a_folder_that_cannot_be_looked_at_keeps_its_articles_and_is_reported(folder, index):
    run(index, folder)
    folder.rename(folder.with_name("elsewhere"))
    report = run(index)
    assert counts(report) == {"unchanged": 2}
    assert [failure.path.endswith("news") for failure in report.failed] == [True]
    assert ids(index) == ["2023/b.txt", "a.txt"]


def test_an_index_of_folders_that_are_not_there_is_not_made(folder, index):
    with pytest.raises(searchkit.SearchkitError, match="nwes: there is no such file or folder"):
        run(index, folder.with_name("nwes"))
    assert not index.exists()


def test_while_another_process_writes_a_run_is_refused_and_nothing_is_lost(folder, index):
    run(index, folder)
    with IndexWriter(index), pytest.raises(searchkit.IndexLocked, match=str(os.getpid())):
        run(index, folder)
    assert len(ids(index)) == 2


def test_progress_counts_the_files_that_are_read(folder, index):
    seen = []
    run(index, folder, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


def test_freshness_counts_files_without_reading_them(folder, index):
    run(index, folder)
    (folder / "c.txt").write_text("new\n\nstory\n")
    (folder / "a.txt").write_text("longer than before\n\nand changed\n")
    (folder / "2023" / "b.txt").unlink()
    with searchkit.open(index) as opened:
        assert freshness(opened) == Freshness(added=1, changed=1, removed=1)


def test_a_file_that_was_read_with_a_higher_limit_is_fresh(folder, index, monkeypatch):
    monkeypatch.setattr("searchkit.indexing.freshness.DEFAULT_MAX_BYTES", 10)
    run(index, folder)
    (folder / "c.txt").write_text("Too large\n\nand not in the index\n")
    with searchkit.open(index) as opened:
        assert freshness(opened) == Freshness(0, 0, 0)


def test_a_compressed_file_is_read_like_any_other(folder, index):
    (folder / "c.txt.gz").write_bytes(gzip.compress(b"Packed\n\nstory of Odesa\n"))
    run(index, folder)
    assert ids(index, "odesa") == ["c.txt.gz"]


def test_a_build_without_memory_says_so_and_leaves_the_index_as_it_was(folder, index, monkeypatch):
    run(index, folder)
    before = sorted(ids(index))
    (folder / "new.txt").write_text("Rain\n\nIt rains.\n")

    def fail(*_):
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr("searchkit.segment.builder.SegmentBuilder.add", fail)
        with pytest.raises(searchkit.SearchkitError, match="not enough memory"):
            run(index)
    assert sorted(ids(index)) == before
    assert run(index).added == 1


@pytest.mark.skipif(sys.platform == "win32", reason="names are UTF-16 there")
def test_a_name_with_a_line_feed_comes_back_as_it_is(folder, index):
    (folder / "c\nd.txt").write_text("Strange\n\nname\n")
    run(index, folder)
    assert "c\nd.txt" in ids(index)
    assert counts(run(index)) == {"unchanged": 3}
