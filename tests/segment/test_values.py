"""Whole values: what a segment holds of each article is what the article says."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from making import make_article

from searchkit.article import Extracted
from searchkit.segment.builder import SegmentBuilder
from searchkit.segment.keywords import distinct
from searchkit.segment.reader import Segment
from searchkit.segment.values import KEYWORD_FIELDS, keywords_of

NAMES = st.sampled_from(["Anna Kowalska", "ANNA KOWALSKA", "Bo Li", "Bó Li", "—", "\udcff"])


@st.composite
def articles(draw):
    article = make_article(
        f"{draw(st.integers(0, 5))}.txt",
        "Title",
        "Body",
        source=draw(st.none() | NAMES),
        authors=draw(st.lists(NAMES, max_size=3)),
    )
    language, url = (draw(st.none() | st.builds(Extracted, NAMES, st.just("json"), NAMES)) for _ in range(2))
    return replace(article, language=language, url=url)


@given(st.lists(articles(), max_size=6))
def test_an_article_has_its_distinct_values_in_their_order(tmp_path_factory, articles):
    path = tmp_path_factory.mktemp("segment") / "MAIN_test.seg"
    builder = SegmentBuilder()
    for article in articles:
        builder.add(article)
    builder.write(path)
    segment = Segment(path)
    first_labels = {}
    for doc_id, article in enumerate(articles):
        keywords = keywords_of(article)
        for name in KEYWORD_FIELDS:
            own = distinct(keywords.get(name, ()))
            for term, label in own.items():
                first_labels.setdefault((name, term), label.decode(errors="surrogatepass"))
            assert segment.keywords(name).labels(doc_id) == [first_labels[name, term] for term in own]
