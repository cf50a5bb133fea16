"""Text and declarations of an article → the places that it names, each once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from searchkit.article import MentionedPlace
from searchkit.metadata.belief import believed, is_called_area
from searchkit.metadata.focus import weight_of
from searchkit.metadata.foreign_names import with_foreign
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.resolution import Candidate, resolve
from searchkit.metadata.senses import weigh
from searchkit.metadata.toponyms import Recogniser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from searchkit.metadata.declared import Evidence
    from searchkit.metadata.gazetteer import Sense
    from searchkit.metadata.toponyms import Mention

_AREA = "|"  # ends the key of a group of mentions that mean a subdivision


@cache
def _recogniser() -> Recogniser:
    return Recogniser(gazetteer())


@dataclass(slots=True)
class _Found:
    """A place of a text: its mentions, how sure it is, and what they weigh."""

    sense: Sense
    mentions: list[Mention]
    confidence: float
    is_named: bool
    weight: float = 0.0


def find_places(
    text: str, declared: Iterable[Evidence] = (), language: str = ""
) -> tuple[MentionedPlace, ...]:
    """Places that an article declares, then those that its text names, in the order of the first mentions.

    Each comes with all its mentions. A place that is only spoken of in words such as "Ukrainian" has the
    method ``demonym``: it is weaker evidence. ``confidence`` is how sure it is that the words are a place's
    name (by what they are and what stands beside them) times the share of this sense among all that the
    name can mean (see :mod:`searchkit.metadata.resolution`). ``focus`` is explained in
    :mod:`searchkit.metadata.focus`.

    Args:
        text: title, blank line, body.
        declared: names that the file gives outside its prose.
        language: ISO 639-1 code of the text's language; empty where it is not known, or English.
    """
    found = _found(text, language)
    total = sum([one.weight for one in found.values()])
    places = []
    for evidence in declared:
        for place in gazetteer().resolve(evidence.value)[:1]:
            named = found.pop(place.id, None)
            if named:
                places.append(_mentioned(text, named, total, evidence))
            elif place.id not in {known.value.id for known in places}:
                places.append(MentionedPlace(place, evidence.method, evidence.value))
    places += [_mentioned(text, one, total, None) for one in found.values()]
    return tuple(places)


def _mentioned(text: str, found: _Found, total: float, declared: Evidence | None) -> MentionedPlace:
    spans = tuple([(mention.start, mention.end) for mention in found.mentions])
    method = "gazetteer" if found.is_named else "demonym"
    return MentionedPlace(
        found.sense.place,
        declared.method if declared else method,
        declared.value if declared else text[slice(*spans[0])],
        spans,
        1.0 if declared else round(found.confidence, 3),
        round(found.confidence * found.weight / total, 4),
    )


def _found(text: str, language: str) -> dict[str, _Found]:
    """Ids of the places that a text names → what it says of them, in the order of the text."""
    in_english = _recogniser().find(text)
    groups = _groups(text, with_foreign(text, language, believed(text, in_english), in_english))
    found: dict[str, _Found] = {}
    for group, meaning in zip(groups, resolve([group.candidate for group in groups]), strict=True):
        confidence = group.belief * meaning.share
        place_id = meaning.sense.place.id
        known = found.get(place_id)
        if known is None:
            found[place_id] = _Found(meaning.sense, group.mentions, confidence, group.is_named)
        else:
            known.mentions = sorted(known.mentions + group.mentions, key=lambda mention: mention.start)
            known.confidence = max(known.confidence, confidence)
            known.is_named = known.is_named or group.is_named
    body_start = max(text.find("\n\n"), 0)
    for one in found.values():
        one.weight = weight_of(one.mentions, body_start)
    return found


@dataclass(slots=True)
class _Group:
    """Mentions of one name that mean one place."""

    mentions: list[Mention]
    belief: float
    is_named: bool
    candidate: Candidate


def _groups(text: str, mentions: list[Mention]) -> list[_Group]:
    """Put together what is called alike; what is said with a container speaks for what is said without."""
    groups: dict[str, list[Mention]] = {}
    qualified: dict[str, str] = {}
    for mention in mentions:
        if mention.container:
            folded = mention.toponym.name.folded
            qualified.setdefault(folded, f"{folded}|{mention.container.place.id}")
    for mention in mentions:
        name = mention.toponym.name
        key = name.folded
        if mention.container:
            key = f"{key}|{mention.container.place.id}"
        elif name.areas and len(name.weighed) > 1 and is_called_area(text, mention):
            key = f"{key}{_AREA}"
        elif qualified:
            key = qualified.get(key, key)
        group = groups.get(key)
        if group is None:
            groups[key] = [mention]
        else:
            group.append(mention)
    return [_group(key, group) for key, group in groups.items()]


def _group(key: str, mentions: list[Mention]) -> _Group:
    name = mentions[0].toponym.name
    candidate = name.area_candidate if key.endswith(_AREA) else name.candidate
    if len(candidate.senses) > 1 and "|" in key:
        inside = next((mention.inside for mention in mentions if mention.inside), ())
        senses = weigh(inside)
        candidate = Candidate(senses, candidate.weight) if senses else candidate
    return _Group(mentions, mentions[0].belief, not name.is_demonym, candidate)


def mentions(text: str, language: str = "") -> list[tuple[Mention, Sense]]:
    """Every place name of a text with the place that it means, in the order of the text."""
    pairs = [(mention, one.sense) for one in _found(text, language).values() for mention in one.mentions]
    return sorted(pairs, key=lambda pair: pair[0].start)
