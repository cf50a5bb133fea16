"""All metadata of an article together."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.metadata import (
    Declared,
    Evidence,
    Metadata,
    Text,
    describe,
    describe_all,
    split_pasted,
)

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
HEADS = st.sampled_from(
    [
        "By Jane Doe 5 Min Read",
        "BY A Site - JANE DOE - THURSDAY, MAR 09, 2023",
        "Published March 9, 2023",
        "KYIV, Feb 16 (Reuters) - ",
        "Updated 9 March 2023 10:00 GMT",
        "9 March 2023",
        "Kyiv, Ukraine",
        "By ",
        "Posted by A B on March 9, 2023",
        "by x and y",
    ]
)


def spans(metadata: Metadata) -> list[tuple[tuple[int, int], str]]:
    every = (metadata.date, metadata.source, *metadata.authors, *metadata.places)
    return [(value.span, value.quote) for value in every if value and value.span]


@settings(max_examples=300)
@given(st.text(max_size=40), st.lists(HEADS | st.text(max_size=60), max_size=8))
def test_no_text_raises_and_spans_quote_exactly(title, lines):
    body = "\n".join(lines)
    text = f"{title}\n\n{body}"
    for (start, end), quote in spans(describe(title, body, Declared())):
        assert text[start:end] == quote


@given(st.builds(Evidence, st.just("json:x"), st.text(max_size=80)))
def test_no_declaration_raises(evidence):
    each = (evidence,)
    describe("", "", Declared(each, each, each, each, each, each))


def test_nothing_comes_from_nothing():
    assert describe("", "", Declared()) == Metadata()


def test_articles_described_together_are_described_as_each_for_itself():
    dated = ("Missiles fall", "KYIV, March 9, 2023 (Reuters) - Missiles fell on Kyiv.")
    signed = ("A bridge is closed", "By Jane Doe\n\nIt was closed in Bakhmut.\n\nShare this article")
    together = describe_all([Text(*article, Declared()) for article in (dated, signed)])
    assert together == [describe(*dated, Declared()), describe(*signed, Declared())]


@pytest.fixture
def seeds():
    if not SEEDS.exists():
        pytest.skip("the two real articles are not here")
    return [split_pasted(path.read_text("utf-8")) for path in sorted(SEEDS.glob("*.txt"))]


def test_titles_of_the_real_articles(seeds):
    assert [pasted.title for pasted in seeds] == [
        "Russia strikes across Ukraine as push for embattled Bakhmut grinds on",
        (
            "Russia's Huge 'Retaliation' Strikes Include Hypersonic Missiles As NATO Sees Bakhmut Falling "
            '"In Coming Days"'
        ),
    ]


def test_metadata_of_the_real_articles(seeds):
    first, second = (describe(pasted.title, pasted.body, Declared()) for pasted in seeds)
    assert (first.date, first.source, [author.value for author in first.authors]) == (None, None, ["Stermy"])
    assert second.date is not None
    assert second.source is not None
    assert (str(second.date.value), second.source.value) == ("2023-03-09", "Zero Hedge")
    assert [author.value for author in second.authors] == ["Tyler Durden"]


def test_places_of_the_real_articles(seeds):
    names = [
        {place.value.name.removesuffix(" Oblast") for place in describe(p.title, p.body, Declared()).places}
        for p in seeds
    ]
    common = {"Bakhmut", "Kyiv", "Ukraine", "Russia", "Donetsk"}
    assert names[0] >= common | {"Kramatorsk", "Black Sea", "Belarus"}
    assert names[1] >= common | {"Stockholm", "Kharkiv", "Lviv", "Bryansk"}
