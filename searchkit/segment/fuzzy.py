"""Terms within an edit distance of a word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.segment.dictionary import TermDictionary
from searchkit.segment.outlines import Outlines


def within_distance(outlines: Outlines, word: str, distance: int, prefix_length: int) -> np.ndarray:
    """The terms that insertions, deletions and substitutions of characters turn into ``word``.

    Args:
        outlines: of the terms that begin with the first character of the word, if that must be the same.
        word: the word, folded.
        distance: how many edits are allowed (Levenshtein).
        prefix_length: how many characters at the start must be the same.

    Returns:
        Term numbers, int64, ascending.
    """
    likely = outlines.likely(word, distance)
    codes = np.frombuffer(word.encode("utf-32-le"), np.uint32)
    lengths = outlines.lengths[likely]
    characters = outlines.characters(likely, np.arange(len(codes) + distance)[:, None])
    if distance == 1:
        last = -1 - np.arange(len(codes))[:, None]
        ends = outlines.characters(likely, lengths + last)
        near = _is_one_edit(characters[: len(codes)], ends, lengths, codes)
    else:
        near = _edit_distances(characters, lengths, codes) <= distance
    if prefix_length > 1:
        start = codes[:prefix_length, None]
        near &= (characters[: len(start)] == start).all(axis=0)
    return np.sort(outlines.numbers[likely[near]])


def outlines_of(dictionaries: Sequence[TermDictionary], prefix: str) -> Outlines:
    """The outlines of the terms of several dictionaries, numbered through, that begin alike."""
    numbers, lines = [np.zeros(0, np.int64)], [np.zeros(0, np.uint8)]
    first = 0
    for dictionary in dictionaries:
        terms = dictionary.with_prefix(prefix.encode())
        numbers.append(np.arange(terms.start, terms.stop) + first)
        lines.append(dictionary.lines(terms))
        first += len(dictionary)
    return Outlines.of(np.concatenate(numbers), np.concatenate(lines))


def is_within(one: str, other: str, distance: int) -> bool:
    """Whether few insertions, deletions and substitutions (Levenshtein) turn one word into another."""
    if abs(len(one) - len(other)) > distance:
        return False
    same = 0
    for character, counterpart in zip(one, other, strict=False):
        if character != counterpart:
            break
        same += 1
    # What is the same at the start is never better edited than kept.
    one, other = one[same:], other[same:]
    if not one or not other:
        return True
    return distance > 0 and (
        is_within(one[1:], other[1:], distance - 1)
        or is_within(one[1:], other, distance - 1)
        or is_within(one, other[1:], distance - 1)
    )


def _is_one_edit(starts: np.ndarray, ends: np.ndarray, lengths: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Whether one edit at most lies between a word and each column: all before and all behind is the same.

    Args:
        starts: the first characters of each term, as many as the word has.
        ends: the last characters, the last one in the first row.
        lengths: characters of each term.
        codes: those of the word.
    """
    same_start = np.logical_and.accumulate(starts == codes[:, None], axis=0).sum(axis=0)
    same_end = np.logical_and.accumulate(ends == codes[::-1, None], axis=0).sum(axis=0)
    near: np.ndarray = same_start + same_end >= np.maximum(lengths, len(codes)) - 1
    return near


def _edit_distances(characters: np.ndarray, lengths: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Levenshtein distance of a word to each column: the classic table for all terms at once.

    An entry is kept less its row and its column. So insertions and deletions cost nothing, a substitution
    gains one and a character that is the same gains two; a running minimum does a row of the table.
    """
    longest, count = characters.shape
    gains = np.where(characters == codes[:, None, None], np.int16(2), np.int16(1))
    row = np.zeros((longest + 1, count), np.int16)
    for gain in gains:
        np.minimum(row[1:], row[:-1] - gain, out=row[1:])
        np.minimum.accumulate(row, axis=0, out=row)
    distances: np.ndarray = row[lengths, np.arange(count)] + lengths + np.int16(len(codes))
    return distances
