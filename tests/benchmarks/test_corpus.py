"""The corpus that is made up."""

from collections import Counter

import pytest
from corpus import generate, vocabulary

WORDS = 2000


@pytest.fixture(scope="module")
def articles():
    return list(generate(1200, words=WORDS))


def test_the_same_seed_gives_the_same_articles(articles):
    assert list(generate(1200, words=WORDS)) == articles


def test_another_seed_gives_others(articles):
    assert next(generate(1, seed=2, words=WORDS)) != articles[0]


def test_a_larger_corpus_begins_with_the_smaller_one(articles):
    assert list(generate(1000, words=WORDS)) == articles[:1000]


def test_ids_are_distinct(articles):
    assert len({article.id for article in articles}) == 1200


def test_few_words_make_most_of_the_text_and_most_words_are_rare(articles):
    counts = Counter(word for article in articles for word in article.text.lower().split())
    ordered = [count for _, count in counts.most_common()]
    assert sum(ordered[:100]) > 0.3 * sum(ordered)
    assert ordered[len(ordered) // 2] < ordered[0] / 50


def test_lengths_are_skewed_as_those_of_news(articles):
    lengths = sorted(len(article.text.split()) for article in articles)
    assert lengths[600] < sum(lengths) / len(lengths) < lengths[-1] / 5


def test_words_are_distinct_and_frequent_ones_shorter():
    words = vocabulary(WORDS, seed=1)
    assert len(set(words)) == WORDS
    assert sum(map(len, words[:100])) < sum(map(len, words[-100:]))
