"""Whether the columns of a segment make sense: all is decoded, and held against the rest.

Checksums tell whether a file is as it was written. This tells whether what was written is an index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from searchkit import analysis
from searchkit.article import Precision
from searchkit.errors import CorruptIndex
from searchkit.segment.container import Container
from searchkit.segment.dates import DATE_COLUMNS
from searchkit.segment.dictionary import Strings, TermDictionary
from searchkit.segment.keywords import KeywordColumn
from searchkit.segment.packed_terms import BLOCK_TERMS, PackedTerms
from searchkit.segment.postings import section_weights, weighted_frequencies
from searchkit.segment.reader import Segment
from searchkit.segment.streams import SECTION_GAP, SECTIONS
from searchkit.segment.values import KEYWORD_FIELDS

_FIRST_SECOND = -62_135_596_800 - 86_400
_LAST_SECOND = 253_402_300_800 + 86_400
"""The years 1 to 9999, and a time zone more."""
_PART_TERMS = 1 << 12
_END = 0x0A

Check = Callable[[Segment, Container], None]


class _Wrong(Exception):  # noqa: N818 - becomes a fault
    """A column says what cannot be; the message says what."""


def faults_of(segment: Segment) -> Iterator[CorruptIndex]:
    """The faults of a segment, one at most for each thing that is looked at. Nothing of it is raised."""
    container = segment.container
    for column, check in _checks(segment):
        try:
            check(segment, container)
        except CorruptIndex as fault:
            yield fault
        except Exception as fault:  # noqa: BLE001 - forged numbers may go wrong in any way
            reason = str(fault) if isinstance(fault, _Wrong) else f"it cannot be decoded ({fault})"
            yield CorruptIndex(str(container.path), reason, column)


def _checks(segment: Segment) -> Iterator[tuple[str, Check]]:
    yield "words", _words
    yield "words.positions", _positions
    yield "stems", _stems
    yield "stems.doc_ids", _postings
    yield "stems.language_of_articles", _languages
    for name in KEYWORD_FIELDS if not segment.missing_fields else (*KEYWORD_FIELDS, *_PLACES_OF_1):
        yield name, _keywords(name)
    yield "date", _dates("date")
    if not segment.missing_fields:
        yield "modified", _dates("modified")
        yield "mentions", _mentions
    yield "files", _files
    yield "copies.sketches", _sketches
    yield "titles", _titles
    yield "bodies", _texts
    yield "cards", _articles


_PLACES_OF_1 = ("places", "places_exact")


def _insist(condition: object, reason: str) -> None:
    if not condition:
        raise _Wrong(reason)


def _strings(container: Container, name: str) -> Strings:
    """Strings that end where they should."""
    strings = Strings(container, name)
    blob = container.column(f"{name}.blob").values
    ends = np.flatnonzero(blob == _END)
    lengths = np.diff(ends, prepend=-1)
    _insist(len(blob) == 0 or blob[-1] == _END, f"the last string of {name} has no end")
    _insist(len(ends) == len(strings), f"{name} has other strings than lengths")
    _insist(
        np.array_equal(lengths, np.diff(strings.starts)), f"strings of {name} do not end where they should"
    )
    return strings


def _dictionary(container: Container, name: str) -> None:
    _ascending(_strings(container, name), name)


def _ascending(terms: Strings | TermDictionary, name: str) -> None:
    last: bytes | None = None
    for start in range(0, len(terms), _PART_TERMS):
        for term in terms.slice(start, min(start + _PART_TERMS, len(terms))):
            _insist(last is None or last < term, f"terms of {name} do not ascend")
            last = term


def _words(_: Segment, container: Container) -> None:
    _dictionary(container, "words")


def _positions(segment: Segment, _: Container) -> None:
    """Every token has one word, and every word its tokens in their order."""
    stream = segment.stream
    starts = stream.section_starts
    end = int(starts[-1])
    is_token = np.zeros(end + 1, np.int8)
    np.add.at(is_token, starts[:-1], 1)
    np.add.at(is_token, starts[1:] - SECTION_GAP, -1)
    is_token = np.cumsum(is_token[:end], dtype=np.int8)
    words = stream.words
    for first in range(0, len(words), _PART_TERMS):
        part = range(first, min(first + _PART_TERMS, len(words)))
        counts = stream.frequencies(part)
        positions = stream.positions_of(part)
        _insist(len(positions) == counts.sum() and counts.min() > 0, "a word stands nowhere")
        _insist(not len(positions) or int(positions.max()) < end, "a word stands behind the last article")
        before = np.diff(positions, prepend=-1)
        before[np.cumsum(counts) - counts] = 1
        _insist(before.min() > 0, "positions of a word do not ascend")
        _insist(is_token[positions].all(), "words stand where none can, or two in one place")
        is_token[positions] = 0
    _insist(not is_token.any(), "there are tokens without a word")


def _stems(segment: Segment, container: Container) -> None:
    stems = segment.stems
    if isinstance(stems.stems, PackedTerms):
        firsts = stems.stems.some([*range(0, len(stems.stems), BLOCK_TERMS)])
        _insist(firsts == stems.stems.heads, "blocks of stems do not begin as stems.heads says")
        _ascending(stems.stems, "stems")
    else:
        _dictionary(container, "stems")
    words = len(segment.stream.words)
    _insist(stems.words.max(initial=0) < max(words, 1), "a stem has a word that is not there")
    lengths = np.diff(segment.stream.section_starts) - SECTION_GAP
    weighted = (lengths * section_weights(np.arange(len(lengths)))).reshape(-1, SECTIONS).sum(axis=1)
    _insist(
        np.array_equal(stems.field_lengths, weighted), "lengths of articles are not those of their sections"
    )


def _postings(segment: Segment, _: Container) -> None:
    """Every stem is in the articles in which its words are, as often as they."""
    stems = segment.stems
    of_articles = segment.languages.of_articles
    languages = segment.languages.languages
    for stem, term in enumerate(stems.stems.slice(0, len(stems.stems))):
        doc_ids, term_freqs = stems.postings(stem)
        words = stems.words_of(stem)
        _insist(len(doc_ids) and len(words), f"the stem {term!r} stands nowhere")
        articles, counts = weighted_frequencies(
            segment.stream.sections_of(np.sort(segment.stream.positions_of(words)))
        )
        if segment.languages.is_mixed:
            own = of_articles[articles] == languages.index(analysis.language_of_stem(term))
            articles, counts = articles[own], counts[own]
        agrees = np.array_equal(articles, doc_ids) and np.array_equal(counts, term_freqs)
        _insist(agrees, f"postings of the stem {term!r} are not those of its words")


def _languages(segment: Segment, _: Container) -> None:
    _insist(len(segment.languages.of_articles) == len(segment), "not every article has a language")


def _keywords(name: str) -> Check:
    def check(segment: Segment, container: Container) -> None:
        """Values by article and articles by value are the same pairs."""
        column = KeywordColumn(container, name)
        _dictionary(container, f"{name}.terms")
        if len(container.column(f"{name}.labels.blob")):
            labels = _strings(container, f"{name}.labels")
            _insist(len(labels) == len(column.terms), "not every value has a label")
        for term in range(len(column.terms)):
            column.label(term)
        by_article, by_value = column.pairs()
        _insist(len(column.having_any()) == len(segment), "values are not of as many articles")
        _insist(
            np.array_equal(np.sort(by_article), by_value), "values of articles are not articles of values"
        )
        if name == "path":
            _insist(len(column.terms) <= len(segment) and column.having_any().all(), "an article has no id")

    return check


def _dates(name: str) -> Check:
    def check(segment: Segment, container: Container) -> None:
        dates = segment.dates_of(name)
        dated = len(segment) if name == "date" else int(np.count_nonzero(dates.known))
        for column in DATE_COLUMNS:
            same = len(container.column(f"{name}.{column}")) == dated
            _insist(same, f"{name}.{column} is not of as many dates")
        _insist(len(dates.starts) == len(segment), "not every article has a date, or none")
        inside = (dates.starts >= _FIRST_SECOND) & (dates.starts <= _LAST_SECOND)
        _insist(inside.all(), "a date is not of the years 1 to 9999")
        for doc_id in range(len(segment)):
            dates.value(doc_id)
        _insist(len(dates.periods.ends) == len(segment), "not every date has an end")
        dates.counted(np.arange(len(segment)), Precision.DAY)

    return check


def _mentions(segment: Segment, container: Container) -> None:
    mentions = segment.mentions
    table = mentions.table
    _dictionary(container, "regions")
    for name in ("places.names", "places.countries"):
        _insist(len(_strings(container, name)) == len(table), f"{name} is not of as many places")
    for number in range(len(table)):
        table.place(number)
    table.within(np.zeros(0, np.int64))
    _insist(len(mentions.starts) - 1 == len(segment), "mentions are not of as many articles")
    _insist(len(mentions.weights) == len(mentions.places), "not every mention has a weight")


def _files(segment: Segment, container: Container) -> None:
    files = segment.files
    for name in ("files.roots", "files.paths"):
        _insist(len(_strings(container, name)) == len(files), f"{name} is not of as many files")
    files.origins()
    _insist(len(files.of_articles) == len(segment), "not every article has a file")


def _sketches(segment: Segment, _: Container) -> None:
    _insist(len(segment.sketches) == len(segment), "not every article has a sketch")


def _titles(segment: Segment, container: Container) -> None:
    _insist(len(_strings(container, "titles")) == len(segment), "not every article has a title")


def _texts(segment: Segment, _: Container) -> None:
    for doc_id in range(len(segment)):
        segment.body(doc_id)


def _articles(segment: Segment, _: Container) -> None:
    for doc_id in range(len(segment)):
        segment.article(doc_id)
        segment.prose(doc_id)
