"""Articles wait until there are some of them, and no longer."""

from making import make_article

from searchkit.segment.builder import SegmentBuilder


def test_many_short_articles_do_not_wait_as_objects():
    builder = SegmentBuilder()
    for number in range(10_000):
        builder.add(make_article(f"{number}.txt", "", "word"))
    assert builder.token_count >= 5_000
