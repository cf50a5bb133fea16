import pytest
from whoosh.query import FuzzyTerm, Phrase, Prefix, Term, Wildcard
from whoosh.query.spans import SpanNear2


@pytest.mark.parametrize(
    ("query", "leaf"),
    [
        ("Missiles", Term("text", "missil")),
        ("=Missiles", Term("text_exact", "missiles")),
        ('"Missiles"', Term("text_exact", "missiles")),
        ("S-300", Phrase("text_exact", ["s", "300"])),
        ("Łódź", Term("text", "lodz")),
        ('"the coming days"', Phrase("text_exact", ["the", "coming", "days"])),
        ("title:Falling", Term("title", "fall")),
        ("body:=Falling", Term("body_exact", "falling")),
        ('title:"coming days"', Phrase("title_exact", ["coming", "days"])),
        ("MISS*", Prefix("text_exact", "miss")),
        ("title:miss*", Prefix("title_exact", "miss")),
        ("kram?torsk", Wildcard("text_exact", "kram?torsk")),
        ("*mut", Wildcard("text_exact", "*mut")),
        ("łó*ź", Wildcard("text_exact", "lo*z")),
        ("bahmut~", FuzzyTerm("text_exact", "bahmut", maxdist=1, prefixlength=1)),
        ("Bahmut~2", FuzzyTerm("text_exact", "bahmut", maxdist=2, prefixlength=1)),
        ("missiles^3", Term("text", "missil", boost=3.0)),
    ],
)
def test_each_form_of_a_word_is_its_own_query(tree, query, leaf):
    assert tree(query) == leaf


def test_words_near_each_other_are_a_span_in_any_order(tree):
    words = [Term("text_exact", "russia"), Term("text_exact", "bakhmut")]
    assert tree('"russia bakhmut"~5') == SpanNear2(words, slop=5, ordered=False)


def test_nearness_of_boosted_words_boosts_each(tree):
    words = [Term("text_exact", "russia", boost=2.0), Term("text_exact", "bakhmut", boost=2.0)]
    assert tree('"russia bakhmut"~5^2') == SpanNear2(words, slop=5, ordered=False)


@pytest.mark.parametrize("query", ["“a b”", "„a b“", "„a b”", "«a b»", "»a b«", "”a b”", "＂a b＂", '“a b"'])
def test_typographic_quotes_are_quotes(tree, query):
    assert tree(query) == Phrase("text_exact", ["a", "b"])


@pytest.mark.parametrize("query", ["Łódź", "Ło\u0301dz\u0301"])
def test_composed_and_decomposed_letters_are_the_same(tree, query):
    assert tree(f"{query} {query}* {query}~") == tree("Lodz lodz* lodz~")


@pytest.mark.parametrize(
    ("query", "characters"),
    [
        ("a m*", "m*"),
        ("a miss*-les", "-les"),
        ("=miss*", "miss*"),
        ("a =miss~", "=miss"),
        ("S-300~", "S-300"),
        ("bahmut~3", "3"),
        ('"a b"~51', "51"),
        ('"a"~3', "a"),
        ('"a miss* b"', "s*"),
        ("kyiv|kharkiv", "|"),
        ("title:-x", "-"),
        ("12:30", "12:30"),
    ],
)
def test_a_fault_points_at_its_characters(marked, query, characters):
    assert marked(query) == characters


def test_the_cap_on_nearness_is_named(fault):
    assert "at most 50" in fault('"a b"~51').reason


def test_a_question_mark_after_a_sentence_is_no_pattern(read):
    request = read("who holds Bakhmut?")
    assert request.tree[2] == Term("text", "bakhmut")
    assert request.notes == ('the question mark after "Bakhmut" was taken for punctuation',)


def test_a_question_mark_after_a_word_is_a_pattern(tree):
    assert tree("Bakhmu?") == Wildcard("text_exact", "bakhmu?")
