"""What a citation says, whatever its form."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Self

from searchkit.article import Article, NewsDate, Precision

_LONGEST_PART: Final = 20
_DIGITS: Final = 12
_NO_LETTERS: Final = re.compile("[^a-z0-9]+")
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_BROKEN: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The file that an article was read from.

    Attributes:
        path: absolute path.
        sha256: hexadecimal SHA-256 of its bytes when it was indexed.
        sha256_now: the same when it was looked at for the citation; ``None`` where it could not be read.
    """

    path: str
    sha256: str
    sha256_now: str | None

    @property
    def doubt(self) -> str:
        """What a reader has to know who looks for the article there; empty where the file is as it was."""
        if self.sha256_now is None:
            return "The file is no longer there, or cannot be read."
        if self.sha256_now != self.sha256:
            return f"The file has changed since it was indexed; its SHA-256 is now {self.sha256_now}."
        return ""


@dataclass(frozen=True, slots=True)
class Citation:
    """What is said of an article where it is cited. All texts are on one line.

    Attributes:
        key: to cite it by: ASCII letters, digits and a hyphen; the same for the same article in every search.
        article_id: path under the indexed folder, ``path#key`` where the file holds several articles.
        title: the headline; empty when there is none.
        authors: their names, as the article writes them.
        source: the outlet.
        date: when it was published.
        language: ISO 639-1 code.
        url: where it was published.
        evidence: the file.
    """

    key: str
    article_id: str
    title: str
    authors: tuple[str, ...]
    source: str | None
    date: NewsDate | None
    language: str | None
    url: str | None
    evidence: Evidence

    @classmethod
    def of(cls, article: Article, evidence: Evidence) -> Self:
        """Cite an article."""
        return cls(
            key=_key(article),
            article_id=_line(article.id),
            title=_line(article.title),
            authors=tuple(_line(author.value) for author in article.authors),
            source=None if article.source is None else _line(article.source.value),
            date=None if article.date is None else article.date.value,
            language=None if article.language is None else _line(article.language.value),
            url=None if article.url is None else _line(article.url.value),
            evidence=evidence,
        )

    @property
    def date_parts(self) -> tuple[int, ...]:
        """Year, month and day of publication, as far as they are known."""
        if self.date is None:
            return ()
        day = self.date.start
        return (day.year, day.month, day.day)[: min(self.date.precision, Precision.DAY)]


def _key(article: Article) -> str:
    """Who, when, and a hash of the id, which alone makes it unique."""
    whose = article.authors[0].value.split()[-1:] if article.authors else []
    name = " ".join(whose) or (article.source.value if article.source else "") or "article"
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    year = f"{article.date.value.start.year}" if article.date else ""
    digest = hashlib.sha256(article.id.encode(errors="surrogatepass")).hexdigest()[:_DIGITS]
    return f"{_NO_LETTERS.sub('', ascii_name)[:_LONGEST_PART] or 'article'}{year}-{digest}"


def _line(text: str) -> str:
    return _BROKEN.sub("\N{REPLACEMENT CHARACTER}", _SPACES.sub(" ", text)).strip()
