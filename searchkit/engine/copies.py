"""The copies of an article, as results."""

from __future__ import annotations

from whoosh.query.compound import Or
from whoosh.query.terms import Term

from searchkit.engine import resemblance
from searchkit.engine.answer import Answer, Known
from searchkit.engine.marking import Marker
from searchkit.engine.ranking import Ranked
from searchkit.engine.resemblance import Texts
from searchkit.engine.results import Results
from searchkit.engine.snapshot import Snapshot
from searchkit.query.request import SearchRequest


def copies(snapshot: Snapshot, doc_id: int, *, limit: int, offset: int) -> Results:
    """The other articles that say the same as one, the earliest first.

    The score is what part of the shorter of two texts stands in the longer one.
    """
    others = [other for other in snapshot.copies.of(doc_id) if other != doc_id]
    shown = others[offset : offset + limit]
    one = _text(snapshot, doc_id)
    scores = [float(resemblance.containments(one, _text(snapshot, other))[0]) for other in shown]
    tree = Or([Term("path", _id(snapshot, other)) for other in others])
    request = SearchRequest(_id(snapshot, doc_id), tree)
    ranked = Ranked(shown, scores, len(others))
    answer = Answer(snapshot, ranked, offset + 1, Known(request, tree, Marker()))
    return Results.of(request.text, answer, relaxed=False)


def _text(snapshot: Snapshot, doc_id: int) -> Texts:
    segment, number = snapshot.locate(doc_id)
    part = slice(number, number + 1)
    return Texts(segment.sketches[part], segment.sketched_lengths[part])


def _id(snapshot: Snapshot, doc_id: int) -> str:
    segment, number = snapshot.locate(doc_id)
    return segment.id(number)
