"""A short form of the campaign, always the same."""

import random

import pytest
from torture import corruption, damages, small_index

import searchkit
from searchkit.engine.verifying import verify
from searchkit.errors import CorruptIndex, IndexLocked
from searchkit.segment.container import open_container


def test_damaged_files_give_an_error_or_the_right_answer(tmp_path):
    counted = corruption.campaign(2, 1, tmp_path)
    assert min(counted["cut"], counted["flipped"]) > 0


def test_every_file_is_cut_at_every_length_and_flipped_at_every_byte(tmp_path):
    (tmp_path / "a.toc").write_bytes(b"abc")
    left = []
    for damage in (*damages.every_cut(tmp_path), *damages.every_flip(tmp_path, random.Random(1))):
        damage.do(tmp_path / damage.name)
        left.append((tmp_path / damage.name).read_bytes())
        (tmp_path / damage.name).write_bytes(b"abc")
    assert left[:3] == [b"", b"a", b"ab"]
    assert [sum(map(int.__ne__, content, b"abc")) for content in left[3:]] == [1, 1, 1]
    assert len(set(left)) == 6


@pytest.fixture
def index(tmp_path):
    """An index whose table of contents is damaged."""
    index = small_index.build(tmp_path)
    path = next(index.glob("*.toc"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    return index


def test_a_rebuild_that_fails_over_a_damaged_table_of_contents_takes_nothing_away(index, monkeypatch):
    before = sorted(path.name for path in index.iterdir())

    def fail(*_, **__):
        raise IndexLocked("not now")

    monkeypatch.setattr("searchkit.engine.writing.toc.write", fail)
    with pytest.raises(IndexLocked):
        searchkit.index(index.parent / "news", index=index, rebuild=True)
    assert sorted(path.name for path in index.iterdir()) == before


def test_a_rebuild_over_a_damaged_table_of_contents_knows_its_folders(index):
    with pytest.raises(CorruptIndex):
        searchkit.open(index)
    assert searchkit.index(index=index, rebuild=True).added == 13
    assert verify(index, deep=True).faults == ()
    assert len(list(index.glob("*.segment"))) == 1


def test_a_rebuild_without_any_known_folder_says_so_and_takes_nothing_away(index):
    (index / ".asked.json").unlink()
    before = sorted(path.name for path in index.iterdir())
    with pytest.raises(CorruptIndex):
        searchkit.index(index=index, rebuild=True)
    assert sorted(path.name for path in index.iterdir()) == before


def test_what_lies_between_columns_is_verified(index):
    path = max(index.glob("*.segment"))
    content = bytearray(path.read_bytes())
    content[17] ^= 1
    path.write_bytes(content)
    next(index.glob("*.toc")).unlink()
    columns = open_container(path)
    assert ["are not zeros" in str(fault) for fault in columns.faults()] == [True]
