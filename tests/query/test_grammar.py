import pytest
from whoosh.query import And, ConstantScoreQuery, Every, Not, Or, Term

from searchkit.query import MAX_BOOST, MAX_CLAUSES, MAX_DEPTH


def word(text, boost=1.0):
    return Term("text", text, boost=boost)


A, B, C = map(word, "abc")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a b", And([A, B])),
        ("a AND b", And([A, B])),
        ("a OR b", Or([A, B])),
        ("a OR b c", Or([A, And([B, C])])),
        ("(a OR b) c", And([Or([A, B]), C])),
        ("a NOT b", And([A, Not(B)])),
        ("a -b", And([A, Not(B)])),
        ("a AND NOT b OR c", Or([And([A, Not(B)]), C])),
        ("NOT a OR b", Or([And([Every(), Not(A)]), B])),
        ("NOT NOT a", A),
        ("NOT -a", A),
        ("-a", And([Every(), Not(A)])),
        ("-a -b", And([Every(), Not(A), Not(B)])),
        ("-(a b)", And([Every(), Not(And([A, B]))])),
        ("-(-a)", A),
        ("(-a) b", And([Not(A), B])),
        ("a (b c)", And([A, B, C])),
        ("a OR (b OR c)", Or([A, B, C])),
        ("a a", And([A, A])),
        ("((a))", A),
        ("*", Every()),
        ("a or not", And([A, word("or"), word("not")])),
        ("(a b)^2", And([word("a", 2.0), word("b", 2.0)])),
        ("((a)^2 b)^3", And([word("a", 6.0), word("b", 3.0)])),
        ("a^0.5", word("a", 0.5)),
        ("title:(a OR b) c", And([Or([Term("title", "a"), Term("title", "b")]), C])),
        ("-title:a b", And([Not(Term("title", "a")), B])),
    ],
)
def test_operators_make_trees(tree, query, expected):
    assert tree(query) == expected


def test_repeated_words_stay(tree):
    assert tree("news news news") == And([word("news")] * 3)


@pytest.mark.parametrize(
    ("query", "characters"),
    [
        ("a AND", "AND"),
        ("AND a", "AND"),
        ("a OR OR b", "OR"),
        ("a (OR b)", "OR"),
        ("a (b OR)", "OR"),
        ("a NOT", "NOT"),
        ("a (b", "("),
        ("a b)", ")"),
        ("a ( )", "( )"),
        ('a "b', '"'),
        ('a ""', '""'),
        ('a"b c"', '"'),
        ('"b c"d', "d"),
        ('"b c""d e"', '"d'),
        ('"b c"-"d e"', '-"d'),
        ("a ~2", "~"),
        ("a title: b", "title:"),
        ("a ^2", "^"),
        ("(a)~2", "~"),
        ("a^2^3", "^"),
        ("a^2~1", "~"),
        ("a^x", "x"),
        ("a^1e1", "1e1"),
        ("a^", ""),
        ("-a^2", "2"),
        ("*^2", "2"),
        ("(source:x)^2", "2"),
        ("tag:a", "tag:"),
        ("a title:", "title:"),
        ("title: a", "title:"),
        ("(title:)", "title:"),
        ("title:(a body:b)", "body:"),
        ("source=a", "source="),
        ("https://a.example", "https://a.example"),
        ("a --b", "-"),
    ],
)
def test_a_fault_points_at_its_characters(marked, query, characters):
    assert marked(query) == characters


def test_an_unknown_field_is_answered_with_the_known_ones(fault):
    reason = fault("tag:a").reason
    assert all(
        f"{name}:" in reason for name in ("title", "body", "source", "author", "place", "date", "missing")
    )
    assert '"tag:a"' in reason


@pytest.mark.parametrize(
    ("query", "cap"),
    [
        ("(" * 33 + "a" + ")" * 33, MAX_DEPTH),
        ("(" * 4000, MAX_DEPTH),
        ("-(" * 2000, MAX_DEPTH),
        ("title:(" + "(" * 40, MAX_DEPTH),
        ("a " * (MAX_CLAUSES + 1), MAX_CLAUSES),
        ("a^101", MAX_BOOST),
        ("a^" + "9" * 400, MAX_BOOST),
    ],
)
def test_each_cap_is_named(fault, query, cap):
    assert f"at most {cap}" in fault(query).reason


@pytest.mark.parametrize(
    "query", ['missiles"', "-place„a", "source:wire(a", "missiles^2^", "missiles^2~", "missiles~1»", "=abc＂"]
)
def test_fault_of_a_sign_after_a_word_is_that_sign(fault, query):
    error = fault(query)
    assert error.offset + error.length <= len(query)
    assert query[error.offset] in '"„(^~»＂'


def test_what_is_within_the_caps_is_parsed(tree):
    assert tree("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH) == A
    assert tree("NOT " * 1000 + "a") == A
    assert len(tree("a " * MAX_CLAUSES)) == MAX_CLAUSES


def test_signs_alone_are_left_out_and_noted(read):
    request = read("a — b & c …")
    assert request.tree == And([A, B, C])
    assert [note.split()[0] for note in request.notes] == ['"—"', '"&"', '"…"']


def test_a_lone_minus_is_noted_with_how_to_exclude(read):
    assert "to exclude a word" in read("a - b").notes[0]


def test_a_colon_after_a_word_that_is_no_field_is_noted(read):
    request = read("war: a")
    assert request.tree == And([word("war"), A])
    assert request.notes == ('the colon after "war" was taken for punctuation',)


def test_filters_never_score(tree):
    query = tree("a source:x place:y date:2023 has:url missing:date language:en path:p url:u author:z")
    assert query[0] == A
    assert all(isinstance(part, ConstantScoreQuery) and part.score == 0.0 for part in list(query)[1:])
