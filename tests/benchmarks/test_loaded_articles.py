from unittest import mock

import pytest
from anonymous import anonymous
from corpus import generate
from engines.searchkit_engine import FileEngine, LoadedEngine
from records import write_corpus


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("loaded") / "corpus"
    write_corpus(generate(150), folder)
    return folder


def segments(engine, folder, directory, jobs):
    """The number of articles, and the segments without their names, which are random."""
    directory.mkdir()
    with engine.prepare(folder, jobs) as prepared:
        articles = engine.build(prepared, directory, jobs)
    return articles, sorted(anonymous(path)[0] for path in directory.glob("*.segment"))


@pytest.fixture(scope="module")
def of_files(folder):
    return segments(FileEngine(), folder, folder.with_name("files"), 1)


@pytest.mark.parametrize("jobs", [1, 3])
def test_articles_in_memory_make_the_segments_that_their_files_make(folder, of_files, tmp_path, jobs):
    with mock.patch("searchkit.indexing.shares.SHARE_BYTES", 10_000):
        loaded = segments(LoadedEngine(), folder, tmp_path / "loaded", jobs)
    assert loaded == of_files
    assert loaded[0] == 150
