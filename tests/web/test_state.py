"""The whole state of a search stands in its address."""

from urllib.parse import parse_qsl, unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.web.problems import BadParameter
from searchkit.web.state import MAX_DEPTH, MAX_LIMIT, State, article_path

TEXTS = st.text(st.characters(codec=None, exclude_categories=[]))
NAMES = st.none() | TEXTS.filter(bool)
STATES = st.builds(
    State,
    q=TEXTS,
    source=NAMES,
    place=NAMES,
    about=NAMES,
    language=NAMES,
    since=NAMES,
    until=NAMES,
    limit=st.none() | st.integers(0, MAX_LIMIT),
    offset=st.integers(0, MAX_DEPTH - MAX_LIMIT),
)


def parsed(address):
    query = urlsplit(address).query
    return State.parse(parse_qsl(query, keep_blank_values=True, errors="surrogatepass"))


@given(STATES)
def test_state_comes_back_from_its_address(state):
    assert parsed(state.url("/search")) == state


@given(STATES)
def test_address_has_no_blanks_and_nothing_that_is_not_ascii(state):
    address = state.url("/search")
    assert address.isascii()
    assert address.isprintable()
    assert " " not in address


def test_what_is_as_it_is_by_default_is_left_out():
    assert State().url("/search") == "/search"
    assert State(q="war", sort="score", limit=None).url("/search") == "/search?q=war"


def test_empty_parameters_count_as_absent():
    assert State.parse([("q", "war"), ("source", ""), ("limit", ""), ("phrase", "")]) == State(q="war")


def test_change_goes_back_to_the_first_hits():
    state = State(q="war", offset=20)
    assert state.url("/search", source="Reuters") == "/search?q=war&source=Reuters"
    assert state.url("/search") == "/search?q=war&offset=20"


def test_change_of_the_offset_keeps_all_else():
    assert State(q="war", sort="-date").url("/search", offset=10) == "/search?q=war&sort=-date&offset=10"


def test_none_takes_a_filter_away():
    assert State(q="war", place="Kyiv").url("/search", place=None) == "/search?q=war"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("limit", str(MAX_LIMIT + 1)),
        ("limit", "-1"),
        ("limit", "ten"),
        ("limit", "1e1"),
        ("limit", "٣"),
        ("limit", "9" * 5000),
        ("offset", str(MAX_DEPTH + 1)),
        ("sort", "date desc"),
        ("match", "some"),
        ("phrase", "yes"),
        ("literal", "1"),
        ("copies", "hide"),
        ("querry", "war"),
    ],
)
def test_parameter_that_cannot_be_honoured_is_named(name, text):
    with pytest.raises(BadParameter) as refused:
        State.parse([(name, text)])
    assert refused.value.problem.extra["parameter"] == name


def test_limit_counts_into_the_depth():
    with pytest.raises(BadParameter, match="narrow the search"):
        State.parse([("offset", str(MAX_DEPTH)), ("limit", "1")])


def test_parameter_that_is_given_twice_is_refused():
    with pytest.raises(BadParameter, match="twice"):
        State.parse([("q", "war"), ("q", "peace")])


@pytest.mark.parametrize(
    ("state", "asks"),
    [(State(), False), (State(q="  "), False), (State(sort="date"), False), (State(place="Kyiv"), True)],
)
def test_state_asks_something_where_it_has_a_query_or_a_filter(state, asks):
    assert state.asks is asks


@given(TEXTS.filter(lambda text: text not in {"", ".", ".."}))
def test_article_path_holds_the_id_byte_for_byte(article_id):
    path = article_path(article_id)
    assert path.startswith("/article/")
    assert unquote_to_bytes(path.removeprefix("/article/")).decode(errors="surrogatepass") == article_id
    assert not {".", ".."} & set(path.split("/"))


def test_article_path_is_readable_where_it_can_be():
    assert article_path("2023/03/war.md") == "/article/2023/03/war.md"
    assert article_path("briefs.jsonl#one two?") == "/article/briefs.jsonl%23one%20two%3F"
