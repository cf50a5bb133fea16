"""The OpenAPI document says what is answered, and what is answered is what it says."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from searchkit.web import openapi
from searchkit.web.parameters import parameters_of
from searchkit.web.state import State

DOCUMENT = openapi.document()


def test_document_is_served(ask):
    assert ask("/openapi.json").json() == DOCUMENT


def test_document_is_openapi():
    schemathesis.openapi.from_dict(DOCUMENT).validate()


def test_every_twin_is_described(app):
    paths = {path.partition("/{")[0] for path in DOCUMENT["paths"]}
    pages = ("/search", "/article", "/similar", "/copies", "/facets")
    assert paths == {*(page + twin for page in pages for twin in (".json", ".csv")), "/complete.json"}


def test_every_parameter_of_a_search_is_described():
    described = DOCUMENT["paths"]["/search.json"]["get"]["parameters"]
    assert [parameter["name"] for parameter in described] == list(parameters_of(State))
    assert all(parameter["description"] for parameter in described)


def test_only_what_a_path_takes_is_described():
    described = DOCUMENT["paths"]["/copies.json/{id}"]["get"]["parameters"]
    assert [parameter["name"] for parameter in described] == ["id", "limit", "offset"]


def has_parameters(path):
    described = DOCUMENT["paths"][path]["get"]["parameters"]
    return any(parameter["in"] == "query" for parameter in described)


@pytest.mark.parametrize(
    ("path", "mode"),
    # Without parameters nothing can be asked wrongly: any text may be an id.
    [
        (path, mode)
        for path in DOCUMENT["paths"]
        for mode in GenerationMode
        if mode is GenerationMode.POSITIVE or has_parameters(path)
    ],
)
def test_answers_are_what_the_document_says(app, path, mode):
    operation = schemathesis.openapi.from_dict(DOCUMENT)[path]["GET"]

    @given(operation.as_strategy(generation_mode=mode))
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    def check(case):
        # Any text is a query by the document, and not every text can be honoured.
        case.call_and_validate(
            app=app, base_url="http://localhost", excluded_checks=[positive_data_acceptance]
        )

    check()
