"""The answers for programs: JSON and CSV."""

from __future__ import annotations

import json
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from searchkit.engine import tables
from searchkit.engine.index import Index
from searchkit.engine.tables import Table
from searchkit.web import answers
from searchkit.web.addresses import Unfinished, article_id, parameters_of, state_of
from searchkit.web.openapi import document
from searchkit.web.parameters import read
from searchkit.web.state import TAKEN, State


def search_json(index: Index, request: Request) -> Response:
    """What ``search --json`` prints."""
    return _json(answers.results(index, _asked(request, "/search")).to_dict())


def search_csv(index: Index, request: Request) -> Response:
    """What ``search --csv`` prints."""
    return _csv("search", tables.of_hits(answers.results(index, _asked(request, "/search"))))


def article_json(index: Index, request: Request) -> Response:
    """What ``show --json`` prints."""
    return _json(answers.article(index, _asked(request, "/article"), article_id(request)).article.to_dict())


def article_csv(index: Index, request: Request) -> Response:
    """The values of an article, with where they came from."""
    found = answers.article(index, _asked(request, "/article"), article_id(request))
    return _csv("article", tables.of_article(found.article))


def similar_json(index: Index, request: Request) -> Response:
    """What ``similar --json`` prints."""
    return _json(answers.similar(index, _asked(request, "/similar"), article_id(request)).results.to_dict())


def similar_csv(index: Index, request: Request) -> Response:
    """What ``similar --csv`` prints."""
    found = answers.similar(index, _asked(request, "/similar"), article_id(request))
    return _csv("similar", tables.of_hits(found.results))


def copies_json(index: Index, request: Request) -> Response:
    """What ``copies --json`` prints."""
    found = answers.copies(index, _asked(request, "/copies"), article_id(request))
    return _json(found.results.to_dict())


def copies_csv(index: Index, request: Request) -> Response:
    """What ``copies --csv`` prints."""
    found = answers.copies(index, _asked(request, "/copies"), article_id(request))
    return _csv("copies", tables.of_hits(found.results))


def facets_json(index: Index, request: Request) -> Response:
    """What ``facets --json`` prints."""
    return _json(answers.facets(index, _asked(request, "/facets")).facets.to_dict())


def facets_csv(index: Index, request: Request) -> Response:
    """What ``facets --csv`` prints."""
    return _csv("facets", tables.of_facets(answers.facets(index, _asked(request, "/facets")).facets))


def complete_json(index: Index, request: Request) -> Response:
    """What an unfinished word or name may become."""
    unfinished = read(Unfinished, parameters_of(request))
    found = index.complete(unfinished.prefix, field=unfinished.field, limit=unfinished.limit)
    return _json({"completions": [asdict(completion) for completion in found]})


async def openapi_json(_: Request) -> Response:
    """What can be asked over HTTP, and what is answered."""
    return _json(document())


def _asked(request: Request, page: str) -> State:
    """The state of the search, of what the twins of a page take."""
    return state_of(request, TAKEN[page])


def _json(value: object) -> Response:
    body = json.dumps(value, ensure_ascii=False) + "\n"
    return Response(_bytes(body), media_type="application/json")


def _csv(name: str, table: Table) -> Response:
    saved_as = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(_bytes(table.csv()), headers=saved_as, media_type="text/csv; charset=utf-8")


def _bytes(text: str) -> bytes:
    """UTF-8; half a surrogate pair, which a record may hold, becomes an escape."""
    return text.encode(errors="backslashreplace")
