"""The forms of citations, and many of them one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal, get_args

from searchkit.citing import bibtex, csl, ris
from searchkit.citing.citation import Citation

CitationForm = Literal["bibtex", "ris", "csl-json"]

FORMS: Final[tuple[CitationForm, ...]] = get_args(CitationForm)


def written(citations: Iterable[Citation], form: CitationForm) -> Iterator[str]:
    """Citations in a form that reference managers read, a piece of the file at a time.

    Lines end as the form wants it: those of RIS with CR LF.
    """
    match form:
        case "bibtex":
            return map(bibtex.entry, citations)
        case "ris":
            return map(ris.record, citations)
        case "csl-json":
            return csl.array(citations)
