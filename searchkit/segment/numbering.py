"""Texts in, a number for each of their words out, without a Python object for each word.

A word is a path through a tree: each step is the next :data:`PIECE_BYTES` bytes of it as one number. All
words of some texts take their steps together, in one look into a hash table in numpy. The whole step is
compared, its bytes and where it starts from, so that no two words can ever be mistaken for each other.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from searchkit import analysis
from searchkit.segment.lists import distinct

PIECE_BYTES: Final = 8
_MOST_BYTES = (analysis.MAX_WORD_BYTES // PIECE_BYTES + 1) * PIECE_BYTES
"""What lies behind does not change what a word is cut to."""
_LEAST_CUT: Final = analysis.MAX_WORD_BYTES - 3
"""Cutting leaves so many bytes at least: a character is four at most."""
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(PIECE_BYTES + 1)], np.uint64)
_ROOT = 0
_FREE = 0
_LONGEST_TEXT = 1 << 20
"""A longer text is numbered in parts: at once it would take tens of times its size, and a table as large."""
_SLOTS_OF_FIRST_TABLE = 1 << 16
_SLOTS_PER_NODE = 2


@dataclass(frozen=True, slots=True)
class NumberedTexts:
    """The words of some texts.

    Attributes:
        words: int64, the number of each word in reading order.
        lengths: int64, how many words each text has.
    """

    words: np.ndarray
    lengths: np.ndarray


class WordNumbers:
    """Gives each distinct word a number; words are cut to size.

    Attributes:
        words: the word of each number, in no particular order.
    """

    def __init__(self) -> None:
        self.words: list[bytes] = []
        self._tree = _Tree()
        self._long: dict[bytes, int] = {}
        self._number_of_node = np.zeros(0, np.int64)

    @property
    def pieces(self) -> int:
        """How many pieces of words are kept: what they take in memory."""
        return len(self._tree)

    def number(self, texts: list[str]) -> NumberedTexts:
        """Number the words of texts; new ones get the next numbers."""
        if max(map(len, texts), default=0) <= _LONGEST_TEXT:
            return self._at_once(texts)
        numbered = [[self._at_once([part]).words for part in _parts(text)] for text in texts]
        lengths = [sum(map(len, parts)) for parts in numbered]
        return NumberedTexts(np.concatenate(list(chain(*numbered))), np.array(lengths, np.int64))

    def _at_once(self, texts: list[str]) -> NumberedTexts:
        folded = analysis.fold_all(texts)
        # A blank before, and a piece of them behind: every word has two ends, and a whole piece to read.
        line = b" " + folded.line + b" " * PIECE_BYTES
        codes = np.frombuffer(line, np.uint8)
        of_word = codes > ord(" ")
        edges = np.flatnonzero(of_word[1:] != of_word[:-1])
        edges += 1
        starts, ends = edges[::2], edges[1::2]
        nodes = self._tree.leaves(line, starts, np.minimum(ends - starts, _MOST_BYTES))
        counts = np.searchsorted(starts, np.cumsum(folded.lengths, dtype=np.int64), side="right")
        return NumberedTexts(self._known(nodes), np.diff(counts, prepend=0))

    def _known(self, nodes: np.ndarray) -> np.ndarray:
        """The number of the word that ends at each node."""
        self._number_of_node = grown(self._number_of_node, len(self._tree), -1)
        numbers = self._number_of_node.take(nodes)
        if len(unknown := np.flatnonzero(numbers < 0)):
            new = distinct(nodes[unknown])
            self._number_of_node[new] = self._numbered(self._tree.words(new))
            numbers[unknown] = self._number_of_node[nodes[unknown]]
        return numbers

    def _numbered(self, words: list[bytes]) -> np.ndarray:
        """The numbers of words that end at new nodes: int64."""
        if max(map(len, words)) < _LEAST_CUT:
            self.words += words
            return np.arange(len(self.words) - len(words), len(self.words))
        return np.array([self._number(analysis.cut(word)) for word in words])

    def _number(self, word: bytes) -> int:
        """The number of a word, which may be what several are cut to."""
        number = len(self.words)
        if len(word) >= _LEAST_CUT:
            number = self._long.setdefault(word, number)
        if number == len(self.words):
            self.words.append(word)
        return number


def _parts(text: str) -> Iterator[str]:
    """A text cut at blanks, which no word reaches across, into parts of about the longest that is read."""
    start = 0
    while len(text) - start > _LONGEST_TEXT:
        end = text.find(" ", start + _LONGEST_TEXT)
        if end < 0:
            break
        yield text[start:end]
        start = end
    yield text[start:]


def grown(values: np.ndarray, length: int, filler: int) -> np.ndarray:
    """The same values, of the same type, with room for at least so many; what is added is the filler.

    Room is doubled at least, so that growing again and again takes time in proportion to the last length.
    """
    if len(values) >= length:
        return values
    return np.concatenate([values, np.full(2 * length - len(values), filler, values.dtype)])


class _Tree:
    """All words that were ever seen: nodes, and a hash table of the steps that lead to them."""

    def __init__(self) -> None:
        # Random factors: nobody can make up words that all fall into one place of the table.
        self._factors = np.array([secrets.randbits(64) | 1, secrets.randbits(64) | 1], np.uint64)
        self._count = 1
        self._pieces = np.zeros(0, np.uint64)
        self._parents = np.zeros(0, np.int64)
        self._resize(_SLOTS_OF_FIRST_TABLE)

    def __len__(self) -> int:
        """Number of nodes, the root included."""
        return self._count

    def leaves(self, line: bytes, starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """The node at which each word of a line ends: int64.

        Args:
            line: folded text; a piece of any bytes follows the last word.
            starts: where the words begin, int64.
            lengths: their bytes, int64.
        """
        pieces_at = np.ndarray((len(line) - PIECE_BYTES + 1,), "<u8", line, strides=(1,))
        pieces = pieces_at[starts]
        pieces &= _MASKS.take(np.minimum(lengths, PIECE_BYTES))
        leaves = self._step(np.full(1, _ROOT), pieces)
        longer = np.flatnonzero(lengths > PIECE_BYTES)
        done = PIECE_BYTES
        while len(longer):
            left = lengths[longer] - done
            pieces = pieces_at[starts[longer] + done]
            pieces &= _MASKS.take(np.minimum(left, PIECE_BYTES))
            leaves[longer] = self._step(leaves[longer], pieces)
            longer = longer[left > PIECE_BYTES]
            done += PIECE_BYTES
        return leaves

    def words(self, nodes: np.ndarray) -> list[bytes]:
        """The words that end at these nodes."""
        pieces = []
        while nodes.any():
            pieces.append(self._pieces[nodes])
            nodes = self._parents[nodes]
        if not pieces:
            return []
        rows = np.stack(pieces[::-1], axis=1).astype("<u8", copy=False)
        # No word holds a zero byte: those before and behind it fill up its pieces.
        padded: list[bytes] = rows.view(f"S{rows.shape[1] * PIECE_BYTES}").ravel().tolist()
        return [word.lstrip(b"\0") for word in padded]

    def _step(self, parents: np.ndarray, pieces: np.ndarray) -> np.ndarray:
        """The nodes that pieces lead to from others, which are made where there are none yet."""
        nodes = self._slots.take(self._places(parents, pieces))
        known = self._pieces.take(nodes) == pieces
        known &= self._parents.take(nodes) == parents
        if len(missed := np.flatnonzero(~known)):
            nodes[missed] = self._probe(np.broadcast_to(parents, pieces.shape)[missed], pieces[missed])
        return nodes

    def _probe(self, parents: np.ndarray, pieces: np.ndarray) -> np.ndarray:
        """Like :meth:`_step`, also for steps that do not stand at their first place in the table."""
        while _SLOTS_PER_NODE * (self._count + len(pieces)) > len(self._slots):
            self._resize(4 * len(self._slots))
        nodes = np.empty(len(pieces), np.int64)
        places = self._places(parents, pieces)
        sought = np.arange(len(pieces))
        while len(sought):
            free = sought[self._slots[places[sought]] == _FREE]
            self._insert(places[free], parents[free], pieces[free])
            nodes[sought] = self._slots[places[sought]]
            found = nodes[sought]
            missed = (self._pieces[found] != pieces[sought]) | (self._parents[found] != parents[sought])
            sought = sought[missed]
            places[sought] = (places[sought] + 1) % len(self._slots)
        return nodes

    def _insert(self, places: np.ndarray, parents: np.ndarray, pieces: np.ndarray) -> None:
        """Make a node at each of these free places; of steps that want the same place one gets it."""
        claims = np.arange(len(places))
        self._slots[places] = claims
        won = self._slots[places] == claims
        nodes = self._count + np.arange(np.count_nonzero(won))
        self._slots[places[won]] = nodes
        self._pieces[nodes] = pieces[won]
        self._parents[nodes] = parents[won]
        self._count += len(nodes)

    def _resize(self, slots: int) -> None:
        """Make a larger table."""
        self._slots = np.full(slots, _FREE)
        self._shift = np.uint64(64 - slots.bit_length() + 1)
        room = np.zeros(slots // _SLOTS_PER_NODE - len(self._pieces), np.int64)
        self._pieces = np.concatenate([self._pieces, room.view(np.uint64)])
        self._parents = np.concatenate([self._parents, room])
        nodes = np.arange(1, self._count)
        places = self._places(self._parents[nodes], self._pieces[nodes])
        while len(nodes):
            free = self._slots[places] == _FREE
            self._slots[places[free]] = nodes[free]
            homeless = self._slots[places] != nodes
            nodes, places = nodes[homeless], (places[homeless] + 1) % slots

    def _places(self, parents: np.ndarray, pieces: np.ndarray) -> np.ndarray:
        """Where a step would stand in the table: multiply-shift hashing, int64."""
        hashes = parents.view(np.uint64) * self._factors[0] + pieces
        hashes *= self._factors[1]
        hashes >>= self._shift
        places: np.ndarray = hashes.view(np.int64)
        return places
