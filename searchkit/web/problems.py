"""What can be wrong with a request: errors as RFC 9457 describes them (``application/problem+json``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from searchkit.errors import ArticleNotFound, QuerySyntaxError, QueryTimeout, SearchkitError

MEDIA_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request was not answered.

    Attributes:
        status: the HTTP status.
        detail: what is wrong and what would be right, in a sentence.
        extra: what else a program may want to know, such as ``parameter``, ``offset`` and ``length``.
        headers: what the answer carries beside, such as ``Allow``.
    """

    status: HTTPStatus
    detail: str
    extra: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, object]:
        """As JSON has it."""
        head = {"type": "about:blank", "title": self.status.phrase, "status": int(self.status)}
        return {**head, "detail": self.detail, **self.extra}


class Refused(Exception):  # noqa: N818 - not every request that is not answered is an error
    """A request that is answered with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


class BadParameter(Refused):
    """A parameter of the address cannot be honoured."""

    def __init__(self, parameter: str, reason: str) -> None:
        super().__init__(
            Problem(
                HTTPStatus.BAD_REQUEST, f"{parameter}: {reason}", {"parameter": parameter, "reason": reason}
            )
        )


def of_error(error: SearchkitError, parameters: Mapping[str, object]) -> Problem:
    """The problem that an error of the library is.

    Args:
        error: what was raised.
        parameters: what was asked, to tell which one is at fault.
    """
    if isinstance(error, QuerySyntaxError):
        parameter = next((name for name, value in parameters.items() if value == error.query), "q")
        fault = {
            "parameter": parameter,
            "query": error.query,
            "offset": error.offset,
            "length": error.length,
            "reason": error.reason,
        }
        return Problem(HTTPStatus.BAD_REQUEST, str(error), fault)
    if isinstance(error, ArticleNotFound):
        return Problem(HTTPStatus.NOT_FOUND, str(error))
    if isinstance(error, QueryTimeout):  # without Retry-After: it would take as long again
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error), headers={"Retry-After": "5"})
