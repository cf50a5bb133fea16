"""Articles for tests, made of the least that a test has to say."""

import datetime as dt

from searchkit.article import Article, Extracted, MentionedPlace, NewsDate, Origin, Place, Precision
from searchkit.engine.writing import IndexWriter


def given(value):
    return Extracted(value, "test", str(value))


def make_article(
    key="a.txt",
    title="",
    body="",
    *,
    date=None,
    modified=None,
    source=None,
    authors=(),
    places=(),
    clutter=(),
    size=1,
    language=None,
):
    """An article as loading would give it; dates are ISO days, ``places`` are ids or mentions."""
    return Article(
        id=key,
        origin=Origin("/articles", key.partition("#")[0], size, 0, "00" * 32),
        title=title,
        body=body,
        date=given(day(date)) if date else None,
        modified=given(day(modified)) if modified else None,
        source=given(source) if source else None,
        authors=tuple(map(given, authors)),
        language=given(language) if language else None,
        places=tuple(make_mention(place) if isinstance(place, str) else place for place in places),
        clutter=tuple(clutter),
    )


def day(text):
    return NewsDate(dt.datetime.fromisoformat(text), Precision.DAY)


def make_mention(place_id, *, focus=0.0, method="test", within=(), spans=(), confidence=1.0):
    """A mention of a place that is named like its id."""
    place = Place(place_id, place_id.title(), ancestors=tuple(within))
    return MentionedPlace(place, method, place_id, tuple(spans), confidence, focus)


def index_in_parts(folder, articles, parts, gone=()):
    """An index of so many segments, of which some articles are deleted again."""
    for part in range(parts):
        with IndexWriter(folder) as writer:
            for article in articles[part::parts]:
                writer.add(article)
            writer.commit()
    if gone:
        with IndexWriter(folder) as writer:
            writer.remove_files([article.origin for article in gone])
            writer.commit()
