"""The answers as HTML, by the templates beside this module."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from searchkit.web.answers import ArticleAnswer, FacetsAnswer, SearchAnswer
from searchkit.web.problems import Problem
from searchkit.web.state import State, article_path


def search(answer: SearchAnswer) -> str:
    """The first page, and the page of results."""
    return _render("search.html", answer=answer, state=answer.state)


def article(answer: ArticleAnswer) -> str:
    """An article with its marked words and where its values came from."""
    return _render("article.html", answer=answer, state=answer.state)


def facets(answer: FacetsAnswer) -> str:
    """Counts by source, place, month and language."""
    return _render("facets.html", answer=answer, state=answer.state)


def problem(problem: Problem, state: State | None) -> str:
    """Why there is no answer; with the search to correct it where there is one."""
    return _render("problem.html", problem=problem, state=state or State())


def _render(template: str, **values: object) -> str:
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("searchkit.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["article_path"] = article_path
    return templates
