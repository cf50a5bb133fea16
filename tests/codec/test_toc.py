import errno
import os
import pickle
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
import whoosh.index
from making import make_article
from publishing import commit

from searchkit.codec import toc, trust
from searchkit.codec.schema import schema
from searchkit.codec.segments import new_segment
from searchkit.errors import CorruptIndex, IndexNotFound, IndexNotWritten, UntrustedIndex


class Evil:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


def forge(directory, *, schema_bytes=None, segment_bytes=None, checksum=True):
    """Replace the table of contents by one with other pickles in it."""
    buffer = toc.io.BytesIO()
    stream = toc.StructFile(buffer)
    for size in (4, 8, 4):
        stream.write_varint(size)
    stream.write_int(-12345)
    stream.write_int(-111)
    for number in (3, 54, 0):
        stream.write_varint(number)
    stream.write_string(schema_bytes or pickle.dumps(schema(), trust.PROTOCOL))
    stream.write_int(0)
    stream.write_int(0)
    buffer.write(segment_bytes or pickle.dumps([], trust.PROTOCOL))
    content = buffer.getvalue()
    if checksum:
        content += struct.pack("<I8s", zlib.crc32(content), b"SKCONTNT")
    directory.mkdir(exist_ok=True)
    (directory / "_MAIN_0.toc").write_bytes(content)


def test_what_was_written_is_read(directory):
    directory.mkdir()
    segments = (new_segment(3), new_segment(5).with_deleted(np.array([0, 4])))
    toc.write(directory, 7, segments)
    assert toc.read(directory) == toc.Toc(7, segments)


def test_an_index_without_articles_is_an_index(directory):
    commit(directory)
    assert toc.read(directory).segments == ()
    with whoosh.index.open_dir(str(directory)).searcher() as searcher:
        assert searcher.doc_count() == 0


def test_stock_whoosh_reads_the_same_state(committed):
    index = committed([make_article("a")], [make_article("b"), make_article("c")], generation=4, deleted=[0])
    assert index.latest_generation() == 4
    assert index.doc_count() == 2
    assert index.schema.names() == schema().names()


def test_the_newest_state_counts(directory):
    directory.mkdir()
    for generation in (9, 10, 2):
        toc.write(directory, generation, [])
    assert toc.read(directory).generation == 10


