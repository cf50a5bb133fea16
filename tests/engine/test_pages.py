"""Words counted by article, page by page: as if their positions were counted one by one."""

import numpy as np
import pytest
from making import make_article

from searchkit.engine import pages, tallies
from searchkit.engine.snapshot import load
from searchkit.engine.writing import build
from searchkit.segment.postings import weighted_frequencies


@pytest.fixture
def snapshot(tmp_path):
    draw = np.random.default_rng(7)
    words = [f"w{number}" for number in range(30)]
    articles = [
        make_article(f"{number}.txt", " ".join(draw.choice(words, 3)), " ".join(draw.choice(words, 90)))
        for number in range(40)
    ]
    build(tmp_path, [*articles, make_article("w.txt", "w7 " * 200, "w7 w8 " * 200)])
    return load(tmp_path)


@pytest.mark.parametrize("page_positions", [1, 7, 64, pages.PAGE_POSITIONS])
@pytest.mark.parametrize("narrow", [True, False], ids=["narrow", "wide"])
def test_pages_are_cut_anywhere(snapshot, monkeypatch, page_positions, narrow):
    monkeypatch.setattr(pages, "PAGE_POSITIONS", page_positions)
    if not narrow:
        monkeypatch.setattr(tallies, "_NARROW_ARTICLES", 0)
    leaf = snapshot.leaves[0]
    stream = leaf.segment.stream
    for words in (range(5, 25), range(7, 8), range(0), np.array([0, 3, 4, 29]), np.zeros(0, np.int64)):
        found = tallies.counted(pages.postings(snapshot, leaf, words))
        doc_ids, term_freqs = weighted_frequencies(stream.sections_of(np.sort(stream.positions_of(words))))
        assert found == dict(zip(doc_ids.tolist(), term_freqs.tolist(), strict=True))


def test_a_page_is_read_once(snapshot, monkeypatch):
    leaf = snapshot.leaves[0]
    list(pages.postings(snapshot, leaf, range(30)))
    monkeypatch.setattr(pages, "_read", None)
    assert len(list(pages.postings(snapshot, leaf, range(30)))) == 1
