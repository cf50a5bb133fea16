"""What runs are asked for: remembered from one to the next, and begun anew by a rebuild."""

import json
import os

import pytest
from runs import counts, ids, run

import searchkit
from searchkit.article import Article, Origin
from searchkit.indexing.file_dates import dated_by_file


def test_without_paths_the_folders_of_the_last_run_are_taken(folder, index):
    run(index, folder)
    (folder / "c.txt").write_text("New\n\nA third article.\n")
    assert counts(run(index)) == {"added": 1, "unchanged": 2}


def test_without_paths_and_without_an_index_there_is_nothing_to_do(index):
    with pytest.raises(searchkit.IndexNotFound):
        run(index)
    assert not index.exists()


def test_an_emptied_folder_is_not_forgotten(folder, index):
    run(index, folder / "2023")
    (folder / "2023" / "b.txt").rename(folder / "b.txt")
    assert counts(run(index)) == {"removed": 1}
    (folder / "b.txt").rename(folder / "2023" / "b.txt")
    assert counts(run(index)) == {"added": 1}


def test_a_folder_that_was_never_there_is_not_asked_for_again(folder, index):
    run(index, folder)
    assert run(index, folder.with_name("nwes")).failed
    assert run(index).failed == ()


def test_a_file_of_a_foreign_format_is_not_asked_for_again(folder, index):
    (folder.parent / "scan.pdf").write_bytes(b"%PDF")
    assert run(index, folder, folder.parent / "scan.pdf").failed
    assert run(index).failed == ()


@pytest.mark.parametrize("named", ["the mistyped folder", "the folders of the last run"])
def test_a_rebuild_without_a_folder_that_it_is_made_from_leaves_the_index_as_it_was(folder, index, named):
    run(index, folder)
    folder.rename(folder.with_name("away"))
    with pytest.raises(searchkit.SearchkitError, match="there is no such file or folder"):
        run(index, *([folder.with_name("nwes")] if named == "the mistyped folder" else []), rebuild=True)
    assert ids(index) == ["2023/b.txt", "a.txt"]


def test_a_rebuild_begins_from_nothing(folder, index, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "z.txt").write_text("Zaporizhzhia\n\nThe plant.\n")
    run(index, tmp_path / "more")
    assert counts(run(index, folder, rebuild=True)) == {"added": 2}
    assert ids(index) == ["2023/b.txt", "a.txt"]


def test_a_rebuild_without_paths_takes_the_known_folders(folder, index):
    run(index, folder)
    assert counts(run(index, rebuild=True)) == {"added": 2}


def test_a_rebuild_mends_a_damaged_index(folder, index):
    run(index, folder)
    for path in index.glob("MAIN_*.*"):
        path.write_bytes(b"damaged")
    run(index, folder, rebuild=True)
    assert ids(index) == ["2023/b.txt", "a.txt"]


def date_of(index, article_id):
    with searchkit.open(index) as opened:
        return opened.get(article_id).date


def test_an_article_is_not_dated_by_its_file_unless_that_is_asked_for(folder, index):
    run(index, folder)
    assert date_of(index, "a.txt") is None
    run(index, folder, rebuild=True, mtime_dates=True)
    assert date_of(index, "a.txt").method == "mtime"


def test_a_date_of_a_file_is_that_of_its_last_change(folder, index):
    os.utime(folder / "a.txt", (0, 1_678_359_900))
    run(index, folder, mtime_dates=True)
    date = date_of(index, "a.txt")
    assert (str(date.value), date.quote, date.span) == (
        "2023-03-09T11:05+00:00",
        "2023-03-09T11:05+00:00",
        None,
    )


def test_a_date_that_an_article_says_counts_before_that_of_its_file(folder, index):
    (folder / "c.md").write_text("---\ntitle: Rain\ndate: 2001-02-03\n---\n\nIt rains.\n")
    run(index, folder, mtime_dates=True)
    assert str(date_of(index, "c.md").value) == "2001-02-03"


def test_that_files_date_articles_is_remembered_until_it_is_taken_back(folder, index):
    run(index, folder, mtime_dates=True)
    (folder / "new.txt").write_text("Rain\n\nIt rains.\n")
    run(index)
    assert date_of(index, "new.txt").method == "mtime"
    run(index, rebuild=True, mtime_dates=False)
    assert date_of(index, "new.txt") is None


def source_of(index, article_id):
    with searchkit.open(index) as opened:
        found = opened.get(article_id).source
    return found and (found.value, found.method, found.quote)


def test_a_folder_is_a_source_only_where_that_is_asked_for(folder, index):
    (folder / "ap news").mkdir()
    (folder / "ap news" / "new.txt").write_text("Rain\n\nIt rains.\n")
    run(index, folder)
    assert source_of(index, "ap news/new.txt") is None
    run(index, folder, rebuild=True, folder_sources=True)
    assert source_of(index, "ap news/new.txt") == ("Associated Press", "folder", "ap news")
    assert source_of(index, "a.txt") is None


def test_that_folders_are_sources_is_remembered(folder, index):
    run(index, folder, folder_sources=True)
    (folder / "valley").mkdir()
    (folder / "valley" / "new.txt").write_text("Rain\n\nIt rains.\n")
    run(index)
    assert source_of(index, "valley/new.txt") == ("valley", "folder", "valley")


def test_a_source_that_an_article_says_counts_before_its_folder(folder, index):
    (folder / "valley").mkdir()
    (folder / "valley" / "c.md").write_text("---\ntitle: Rain\nsource: Reuters\n---\n\nIt rains.\n")
    run(index, folder, folder_sources=True)
    assert source_of(index, "valley/c.md") == ("Reuters", "front-matter:source", "Reuters")


def test_a_time_that_no_calendar_has_dates_nothing(folder):
    article = Article("a", Origin("/", "a", 1, 10**30, ""), "", "")
    assert dated_by_file(article) == article


def test_what_an_older_version_remembered_is_taken_up(folder, index):
    run(index, folder)
    (index / ".asked.json").write_text(json.dumps([str(folder)]))
    (folder / "new.txt").write_text("Rain\n\nIt rains.\n")
    assert run(index).added == 1


@pytest.mark.parametrize("note", ["{", "3", '{"paths": 3}', "null"])
def test_a_damaged_memory_of_what_was_asked_for_is_none(folder, index, note):
    run(index, folder)
    (index / ".asked.json").write_text(note)
    assert run(index).unchanged == 2
