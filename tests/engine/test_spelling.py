"""Words and names that the index does not know, and what is suggested in their place."""

import pytest

from searchkit.article import MentionedPlace, Place

UKRAINE = MentionedPlace(Place("country:UA", "Ukraine", "UA"), "test", "Ukraine", focus=0.5)


@pytest.fixture
def news(index_of, article):
    bodies = [
        "Missiles fell on Bakhmut.",
        "Missiles hit a nuclear reactor, and the reactor burnt.",
        "A missile strike near Kyiv.",
        "Nuclear talks went on, and Wagner went home.",
    ]
    sources = ["Zero Hedge", "Reuters", "The Daily Wire", "Reuters"]
    articles = [
        article(f"{number}.txt", "News", body, source=source, authors=["Ann Example"], places=[UKRAINE])
        for number, (body, source) in enumerate(zip(bodies, sources, strict=True))
    ]
    often = [article(f"often{number}.txt", "News", "Shelling of the railway.") for number in range(30)]
    return index_of([*articles, *often, article("typo.txt", "News", "The railwaz was quiet.")])


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("misiles", "missiles"),
        ("nulcear", "nuclear"),
        ("nuclear reacter", "nuclear reactor"),
        ("nucler reacter", "nuclear reactor"),
        ('"nuclear reacter"', '"nuclear reactor"'),
        ('"missiles fel"~5', '"missiles fell"~5'),
        ("(misiles OR bakmut) AND bakhmut", "(missiles OR bakhmut) AND bakhmut"),
        ("title:newss", "title:news"),
        ("=bakmut", "=bakhmut"),
        ("bakmut^3 missiles", "bakhmut^3 missiles"),
        ("author:exampel", "author:example"),
        ("Bakmut", "Bakhmut"),
        ("BAKMUT", "BAKHMUT"),
        ("source:Ruters", "source:Reuters"),
        ('source:"zero hegde"', 'source:"Zero Hedge"'),
        ("source:zerohedge", 'source:"Zero Hedge"'),
        ("source:wire missiles", 'source:"The Daily Wire" missiles'),
        ("source:daily wire missiles", 'source:"The Daily Wire" missiles'),
        ("(source:zero hedge) bakhmut", '(source:"Zero Hedge") bakhmut'),
        ("source:zero AND bakhmut", 'source:"Zero Hedge" AND bakhmut'),
        ("place:Ukrane", "place:Ukraine"),
        ("about:Ukrane OR bakmut", "about:Ukraine OR bakhmut"),
    ],
)
def test_unknown_words_and_names_give_way_to_near_ones(news, text, suggested):
    assert news.search(text).suggestion == suggested


@pytest.mark.parametrize(
    "text",
    [
        "missiles",
        "zzzzqqqq",
        "bakmut*",
        "bakm?t",
        "bakmt~",
        "date:2019-01-01",
        "s300",
        "xy",
        "place:Peru",
        "language:ee",
        "missiles source:Reuters date:1999",
    ],
)
def test_nothing_is_suggested_for_what_is_known_or_near_to_nothing(news, text):
    assert news.search(text).suggestion is None


@pytest.mark.parametrize(
    ("filters", "notes"),
    [
        ({"place": "Ukriane"}, ('No article names "Ukriane"; did you mean "Ukraine"?',)),
        ({"about": "Ukrane"}, ('No article is about "Ukrane"; did you mean "Ukraine"?',)),
        ({"source": "Ruters"}, ('No article is of "Ruters"; did you mean "Reuters"?',)),
        ({"source": "Reuters", "since": "2099"}, ()),
        ({"place": "Zzzzzzzz"}, ()),
    ],
)
def test_an_unknown_name_beside_the_query_is_noted_with_a_near_one(news, filters, notes):
    assert news.search("missiles", **filters).notes == notes


def test_a_word_with_signs_behind_a_name_is_not_taken_for_a_part_of_it(index_of, article):
    index = index_of([article("a.txt", "", "The railway report.", source="Railway Report")])
    assert index.search("source:railway report^2").suggestion == 'source:"Railway Report" report^2'


def test_who_finds_enough_needs_no_suggestion(news):
    assert news.search("missiles OR bakmut").suggestion is None


def test_a_rare_word_gives_way_to_a_far_more_frequent_one_where_that_finds_far_more(news):
    assert news.search("railwaz shelling").suggestion == "railway shelling"


def test_a_rare_word_stays_where_it_finds_what_was_asked_for(news):
    assert news.search("railwaz").suggestion is None


def test_of_equally_near_words_the_frequent_one_is_meant(index_of, article):
    index = index_of([article("a.txt", "", "form " * 9), article("b.txt", "", "fort")])
    assert index.search("forx").suggestion == "form"


def test_the_first_letter_is_rarely_mistaken(index_of, article):
    index = index_of([article("a.txt", "", "cart"), article("b.txt", "", "part part")])
    assert index.search("carp").suggestion == "cart"


def test_what_is_suggested_finds_something(index_of, article):
    index = index_of(
        [article("a.txt", "", "wheat prices"), article("b.txt", "", "heat wave wheats heat heat")]
    )
    assert index.search("wheaat AND prices AND NOT wave").suggestion == "wheat AND prices AND NOT wave"


def test_no_operator_is_suggested(index_of, article):
    index = index_of([article("a.txt", "Rain and wind", "rain and wind and snow")])
    assert index.search("ANDD wind").suggestion == "And wind"


def test_what_was_deleted_is_not_suggested(index_of, article):
    index = index_of([article("a.txt", "", "bakhmut")], [article("a.txt", "", "kyiv")])
    assert index.search("bakmut").suggestion is None


def test_words_of_all_segments_are_suggested(index_of, article):
    index = index_of([article("a.txt", "", "bakhmut")], [article("b.txt", "", "kharkiv")])
    assert index.search("bakmut OR karkiv").suggestion == "bakhmut OR kharkiv"


@pytest.mark.parametrize(
    ("options", "suggested"),
    [({"literal": True}, "bakhmut -kyiv"), ({"phrase": True}, None), ({"match": "any"}, "bakhmut -kyev")],
)
def test_options_of_the_query_count(index_of, article, options, suggested):
    index = index_of([article("a.txt", "", "bakhmut and kyiv", source="Reuters")])
    assert index.search("bakmut -kyev", **options).suggestion == suggested


def test_a_filter_that_lets_nothing_pass_leaves_nothing_to_suggest(index_of, article):
    index = index_of([article("a.txt", "", "bakhmut", date="2023-01-01")])
    assert index.search("bakmut", since="2024").suggestion is None
    assert index.search("bakmut", since="2022").suggestion == "bakhmut"
