"""What is known of words after a segment serves the next one, and does not show in its file."""

import pytest
from anonymous import anonymous
from making import make_article

from searchkit import analysis
from searchkit.segment import vocabulary
from searchkit.segment.builder import SegmentBuilder
from searchkit.segment.vocabulary import Vocabulary

EARLIER = [
    make_article("a.txt", "Rates", "bank banks banking, only here", language="en"),
    make_article("b.txt", "Banken", "rates banken only dort", language="de"),
]
LATER = [
    make_article("c.txt", "Banks", "banks banked rates, a new word", language="de"),
    make_article("d.txt", "Rats", "rate dort", language="fr"),
]


@pytest.fixture
def file_of(tmp_path):
    def build(articles, known):
        builder = SegmentBuilder(known)
        for article in articles:
            builder.add(article)
        path = tmp_path / f"{len([*tmp_path.iterdir()])}.segment"
        builder.write(path)
        return anonymous(path)

    return build


@pytest.mark.parametrize("kept", [0, 1 << 18])
def test_a_file_is_the_same_whatever_was_built_before(kept, file_of, monkeypatch):
    monkeypatch.setattr(vocabulary, "_MOST_WORDS_KEPT", kept)
    known = Vocabulary()
    expected = [file_of(articles, Vocabulary()) for articles in (EARLIER, LATER, [])]
    assert [file_of(articles, known) for articles in (EARLIER, LATER, [])] == expected


def test_a_word_is_stemmed_once_in_a_language(file_of, monkeypatch):
    known = Vocabulary()
    file_of(EARLIER, known)
    stemmed = []
    stems = analysis.stems

    def noted(words, language):
        stemmed.extend((word, language) for word in words)
        return stems(words, language)

    monkeypatch.setattr(analysis, "stems", noted)
    file_of([*EARLIER, make_article("c.txt", "", "banks", language="de")], known)
    assert stemmed == [(b"banks", "de")]


def test_too_many_words_are_forgotten_before_the_next_segment(file_of, monkeypatch):
    monkeypatch.setattr(vocabulary, "_MOST_WORDS_KEPT", 3)
    known = Vocabulary()
    file_of(EARLIER, known)
    known.begin()
    assert len(known) == 0


def test_words_that_are_too_long_are_forgotten_before_the_next_segment(file_of, monkeypatch):
    monkeypatch.setattr(vocabulary, "_MOST_PIECES_KEPT", 20)
    known = Vocabulary()
    file_of([make_article("a.txt", "", "x" * 200)], known)
    known.begin()
    assert len(known) == 0
