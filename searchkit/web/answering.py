"""Requests → answers: the index is asked in a thread, and an answer that the client has is not sent again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from functools import cache, partial
from http import HTTPStatus
from importlib.metadata import version
from typing import Final
from urllib.parse import parse_qsl, unquote_to_bytes

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from searchkit.engine.following import Current, FollowedIndex
from searchkit.engine.index import Index
from searchkit.errors import SearchkitError
from searchkit.web import problems
from searchkit.web.problems import Problem, Refused
from searchkit.web.state import State

Work = Callable[[Index, State, Request], Response]
Refuse = Callable[[Problem, State | None], Response]

THREADS: Final = 8
"""So many requests are worked on at a time."""

WAITING: Final = 64
"""So many more wait for a thread; those beyond are sent away."""

_MAX_PARAMETERS: Final = 64


class Desk:
    """Takes requests to the newest state of an index, each to one."""

    def __init__(self, followed: FollowedIndex) -> None:
        """Open for an index."""
        self._followed = followed
        self._threads = anyio.CapacityLimiter(THREADS)

    async def answer(self, request: Request, work: Work, refuse: Refuse) -> Response:
        """What a request gets: what ``work`` makes of the index and the state, or why there is nothing.

        Args:
            request: for a page or a twin.
            work: runs in a thread, and writes the whole answer there.
            refuse: writes the problem, given the state where that could be read.
        """
        if self._threads.statistics().tasks_waiting >= WAITING:
            busy = "too many requests are waiting; try again in a moment"
            headers = {"Retry-After": "1"}
            return refuse(Problem(HTTPStatus.SERVICE_UNAVAILABLE, busy, headers=headers), None)
        step = partial(self._answer, request, work, refuse)
        return await anyio.to_thread.run_sync(step, limiter=self._threads)

    def _answer(self, request: Request, work: Work, refuse: Refuse) -> Response:
        try:
            state = State.parse(_parameters(request))
        except Refused as error:
            return refuse(error.problem, None)
        try:
            current = self._followed.newest()
            tag = _tag(current, request)
            if tag in request.headers.get("if-none-match", ""):
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_caching(tag))
            response = work(current.index, state, request)
        except SearchkitError as error:
            asked = {name: getattr(state, name) for name in State.__slots__}
            return refuse(problems.of_error(error, asked), state)
        response.headers.update(_caching(tag))
        return response


def article_id(request: Request) -> str:
    """The id in the path; bytes that are no text stay what they are."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    _, _, tail = raw.lstrip(b"/").partition(b"/")
    return unquote_to_bytes(tail).decode(errors="surrogateescape")


def problem_response(problem: Problem, _: State | None = None) -> Response:
    """A problem as JSON."""
    body = json.dumps(problem.plain(), indent=2) + "\n"
    return Response(body, int(problem.status), dict(problem.headers), problems.MEDIA_TYPE)


def _parameters(request: Request) -> list[tuple[str, str]]:
    query: bytes = request.scope["query_string"]
    try:
        return parse_qsl(
            query.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(query),
            errors="surrogateescape",
            max_num_fields=_MAX_PARAMETERS,
        )
    except ValueError as fault:
        raise Refused(
            Problem(HTTPStatus.BAD_REQUEST, "the parameters of the address cannot be read")
        ) from fault


def _tag(current: Current, request: Request) -> str:
    """What tells an answer from every other one: the index, what is asked, what answers, and when."""
    scope = request.scope
    # "yesterday" is another day tomorrow.
    today = dt.datetime.now().astimezone().date().isoformat()
    address = scope.get("raw_path") or scope["path"].encode(), scope["query_string"]
    seen = repr((*current.stamp, address, _version(), today)).encode()
    return f'"{hashlib.sha256(seen).hexdigest()[:32]}"'


def _caching(tag: str) -> dict[str, str]:
    # The browser keeps what it got, and asks whether that still holds.
    return {"ETag": tag, "Cache-Control": "private, no-cache"}


@cache
def _version() -> str:
    return version("searchkit")
