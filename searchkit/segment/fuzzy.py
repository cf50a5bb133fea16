"""Terms within an edit distance of a word."""

from __future__ import annotations

import numpy as np

from searchkit.segment.dictionary import TermDictionary


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
    candidates = dictionary.with_prefix(word[:prefix_length].encode())
    numbers, characters, lengths = dictionary.of_length(
        candidates, len(word) - distance, len(word) + distance
    )
    found: np.ndarray = numbers[_edit_distances(characters, lengths, word) <= distance]
    return found


def _edit_distances(characters: np.ndarray, lengths: np.ndarray, word: str) -> np.ndarray:
    """Levenshtein distance of ``word`` to each row: one row of the classic table for all terms at once."""
    count, longest = characters.shape
    row = np.tile(np.arange(longest + 1), (count, 1))
    for written, character in enumerate(word, start=1):
        previous, row = row, np.empty_like(row)
        row[:, 0] = written
        substituted = previous[:, :-1] + (characters != ord(character))
        deleted = previous[:, 1:] + 1
        best = np.minimum(substituted, deleted)
        for column in range(longest):
            np.minimum(best[:, column], row[:, column] + 1, out=row[:, column + 1])
    distances: np.ndarray = row[np.arange(count), lengths]
    return distances
