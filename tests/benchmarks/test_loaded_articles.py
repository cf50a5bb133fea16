from unittest import mock

import pytest
from corpus import generate
from engines.searchkit_engine import FileEngine, LoadedEngine
from records import write_corpus

from searchkit.segment.container import open_container


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("loaded") / "corpus"
    write_corpus(generate(150), folder)
    return folder


def segments(engine, folder, directory, jobs):
    """The number of articles, and the columns of the segments; their names are random."""
    directory.mkdir()
    with engine.prepare(folder, jobs) as prepared:
        articles = engine.build(prepared, directory, jobs)
    columns = [open_container(path).columns for path in directory.glob("*.segment")]
    return articles, sorted([(name, one[name].values.tobytes()) for name in sorted(one)] for one in columns)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_articles_in_memory_make_the_segments_that_their_files_make(folder, tmp_path, jobs):
    with mock.patch("searchkit.indexing.shares.SHARE_BYTES", 10_000):
        loaded = segments(LoadedEngine(), folder, tmp_path / "loaded", jobs)
    assert loaded == segments(FileEngine(), folder, tmp_path / "files", 1)
    assert loaded[0] == 150
