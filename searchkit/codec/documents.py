"""What Whoosh asks of single articles of a segment: stored fields, lengths, columns to sort by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NoReturn

import numpy as np
from whoosh.codec.base import PerDocumentReader
from whoosh.columns import Column, ColumnReader
from whoosh.util.times import long_to_datetime

from searchkit.codec.schema import DATE_FIELDS
from searchkit.codec.terms import FIELD_NAMES, microseconds, open_terms
from searchkit.segment.dates import DateColumn
from searchkit.segment.reader import Segment

KEYWORD_COLUMNS: Final = ("source", "author", "language", "path")
"""Fields of whole values that can be sorted by; of several values the first counts."""

_LATEST = (1 << 64) - 1


class ColumnDocumentReader(PerDocumentReader):
    """Articles by number."""

    def __init__(self, segment: Segment, deleted: Iterable[int]) -> None:
        self._segment = segment
        self._deleted = frozenset(deleted)
        self._field_lengths: dict[str, np.ndarray | None] = {}

    def doc_count(self) -> int:
        """Articles that are not deleted."""
        return len(self._segment) - len(self._deleted)

    def doc_count_all(self) -> int:
        """Articles, deleted ones included."""
        return len(self._segment)

    def has_deletions(self) -> bool:
        """Whether any article is deleted."""
        return bool(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Whether an article is deleted."""
        return docnum in self._deleted

    def deleted_docs(self) -> Iterator[int]:
        """The deleted articles."""
        return iter(sorted(self._deleted))

    def supports_columns(self) -> bool:
        """Whether there are columns to sort by."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether there is a column to sort a field by."""
        return fieldname in self.list_columns()

    def list_columns(self) -> list[str]:
        """Fields that can be sorted by."""
        dates = [name for name in DATE_FIELDS if name not in self._segment.missing_fields]
        return [*KEYWORD_COLUMNS, *dates]

    def column_reader(self, fieldname: str, column: Column) -> ColumnReader:
        """Values of a field by article."""
        if fieldname in DATE_FIELDS:
            dates = self._segment.dates_of(fieldname)
            values = microseconds(dates.starts).astype(np.uint64)
            return DateReader(np.where(dates.known, values, np.uint64(_LATEST)))
        keywords = self._segment.keywords(fieldname)
        return KeywordReader(len(self._segment), keywords.labels)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Exact length of an article in a field; ``default`` where it has nothing there."""
        lengths = self._lengths(fieldname)
        return default if lengths is None else int(lengths[docnum]) or default

    def field_length(self, fieldname: str) -> int:
        """Length of all articles together."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.sum())

    def min_field_length(self, fieldname: str) -> int:
        """Length of the shortest article."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """Length of the longest article."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.max())

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """What is shown of an article; fields that it does not have are left out."""
        segment = self._segment
        origin = segment.origin(docnum)
        stored = {
            "title": segment.title(docnum),
            "body": segment.body(docnum),
            "date": _moment(segment.dates, docnum),
            "modified": None if segment.missing_fields else _moment(segment.modified, docnum),
            "source": self._first("source", docnum),
            "author": segment.keywords("author").labels(docnum),
            "places": segment.values("places_exact").labels(docnum),
            "language": self._first("language", docnum),
            "url": self._first("url", docnum),
            "path": segment.id(docnum),
            "size": origin.size,
            "mtime": origin.mtime_ns,
            "content_hash": origin.sha256,
        }
        return {name: value for name, value in stored.items() if value is not None and value != []}

    def _first(self, field: str, docnum: int) -> str | None:
        return next(iter(self._segment.keywords(field).labels(docnum)), None)

    def _lengths(self, field: str) -> np.ndarray | None:
        if field not in self._field_lengths:
            terms = open_terms(self._segment, field) if field in _TEXT_FIELDS else None
            self._field_lengths[field] = None if terms is None else terms.field_lengths()
        return self._field_lengths[field]


def _moment(dates: DateColumn, docnum: int) -> dt.datetime | None:
    if not dates.known[docnum]:
        return None
    return long_to_datetime(int(microseconds(dates.starts[docnum : docnum + 1])[0]))


_TEXT_FIELDS = frozenset(
    field for field in FIELD_NAMES if field.removesuffix("_exact") in {"title", "body", "text"}
)


class DateReader(ColumnReader):
    """Dates as Whoosh's numbers; articles without one come last, whichever way it is sorted."""

    def __init__(self, values: np.ndarray) -> None:
        """Read from numbers: int64, one an article."""
        self._values = values
        self._reverse = False

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, docnum: int) -> int:
        return int(self._values[docnum])

    def __iter__(self) -> Iterator[int]:
        return iter(self._values.tolist())

    def sort_key(self, docnum: int) -> Any:
        """What orders the articles."""
        value = self[docnum]
        return value if not self._reverse or value == _LATEST else -value

    def set_reverse(self) -> None:
        """Sort the other way round."""
        self._reverse = True


class KeywordReader(ColumnReader):
    """The first value of each article, as UTF-8; empty where there is none."""

    def __init__(self, articles: int, labels: Callable[[int], list[str]]) -> None:
        self._articles = articles
        self._labels = labels

    def __len__(self) -> int:
        return self._articles

    def __getitem__(self, docnum: int) -> bytes:
        return next(iter(self._labels(docnum)), "").encode(errors="surrogatepass")

    def __iter__(self) -> Iterator[bytes]:
        return (self[docnum] for docnum in range(self._articles))

    def set_reverse(self) -> NoReturn:
        """Refuse, as Whoosh's own column of bytes does; Whoosh then orders the values itself."""
        raise NotImplementedError
