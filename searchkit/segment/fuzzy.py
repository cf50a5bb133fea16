"""Terms within an edit distance of a word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.segment.outlines import Outlines
from searchkit.segment.terms import terms_of


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
    lengths = outlines.lengths[likely]
    if distance == 1:
        # All before the edit is the same, and all behind it.
        at_start, at_end = outlines.in_common(likely, word)
        near = at_start + at_end >= np.maximum(lengths, len(word)) - 1
        near &= at_start >= min(prefix_length, len(word))
    else:
        codes = np.frombuffer(word.encode("utf-32-le"), np.uint32)
        characters = outlines.characters(likely, np.arange(len(codes) + distance)[:, None])
        near = _edit_distances(characters, lengths, codes) <= distance
        start = codes[:prefix_length, None]
        near &= (characters[: len(start)] == start).all(axis=0)
    numbers: np.ndarray = outlines.numbers[likely[near]]
    numbers.sort()
    return numbers


def misspelt(terms: Sequence[bytes], word: str, distance: int) -> list[tuple[int, int]]:
    """The terms that few edits turn into ``word``, where two neighbours that change places are one edit, too.

    Args:
        terms: any, in UTF-8.
        word: the word, folded.
        distance: how many edits are allowed (optimal string alignment, after Damerau).

    Returns:
        Term numbers, ascending, and how many edits each is away.
    """
    outlines = Outlines.of(np.arange(len(terms)), terms_of(terms).blob)
    codes = np.frombuffer(word.encode("utf-32-le"), np.uint32)
    # A swap changes three pairs at each side, more than one edit is expected to.
    likely = outlines.likely(word, distance + 1)
    lengths = outlines.lengths[likely]
    likely = likely[abs(lengths - len(codes)) <= distance]
    lengths = outlines.lengths[likely]
    characters = outlines.characters(likely, np.arange(len(codes) + distance)[:, None])
    distances = _edit_distances(characters, lengths, codes, swaps=True)
    near = np.flatnonzero(distances <= distance)
    return sorted(zip(outlines.numbers[likely[near]].tolist(), distances[near].tolist(), strict=True))


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


def _edit_distances(
    characters: np.ndarray, lengths: np.ndarray, codes: np.ndarray, *, swaps: bool = False
) -> np.ndarray:
    """Levenshtein distance of a word to each column: the classic table for all terms at once.

    An entry is kept less its row and its column. So insertions and deletions cost nothing, a substitution
    gains one, a character that is the same gains two, and two that change places gain three; a running
    minimum does a row of the table.
    """
    longest, count = characters.shape
    same = characters == codes[:, None, None]
    row = np.zeros((longest + 1, count), np.int16)
    before = row
    for number, gain in enumerate(np.where(same, np.int16(2), np.int16(1))):
        after = row.copy() if swaps else row
        np.minimum(after[1:], row[:-1] - gain, out=after[1:])
        if swaps and number:
            swapped = same[number, :-1] & same[number - 1, 1:]
            np.minimum(after[2:], before[:-2] - 3 * swapped, out=after[2:])
        np.minimum.accumulate(after, axis=0, out=after)
        before, row = row, after
    distances: np.ndarray = row[lengths, np.arange(count)] + lengths + np.int16(len(codes))
    return distances
