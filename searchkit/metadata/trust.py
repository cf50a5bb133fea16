"""Names in runs → how sure it is that they are places'; nothing outside the run is looked at."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from searchkit.metadata.run_words import (
    AMERICA,
    AS_ACRONYM,
    AS_CODE,
    BEFORE_SURNAME,
    CAPITALISED,
    FEATURE,
    FIRST_NAME,
    GIVEN_NAME,
    HARMLESS,
    IN_CAPITALS,
    LEADING,
    NUMERAL,
    OF,
    OPENING,
    ORGANISATION,
    POSSESSIVE,
    SAINT,
    THE,
    TRAILING,
    UNSTOPPED,
)
from searchkit.metadata.traits import BROAD, COUNTRY, DEMONYM, GREAT, KNOWN, NAMED, SMALL, TOWN, WORD

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.int64]
    Flags: TypeAlias = NDArray[np.bool_]

_TITLE = CAPITALISED | BEFORE_SURNAME
_BEHIND_PLACES = HARMLESS | ORGANISATION | OPENING  # what follows a place that people are called after too


class Trust(enum.IntEnum):
    """How sure it is that a name in a run is a place name."""

    NONE = 0
    SURE = 1
    NEEDS_EVIDENCE = 2
    NEEDS_QUALIFIER = 3
    PERSON = 4


@dataclass(slots=True)
class Neighbours:
    """Names among the words of runs, with what their neighbours in the run are.

    Bits are those of :mod:`searchkit.metadata.run_words`; 0 where there is no such word, and only there.

    Attributes:
        bits: int64[n], traits of each name; of a name of one word also what the word is.
        first: int64[n], bits of its first word.
        last: int64[n], bits of its last.
        left: int64[n], bits of the word before.
        before: int64[n], bits of the word before that.
        above: int64[n], bits of the word before all these.
        right: int64[n], bits of the word behind.
        is_left_joined: bool[n], whether a hyphen joins the word before to one before it.
        is_right_joined: bool[n], whether a hyphen joins the word behind to the name.
        is_headline: bool[n], whether the run is a headline in capitals.
    """

    bits: Numbers
    first: Numbers
    last: Numbers
    left: Numbers
    before: Numbers
    above: Numbers
    right: Numbers
    is_left_joined: Flags
    is_right_joined: Flags
    is_headline: Flags

    @property
    def are_common(self) -> Flags:
        """bool[n], whether each is above all a word, a person's name, a kind of institution."""
        is_institution = has_all(self.bits, TOWN | ORGANISATION)
        return ~has(self.bits, DEMONYM) & (has(self.bits, WORD | FIRST_NAME) | is_institution)

    @property
    def are_alone(self) -> Flags:
        """bool[n], whether nothing stands beside it in its run but "In" before, or a small word."""
        is_first = (self.left == 0) | has(self.left, LEADING)
        return is_first & ((self.right == 0) | has(self.right, TRAILING))

    @property
    def are_of_features(self) -> Flags:
        """bool[n], whether the word behind makes it a valley's or the like: the Salinas Valley."""
        is_feature = has_all(self.right, CAPITALISED | FEATURE)
        return is_feature & ~has(self.bits, DEMONYM) & ~has(self.last, POSSESSIVE)

    @property
    def rivals(self) -> Numbers:
        """int64[n], bits of the word behind where that can make another name of it."""
        is_rival = has(self.right, CAPITALISED) & ~has(self.last, POSSESSIVE) & ~self.is_right_joined
        return np.where(is_rival, self.right, 0)


def has(bits: Numbers, some: int) -> Flags:
    """bool[n], whether some of these bits are set."""
    found: Flags = (bits & some) != 0
    return found


def has_all(bits: Numbers, these: int) -> Flags:
    """bool[n], whether all of these bits are set."""
    found: Flags = (bits & these) == these
    return found


def judge(names: Neighbours) -> NDArray[np.int8]:
    """Judge names by their runs: int8[n], each a :class:`Trust`."""
    bits = names.bits
    is_country = has(bits, COUNTRY)  # nothing beside one makes it less, but a person's title
    trusts = np.full(len(bits), Trust.NEEDS_EVIDENCE, np.int8)
    trusts[has(bits, KNOWN)] = Trust.SURE
    trusts[names.are_common] = Trust.NEEDS_QUALIFIER
    trusts[_are_before_larger(names) | _are_behind_larger(names)] = Trust.NONE
    trusts[is_country] = Trust.SURE
    trusts[_are_of_banks(names)] = Trust.NONE
    trusts[_are_persons(names)] = Trust.PERSON
    trusts[_may_be_acronyms(names) & (trusts == Trust.SURE)] = Trust.NEEDS_EVIDENCE
    is_judged = (trusts != Trust.NONE) & (trusts != Trust.PERSON)
    trusts[_may_be_saints(names) & is_judged] = Trust.NEEDS_QUALIFIER
    # In a headline capitals tell nothing of the neighbours.
    is_headline = names.is_headline
    trusts[is_headline] = np.where(_are_beyond_doubt(names), Trust.SURE, Trust.NONE)[is_headline]
    trusts[names.is_right_joined & has(names.right, NUMERAL)] = Trust.NONE  # Hwasong-18 is a missile
    return trusts


def _are_persons(names: Neighbours) -> Flags:
    is_titled = has_all(names.left, _TITLE) & ~names.is_left_joined
    is_given: Flags = (names.bits & (GIVEN_NAME | DEMONYM)) == GIVEN_NAME
    return is_titled | (is_given & (names.rivals != 0) & ~has(names.rivals, _BEHIND_PLACES))


def _are_before_larger(names: Neighbours) -> Flags:
    """Whether the word behind makes it part of a larger name: Kyiv Independent."""
    rivals = names.rivals
    is_larger = np.where(has(names.bits, KNOWN), has(rivals, ORGANISATION), ~has(rivals, HARMLESS))
    return is_larger & (rivals != 0)


def _are_behind_larger(names: Neighbours) -> Flags:
    """Whether the words before do: University of Kyiv, University of the Kyiv."""
    left = np.where(names.is_left_joined, 0, names.left)
    owner = np.where(has(left, THE) & (names.above != 0), names.above, names.before)
    is_in_phrase = has(left, OF | THE) & (names.before != 0)
    is_behind_name = has(left, CAPITALISED) & ~has(left, OPENING | NAMED)
    return np.where(is_in_phrase, has(owner, ORGANISATION), is_behind_name)


def _are_of_banks(names: Neighbours) -> Flags:
    """Bank of America is no part of its country; Bank of Japan is."""
    is_of: Flags = has(names.left, OF) & (names.before != 0)
    return is_of & has_all(names.bits, AMERICA | COUNTRY)


def _may_be_acronyms(names: Neighbours) -> Flags:
    """GAO is an office; as a town it would be written in capitals only where all is."""
    is_acronym = has_all(names.first, IN_CAPITALS | UNSTOPPED) & has(names.bits, AS_ACRONYM)
    return is_acronym & ~has(names.bits, BROAD | DEMONYM)


def _may_be_saints(names: Neighbours) -> Flags:
    """St Michael's is a church: more is called after the saint than this place."""
    is_saint = has(names.first, SAINT) & has(names.last, POSSESSIVE)
    return is_saint & has(names.bits, SMALL) & ~has(names.bits, DEMONYM)


def _are_beyond_doubt(names: Neighbours) -> Flags:
    """Whether they are believed even where everything is in capitals."""
    is_pronoun = has(names.bits, AS_CODE) & has(names.first, UNSTOPPED)  # "US" can be one
    return has(names.bits, GREAT) & ~is_pronoun & ~names.are_common
