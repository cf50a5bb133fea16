"""What a word counts."""

import itertools
import math

import pytest
from making import make_article

from searchkit.engine import function_words, scoring
from searchkit.engine.index import Index
from searchkit.engine.writing import IndexWriter


def test_a_word_that_falls_anywhere_is_not_bursty():
    by_chance = round(1000 * (1 - math.exp(-0.5)))
    assert scoring.burstiness(by_chance, 500, 1000) == pytest.approx(1, abs=0.01)


def test_a_word_counts_more_the_more_it_is_repeated_where_it_stands():
    weights = [scoring.term_weight(10, occurrences, 1000) for occurrences in (10, 20, 40)]
    assert weights == sorted(set(weights))


def test_a_single_article_full_of_a_word_does_not_make_it_all_that_counts():
    assert scoring.burstiness(1, 40, 100_000) == pytest.approx(20.5, abs=0.1)


def test_no_weight_is_negative_or_infinite():
    for articles, doc_freq, occurrences in itertools.product(
        (0, 1, 7, 10**6), (0, 1, 7, 10**6), (0, 1, 10**9)
    ):
        if doc_freq <= articles:
            weight = scoring.term_weight(doc_freq, occurrences, articles)
            assert weight >= 0
            assert math.isfinite(weight)


@pytest.mark.parametrize("stem", [b"the", b"becaus", b"veri"])
def test_function_words_are_known_by_their_stems(stem):
    assert stem in function_words.stems()
    assert scoring.stem_weight(stem, 3, 5, 10) == scoring.FUNCTION_WORD * scoring.term_weight(3, 5, 10)


@pytest.mark.parametrize("stem", [b"us", b"may", b"drug", b"bakhmut"])
def test_other_words_count_in_full(stem):
    assert stem not in function_words.stems()
    assert scoring.stem_weight(stem, 3, 5, 10) == scoring.term_weight(3, 5, 10)


def test_content_outweighs_function_words(tmp_path, ids):
    index = made(tmp_path, "from of upon from", "a drone", "sea", "rain", "drone drone")
    assert ids(index.search("from drone", match="any"))[-1] == "0.txt"


def test_words_on_both_sides_of_a_function_word_are_close(tmp_path, ids):
    filler = "x y z u v w q r k "
    index = made(tmp_path, f"effects {filler} of drugs", f"{filler} effects of drugs")
    assert ids(index.search("effects of drugs")) == ["1.txt", "0.txt"]


def test_weights_are_those_of_all_segments_together(tmp_path):
    bodies = ["mine mine mine", "mine field", "field of rain", "rain"]
    whole = made(tmp_path / "whole", *bodies)
    parts = [made(tmp_path / "parts", body, first=number) for number, body in enumerate(bodies)][-1]
    assert scores(whole.search("mine rain", match="any")) == scores(parts.search("mine rain", match="any"))


def scores(results):
    return {hit.id: pytest.approx(hit.score) for hit in results}


def made(folder, *bodies, first=0):
    with IndexWriter(folder) as writer:
        for number, body in enumerate(bodies, first):
            writer.add(make_article(f"{number}.txt", "", body))
        writer.commit()
    return Index(folder)
