"""What a search answers, through the public door."""

import datetime as dt
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from making import given

from searchkit.article import NewsDate, Precision
from searchkit.engine.index import Index, search
from searchkit.errors import ArticleNotFound, IndexNotFound, QuerySyntaxError


@pytest.fixture
def war(index_of, article):
    return index_of(
        [
            article(
                "close.txt", "Front", "Missiles over Bakhmut again.", date="2023-03-09", source="Zero Hedge"
            ),
            article("title.txt", "Bakhmut missiles", "Nothing else here at all.", date="2023-02-16"),
            article("far.txt", "Front", "Bakhmut " + "held on and on " * 12 + "missiles", date="2022-12-16"),
            article("one.txt", "Kyiv", "A missile fell.", source="Courier", places=["country:UA"]),
        ]
    )


def test_all_words_must_be_found_in_any_form(war, ids):
    assert set(ids(war.search("bakhmut missile"))) == {"close.txt", "title.txt", "far.txt"}


def test_the_title_counts_more_and_closeness_ranks_higher(war, ids):
    assert ids(war.search("bakhmut missiles")) == ["title.txt", "close.txt", "far.txt"]


def test_hits_carry_what_is_known_of_the_article(war):
    hit = next(iter(war.search("missiles over bakhmut")))
    assert (hit.rank, hit.id, hit.title, hit.source) == (1, "close.txt", "Front", "Zero Hedge")
    assert str(hit.date) == "2023-03-09"
    assert hit.path == "/articles/close.txt"
    assert (hit.author, hit.places, hit.language, hit.url) == (None, (), None, None)


def test_a_hit_as_a_dictionary_holds_all_but_the_text(war):
    found = next(iter(war.search("kyiv"))).to_dict()
    assert list(found) == [
        "rank", "score", "id", "path", "title", "date", "source", "author", "places", "language", "url",
        "copies", "copy_sources", "snippet", "marks",
    ]  # fmt: skip
    assert found["places"] == ["Country:Ua"]


def test_a_page_continues_where_the_one_before_ended(war, ids):
    everything = ids(war.search("missiles", limit=100))
    pages = [ids(war.search("missiles", limit=2, offset=offset)) for offset in (0, 2, 4)]
    assert [article for page in pages for article in page] == everything
    assert war.search("missiles", limit=1).total == 4


def test_ranks_count_over_all_pages(war):
    assert [hit.rank for hit in war.search("missiles", limit=2, offset=2)] == [3, 4]


def test_a_limit_of_none_still_counts(war):
    results = war.search("missiles", limit=0)
    assert (len(results), results.total) == (0, 4)


@pytest.mark.parametrize("wrong", [{"limit": -1}, {"offset": -1}])
def test_a_negative_limit_or_offset_is_refused(war, wrong):
    with pytest.raises(ValueError, match="negative"):
        war.search("missiles", **wrong)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("date", ["far.txt", "title.txt", "close.txt", "one.txt"]),
        ("-date", ["close.txt", "title.txt", "far.txt", "one.txt"]),
    ],
)
def test_sorting_by_date_puts_the_undated_last(war, ids, sort, expected):
    assert ids(war.search("missiles", sort=sort)) == expected


def test_scores_are_the_same_whatever_the_order(war):
    by_score = {hit.id: hit.score for hit in war.search("bakhmut missiles")}
    assert {hit.id: hit.score for hit in war.search("bakhmut missiles", sort="date")} == pytest.approx(
        by_score
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"source": "zero hedge"}, ["close.txt"]),
        ({"place": "Ukraine"}, ["one.txt"]),
        ({"since": "2023-03"}, ["close.txt"]),
        ({"until": "2022"}, ["far.txt"]),
        ({"since": "2023-02-01", "until": "2023-02-28"}, ["title.txt"]),
        ({"since": dt.date(2023, 2, 1), "until": dt.date(2023, 2, 16)}, ["title.txt"]),
        ({"since": dt.datetime(2023, 2, 1, 9, 30, 5, 7, dt.UTC), "until": "2023-02-28"}, ["title.txt"]),
    ],
)
def test_filters_narrow_and_do_not_score(war, ids, options, expected):
    results = war.search("missiles", **options)
    assert ids(results) == expected
    unfiltered = {hit.id: hit.score for hit in war.search("missiles")}
    assert [hit.score for hit in results] == pytest.approx([unfiltered[key] for key in expected])


