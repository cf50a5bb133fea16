"""A real browser in front of a real server over the sample articles and some hundreds that are made up."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from news import write_news
from playwright.sync_api import Page, expect, sync_playwright
from waiting import PATIENCE_SECONDS

import searchkit
from searchkit.web import application

SEEDS = Path(__file__).parents[3] / "seeds"
ARTEFACTS = Path(os.environ.get("SEARCHKIT_ARTEFACTS", Path(__file__).parents[2] / "artefacts"))
expect.set_options(timeout=1000 * PATIENCE_SECONDS)
SIZES = {"desktop": (1280, 800), "phone": (375, 700), "narrow": (360, 640)}


@dataclass
class Visit:
    """A browser window, and what went wrong in it.

    Attributes:
        page: the window.
        name: what its screenshots are called after.
        address: of the server.
        faults: what the browser complained of.
        requests: addresses that were asked for.
    """

    page: Page
    name: str
    address: str
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a path of the server."""
        self.page.goto(self.address + path)
        return self.page

    def picture(self, what: str) -> None:
        """Keep a screenshot."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{what}-{self.name}.png")

    def titles(self) -> list[str]:
        """The headlines of the results."""
        return self.page.locator(".result h3").all_inner_texts()

    def count(self) -> str:
        """What stands above the results."""
        return self.page.locator("#count").inner_text()


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[str]:
    """The address of a server."""
    folder = tmp_path_factory.mktemp("browser")
    write_news(folder / "news")
    searchkit.index([folder / "news", SEEDS], index=folder / "index")
    with _served(application(folder / "index")) as address:
        yield address


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory) -> Iterator[str]:
    """The address of a server over an index without articles."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "nothing").mkdir()
    searchkit.index([folder / "nothing"], index=folder / "index")
    with _served(application(folder / "index")) as address:
        yield address


@contextmanager
def _served(app) -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def chromium():
    """Debian's browser; there is no other to take its place."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("there is no chromium on this machine")
    # Not for the whole session: while it lasts, no other event loop can run in this thread.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu"],
            timeout=1000 * PATIENCE_SECONDS,
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, server):
    """A function that opens a window: of a size, with or without scripts, in a colour scheme."""
    contexts, visits = [], []

    def visit(size="desktop", *, scripts=True, scheme="light", address=server) -> Visit:
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            color_scheme=scheme,
            reduced_motion="reduce",
            has_touch=size != "desktop",
        )
        contexts.append(context)
        context.set_default_timeout(1000 * PATIENCE_SECONDS)
        name = "-".join([size, scheme, *([] if scripts else ["without-scripts"])])
        opened = Visit(context.new_page(), name, address)
        visits.append(opened)
        opened.page.on("pageerror", lambda error: opened.faults.append(str(error)))
        opened.page.on("console", lambda message: opened.faults.extend(_complaint(message)))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        return opened

    yield visit
    for context in contexts:
        context.close()
    for opened in visits:
        assert not opened.faults
        assert all(address.startswith(opened.address) for address in opened.requests)


def _complaint(message) -> list[str]:
    # That a refused query answers with the status 400 is as it should be.
    is_complaint = message.type in {"error", "warning"} and "status of 400" not in message.text
    return [message.text] if is_complaint else []
