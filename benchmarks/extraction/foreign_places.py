"""Places in texts of other languages, measured on short texts of our own: tests/data/foreign-places.txt.

What goes wrong is listed by ``python benchmarks/extraction/foreign_places.py``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script, the folder of extraction

from extraction.figures import Score
from searchkit.metadata.places import find_places

TEXTS = Path(__file__).resolve().parents[2] / "tests" / "data" / "foreign-places.txt"
GOLD = re.compile(r"\[([^|\]]+)\|([A-Z]*)\]")
Found = set[tuple[int, int, str]]


def texts(language: str) -> list[tuple[str, Found]]:
    """Texts of a language with their places: where each begins and ends, and its country, if it has one."""
    result = []
    for line in TEXTS.read_text("utf-8").splitlines():
        if line.startswith(f"{language}\t"):
            text, gold = "", set()
            end = 0
            marked = line.partition("\t")[2]
            for match in GOLD.finditer(marked):
                text += marked[end : match.start()]
                gold.add((len(text), len(text) + len(match[1]), match[2]))
                text += match[1]
                end = match.end()
            result.append((text + marked[end:], gold))
    return result


def found(text: str, language: str) -> Found:
    """The same of what is found."""
    return {
        (*span, place.value.country or "")
        for place in find_places(text, language=language)
        if place.method != "demonym"
        for span in place.spans
    }


def score(language: str) -> Score:
    """Places found where they stand and in the right country."""
    pairs = [(found(text, language), gold) for text, gold in texts(language)]
    return Score(
        sum(len(ours & gold) for ours, gold in pairs),
        sum(len(ours) for ours, _ in pairs),
        sum(len(gold) for _, gold in pairs),
    )


def main() -> None:
    """Print the scores and all errors."""
    for language in ("uk", "ru", "de", "fr", "es"):
        one = score(language)
        print(f"{language}: P {one.precision:.3f} R {one.recall:.3f} F1 {one.f1:.3f}")
        for text, gold in texts(language):
            ours = found(text, language)
            print(*(f"  missed {text[a:b]} {c};" for a, b, c in sorted(gold - ours)), end="")
            print(*(f"  invented {text[a:b]} {c};" for a, b, c in sorted(ours - gold)), end="")
        print()


if __name__ == "__main__":
    main()
