"""Terms within an edit distance of a word."""

from __future__ import annotations

from typing import Final

import numpy as np

from searchkit.segment.dictionary import TermDictionary

_FEW: Final = 48
"""So many terms are compared with the word one by one, more of them at once."""


def within_distance(dictionary: TermDictionary, word: str, distance: int, prefix_length: int) -> np.ndarray:
    """The terms that insertions, deletions and substitutions of characters turn into ``word``.

    Args:
        dictionary: where to look.
        word: the word, folded.
        distance: how many edits are allowed (Levenshtein).
        prefix_length: how many characters at the start must be the same.

    Returns:
        Term numbers, int64, ascending.
    """
    outlines = dictionary.outlines(word[: min(prefix_length, 1)].encode())
    likely = outlines.likely(word, distance)
    if len(likely) <= _FEW:
        prefix = word[:prefix_length]
        terms = zip(likely.tolist(), outlines.terms(likely), strict=True)
        rows = [row for row, term in terms if term.startswith(prefix) and is_within(term, word, distance)]
        return np.sort(outlines.numbers[rows])
    codes = np.frombuffer(word.encode("utf-32-le"), np.uint32)
    characters = outlines.characters(likely, len(codes) + distance)
    near = _edit_distances(characters, outlines.lengths[likely], codes) <= distance
    if prefix_length > 1:
        start = codes[:prefix_length, None]
        near &= (characters[: len(start)] == start).all(axis=0)
    return np.sort(outlines.numbers[likely[near]])


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
