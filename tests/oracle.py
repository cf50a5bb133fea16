"""Queries by definition: every article is looked at, word by word, and scored on its own.

Nothing here is shared with the engine but the words of a text, their stems, and the constants of scoring.
"""

import math
from itertools import pairwise, product

from whoosh import query
from whoosh.query.spans import SpanNear2

from searchkit import analysis
from searchkit.engine.function_words import FUNCTION_WORDS
from searchkit.engine.scoring import CLOSENESS, CLOSENESS_REACH, FUNCTION_WORD, K1, B
from searchkit.metadata.function_words import function_words
from searchkit.segment.postings import TITLE_WEIGHT


def stem(word, language=analysis.ENGLISH):
    return analysis.stems([word.encode()], language)[0].decode()


FUNCTION_STEMS = {stem(word.decode()) for word in FUNCTION_WORDS} | {
    stem(folded.decode(), language)
    for language in ("de", "es")
    for word in function_words(language)
    for folded in analysis.terms(word)
}


class Section(list):
    """The words of a title or a body, which know their stems."""

    def __init__(self, text, language):
        super().__init__(word.decode() for word in analysis.terms(text))
        self.stems = [stem(word, language) for word in self]


class Oracle:
    """All articles that were ever added and not merged away, of which some may be deleted."""

    def __init__(self, articles, deleted=()):
        self.sections = {
            article.id: [
                Section(text, analysis.stemming_of(article.language and article.language.value))
                for text in (article.title, article.prose)
            ]
            for article in articles
        }
        self.deleted = set(deleted)
        lengths = [self.length(sections) for sections in self.sections.values()]
        self.average = sum(lengths) / len(lengths) if sum(lengths) else 1.0

    @staticmethod
    def length(sections):
        return TITLE_WEIGHT * len(sections[0]) + len(sections[1])

    def ranked(self, tree):
        """``(id, score)`` of every match, best first, ties in the order of the index."""
        scores = {key: self.score(tree, key) for key in self.sections if key not in self.deleted}
        found = [
            (key, score + self.closeness(tree, self.sections[key]))
            for key, score in scores.items()
            if score is not None
        ]
        return sorted(found, key=lambda item: -item[1])

    def score(self, node, key):
        if isinstance(node, query.And):
            parts = [self.score(child, key) for child in node.subqueries]
            return None if None in parts else node.boost * sum(parts)
        if isinstance(node, query.Or):
            parts = [self.score(child, key) for child in node.subqueries]
            found = [part for part in parts if part is not None]
            return node.boost * sum(found) if found else None
        if isinstance(node, query.Not):
            return 0.0 if self.score(node.query, key) is None else None
        if isinstance(node, query.Every):
            return 0.0
        return self.leaf(node, key)

    def leaf(self, node, key):
        frequency = self.frequency(node, self.sections[key])
        if not frequency:
            return None
        frequencies = [self.frequency(node, sections) for sections in self.sections.values()]
        doc_freq = sum(map(bool, frequencies))
        reached = len(frequencies) * (1 - math.exp(-sum(frequencies) / len(frequencies)))
        weight = self.idf(doc_freq) * (reached + 1) / (doc_freq + 1)
        if isinstance(node, query.Term) and node.fieldname == "text" and self.serves_grammar(node.text, key):
            weight *= FUNCTION_WORD
        norm = K1 * (1 - B + B * self.length(self.sections[key]) / self.average)
        boost = (node.qs[0] if isinstance(node, SpanNear2) else node).boost
        return boost * weight * frequency * (K1 + 1) / (frequency + norm)

    def idf(self, doc_freq):
        return math.log(1 + (len(self.sections) - doc_freq + 0.5) / (doc_freq + 0.5))

    def frequency(self, node, sections):
        field = (node.qs[0] if isinstance(node, SpanNear2) else node).fieldname
        wanted = {"title": [0], "body": [1]}.get(field.removesuffix("_exact"), [0, 1])
        return sum((TITLE_WEIGHT, 1)[place] * self.count(node, field, sections[place]) for place in wanted)

    def count(self, node, field, words):
        if isinstance(node, query.Phrase):
            width = len(node.words)
            return sum(words[place : place + width] == list(node.words) for place in range(len(words)))
        if isinstance(node, SpanNear2):
            places = [[place for place, word in enumerate(words) if word == term.text] for term in node.qs]
            fitting = [
                choice
                for choice in product(*places)
                if len(set(choice)) == len(choice) and max(choice) - min(choice) <= node.slop
            ]
            return len({min(choice) for choice in fitting})
        if isinstance(node, query.Prefix):
            return sum(word.startswith(node.text) for word in words)
        if field.endswith("_exact"):
            return words.count(node.text)
        return sum(map(words.stems.count, node.text.split()))

    def closeness(self, tree, sections):
        total = 0.0
        words = self.words(tree)
        content = [word for word in words if not self.mostly_serves_grammar(word)]
        for one, other in pairwise(content or words):
            distances = [
                abs(first - second)
                for words in sections
                for first, word in enumerate(words.stems)
                if word in one.split()
                for second, neighbour in enumerate(words.stems)
                if neighbour in other.split()
            ]
            if one != other and distances and min(distances) <= CLOSENESS_REACH:
                total += CLOSENESS * min(self.stem_idf(one), self.stem_idf(other)) / max(min(distances), 1)
        return total

    def stem_idf(self, wanted):
        holding = [
            any(stem in wanted.split() for words in sections for stem in words.stems)
            for sections in self.sections.values()
        ]
        return self.idf(sum(holding))

    def serves_grammar(self, word, key):
        """Whether an article has a word under a stem that is a function word in its language."""
        present = {stem for words in self.sections[key] for stem in words.stems}
        return not FUNCTION_STEMS.isdisjoint(present.intersection(word.split()))

    def mostly_serves_grammar(self, word):
        holding = [
            key
            for key, sections in self.sections.items()
            if any(stem in word.split() for words in sections for stem in words.stems)
        ]
        return 2 * sum(self.serves_grammar(word, key) for key in holding) > len(holding)

    def words(self, node):
        if isinstance(node, query.And | query.Or):
            return [word for child in node.subqueries for word in self.words(child)]
        return (
            [node.text]
            if isinstance(node, query.Term) and node.fieldname in {"text", "title", "body"}
            else []
        )
