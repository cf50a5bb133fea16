"""What a request asks for: the parameters of its address, and the id in its path."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, unquote_to_bytes

from starlette.requests import Request

from searchkit.web.problems import Problem, Refused
from searchkit.web.state import State

_MOST_PARAMETERS: Final = 64


def state_of(request: Request) -> State:
    """The state of the search.

    Raises:
        BadParameter: a parameter is unknown, given twice, or has no value that it can have.
        Refused: the parameters cannot be read.
    """
    return State.parse(parameters_of(request))


def parameters_of(request: Request) -> list[tuple[str, str]]:
    """Names and values as they stand in the address; bytes that are no text stay what they are.

    Raises:
        Refused: they cannot be read.
    """
    query: bytes = request.scope["query_string"]
    try:
        return parse_qsl(
            query.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(query),
            errors="surrogateescape",
            max_num_fields=_MOST_PARAMETERS,
        )
    except ValueError as fault:
        reason = "the parameters of the address cannot be read; they are written name=value&name=value"
        raise Refused(Problem(HTTPStatus.BAD_REQUEST, reason)) from fault


def article_id(request: Request) -> str:
    """The id behind the first part of the path; bytes that are no text stay what they are."""
    _, _, tail = raw_path(request).lstrip(b"/").partition(b"/")
    return unquote_to_bytes(tail).decode(errors="surrogateescape")


def raw_path(request: Request) -> bytes:
    """The path as it was sent."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    return raw
