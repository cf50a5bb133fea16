"""Texts on their way to columns: how they are cut into chunks does not show in the file."""

import pytest
from anonymous import anonymous
from making import make_article

from searchkit.segment import builder, lists
from searchkit.segment.builder import SegmentBuilder


def write(path, articles):
    building = SegmentBuilder()
    for article in articles:
        building.add(article)
    building.write(path)
    return anonymous(path)


@pytest.mark.parametrize("room", [1, 1 << 10])
def test_a_file_is_the_same_however_its_texts_are_cut_into_chunks(room, tmp_path, monkeypatch):
    articles = [
        make_article(f"{number}.txt", "Bank banks", f"x{number % 7} banking, {'ż' * number} " * number)
        for number in range(40)
    ]
    expected = write(tmp_path / "one.segment", articles)
    monkeypatch.setattr(builder, "_CHARACTERS_AT_ONCE", 50)
    monkeypatch.setattr(lists, "_ROOM_BYTES", room)
    assert write(tmp_path / "many.segment", articles) == expected
