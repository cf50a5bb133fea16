"""Articles for tests, made of the least that a test has to say."""

import datetime as dt

from searchkit.article import Article, Extracted, MentionedPlace, NewsDate, Origin, Place, Precision


def given(value):
    return Extracted(value, "test", str(value))


def make_article(
    key="a.txt",
    title="",
    body="",
    *,
    date=None,
    source=None,
    authors=(),
    places=(),
    size=1,
    language=None,
):
    """An article as loading would give it; ``date`` is an ISO day, ``places`` are ids."""
    return Article(
        id=key,
        origin=Origin("/articles", key.partition("#")[0], size, 0, "00" * 32),
        title=title,
        body=body,
        date=given(NewsDate(dt.datetime.fromisoformat(date), Precision.DAY)) if date else None,
        source=given(source) if source else None,
        authors=tuple(map(given, authors)),
        language=given(language) if language else None,
        places=tuple(MentionedPlace(Place(place, place.title()), "test", place) for place in places),
    )
