"""Texts that say one thing over and over, made of what the program itself looks for in a text.

Every regular expression and every word of the packages that read articles gives fragments; a text repeats one
of them, or a few. Reading it must take no more than some times what plain prose of the same length takes:
what looks back over all that it has seen takes hundreds of times as long.
"""

from __future__ import annotations

import ast
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from torture.losing import insist

import searchkit
from searchkit.loading.articles import load, prepare
from searchkit.loading.scanning import scan

CHARACTERS: Final = 200_000
FACTOR: Final = 60
"""How many times as long as prose a text may take: a list of places takes 20 times as long, and quadratic
work on so many characters thousands of times."""
LEAST_SECONDS: Final = 0.5
"""Of processor time: less is not looked at, as the clock of a busy machine is not to be trusted."""
_PROSE: Final = "Nobody had expected so many ships, and the crane would be repaired by the end of it. " * 8
_PACKAGES: Final = ("metadata", "loading")
_LONGEST: Final = 60
_SIGNS: Final = re.compile(r"[\\\[\]()|?*+^${}]")


def campaign(seconds: float, seed: int, folder: Path, *, characters: int = CHARACTERS) -> dict[str, int]:
    """Read repetitive texts in every format, as long as there is time."""
    prepare()
    chance = random.Random(seed)
    known = fragments()
    counted: Counter[str] = Counter()
    usual = {
        suffix: max(_seconds(folder, _repeated(f"{_PROSE}\n\n", characters), suffix) for _ in range(2))
        for suffix in (".txt", ".html", ".md")
    }
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        parts = chance.choices(known, k=chance.choice((1, 1, 2, 3)))
        unit = chance.choice((" ", "\n", ", ")).join(parts) + chance.choice(
            ("", " ", "\n", "\n\n", ", ", ": ")
        )
        suffix = chance.choice(tuple(usual))
        text = chance.choice(("", "A title\n\n", "<html><body><p>")) + _repeated(unit, characters)
        most = max(FACTOR * usual[suffix], LEAST_SECONDS)
        took = _seconds(folder, text, suffix)
        if took >= most:  # perhaps something was read for the first time
            took = min(_seconds(folder, text, suffix) for _ in range(3))
        said = f"{characters} characters of {unit!r} as {suffix}"
        insist(took < most, f"{said} take {took:.2f} s, and may take {most:.2f} s")
        counted["repetitive texts"] += 1
    return dict(counted)


def fragments() -> list[str]:
    """What the patterns and words of the packages look for, in pieces."""
    found: dict[str, None] = {}
    for text in _strings():
        if _SIGNS.search(text) or len(text) < _LONGEST:
            found.update(dict.fromkeys(re.findall(r"[^\W\d_]+|[^\w\s\\]", text)))
            plain = text.replace(r"\s", " ").replace(r"\d", "1").replace(r"\w", "a").replace(r"\b", "")
            found[_SIGNS.sub("", plain)[:_LONGEST]] = None
    return [fragment for fragment in found if fragment.strip()]


def _strings() -> Iterator[str]:
    package = Path(searchkit.__file__).parent
    for path in sorted(path for name in _PACKAGES for path in (package / name).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n\n" not in node.value:
                yield node.value


def _repeated(unit: str, characters: int) -> str:
    return (unit * (characters // len(unit) + 1))[:characters]


def _seconds(folder: Path, text: str, suffix: str) -> float:
    """Of processor time, to read a text."""
    path = folder / f"text{suffix}"
    path.write_text(text, encoding="utf-8", errors="replace")
    (stamp,) = scan([path]).files
    begun = time.process_time()
    load(stamp)
    return time.process_time() - begun
