"""The fields of the index, as Whoosh sees them.

The import paths of the field classes stand in every table of contents: they are file format. All fields are
read-only: only searchkit itself can write an index of searchkit, so a stock Whoosh writer is refused before
it changes anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final, NoReturn

from whoosh.columns import NumericColumn
from whoosh.fields import DATETIME, ID, STORED, TEXT, Schema

from searchkit import analysis
from searchkit.codec.analyzers import AnyLanguageAnalyzer, KeywordAnalyzer, StemAnalyzer, WordAnalyzer
from searchkit.errors import ForeignWriter
from searchkit.segment.streams import BODY, TITLE

TEXT_SECTIONS: Final = {"text": None, "title": TITLE, "body": BODY}
"""Fields of stems, and the section that each is restricted to; ``<field>_exact`` holds exact words."""
KEYWORD_COLUMNS: Final = {
    "source": ("source",),
    "author": ("author", "author_word"),
    "places": ("places",),
    "places_exact": ("places_exact",),
    "about": ("about",),
    "about_exact": ("about_exact",),
    "language": ("language",),
    "path": ("path",),
    "url": ("url",),
}
"""Fields of whole values, and the columns that hold their terms."""
DATE_FIELDS: Final = ("date", "modified")
"""Fields of dates: published, last changed."""


def refuse_writing() -> NoReturn:
    """Raise the error for whoever tries to write the index past searchkit."""
    raise ForeignWriter(
        "this index is written by searchkit alone: use searchkit.index(…) or the command `searchkit index`"
    )


class _ReadOnly:
    """Refuses both moments at which a Whoosh writer touches a field: a document comes, a commit begins."""

    def index(self, *_: Any, **__: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Refuse a document."""
        refuse_writing()

    def clean(self) -> None:
        """Refuse a commit: Whoosh calls this before it writes a table of contents, and at no other time."""
        refuse_writing()


class ReadOnlyColumn(NumericColumn):
    """Refuses to be copied into a segment of another format, with which every merge begins."""

    def writer(self, dbfile: Any) -> NoReturn:
        """Refuse a merge."""
        refuse_writing()


class TextField(_ReadOnly, TEXT):  # type: ignore[misc]
    """Words of title and body, with positions."""


class KeywordField(_ReadOnly, ID):  # type: ignore[misc]
    """Whole values; a path that is not UTF-8 comes back as it was."""

    def to_bytes(self, value: Any) -> bytes:
        """The term of a value."""
        if isinstance(value, bytes):
            return value
        text: str = value[0] if isinstance(value, list | tuple) else value
        return text.encode(errors="surrogatepass")

    def from_bytes(self, bs: Any) -> str:
        """The value of a term."""
        return bytes(bs).decode(errors="surrogatepass")


class DateField(_ReadOnly, DATETIME):  # type: ignore[misc]
    """First moment of a date, in full precision only: a range is one run of the sorted dates."""

    def __init__(self) -> None:
        super().__init__(stored=True)
        self.shift_step = 0
        self.set_sortable(True)

    def default_column(self) -> Any:
        """The column that Whoosh is told of; values come from the segment."""
        return ReadOnlyColumn(self.sortable_typecode, default=(1 << self.bits) - 1)  # type: ignore[no-untyped-call]


def schema(languages: tuple[str, ...] = (analysis.ENGLISH,)) -> Schema:
    """The schema of every index; a new object at each call.

    Args:
        languages: those of the stems that queries ask for. What is written on disk is the schema without
            any: which stems there are is known of each segment.
    """
    is_english = languages == (analysis.ENGLISH,)
    stems = StemAnalyzer if is_english else partial(AnyLanguageAnalyzer, languages)
    return Schema(
        title=_text(stems(), stored=True),
        body=_text(stems(), stored=True),
        text=_text(stems()),
        title_exact=_text(WordAnalyzer()),
        body_exact=_text(WordAnalyzer()),
        text_exact=_text(WordAnalyzer()),
        source=KeywordField(stored=True, sortable=True, analyzer=KeywordAnalyzer()),
        author=KeywordField(stored=True, sortable=True, analyzer=KeywordAnalyzer()),
        places=KeywordField(stored=True),
        places_exact=KeywordField(),
        about=KeywordField(),
        about_exact=KeywordField(),
        language=KeywordField(stored=True, sortable=True),
        path=KeywordField(stored=True, unique=True, sortable=True),
        url=KeywordField(stored=True),
        date=DateField(),
        modified=DateField(),
        size=STORED(),
        mtime=STORED(),
        content_hash=STORED(),
    )


def _text(analyzer: WordAnalyzer, *, stored: bool = False) -> TextField:
    return TextField(analyzer=analyzer, phrase=True, stored=stored, multitoken_query="phrase")
