import datetime as dt
import unicodedata

import pytest
import whoosh.index
from making import make_article
from publishing import commit
from whoosh import query, sorting
from whoosh.qparser import QueryParser
from whoosh.query import spans

ARTICLES = {
    "missiles": make_article(
        "missiles",
        "Missiles fall on Bakhmut",
        "The coming of the missiles was announced. Łódź sent help to Bakhmut.",
        date="2023-03-09",
        source="Zero Hedge",
        authors=["Tyler Durden"],
        places=["bakhmut"],
    ),
    "prices": make_article(
        "prices",
        "Falling prices",
        "Coming days bring lower prices of gas, and a missile maker's shares fall.",
        date="2022-12-31",
        source="Reuters",
        authors=["Ann Zero", "Bob Durden"],
    ),
    "weather": make_article(
        "weather", "Weather", "Rain, and then the days coming are dry.", date="2023-03-10"
    ),
    "undated": make_article("undated", "", "days of rain", source="Reuters"),
}

T, B = (lambda text: query.Term("text", text)), (lambda text: query.Term("text_exact", text))
MARCH = (dt.datetime(2023, 3, 1), dt.datetime(2023, 3, 31, 23, 59, 59))

BY_NAME = {"ids": lambda value: repr(value) if isinstance(value, query.Query) else ""}
CASES = [
    (T("missil"), {"missiles", "prices"}),
    (T("missiles"), set()),
    (B("missiles"), {"missiles"}),
    (B("lodz"), {"missiles"}),
    (T("nothing"), set()),
    (query.Term("title", "fall"), {"missiles", "prices"}),
    (query.Term("title_exact", "fall"), {"missiles"}),
    (query.Term("body", "fall"), {"prices"}),
    (query.Term("body", "bakhmut"), {"missiles"}),
    (query.And([T("fall"), T("missil")]), {"missiles", "prices"}),
    (query.And([T("day"), T("rain")]), {"weather", "undated"}),
    (query.Or([T("bakhmut"), T("gas"), T("nothing")]), {"missiles", "prices"}),
    (query.Or([T("bakhmut"), T("gas"), T("rain")]), {"missiles", "prices", "weather", "undated"}),
    (query.Not(T("missil")), {"weather", "undated"}),
    (query.And([T("day"), query.Not(T("rain"))]), {"prices"}),
    (query.AndNot(T("day"), T("rain")), {"prices"}),
    (query.AndMaybe(T("day"), T("missil")), {"prices", "weather", "undated"}),
    (query.Phrase("text_exact", ["coming", "of", "the"]), {"missiles"}),
    (query.Phrase("text_exact", ["of", "the"]), {"missiles"}),
    (query.Phrase("text_exact", ["coming", "the"]), set()),
    (query.Phrase("text_exact", ["coming", "days"]), {"prices"}),
    (query.Phrase("text_exact", ["days", "coming"]), {"weather"}),
    (query.Phrase("text_exact", ["coming", "missiles"], slop=3), {"missiles"}),
    (query.Phrase("text_exact", ["bakhmut", "the"]), set()),  # title and body do not touch
    (query.Phrase("title_exact", ["fall", "on"]), {"missiles"}),
    (query.Phrase("body_exact", ["fall", "on"]), set()),
    (query.Phrase("text", ["fall", "price"]), {"prices"}),
    (query.Prefix("text_exact", "ba"), {"missiles"}),
    (query.Prefix("text_exact", "missile"), {"missiles", "prices"}),
    (query.Prefix("title_exact", "pri"), {"prices"}),
    (query.Prefix("body_exact", "bakh"), {"missiles"}),
    (query.Wildcard("text_exact", "m?ssiles"), {"missiles"}),
    (query.Wildcard("text_exact", "*ing"), {"missiles", "prices", "weather"}),
    (query.Wildcard("title_exact", "*ing"), {"prices"}),
    (query.Regex("text_exact", "^(gas|dry)$"), {"prices", "weather"}),
    (query.FuzzyTerm("text_exact", "bahmut"), {"missiles"}),
    (query.FuzzyTerm("text_exact", "bamut", maxdist=1), set()),
    (query.FuzzyTerm("text_exact", "bamut", maxdist=2), {"missiles"}),
    (query.FuzzyTerm("text_exact", "rein", prefixlength=2), set()),
    (query.TermRange("text_exact", "gas", "help"), {"missiles", "prices"}),
    (query.TermRange("text_exact", "gas", "help", endexcl=True), {"prices"}),
    (query.TermRange("source", "r", "s"), {"prices", "undated"}),
    (query.DateRange("date", *MARCH), {"missiles", "weather"}),
    (query.DateRange("date", None, MARCH[0]), {"prices"}),
    (query.DateRange("date", dt.datetime(2023, 3, 9), None), {"missiles", "weather"}),
    (query.DateRange("date", dt.datetime(2023, 3, 9), None, startexcl=True), {"weather"}),
    (query.DateRange("date", *MARCH[::-1]), set()),
    (query.Term("date", dt.datetime(2023, 3, 9)), {"missiles"}),
    (query.Every(), set(ARTICLES)),
    (query.Every("date"), {"missiles", "prices", "weather"}),
    (query.Every("source"), {"missiles", "prices", "undated"}),
    (query.Every("title"), {"missiles", "prices", "weather"}),
    (query.NullQuery(), set()),
    (query.ConstantScoreQuery(T("missil"), 2.0), {"missiles", "prices"}),
    (query.Variations("text_exact", "missile"), {"missiles", "prices"}),
    (query.Term("source", "zero hedge"), {"missiles"}),
    (query.Prefix("source", "zero"), {"missiles"}),
    (query.Term("author", "tyler durden"), {"missiles"}),
    (query.Term("author", "durden"), {"missiles", "prices"}),
    (query.Term("author", "zero"), {"prices"}),
    (query.Term("places", "bakhmut"), {"missiles"}),
    (query.Term("places_exact", "bakhmut"), {"missiles"}),
    (query.Term("path", "weather"), {"weather"}),
    (query.Term("language", "en"), set()),
    (query.Term("unknown", "x"), set()),
    (spans.SpanNear2([B("sent"), B("bakhmut")], slop=3), {"missiles"}),
    (spans.SpanNear2([B("bakhmut"), B("sent")], slop=3), set()),
    (spans.SpanNear2([B("bakhmut"), B("sent")], slop=3, ordered=False), {"missiles"}),
    (spans.SpanNear(B("gas"), B("missile"), slop=3), {"prices"}),
    (spans.SpanFirst(query.Term("body_exact", "coming")), {"prices"}),
    (spans.SpanFirst(query.Term("body_exact", "coming"), limit=1), {"missiles", "prices"}),
    (spans.SpanFirst(B("missiles")), {"missiles"}),
    (spans.SpanNot(T("fall"), T("missil")), {"missiles", "prices"}),
    (spans.SpanOr([B("gas"), B("dry")]), {"prices", "weather"}),
    (spans.SpanContains(spans.SpanNear2([B("coming"), B("missiles")], slop=9), B("of")), {"missiles"}),
    (spans.SpanBefore(B("rain"), B("dry")), {"weather"}),
    (spans.SpanCondition(B("rain"), B("dry")), {"weather"}),
]


