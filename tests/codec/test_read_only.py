import gc

import pytest
import whoosh.index
from making import make_article
from whoosh import fields

from searchkit.codec import toc
from searchkit.codec.lock import write_lock
from searchkit.errors import ForeignWriter

# A commit that fails leaves Whoosh's own files open until they are collected.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

BATCHES = [[make_article(f"{number}", "title", "body", date="2023-03-09")] for number in range(7)]


@pytest.fixture(autouse=True)
def _collected():
    yield
    gc.collect()


def add(writer):
    writer.add_document(title="a title")


def add_stored_only(writer):
    writer.add_document(size=5)
    writer.commit()


def update(writer):
    writer.update_document(path="0", title="changed")


def delete(writer):
    writer.delete_by_term("path", "0")


def merge(writer):
    writer.commit(optimize=True)


def commit_nothing(writer):
    writer.commit()


def clear(writer):
    from whoosh import writing  # noqa: PLC0415 - the policy is of no use elsewhere

    writer.commit(mergetype=writing.CLEAR)


def change_schema(writer):
    writer.add_field("extra", fields.TEXT)
    writer.commit()


@pytest.mark.parametrize(
    "change", [add, add_stored_only, update, delete, merge, commit_nothing, clear, change_schema]
)
def test_a_stock_writer_is_refused_and_leaves_all_as_it_was(committed, directory, change):
    index = committed(*BATCHES)
    before = toc.read(directory)
    writer = index.writer()
    with pytest.raises(ForeignWriter, match=r"searchkit\.index"):
        change(writer)
    if not writer.is_closed:
        writer.cancel()
    with write_lock(directory):
        toc.clean(directory, toc.read(directory))
    assert toc.read(directory) == before
    assert {path.name for path in directory.iterdir()} == {
        "MAIN_WRITELOCK",
        "_MAIN_0.toc",
        *(segment.filename for segment in before.segments),
    }
    assert whoosh.index.open_dir(str(directory)).doc_count() == len(BATCHES)


def test_a_writer_that_is_used_as_it_should_frees_the_lock(committed, directory):
    index = committed(*BATCHES)
    with pytest.raises(ForeignWriter), index.writer() as writer:
        writer.add_document(title="a title")
    with write_lock(directory):
        pass


def test_a_merge_is_refused_before_it_reads_the_second_article(committed, monkeypatch):
    index = committed(*BATCHES)
    read = []
    original = whoosh.reading.SegmentReader.iter_docs
    monkeypatch.setattr(
        whoosh.reading.SegmentReader,
        "iter_docs",
        lambda reader: (read.append(docnum) or (docnum, stored) for docnum, stored in original(reader)),
    )
    with pytest.raises(ForeignWriter):
        index.optimize()
    assert len(read) == 1
