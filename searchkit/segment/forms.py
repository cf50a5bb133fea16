"""Which words still have which stems, when some articles of a segment are left out."""

from __future__ import annotations

import numpy as np

from searchkit import analysis
from searchkit.segment.container import Container
from searchkit.segment.lists import Lists, terms_left
from searchkit.segment.postings import Forms
from searchkit.segment.reader import Segment
from searchkit.segment.runs import read_lengths, starts_of
from searchkit.segment.streams import SECTION_GAP, SECTIONS


def forms_left(segment: Segment, container: Container, stays: np.ndarray, words_left: np.ndarray) -> Forms:
    """The pairs of word and stem that occur in the articles that stay.

    Args:
        segment: some articles.
        container: its file.
        stays: whether each article stays: bool.
        words_left: whether any occurrence of each word stays: bool.
    """
    forms = segment.stems.forms()
    if stays.all():
        return forms
    if not segment.languages.is_mixed:
        return _where(forms, words_left[forms.words])
    # A word that is left in articles of one language may be gone from those of another.
    terms = segment.stems.stems.slice(0, len(segment.stems.stems))
    language_of_stems = np.array(
        [segment.languages.languages.index(analysis.language_of_stem(term)) for term in terms], np.int64
    )
    left = np.zeros(len(forms.words), bool)
    starts = starts_of(read_lengths(container, "words.frequencies"))
    owners = np.minimum(segment.stream.section_of_chunk // SECTIONS, len(segment) - 1)
    for number in range(len(segment.languages.languages)):
        in_language = (stays & (segment.languages.of_articles == number))[owners]
        unmoved = np.zeros(len(owners), np.int64)
        counts = terms_left(Lists(starts, container, "words.positions", in_language, unmoved, SECTION_GAP))
        left |= (language_of_stems[forms.stems] == number) & (counts[forms.words] > 0)
    return _where(forms, left)


def _where(forms: Forms, chosen: np.ndarray) -> Forms:
    return Forms(forms.words[chosen], forms.stems[chosen])
