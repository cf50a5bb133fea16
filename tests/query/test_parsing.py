import datetime as dt
import inspect
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from whoosh import query
from whoosh.query.spans import SpanNear2

from searchkit.analysis import ENGLISH, cut
from searchkit.article import Place
from searchkit.codec.schema import schema
from searchkit.engine.words import plain_words, words_of
from searchkit.errors import QuerySyntaxError
from searchkit.query import (
    MAX_CLAUSES,
    MAX_LENGTH,
    SearchRequest,
    parse,
    parsing,
    plain_phrase,
    plain_stems,
    plain_tree,
)
from searchkit.query.filtered import plain_filtered
from searchkit.query.plain import plain_pattern
from searchkit.query.signs import only_words

LEAVES = (
    query.Every,
    query.Term,
    query.Phrase,
    query.Prefix,
    query.Wildcard,
    query.FuzzyTerm,
    query.DateRange,
    SpanNear2,
)
SCHEMA = schema()
NOW = dt.datetime(2023, 3, 10, 12, tzinfo=dt.UTC)
PARTS = [
    *'()"“”«~^-=:*?+&|.,[]! \t\u0301\u00a0',
    *(
        "AND",
        "OR",
        "NOT",
        "a",
        "bakhmut",
        "S-300",
        "Łódź",
        "北京",
        "№",
        "title:",
        "source:",
        "place:",
        "place=",
    ),
    *(
        "date:",
        "2023-02-30",
        "2023-03",
        "..",
        "2weeks",
        "last week",
        "has:",
        "missing:",
        "id:",
        "url:",
        "^3",
        "~2",
    ),
]
text = st.text() | st.lists(st.sampled_from(PARTS) | st.text(max_size=3), max_size=30).map("".join)
spaced = st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join)


def resolve(name):
    if name == "Ukraine":
        return [Place("country:UA", "Ukraine", "UA")]
    return [Place(f"name:{name.lower()}", name)] if any(map(str.isalnum, name)) else []


def read_any(written, **options):
    return parse(written, schema=SCHEMA, places=resolve, now=lambda: NOW, **options)


def outcome(written, options):
    try:
        return None, read_any(written, **options)
    except QuerySyntaxError as error:
        return error, None


def check_tree(tree, *, inside_and=False):
    """A tree is made as :class:`SearchRequest` promises."""
    if isinstance(tree, query.And):
        assert not all(isinstance(part, query.Not) for part in tree)
    if isinstance(tree, query.And | query.Or):
        assert tree.boost == 1.0
        assert len(tree) > 1
        for part in tree:
            check_tree(part, inside_and=isinstance(tree, query.And))
    elif isinstance(tree, query.Not):
        assert inside_and
        check_tree(tree.query)
    elif isinstance(tree, query.ConstantScoreQuery):
        assert tree.score == 0.0
        negative = isinstance(tree.child, query.Not)
        check_tree(tree.child.query if negative else tree.child)
    else:
        assert type(tree) in LEAVES


