"""Texts → the words of their runs: capitalised words with the small words that names hold (Isle of Man).

A run is where a name can stand. Words are found as arrays; what is more than a plain word (U.S., O'Neill's,
Rostov-on-Don) is left to a pattern, where one begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from searchkit.metadata.joined import (
    APOSTROPHE,
    BLANK,
    CAPITALS,
    HYPHEN,
    NEWLINE,
    OTHER,
    SPACE,
    STOP,
    TAB,
    UPPER,
    WORD,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from numpy.typing import NDArray

    from searchkit.metadata.joined import Joined

    Numbers: TypeAlias = NDArray[np.int64]
    Flags: TypeAlias = NDArray[np.bool_]

_SMALL = frozenset({
    "al", "am", "an", "and", "as", "ash", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du",
    "el", "en", "es", "la", "le", "les", "na", "of", "on", "sur", "the", "upon", "y",
})  # fmt: skip
_LONGEST_SMALL = max(map(len, _SMALL))
_MOST_SMALL = 2  # words between two capitalised ones
_PREFIXES = frozenset({"d'", "d’", "l'", "l’"})  # Côte d'Ivoire
_PREFIX_LENGTH = 2
_DOTTED = "St|Mt|Ft|ST|MT|FT|Mr|Ms|Dr|Lt|Mrs|Gen|Sen|Rep|Gov|Col|Maj|Sgt|Adm|Rev|Prof|Capt"
_LONGEST_DOTTED = max(map(len, _DOTTED.split("|")))
_UPPER = f"[{''.join(sorted(CAPITALS))}]"
# Only single characters are repeated possessively: Python before 3.11.5 loses matches of groups that are.
_CAPITALISED = re.compile(
    rf"(?:(?:{_DOTTED})\.|\w\w++(?:['’]\w++)*|\w\.(?:{_UPPER}\.)*|\w(?:['’]\w++)*)(?:-\w++)*"
)
_GAP = r"(?:[ ][ ]?+|\n[ \t]*+(?!\n))"
_BETWEEN = re.compile(rf"{_GAP}(?:(?:{'|'.join(sorted(_SMALL))}){_GAP}){{0,{_MOST_SMALL}}}")
WINDOW = 1 << 20  # characters
_POSSESSIVE = re.compile(r"['’][sS]?$")


@dataclass(slots=True)
class RunWords:
    """Words of runs, also those joined by hyphens, one after the other.

    Attributes:
        written: the n words.
        starts: int64[n], where each begins.
        ends: int64[n], where each ends.
        first: int64[n], number of the first word of its run.
        behind: int64[n], number of the word behind the last of its run.
    """

    written: list[str]
    starts: Numbers
    ends: Numbers
    first: Numbers
    behind: Numbers


def cuts(joined: Joined) -> Iterator[int]:
    """Places of the first and the last character, and of some between that no run holds; bounds memory."""
    kinds = joined.kinds
    cut = 0
    yield cut
    last = len(kinds) - 1
    for end in range(WINDOW, last, WINDOW):
        window = kinds[end : end + WINDOW]
        outside = np.flatnonzero((window == OTHER) | (window >= SPACE))
        if len(outside):
            cut = end + int(outside[0])
            yield cut
    if cut < last:
        yield last


def words_of_runs(joined: Joined, start: int, end: int) -> RunWords:
    """Find the words of all runs between two characters that no run holds."""
    run_starts, run_ends = runs_between(joined, start, end)
    lengths = run_ends - run_starts
    begins = np.cumsum(lengths) - lengths  # of each run among the characters of all
    places = np.arange(lengths.sum()) + np.repeat(run_starts - begins, lengths)
    kinds = joined.kinds[places]
    is_gap = (kinds >= HYPHEN) & (kinds <= TAB)
    is_start = ~is_gap
    is_start[1:] &= is_gap[:-1]
    is_start[begins] = True
    is_end = ~is_gap
    is_end[:-1] &= is_gap[1:]
    is_end[begins + lengths - 1] = True
    first = np.cumsum(is_start)[begins] - 1
    behind = np.append(first[1:], np.count_nonzero(is_start)) if len(first) else first
    counts = behind - first
    spans = zip(run_starts.tolist(), run_ends.tolist(), strict=True)
    runs = " ".join([joined.whole[start:end] for start, end in spans])
    return RunWords(
        runs.replace("-", " ").split(),
        places[is_start],
        places[is_end] + 1,
        np.repeat(first, counts),
        np.repeat(behind, counts),
    )


def runs_between(joined: Joined, start: int, end: int) -> tuple[Numbers, Numbers]:
    """Where runs begin between two such characters, and where they end: int64[n] each."""
    kinds = joined.kinds[start : end + 1]
    is_in_word = (kinds == WORD) | (kinds == UPPER)
    borders = np.flatnonzero(is_in_word[1:] != is_in_word[:-1]) + (start + 1)
    words = _Words(joined, borders[::2], borders[1::2])
    tokens = _tokens(words)
    is_joined = _are_joined(words, tokens)
    first = np.flatnonzero(~is_joined)
    last = np.append(first[1:], len(is_joined)) - 1 if len(first) else first
    return tokens.starts[first], tokens.ends[last]


@dataclass(slots=True)
class _Words:
    """Letters and digits in a row: int64[n] where each begins, and where it ends."""

    joined: Joined
    starts: Numbers
    ends: Numbers


@dataclass(slots=True)
class _Tokens:
    """Capitalised words, with all that is written to them.

    Attributes:
        starts: int64[n], where each begins.
        ends: int64[n], where each ends.
        first: int64[n], number of the word that it begins with.
        last: int64[n], of the one that it ends with.
    """

    starts: Numbers
    ends: Numbers
    first: Numbers
    last: Numbers


def _tokens(words: _Words) -> _Tokens:
    kinds, text = words.joined.kinds, words.joined.whole
    first = np.flatnonzero(kinds[words.starts] == UPPER)
    starts, ends = words.starts[first], words.ends[first]
    behind = kinds[ends]
    is_more = (behind == APOSTROPHE) | (behind == HYPHEN)
    is_more |= (behind == STOP) & (ends - starts <= _LONGEST_DOTTED)
    is_quoted = kinds[starts - 1] == APOSTROPHE  # no run begins so
    is_prefixed = np.zeros_like(is_quoted)
    is_token = ~is_quoted
    taken = 0  # the end of the last token of several words
    for number in np.flatnonzero(is_quoted | is_more).tolist():
        start = int(starts[number])
        if start < taken:
            continue
        if is_quoted[number] and number:
            is_free = is_token[number - 1] or starts[number - 1] < taken
            before = max(taken, int(ends[number - 1])) if is_free else start
            is_prefixed[number] = is_token[number] = _goes_on(text, before, start)
        if is_token[number] and is_more[number] and (match := _CAPITALISED.match(text, start)):
            ends[number] = taken = match.end()
    is_token[1:] &= starts[1:] >= np.maximum.accumulate(np.where(is_token, ends, 0))[:-1]
    first, starts, ends = first[is_token], starts[is_token], ends[is_token]
    is_prefixed, is_more = is_prefixed[is_token], is_more[is_token]
    last = first.copy()
    last[is_more] = np.searchsorted(words.starts, ends[is_more]) - 1
    return _Tokens(starts - _PREFIX_LENGTH * is_prefixed, ends, first - is_prefixed, last)


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether a word that begins with a prefix (d'Ivoire) is in one run with what ends before it."""
    prefix = start - _PREFIX_LENGTH
    return text[prefix:start] in _PREFIXES and bool(_BETWEEN.fullmatch(text, end, prefix))


