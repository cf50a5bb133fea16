"""Citations for BibTeX and biblatex, in UTF-8.

biblatex reads ``date``, and BibTeX ``year`` and ``month``: a month that is not known is in neither. The file
stands in ``file`` and ``sha256``, the article in it in ``articleid``: styles pass over these, and reference
managers keep them. ``note``, which is printed, warns where the file is not what it was. Values are escaped as
biblatex's manual describes its fields: literals for TeX, ``url`` and ``file`` verbatim, where only braces
have to match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from searchkit.citing.citation import Citation

_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # \{ would count as a brace where BibTeX looks for the other one
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEVERAL: Final = re.compile(r"\band\b|[,;]", re.IGNORECASE)
_NOT_VERBATIM: Final = frozenset("{}\\")


def entry(citation: Citation) -> str:
    """The entry of an article, and an empty line."""
    kind = "article" if citation.source else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(citation))
    return f"@{kind}{{{citation.key},\n{fields}}}\n\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    if citation.authors:
        yield "author", f"{{{' and '.join(map(_name, citation.authors))}}}"
    if citation.title:
        # The second braces keep the capitals of names, which styles would take away.
        yield "title", f"{{{{{_literal(citation.title)}}}}}"
    if citation.source:
        yield "journal", f"{{{_literal(citation.source)}}}"
    if parts := citation.date_parts:
        year, *rest = parts
        yield "date", f"{{{'-'.join([f'{year:04}', *(f'{part:02}' for part in rest)])}}}"
        yield "year", f"{{{year:04}}}"
        if rest:
            yield "month", _MONTHS[rest[0] - 1]
    if citation.language:
        yield "language", f"{{{_literal(citation.language)}}}"
    if citation.url:
        yield "url", f"{{{_address(citation.url)}}}"
    evidence = citation.evidence
    yield "articleid", f"{{{_literal(citation.article_id)}}}"
    yield "file", f"{{{_verbatim(evidence.path)}}}"
    yield "sha256", f"{{{evidence.sha256}}}"
    if evidence.doubt:
        yield "note", f"{{{_literal(evidence.doubt)}}}"


def _literal(text: str) -> str:
    return text.translate(_ESCAPES)


def _name(name: str) -> str:
    """A name; in braces where BibTeX would take it for several, or for parts in another order."""
    return f"{{{_literal(name)}}}" if _SEVERAL.search(name) else _literal(name)


def _address(url: str) -> str:
    """An address with what would end or open a brace in its percent form."""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~-._")


def _verbatim(path: str) -> str:
    """A path as it is, or as the address of the file where TeX could not read it."""
    if path.isprintable() and _NOT_VERBATIM.isdisjoint(path):
        return path
    return f"file://{quote(path.encode(errors='surrogateescape'))}"