@pytest.mark.parametrize("name", ["missing", "empty", "file"])
def test_where_no_index_is_none_is_found(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(IndexNotFound, match=name):
        toc.read(tmp_path / name)


def test_a_state_is_never_written_over(directory):
    directory.mkdir()
    toc.write(directory, 1, [])
    with pytest.raises(FileExistsError):
        toc.write(directory, 1, [new_segment(1)])
    assert toc.read(directory).segments == ()


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_before_the_rename_leaves_the_old_state(directory, monkeypatch, step):
    commit(directory, [make_article("a")])
    before = toc.read(directory)

    def fail(*_):
        raise OSError(errno.EIO, "device fails")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(IndexNotWritten, match=r"_MAIN_1\.toc: device fails"):
        toc.write(directory, 1, [new_segment(1)])
    monkeypatch.undo()
    assert toc.read(directory) == before
    assert not list(directory.glob("*.tmp"))


def test_a_process_that_dies_before_the_rename_leaves_the_old_state(directory):
    commit(directory, [make_article("a")])
    before = toc.read(directory)
    (directory / "_MAIN_1.toc.tmp").write_bytes(b"half of")
    assert toc.read(directory) == before
    assert whoosh.index.open_dir(str(directory)).latest_generation() == 0


def test_a_state_that_a_commit_removes_while_it_is_read_is_read_anew(directory, monkeypatch):
    commit(directory, [make_article("a")])
    original = toc._bytes_of

    def commit_first(path):
        if path.name == "_MAIN_0.toc":
            toc.write(directory, 1, [])
            path.unlink()
        return original(path)

    monkeypatch.setattr(toc, "_bytes_of", commit_first)
    assert toc.read(directory) == toc.Toc(1, ())


def test_stock_whoosh_reads_anew_when_a_commit_removes_a_segment(committed, directory, monkeypatch):
    index = committed([make_article("a")])
    stale = index._read_toc()
    commit(directory, [make_article("b"), make_article("c")], generation=1)
    toc.clean(directory, toc.read(directory))
    states = iter([stale])
    original = index._read_toc
    monkeypatch.setattr(index, "_read_toc", lambda: next(states, None) or original())
    assert index.reader().doc_count() == 2


def test_cleaning_keeps_what_is_needed_and_nothing_else(directory):
    old = commit(directory, [make_article("a")])
    kept = commit(directory, [make_article("b")], generation=1)
    leavings = [
        "_MAIN_2.toc.tmp",
        "_MAIN_0.toc.1678.5",
        "MAIN_0123456789abcdef.segment.tmp",
        "MAIN_0123456789abcdef.seg",
    ]
    strangers = ["MAIN_WRITELOCK", "MAIN_report.pdf", "notes.txt", "OTHER_0123456789abcdef.segment"]
    for name in [*leavings, *strangers]:
        (directory / name).touch()
    (directory / "MAIN.tmp").mkdir()
    toc.clean(directory, toc.read(directory))
    assert {path.name for path in directory.iterdir()} == {"_MAIN_1.toc", kept[0].filename, *strangers}
    assert old[0].filename != kept[0].filename


def test_cleaning_after_a_failed_commit_keeps_the_last_good_state(directory):
    segments = commit(directory, [make_article("a")])
    state = toc.read(directory)
    (directory / new_segment(1).filename).touch()
    toc.clean(directory, state)
    assert {path.name for path in directory.iterdir()} == {"_MAIN_0.toc", segments[0].filename}


def test_a_table_of_contents_cut_anywhere_is_corrupt(directory):
    commit(directory, [make_article("a")], [make_article("b")])
    path = directory / "_MAIN_0.toc"
    content = path.read_bytes()
    for length in range(len(content)):
        path.write_bytes(content[:length])
        with pytest.raises(CorruptIndex, match="_MAIN_0"):
            toc.read(directory)


def test_a_changed_byte_is_corrupt(directory):
    commit(directory, [make_article("a")])
    path = directory / "_MAIN_0.toc"
    content = path.read_bytes()
    for position in range(0, len(content), 7):
        changed = bytearray(content)
        changed[position] ^= 0x20
        path.write_bytes(changed)
        with pytest.raises((CorruptIndex, UntrustedIndex), match="_MAIN_0"):
            toc.read(directory)


def test_a_table_of_contents_under_another_number_is_corrupt(directory):
    commit(directory, [make_article("a")])
    (directory / "_MAIN_0.toc").rename(directory / "_MAIN_5.toc")
    with pytest.raises(CorruptIndex, match="generation"):
        toc.read(directory)


def test_a_huge_table_of_contents_is_not_read(directory, monkeypatch):
    commit(directory, [make_article("a")])
    monkeypatch.setattr(toc, "MAX_BYTES", 100)
    with pytest.raises(CorruptIndex, match="100 bytes"):
        toc.read(directory)


def test_a_segment_is_not_listed_twice(directory):
    segment = new_segment(1)
    forge(
        directory, segment_bytes=pickle.dumps([segment, segment.with_deleted(np.array([0]))], trust.PROTOCOL)
    )
    with pytest.raises(CorruptIndex, match="twice"):
        toc.read(directory)


@pytest.mark.parametrize("value", [{}, [1], None, (), "x"])
def test_what_is_no_list_of_segments_is_refused(directory, value):
    forge(directory, segment_bytes=pickle.dumps(value, trust.PROTOCOL))
    with pytest.raises((CorruptIndex, UntrustedIndex)):
        toc.read(directory)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("place", ["segments", "schema"])
@pytest.mark.parametrize("checksum", [True, False])
def test_a_pickle_that_would_run_something_is_refused_before_it_does(
    directory, tmp_path, protocol, place, checksum
):
    traces = tmp_path / "traces"
    evil = pickle.dumps([new_segment(1), Evil(traces)], protocol)
    forge(
        directory,
        checksum=checksum,
        **({"segment_bytes": evil} if place == "segments" else {"schema_bytes": evil}),
    )
    with pytest.raises(UntrustedIndex, match="nothing of it was run"):
        toc.read(directory)
    assert not traces.exists()


def test_a_call_hidden_in_the_state_of_a_field_is_refused(directory, tmp_path):
    traces = tmp_path / "traces"
    fields = schema()
    fields["title"].analyzer.hidden = Evil(traces)
    forge(directory, schema_bytes=pickle.dumps(fields, trust.PROTOCOL))
    with pytest.raises(UntrustedIndex):
        toc.read(directory)
    assert not traces.exists()


def test_a_stock_whoosh_index_is_refused(directory):
    directory.mkdir()
    whoosh.index.create_in(str(directory), whoosh.fields.Schema(title=whoosh.fields.TEXT))
    with pytest.raises((UntrustedIndex, CorruptIndex)):
        toc.read(directory)


def test_a_class_cannot_be_changed_from_inside_a_pickle(directory):
    name, state = b"csearchkit.codec.segments\nColumnarSegment\n", b"N}X\x08\0\0\0filenameX\x01\0\0\0xs\x86b."
    change = b"\x80\x03" + name + state
    forge(directory, segment_bytes=change)
    with pytest.raises(UntrustedIndex, match="nothing of it was run"):
        toc.read(directory)
    assert new_segment(1).filename != "x"


def test_a_pickle_cannot_ask_for_much_memory(directory):
    forge(directory, segment_bytes=b"\x80\x03]r\xff\xff\xff\x7f.")
    with pytest.raises(UntrustedIndex, match="memory"):
        toc.read(directory)


def test_a_segment_whose_name_leads_elsewhere_is_corrupt(directory):
    segment = new_segment(1)
    segment.segid = "../../etc/passwd"
    forge(directory, segment_bytes=pickle.dumps([segment], trust.PROTOCOL))
    with pytest.raises(CorruptIndex):
        toc.read(directory)
