"""An article as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from searchkit.article import Article
from searchkit.engine.marking import joined_spans
from searchkit.web.answers import ArticleAnswer
from searchkit.web.state import State, article_path
from searchkit.web.view import moments, provenance
from searchkit.web.view.chips import SEARCH
from searchkit.web.view.passage import Paragraph, Piece, paragraphs, pieces
from searchkit.web.view.provenance import Origin, Provenance
from searchkit.web.view.rows import copies_in_words


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with what is told beside it.

    Attributes:
        back: the search that led to it; empty when none did.
        heading: the headline as plain text.
        title: the same with the words of the query marked.
        source: the outlet; empty when it is not known.
        day: when it was published; empty when it is not known.
        date: the same as ISO 8601 has it.
        authors: who wrote it, with commas between; empty when it is not known.
        code: ISO 639-1 code of its language; empty when it is not known.
        paragraphs: the text.
        marks: how many words of the query are marked in title and text.
        clutter: kinds of what is shown dimmed.
        provenance: where its values came from.
        places: where its places came from.
        url: where it was published, for a link; empty unless it is an address of the web.
        address: the same as it is written in the file.
        path: its file under the indexed folder.
        folder: the indexed folder.
        sha256: of the file.
        copies: ``17 copies in 14 sources``; empty for none.
        copies_href: where those are listed.
        similar: the articles that are like it.
        json: its twin for programs.
    """

    back: str
    heading: str
    title: tuple[Piece, ...]
    source: str
    day: str
    date: str
    authors: str
    code: str
    paragraphs: tuple[Paragraph, ...]
    marks: int
    clutter: tuple[str, ...]
    provenance: tuple[Provenance, ...]
    places: tuple[Origin, ...]
    url: str
    address: str
    path: str
    folder: str
    sha256: str
    copies: str
    copies_href: str
    similar: str
    json: str


def reading(answer: ArticleAnswer) -> Reading:
    """The article of an answer, with the words of its query marked."""
    article, state = answer.article, answer.state
    in_title, in_body = joined_spans(answer.hit.title_marks), joined_spans(answer.hit.marks)
    start = len(article.title) + 2
    clutter = [((one.span[0] - start, one.span[1] - start), one.kind) for one in article.clutter]
    address = article.url.value if article.url else ""
    heading = heading_of(article)
    return Reading(
        back=state.url(SEARCH) if state.asks else "",
        heading=heading,
        title=pieces(article.title, in_title) if article.title.strip() else (Piece(heading),),
        source=article.source.value if article.source else "",
        day=moments.day(article.date.value) if article.date else "",
        date=str(article.date.value) if article.date else "",
        authors=", ".join(author.value for author in article.authors),
        code=article.language.value if article.language else "",
        paragraphs=paragraphs(article.body, in_body, clutter, provenance.evidence(article)),
        marks=len(in_title) + len(in_body),
        clutter=tuple(dict.fromkeys(one.kind.replace("-", " ") for one in article.clutter)),
        provenance=provenance.provenance(article),
        places=provenance.places(article),
        url=address if is_web_address(address) else "",
        address=address,
        path=article.origin.path,
        folder=article.origin.root,
        sha256=article.origin.sha256,
        copies=copies_in_words(answer.hit.copies) if answer.hit.copies.count else "",
        copies_href=state.url(article_path(article.id, "/copies"), limit=None),
        similar=state.changed(limit=None).url(article_path(article.id, "/similar")),
        json=State().url(article_path(article.id, "/article.json")),
    )


def heading_of(article: Article) -> str:
    """Its headline, or a stand-in for one."""
    return article.title.strip() or "(without a title)"


def is_web_address(address: str) -> bool:
    """Whether it may become a link: ``javascript:`` and its like may not."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
