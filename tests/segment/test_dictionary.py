"""Columns of strings, and dictionaries of terms."""

import re
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.segment import dictionary as dictionary_module
from searchkit.segment.container import ColumnWriter, open_container
from searchkit.segment.dictionary import PlainTerms, Strings, write_strings
from searchkit.segment.fuzzy import is_within, misspelt, within_distance
from searchkit.segment.packed_terms import PackedTerms, write_packed_terms
from searchkit.segment.terms import terms_of
from searchkit.segment.united import UnitedTerms

TERMS = st.lists(st.text("abcжи ", min_size=1, max_size=6), unique=True).map(
    lambda terms: sorted(term.encode() for term in terms)
)
reusing_a_folder = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def stored(path, strings):
    writer = ColumnWriter(path)
    write_strings(writer, "it", strings)
    writer.finish({})
    return open_container(path)


def written_out(path, terms):
    return PlainTerms(stored(path, terms), "it")


def packed(path, terms):
    writer = ColumnWriter(path)
    write_packed_terms(writer, "it", terms_of(terms))
    writer.finish({})
    return PackedTerms(open_container(path), "it")


@pytest.fixture(params=["written out", "written out and sampled", "packed"])
def dictionary_of(request, segment_path, monkeypatch):
    """What makes a dictionary of terms, in each form."""
    if request.param == "written out and sampled":
        monkeypatch.setattr(dictionary_module, "_FEW_LOOKS", 0)
    return partial(packed if request.param == "packed" else written_out, segment_path)


@reusing_a_folder
@given(st.lists(st.binary().filter(lambda string: b"\0" not in string)))
def test_strings_come_back_in_order(segment_path, strings):
    column = Strings(stored(segment_path, strings), "it")
    assert [column[number] for number in range(len(column))] == strings
    assert column.slice(0, len(column)) == strings


@reusing_a_folder
@given(TERMS)
def test_every_term_is_found_at_its_rank(dictionary_of, terms):
    dictionary = dictionary_of(terms)
    assert [dictionary.find(term) for term in terms] == list(range(len(terms)))


def test_many_terms_are_found_at_their_ranks(dictionary_of):
    terms = sorted(str(number).encode() for number in range(1000))
    dictionary = dictionary_of(terms)
    assert [dictionary.find(term) for term in terms] == list(range(len(terms)))
    assert [dictionary.rank(term + b" ") for term in terms] == [
        sum(other < term + b" " for other in terms) for term in terms
    ]
    assert dictionary.find(b"") is None
    assert dictionary.find(b"1\0") is None
    assert dictionary.find(b"~") is None


@pytest.mark.parametrize("unsampled", [0, 64], ids=["sampled", "as it is"])
def test_terms_that_are_written_out_may_hold_line_feeds(segment_path, monkeypatch, unsampled):
    monkeypatch.setattr(dictionary_module, "_FEW_LOOKS", unsampled)
    terms = sorted(str(number).encode() + b"\n" * (number % 3) for number in range(1000))
    dictionary = written_out(segment_path, terms)
    assert [dictionary.find(term) for term in terms] == list(range(len(terms)))
    assert [dictionary.rank(term + b" ") for term in terms] == [
        sum(other < term + b" " for other in terms) for term in terms
    ]


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 1000])
def test_a_part_of_a_dictionary_is_that_part_of_its_terms(dictionary_of, count):
    terms = sorted(str(number).encode() for number in range(count))
    dictionary = dictionary_of(terms)
    assert len(dictionary) == count
    assert dictionary.some([*range(count)]) == terms
    for first, last in ((0, count), (count // 3, count), (count // 2, count - count // 3), (count, count)):
        assert dictionary.slice(first, last) == terms[first:last]
        part = dictionary.part(range(first, last))
        assert part.blob.tobytes() == b"".join(term + b"\n" for term in terms[first:last])
        assert part.lengths.tolist() == [len(term) + 1 for term in terms[first:last]]


@reusing_a_folder
@given(TERMS, st.text("abcdж", max_size=3))
def test_what_is_not_a_term_is_not_found(dictionary_of, terms, word):
    dictionary = dictionary_of(terms)
    assert (dictionary.find(word.encode()) is not None) == (word.encode() in terms)


@reusing_a_folder
@given(TERMS, st.text("abcж", max_size=3))
def test_a_prefix_is_the_range_of_the_terms_that_have_it(dictionary_of, terms, prefix):
    dictionary = dictionary_of(terms)
    found = [terms[number] for number in dictionary.with_prefix(prefix.encode())]
    assert found == [term for term in terms if term.startswith(prefix.encode())]


def test_a_prefix_of_many_terms_is_their_range(dictionary_of):
    terms = sorted(str(number).encode() for number in range(1000))
    dictionary = dictionary_of(terms)
    for prefix in (b"", b"0", b"00", b"1", b"12", b"123", b"9", b"99", b"999", b"9999", b"x"):
        found = [terms[number] for number in dictionary.with_prefix(prefix)]
        assert found == [term for term in terms if term.startswith(prefix)]


@pytest.mark.parametrize("pattern", ["a.*", ".*c", "a.c", ".", ".*ж.*", "b(a|c)*"])
@reusing_a_folder
@given(TERMS)
def test_a_pattern_matches_whole_terms_by_character(dictionary_of, pattern, terms):
    dictionary = dictionary_of(terms)
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
def test_a_fuzzy_word_is_all_terms_within_the_distance(dictionary_of, terms, word, distance, prefix_length):
    dictionary = dictionary_of(terms)
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
    dictionary = written_out(segment_path, [term.encode() for term in ordered])
    likely = set(dictionary.likely(word, edits, among).tolist())
    assert likely <= set(among.tolist())
    assert likely >= {number for number in among.tolist() if alignment(word, ordered[number]) <= edits}


def test_terms_of_other_letters_or_another_length_are_unlikely(segment_path):
    dictionary = written_out(segment_path, [b"battle", b"cattle", b"little", b"rattlesnake", b"tattle"])
    likely = dictionary.likely("battle", 1, np.arange(5))
    assert [dictionary[number] for number in likely] == [b"battle", b"cattle", b"tattle"]
