"""One meaning of the query language, for every engine."""

import pytest
from conformance.reference import Reference
from conformance.suite import NOW, articles, cases, places_named

from searchkit.codec.schema import schema
from searchkit.engine import asking
from searchkit.engine.index import Index
from searchkit.engine.writing import build
from searchkit.errors import QuerySyntaxError
from searchkit.query import parse

ANSWERED = [case for case in cases() if case.error is None]
REFUSED = [case for case in cases() if case.error is not None]


def request(case):
    return parse(case.query, schema=schema(), places=places_named, now=lambda: NOW, **case.options)


@pytest.fixture(scope="module")
def reference():
    return Reference(schema(), articles())


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    return engine_under_test(tmp_path_factory.mktemp("conformance"))


def engine_under_test(directory):
    """The function under test, over the articles of the suite: query and options to ids, best first.

    This is all that has to be written to hold another engine to the suite.
    """
    build(directory, articles())
    opened = Index(directory)

    def answer(query, options):
        with pytest.MonkeyPatch.context() as patch:
            known = {"places": places_named, "now": lambda: NOW}
            patch.setattr(asking, "parse", lambda text, **given: parse(text, **given | known))
            return [hit.id for hit in opened.search(query, limit=len(opened), **options)]

    return answer


@pytest.mark.parametrize("case", ANSWERED, ids=str)
def test_the_tree_means_what_the_suite_says(reference, case):
    found, relaxed = reference.answer(request(case))
    assert found == set(case.ids)
    assert relaxed is case.relaxed


@pytest.mark.parametrize("case", ANSWERED, ids=str)
def test_the_engine_finds_what_the_suite_says(answer, case):
    found = answer(case.query, case.options)
    assert set(found) == set(case.ids)
    assert len(found) == len(case.ids)
    assert tuple(found[: len(case.order)]) == case.order


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_what_cannot_be_honoured_is_refused_where_it_stands(case):
    with pytest.raises(QuerySyntaxError) as caught:
        request(case)
    assert caught.value.offset == case.error.offset
    assert case.error.reason in caught.value.reason


def test_every_case_is_there_once():
    seen = [(case.query, str(case.options)) for case in cases()]
    assert len(set(seen)) == len(seen)