@pytest.fixture(scope="module", params=["one segment", "several", "with deletions"])
def index(request, tmp_path_factory):
    directory = tmp_path_factory.mktemp("queries") / "index"
    articles = list(ARTICLES.values())
    others = [
        make_article(f"gone{number}", article.title, article.body) for number, article in enumerate(articles)
    ]
    match request.param:
        case "one segment":
            commit(directory, articles)
        case "several":
            commit(directory, *([article] for article in articles))
        case "with deletions":
            commit(directory, [*others, articles[0]], articles[1:], deleted=range(len(others)))
    return whoosh.index.open_dir(str(directory))


@pytest.mark.parametrize(("tree", "expected"), CASES, **BY_NAME)
def test_a_stock_query_finds_the_articles(index, tree, expected):
    with index.searcher() as searcher:
        assert {hit["path"] for hit in searcher.search(tree, limit=None)} == expected
        assert {hit["path"] for hit in searcher.search(tree, limit=10)} == expected


@pytest.mark.parametrize(("tree", "expected"), CASES, **BY_NAME)
def test_a_stock_query_works_as_a_filter(index, tree, expected):
    with index.searcher() as searcher:
        assert {hit["path"] for hit in searcher.search(query.Every(), filter=tree, limit=None)} == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("date", ["prices", "missiles", "weather", "undated"]),
        (sorting.FieldFacet("date", reverse=True), ["weather", "missiles", "prices", "undated"]),
        ("path", ["missiles", "prices", "undated", "weather"]),
        (sorting.FieldFacet("path", reverse=True), ["weather", "undated", "prices", "missiles"]),
        (["source", "path"], ["weather", "prices", "undated", "missiles"]),
    ],
)
def test_hits_are_sorted_by_a_field(index, key, expected):
    with index.searcher() as searcher:
        assert [hit["path"] for hit in searcher.search(query.Every(), sortedby=key, limit=None)] == expected


