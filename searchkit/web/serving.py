"""The server: one process, on this machine."""

from __future__ import annotations

import os
from collections.abc import Collection

import uvicorn

from searchkit.web.app import application


def serve(
    index_path: str | os.PathLike[str], *, host: str, port: int, host_names: Collection[str] = ()
) -> None:
    """Answer requests until the process is told to end."""
    app = application(index_path, host_names=host_names)
    uvicorn.run(
        app, host=host, port=port, log_level="warning", ws="none", lifespan="off", server_header=False
    )
