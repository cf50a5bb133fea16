"""Dictionaries that share terms are looked through as one that has each of them once."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.segment.container import ColumnWriter, open_container
from searchkit.segment.dictionary import PlainTerms, write_strings
from searchkit.segment.united import UnitedTerms

WORDS = st.sets(st.text("abж", min_size=1, max_size=12))


@pytest.fixture
def dictionaries_of(tmp_path):
    def write(number, words):
        path = tmp_path / f"{number}.seg"
        writer = ColumnWriter(path)
        write_strings(writer, "it", sorted(word.encode() for word in words))
        writer.finish({})
        return PlainTerms(open_container(path), "it")

    return lambda vocabularies: [write(number, words) for number, words in enumerate(vocabularies)]


def terms_of(united, dictionaries):
    """Each term as the dictionaries that have it spell it."""
    return [
        {
            dictionary[number]
            for dictionary, inside in zip(dictionaries, united.inside(np.array([term])), strict=True)
            for number in inside.tolist()
        }
        for term in range(len(united.outlines.numbers))
    ]


reusing_a_folder = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None
)


@reusing_a_folder
@given(vocabularies=st.lists(WORDS, min_size=1, max_size=3), prefix=st.text("abж", max_size=2))
def test_each_term_stands_once_and_in_order(dictionaries_of, vocabularies, prefix):
    dictionaries = dictionaries_of(vocabularies)
    united = UnitedTerms.of(dictionaries, prefix)
    every = sorted(word.encode() for word in set().union(*vocabularies) if word.startswith(prefix))
    assert terms_of(united, dictionaries) == [{term} for term in every]


@reusing_a_folder
@given(vocabularies=st.lists(WORDS, min_size=1, max_size=3))
def test_outlines_are_those_of_the_terms(dictionaries_of, vocabularies):
    outlines = UnitedTerms.of(dictionaries_of(vocabularies), "").outlines
    every = sorted(set().union(*vocabularies), key=str.encode)
    assert [(len(every[number])) for number in outlines.numbers] == outlines.lengths.tolist()
    assert sorted(outlines.numbers.tolist()) == list(range(len(every)))


@reusing_a_folder
@given(vocabularies=st.lists(WORDS, min_size=1, max_size=3), data=st.data())
def test_terms_are_known_by_their_numbers_in_each_dictionary(dictionaries_of, vocabularies, data):
    dictionaries = dictionaries_of(vocabularies)
    united = UnitedTerms.of(dictionaries, "")
    every = sorted(set().union(*vocabularies), key=str.encode)
    chosen = sorted(data.draw(st.sets(st.sampled_from(range(len(every))))) if every else [])
    inside = united.inside(chosen)
    for dictionary, words, numbers in zip(dictionaries, vocabularies, inside, strict=True):
        expected = [every[number].encode() for number in chosen if every[number] in words]
        assert [dictionary[number] for number in numbers] == expected


def test_no_dictionary_has_no_terms():
    united = UnitedTerms.of([], "a")
    assert not len(united.outlines.numbers)
    assert united.inside(np.zeros(0, np.int64)) == []
