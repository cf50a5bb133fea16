"""Of many articles only those are scored that can be among the best: the answer is that of scoring all."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import index_in_parts, make_article
from whoosh.query.terms import FuzzyTerm, Prefix

from searchkit.engine import highest, leaf_queries, many_matches, ranking, tallies
from searchkit.engine.matching import evaluate
from searchkit.engine.snapshot import load

WORDS = [f"w{number}" for number in range(40)]


@pytest.fixture(scope="module", params=[False, True], ids=["all live", "some deleted"])
def snapshot(request, tmp_path_factory):
    """Articles of all lengths; each stands there twice, so that many score the same."""
    draw = np.random.default_rng(5)
    texts = [
        (" ".join(draw.choice(WORDS, 2)), " ".join(draw.choice(WORDS, draw.integers(1, 60))))
        for _ in range(150)
    ]
    articles = [make_article(f"{number}.txt", *text) for number, text in enumerate(texts + texts)]
    folder = tmp_path_factory.mktemp("many")
    index_in_parts(folder, articles, 2, gone=articles[::7] if request.param else ())
    return load(folder)


LEAVES = st.builds(
    lambda kind, word, boost: kind(word, boost),
    st.sampled_from(
        [
            lambda word, boost: Prefix("text_exact", word, boost),
            lambda word, boost: FuzzyTerm("text_exact", word, boost, maxdist=1, prefixlength=1),
        ]
    ),
    st.sampled_from(["w", *WORDS]),
    st.sampled_from([1.0, 0.0, 2.5]),
)


@settings(deadline=None)
@given(leaf=LEAVES, count=st.integers(0, 40), group=st.sampled_from([1, 2, 7, 64, 1000]))
def test_the_best_are_those_of_all(*, snapshot, leaf, count, group):
    hits = {}
    for dense in (0, 1 << 20):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(leaf_queries, "_FEW", -1)
            patch.setattr(tallies, "_DENSE", dense)
            patch.setattr(tallies, "_DENSE_IN_ORDER", dense)
            patch.setattr(highest, "_GROUP", group)
            found = leaf_queries.occurrences(snapshot, leaf)
            assert isinstance(found, tallies.Row) == bool(dense)
            hits[dense] = ranking.best(snapshot, leaf, count)
            every = evaluate(snapshot, leaf)
    assert hits[0] == hits[1 << 20]
    assert hits[0].total == len(every)


def test_few_of_many_are_scored(snapshot, monkeypatch):
    monkeypatch.setattr(highest, "_GROUP", 4)
    row = leaf_queries.occurrences(snapshot, Prefix("text_exact", "w"))
    assert isinstance(row, tallies.Row)
    some, total = many_matches.likely(snapshot, 1.0, row, 5)
    assert len(some) * 4 < total
