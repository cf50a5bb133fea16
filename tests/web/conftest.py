"""An application over the sample articles, asked in this process."""

import asyncio
from pathlib import Path

import httpx
import pytest

import searchkit
from searchkit.web import application

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def index_path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("web") / "index"
    searchkit.index([SEEDS], index=folder)
    return folder


@pytest.fixture(scope="session")
def app(index_path):
    return application(index_path)


@pytest.fixture(scope="session")
def asker():
    """Makes of an application a function that asks it for an address, as a browser beside it does."""
    return _asker


@pytest.fixture(scope="session")
def ask(app):
    return _asker(app)


STORY = " ".join(f"The storm moved inland from mile {n} and tore {n * 7} roofs off." for n in range(40))


@pytest.fixture(scope="session")
def ask_copies(tmp_path_factory):
    """The same over three copies of a story."""
    folder = tmp_path_factory.mktemp("copies")
    for name in ("a", "b", "c"):
        text = f"---\ntitle: Storm {name}\nsource: Paper {name}\n---\n\n{STORY}\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    searchkit.index([folder], index=folder / "index")
    return _asker(application(folder / "index"))


def _asker(app):
    async def send(method, path, headers, content):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
            return await client.request(method, path, headers=headers, content=content)

    def ask(path, method="GET", headers=None, content=None):
        return asyncio.run(send(method, path, headers, content))

    return ask
