"""The application: which path is answered by what."""

from __future__ import annotations

import os
from collections.abc import Collection
from functools import partial
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from searchkit.engine.following import FollowedIndex
from searchkit.engine.index import Index
from searchkit.web import answers, pages, twins
from searchkit.web.answering import Desk, Work, article_id, problem_response
from searchkit.web.guarding import Guard
from searchkit.web.problems import Problem
from searchkit.web.state import State


def application(index_path: str | os.PathLike[str], *, host_names: Collection[str] = ()) -> ASGIApp:
    """The page and the HTTP API over an index, as an ASGI application.

    Args:
        index_path: the folder of the index; it need not be there yet.
        host_names: under which names the server is asked, beside ``localhost`` and its addresses.
    """
    desk = Desk(FollowedIndex(index_path))
    for_people: dict[str, Work] = {
        "/": _search_page,
        "/search": _search_page,
        "/article/{id:path}": _article_page,
        "/facets": _facets_page,
    }
    for_programs: dict[str, Work] = {
        "/search.json": _search_json,
        "/search.csv": _search_csv,
        "/article.json/{id:path}": _article_json,
        "/article.csv/{id:path}": _article_csv,
        "/facets.json": _facets_json,
        "/facets.csv": _facets_csv,
    }
    routes = [
        Route(path, partial(desk.answer, work=work, refuse=refuse), methods=["GET"])
        for paths, refuse in ((for_people, _problem_page), (for_programs, problem_response))
        for path, work in paths.items()
    ]
    static = Mount("/static", StaticFiles(packages=[("searchkit.web", "static")]))
    handlers = {HTTPException: _failed, Exception: _broken}
    return Guard(Starlette(routes=[*routes, static], exception_handlers=handlers), host_names)


def _search_page(index: Index, state: State, _: Request) -> Response:
    return _html(pages.search(answers.search(index, state)))


def _search_json(index: Index, state: State, _: Request) -> Response:
    return twins.json_response(answers.results(index, state).to_dict())


def _search_csv(index: Index, state: State, _: Request) -> Response:
    return twins.csv_response(*twins.table_of_hits(answers.results(index, state)))


def _article_page(index: Index, state: State, request: Request) -> Response:
    return _html(pages.article(answers.article(index, state, article_id(request))))


def _article_json(index: Index, _: State, request: Request) -> Response:
    return twins.json_response({"id": index.get(article_id(request)).id})


def _article_csv(index: Index, _: State, request: Request) -> Response:
    return twins.csv_response(("id",), [[index.get(article_id(request)).id]])


def _facets_page(index: Index, state: State, _: Request) -> Response:
    return _html(pages.facets(answers.facets(index, state)))


def _facets_json(index: Index, state: State, _: Request) -> Response:
    return twins.json_response({"total": answers.facets(index, state).facets.total})


def _facets_csv(index: Index, state: State, _: Request) -> Response:
    return twins.csv_response(("total",), [[str(answers.facets(index, state).facets.total)]])


async def _failed(request: Request, error: Exception) -> Response:
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    return _problem(request, Problem(status, "there is nothing under this address"))


async def _broken(request: Request, _: Exception) -> Response:
    fault = "the server has a fault; its log says more"
    return _problem(request, Problem(HTTPStatus.INTERNAL_SERVER_ERROR, fault))


def _problem(request: Request, problem: Problem) -> Response:
    is_for_people = "text/html" in request.headers.get("accept", "")
    return _problem_page(problem) if is_for_people else problem_response(problem)


def _problem_page(problem: Problem, state: State | None = None) -> Response:
    response = _html(pages.problem(problem, state), problem.status)
    response.headers.update(problem.headers)
    return response


def _html(page: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    # Half a surrogate pair is how Python holds a byte of a file name that is no text; it cannot be shown.
    return Response(page.encode(errors="replace"), int(status), media_type="text/html; charset=utf-8")
