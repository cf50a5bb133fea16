"""A query in sentences."""

import pytest

NOTHING_LEFT_OUT = [
    ("bakhmut missiles", "“bakhmut” in any form", "“missil” in any form"),
    ('"coming days"', "“coming days”, side by side"),
    ('"russia bakhmut"~5', "“russia”, “bakhmut” within 5 words"),
    ("=wagner", "exactly “wagner”"),
    ("title:=falling", "in the headline exactly “falling”"),
    ("miss*", "a word that begins with “miss”"),
    ("kram?torsk", "a word like “kram?torsk”"),
    ("bahmut~", "a word that differs from “bahmut” in a letter at most"),
    ("bahmut~2", "a word that differs from “bahmut” in 2 letters at most"),
    ("wagner^3", "“wagner” in any form, counted 3 times"),
    ("kyiv OR (nato -wagner)", "“kyiv” in any form or (“nato” in any form and not: “wagner” in any form)"),
    ("-wagner", "every article", "not: “wagner” in any form"),
    ('source:"zero hedge"', "the source is “zero hedge”"),
    ("source:zero*", "the source: one that begins with “zero”"),
    ("path:*.html", "the path: one like “*.html”"),
    ("has:date missing:place", "the date is known", "not: a place is known"),
    ("date:2023-02..2023-03", "published from 2023-02-01 to 2023-03-31"),
    ("modified:..2022", "changed to 2022-12-31"),
    ("date:2023-03-09T14:00..", "published from 2023-03-09 14:00"),
]


@pytest.mark.parametrize(("query", "sentences"), [(query, rest) for query, *rest in NOTHING_LEFT_OUT])
def test_query_is_told_in_sentences(read, query, sentences):
    assert list(read(query).in_words()) == sentences


def test_places_go_by_their_names(read):
    assert read("place:Kiev about=Ukraine").in_words() == (
        "names Kyiv or a place in it",
        "is about Ukraine itself",
    )


def test_filters_beside_the_query_are_told_too(read):
    assert read("wagner", language="uk").in_words() == ("“wagner” in any form", "the language is “uk”")
