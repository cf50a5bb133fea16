"""Places of real news reach their floors; see benchmarks/extraction/places.py."""

import pytest
from extraction.foreign_places import score
from extraction.places import countries, toponyms
from extraction.shared_data import records

NEWS, VIRUS = "places/tr-news.jsonl.gz", "places/geovirus.jsonl.gz"


def articles(name):
    found = records(name)
    if not found:
        pytest.skip(f"{name} is not beside the checkout")
    return found


@pytest.fixture(scope="module")
def news():
    return toponyms(articles(NEWS), demonyms=True)


@pytest.fixture(scope="module")
def virus():
    return toponyms(articles(VIRUS), demonyms=False)


def test_place_names_of_news_are_found(news):
    assert news.spans.f1 >= 0.89


def test_place_names_of_reports_on_epidemics_are_found(virus):
    assert virus.spans.f1 >= 0.93


def test_places_of_news_lie_where_they_should(news):
    assert news.near / news.gold >= 0.83


def test_places_of_reports_on_epidemics_lie_where_they_should(virus):
    assert virus.tolerant / virus.gold >= 0.905


def test_countries_are_those_that_editors_gave():
    assert countries(articles("reuters/articles.jsonl.gz")[::4]).score.f1 >= 0.905


@pytest.mark.parametrize(
    ("language", "floor"), [("uk", 0.95), ("ru", 0.95), ("de", 0.95), ("fr", 0.95), ("es", 0.95)]
)
def test_places_of_texts_in_other_languages_are_found(language, floor):
    assert score(language).f1 >= floor
