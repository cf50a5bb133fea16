"""Text to terms: what is one word, and that every way to the terms gives the same ones."""

import unicodedata
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit import analysis
from searchkit.codec.analyzers import AnyLanguageAnalyzer

ANY_TEXT = st.text(st.characters(exclude_categories=()))
ENCODABLE_TEXT = st.text()


def words(text):
    return [word.decode() for word in analysis.words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia fires 81 missiles", ["russia", "fires", "81", "missiles"]),
        ("S-300, Kh-22 and long-range", ["s", "300", "kh", "22", "and", "long", "range"]),
        ("U.S. officials", ["u", "s", "officials"]),
        ("snake_case", ["snake", "case"]),
        ("Łódź café Straße Æsir", ["lodz", "cafe", "strasse", "aesir"]),
        ("İstanbul DİYARBAKIR", ["istanbul", "diyarbakir"]),
        ("ﬁnance ½ x²", ["finance", "1", "2", "x2"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("Київ Йосип Їжак Ёлка", ["київ", "йосип", "їжак", "елка"]),
        ("基辅遭袭", ["基", "辅", "遭", "袭"]),
        ("covid新new", ["covid", "新", "new"]),
        ("ガス", ["ガ", "ス"]),
        ("हिन्दी", ["हिन्दी"]),
        ("", []),
        (" \n\t—“”… ", []),
        ("\ud800lone\udfff", ["lone"]),
    ],
)
def test_words_are_runs_of_letters_and_digits_folded(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize("text", ["Ukraine's army", "Ukraine’s army", "UKRAINE'S army", "Ukraineʼs army"])
def test_a_possessive_s_is_dropped(text):
    assert words(text) == ["ukraine", "army"]


def test_an_s_that_is_no_possessive_stays():
    assert words("it's 'some' d'Estaing's") == ["it", "some", "d", "estaing"]


@given(ENCODABLE_TEXT)
def test_composed_and_decomposed_text_give_the_same_words(text):
    assert words(unicodedata.normalize("NFC", text)) == words(unicodedata.normalize("NFD", text))


@given(ANY_TEXT)
def test_folding_folded_words_changes_nothing(text):
    found = words(text)
    assert words(" ".join(found)) == found


@given(ANY_TEXT)
def test_spans_give_the_same_terms_as_indexing(text):
    assert [term for term, _, _ in analysis.spans(text)] == analysis.terms(text)


@given(ANY_TEXT)
def test_spans_are_ascending_parts_of_the_text(text):
    bounds = [(start, end) for _, start, end in analysis.spans(text)]
    assert all(0 <= start < end <= len(text) for start, end in bounds)
    assert bounds == sorted(bounds)


@given(ANY_TEXT)
def test_vocabulary_is_every_term_once(text):
    assert analysis.vocabulary(text) == set(analysis.terms(text))


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_english_stem_begins_as_its_word(word):
    (stem,) = analysis.stems([word.encode()])
    assert stem[:1] == word.encode()[:1]


@given(ANY_TEXT, st.integers(0, 3))
def test_spans_of_some_terms_are_those_among_all(text, part):
    wanted = set(analysis.terms(text)[part::4])
    assert analysis.spans_of(text, wanted) == [span for span in analysis.spans(text) if span[0] in wanted]


@pytest.mark.parametrize(
    "text", ["war war war", "War's “war” wars WAR.", "x" * 300 + " war", "krieg—war\u00a0war"]
)
def test_spans_of_a_term_are_all_of_its_places(text):
    wanted = set(analysis.terms(text))
    assert analysis.spans_of(text, wanted) == analysis.spans(text)


def test_spans_cover_the_marks_that_belong_to_a_letter():
    text = "le cafe\u0301."
    assert [text[start:end] for _, start, end in analysis.spans(text)] == ["le", "cafe\u0301"]


@pytest.mark.parametrize("letter", ["x", "ж", "\U00020bb7"])
def test_a_very_long_word_is_cut_at_a_character(letter):
    (term,) = analysis.terms("x" + letter.replace("\U00020bb7", "ж") * 1000)
    assert 250 <= len(term) <= analysis.MAX_WORD_BYTES
    assert term.decode().startswith("x")


@given(st.lists(ANY_TEXT, max_size=5))
def test_a_text_is_the_sum_of_its_lines(lines):
    assert analysis.words("\n".join(lines)) == [word for line in lines for word in analysis.words(line)]


def test_stems_are_porter2_and_keep_names_apart_from_other_words():
    vocabulary = [b"missiles", b"missile", b"running", b"news", b"new", b"300", "київ".encode()]
    stems = analysis.stems(vocabulary)
    assert stems[0] == stems[1]
    assert stems[2:] == [b"run", b"news", b"new", b"300", "київ".encode()]


@given(
    st.lists(
        ANY_TEXT | st.sampled_from(["\x01", "it's", "'", "s", "s\n'", "don't\x01stop", "Łódź’s", "\n"]),
        max_size=6,
    )
)
def test_many_texts_folded_at_once_give_the_words_of_each(texts):
    folded = analysis.fold_all(texts)
    ends = [*accumulate(folded.lengths, initial=0)]
    parts = [folded.line[start:end] for start, end in pairwise(ends)]
    assert ends[-1] == len(folded.line)
    assert [part.split() for part in parts] == [analysis.words(text) for text in texts]
    assert all(part.endswith(b" ") for part in parts)
    assert min(folded.line.replace(b" ", b"0"), default=255) > ord(" ")


ALL_LANGUAGES = st.sampled_from(sorted(analysis.ALGORITHMS))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de", "de"), ("nb", "no"), ("nn", "no"), ("en", ""), ("uk", ""), ("xx", ""), ("", ""), (None, "")],
)
def test_a_language_without_an_algorithm_is_stemmed_in_english(language, expected):
    assert analysis.stemming_of(language) == expected


def test_a_stem_carries_its_language_unless_that_is_english():
    assert analysis.stems([b"rates"]) == [b"rate"]
    assert analysis.stems([b"rates"], "de") == [b"rat@de"]
    assert analysis.language_of_stem(b"rat@de") == "de"
    assert analysis.language_of_stem(b"rate") == analysis.ENGLISH


def test_ukrainian_words_are_their_own_stems():
    vocabulary = ["ракети".encode(), "під".encode()]
    assert analysis.stems(vocabulary, analysis.stemming_of("uk")) == vocabulary


@given(ANY_TEXT, ALL_LANGUAGES)
def test_composed_and_decomposed_text_have_the_same_stems_in_every_language(text, language):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    one, other = (analysis.stems(analysis.terms(each), language) for each in (composed, decomposed))
    assert one == other


@given(ANY_TEXT, ALL_LANGUAGES)
def test_a_query_asks_for_the_stems_that_an_article_has(text, language):
    """A query stems word by word what the index stems as a vocabulary."""
    words = analysis.terms(text)
    asked = AnyLanguageAnalyzer((language,)).texts(text)
    assert [stem.encode() for stem in asked] == analysis.stems(words, language)


@given(ANY_TEXT, ALL_LANGUAGES)
def test_no_stem_is_empty_or_holds_a_blank(text, language):
    for stem in analysis.stems(analysis.terms(text), language):
        assert stem.partition(b"@")[0]
        assert b" " not in stem
