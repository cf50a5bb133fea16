"""A card gives back the article that it was made from, with where each value was found."""

import datetime as dt

import pytest
from making import make_article

from searchkit.article import Article, Clutter, Extracted, MentionedPlace, NewsDate, Origin, Place, Precision
from searchkit.segment.builder import SegmentBuilder
from searchkit.segment.reader import Segment

ORIGIN = Origin("/articles", "a.txt", 1, 2, "00" * 32)
EAST = dt.timezone(dt.timedelta(hours=5, minutes=30))
LVIV = Place("geonames:702550", "Lviv", "UA", ("country:UA",), 49.84, 24.02)


def article(**values):
    return Article("a.txt", ORIGIN, "Lviv: a title", "By Anna Kowalska. In Lviv.", **values)


def read_back(path, written):
    builder = SegmentBuilder()
    builder.add(make_article("other.txt", "Other", "words", date="2001-01-01"))
    builder.add(written)
    builder.write(path)
    return Segment(path).article(1)


@pytest.mark.parametrize(
    ("quote", "span"),
    [
        ("Lviv", (0, 4)),
        ("Lviv", None),
        ("LVIV", (0, 4)),
        ("Lviv", (3, 9)),
        ("", (5, 5)),
        ("Lviv", (900, 904)),
    ],
    ids=["of the span", "of the value", "other letters", "other span", "empty", "behind the text"],
)
def test_a_quote_comes_back(segment_path, quote, span):
    written = article(
        source=Extracted("Lviv", "byline", quote, span),
        authors=(Extracted("Lviv", "byline", quote, span), Extracted("Bo Li", "byline", quote, span)),
        places=(MentionedPlace(LVIV, "gazetteer", quote, () if span is None else (span,)),),
        language=Extracted("uk", "json:lang", quote, span),
        url=Extracted("https://example.org/ź", "json:url", quote, span),
    )
    assert read_back(segment_path, written) == written


@pytest.mark.parametrize(
    ("start", "precision"),
    [
        (dt.datetime(2023, 1, 1), Precision.YEAR),
        (dt.datetime(2023, 3, 1), Precision.MONTH),
        (dt.datetime(1, 1, 1), Precision.DAY),
        (dt.datetime(2023, 3, 9, 4, 5, tzinfo=EAST), Precision.MINUTE),
        (dt.datetime(9999, 12, 31, 23, 59, 59), Precision.SECOND),
        (dt.datetime(2023, 3, 9, 4, 5, 6, 789, EAST), Precision.SECOND),
    ],
)  # fmt: skip
@pytest.mark.parametrize("quote", ["9 March 2023", None])
def test_a_date_comes_back_to_the_last_digit(segment_path, start, precision, quote):
    date = Extracted(NewsDate(start, precision), "json:date", quote or start.isoformat())
    found = read_back(segment_path, article(date=date, modified=date))
    assert (found.date, found.modified) == (date, date)
    assert found.date.value.start.isoformat() == start.isoformat()
    assert found.modified.value.start.isoformat() == start.isoformat()


def test_an_article_that_was_only_modified_has_no_other_date(segment_path):
    modified = Extracted(NewsDate(dt.datetime(2023, 3, 9), Precision.DAY), "line:updated", "9 March")
    found = read_back(segment_path, article(modified=modified))
    assert (found.date, found.modified) == (None, modified)


@pytest.mark.parametrize("spans", [(), ((0, 4),), ((0, 4), (35, 39)), ((3, 3), (4, 9), (900, 904))])
@pytest.mark.parametrize("confidence", [0.0, 0.57, 1.0])
def test_every_mention_of_a_place_comes_back(segment_path, spans, confidence):
    places = (
        MentionedPlace(LVIV, "gazetteer", "Lviv", spans, confidence, 0.29),
        MentionedPlace(Place("name:x", "X"), "demonym", "Xian", spans, confidence, 0.0),
    )
    assert read_back(segment_path, article(places=places)).places == places


def test_clutter_comes_back(segment_path):
    clutter = (Clutter("share", (15, 18)), Clutter("caption", (18, 20)), Clutter("share", (22, 30)))
    assert read_back(segment_path, article(clutter=clutter)).clutter == clutter
