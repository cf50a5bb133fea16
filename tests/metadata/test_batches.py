"""Texts that are read together say of places what each says alone."""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from growth import is_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.metadata import Declared, Evidence, Text, describe, describe_all
from searchkit.metadata.gazetteer import gazetteer
from searchkit.metadata.joined import join
from searchkit.metadata.places import Prose, find_all_places, find_places
from searchkit.metadata.toponyms import Recogniser

SNIPPETS = (
    "KYIV, Feb 16 (Reuters) - Something happened.", "PORTLAND, Ore., Feb 26 - Nothing did", "in Paris, Texas",
    "the Donetsk region", "the state of", "New York", "New", "York", "University of the", "Côte d'Ivoire",
    "l'", "d’", "St. Louis", "St Michael's", "U.S.", "U.S", "US$", "$5", "Bank of", "America", "Hong Kong",
    "dollars", "Marburg", "virus", "Jack", "London", "Jordan", "said", "Ukrainian", "Київ", "у Львові",
    "nach München", "VIDEOS SHOW ALEPPO UNDER SIEGE", "and", "of", "the", "Mr", "Hwasong-18",
    "Rostov-on-Don", "Springfield", "Evanston", "Ill.", "Ill", "Salinas Valley", "Kfraya", "village of",
    "region", "Valley's", "China", "Japan",
)  # fmt: skip
SIGNS = (
    " ", "  ", "\n", "\n\n", "\n    ", "\t", ",", ", ", ".", ". ", "-", "'s", "’", "(", ")", "$", "5", "\x00",
    "\ud800", "\u2028", "\xa0", "\u3000", "🚀", "ß", "İ", "ǅ", "_",
)  # fmt: skip
texts = st.lists(st.sampled_from(SNIPPETS) | st.sampled_from(SIGNS), max_size=14).map("".join)
spaced = st.lists(st.sampled_from(SNIPPETS), max_size=8).map(" ".join)
languages = st.sampled_from(["", "en", "de", "fr", "es", "uk"])
declared = st.sampled_from([(), (Evidence("json:places", "Kyiv"),)])
prose = st.builds(Prose, texts | spaced, declared, languages)


@settings(max_examples=200)
@given(st.lists(prose, max_size=5))
def test_a_text_names_the_same_places_whatever_its_neighbours(batch):
    alone = [find_places(one.text, one.declared, one.language) for one in batch]
    assert find_all_places(batch) == alone


@settings(max_examples=200)
@given(texts | spaced)
def test_every_mention_stands_where_it_is_said_to(text):
    for place in find_places(text):
        assert text[slice(*place.span)] == place.quote
        assert list(place.spans) == sorted(place.spans)


@pytest.mark.parametrize("ending", ["", " ", "\n", ",", " and", " of", ", the", "\n    ", " US$", "-", "'"])
@pytest.mark.parametrize(
    "beginning", ["Texas", "Ill., said", "virus", "dollars", "region", "$5", "York", "\nKorea"]
)
def test_nothing_is_read_across_the_end_of_a_text(ending, beginning):
    first, second = f"They met in Paris{ending}", f"{beginning} is said of it."
    assert find_all_places([Prose(first), Prose(second)]) == [find_places(first), find_places(second)]


def test_no_texts_have_no_places():
    assert find_all_places([]) == []
    assert find_all_places([Prose(""), Prose(" ")]) == [(), ()]


def test_articles_are_described_as_if_each_were_alone():
    given_texts = [
        Text("Missiles", "KYIV, March 9, 2023 - They fell.", Declared()),
        Text("", "", Declared()),
        Text(
            "Bericht", "Die Regierung in Berlin hat am Montag nichts gesagt, und das ist alles.", Declared()
        ),
    ]
    alone = [describe(text.title, text.body, text.declared) for text in given_texts]
    assert describe_all(given_texts) == alone


def test_what_is_forgotten_is_read_again(monkeypatch):
    text = "They flew from Kyiv to New York in the Salinas Valley."
    known = find_places(text)
    forgotten = []
    forget = Recogniser._forget
    monkeypatch.setattr("searchkit.metadata.toponyms.KEPT", 1)
    monkeypatch.setattr(Recogniser, "_forget", lambda self: (forgotten.append(1), forget(self)))
    assert find_places(text) == known
    assert forgotten


def test_a_line_indented_by_very_many_blanks_takes_no_time_for_each():
    def find(count):
        places = find_places("Kyiv\n" + " " * count + "Kharkiv")
        assert [place.value.name for place in places] == ["Kyiv", "Kharkiv"]

    assert is_in_proportion(find, 1_000_000)


def test_what_fails_in_one_text_spoils_none_to_come(monkeypatch):
    recogniser = Recogniser(gazetteer())
    many = join([" ".join(f"Name{number}" for number in range(5_000))])

    def fail(*_):
        raise MemoryError

    with monkeypatch.context() as patch:  # while there is made room for more words
        patch.setattr(np, "concatenate", fail)
        with pytest.raises(MemoryError):
            recogniser.find(many)
    assert [name.folded for name in recogniser.find(join(["It fell in Bratislava."])).names] == ["bratislava"]


def test_threads_read_places_side_by_side():
    """Each many words that neither has seen."""
    texts = [
        f"In Kyiv {' '.join(f'Xy{thread}v{number}' for number in range(first, first + 1_500))} fell."
        for first in range(0, 30_000, 1_500)
        for thread in "ab"
    ]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(find_places, texts))
    finally:
        sys.setswitchinterval(usual)
    assert all([place.value.name for place in places] == ["Kyiv"] for places in found)
