"""The model of py3langid: which language a text is in, told by the bytes in a row that it is made of.

Texts are read many at a time, a byte of each and then the next: the library takes much longer, one by one.
The file of the library takes half a second to unpack, and half of it are languages that no news is written
in; so ``scripts/build_language_model.py`` makes another of it. That is laid out as
:mod:`searchkit.metadata.sections` says, numbers little-endian::

    languages  text: the language of each column, blanks between; one that is written in two scripts has two
    priors     float32: how common each is
    weights    float16: what each feature says for each language, feature by feature
    features   int32: for each state of the automaton the feature that ends there; -1 for none
    rows       uint16: for each state the row of what follows; states that go on alike share one
    following  uint32: the state behind each of 256 bytes, row by row
"""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import zstandard

from searchkit.metadata.sections import compressed_sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MAGIC: Final = b"searchkit-language-model 1"
SECTIONS: Final = ("languages", "priors", "weights", "features", "rows", "following")
_FILE: Final = Path(__file__).with_name("language_model.bin")
_BYTE: Final = 8  # bits
_NOTHING: Final = -1


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The language that a text is most likely in; ``confidence`` is 0 to 1."""

    code: str
    confidence: float


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """An automaton that reads bytes, and what the features that it finds say for each language.

    Attributes:
        codes: the languages, in the order of the columns.
        columns: int64[languages], first column of each: one that is written in two scripts has two.
        rows: int64[states], where in ``following`` the row of each state begins.
        following: uint32[256 * rows], the state behind each byte.
        features: int32[states], the feature that ends there; -1 for none.
        weights: float32[features, columns].
        priors: float32[columns].
    """

    codes: tuple[str, ...]
    columns: NDArray[np.int64]
    rows: NDArray[np.int64]
    following: NDArray[np.uint32]
    features: NDArray[np.int32]
    weights: NDArray[np.float32]
    priors: NDArray[np.float32]

    def classify(self, texts: Sequence[str]) -> list[Likeliest]:
        """Tell the language of each text."""
        if not texts:
            return []
        written = list(map(_bytes_of, texts))
        lengths = np.fromiter(map(len, written), np.int64, len(written))
        scores = self._scores(self._features_in(written, lengths))
        # By the root of the length, so that what is said of short and long texts is as sure.
        scores /= np.sqrt(np.maximum(lengths, 1))[:, np.newaxis]
        likelihoods = np.exp(scores - scores.max(axis=1, keepdims=True))
        likelihoods /= likelihoods.sum(axis=1, keepdims=True)
        of_languages = np.add.reduceat(likelihoods, self.columns, axis=1)
        return [
            Likeliest(self.codes[place], confidence)
            for place, confidence in zip(
                of_languages.argmax(axis=1).tolist(), of_languages.max(axis=1).tolist(), strict=True
            )
        ]

    def _features_in(self, written: Sequence[bytes], lengths: NDArray[np.int64]) -> NDArray[np.int32]:
        """int32[texts, longest], the features in each text, ascending; before them -1."""
        longest = int(lengths.max())
        padded = b"".join([text.ljust(longest, b"\0") for text in written])
        letters = np.frombuffer(padded, np.uint8).reshape(len(written), longest)
        states = np.zeros((longest, len(written)), np.uint32)
        state = np.zeros(len(written), np.uint32)
        for number, letter in enumerate(np.ascontiguousarray(letters.T)):
            state = states[number] = self.following[self.rows[state] + letter]
        found: NDArray[np.int32] = self.features[states.T]
        found[np.arange(longest) >= lengths[:, np.newaxis]] = _NOTHING
        found.sort(axis=1)
        return found

    def _scores(self, found: NDArray[np.int32]) -> NDArray[np.float32]:
        """float32[texts, columns], what the features of each say; one that comes again says a little more."""
        is_first = found != _NOTHING
        is_first[:, 1:] &= found[:, 1:] != found[:, :-1]
        firsts = np.flatnonzero(is_first)
        features, texts = found.ravel()[firsts], firsts // found.shape[1]
        ends = np.minimum(np.append(firsts, found.size)[1:], (texts + 1) * found.shape[1])
        shares = np.log1p((ends - firsts).astype(np.float32))
        starts = np.searchsorted(texts, np.arange(len(found) + 1)).tolist()
        scores = [
            shares[start:end] @ self.weights.take(features[start:end], axis=0)
            for start, end in itertools.pairwise(starts)
        ]
        return np.stack(scores) + self.priors


def read_model(path: Path = _FILE) -> LanguageModel:
    """Read the model; it takes a tenth of a second, and 70 MB.

    Raises:
        ValueError: the file is no model, or one of another version.
    """
    sections = {
        name: zstandard.ZstdDecompressor().decompress(section)
        for name, section in compressed_sections(path, "language model", MAGIC, SECTIONS).items()
    }
    languages = sections["languages"].decode().split()
    codes, columns = np.unique(languages, return_index=True)
    return LanguageModel(
        tuple(codes.tolist()),
        columns,
        np.frombuffer(sections["rows"], "<u2").astype(np.int64) << _BYTE,
        np.frombuffer(sections["following"], "<u4"),
        np.frombuffer(sections["features"], "<i4"),
        np.frombuffer(sections["weights"], "<f2").reshape(-1, len(languages)).astype(np.float32),
        np.frombuffer(sections["priors"], "<f4"),
    )


def _bytes_of(text: str) -> bytes:
    """The bytes of a text as the model was taught: composed letters, and small ones if all are capitals."""
    plain = text.lower() if text.isupper() else text
    return unicodedata.normalize("NFC", plain).encode(errors="surrogatepass")
