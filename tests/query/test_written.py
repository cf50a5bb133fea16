"""Where the words and values of a query stand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.codec.schema import schema
from searchkit.errors import QuerySyntaxError
from searchkit.query.listening import heard
from searchkit.query.written import written

SCHEMA = schema()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("bakhmut missiles", [("text", "bakhmut"), ("text", "missiles")]),
        ("-(a OR NOT b) AND =c", [("text", "b"), ("text", "=c")]),
        ('"two words"~5 x^3', [("text", "two words"), ("text", "x")]),
        ('title:x source:"a b" place=Kyiv', [("title", "x"), ("source", "a b"), ("place", "Kyiv")]),
        ("date:2023..2024 has:date", [("date", "2023..2024"), ("has", "date")]),
        ("miss* kr?m bahmut~ S-300", [("text", "S-300")]),
        ("", []),
    ],
)
def test_parts_are_found_where_they_stand(text, parts):
    found = written(text, SCHEMA)
    assert [(part.field, part.piece.text) for part in found] == parts
    assert [part.quoted for part in found] == [f'"{part.piece.text}"' in text for part in found]


@given(st.text('ab AND"-:(*é', max_size=12))
def test_plain_words_are_what_the_grammar_hears(text):
    try:
        expected = heard(text, SCHEMA)
    except QuerySyntaxError as refused:
        with pytest.raises(QuerySyntaxError, match=re.escape(str(refused))):
            written(text, SCHEMA)
    else:
        assert written(text, SCHEMA) == expected


def test_a_literal_query_has_only_words():
    assert [part.piece.text for part in written('a:b "c', SCHEMA, literal=True)] == ["a:b", '"c']


def test_a_query_taken_as_a_phrase_is_one():
    assert [(part.piece.text, part.quoted) for part in written("a -b", SCHEMA, phrase=True)] == [
        ("a -b", True)
    ]
