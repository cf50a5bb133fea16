import datetime as dt

import pytest
from making import given, make_article

from searchkit.article import Article, MentionedPlace, NewsDate, Origin, Place, Precision
from searchkit.segment.postings import TITLE_WEIGHT

ARTICLE = Article(
    "folder/a.json#7",
    Origin("/articles", "folder/a.json", 123, 456_789, "ab" * 32),
    "A title of five words",
    "One body, and one more: six.",
    date=given(
        NewsDate(dt.datetime(2023, 3, 9, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=2))), Precision.MINUTE)
    ),
    source=given("Zero Hedge"),
    authors=(given("Tyler Durden"), given("Ann Other")),
    places=(
        MentionedPlace(Place("country:UA", "Ukraine", "UA"), "gazetteer", "Ukraine", focus=0.1),
        MentionedPlace(
            Place("geonames:1", "Bakhmut", "UA", ("country:UA",)), "gazetteer", "Bakhmut", focus=0.6
        ),
        MentionedPlace(Place("country:RU", "Russia", "RU"), "demonym", "Russian", focus=0.2),
    ),
    language=given("en"),
    url=given("https://example.org/a"),
    modified=given(NewsDate(dt.datetime(2023, 3, 10), Precision.DAY)),
)


@pytest.fixture
def reader(committed):
    with committed([ARTICLE, make_article("plain")]).reader() as reader:
        yield reader


def test_everything_that_is_shown_is_stored(reader):
    assert reader.stored_fields(0) == {
        "title": ARTICLE.title,
        "body": ARTICLE.body,
        "date": dt.datetime(2023, 3, 9, 12, 5),
        "modified": dt.datetime(2023, 3, 10),
        "source": "Zero Hedge",
        "author": ["Tyler Durden", "Ann Other"],
        "places": ["Bakhmut", "Ukraine"],
        "language": "en",
        "url": "https://example.org/a",
        "path": "folder/a.json#7",
        "size": 123,
        "mtime": 456_789,
        "content_hash": "ab" * 32,
    }


def test_a_place_has_terms_in_the_fields_where_it_counts(reader):
    fields = ("places", "places_exact", "about", "about_exact")
    assert {field: list(reader.field_terms(field)) for field in fields} == {
        "places": ["country:UA", "geonames:1"],
        "places_exact": ["country:UA", "geonames:1"],
        "about": ["country:RU", "country:UA", "geonames:1"],
        "about_exact": ["country:RU", "geonames:1"],
    }
    assert reader.doc_frequency("about", "country:RU") == 1
    assert reader.doc_frequency("places", "country:RU") == 0


def test_what_an_article_lacks_is_left_out(reader):
    assert reader.stored_fields(1).keys() == {"title", "body", "path", "size", "mtime", "content_hash"}


@pytest.mark.parametrize(
    ("field", "length"),
    [
        ("title", 5),
        ("body", 6),
        ("text", 5 * TITLE_WEIGHT + 6),
        ("title_exact", 5),
        ("body_exact", 6),
        ("text_exact", 5 * TITLE_WEIGHT + 6),
        ("source", 0),
        ("date", 0),
    ],
)
def test_lengths_are_exact(reader, field, length):
    assert reader.doc_field_length(0, field) == length
    assert reader.doc_field_length(1, field, 9) == 9
    assert reader.field_length(field) == length
    assert reader.max_field_length(field) == length
    assert reader.min_field_length(field) == 0


def test_a_long_article_keeps_its_exact_length(committed):
    reader = committed([make_article("long", "", "word " * 1003)]).reader()
    assert reader.doc_field_length(0, "text") == 1003


def test_statistics_of_a_term_are_exact(committed):
    reader = committed(
        [
            make_article("0", "", "rain rain"),
            make_article("1", "", "sun"),
            make_article("2", "Rain", "the rain"),
        ]
    ).reader()
    info = reader.term_info("text", "rain")
    assert (info.weight(), info.doc_frequency(), info.max_weight()) == (
        2 + TITLE_WEIGHT + 1,
        2,
        TITLE_WEIGHT + 1,
    )
    assert (info.min_length(), info.max_length()) == (2, TITLE_WEIGHT + 2)
    assert (info.min_id(), info.max_id()) == (0, 2)
    assert reader.frequency("title", "rain") == 1
    assert reader.doc_frequency("body", "rain") == 2
    assert reader.doc_frequency("body", "snow") == 0


def test_the_terms_of_a_field_are_those_that_occur_in_it(committed):
    reader = committed([make_article("0", "Rains fell", "the rain falls", authors=["Ann Other"])]).reader()
    terms = {field: list(reader.field_terms(field)) for field in reader.indexed_field_names()}
    assert terms == {
        "about": [],
        "about_exact": [],
        "author": ["ann", "ann other", "other"],
        "body": ["fall", "rain", "the"],
        "body_exact": ["falls", "rain", "the"],
        "date": [],
        "language": [],
        "modified": [],
        "path": ["0"],
        "places": [],
        "places_exact": [],
        "source": [],
        "text": ["fall", "fell", "rain", "the"],
        "text_exact": ["falls", "fell", "rain", "rains", "the"],
        "title": ["fell", "rain"],
        "title_exact": ["fell", "rains"],
        "url": [],
    }
    assert sorted(reader.all_terms()) == list(reader.all_terms())
    assert ("title", b"the") not in reader


def test_positions_are_numbered_inside_the_article(committed):
    reader = committed([make_article("0", "x", "a b a"), make_article("1", "a", "b a")]).reader()
    postings = reader.postings("body_exact", "a")
    assert list(postings.items_as("positions")) == [(0, [0, 2]), (1, [1])]
    title = reader.postings("text_exact", "a")
    title.skip_to(1)
    assert title.value_as("positions")[0] == 0


def test_dates_before_the_year_one_and_beyond_its_end_do_no_harm(committed):
    east = dt.timezone(dt.timedelta(hours=14))
    first = NewsDate(dt.datetime(1, 1, 1, tzinfo=east), Precision.SECOND)
    last = NewsDate(dt.datetime(9999, 1, 1), Precision.YEAR)
    articles = [
        Article(name, ARTICLE.origin, "", "", date=given(date))
        for name, date in (("first", first), ("last", last))
    ]
    reader = committed(articles).reader()
    assert reader.stored_fields(0)["date"] == dt.datetime(1, 1, 1)
    assert list(reader.field_terms("date")) == [dt.datetime(1, 1, 1), dt.datetime(9999, 1, 1)]
