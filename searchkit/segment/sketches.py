"""What an article says in 24 bytes, enough to tell whether another says the same.

Of every four neighbouring words a number is made, which falls into one of 48 bins. Of each bin four bits of
the least number are kept: two texts agree in about as many bins as they share pieces. This is one permutation
hashing (Li, Owen and Zhang, NIPS 2012) of b-bit minwise values (Li and König, WWW 2010). An empty bin
is marked as such, so that short texts, too, are compared by what they have.
"""

from __future__ import annotations

import zlib
from typing import Final

import numpy as np

from searchkit.segment.container import ColumnWriter, Container
from searchkit.segment.streams import BODY, SECTIONS, TITLE

BINS: Final = 48
BITS: Final = 4
VALUES: Final = (1 << BITS) - 1
"""What a bin holds is one of so many values, or 0 for nothing."""
ITEMS: Final = BINS * BITS // 64
"""A sketch is so many numbers of 64 bits: the first bin in the lowest bits of the first."""

_LONG: Final = 30
"""Of texts of so many words the headline does not count: papers write their own. It may be all that tells
short ones apart."""
_COLUMN: Final = "copies.sketches"
_NOTHING: Final = 0xFFFFFFFF
# Odd numbers without any pattern; part of the format, as sketches of two segments are compared.
_OF_PLACES: Final = tuple(map(np.uint32, (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F)))
_MIXING: Final = tuple(map(np.uint32, (0x7FEB352D, 0x846CA68B)))
_OF_VALUES: Final = np.uint32(0x165667B1)


def hashes_of(words: list[bytes]) -> np.ndarray:
    """The number that each word counts as: uint32."""
    return _mixed(np.fromiter(map(zlib.crc32, words), np.uint32, len(words)))


class SketchBuffer:
    """Collects the sketches of articles."""

    def __init__(self) -> None:
        self._sketches = [np.zeros((0, ITEMS), np.uint64)]

    def add(self, hashes: np.ndarray, section_lengths: np.ndarray) -> None:
        """Add the next articles.

        Args:
            hashes: what :func:`hashes_of` gives for the word of each token, in reading order.
            section_lengths: int64, tokens of each section, ``SECTIONS`` for each article.
        """
        self._sketches.append(_sketches(hashes, section_lengths))

    def write(self, writer: ColumnWriter) -> None:
        """Write the column."""
        write_sketches(writer, np.concatenate(self._sketches))


def write_sketches(writer: ColumnWriter, sketches: np.ndarray) -> None:
    """Write the sketches of all articles: uint64, ``(articles, ITEMS)``."""
    writer.add(_COLUMN, sketches.reshape(-1))


def read_sketches(container: Container, article_count: int) -> np.ndarray:
    """The sketches of all articles: uint64, ``(articles, ITEMS)``; empty ones where the file has none."""
    if _COLUMN not in container.columns:
        return np.zeros((article_count, ITEMS), np.uint64)
    sketches: np.ndarray = container.column(_COLUMN).values.reshape(-1, ITEMS)
    return sketches


def bins_of(sketches: np.ndarray) -> np.ndarray:
    """What each bin holds: uint8, ``(articles, BINS)``."""
    octets = np.ascontiguousarray(sketches, "<u8").view(np.uint8).reshape(-1, BINS // 2)
    return np.stack([octets & VALUES, octets >> BITS], axis=2).reshape(-1, BINS)


def lengths_of(section_lengths: np.ndarray) -> np.ndarray:
    """How many words of each article count: int64.

    Args:
        section_lengths: tokens of each section, ``SECTIONS`` for each article.
    """
    lengths: np.ndarray = (section_lengths * _counted(section_lengths)).reshape(-1, SECTIONS).sum(axis=1)
    return lengths


def _counted(section_lengths: np.ndarray) -> np.ndarray:
    """Whether each section counts: bool."""
    counted = np.ones(len(section_lengths), bool)
    counted[TITLE::SECTIONS] = section_lengths[BODY::SECTIONS] < _LONG
    return counted


def _sketches(numbers: np.ndarray, section_lengths: np.ndarray) -> np.ndarray:
    """The sketches of articles whose words have these numbers."""
    span = len(_OF_PLACES)
    articles = len(section_lengths) // SECTIONS
    nowhere = articles * BINS
    least = np.full(nowhere + BINS, _NOTHING, np.uint32)  # some more bins for what does not count
    pieces = max(len(numbers) - span + 1, 0)
    if pieces:
        joined = numbers[:pieces] * _OF_PLACES[0]
        for place in range(1, span):
            joined += numbers[place : place + pieces] * _OF_PLACES[place]
        joined = _mixed(joined)
        of_sections = np.repeat(np.arange(articles) * BINS, SECTIONS)
        of_sections[~_counted(section_lengths)] = nowhere
        bins = np.repeat(of_sections, section_lengths)[:pieces]
        bins += (joined >> 16) * np.uint32(BINS) >> 16
        ends = section_lengths.cumsum()
        for place in range(1, span):
            across = ends - place
            bins[across[(across >= 0) & (across < pieces)]] = nowhere
        # The upper half has chosen the bin: the lower half decides which number is the least.
        np.minimum.at(least, bins, joined << 16 | joined >> 16)
    return _packed(least[:nowhere].reshape(articles, BINS))


def _packed(least: np.ndarray) -> np.ndarray:
    values = ((least * _OF_VALUES >> 16) % np.uint32(VALUES) + np.uint32(1)).astype(np.uint8)
    values[least == _NOTHING] = 0
    octets = values[:, ::2] | values[:, 1::2] << BITS
    return octets.view("<u8").astype(np.uint64)


def _mixed(numbers: np.ndarray) -> np.ndarray:
    """Other numbers in their place, each bit of which depends on all."""
    for factor in _MIXING:
        numbers = (numbers ^ numbers >> 16) * factor
    mixed: np.ndarray = numbers ^ numbers >> 16
    return mixed
