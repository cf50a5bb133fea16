"""The server: one process, on this machine."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Collection
from typing import Final, Self

import uvicorn

from searchkit.web.app import application

_SECONDS_TO_FINISH: Final = 3
_WAITING_CONNECTIONS: Final = 128


class Server:
    """Answers over an index from when it is made, as connections wait until :meth:`run`; a context manager.

    Attributes:
        address: where its first page is, such as ``http://127.0.0.1:8000/``.
    """

    def __init__(
        self,
        index_path: str | os.PathLike[str],
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        host_names: Collection[str] = (),
        timeout: float | None = None,
    ) -> None:
        """Take a port.

        Args:
            index_path: the folder of the index.
            host: the address of this machine to listen at.
            port: of that address; 0 for any that is free.
            host_names: under which names the server is asked, beside ``host`` and ``localhost``.
            timeout: how many seconds an answer may take; ``None`` for any number.

        Raises:
            OSError: there is no such address, or its port is taken.
        """
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, proto=socket.IPPROTO_TCP)[0]
        # asyncio sends without delay only where the protocol is said; socket.create_server does not say it.
        self._socket = socket.socket(family, kind, protocol)
        try:
            if os.name == "posix":
                self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind(where)
            self._socket.listen(_WAITING_CONNECTIONS)
        except OSError:
            self._socket.close()
            raise
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{self._socket.getsockname()[1]}/"
        names = {shown, *host_names}
        self._application = application(index_path, host_names=names, timeout=timeout)

    def __enter__(self) -> Self:
        """The server itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the port back."""
        self._socket.close()

    def run(self) -> None:
        """Answer requests until the process is told to end, by Ctrl-C for example."""
        config = uvicorn.Config(
            self._application,
            access_log=False,  # what is searched for is nobody's business
            lifespan="off",
            log_config=None,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=_SECONDS_TO_FINISH,
            ws="none",
        )
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[self._socket])
