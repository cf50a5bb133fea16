"""What every request must be, and what every answer carries: the guard before the application."""

from __future__ import annotations

import re
from collections.abc import Collection
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from searchkit.web.answering import Refuse
from searchkit.web.problems import Problem

MAX_ADDRESS_BYTES: Final = 16_384
"""How long path and parameters may be, as they are sent."""

LOCAL_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names by which a machine calls itself."""

METHODS: Final = ("GET", "HEAD")

_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:@/\s]+)(:[0-9]{1,5})?", re.IGNORECASE)
_CONTENT_POLICY: Final = "; ".join(  # noqa: FLY002 - one a line
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "Content-Security-Policy": _CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Lets a request pass that this server may answer, and gives each answer its headers.

    A page of another site can make a browser ask ``127.0.0.1`` under that site's own name (DNS rebinding),
    and would then be allowed to read the answer. Such a request names the wrong host.
    """

    def __init__(self, application: ASGIApp, refuse: Refuse, host_names: Collection[str] = ()) -> None:
        """Stand before an application.

        Args:
            application: what answers.
            refuse: writes why a request is not let pass.
            host_names: under which names the server is asked, beside those of the machine itself.
        """
        self._application = application
        self._refuse = refuse
        self._names = LOCAL_NAMES | {name.casefold() for name in host_names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            raise RuntimeError(f"a {scope['type']} connection is not answered")
        problem = self._problem(scope)
        answer = self._application if problem is None else self._refuse(Request(scope), problem)
        await answer(scope, receive, _with_headers(send, without_body=scope["method"] == "HEAD"))

    def _problem(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        if not self._is_known(headers.getlist("host")):
            known = ", ".join(sorted(self._names))
            return Problem(
                HTTPStatus.MISDIRECTED_REQUEST, f"this server is asked under another name: {known}"
            )
        if scope["method"] not in METHODS:
            return Problem(
                HTTPStatus.METHOD_NOT_ALLOWED,
                "nothing is written over HTTP: only GET and HEAD are answered",
                headers={"Allow": ", ".join(METHODS)},
            )
        if (
            len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
            > MAX_ADDRESS_BYTES
        ):
            return Problem(
                HTTPStatus.REQUEST_URI_TOO_LONG, f"an address has at most {MAX_ADDRESS_BYTES:,} bytes"
            )
        if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
            return Problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                "all that is asked stands in the address, nothing in a body",
            )
        return None

    def _is_known(self, hosts: list[str]) -> bool:
        if len(hosts) != 1 or not (host := _HOST.fullmatch(hosts[0])):
            return False
        return host[1].casefold() in self._names


def _with_headers(send: Send, *, without_body: bool) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        elif without_body:
            message = {**message, "body": b""}
        await send(message)

    return guarded
