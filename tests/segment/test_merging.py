"""Merging on columns: the file is the one that the same articles would give when they are added anew."""

import numpy as np
import pytest
from anonymous import anonymous
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_article, make_mention

from searchkit.article import Clutter
from searchkit.errors import CorruptIndex
from searchkit.segment.builder import SegmentBuilder
from searchkit.segment.container import open_container
from searchkit.segment.merging import merge

WORDS = st.sampled_from(
    [
        "bank",
        "banks",
        "Banking",
        "kyiv",
        "Łódź",
        "fire",
        "fires",
        "rates",
        "rat",
        "x" * 300,
        "s-300",
        "\x01",
        "don't",
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
BODIES = st.integers(0, 15).flatmap(lambda number: TEXTS if number else st.just("news " * 20_000))
NAMES = st.sampled_from(["Anna Kowalska", "ANNA KOWALSKA", "anna kowalska", "Bo Li", "Bó Li"])

PLACES = st.builds(
    make_mention,
    st.sampled_from(["kyiv", "odesa", "country:ua"]),
    focus=st.sampled_from([0, 0.07, 0.5]),
    method=st.sampled_from(["gazetteer", "demonym"]),
    within=st.sampled_from([(), ("country:ua",), ("country:ua", "region:europe")]),
    spans=st.sampled_from([(), ((0, 4), (9, 13))]),
)


@st.composite
def articles(draw):
    return make_article(
        f"{draw(st.integers(0, 5))}.jsonl#{draw(st.integers(0, 10**9))}",
        draw(TEXTS),
        draw(BODIES),
        date=draw(st.sampled_from([None, "2023-03-09", "1999-12-31"])),
        source=draw(st.none() | NAMES),
        authors=draw(st.lists(NAMES, max_size=3)),
        modified=draw(st.sampled_from([None, None, "2023-03-10", "2001-01-01"])),
        places=draw(st.lists(PLACES, max_size=3)),
        clutter=draw(st.sampled_from([(), (Clutter("share", (3, 7)),)])),
        language=draw(st.sampled_from([None, "en", "de", "uk", "nb", "no"])),
    )


def write(path, articles):
    builder = SegmentBuilder()
    for article in articles:
        builder.add(article)
    builder.write(path)
    return path


def columns(path):
    container = open_container(path)
    return {
        name: (column.values.dtype.str, column.values.tobytes()) for name, column in container.columns.items()
    }


@settings(max_examples=100, deadline=None)
@given(
    parts=st.lists(st.lists(st.tuples(articles(), st.booleans()), max_size=6), min_size=1, max_size=4),
    side_by_side=st.booleans(),
)
def test_a_merged_file_is_the_one_that_the_same_articles_give_when_added_anew(
    tmp_path_factory, parts, side_by_side
):
    folder = tmp_path_factory.mktemp("segments")
    sources = [
        (
            write(folder / f"{number}.segment", [article for article, _ in part]),
            np.flatnonzero([not stays for _, stays in part]),
        )
        for number, part in enumerate(parts)
    ]
    merge(folder / "merged.segment", sources, side_by_side=side_by_side)
    write(folder / "anew.segment", [article for part in parts for article, stays in part if stays])
    assert columns(folder / "merged.segment") == columns(folder / "anew.segment")
    assert anonymous(folder / "merged.segment") == anonymous(folder / "anew.segment")


def test_lists_longer_than_a_part_are_laid_together_across_parts(tmp_path, monkeypatch):
    monkeypatch.setattr("searchkit.segment.lists._PART_ITEMS", 7)
    made = [make_article(f"{number}.txt", "one two", "two three " * number) for number in range(30)]
    sources = [
        (write(tmp_path / "a.segment", made[:10]), np.array([0, 3, 9])),
        (write(tmp_path / "b.segment", made[10:]), np.array([], np.int64)),
    ]
    merge(tmp_path / "merged.segment", sources)
    write(
        tmp_path / "anew.segment", [article for number, article in enumerate(made) if number not in {0, 3, 9}]
    )
    assert anonymous(tmp_path / "merged.segment") == anonymous(tmp_path / "anew.segment")


def test_a_damaged_source_leaves_nothing_behind(tmp_path):
    path = write(tmp_path / "a.segment", [make_article("a.txt", "", "bakhmut")])
    data = bytearray(path.read_bytes())
    data[data.index(b"bakhmut\n")] ^= 1
    path.write_bytes(data)
    with pytest.raises(CorruptIndex, match=r"words\.blob"):
        merge(tmp_path / "merged.segment", [(path, np.zeros(0, np.int64))])
    assert [found.name for found in tmp_path.iterdir()] == ["a.segment"]
