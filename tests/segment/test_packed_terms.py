"""Terms in compressed blocks: small, found without the others, and bounded whatever a file holds."""

import struct

import numpy as np
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.analysis import MAX_WORD_BYTES
from searchkit.errors import CorruptIndex
from searchkit.segment import packed_terms
from searchkit.segment.container import ColumnWriter, open_container
from searchkit.segment.dictionary import write_strings
from searchkit.segment.packed_terms import BLOCK_TERMS, read_packed_terms, write_packed_terms
from searchkit.segment.terms import terms_of

reusing_a_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
TERMS = sorted(b"term %d" % number for number in range(2 * BLOCK_TERMS + 7))


class Held:
    """Columns in memory."""

    def __init__(self):
        self.columns = {}

    def add(self, name, values):
        self.columns[name] = np.frombuffer(values, np.uint8) if isinstance(values, bytes) else values


def columns_of(terms):
    held = Held()
    write_packed_terms(held, "it", terms_of(terms))
    return held.columns


def read(path, columns):
    writer = ColumnWriter(path)
    for name, values in columns.items():
        writer.add(name, values)
    writer.finish({})
    return read_packed_terms(open_container(path), "it")


def block_of(data, **how):
    """The columns of one block that is packed anew."""
    packed = zstandard.ZstdCompressor(**how).compress(data)
    header = struct.pack("<III", 1, 0, 1)
    lengths = header + struct.pack("<I", len(packed))
    return {
        "it.blocks": np.frombuffer(packed, np.uint8),
        "it.block_lengths": np.frombuffer(lengths, np.uint8),
    }


def use(terms):
    """All that a dictionary is asked for."""
    found = [terms.find(term) for term in (TERMS[0], TERMS[-1], b"", b"~")]
    return found, terms.with_prefix(b"term 1"), terms.slice(0, len(terms)), terms.some([len(terms) // 2])


@reusing_a_folder
@given(
    st.sets(
        st.binary(max_size=9).map(lambda term: term.replace(b"\n", b"").replace(b"\0", b"")), max_size=900
    )
)
def test_terms_come_back(segment_path, terms):
    ordered = sorted(terms)
    column = read(segment_path, columns_of(ordered))
    assert column.all().blob.tobytes() == b"".join(term + b"\n" for term in ordered)
    assert [column[number] for number in range(len(column))] == ordered
    assert [column.find(term) for term in ordered] == list(range(len(ordered)))


def test_terms_of_an_earlier_format_come_back(segment_path):
    held = Held()
    write_strings(held, "it", TERMS)
    assert use(read(segment_path, held.columns)) == use(read(segment_path, columns_of(TERMS)))


def test_terms_that_begin_alike_take_less_than_half(segment_path):
    size = sum(values.nbytes for values in columns_of(TERMS).values())
    assert size < sum(map(len, TERMS)) / 2


@pytest.mark.parametrize("places", [(0, 1), (127, 128), (253, 254)])
def test_the_longest_words_that_differ_little_come_back(segment_path, places):
    words = set()
    for first in range(97, 113):
        for second in range(97, 113):
            word = bytearray(b"a" * MAX_WORD_BYTES)
            word[places[0]], word[places[1]] = first, second
            words.add(bytes(word))
    column = read(segment_path, columns_of(sorted(words)))
    assert column.slice(0, len(column)) == sorted(words)


def test_no_more_blocks_are_kept_than_memory_is_meant_for(segment_path, monkeypatch):
    monkeypatch.setattr(packed_terms, "_MOST_KEPT", 1)
    column = read(segment_path, columns_of(TERMS))
    assert [column.find(term) for term in TERMS] == list(range(len(TERMS)))
    assert [column[number] for number in range(len(TERMS))] == TERMS


@pytest.mark.parametrize(
    ("forged", "named"),
    [
        (block_of(b"".join(term + b"\n" for term in TERMS[1:BLOCK_TERMS])), "blocks"),
        (block_of(bytes(1 << 20)), "blocks"),
        (block_of(bytes(1 << 12), write_content_size=False), "blocks"),
        ({"it.heads.blob": np.frombuffer(b"term\n0\n", np.uint8)}, "heads"),
        ({"it.frame": np.array([BLOCK_TERMS + 1], np.uint64)}, "frame"),
        ({"it.frame": np.array([(1 << 64) - 1], np.uint64)}, "frame"),
        ({"it.frame": np.array([BLOCK_TERMS], np.uint32)}, "frame"),
        ({"it.frame": np.zeros(0, np.uint64)}, "frame"),
    ],
    ids=[
        "a term too few",
        "too large",
        "of no size",
        "too many heads",
        "too many terms",
        "endless",
        "of another type",
        "no count",
    ],
)
def test_terms_that_are_not_what_they_say_are_refused(segment_path, forged, named):
    column = read(segment_path, {**columns_of(TERMS[:BLOCK_TERMS]), **forged})
    with pytest.raises(CorruptIndex, match=rf"column it\.{named}"):
        use(column)


@reusing_a_folder
@given(st.sampled_from(sorted(columns_of(TERMS))), st.binary(max_size=64), st.integers(0, 4000))
def test_garbage_in_any_column_is_told_or_does_no_harm(segment_path, name, garbage, place):
    columns = columns_of(TERMS)
    data = bytearray(columns[name].tobytes())
    begin = place % (len(data) + 1)
    data[begin : begin + len(garbage)] = garbage
    columns[name] = np.frombuffer(data[: len(data) // 8 * 8], columns[name].dtype)
    try:
        use(read(segment_path, columns))
    except CorruptIndex as fault:
        assert "column it." in str(fault)  # noqa: PT017 - where nothing is raised, nothing went wrong
