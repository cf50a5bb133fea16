"""Columns of strings, and dictionaries of terms."""

import re

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.segment import dictionary as dictionary_module
from searchkit.segment.container import ColumnWriter, open_container
from searchkit.segment.dictionary import Strings, TermDictionary, write_strings
from searchkit.segment.fuzzy import is_within, misspelt, within_distance
from searchkit.segment.united import UnitedTerms

TERMS = st.lists(st.text("abcжи ", min_size=1, max_size=6), unique=True).map(
    lambda terms: sorted(term.encode() for term in terms)
)
reusing_a_folder = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def stored(path, strings, kind):
    writer = ColumnWriter(path)
    write_strings(writer, "it", strings)
    writer.finish({})
    return kind(open_container(path), "it")


@reusing_a_folder
@given(st.lists(st.binary().filter(lambda string: b"\0" not in string)))
def test_strings_come_back_in_order(segment_path, strings):
    column = stored(segment_path, strings, Strings)
    assert [column[number] for number in range(len(column))] == strings
    assert column.slice(0, len(column)) == strings


@pytest.fixture(params=[0, 16], ids=["sampled", "as it is"])
def _looked_into(request, monkeypatch):
    monkeypatch.setattr(dictionary_module, "_FEW_LOOKS", request.param)


looked_into = pytest.mark.usefixtures("_looked_into")


@looked_into
@reusing_a_folder
@given(TERMS)
def test_every_term_is_found_at_its_rank(segment_path, terms):
    dictionary = stored(segment_path, terms, TermDictionary)
    assert [dictionary.find(term) for term in terms] == list(range(len(terms)))


@looked_into
def test_many_terms_are_found_at_their_ranks(segment_path):
    terms = sorted(str(number).encode() + b"\n" * (number % 3) for number in range(1000))
    dictionary = stored(segment_path, terms, TermDictionary)
    assert [dictionary.find(term) for term in terms] == list(range(len(terms)))
    assert [dictionary.rank(term + b" ") for term in terms] == [
        sum(other < term + b" " for other in terms) for term in terms
    ]
    assert dictionary.find(b"") is None
    assert dictionary.find(b"1\0") is None
    assert dictionary.find(b"~") is None


@looked_into
@reusing_a_folder
@given(TERMS, st.text("abcdж", max_size=3))
def test_what_is_not_a_term_is_not_found(segment_path, terms, word):
    dictionary = stored(segment_path, terms, TermDictionary)
    assert (dictionary.find(word.encode()) is not None) == (word.encode() in terms)


@reusing_a_folder
@given(TERMS, st.text("abcж", max_size=3))
def test_a_prefix_is_the_range_of_the_terms_that_have_it(segment_path, terms, prefix):
    dictionary = stored(segment_path, terms, TermDictionary)
    found = [terms[number] for number in dictionary.with_prefix(prefix.encode())]
    assert found == [term for term in terms if term.startswith(prefix.encode())]


def test_a_prefix_of_many_terms_is_their_range(segment_path):
    terms = sorted(str(number).encode() for number in range(1000))
    dictionary = stored(segment_path, terms, TermDictionary)
    for prefix in (b"", b"0", b"00", b"1", b"12", b"123", b"9", b"99", b"999", b"9999", b"x"):
        found = [terms[number] for number in dictionary.with_prefix(prefix)]
        assert found == [term for term in terms if term.startswith(prefix)]


@pytest.mark.parametrize("pattern", ["a.*", ".*c", "a.c", ".", ".*ж.*", "b(a|c)*"])
@reusing_a_folder
@given(TERMS)
def test_a_pattern_matches_whole_terms_by_character(segment_path, pattern, terms):
    dictionary = stored(segment_path, terms, TermDictionary)
    found = [terms[number] for number in dictionary.matching(pattern).tolist()]
    assert found == [term for term in terms if re.fullmatch(pattern, term.decode())]


def levenshtein(one, other):
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row, previous = [i], row
        for j, b in enumerate(other, 1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (a != b)))
    return row[-1]


@reusing_a_folder
@given(
    TERMS | st.lists(st.text("abAB"), unique=True).map(lambda terms: sorted(map(str.encode, terms))),
    st.text("abcжB", min_size=1, max_size=6),
    st.integers(0, 2),
    st.integers(0, 2),
)
def test_a_fuzzy_word_is_all_terms_within_the_distance(segment_path, terms, word, distance, prefix_length):
    dictionary = stored(segment_path, terms, TermDictionary)
    known = UnitedTerms.of([dictionary], word[: min(prefix_length, 1)])
    (near,) = known.inside(within_distance(known.outlines, word, distance, prefix_length))
    found = [terms[number].decode() for number in near]
    assert found == [
        term
        for term in (encoded.decode() for encoded in terms)
        if levenshtein(term, word) <= distance and term.startswith(word[:prefix_length])
    ]


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 3))
def test_two_words_are_as_far_apart_as_the_table_says(one, other, distance):
    assert is_within(one, other, distance) == (levenshtein(one, other) <= distance)


def alignment(one, other):
    """Edits between two words, where neighbours that change places are one: the textbook table."""
    table = {(-1, -1): 0}
    for row in range(len(one)):
        table[row, -1] = row + 1
    for column in range(len(other)):
        table[-1, column] = column + 1
    for row, character in enumerate(one):
        for column, counterpart in enumerate(other):
            best = [
                table[row - 1, column] + 1,
                table[row, column - 1] + 1,
                table[row - 1, column - 1] + (character != counterpart),
            ]
            if row and column and (one[row - 1], character) == (counterpart, other[column - 1]):
                best.append(table[row - 2, column - 2] + 1)
            table[row, column] = min(best)
    return table[len(one) - 1, len(other) - 1]


@given(
    st.sets(st.text("abcé", min_size=1, max_size=7), min_size=1, max_size=20),
    st.text("abcé", min_size=1, max_size=7),
    st.integers(1, 3),
)
def test_misspelt_terms_are_all_within_the_distance_with_neighbours_that_change_places(terms, word, edits):
    ordered = sorted(terms)
    found = misspelt([term.encode() for term in ordered], word, edits)
    expected = [
        (number, away) for number, term in enumerate(ordered) if (away := alignment(word, term)) <= edits
    ]
    assert found == expected


@reusing_a_folder
@given(
    data=st.data(), edits=st.integers(1, 2), alphabet=st.sampled_from(["abc", "abcé", "abж漢😀", "漢字か😀"])
)
def test_no_term_within_the_distance_is_unlikely(segment_path, data, edits, alphabet):
    words = st.text(alphabet, min_size=1, max_size=7)
    ordered = sorted(data.draw(st.sets(words, min_size=1, max_size=20)), key=str.encode)
    word = data.draw(words)
    among = np.array(sorted(data.draw(st.sets(st.sampled_from(range(len(ordered)))))), np.int64)
    dictionary = stored(segment_path, [term.encode() for term in ordered], TermDictionary)
    likely = set(dictionary.likely(word, edits, among).tolist())
    assert likely <= set(among.tolist())
    assert likely >= {number for number in among.tolist() if alignment(word, ordered[number]) <= edits}


def test_terms_of_other_letters_or_another_length_are_unlikely(segment_path):
    dictionary = stored(
        segment_path, [b"battle", b"cattle", b"little", b"rattlesnake", b"tattle"], TermDictionary
    )
    likely = dictionary.likely("battle", 1, np.arange(5))
    assert [dictionary[number] for number in likely] == [b"battle", b"cattle", b"tattle"]
