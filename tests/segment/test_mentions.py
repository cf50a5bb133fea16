"""Places: what the fields find is what can be counted by hand from the mentions of each article."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_article, make_mention

from searchkit.article import ABOUT, MentionedPlace, Place
from searchkit.segment.builder import SegmentBuilder
from searchkit.segment.place_fields import PLACE_FIELDS
from searchkit.segment.reader import Segment

UA, EUROPE = "country:UA", "region:europe"
PLACES = st.sampled_from(
    [
        Place("geonames:1", "Kyiv", "UA", (UA, EUROPE), 50.45, 30.52),
        Place("geonames:1", "Kiev", "UA", (UA,)),
        Place("geonames:2", "Łódź", "PL", ("country:PL", EUROPE), -0.5, 0.0),
        Place(UA, "Ukraine", "UA", (EUROPE,)),
        Place("name:kyiv", "Kyiv"),
        Place("odd\udcff", "Line\nbreak"),
    ]
)
MENTIONS = st.builds(
    MentionedPlace,
    PLACES,
    st.sampled_from(["gazetteer", "demonym"]),
    st.just("Kyiv"),
    focus=st.integers(0, 30).map(lambda hundredths: hundredths / 100),
)
ARTICLES = st.lists(st.lists(MENTIONS, max_size=4), max_size=7)


def built(path, articles):
    builder = SegmentBuilder()
    for number, places in enumerate(articles):
        builder.add(make_article(f"{number}.txt", "Kyiv", "", places=places))
    builder.write(path)
    return Segment(path)


def regions(field, places):
    """Under which ids an article with these mentions is found."""
    name, _, exact = field.partition("_")
    worth = Counter()
    for mention in places:
        around = () if exact else mention.value.ancestors
        for region in {mention.value.id, *around}:
            if name == "about":
                worth[region] += round(mention.focus * 100)
            elif mention.method != "demonym":
                worth[region] += 1
    least = round(ABOUT * 100) if name == "about" else 1
    return [region for region, sum_of_region in worth.items() if sum_of_region >= least]


def found_by_hand(field, articles):
    found = {}
    for doc_id, places in enumerate(articles):
        for region in regions(field, places):
            found.setdefault(region.encode(errors="surrogatepass"), []).append(doc_id)
    return found


@settings(deadline=None)
@given(ARTICLES)
def test_every_field_has_the_articles_that_can_be_counted_by_hand(tmp_path_factory, articles):
    segment = built(tmp_path_factory.mktemp("s") / "MAIN_test.seg", articles)
    for field in PLACE_FIELDS:
        check(segment.values(field), found_by_hand(field, articles), len(articles))


def check(column, expected, count):
    terms = column.terms.slice(0, len(column.terms))
    held = [number for number in range(len(terms)) if column.occurs(number)]
    assert {terms[number]: column.doc_ids(number).tolist() for number in held} == expected
    every = np.arange(count)
    counts = column.counts(every)
    assert {terms[number]: int(counts[number]) for number in np.flatnonzero(counts)} == {
        term: len(doc_ids) for term, doc_ids in expected.items()
    }
    holders = sorted({doc_id for doc_ids in expected.values() for doc_id in doc_ids})
    assert np.flatnonzero(column.having_any()).tolist() == holders
    assert column.doc_ids_of(np.arange(len(terms))).tolist() == holders
    assert column.doc_ids_of(np.arange(len(terms)), every[1::2]).tolist() == [
        doc_id for doc_id in holders if doc_id % 2
    ]


@settings(deadline=None)
@given(ARTICLES)
def test_every_place_comes_back_as_it_was(tmp_path_factory, articles):
    segment = built(tmp_path_factory.mktemp("s") / "MAIN_test.seg", articles)
    for doc_id, places in enumerate(articles):
        assert list(segment.article(doc_id).places) == places


def test_places_are_shown_in_the_order_of_their_focus_each_once(segment_path):
    kyiv, kiev = (make_mention("kyiv", focus=0.1, within=within) for within in ((), (UA,)))
    places = (kyiv, make_mention("odesa", focus=0.6), make_mention("lviv", focus=0.1), kiev)
    segment = built(segment_path, [places])
    assert segment.values("places_exact").labels(0) == ["Odesa", "Kyiv", "Lviv"]
    assert segment.values("about_exact").labels(0) == ["Odesa"]


def test_a_region_that_no_article_names_is_shown_by_its_id(segment_path):
    column = built(segment_path, [[make_mention("kyiv", within=(UA,))]]).values("places")
    shown = {column.terms[number]: column.label(number) for number in range(len(column.terms))}
    assert shown == {b"country:UA": "country:UA", b"kyiv": "Kyiv"}


@pytest.mark.parametrize(("focus", "kept"), [(0.145, 0.14), (1.7, 1.0), (-0.2, 0.0)])
def test_focus_is_kept_to_the_hundredth(segment_path, focus, kept):
    article = built(segment_path, [[make_mention("kyiv", focus=focus)]]).article(0)
    assert article.places[0].focus == kept