def test_when_no_article_has_all_words_those_with_some_are_shown_and_said_to_be(war):
    results = war.search("kyiv title bakhmut")
    assert results.relaxed
    assert results.total == 4


def test_when_articles_have_all_words_nothing_is_relaxed(war):
    assert not war.search("bakhmut missiles").relaxed


def test_any_of_the_words_is_enough_when_asked(war):
    assert war.search("kyiv bakhmut", match="any").total == 4


@pytest.mark.parametrize("wrong", [{"sort": "length"}, {"match": "some"}])
def test_an_unknown_choice_is_refused(war, wrong):
    with pytest.raises(ValueError, match="is one of"):
        war.search("missiles", **wrong)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"since": 2023}, "since is a date or a str, and not int"),
        ({"until": dt.time(9)}, "until is a date or a str, and not time"),
        ({"source": 5}, "source is a str, and not int"),
        ({"place": dt.date(2023, 2, 1)}, "place is a str, and not date"),
        ({"limit": "3"}, "limit is an int, and not str"),
        ({"offset": 1.0}, "offset is an int, and not float"),
    ],
)
def test_an_argument_of_another_kind_is_refused_in_words(war, wrong, words):
    with pytest.raises(TypeError, match=words):
        war.search("missiles", **wrong)


def test_a_limit_may_be_a_whole_number_of_numpy(war):
    assert len(war.search("missiles", limit=np.int64(2))) == 2


def test_a_query_that_is_no_text_is_refused(war):
    with pytest.raises(TypeError, match="str"):
        war.search(300)


def test_a_closed_index_refuses_to_answer(war):
    war.close()
    with pytest.raises(ValueError, match="closed"):
        war.search("missiles")


def test_results_are_a_row_of_hits(war):
    results = war.search("missiles OR drone")
    assert [results[0], *results[1:]] == list(results)
    with pytest.raises(IndexError):
        results[len(results)]


def test_a_hit_shows_its_rank_its_id_and_its_score(war):
    best = war.search("missiles").hits[0]
    assert repr(best) == f"Hit(1, '{best.id}', {best.score:.2f})"


def test_an_index_shows_its_folder_and_its_size(war):
    assert repr(war) == f"Index({str(war.path)!r}, 4 articles)"
    war.close()
    assert repr(war) == f"Index({str(war.path)!r}, closed)"


def test_a_phrase_is_exact_and_crosses_stop_words(index_of, article, ids):
    index = index_of([article("of.txt", "", "bank of england"), article("none.txt", "", "bank england")])
    assert ids(index.search('"bank of england"')) == ["of.txt"]
    assert ids(index.search('"bank england"')) == ["none.txt"]


def test_a_phrase_of_stop_words_is_found(index_of, article, ids):
    index = index_of([article("a.txt", "", "to be or not to be"), article("b.txt", "", "be to or")])
    assert ids(index.search('"to be"')) == ["a.txt"]


def test_no_phrase_reaches_from_title_to_body_or_into_the_next_article(index_of, article):
    index = index_of([article("a.txt", "one two", "three four"), article("b.txt", "five", "six")])
    assert [index.search(f'"{text}"').total for text in ("two three", "four five", "five six")] == [0, 0, 0]


def test_composed_and_decomposed_queries_and_texts_meet(index_of, article):
    index = index_of(
        [article("a.txt", "", unicodedata.normalize("NFD", "café")), article("b.txt", "", "café")]
    )
    assert [index.search(unicodedata.normalize(form, "café")).total for form in ("NFC", "NFD")] == [2, 2]


def test_a_fault_in_the_query_points_at_its_position(war):
    with pytest.raises(QuerySyntaxError) as caught:
        war.search("bakhmut colour:red")
    assert (caught.value.query, caught.value.offset) == ("bakhmut colour:red", 8)


@pytest.mark.parametrize("query", ["source:\udcff", 'path:"\udcff"', "url:\udcff"])
def test_bytes_that_are_no_text_are_found_nowhere(war, query):
    assert war.search(query).total == 0