def test_hits_are_grouped_by_a_field(index):
    with index.searcher() as searcher:
        groups = searcher.search(query.Every(), groupedby="source", limit=None).groups("source")
    assert {source: len(found) for source, found in groups.items()} == {"Zero Hedge": 1, "Reuters": 2, "": 1}


def test_hits_are_grouped_by_every_value_of_a_field(index):
    facet = sorting.FieldFacet("places", allow_overlap=True)
    with index.searcher() as searcher:
        groups = searcher.search(query.Every(), groupedby={"places": facet}, limit=None).groups("places")
    assert {place: len(found) for place, found in groups.items()} == {"bakhmut": 1, None: 3}


def test_words_are_highlighted_in_stored_text(index):
    with index.searcher() as searcher:
        (hit,) = searcher.search(query.And([query.Term("body", "missil"), query.Term("body", "lodz")]))
        assert '<b class="match term0">missiles</b>' in hit.highlights("body")
        assert '<b class="match term1">Łódź</b>' in hit.highlights("body")


def test_the_query_parser_of_whoosh_works_on_the_schema(index):
    parser = QueryParser("text", index.schema)
    with index.searcher() as searcher:
        tree = parser.parse("missiles AND date:[20230301 TO 20230331] NOT source:reuters")
        assert [hit["path"] for hit in searcher.search(tree)] == ["missiles"]
        assert searcher.search(parser.parse('title_exact:"fall on"')).scored_length() == 1


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_queries_find_the_same(index, form):
    tree = QueryParser("text", index.schema).parse(unicodedata.normalize(form, "Łódź"))
    with index.searcher() as searcher:
        assert [hit["path"] for hit in searcher.search(tree)] == ["missiles"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_articles_are_found_by_the_same(committed, form):
    index = committed([make_article("a", unicodedata.normalize(form, "Café in Łódź"))])
    with index.searcher() as searcher:
        assert searcher.search(query.Phrase("text_exact", ["cafe", "in", "lodz"])).scored_length() == 1


def test_the_best_hits_are_the_best_of_all(committed):
    """Whoosh loses hits where it may skip some; it must not be told that it may."""
    words = ["ash", "bay", "cut", "dog"]
    bodies = [
        " ".join(word for bit, word in enumerate(words) for _ in range(number >> bit & 3))
        for number in range(1, 200)
    ]
    articles = [make_article(str(number), "", body) for number, body in enumerate(bodies)]
    index = committed(articles[:150], articles[150:])
    tree = query.And([query.Or([B("ash"), B("bay"), query.Prefix("text_exact", "c")]), B("dog")])
    with index.searcher() as searcher:
        everything = [hit.score for hit in searcher.search(tree, limit=None)]
        for limit in (1, 3, 10, 50):
            best = [hit.score for hit in searcher.search(tree, limit=limit)]
            assert best == pytest.approx(everything[:limit])
