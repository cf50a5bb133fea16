"""Text and declarations of an article → the places that it names, each once."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from searchkit.article import MentionedPlace
from searchkit.metadata.belief import weigh_names
from searchkit.metadata.focus import weight_of
from searchkit.metadata.foreign_names import with_foreign
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.joined import join
from searchkit.metadata.resolution import resolve
from searchkit.metadata.toponyms import Recogniser
from searchkit.metadata.traits import DEMONYM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from searchkit.metadata.declared import Evidence
    from searchkit.metadata.gazetteer import Sense
    from searchkit.metadata.mentions import Mention
    from searchkit.metadata.resolution import Candidate

_AREA = "|"  # ends the key of a group of mentions that mean a subdivision


class _Kept(threading.local):
    """What a thread knows of words and names from the texts before."""

    @cached_property
    def recogniser(self) -> Recogniser:
        return Recogniser(gazetteer())


_kept = _Kept()


@dataclass(slots=True)  # not frozen: one is made for every article
class Prose:
    """A text whose places are asked for.

    Attributes:
        text: title, blank line, body.
        declared: names that the file gives outside its prose.
        language: ISO 639-1 code of the text's language; empty where it is not known, or English.
    """

    text: str
    declared: Sequence[Evidence] = ()
    language: str = ""


@dataclass(slots=True)
class _Found:
    """A place of a text: its mentions, how sure it is, whether a name and no demonym, what they weigh."""

    sense: Sense
    mentions: list[Mention]
    confidence: float
    is_named: bool
    weight: float


def find_places(
    text: str, declared: Iterable[Evidence] = (), language: str = ""
) -> tuple[MentionedPlace, ...]:
    """:func:`find_all_places` of one text; the arguments are those of :class:`Prose`."""
    return find_all_places([Prose(text, tuple(declared), language)])[0]


def find_all_places(texts: Sequence[Prose]) -> list[tuple[MentionedPlace, ...]]:
    """For each text the places that it declares, then those that it names, in the order of its mentions.

    Each comes with all its mentions. A place that is only spoken of in words such as "Ukrainian" has the
    method ``demonym``: it is weaker evidence. ``confidence`` is how sure it is that the words are a place's
    name (by what they are and what stands beside them) times the share of this sense among all that the
    name can mean (see :mod:`searchkit.metadata.resolution`). ``focus`` is explained in
    :mod:`searchkit.metadata.focus`.

    Each text is read as if it were alone; many take a fraction of the time that they take one by one.
    """
    joined = join([one.text for one in texts])
    mentions = weigh_names(joined, _kept.recogniser.find(joined))
    return [_places(one, some) for one, some in zip(texts, mentions, strict=True)]


def _places(prose: Prose, mentions: list[Mention]) -> tuple[MentionedPlace, ...]:
    text = prose.text
    found = _found(text, with_foreign(text, prose.language, mentions))
    total = sum([one.weight for one in found.values()])
    places = []
    for evidence in prose.declared:
        for place in gazetteer().resolve(evidence.value)[:1]:
            named = found.pop(place.id, None)
            if named:
                places.append(_mentioned(text, named, total, evidence))
            elif place.id not in {known.value.id for known in places}:
                places.append(MentionedPlace(place, evidence.method, evidence.value))
    return (*places, *[_mentioned(text, one, total, None) for one in found.values()])


def _mentioned(text: str, found: _Found, total: float, declared: Evidence | None) -> MentionedPlace:
    spans = tuple([(mention.start, mention.end) for mention in found.mentions])
    # To round to places behind the point takes five times as long as to round to a whole number.
    focus = round(found.confidence * found.weight / total * 1e4) / 1e4
    if declared:
        return MentionedPlace(found.sense.place, declared.method, declared.value, spans, 1.0, focus)
    start, end = spans[0]
    method = "gazetteer" if found.is_named else "demonym"
    confidence = round(found.confidence * 1e3) / 1e3
    return MentionedPlace(found.sense.place, method, text[start:end], spans, confidence, focus)


def _found(text: str, mentions: list[Mention]) -> dict[str, _Found]:
    """Ids of the places that a text names → what it says of them, in the order of the text."""
    groups = _groups(mentions)
    body_start = max(text.find("\n\n"), 0)
    found: dict[str, _Found] = {}
    meanings = resolve([_candidate(key, group) for key, group in groups.items()])
    for group, meaning in zip(groups.values(), meanings, strict=True):
        first = group[0]
        confidence = first.belief * meaning.share
        is_named = not first.name.traits & DEMONYM
        place_id = meaning.sense.place.id
        known = found.get(place_id)
        if known is None:
            weight = weight_of(group, body_start)
            found[place_id] = _Found(meaning.sense, group, confidence, is_named, weight)
        else:
            known.mentions = sorted(known.mentions + group, key=lambda mention: mention.start)
            known.confidence = max(known.confidence, confidence)
            known.is_named = known.is_named or is_named
            known.weight = weight_of(known.mentions, body_start)
    return found


def _groups(mentions: list[Mention]) -> dict[str, list[Mention]]:
    """Put together what is called alike; what is said with a container speaks for what is said without.

    Returns:
        The mentions that mean one place, by what :func:`_candidate` makes of it what is to be resolved.
    """
    groups: dict[str, list[Mention]] = {}
    qualified: dict[str, str] = {}
    for mention in [one for one in mentions if one.container]:
        qualified.setdefault(mention.name.folded, _inside_key(mention))
    for mention in mentions:
        key = mention.name.folded
        if mention.container:
            key = _inside_key(mention)
        elif mention.is_area and len(mention.name.candidate.senses) > 1:
            key = f"{key}{_AREA}"
        elif qualified:
            key = qualified.get(key, key)
        if key in groups:
            groups[key].append(mention)
        else:
            groups[key] = [mention]
    return groups


def _inside_key(mention: Mention) -> str:
    return f"{mention.name.folded}|{mention.container.place.id if mention.container else ''}"


def _candidate(key: str, mentions: list[Mention]) -> Candidate:
    name = mentions[0].name
    if "|" not in key:
        return name.candidate
    if key.endswith(_AREA):
        return name.area_candidate
    if len(name.candidate.senses) == 1:
        return name.candidate
    return next((mention.inside for mention in mentions if mention.inside), name.candidate)
