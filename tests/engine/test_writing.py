"""Writing: one commit at a time, all of it or nothing."""

from functools import partial

import pytest
from making import make_article

from searchkit.engine import merging, writing
from searchkit.engine.batches import Batches
from searchkit.engine.index import Index
from searchkit.engine.verifying import verify
from searchkit.engine.writing import IndexWriter, build
from searchkit.errors import CorruptIndex, IndexLocked


@pytest.fixture
def folder(tmp_path):
    build(tmp_path, [make_article("a.txt", "first", "bakhmut")])
    return tmp_path


def texts(folder):
    with Index(folder) as index:
        return {hit.id: hit.text for hit in index.search("*", limit=1000)}


def segment_files(folder):
    return sorted(path.name for path in folder.glob("MAIN_*.*"))


def add_and_commit(writer, articles):
    add_all(writer, articles)
    writer.commit()


def add_all(writer, articles):
    for article in articles:
        writer.add(article)


def fail_after(writer, article):
    writer.add(article)
    raise RuntimeError


def test_nothing_is_seen_before_the_commit(folder):
    with IndexWriter(folder) as writer:
        writer.add(make_article("b.txt", "second"))
        assert set(texts(folder)) == {"a.txt"}
        writer.commit()
        assert set(texts(folder)) == {"a.txt", "b.txt"}


def test_a_writer_that_fails_changes_nothing_and_leaves_nothing(folder, monkeypatch):
    monkeypatch.setattr(writing, "Batches", partial(Batches, batch_tokens=1))
    before = segment_files(folder)
    with pytest.raises(RuntimeError), IndexWriter(folder) as writer:
        fail_after(writer, make_article("b.txt", "second"))
    assert (texts(folder), segment_files(folder)) == ({"a.txt": "bakhmut"}, before)


def test_an_article_that_cannot_be_written_takes_nothing_with_it(folder):
    broken = make_article("b.txt", "second")
    object.__setattr__(broken, "title", None)
    with pytest.raises((TypeError, AttributeError)), IndexWriter(folder) as writer:
        add_and_commit(writer, [make_article("c.txt", "third"), broken])
    assert set(texts(folder)) == {"a.txt"}
    with IndexWriter(folder) as writer:
        writer.add(make_article("c.txt", "third"))
        writer.commit()
    assert set(texts(folder)) == {"a.txt", "c.txt"}


def test_of_two_articles_with_one_id_the_later_stays(folder):
    with IndexWriter(folder) as writer:
        writer.add(make_article("b.txt", "", "one"))
        writer.add(make_article("b.txt", "", "two"))
        writer.add(make_article("a.txt", "", "kyiv"))
        writer.commit()
    assert texts(folder) == {"a.txt": "kyiv", "b.txt": "two"}


def test_of_two_articles_with_one_id_the_later_stays_over_batches(folder, monkeypatch):
    monkeypatch.setattr(writing, "Batches", partial(Batches, batch_tokens=1))
    with IndexWriter(folder) as writer:
        for word in ("one", "two", "three"):
            writer.add(make_article("b.txt", "", word))
        writer.commit()
    assert texts(folder) == {"a.txt": "bakhmut", "b.txt": "three"}


def test_an_article_that_changes_its_place_in_the_order_does_not_come_back(folder):
    for word in ("one", "two", "three"):
        with IndexWriter(folder) as writer:
            add_all(writer, [make_article("b.txt", "", word), make_article(f"{word}.txt", "", word)])
            writer.commit()
    assert texts(folder) == {
        "a.txt": "bakhmut",
        "b.txt": "three",
        "one.txt": "one",
        "two.txt": "two",
        "three.txt": "three",
    }


def test_removing_a_file_removes_its_articles(folder):
    with IndexWriter(folder) as writer:
        writer.remove_files([make_article("a.txt").origin])
        writer.commit()
    assert texts(folder) == {}


def test_building_replaces_all_that_was_there(folder):
    build(folder, [make_article("z.txt", "", "new")])
    assert texts(folder) == {"z.txt": "new"}


def test_building_mends_a_damaged_index(folder):
    for path in folder.glob("_MAIN_*.toc"):
        path.write_bytes(b"damaged")
    build(folder, [make_article("z.txt", "", "new")])
    assert texts(folder) == {"z.txt": "new"}


def test_an_empty_index_answers(tmp_path):
    build(tmp_path, [])
    with Index(tmp_path) as index:
        assert index.search("anything").total == 0
        assert index.facets().total == 0
        assert index.status().articles == 0


def test_files_of_old_states_are_cleaned_away(folder):
    build(folder, [make_article("z.txt", "", "new")])
    assert len(segment_files(folder)) == 1


def test_an_open_index_goes_on_answering_while_its_files_are_replaced(folder):
    with Index(folder) as index:
        build(folder, [make_article("z.txt", "", "new")])
        assert [hit.text for hit in index.search("bakhmut")] == ["bakhmut"]


def test_a_second_writer_is_told_who_holds_the_lock(folder):
    with IndexWriter(folder), pytest.raises(IndexLocked, match="process"), IndexWriter(folder):
        pass


def test_many_small_commits_are_merged_into_few_segments_and_nothing_is_lost(tmp_path):
    for number in range(3 * merging.FAN_IN):
        with IndexWriter(tmp_path) as writer:
            writer.add(
                make_article(f"{number}.txt", "", f"word{number} common", date="2023-03-09", source="Courier")
            )
            writer.commit()
    with Index(tmp_path) as index:
        assert index.status().segments <= 2 * merging.FAN_IN
        assert index.search("common").total == 3 * merging.FAN_IN
        assert all(index.search(f"word{number}").total == 1 for number in range(3 * merging.FAN_IN))


def test_a_mostly_deleted_segment_is_rewritten(tmp_path):
    build(tmp_path, [make_article(f"{number}.txt", "", "common") for number in range(9)])
    with IndexWriter(tmp_path) as writer:
        writer.remove_files([make_article(f"{number}.txt").origin for number in range(6)])
        writer.commit()
    with Index(tmp_path) as index:
        assert (index.status().articles, index.status().deleted) == (3, 0)


def test_a_whole_index_verifies(folder):
    report = verify(folder)
    assert (report.files, report.faults) == (2, ())


def test_verifying_names_the_file_and_column_that_is_damaged(folder):
    (path,) = folder.glob("MAIN_*.seg*")
    data = bytearray(path.read_bytes())
    data[data.index(b"bakhmut\n")] ^= 1
    path.write_bytes(data)
    (fault,) = verify(folder).faults
    assert f"{path.name}, column words.blob" in fault


def test_a_missing_segment_is_named(folder):
    for path in folder.glob("MAIN_*.seg*"):
        path.unlink()
    assert "missing" in verify(folder).faults[0]
    with pytest.raises(CorruptIndex, match="missing"):
        Index(folder)
