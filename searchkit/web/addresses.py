"""What a request asks for: the parameters of its address, and the id in its path."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import parse_qsl, unquote_to_bytes

from starlette.requests import Request

from searchkit.engine.completing import CompletedField
from searchkit.web.parameters import Most
from searchkit.web.problems import Problem, Refused
from searchkit.web.state import MAX_LIMIT, State

_MOST_PARAMETERS: Final = 64


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What somebody is typing.

    Attributes:
        field: what it is.
        prefix: how it begins; a name may also begin with any of its words.
        limit: how many completions to give.
    """

    field: CompletedField = "word"
    prefix: str = ""
    limit: Annotated[int, Most(MAX_LIMIT)] = 10


def state_of(request: Request, taken: Collection[str] | None = None) -> State:
    """The state of the search.

    Args:
        request: for a page or a twin.
        taken: the parameters that may be given; all where it is ``None``.

    Raises:
        BadParameter: a parameter is unknown, given twice, or has no value that it can have.
        Refused: the parameters cannot be read.
    """
    return State.parse(parameters_of(request), taken)


def parameters_of(request: Request) -> list[tuple[str, str]]:
    """Names and values as they stand in the address.

    Raises:
        Refused: they cannot be read.
    """
    query: bytes = request.scope["query_string"]
    try:
        return parse_qsl(
            query.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(query),
            errors="surrogatepass",
            max_num_fields=_MOST_PARAMETERS,
        )
    except ValueError as fault:
        reason = "the parameters of the address cannot be read; they are written name=value&name=value"
        raise Refused(Problem(HTTPStatus.BAD_REQUEST, reason)) from fault


def article_id(request: Request) -> str:
    """The id behind the first part of the path.

    Raises:
        Refused: it is no text, and so no id.
    """
    _, _, tail = raw_path(request).lstrip(b"/").partition(b"/")
    try:
        return unquote_to_bytes(tail).decode(errors="surrogatepass")
    except UnicodeDecodeError as fault:
        raise Refused(Problem(HTTPStatus.NOT_FOUND, "no article has an id that is not UTF-8")) from fault


def raw_path(request: Request) -> bytes:
    """The path as it was sent."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    return raw
