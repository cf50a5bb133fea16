"""The terms of all fields of a segment, as Whoosh asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.fields import FieldType
from whoosh.formats import Format
from whoosh.reading import TermInfo, TermNotFound

from searchkit.codec.matching import ColumnMatcher
from searchkit.codec.terms import FieldTerms, field_names, find, info, numbered_from, open_terms
from searchkit.segment.reader import Segment


class ColumnTermsReader(TermsReader):
    """Dictionaries and postings."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._field_names = field_names(segment)
        self._fields: dict[str, FieldTerms] = {}

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return field in self._field_names and find(self._terms(field), text) is not None

    def cursor(self, fieldname: str, fieldobj: FieldType) -> TermCursor:
        """A place in the sorted terms of a field."""
        return TermCursor(self._terms(fieldname), fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every term, by field and then by bytes."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Every term from one on, through all later fields."""
        return ((field, term) for field, _, term in self._from(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term with its statistics."""
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term from one on with its statistics."""
        return (
            ((field, term), info(self._terms(field), number))
            for field, number, term in self._from(fieldname, prefix)
        )

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Statistics of a term.

        Raises:
            KeyError: no article holds it.
        """
        return info(self._terms(fieldname), self._number(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """The weights of a term, summed over all articles."""
        return float(self._terms(fieldname).postings(self._number(fieldname, text)).weights.sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many articles hold a term, deleted ones included."""
        return len(self._terms(fieldname).postings(self._number(fieldname, text)).doc_ids)

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ColumnMatcher:
        """The postings of a term.

        Raises:
            TermNotFound: no article holds it.
        """
        try:
            number = self._number(fieldname, text)
        except KeyError:
            raise TermNotFound(f"No term {fieldname}:{text!r}") from None
        return ColumnMatcher((fieldname, text), self._terms(fieldname).postings(number), format_, scorer)

    def indexed_field_names(self) -> Iterable[str]:
        """Every field that has terms."""
        return self._field_names

    def _terms(self, field: str) -> FieldTerms:
        if field not in self._fields:
            if field not in self._field_names:
                raise KeyError(field)
            self._fields[field] = open_terms(self._segment, field)
        return self._fields[field]

    def _number(self, field: str, text: bytes) -> int:
        number = find(self._terms(field), text)
        if number is None:
            raise KeyError((field, text))
        return number

    def _from(self, first_field: str, first_term: bytes) -> Iterator[tuple[str, int, bytes]]:
        for field in self._field_names:
            if field >= first_field:
                terms = self._terms(field)
                start = terms.rank(first_term) if field == first_field else 0
                yield from ((field, number, term) for number, term in numbered_from(terms, start))


class TermCursor(FieldCursor):
    """A place in the sorted terms of a field."""

    def __init__(self, terms: FieldTerms, field: FieldType) -> None:
        self.terms = terms
        self._field = field
        self._go(0)

    def first(self) -> Any:
        """Go to the first term and give it."""
        return self._go(0)

    def find(self, string: str | bytes) -> Any:
        """Go to the first term that is not before ``string`` and give it."""
        term = string if isinstance(string, bytes) else string.encode(errors="surrogatepass")
        return self._go(self.terms.rank(term))

    def next(self) -> Any:
        """Go to the next term and give it, or ``None`` after the last."""
        return None if self._number is None else self._go(self._number + 1)

    def text(self) -> Any:
        """The current term as a value of the field, or ``None`` after the last."""
        return self._text

    term = text

    def term_info(self) -> TermInfo | None:
        """Statistics of the current term."""
        return None if self._number is None else info(self.terms, self._number)

    def is_valid(self) -> bool:
        """Whether there is a current term."""
        return self._number is not None

    def _go(self, number: int) -> Any:
        self._number: int | None = None
        self._text = None
        for found, term in numbered_from(self.terms, number):
            self._number = found
            self._text = self._field.from_bytes(term)
            break
        return self._text
