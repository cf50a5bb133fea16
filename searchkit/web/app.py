"""The application: which path is answered by what."""

from __future__ import annotations

import os
from collections.abc import Collection
from functools import partial
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from searchkit.engine.following import FollowedIndex
from searchkit.engine.index import Index
from searchkit.web import answers, pages, twins
from searchkit.web.addresses import article_id, state_of
from searchkit.web.answering import Desk, Work, problem_response
from searchkit.web.guarding import Guard
from searchkit.web.problems import Problem, Refused


class _Anything(StringConvertor):
    """A part of a path that may hold slashes and, unlike Starlette's own, line breaks."""

    regex = r"[\s\S]+"


register_url_convertor("anything", _Anything())


def application(
    index_path: str | os.PathLike[str], *, host_names: Collection[str] = (), timeout: float | None = None
) -> ASGIApp:
    """The page and the HTTP API over an index, as an ASGI application.

    Args:
        index_path: the folder of the index; it need not be there yet.
        host_names: under which names the server is asked, beside ``localhost`` and its addresses.
        timeout: how many seconds an answer may take; ``None`` for any number.
    """
    desk = Desk(FollowedIndex(index_path), timeout)
    for_people: dict[str, Work] = {
        "/": _search,
        "/search": _search,
        "/article/{id:anything}": _article,
        "/similar/{id:anything}": _similar,
        "/copies/{id:anything}": _copies,
        "/facets": _facets,
    }
    for_programs: dict[str, Work] = {
        "/search.json": twins.search_json,
        "/search.csv": twins.search_csv,
        "/article.json/{id:anything}": twins.article_json,
        "/article.csv/{id:anything}": twins.article_csv,
        "/similar.json/{id:anything}": twins.similar_json,
        "/similar.csv/{id:anything}": twins.similar_csv,
        "/copies.json/{id:anything}": twins.copies_json,
        "/copies.csv/{id:anything}": twins.copies_csv,
        "/facets.json": twins.facets_json,
        "/facets.csv": twins.facets_csv,
        "/complete.json": twins.complete_json,
    }
    routes = [
        Route(path, partial(desk.answer, work=work, refuse=refuse), methods=["GET"])
        for paths, refuse in ((for_people, _problem_page), (for_programs, problem_response))
        for path, work in paths.items()
    ]
    described = Route("/openapi.json", twins.openapi_json, methods=["GET"])
    static = Mount("/static", StaticFiles(packages=[("searchkit.web", "static")]))
    handlers = {HTTPException: _not_answered, Exception: _broken}
    starlette = Starlette(routes=[*routes, described, static], exception_handlers=handlers)
    starlette.router.redirect_slashes = False  # what is not there is not elsewhere
    return Guard(starlette, problem_response, host_names)


def _search(index: Index, request: Request) -> Response:
    return _html(pages.search(answers.search(index, state_of(request))))


def _article(index: Index, request: Request) -> Response:
    return _html(pages.article(answers.article(index, state_of(request), article_id(request))))


def _similar(index: Index, request: Request) -> Response:
    return _html(pages.similar(answers.similar(index, state_of(request), article_id(request))))


def _copies(index: Index, request: Request) -> Response:
    return _html(pages.copies(answers.copies(index, state_of(request), article_id(request))))


def _facets(index: Index, request: Request) -> Response:
    return _html(pages.facets(answers.facets(index, state_of(request))))


async def _not_answered(request: Request, error: Exception) -> Response:
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    return _problem(request, Problem(status, "there is nothing under this address"))


async def _broken(request: Request, _: Exception) -> Response:
    fault = "the server has a fault; its log says more"
    return _problem(request, Problem(HTTPStatus.INTERNAL_SERVER_ERROR, fault))


def _problem(request: Request, problem: Problem) -> Response:
    is_for_people = "text/html" in request.headers.get("accept", "")
    return (_problem_page if is_for_people else problem_response)(request, problem)


def _problem_page(request: Request, problem: Problem) -> Response:
    try:
        state = state_of(request)
    except Refused:
        state = None
    response = _html(pages.problem(problem, state), problem.status)
    response.headers.update(problem.headers)
    return response


def _html(page: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    # Half a surrogate pair, which a record may hold, cannot be shown.
    return Response(page.encode(errors="replace"), int(status), media_type="text/html; charset=utf-8")