def test_stars_do_not_multiply_the_time_that_a_pattern_takes(index_of, article):
    index = index_of([article("a.txt", body=f"{'a' * 60}rgh baab")])
    assert index.search(f"{'*a' * 20}*b").total == 0
    assert index.search("*a*a*b").total == 1
    assert index.search("b*a?b*").total == 1


def test_an_explanation_tells_how_the_query_was_taken(war):
    assert '"Kiev" is Kyiv, UA' in war.search("missiles place:Kiev").explain()


def test_the_one_liner_searches_a_folder(war, ids):
    assert ids(search("kyiv", index=war.path)) == ["one.txt"]


def test_a_folder_without_an_index_says_so(tmp_path):
    with pytest.raises(IndexNotFound):
        Index(tmp_path)


def test_an_article_comes_back_whole(war, article):
    assert war.get("one.txt") == article(
        "one.txt", "Kyiv", "A missile fell.", source="Courier", places=["country:UA"]
    )


def test_an_unknown_id_says_so(war):
    with pytest.raises(ArticleNotFound, match=r"nothing\.txt"):
        war.get("nothing.txt")


def test_dates_keep_their_precision_and_zone(index_of, article):
    zone = dt.timezone(dt.timedelta(hours=2))
    dates = [
        NewsDate(dt.datetime(2023, 3, 9, 23, 30, tzinfo=zone), Precision.MINUTE),
        NewsDate(dt.datetime(2023, 3, 1), Precision.MONTH),
        NewsDate(dt.datetime(1899, 1, 1), Precision.YEAR),
    ]
    index = index_of([replace(article(f"{n}.txt", "news"), date=given(date)) for n, date in enumerate(dates)])
    assert [hit.date for hit in index.search("news")] == dates


def test_one_index_answers_many_threads(war):
    with ThreadPoolExecutor(8) as pool:
        totals = list(
            pool.map(lambda text: war.search(text).total, ["missiles", "bakhmut", '"bakhmut missiles"'] * 50)
        )
    assert totals == [4, 3, 1] * 50


@pytest.mark.parametrize(
    "ask",
    [
        len,
        lambda index: index.search("missiles").total,
        lambda index: index.facets("missiles"),
        lambda index: index.places("missiles"),
        lambda index: index.similar("close.txt"),
        lambda index: index.get("close.txt"),
        lambda index: index.hit("close.txt", "missiles"),
        lambda index: index.complete("miss"),
        lambda index: index.complete("z", field="source"),
        lambda index: list(index.articles([])),
        lambda index: index.status(),
    ],
)
def test_every_question_is_answered_from_one_state(war, ask):
    """Another thread may refresh the index in the middle of it."""

    class Watched(Index):
        looks = 0

        @property
        def _snapshot(self):
            self.looks += 1
            return super()._snapshot

    watched = Watched(war.path)
    ask(watched)
    assert watched.looks == 1


def test_a_search_ends_on_the_state_that_it_began_with(war, index_of, article):
    results = war.search("missiles")
    index_of([article("new.txt", "", "missiles")])
    war.refresh()
    assert results.total == 4
    war.close()
    assert all(hit.title and hit.text for hit in results)
    with pytest.raises(ValueError, match="has been closed"):
        war.search("missiles")


def test_a_reader_sees_the_moment_it_was_opened_until_it_is_refreshed(war, index_of, article):
    index_of([article("new.txt", "", "missiles")])
    assert war.search("missiles").total == 4
    assert war.refresh()
    assert war.search("missiles").total == 5
    assert not war.refresh()


def test_having_a_value_is_told_over_several_segments(index_of, article, ids):
    dated, undated = article("a.txt", "rain", date="2023-03-09"), article("b.txt", "rain", source="Reuters")
    index = index_of([dated], [undated], [article("c.txt", "rain")])
    assert ids(index.search("has:date")) == ["a.txt"]
    assert ids(index.search("missing:date")) == ["b.txt", "c.txt"]
    assert ids(index.search("rain has:source")) == ["b.txt"]
    assert ids(index.search("rain -has:source")) == ["a.txt", "c.txt"]
    assert ids(index.search("missing:source", sort="-date")) == ["a.txt", "c.txt"]
