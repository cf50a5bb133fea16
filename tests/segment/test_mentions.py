"""Places: whatever is laid out at once, each article has the distinct keywords of its places in order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.article import Extracted, Place
from searchkit.segment import mentions
from searchkit.segment.container import ColumnWriter, open_container
from searchkit.segment.keywords import Keyword, KeywordColumn
from searchkit.segment.mentions import PlaceBuffer

ANCESTORS = st.lists(st.sampled_from(["country:UA", "country:PL", "region:europe"]), max_size=3).map(tuple)
PLACES = st.builds(Place, st.sampled_from(["geonames:1", "geonames:2"]), st.just("Kyiv"), ancestors=ANCESTORS)


def around(place):
    return [Keyword(region.encode(), region.encode()) for region in (place.id, *place.ancestors)]


@pytest.mark.parametrize("articles_at_once", [1, 2, 1 << 12])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(PLACES, max_size=4), max_size=7))
def test_a_region_around_several_places_of_an_article_is_kept_once(
    segment_path, monkeypatch, articles_at_once, articles
):
    monkeypatch.setattr(mentions, "_ARTICLES_AT_ONCE", articles_at_once)
    buffer = PlaceBuffer()
    for places in articles:
        buffer.add([Extracted(place, "gazetteer", "Kyiv") for place in places])
    writer = ColumnWriter(segment_path)
    buffer.write(writer, "places", around)
    writer.finish({})
    column = KeywordColumn(open_container(segment_path), "places")
    for doc_id, places in enumerate(articles):
        regions = [region for place in places for region in (place.id, *place.ancestors)]
        assert column.labels(doc_id) == list(dict.fromkeys(regions))
