"""The answers as HTML, by the templates beside this module and the values of ``view``."""

from __future__ import annotations

from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from searchkit.engine.harmless import harmless
from searchkit.web.answers import ArticleAnswer, FacetsAnswer, SearchAnswer, SimilarAnswer
from searchkit.web.problems import Problem
from searchkit.web.state import State
from searchkit.web.view import faults
from searchkit.web.view.chips import SEARCH
from searchkit.web.view.counts import tables
from searchkit.web.view.likeness import likeness
from searchkit.web.view.listing import listing
from searchkit.web.view.reading import reading

_HEADINGS: Final = {
    400: "This cannot be searched for",
    404: "There is nothing here",
    503: "The index cannot be read",
}


def search(answer: SearchAnswer) -> str:
    """The first page, and the page of results."""
    return _render("search.html", answer.state, page=listing(answer))


def article(answer: ArticleAnswer) -> str:
    """An article with its marked words and where its values came from."""
    return _render("article.html", answer.state, page=reading(answer))


def similar(answer: SimilarAnswer) -> str:
    """What says most like an article."""
    return _render("similar.html", answer.state, page=likeness(answer, "similar"))


def copies(answer: SimilarAnswer) -> str:
    """The other articles that say the same as one."""
    return _render("similar.html", answer.state, page=likeness(answer, "copies"))


def facets(answer: FacetsAnswer) -> str:
    """Counts by source, place, month and language."""
    state = answer.state
    found = state.changed(limit=None).url(SEARCH)
    return _render("facets.html", state, total=answer.facets.total, tables=tables(answer), search=found)


def problem(problem: Problem, state: State | None) -> str:
    """Why there is no answer; with the search to correct it where there is one."""
    asked = state or State()
    fault = faults.fault(problem)
    return _render(
        "problem.html",
        asked,
        fault=fault,
        ways=faults.ways(asked, fault) if fault else (),
        heading=_HEADINGS.get(problem.status, problem.status.phrase),
        detail=problem.detail,
    )


def _render(template: str, state: State, **values: object) -> str:
    return _templates().get_template(template).render({"fault": None, "state": state, **values})


def _harmless(value: object) -> object:
    # What is escaped already is made of pieces that were here before, or is sent back as it is.
    return harmless(value) if type(value) is str else value


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("searchkit.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