def _are_joined(words: _Words, tokens: _Tokens) -> Flags:
    """bool[n], whether each token is in one run with the one before."""
    are_joined = np.zeros(len(tokens.first), np.bool_)
    between = tokens.first[1:] - tokens.last[:-1] - 1  # words
    numbers = np.flatnonzero(between <= _MOST_SMALL)
    between = between[numbers]
    are_near = _are_gaps(
        words.joined,
        tokens.ends[numbers],
        np.where(between, words.starts[tokens.last[numbers] + 1], tokens.starts[numbers + 1]),
    )
    numbers, between = numbers[are_near], between[are_near]
    are_joined[numbers[between == 0] + 1] = True
    text = words.joined.whole
    some = between > 0
    numbers, between = numbers[some], between[some]
    for count in range(1, _MOST_SMALL + 1):
        small = tokens.last[numbers] + count
        starts, ends = words.starts[small], words.ends[small]
        following = np.where(between == count, tokens.starts[numbers + 1], words.starts[small + 1])
        is_on = (ends - starts <= _LONGEST_SMALL) & _are_gaps(words.joined, ends, following)
        numbers, between, starts, ends = numbers[is_on], between[is_on], starts[is_on], ends[is_on]
        is_small = [
            text[start:end] in _SMALL for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
        is_on = np.array(is_small, np.bool_)
        are_joined[numbers[is_on & (between == count)] + 1] = True
        is_on &= between > count
        numbers, between = numbers[is_on], between[is_on]
    return are_joined


def _are_gaps(joined: Joined, starts: Numbers, ends: Numbers) -> Flags:
    """bool[n], whether there is a blank or two, or the end of a line and what the next is indented by."""
    kinds, text = joined.kinds, joined.whole
    first = kinds[starts]
    lengths = ends - starts
    is_second_blank = kinds[starts + 1] == BLANK
    are_gaps: Flags = (first == BLANK) & ((lengths == 1) | is_second_blank & (lengths == 1 + 1))
    for number in np.flatnonzero(first == NEWLINE).tolist():
        are_gaps[number] = not text[starts[number] + 1 : ends[number]].strip(" \t")
    return are_gaps


def without_possessive(written: str) -> str:
    """Take the ending off ``Ukraine's`` and ``Wales'``."""
    return _POSSESSIVE.sub("", written) if "'" in written or "’" in written else written
