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

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from searchkit.codec.toc import Stamp
from searchkit.engine.following import FollowedIndex
from searchkit.engine.index import Index
from searchkit.engine.time_limit import time_limit
from searchkit.errors import SearchkitError
from searchkit.web import problems
from searchkit.web.addresses import parameters_of, raw_path
from searchkit.web.problems import Problem, Refused

Work = Callable[[Index, Request], Response]
Refuse = Callable[[Request, Problem], Response]

THREADS: Final = 8
"""So many requests are worked on at a time."""

_ANY: Final = "*"

WAITING: Final = 64
"""So many more wait for a thread; those beyond are sent away."""


class Desk:
    """Takes each request to the newest state of an index."""

    def __init__(self, followed: FollowedIndex, timeout: float | None = None) -> None:
        """Open for an index, each answer of which may take so many seconds."""
        self._followed = followed
        self._timeout = timeout
        self._threads = anyio.CapacityLimiter(THREADS)
        self._inside = 0

    async def answer(self, request: Request, work: Work, refuse: Refuse) -> Response:
        """What a request gets: what ``work`` makes of the index, or why there is nothing.

        Args:
            request: for a page or a twin.
            work: runs in a thread, and writes the whole answer there; it sees one state of the index.
            refuse: writes the problem.
        """
        if self._inside >= THREADS + WAITING:
            busy = "too many requests are waiting; try again in a moment"
            headers = {"Retry-After": "1"}
            return refuse(request, Problem(HTTPStatus.SERVICE_UNAVAILABLE, busy, headers=headers))
        step = partial(self._answer, request, work, refuse)
        self._inside += 1  # nobody else counts: requests take turns between two awaits
        try:
            return await anyio.to_thread.run_sync(step, limiter=self._threads)
        finally:
            self._inside -= 1

    def _answer(self, request: Request, work: Work, refuse: Refuse) -> Response:
        try:
            current = self._followed.newest()
            tag = _tag(current.stamp, request)
            known = _tags_of_client(request)
            if tag in known:
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_caching(tag))
            with time_limit(self._timeout):
                response = work(current.index, request)
        except Refused as error:
            return refuse(request, error.problem)
        except SearchkitError as error:
            return refuse(request, problems.of_error(error, dict(parameters_of(request))))
        if _ANY in known:  # any answer will do, and there is one
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_caching(tag))
        response.headers.update(_caching(tag))
        return response


def problem_response(_: Request, problem: Problem) -> Response:
    """A problem as JSON."""
    body = json.dumps(problem.to_dict(), indent=2) + "\n"
    return Response(body, int(problem.status), dict(problem.headers), problems.MEDIA_TYPE)


def _tag(stamp: Stamp, request: Request) -> str:
    """What tells an answer from every other one: the index, what is asked, what answers, and when."""
    seen = (*stamp, raw_path(request), request.scope["query_string"], _version(), _today())
    return f'"{hashlib.sha256(repr(seen).encode()).hexdigest()[:32]}"'


def _today() -> str:
    """The day: "yesterday" is another one tomorrow."""
    return dt.datetime.now().astimezone().date().isoformat()


def _tags_of_client(request: Request) -> list[str]:
    """Those that ``If-None-Match`` names; a proxy that packs answers calls them weak (RFC 9110, 13.1.2)."""
    named = ",".join(request.headers.getlist("If-None-Match")).split(",")
    return [tag.strip().removeprefix("W/") for tag in named]


def _caching(tag: str) -> dict[str, str]:
    # The browser keeps what it got, and asks whether that still holds.
    return {"ETag": tag, "Cache-Control": "private, no-cache"}


@cache
def _version() -> str:
    return version("searchkit")
