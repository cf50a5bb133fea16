"""docs/format.md names every column that is written."""

import re
from pathlib import Path

import pytest
from making import make_article

from searchkit.segment.builder import SegmentBuilder
from searchkit.segment.container import open_container

WHOLE_PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
PAGE = WHOLE_PAGE.partition("## Columns")[2].partition("## Older formats")[0]
PARTS = {
    "strings": ["blob", "lengths"],
    "terms": ["blocks", "block_lengths", "heads.blob", "heads.lengths", "frame"],
    "packed": ["frame", "firsts", "blocks", "groups", "bits", "patches"],
    "numbers": ["frame", "blocks", "groups", "bits", "patches"],
    "stored": ["blocks", "block_lengths", "lengths"],
    "keyword": [
        "terms.blob", "terms.lengths", "labels.blob", "labels.lengths",
        "doc_freqs", "doc_ids", "value_counts", "values",
    ],
}  # fmt: skip


def documented():
    names = set(re.findall(r"`([a-z]+\.[a-z0-9_]+)`", PAGE))
    for family, name in re.findall(r"`(strings|terms|packed|numbers|stored|keyword)\(([a-z_.]+)\)`", PAGE):
        names |= {f"{name}.{part}" for part in PARTS[family]}
    return names


@pytest.fixture
def columns(segment_path):
    builder = SegmentBuilder()
    builder.add(
        make_article("a.txt", "Title", "Body text.", date="2023-03-09", source="Courier", language="de")
    )
    builder.write(segment_path)
    return set(open_container(segment_path).columns)


def test_every_column_is_documented(columns):
    assert columns - documented() == set()


def test_every_documented_column_is_written(columns):
    assert documented() - columns == set()
