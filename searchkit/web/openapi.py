"""The description of the HTTP API for programs: an OpenAPI 3.1 document.

Parameters come from the values that they are read into; what is answered is described here.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Collection, Mapping, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from searchkit.web import problems
from searchkit.web.addresses import Unfinished
from searchkit.web.parameters import Parameter, parameters_of
from searchkit.web.schemas import SCHEMAS
from searchkit.web.state import TAKEN, State

if TYPE_CHECKING:  # by hand: only the type checker knows it
    from _typeshed import DataclassInstance

_ABOUT: Final = (
    "Search over an index of news articles. Every page of searchkit has its answer as JSON and as CSV under "
    "the same parameters. The index is only read; the answers follow it when it changes, and each is made "
    "from one state of it."
)
_JSON: Final = "application/json"
_CSV: Final = "text/csv"
_ATTRIBUTE: Final = re.compile(r"^    (\w+): (.*(?:\n        .*)*)", re.MULTILINE)
_PROBLEMS: Final = {
    "400": "A parameter cannot be honoured, or the query; it says which, where and why.",
    "413": "The request has a body.",
    "414": "The address is too long.",
    "421": "The server is asked under a name that is not its own.",
    "503": "There is no index, it cannot be read, or too many requests are waiting.",
}
_UNKNOWN_ARTICLE: Final = {"404": "No article has the id."}


def document() -> dict[str, Any]:
    """The whole document, as JSON has it."""
    with_id = [_id_parameter()]
    answers = [
        ("/search", "search", "The articles that match a query, best first.", "Results", []),
        ("/article", "article", "An article with where each of its values came from.", "Article", with_id),
        ("/similar", "similar", "The articles that say most like one.", "Results", with_id),
        ("/copies", "copies", "The other articles that say the same as one.", "Results", with_id),
        ("/facets", "facets", "How many of the articles that match have each value.", "Facets", []),
    ]
    paths: dict[str, Any] = {}
    for path, name, says, schema, in_path in answers:
        tail = "/{id}" if in_path else ""
        parameters = [*in_path, *_parameters(State, TAKEN[path])]
        found = {_JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
        paths[f"{path}.json{tail}"] = _path(name, says, parameters, found)
        table = {_CSV: {"schema": {"type": "string"}}}
        paths[f"{path}.csv{tail}"] = _path(f"{name}_table", f"{says} As a table.", parameters, table)
    completions = {_JSON: {"schema": {"$ref": "#/components/schemas/Completions"}}}
    says = "What an unfinished word or name may become, most frequent first."
    paths["/complete.json"] = _path(
        "complete", says, _parameters(Unfinished, parameters_of(Unfinished)), completions
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "searchkit", "version": version("searchkit"), "description": _ABOUT},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }


def _path(
    name: str, says: str, parameters: Sequence[Mapping[str, Any]], content: Mapping[str, Any]
) -> dict[str, Any]:
    has_id = any(parameter["in"] == "path" for parameter in parameters)
    faults = {**_PROBLEMS, **(_UNKNOWN_ARTICLE if has_id else {})}
    tag = {"ETag": {"description": "Changes with the index.", "schema": {"type": "string"}}}
    problem = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses = {
        "200": {"description": says, "headers": tag, "content": content},
        "304": {"description": "The answer that If-None-Match names still holds.", "headers": tag},
        **{status: {"description": fault, "content": problem} for status, fault in sorted(faults.items())},
    }
    return {"get": {"operationId": name, "summary": says, "parameters": parameters, "responses": responses}}


def _id_parameter() -> dict[str, Any]:
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "What the answers of a search call id. Slashes may stand as they are.",
        "schema": {"type": "string", "minLength": 1},
    }


def _parameters(form: type[DataclassInstance], taken: Collection[str] | None = None) -> list[dict[str, Any]]:
    described = _ATTRIBUTE.findall(inspect.getdoc(form) or "")
    said = {name: " ".join(text.split()).replace("``", "") for name, text in described}
    return [
        {
            "name": name,
            "in": "query",
            "description": said[name][0].upper() + said[name][1:],
            "allowEmptyValue": True,  # as forms send what is not filled in
            "schema": _schema(parameter),
        }
        for name, parameter in parameters_of(form).items()
        if taken is None or name in taken
    ]


def _schema(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if isinstance(parameter.default, bool):
        schema = {"type": "boolean"}
    elif parameter.most is not None:
        schema = {"type": "integer", "minimum": 0, "maximum": parameter.most}
    elif parameter.values:
        schema = {"type": "string", "enum": list(parameter.values)}
    return schema if parameter.default in (None, "") else {**schema, "default": parameter.default}
