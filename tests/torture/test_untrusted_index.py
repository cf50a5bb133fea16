"""A short form of the campaign, always the same; what it has found stands below."""

import pickle
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from torture import forged_segments, small_index, untrusted_index
from torture.losing import Lost
from torture.watching import nothing_outside, only_classes
from torture.within_limits import within_limits

import searchkit
from searchkit.codec import toc, trust
from searchkit.codec.lock import LOCK_NAME
from searchkit.engine.verifying import verify
from searchkit.errors import CorruptIndex, UntrustedIndex


@pytest.fixture
def index(tmp_path):
    return small_index.build(tmp_path)


def test_forged_indexes_do_no_harm(tmp_path):
    assert sum(untrusted_index.campaign(2, 1, tmp_path).values()) > 0


def _look_outside(folder):
    with nothing_outside(folder), suppress(Exception):
        (folder.parent / "secret").read_text()


def _load(pickled):
    with only_classes(toc.SEGMENT_CLASSES), suppress(Exception):
        pickle.loads(pickled)  # noqa: S301 - that it is not safe is what is seen


@pytest.mark.parametrize(
    ("does", "told"),
    [
        (partial(_look_outside, Path("/nowhere/index")), "open '/nowhere/secret'"),
        (partial(_load, b"cos\nsystem\n."), "pickle.find_class"),
    ],
)
def test_what_goes_beyond_an_index_is_seen_though_its_error_is_not(does, told):
    with pytest.raises(Lost, match=told):
        within_limits(does, "something")


@pytest.mark.parametrize("name", [LOCK_NAME, "_MAIN_2.toc.tmp", "_MAIN_2.copies.tmp", ".asked.json.tmp"])
def test_a_link_in_the_index_does_not_have_its_target_overwritten(index, tmp_path, name):
    secret = tmp_path / "secret"
    secret.write_text("a secret")
    (index / name).unlink(missing_ok=True)
    (index / name).symlink_to(secret)
    (tmp_path / "news" / "new.txt").write_text("News\n\nSomething new of Bakhmut.\n")
    with suppress(CorruptIndex):
        searchkit.index(index=index, mtime_dates=True)
    assert secret.read_text() == "a secret"


def test_a_value_as_deep_as_its_pickle_is_long_is_refused(tmp_path):
    deep = b"\x80\x03]}" + b")" + b"\x85" * 500_000 + b"K\x01sa."
    with pytest.raises(UntrustedIndex):
        trust.load(deep, toc.SEGMENT_CLASSES, "a file")


def test_a_pickle_of_endless_instructions_is_refused():
    with pytest.raises(UntrustedIndex, match="more instructions"):
        trust.check(b"\x80\x03" + b"]" * (trust.MAX_INSTRUCTIONS + 1), trust.CALLS, frozenset(), "a file")


def test_the_list_of_segments_of_every_index_passes():
    segments = [toc.ColumnarSegment("0" * 16, number, b"\0\0\0\0" * (number > 0)) for number in range(300)]
    assert trust.load(pickle.dumps(segments, trust.PROTOCOL), toc.SEGMENT_CLASSES, "a file") == segments


def test_copies_of_another_state_are_refused(index, tmp_path):
    (tmp_path / "other").mkdir()
    other = small_index.build(tmp_path / "other")
    (index / "_MAIN_1.copies").write_bytes((other / "_MAIN_1.copies").read_bytes())
    with pytest.raises(CorruptIndex, match="of another index"):
        searchkit.open(index)


def test_copies_that_are_missing_are_missed(index):
    (index / "_MAIN_1.copies").unlink()
    with pytest.raises(CorruptIndex, match="missing"):
        searchkit.open(index)


def test_a_segment_under_the_name_of_another_is_refused(index):
    first, second = sorted(index.glob("*.segment"))
    first.write_bytes(second.read_bytes())
    with pytest.raises(CorruptIndex, match="another file"):
        searchkit.open(index)


@pytest.mark.parametrize("articles", [-1, 2**40, "7", None, True])
def test_no_segment_holds_more_articles_than_bytes(index, articles):
    path = min(index.glob("*.segment"))
    columns, properties = forged_segments.contents(path)
    forged_segments.write_segment(path, columns, {**properties, "articles": articles})
    with pytest.raises(CorruptIndex, match="cannot hold"):
        searchkit.open(index)


def test_blocks_of_stems_that_begin_otherwise_than_told_are_found_by_a_deep_look(index):
    path = min(index.glob("*.segment"))
    columns, properties = forged_segments.contents(path)
    columns["stems.heads.blob"][0] = ord("!")
    forged_segments.write_segment(path, columns, properties)
    assert verify(index).faults == ()
    assert any("stems.heads" in str(fault) for fault in verify(index, deep=True).faults)


def test_an_error_in_a_broken_index_says_what_is_broken(index):
    for path in index.glob("*.segment"):
        columns, properties = forged_segments.contents(path)
        columns["stems.doc_ids.firsts"][:] = 99
        forged_segments.write_segment(path, columns, properties)
    with searchkit.open(index) as opened, pytest.raises(CorruptIndex, match=r"stems\.doc_ids"):
        opened.search("missiles NOT storm")


def test_an_error_of_the_caller_is_not_blamed_on_the_index(index):
    with searchkit.open(index) as opened, pytest.raises(TypeError) as raised:
        opened.search(None)
    assert not hasattr(raised.value, "__notes__")
