"""Places and names → bytes of the gazetteer file, as searchkit/metadata/gazetteer_file.py describes them."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np
import zstandard

from searchkit.metadata.gazetteer_file import HEAD, HIGH, HUNDREDTHS, MAGIC, MISSING, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from searchkit.metadata.gazetteer_file import Record

LEVEL = 19
LOW = (1 << HIGH) - 1


def pack(
    attribution: str,
    places: Sequence[Record],
    names: Mapping[str, list[int]],
    aliases: Mapping[str, list[int]],
    texts: Mapping[str, Iterable[str]],
    *,
    traits: Callable[[str], int] = lambda _: 0,
) -> bytes:
    """Give the whole file.

    Args:
        attribution: lines for the reader of the file.
        places: in the order of their numbers.
        names: folded names with the numbers of their places.
        aliases: the same for names that are only answered.
        texts: lines of the sections that are lists of words or of foreign names.
        traits: gives what the places of a name say about it.
    """
    words = sorted(name for name in names if " " not in name)
    long_names = sorted(name for name in names if " " in name)
    sections = _columns(places)
    sections |= {"words": _text(words), "long names": _text(long_names)}
    heads = {name.partition(" ")[0] for name in long_names}
    sections["other heads"] = _text(sorted(heads.difference(words)))
    sections |= _pairs(long_names)
    bits = [traits(name) | HEAD * (name in heads) for name in (*words, *long_names)]
    sections["traits"] = _numbers(bits, "<u2")
    sections |= _lists("sense", [names[name] for name in (*words, *long_names)])
    sections["aliases"] = _text(sorted(aliases))
    sections |= _lists("meaning", [aliases[name] for name in sorted(aliases)])
    sections |= {section: _text(sorted(set(lines))) for section, lines in texts.items()}
    compressed = [zstandard.ZstdCompressor(LEVEL).compress(sections[section]) for section in SECTIONS]
    lengths = " ".join(str(len(section)) for section in compressed)
    return MAGIC + f"\n{lengths}\n{attribution}\n\n".encode() + b"".join(compressed)


def _pairs(long_names: Sequence[str]) -> dict[str, bytes]:
    longest: dict[int, int] = {}
    for name in long_names:
        words = name.split(" ")
        pair = zlib.crc32(" ".join(words[:2]).encode())
        longest[pair] = max(longest.get(pair, 0), len(words))
    checksums = np.array(sorted(longest), np.uint32)
    return {
        "pairs": np.diff(checksums, prepend=np.uint32(0)).astype("<u4").tobytes(),
        "pair lengths": _numbers([longest[pair] for pair in sorted(longest)], "<u1"),
    }


def _columns(places: Sequence[Record]) -> dict[str, bytes]:
    ids = np.array([int(place.key) if place.key.isdigit() else 0 for place in places], np.uint32)
    kinds = sorted({place.kind for place in places})
    countries = sorted({place.country for place in places})
    return {
        "ids": np.diff(ids, prepend=np.uint32(0)).astype("<u4").tobytes(),
        "other ids": _text([place.key for place in places if not place.key.isdigit()]),
        "place names": _text([place.name for place in places]),
        "kinds": _numbers([kinds.index(place.kind) for place in places], "<u1"),
        "kind names": _text(kinds),
        "countries": _numbers([countries.index(place.country) for place in places], "<u2"),
        "country codes": _text(countries),
        "populations": _numbers([place.population for place in places], "<u4"),
        "latitudes": _numbers([_hundredths(place.latitude) for place in places], "<i2"),
        "longitudes": _numbers([_hundredths(place.longitude) for place in places], "<i2"),
        "parent counts": _numbers([len(place.above) for place in places], "<u1"),
        "parents": _numbers([number for place in places for number in place.above], "<u4"),
    }


def _hundredths(degrees: float | None) -> int:
    return MISSING if degrees is None else round(degrees * HUNDREDTHS)


def _lists(kind: str, lists: Sequence[list[int]]) -> dict[str, bytes]:
    numbers = [number for one in lists for number in one]
    return {
        f"{kind} counts": _numbers([len(one) for one in lists], "<u2"),
        f"{kind}s low": _numbers([number & LOW for number in numbers], "<u2"),
        f"{kind}s high": _numbers([number >> HIGH for number in numbers], "<u1"),
    }


def _numbers(numbers: Sequence[int], dtype: str) -> bytes:
    return np.array(numbers, dtype).tobytes()


def _text(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()
