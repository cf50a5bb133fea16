"""How Whoosh reads a segment file. It writes none: that is done by ``searchkit.segment``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from whoosh.codec.base import Automata, Codec
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.filedb.filestore import FileStorage, Storage

from searchkit.codec.documents import ColumnDocumentReader
from searchkit.codec.lexicon import ColumnTermsReader, TermCursor
from searchkit.codec.names import EXTENSION
from searchkit.codec.schema import refuse_writing
from searchkit.codec.terms import numbered_from
from searchkit.segment.reader import Segment


class ColumnarCodec(Codec):
    """Opens the file of a segment once for all that reads it."""

    def __init__(self) -> None:
        self._opened: dict[Path, Segment] = {}

    def terms_reader(self, storage: Storage, segment: WhooshSegment) -> ColumnTermsReader:
        """Dictionaries and postings."""
        return ColumnTermsReader(self._open(storage, segment))

    def per_document_reader(self, storage: Storage, segment: WhooshSegment) -> ColumnDocumentReader:
        """Stored fields, lengths and columns."""
        deleted = segment.deleted_docs()  # type: ignore[no-untyped-call]
        return ColumnDocumentReader(self._open(storage, segment), deleted)

    def automata(self, storage: Storage, segment: WhooshSegment) -> Automata:
        """Fuzzy matching."""
        return _Fuzzy()

    def per_document_writer(self, storage: Storage, segment: WhooshSegment) -> NoReturn:
        """Refuse."""
        refuse_writing()

    def field_writer(self, storage: Storage, segment: WhooshSegment) -> NoReturn:
        """Refuse."""
        refuse_writing()

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> NoReturn:  # noqa: FBT001, FBT002 - Whoosh's
        """Refuse."""
        refuse_writing()

    def postings_reader(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse: postings are not read from Whoosh's files."""
        refuse_writing()

    def new_segment(self, storage: Storage, indexname: str) -> NoReturn:
        """Refuse."""
        refuse_writing()

    def _open(self, storage: Storage, segment: WhooshSegment) -> Segment:
        if not isinstance(storage, FileStorage):
            raise TypeError("segments of searchkit are files: open the index with whoosh.index.open_dir")
        path = Path(storage.folder) / str(segment.make_filename(EXTENSION))  # type: ignore[no-untyped-call]
        if path not in self._opened:
            # Whoosh tries again with the next state when it is this error: a commit may have come between.
            if not path.exists():
                raise FileNotFoundError(path)
            self._opened[path] = Segment(path)
        return self._opened[path]


class _Fuzzy(Automata):
    """Terms within a Levenshtein distance, by looking at all that share the prefix."""

    def terms_within(self, fieldcur: TermCursor, uterm: str, maxdist: int, prefix: int = 0) -> Iterator[str]:
        """The terms that at most ``maxdist`` edits turn into ``uterm``."""
        start = uterm[:prefix]
        for term in _with_prefix(fieldcur, start):
            if abs(len(term) - len(uterm)) <= maxdist and _distance(term, uterm) <= maxdist:
                yield term


def _with_prefix(cursor: TermCursor, start: str) -> Iterable[str]:
    prefix = start.encode(errors="surrogatepass")
    for _, term in numbered_from(cursor.terms, cursor.terms.rank(prefix)):
        if not term.startswith(prefix):
            return
        yield term.decode(errors="surrogatepass")


def _distance(one: str, other: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(other) + 1))
    for deleted, character in enumerate(one, start=1):
        previous, row = row, [deleted]
        for column, wanted in enumerate(other):
            substituted = previous[column] + (character != wanted)
            row.append(min(substituted, previous[column + 1] + 1, row[column] + 1))
    return row[-1]
