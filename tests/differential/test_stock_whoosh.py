"""Our codec and stock Whoosh: the same articles match every query, with the same scores.

Left out, because stock Whoosh is wrong there itself: ``DisjunctionMax`` (its top hits are not the best) and
``Require`` (it fails).
"""

import datetime as dt

import pytest
import whoosh.index
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_article
from publishing import commit
from stock import Formula, stock_index
from whoosh import query, sorting
from whoosh.matching import ReadTooFar
from whoosh.query import spans

WORDS = ["rain", "rains", "raining", "the", "of", "kyiv", "kiev", "łódź", "s-300", "missile", "missiles"]
TERMS = ["rain", "rains", "raining", "the", "of", "kyiv", "kiev", "lodz", "s", "300", "missil", "missiles"]
SOURCES = ["Reuters", "Zero Hedge"]
AUTHORS = ["Ann Other", "Bob Other", "Ann"]
DAYS = ["2022-12-31", "2023-01-01", "2023-03-09", "2023-03-10"]
MOMENTS = [dt.datetime.fromisoformat(day) + dt.timedelta(hours=hours) for day in DAYS for hours in (0, 5)]
TEXT_FIELDS = ["text", "title", "body", "text_exact", "title_exact", "body_exact"]

sentences = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
article_values = st.fixed_dictionaries(
    {
        "title": st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
        "body": sentences,
        "date": st.none() | st.sampled_from(DAYS),
        "source": st.none() | st.sampled_from(SOURCES),
        "authors": st.lists(st.sampled_from(AUTHORS), max_size=2),
    }
)


@st.composite
def article_batches(draw):
    """One or two batches, and the numbers of deleted articles of the first."""
    values = draw(st.lists(article_values, min_size=1, max_size=12))
    articles = [make_article(f"{number:02}", **each) for number, each in enumerate(values)]
    cut = draw(st.integers(1, len(articles)))
    deleted = draw(st.sets(st.integers(0, cut - 1), max_size=2))
    return [batch for batch in (articles[:cut], articles[cut:]) if batch], sorted(deleted)


terms = st.sampled_from(TERMS)
text_terms = st.builds(query.Term, st.sampled_from(TEXT_FIELDS), terms, boost=st.sampled_from([1.0, 2.5]))


def spannable(field):
    """Queries with positions, all in one field."""
    one = st.builds(query.Term, st.just(field), terms)
    several = st.lists(one, min_size=2, max_size=3)
    slops = st.integers(1, 4)
    near = st.builds(spans.SpanNear2, several, slop=slops, ordered=st.booleans())
    return st.one_of(
        st.builds(query.Phrase, st.just(field), st.lists(terms, min_size=2, max_size=3), slop=slops),
        near,
        st.builds(spans.SpanNear, one, one, slop=slops, ordered=st.booleans()),
        st.builds(spans.SpanFirst, one, limit=st.integers(0, 3)),
        st.builds(spans.SpanNot, one, one),
        several.map(spans.SpanOr),
        st.builds(spans.SpanContains, near, one),
        st.builds(spans.SpanBefore, one, one),
        st.builds(spans.SpanCondition, one, one),
    )


def expanding(field):
    """Queries that stand for several terms."""
    name, constant = st.just(field), st.booleans()
    return st.one_of(
        st.builds(query.Prefix, name, st.sampled_from(["r", "ra", "mis", "k", "z"]), constantscore=constant),
        st.builds(query.Wildcard, name, st.sampled_from(["*s", "r*n", "k??v", "?"]), constantscore=constant),
        st.builds(query.Regex, name, st.sampled_from(["^(rain|gas)$", "k.*v"]), constantscore=constant),
        st.builds(
            query.FuzzyTerm,
            name,
            st.sampled_from(["rain", "kyev", "misile", "lodz", "gs"]),
            maxdist=st.integers(1, 2),
            prefixlength=st.integers(0, 2),
            constantscore=constant,
        ),
        st.builds(query.TermRange, name, terms, terms, st.booleans(), st.booleans(), constantscore=constant),
        st.builds(query.Variations, name, st.sampled_from(["rain", "missile"])),
    )


