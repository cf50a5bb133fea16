"""Names in runs → how sure it is that they are places'; nothing outside the run is looked at."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit.metadata.run_words import (
    BEFORE_SURNAME,
    CAPITALISED,
    CODE_LENGTH,
    FEATURE,
    FIRST_NAME,
    GIVEN_NAME,
    HARMLESS,
    OPENING,
    ORGANISATION,
    POSSESSIVE,
)
from searchkit.metadata.traits import BROAD, COUNTRY, DEMONYM, GREAT, KNOWN, NAMED, SMALL, TOWN, WORD

if TYPE_CHECKING:
    from searchkit.metadata.run_words import Run, Word

ACRONYM_LENGTH = 4
_TITLE = CAPITALISED | BEFORE_SURNAME
_BEHIND_PLACES = HARMLESS | ORGANISATION | OPENING  # what follows a place that people are called after too


class Trust(enum.Enum):
    """How sure it is that a name in a run is a place name."""

    SURE = enum.auto()
    NEEDS_EVIDENCE = enum.auto()
    NEEDS_QUALIFIER = enum.auto()
    PERSON = enum.auto()


# Python 3.11 takes ten times as long to get a member of an enumeration as a name.
SURE, PERSON = Trust.SURE, Trust.PERSON
NEEDS_EVIDENCE, NEEDS_QUALIFIER = Trust.NEEDS_EVIDENCE, Trust.NEEDS_QUALIFIER


@dataclass(slots=True)
class FoundName:
    """A name among the words of a run.

    Attributes:
        position: of its first word.
        end: of the word behind its last.
        folded: the name.
        bits: its traits; of a name of one word also what the word is.
    """

    position: int
    end: int
    folded: str
    bits: int

    @property
    def is_common(self) -> bool:
        """Whether it is above all something else: a word, a person's name, a kind of institution."""
        bits = self.bits
        return not bits & DEMONYM and bool(
            bits & (WORD | FIRST_NAME) or (bits & TOWN and bits & ORGANISATION)
        )


def is_beyond_doubt(name: FoundName, first: str) -> bool:
    """Whether it is believed even where everything is in capitals."""
    is_pronoun = len(name.folded) <= CODE_LENGTH and "." not in first  # "US" can be one
    return bool(name.bits & GREAT) and not is_pronoun and not name.is_common


def judge(run: Run, name: FoundName) -> Trust | None:
    """Judge a name by its run; ``None`` where it is no place's."""
    words, end = run.words, name.end
    last = words[end - 1].bits
    right = 0  # what the capitalised word behind it is
    if end < len(words):
        following = words[end]
        if run.has_hyphens and run.is_hyphenated(end):
            if following.written[0].isdigit():
                return None  # Hwasong-18 is a missile
        elif following.bits & CAPITALISED and not last & POSSESSIVE:
            right = following.bits
    if run.is_headline:
        return SURE
    trust = _trust(run, name, right)
    if trust is SURE and len(name.folded) <= ACRONYM_LENGTH and _may_be_acronym(run, name):
        trust = NEEDS_EVIDENCE
    if last & POSSESSIVE and trust and trust is not PERSON and _may_be_saint(run, name):
        trust = NEEDS_QUALIFIER  # St Michael's is a church
    return trust


def _may_be_acronym(run: Run, name: FoundName) -> bool:
    """GAO is an office; as a town it would be written in capitals only where all is."""
    first = run.words[name.position].written
    return first.isupper() and "." not in first and not name.bits & (BROAD | DEMONYM)


def _may_be_saint(run: Run, name: FoundName) -> bool:
    """More is called after the saint than this place."""
    is_saint = run.words[name.position].folded in {"st", "saint"}
    return is_saint and bool(name.bits & SMALL) and not name.bits & DEMONYM


def _trust(run: Run, name: FoundName, right: int) -> Trust | None:
    """Judge a name by the words before it and by what the capitalised word behind it is, 0 for none."""
    bits, position = name.bits, name.position
    left = run.words[position - 1] if position else None
    if left and run.has_hyphens and run.is_hyphenated(position - 1):
        left = None
    if (left and left.bits & _TITLE == _TITLE) or (
        right and bits & (GIVEN_NAME | DEMONYM) == GIVEN_NAME and not right & _BEHIND_PLACES
    ):
        return PERSON
    if bits & COUNTRY:
        return None if name.folded == "america" and _is_bank_of(run, name) else SURE
    if right and (right & ORGANISATION if bits & KNOWN else not right & HARMLESS):
        return None
    if left and _belongs_to_words_before(run, position, left):
        return None
    if name.is_common:
        return NEEDS_QUALIFIER
    return SURE if bits & KNOWN else NEEDS_EVIDENCE


def _belongs_to_words_before(run: Run, position: int, left: Word) -> bool:
    """Whether the name is part of a larger one: University of Kyiv, University of the Kyiv."""
    if left.folded in {"of", "the"} and position > 1:
        owner = run.words[position - 3 if left.folded == "the" and position > 2 else position - 2]  # noqa: PLR2004
        return bool(owner.bits & ORGANISATION)
    return bool(left.bits & CAPITALISED) and not left.bits & (OPENING | NAMED)


def is_of_feature(words: list[Word], name: FoundName) -> bool:
    """Whether the word behind makes it the name of a valley or the like: the Salinas Valley is there.

    Args:
        words: of its run.
        name: one that does not end the run.
    """
    if words[name.end].bits & (CAPITALISED | FEATURE) != CAPITALISED | FEATURE:
        return False
    return not (name.bits & DEMONYM or words[name.end - 1].bits & POSSESSIVE)


def _is_bank_of(run: Run, name: FoundName) -> bool:
    """Bank of America is no part of its country; Bank of Japan is."""
    return name.position > 1 and run.words[name.position - 1].folded == "of"
