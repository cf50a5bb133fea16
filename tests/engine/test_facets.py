"""Counts by source, place, month and language."""

import pytest

from searchkit.engine.facets import FacetCount


def counts(found):
    return [(count.value, count.count) for count in found]


def test_facets_count_the_articles_that_match(index_of, article):
    index = index_of(
        [
            article("a.txt", "war", source="Zero Hedge", date="2023-03-09", places=["kyiv", "bakhmut"]),
            article("b.txt", "war", source="zero hedge", date="2023-03-10", places=["kyiv"]),
        ],
        [
            article("c.txt", "war", source="Courier", date="2022-12-01"),
            article("d.txt", "peace", source="Courier"),
        ],
    )
    facets = index.facets("war")
    assert facets.total == 3
    assert counts(facets.source) == [("Zero Hedge", 2), ("Courier", 1)]
    assert counts(facets.place) == [("Kyiv", 2), ("Bakhmut", 1)]
    assert counts(facets.month) == [("2022-12", 1), ("2023-03", 2)]
    assert facets.language == ()


def test_facets_without_a_query_count_everything(index_of, article):
    index = index_of([article("a.txt", "war", source="Courier"), article("b.txt", "peace", source="Courier")])
    assert index.facets().source == (FacetCount("Courier", 2),)


def test_only_the_most_frequent_values_are_given_but_every_month(index_of, article):
    index = index_of(
        [
            article(f"{n}.txt", "war", source=f"Paper {n % 7}", date=f"2023-{n % 12 + 1:02}-01")
            for n in range(24)
        ]
    )
    facets = index.facets("war", limit=2)
    assert (len(facets.source), len(facets.month)) == (2, 12)


def test_filters_narrow_the_counts(index_of, article):
    index = index_of([article("a.txt", "war", source="Courier"), article("b.txt", "war", source="Herald")])
    assert counts(index.facets(source="Herald").source) == [("Herald", 1)]


@pytest.mark.parametrize(
    ("dates", "periods"),
    [
        (["2023-03-09", "2023-03-09", "2023-05-01"], [("2023-03-09", 2), ("2023-05-01", 1)]),
        (["2023-03-09", "2023-06-01", "2023-06-02"], [("2023-03", 1), ("2023-06", 2)]),
        (["2003-03-09", "2023-06-01", "2023-07-01"], [("2003", 1), ("2023", 2)]),
        ([None], []),
    ],
)
def test_dates_are_counted_by_the_period_that_suits_their_range(index_of, article, dates, periods):
    index = index_of([article(f"{n}.txt", "war", date=date) for n, date in enumerate(dates)])
    assert counts(index.facets("war").dates) == periods