@given(
    text | spaced,
    st.fixed_dictionaries(
        {},
        optional={
            "match": st.sampled_from(["all", "any"]),
            "literal": st.booleans(),
            "phrase": st.booleans(),
            "source": text,
            "place": text,
            "since": text | st.just("2023"),
            "until": text | st.just("2weeks"),
        },
    ),
)
@example("(" * MAX_LENGTH, {})
@example("-(" * (MAX_LENGTH // 2), {})
@example("NOT " * (MAX_LENGTH // 4), {})
@example('"' * MAX_LENGTH, {})
@example("a~^" * (MAX_LENGTH // 3), {})
@example("*a" * (MAX_LENGTH // 2), {})
@example("_ " * (MAX_LENGTH // 2) + "?", {})
@example("\ud800 place:\ud800", {})
def test_any_text_is_a_request_or_an_error_with_its_position(written, options):
    start = time.process_time()
    error, request = outcome(written, options)
    assert time.process_time() - start < 1
    if error is not None:
        assert error.query in [written, *options.values()]
        assert 0 <= error.offset <= len(error.query)
        assert error.length >= 1
        assert error.reason
        return
    for tree in filter(None, (request.tree, request.relaxed, request.filter)):
        check_tree(tree)
    assert request.explain().startswith("query")


def parts(tree):
    """A tree by classes and attributes: Whoosh's own comparison does not look at all of them."""
    if isinstance(tree, query.Query):
        return type(tree), {name: parts(value) for name, value in vars(tree).items()}
    return [parts(item) for item in tree] if isinstance(tree, list) else tree


@given(
    st.lists(
        st.text("aeginrsty019 ", min_size=1, max_size=12) | st.sampled_from(PARTS), min_size=1, max_size=5
    )
    .map(" ".join)
    .filter(only_words),
    st.sampled_from(["all", "any"]),
    st.booleans(),
)
@example("\t news\x1cNews ", "all", False)
@example("a" * 300, "all", True)
@example("a " * MAX_CLAUSES, "any", False)
def test_plain_words_mean_what_the_grammar_would_read(written, match, literal):
    short = read_any(written, match=match, literal=literal)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "only_words", lambda _: None)
        long = read_any(written, match=match, literal=literal)
    assert short == long
    assert parts(short.tree) == parts(long.tree)
    assert parts(short.relaxed) == parts(long.relaxed)


@pytest.mark.parametrize("written", ["a AND b", "a-b", "é", "a*", "", " ", "a " * (MAX_CLAUSES + 1)])
def test_anything_else_is_read_by_the_grammar(written):
    assert only_words(written) is None


@given(text)
def test_any_text_with_a_word_can_be_taken_literally(written):
    loose = read_any(f"{written} bakhmut", literal=True, match="any").tree
    assert query.Term("text", "bakhmut") in ([loose] if isinstance(loose, query.Term) else loose)
    phrase = read_any(f"{written} bakhmut", phrase=True).tree
    words = [phrase.text] if isinstance(phrase, query.Term) else phrase.words
    assert words[-1] == "bakhmut"


@given(st.lists(st.sampled_from(["a", "bakhmut", "=x", '"b c"', "miss*", "title:d", "S-300"]), min_size=2))
def test_any_of_the_words_is_the_relaxed_form_of_all_of_them(parts):
    strict, loose = (read_any(" ".join(parts), match=match) for match in ("all", "any"))
    assert strict.relaxed == loose.tree == query.Or(list(strict.tree))
    assert loose.relaxed is None


@pytest.mark.parametrize(
    ("written", "relaxed"),
    [
        ("a b -c source:x", "(text:a OR text:b) AND NOT text:c AND source:x"),
        ("a b OR c", "text:a OR text:b OR text:c"),
        ("a AND b c", "(text:a AND text:b) OR text:c"),
        ("(a b) c", "(text:a AND text:b) OR text:c"),
        ("a", None),
        ("a AND b", None),
        ("a OR b", None),
        ("a -b source:x", None),
        ("title:(a b)", None),
        ("source:x place:y", None),
    ],
)
def test_only_loose_words_are_relaxed(written, relaxed):
    request = read_any(written)
    found = [line for line in request.explain().splitlines() if line.startswith("else")]
    assert found == ([f"else    {relaxed}"] if relaxed else [])


@pytest.mark.parametrize("written", ['title:a "b', "a OR NOT b", "(-a", "a* b~ c^2"])
def test_literal_text_is_words_only(written):
    found = {term for _, term in read_any(written, literal=True).tree.iter_all_terms(phrases=True)}
    assert {"a"} <= found <= {"title", "a", "b", "or", "not", "c", "2"}


def test_a_phrase_is_the_whole_text():
    assert read_any('The "coming" (days)', phrase=True).tree == query.Phrase(
        "text_exact", ["the", "coming", "days"]
    )


def test_options_become_a_filter_that_never_scores():
    request = read_any("a", source="Zero Hedge", place="Ukraine", since="2023-02", until="2023-03-09")
    assert request.tree == query.Term("text", "a")
    assert all(isinstance(part, query.ConstantScoreQuery) for part in request.filter)
    source, place, dates = (part.child for part in request.filter)
    assert source == query.Term("source", "zero hedge")
    assert place == query.Term("places", "country:UA")
    assert (dates.startdate, dates.enddate.date()) == (
        dt.datetime(2023, 2, 1, tzinfo=dt.UTC),
        dt.date(2023, 3, 9),
    )
    assert [date.text for date in request.dates] == ["2023-02..2023-03-09"]


def test_language_is_an_option_like_the_field():
    assert read_any("a", language="UK").filter.child == query.Term("language", "uk")


def test_options_alone_ask_for_everything_that_they_let_pass():
    assert read_any("", source="x").tree == query.Every()


@pytest.mark.parametrize(
    ("options", "at_fault"),
    [
        ({"since": "2023-02-30"}, "2023-02-30"),
        ({"until": "2023-13"}, "2023-13"),
        ({"since": "2023", "until": "2022"}, "2022"),
        ({"source": ""}, ""),
        ({"place": " "}, " "),
        ({"language": "English!"}, "English!"),
        ({"since": "2023..2024"}, "2023..2024"),
        ({"source": "x" * (MAX_LENGTH + 1)}, "x" * (MAX_LENGTH + 1)),
    ],
)
def test_a_fault_in_an_option_carries_that_option(options, at_fault):
    with pytest.raises(QuerySyntaxError) as caught:
        read_any("bakhmut", **options)
    assert caught.value.query == at_fault


@pytest.mark.parametrize("written", ["", " \n", "—", "…", "\u200b"])
def test_nothing_to_search_for_is_refused(written):
    with pytest.raises(QuerySyntaxError, match="nothing to search for"):
        read_any(written)
    with pytest.raises(QuerySyntaxError):
        read_any(written, literal=True)


def test_the_cap_on_length_is_named():
    with pytest.raises(QuerySyntaxError, match=f"at most {MAX_LENGTH} characters") as caught:
        read_any("a" * (MAX_LENGTH + 1))
    assert caught.value.offset == MAX_LENGTH


def test_the_present_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        parse("date:today", schema=SCHEMA, places=resolve, now=lambda: dt.datetime(2023, 3, 10))


def test_the_present_is_asked_once_and_only_for_dates():
    moments = iter([NOW])
    parse("a", schema=SCHEMA, places=resolve, now=lambda: next(moments))
    parse("date:today date:yesterday", schema=SCHEMA, places=resolve, now=lambda: next(moments), since="2023")
    assert list(moments) == []


def test_every_option_is_documented():
    options = [name for name in inspect.signature(parse).parameters if name != "text"]
    assert all(f"{name}: " in (parse.__doc__ or "") for name in options)


def test_a_request_is_explained_to_a_person():
    request = read_any('bakhmut "coming days" — place:Ukraine place:Mordor date:2022', source="Reuters")
    expected = """
query   bakhmut "coming days" — place:Ukraine place:Mordor date:2022
parsed  text:bakhmut AND text_exact:"coming days" AND places:country:UA AND places:name:mordor AND {date}
only    source:reuters
else    (text:bakhmut OR text_exact:"coming days") AND places:country:UA AND places:name:mordor AND {date}
date    "2022" is from 2022-01-01 00:00+00:00 to 2022-12-31 23:59+00:00 (UTC)
place   "Ukraine" is Ukraine, UA (country:UA)
place   "Mordor" is not known: only articles that declare this very name
note    "—" was left out: it holds no letter or digit
"""
    date = "date:2022-01-01T00:00+00:00..2022-12-31T23:59+00:00"
    assert request.explain() == expected.strip().format(date=date)


def test_a_request_is_a_frozen_value():
    request = read_any("a")
    assert request == SearchRequest("a", query.Term("text", "a"))
    with pytest.raises(AttributeError):
        request.text = "b"


@given(
    st.lists(st.text("aeginrsty019 ", max_size=9) | st.sampled_from(PARTS), max_size=5).map(
        lambda parts: f'"{" ".join(parts)}"'
    )
)
@example('"AND"')
@example('" "')
@example('"a"b"')
@example('"News\x1cnews"')
@example(f'"{"A" * 300} a"')
def test_a_plain_phrase_means_what_the_grammar_would_read(written):
    words = plain_phrase(written, cut)
    if words is not None:
        phrase = query.Phrase("text_exact", [word.decode() for word in words])
        assert read_any(written) == SearchRequest(written, phrase)


@given(st.text("aeginrsty019~* ", max_size=9).flatmap(lambda text: st.sampled_from([f"{text}~", f"{text}*"])))
@example("AND~")
@example("a*")
@example("a~")
@example("bahmut~")
@example("Miss*")
def test_a_plain_pattern_means_what_the_grammar_would_read(written):
    pattern = plain_pattern(written, SCHEMA)
    if pattern is not None:
        assert read_any(written) == SearchRequest(written, pattern)


def test_a_word_with_a_sign_behind_it_is_a_plain_pattern():
    assert plain_pattern("Bahmut~", SCHEMA) == query.FuzzyTerm("text_exact", "bahmut", prefixlength=1)
    assert plain_pattern("Miss*", SCHEMA) == query.Prefix("text_exact", "miss")


CLAUSES = [
    *("bakhmut", "news", "AND", "OR", "NOT", "S-300", "-x", "title:a", "Source:x", "source:", "x:y"),
    *('source:"Zero Hedge"', 'source:"a"b', 'place:"x"~2', "place:Ukraine", "author:Durden", "has:x"),
    *("date:2023-02..2023-03", "date:2023-02-30", "date:2023-03", "date:2weeks..", "date:..", "url:a.b"),
    *("has:date", "language:e.n"),
]


@given(st.lists(st.sampled_from(CLAUSES), max_size=4).map(" ".join) | spaced | text)
@example(f"{'a ' * MAX_CLAUSES} source:b")
@example("source:a\x1cb\u2003c")
def test_plain_clauses_mean_what_the_grammar_would_read(written):
    short = outcome(written, {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "clause_queries", lambda *_: None)
        long = outcome(written, {})
    assert vars(short[0] or Exception()) == vars(long[0] or Exception())
    assert short[1] == long[1]
    if short[1] is not None:
        assert parts(short[1].tree) == parts(long[1].tree)


@given(st.lists(st.sampled_from(CLAUSES), max_size=4).map(" ".join), st.sampled_from(["all", "any"]))
@example(f"{'a ' * (MAX_CLAUSES - 1)} source:b", "all")
@example("source:a\x1cb\u2003c", "all")
def test_plain_words_and_filters_are_those_of_the_tree(written, match):
    filtered = plain_filtered(written, SCHEMA)
    if filtered is None:
        return
    error, request = outcome(written, {"match": match})
    if error:
        assert any(outcome(clause, {})[0] for clause in filtered.filters)
        return
    words = plain_words(request.tree)
    conditions = [parts(read_any(clause).tree) for clause in filtered.filters]
    assert words.order == filtered.stems
    assert words.required == (match == "all" or len(words.order) == 1)
    assert sorted(map(str, map(parts, words.conditions))) == sorted(map(str, conditions))


@pytest.mark.parametrize("languages", [(ENGLISH,), (ENGLISH, "de")])
@given(st.text("aeginrsty019 A\t", max_size=20) | text | spaced)
def test_plain_stems_are_those_of_the_tree(languages, written):
    of_languages = schema(languages)
    stems = plain_stems(written, of_languages)
    if stems is not None:
        for match in ("all", "any"):
            request = parse(written, schema=of_languages, places=resolve, now=lambda: NOW, match=match)
            words = plain_words(request.tree)
            assert words == words_of(stems, required=match == "all" or len(stems) == 1)


@pytest.mark.parametrize("languages", [(ENGLISH,), (ENGLISH, "de")])
@given(st.text("aeginrsty019 A\t", max_size=20) | text | spaced)
def test_plain_tree_is_that_of_the_grammar(languages, written):
    of_languages = schema(languages)
    if plain_stems(written, of_languages):
        for match in ("all", "any"):
            request = parse(written, schema=of_languages, places=resolve, now=lambda: NOW, match=match)
            assert plain_tree(written, of_languages, required=match == "all") == request.tree
