"""Sketches: what the texts of a segment say, in few bytes."""

import numpy as np
import pytest
from making import make_article

from searchkit.segment.builder import SegmentBuilder
from searchkit.segment.merging import merge
from searchkit.segment.reader import Segment
from searchkit.segment.sketches import BINS, VALUES, bins_of

STORY = " ".join(f"w{number * 7919 % 1000}" for number in range(500))


@pytest.fixture
def segment_of(tmp_path):
    def build(*articles, name="a.segment"):
        builder = SegmentBuilder()
        for article in articles:
            builder.add(article)
        builder.write(tmp_path / name)
        return Segment(tmp_path / name)

    return build


def test_a_long_text_fills_all_bins_with_values(segment_of):
    bins = bins_of(segment_of(make_article("a.txt", "", STORY)).sketches)
    assert bins.shape == (1, BINS)
    assert bins.min() >= 1
    assert bins.max() <= VALUES


def test_a_text_without_four_words_in_a_row_fills_none(segment_of):
    assert not segment_of(make_article("a.txt", "one two three", "four five six")).sketches.any()


def test_pieces_do_not_reach_from_one_article_into_the_next(segment_of):
    alone = segment_of(make_article("a.txt", "", STORY)).sketches[0]
    beside = segment_of(
        make_article("x.txt", "", "some words before it stand here"),
        make_article("a.txt", "", STORY),
        name="b.segment",
    ).sketches[1]
    assert alone.tolist() == beside.tolist()


def test_case_and_diacritics_make_no_difference(segment_of):
    one, other = segment_of(
        make_article("a.txt", "", "The mayor of Zürich said nothing at all"),
        make_article("b.txt", "", "the MAYOR of Zurich said nothing at all"),
    ).sketches
    assert one.tolist() == other.tolist()


def test_the_place_of_a_word_among_all_words_makes_no_difference(segment_of):
    filling = [
        make_article(f"{number}.txt", "", f"more{number} words{number} here{number}") for number in range(50)
    ]
    alone = segment_of(make_article("a.txt", "", STORY)).sketches[0]
    last = segment_of(*filling, make_article("a.txt", "", STORY), name="b.segment").sketches[-1]
    assert alone.tolist() == last.tolist()


def test_texts_that_share_half_of_their_pieces_agree_in_half_of_the_bins(segment_of):
    words = STORY.split()
    bins = bins_of(
        segment_of(
            make_article("a.txt", "", " ".join(words[:300])),
            make_article("b.txt", "", " ".join(words[100:400])),
        ).sketches
    )
    assert 0.3 < np.mean(bins[0] == bins[1]) < 0.75


def test_merging_keeps_the_sketches_of_what_stays(segment_of, tmp_path):
    first = segment_of(make_article("a.txt", "", STORY), make_article("b.txt", "", STORY[:900]))
    second = segment_of(make_article("c.txt", "", STORY[900:]), name="b.segment")
    merge(
        tmp_path / "m.segment",
        [(tmp_path / "a.segment", np.array([0])), (tmp_path / "b.segment", np.array([], np.int64))],
    )
    merged = Segment(tmp_path / "m.segment").sketches
    assert merged.tolist() == [first.sketches[1].tolist(), second.sketches[0].tolist()]


def test_the_headline_of_a_long_text_does_not_count(segment_of):
    one, other = segment_of(
        make_article("a.txt", "Prices of copper fall", STORY),
        make_article("b.txt", "A quite different headline", STORY),
    ).sketches
    assert one.tolist() == other.tolist()


def test_the_headline_of_a_short_text_counts(segment_of):
    body = "Quarterly dividend 12 cents payable on April 15 to holders of record"
    segment = segment_of(
        make_article("a.txt", "Copper Corp sets payout", body),
        make_article("b.txt", "Grain Inc sets payout", body),
    )
    one, other = segment.sketches
    assert one.tolist() != other.tolist()
    assert segment.sketched_lengths.tolist() == [16, 16]


def test_lengths_count_the_words_that_sketches_are_made_of(segment_of):
    assert segment_of(make_article("a.txt", "Not these", STORY)).sketched_lengths.tolist() == [500]
