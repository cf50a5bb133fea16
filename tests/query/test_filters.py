import pytest
from whoosh.query import And, Every, Not, Or, Prefix, Term, Wildcard


@pytest.fixture
def child(tree):
    """The query inside the wrapper that keeps a filter from scoring."""
    return lambda text: tree(text).child


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('source:"Zero Hedge"', Term("source", "zero hedge")),
        ("source:Reuters", Term("source", "reuters")),
        ("source:zero*", Prefix("source", "zero")),
        ("source:*hedge", Wildcard("source", "*hedge")),
        ("author:Durden", Term("author", "durden")),
        ('author:"Tyler Durden"', And([Term("author", "tyler"), Term("author", "durden")])),
        ("author:durd*", Prefix("author", "durd")),
        ("language:EN", Term("language", "en")),
        ("lang:pt-br", Term("language", "pt-br")),
        ("path:a/B.txt", Term("path", "a/B.txt")),
        ("path:a/*", Prefix("path", "a/")),
        ("id:feed.jsonl#12", Term("path", "feed.jsonl#12")),
        ("url:https://a.example/~b", Term("url", "https://a.example/~b")),
        ('path:"a (1)*.txt"', Term("path", "a (1)*.txt")),
        ("place:Kiev", Term("places", "geonames:703448")),
        ("place=Kyiv", Term("places_exact", "geonames:703448")),
        ("place:Odessa", Or([Term("places", "geonames:698740"), Term("places", "geonames:5527554")])),
        ("place:Middle-Earth", Term("places", "name:middle-earth")),
        ('place:"St. Nobody\'s"', Term("places", "name:st. nobody's")),  # the resolver's id, as it is
        ("has:place", Every("places")),
        ("has:lang", Every("language")),
        ("missing:date", Not(Every("date"))),
        ("SOURCE:x", Term("source", "x")),
    ],
)
def test_each_filter_is_its_own_query(child, query, expected):
    assert child(query) == expected


def test_the_answer_says_what_a_place_was_taken_for(read):
    known, unknown = read("place:Kiev OR place:Mordor").places
    assert (known.text, [place.name for place in known.places]) == ("Kiev", ["Kyiv"])
    assert (unknown.text, [place.id for place in unknown.places]) == ("Mordor", ["name:mordor"])


def test_values_can_stand_in_parentheses(tree):
    assert [part.child.text for part in tree("source:(a OR b)")] == ["a", "b"]


@pytest.mark.parametrize(
    ("query", "characters"),
    [
        ("source:*", "*"),
        ("source:a*", "a*"),
        ("source:a~", "~"),
        ("source:a^2", "^2"),
        ("source:=a", "="),
        ("source:-a", "-"),
        ('source:" "', '" "'),
        ('source:"a b"~2', "2"),
        ("place:Ky*", "Ky*"),
        ("path:a(1)", "("),
        ("path:[a]*b", "["),
        ("language:english", "english"),
        ("has:foo", "foo"),
        ("author:—", "—"),
    ],
)
def test_a_fault_points_at_its_characters(marked, query, characters):
    assert marked(query) == characters
