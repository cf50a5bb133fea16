"""What an unfinished word or name may become: from the words and values of the index itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from searchkit import analysis
from searchkit.engine import function_words, known_values, lists
from searchkit.engine.known_values import KnownValue
from searchkit.engine.snapshot import Snapshot

CompletedField = Literal["word", "source", "place", "author", "language"]

_POOL: Final = 64
"""So many of the most frequent words of each segment are looked at."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A word or name that begins as it was asked for.

    Attributes:
        value: the word, folded; or the name, to be put behind ``source:`` and the like as it is.
        articles: how many a query for it finds.
        within: of a place what contains it, nearest first, with commas between; else empty.
    """

    value: str
    articles: int
    within: str = ""


def complete_word(
    snapshot: Snapshot, prefix: str, limit: int, stems_of: Callable[[str], Sequence[str]]
) -> tuple[Completion, ...]:
    """Words that begin so: of all forms of a word the most frequent one, those that serve grammar last.

    Args:
        snapshot: the index.
        prefix: one unfinished word; there is nothing to complete in none, or in several.
        limit: how many.
        stems_of: the stems by which the words of a text are looked for.
    """
    words = analysis.terms(prefix)
    if len(words) != 1:
        return ()
    forms = _frequent_words(snapshot, words[0])
    best_forms: dict[bytes, tuple[str, bytes]] = {}
    for form in sorted(forms, key=lambda form: (-forms[form], form)):
        (stem,) = stems_of(form.decode())
        word = stem.encode()
        # Languages that few articles are in may tell forms apart that are one word in most of them.
        commonest = max(lists.stems_of_word(word), key=snapshot.stem_doc_freq)
        best_forms.setdefault(commonest, (form.decode(), word))
    counted = [(word, _doc_freq(snapshot, word), form) for form, word in best_forms.values()]
    ordered = sorted((_serves_grammar(word), -count, form) for word, count, form in counted if count)
    return tuple(Completion(form, -count) for _, count, form in ordered[:limit])


def _doc_freq(snapshot: Snapshot, word: bytes) -> int:
    if snapshot.deleted_count:
        return len(lists.stem_list(snapshot, word))
    return sum(map(snapshot.stem_doc_freq, lists.stems_of_word(word)))


def _serves_grammar(word: bytes) -> bool:
    return all(map(function_words.is_function_word, lists.stems_of_word(word)))


def _frequent_words(snapshot: Snapshot, prefix: bytes) -> dict[bytes, int]:
    """The most frequent words that begin so, and how often they stand."""
    found: dict[bytes, int] = {}
    for leaf in snapshot.leaves:
        stream = leaf.segment.stream
        words = stream.words.with_prefix(prefix)
        counts = stream.frequencies(words)
        for place in (-counts).argsort(kind="stable")[:_POOL].tolist():
            word = stream.words[words.start + place]
            found[word] = found.get(word, 0) + int(counts[place])
    return found


def complete_value(snapshot: Snapshot, prefix: str, field: str, limit: int) -> tuple[Completion, ...]:
    """Names that begin so, then those of which another word does; all of them for an empty start."""
    folded = known_values.fold(prefix) if prefix.strip() else ""
    known = known_values.known_values(snapshot, field)
    first = [one for one in known if one.folded.startswith(folded)]
    if len(first) < limit:
        first += [one for one in known if f" {folded}" in one.folded and not one.folded.startswith(folded)]
    return tuple(Completion(_asked_as(one), one.articles, one.within) for one in first[:limit])


def _asked_as(known: KnownValue) -> str:
    """The name, with what contains it where it alone means another place."""
    if not known.place_id:
        return known.name
    from searchkit.metadata.gazetteer import gazetteer  # noqa: PLC0415 - slow to open, and only places need it

    full = f"{known.name}, {known.within}"
    for name in (known.name, full):
        if known.place_id in {place.id for place in gazetteer().resolve(name)}:
            return name
    return known.name
