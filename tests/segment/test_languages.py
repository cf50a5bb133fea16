"""Segments with articles in several languages: each article has the stems of its own."""

import numpy as np
import pytest
from anonymous import anonymous
from making import make_article

from searchkit.segment.builder import SegmentBuilder
from searchkit.segment.container import open_container
from searchkit.segment.merging import merge
from searchkit.segment.reader import Segment


@pytest.fixture
def segment_of(tmp_path):
    def build(*articles):
        builder = SegmentBuilder()
        for article in articles:
            builder.add(article)
        path = tmp_path / f"{len([*tmp_path.iterdir()])}.segment"
        builder.write(path)
        return path

    return build


def article(key, body, language=None):
    return make_article(key, body=body, language=language)


@pytest.mark.parametrize("language", [None, "en", "uk"])
def test_a_segment_of_english_stems_alone_notes_no_language(segment_of, language):
    path = segment_of(article("a", "rates", language))
    assert not [name for name in open_container(path).columns if name.startswith("stems.lang")]
    assert Segment(path).languages.languages == ("",)
    assert Segment(path).languages.of(0) == ""


def test_each_article_has_the_stems_of_its_language(segment_of):
    segment = Segment(segment_of(article("a", "rates"), article("b", "rates rat", "de"), article("c", "rat")))
    stems = segment.stems.stems
    assert stems.slice(0, len(stems)) == [b"rat", b"rat@de", b"rate"]
    assert segment.languages.languages == ("", "de")
    assert [segment.languages.of(number) for number in range(3)] == ["", "de", ""]


@pytest.mark.parametrize(
    ("stem", "owners"),
    [(b"rate", [0]), (b"rat@de", [1, 1]), (b"rat", [2]), (b"rates@fr", []), (b"rat@fr", [])],
)
def test_a_stem_stands_only_in_articles_of_its_language(segment_of, stem, owners):
    segment = Segment(segment_of(article("a", "rates"), article("b", "rates rat", "de"), article("c", "rat")))
    positions = np.sort(segment.positions_of_stem(stem))
    assert (segment.stream.sections_of(positions) // 2).tolist() == owners


def test_languages_whose_articles_are_all_gone_are_forgotten_in_merging(segment_of, tmp_path):
    mixed = segment_of(article("a", "rates"), article("b", "rates", "de"))
    merge(tmp_path / "merged", [(mixed, np.array([1]))])
    assert anonymous(tmp_path / "merged") == anonymous(segment_of(article("a", "rates")))


def test_a_word_that_is_left_in_one_language_has_no_stem_in_another(segment_of, tmp_path):
    mixed = segment_of(article("a", "rates"), article("b", "rates", "de"), article("c", "rat", "de"))
    merge(tmp_path / "merged", [(mixed, np.array([1]))])
    anew = segment_of(article("a", "rates"), article("c", "rat", "de"))
    assert anonymous(tmp_path / "merged") == anonymous(anew)
