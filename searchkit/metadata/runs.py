"""Text → runs: capitalised words with the small words that names hold (Isle of Man, Rio de Janeiro).

A run is where a name can stand; everything else of a text is passed over in one scan.
"""

from __future__ import annotations

import re

LONGEST_RUN = 40  # words; bounds the work on texts that are all capitals

_UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(code) for code in range(0x100, 0x250) if chr(code).isupper())
# Alternatives are told apart by their first letters: it takes half as many tries as a list of words.
_SMALL = r"a(?:[lm]|nd?|sh?)|d(?:[iu]|as?|e[lnr]?|os?)|e[lns]|l(?:a|es?)|na|o[fn]|sur|the|upon|y"
_DOTTED = ("St|Mt|Ft|ST|MT|FT|Mr|Ms|Dr|Lt", "Mrs|Gen|Sen|Rep|Gov|Col|Maj|Sgt|Adm|Rev", "Prof|Capt")

# A word is described by what follows its capital: a pattern that begins with a plain set of characters is
# searched for in less than half the time of one that first looks around.
# Only single characters are repeated possessively: Python before 3.11.5 loses matches of groups that are.
_INITIALS = rf"\.(?:[{_UPPER}]\.)*"
_IS_DOTTED = "|".join(rf"(?<=\b(?:{words})\.)" for words in _DOTTED)  # what looks behind has one length
_AFTER_CAPITAL = rf"(?:\w++(?:\.(?:{_IS_DOTTED})|(?:['’]\w++)*)|{_INITIALS}|(?:['’]\w++)*)(?:-\w++)*"
_GAP = r"(?:[ ][ ]?+|\n[ \t]*+(?!\n))"
_SMALL_WORDS = rf"(?:(?=[a-z])(?:{_SMALL}){_GAP}){{0,2}}"
RUN = re.compile(
    rf"[{_UPPER}](?<![\w'’].){_AFTER_CAPITAL}"
    rf"(?:{_GAP}{_SMALL_WORDS}(?:[dl]['’])?[{_UPPER}]{_AFTER_CAPITAL}){{0,{LONGEST_RUN}}}"
)
_POSSESSIVE = re.compile(r"['’][sS]?$")


def split_run(run: str) -> list[str]:
    """Words of a run, also those joined by hyphens."""
    return run.replace("-", " ").split()


def starts_of(run: str, parts: list[str]) -> list[int]:
    """Where each word of a run begins."""
    if len(parts) == 1:
        return [0]
    starts = []
    end = 0
    for part in parts:
        start = run.index(part, end)
        starts.append(start)
        end = start + len(part)
    return starts


def without_possessive(written: str) -> str:
    """Take the ending off ``Ukraine's`` and ``Wales'``."""
    return _POSSESSIVE.sub("", written) if "'" in written or "’" in written else written
