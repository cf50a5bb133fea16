"""A short form of the campaign, always the same."""

import pytest
from torture import corruption, small_index

import searchkit
from searchkit.engine.verifying import verify
from searchkit.errors import CorruptIndex, IndexLocked
from searchkit.segment.container import open_container


def test_damaged_files_give_an_error_or_the_right_answer(tmp_path):
    counted = corruption.campaign(3, 1, tmp_path)
    assert counted["refused"] + counted["answered"] > 0


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
