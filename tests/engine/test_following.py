"""A program that runs for long sees each commit, and works on one state at a time."""

import shutil
import threading

import pytest

import searchkit
from searchkit.engine.following import FollowedIndex


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.md").write_text("# Storm\n\nA storm came.\n", encoding="utf-8")
    searchkit.index([folder], index=tmp_path / "index")
    return folder


def add_article(news, name):
    (news / name).write_text(f"# Storm {name}\n\nAnother storm came.\n", encoding="utf-8")
    searchkit.index([news], index=news.parent / "index")


def test_state_stays_open_as_long_as_it_is_the_newest(news):
    followed = FollowedIndex(news.parent / "index")
    assert followed.newest() is followed.newest()


def test_commit_is_seen_and_what_was_opened_before_stays_as_it_was(news):
    followed = FollowedIndex(news.parent / "index")
    before = followed.newest()
    add_article(news, "b.md")
    after = followed.newest()
    assert (len(before.index), len(after.index)) == (1, 2)
    assert before.stamp != after.stamp


def test_index_that_was_built_anew_is_another_one_though_it_is_of_the_same_revision(news):
    followed = FollowedIndex(news.parent / "index")
    before = followed.newest()
    shutil.rmtree(news.parent / "index")
    add_article(news, "b.md")
    after = followed.newest()
    assert before.index.revision == after.index.revision
    assert (len(after.index), before.stamp == after.stamp) == (2, False)


def test_index_that_is_gone_is_told(news):
    followed = FollowedIndex(news.parent / "index")
    followed.newest()
    shutil.rmtree(news.parent / "index")
    with pytest.raises(searchkit.IndexNotFound):
        followed.newest()


def test_threads_share_what_is_opened(news):
    followed = FollowedIndex(news.parent / "index")
    ready = threading.Barrier(8)
    found = []

    def ask():
        ready.wait()
        found.append(followed.newest().index)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(map(id, found))) == 1
