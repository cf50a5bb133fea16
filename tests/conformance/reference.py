"""The meaning of a query tree, spelled out over lists of words, as slowly and plainly as can be.

It knows nothing of an index: each article is asked by itself. It shares with an engine only the analysis of
words, which the suite does not test.
"""

import calendar
import datetime as dt
import fnmatch
import itertools
from collections import Counter

from whoosh import query
from whoosh.query.spans import SpanNear2

from searchkit.article import ABOUT, Precision

_GAP = 1000
"""Positions between title and body, so that no phrase runs across."""


class Reference:
    """Answers trees over articles, given the analyzers of the schema."""

    def __init__(self, schema, articles):
        self._articles = [_Facts(schema, article) for article in articles]

    def answer(self, request):
        """Ids of the articles that a request finds, and whether that took the relaxed tree."""
        strict = self._matching(request, request.tree)
        if strict or request.relaxed is None:
            return strict, False
        relaxed = self._matching(request, request.relaxed)
        return relaxed, bool(relaxed)

    def _matching(self, request, tree):
        return {
            facts.id
            for facts in self._articles
            if facts.has(tree) and (request.filter is None or facts.has(request.filter))
        }


class _Facts:
    """One article as terms and positions."""

    def __init__(self, schema, article):
        self.id = article.id
        dates = {"date": article.date, "modified": article.modified}
        self._dates = {field: found.value for field, found in dates.items() if found}
        self._words = {}
        self._values = _whole_values(schema, article)
        for suffix in ("", "_exact"):
            title = _positions(schema, f"title{suffix}", article.title, 0)
            body = _positions(schema, f"body{suffix}", article.body, _GAP)
            self._words |= {f"title{suffix}": title, f"body{suffix}": body, f"text{suffix}": title + body}

    def has(self, tree):  # noqa: PLR0911 - a line for each class is what a definition looks like
        """Whether the article matches."""
        match tree:
            case query.And():
                return all(self.has(child) for child in tree)
            case query.Or():
                return any(self.has(child) for child in tree)
            case query.Not():
                return not self.has(tree.query)
            case query.ConstantScoreQuery():
                return self.has(tree.child)
            case query.Every():
                return tree.fieldname is None or self._has_any(tree.fieldname)
            case query.DateRange():
                date = self._dates.get(tree.fieldname)
                return date is not None and _inside(date, tree.startdate, tree.enddate)
            case query.Phrase():
                return self._has_phrase(tree.fieldname, tree.words)
            case SpanNear2():
                return self._has_near(tree.qs[0].fieldname, [term.text for term in tree.qs], tree.slop)
            case _:
                return any(_equals(tree, term) for term in self._terms(tree.fieldname))

    def _terms(self, field):
        return [word for word, _ in self._words[field]] if field in self._words else self._values[field]

    def _has_any(self, field):
        return field in self._dates if field in {"date", "modified"} else bool(self._terms(field))

    def _where(self, field, wanted):
        return [position for word, position in self._words[field] if word == wanted]

    def _has_phrase(self, field, words):
        return any(
            all(start + step in self._where(field, word) for step, word in enumerate(words))
            for start in self._where(field, words[0])
        )

    def _has_near(self, field, words, slop):
        return any(
            len(set(places)) == len(places) and max(places) - min(places) <= slop
            for places in itertools.product(*(self._where(field, word) for word in words))
        )


def _equals(leaf, term):
    match leaf:
        case query.Prefix():
            return term.startswith(leaf.text)
        case query.Wildcard():
            return fnmatch.fnmatchcase(term, leaf.text)
        case query.FuzzyTerm():
            near = _edits(term, leaf.text) <= leaf.maxdist
            return near and term[: leaf.prefixlength] == leaf.text[: leaf.prefixlength]
        case query.Term():
            return term == leaf.text
        case _:
            raise TypeError(type(leaf).__name__)


def _edits(left, right):
    """Letters to insert, delete or change."""
    row = list(range(len(right) + 1))
    for before, letter in enumerate(left):
        last, row = row, [before + 1]
        for after, other in enumerate(right):
            row.append(min(last[after] + (letter != other), last[after + 1] + 1, row[after] + 1))
    return row[-1]


def _inside(date, start, end):
    """Whether all that a date may mean lies in a range; calendar dates are those of the user's calendar."""
    zone = (start or end).tzinfo
    first = date.start if date.start.tzinfo else date.start.replace(tzinfo=zone)
    last = first + _length(date) - dt.timedelta(seconds=1)
    return (start is None or start <= first) and (end is None or last <= end)


def _length(date):
    days = {
        Precision.YEAR: 366 if calendar.isleap(date.start.year) else 365,
        Precision.MONTH: calendar.monthrange(date.start.year, date.start.month)[1],
        Precision.DAY: 1,
    }
    seconds = {Precision.MINUTE: 60, Precision.SECOND: 1}
    return dt.timedelta(days=days.get(date.precision, 0), seconds=seconds.get(date.precision, 0))


def _positions(schema, field, text, first):
    return [(word, first + place) for place, word in enumerate(_analysed(schema, field, text))]


def _whole_values(schema, article):
    authors = [_analysed(schema, "text_exact", author.value) for author in article.authors]
    named = [mention.value for mention in article.places if mention.method != "demonym"]
    return {
        "source": _analysed(schema, "source", article.source.value) if article.source else [],
        "author": [term for words in authors for term in (" ".join(words), *words)],
        "places": [place_id for place in named for place_id in (place.id, *place.ancestors)],
        "places_exact": [place.id for place in named],
        "about": _in_focus(article, lambda place: {place.id, *place.ancestors}),
        "about_exact": _in_focus(article, lambda place: {place.id}),
        "language": [article.language.value] if article.language else [],
        "path": [article.id],
        "url": [article.url.value] if article.url else [],
    }


def _in_focus(article, regions_of):
    """The regions on which an article's focus is, all places in them taken together."""
    sums = Counter()
    for mention in article.places:
        for region in regions_of(mention.value):
            sums[region] += round(100 * mention.focus)
    return [region for region, focus in sums.items() if focus >= 100 * ABOUT]


def _analysed(schema, field, text):
    return [token.text for token in schema[field].analyzer(text, mode="index")]