moments = st.none() | st.sampled_from(MOMENTS)
values = st.one_of(
    st.builds(query.Term, st.just("source"), st.sampled_from(["reuters", "zero hedge", "zero"])),
    st.builds(query.Term, st.just("author"), st.sampled_from(["ann other", "ann", "other", "bob"])),
    st.builds(query.Term, st.just("path"), st.sampled_from(["00", "03", "99"])),
    st.builds(query.Term, st.just("date"), st.sampled_from(MOMENTS)),
    st.builds(query.DateRange, st.just("date"), moments, moments, st.booleans(), st.booleans()),
    st.builds(query.NumericRange, st.just("date"), st.integers(0, 10**17), st.integers(0, 10**17)),
    st.builds(query.Every, st.sampled_from([None, *TEXT_FIELDS, "source", "author", "date"])),
    st.builds(query.Prefix, st.just("author"), st.sampled_from(["a", "ann ", "o"])),
)
leaves = (
    text_terms
    | values
    | st.sampled_from(TEXT_FIELDS).flatmap(lambda field: spannable(field) | expanding(field))
)


def compounds(children):
    several = st.lists(children, min_size=2, max_size=3)
    return st.one_of(
        several.map(query.And),
        several.map(query.Or),
        children.map(query.Not),
        st.builds(query.AndNot, children, children),
        st.builds(query.ConstantScoreQuery, children, st.sampled_from([0.0, 2.0])),
    )


trees = st.recursive(leaves, compounds, max_leaves=5)


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """Builds our index of some batches."""

    def build(batches, deleted):
        directory = tmp_path_factory.mktemp("differential") / "index"
        commit(directory, *batches, deleted=deleted)
        return whoosh.index.open_dir(str(directory))

    return build


def both(ours, batches, deleted):
    stock = stock_index(batches, [batches[0][number].id for number in deleted])
    return ours(batches, deleted), stock


def found(index, tree):
    """Scores by id, without deleted articles: Whoosh's InverseMatcher may end on one, with either codec."""
    with index.searcher(weighting=Formula()) as searcher:
        hits = searcher.search(tree, limit=None)
        is_deleted = searcher.reader().is_deleted
        return {hit["path"]: hit.score for hit in hits if not is_deleted(hit.docnum)}


def same(mine, stock, tree):
    """Whether both find the same with the same scores; true where stock Whoosh fails, as with some trees.

    A span query has no ``estimate_size`` for the ``And`` around it, and matchers run past the end of others.
    """
    try:
        expected = found(stock, tree)
    except (NotImplementedError, IndexError, ReadTooFar):
        return True
    return found(mine, tree) == pytest.approx(expected, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(indexed=article_batches(), queries=st.lists(trees, min_size=1, max_size=8))
def test_every_query_finds_the_same_articles_with_the_same_scores(ours, indexed, queries):
    mine, stock = both(ours, *indexed)
    for tree in queries:
        assert same(mine, stock, tree)


@settings(max_examples=25, deadline=None)
@given(indexed=article_batches(), required=leaves, optional=leaves)
def test_an_optional_part_adds_the_same(ours, indexed, required, optional):
    """Not below an ``And``: there ``AndMaybeMatcher`` loses scores, in either codec."""
    mine, stock = both(ours, *indexed)
    tree = query.AndMaybe(required, optional)
    assert same(mine, stock, tree)


@settings(max_examples=25, deadline=None)
@given(indexed=article_batches())
def test_terms_and_their_statistics_are_the_same(ours, indexed):
    """Lengths are left out: stock Whoosh rounds them."""
    mine, stock = both(ours, *indexed)
    for field in ("source", "author", "path", *TEXT_FIELDS):
        assert statistics(mine, field) == statistics(stock, field)
    assert list(mine.reader().field_terms("date")) == list(stock.reader().field_terms("date"))


def statistics(index, field):
    with index.reader() as reader:
        return {
            term: (info.weight(), info.doc_frequency(), info.max_weight(), info.min_id(), info.max_id())
            for term in reader.lexicon(field)
            for info in [reader.term_info(field, term)]
        }


@settings(max_examples=25, deadline=None)
@given(indexed=article_batches(), reverse=st.booleans())
def test_sorting_by_date_is_the_same(ours, indexed, reverse):
    """Articles without a date are left out: backwards, stock Whoosh puts them first and we put them last."""
    mine, stock = both(ours, *indexed)
    facets = [sorting.FieldFacet("date", reverse=reverse), sorting.FieldFacet("path")]
    orders = []
    for index in (mine, stock):
        with index.searcher() as searcher:
            orders.append(
                [hit["path"] for hit in searcher.search(query.Every("date"), sortedby=facets, limit=None)]
            )
    assert orders[0] == orders[1]
