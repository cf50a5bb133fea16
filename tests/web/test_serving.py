"""``searchkit serve`` as a process."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import httpx
import pytest
from waiting import PATIENCE_SECONDS

import searchkit

# A machine's proxy does not lead to the machine itself.
ASKING = {"timeout": PATIENCE_SECONDS, "trust_env": False}
PROGRAM = [sys.executable, "-c", "from searchkit.cli import main; main()", "serve"]


@contextmanager
def serving(folder, *options):
    """The address of a server over the index in a folder, and its process."""
    environ = {name: value for name, value in os.environ.items() if name != "SEARCHKIT_INDEX"}
    with subprocess.Popen(
        [*PROGRAM, "--port", "0", *options],
        cwd=folder,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.md").write_text("# Storm\n\nA storm came.\n", encoding="utf-8")
    searchkit.index([tmp_path / "news"], index=tmp_path / "index")
    return tmp_path


def test_server_tells_its_address_answers_follows_the_index_and_ends_with_ctrl_c(folder):
    with serving(folder) as (address, process):
        with httpx.Client(base_url=address, **ASKING) as client:
            assert client.get("/").headers["Content-Type"].startswith("text/html")
            first = client.get("/search.json?q=storm")
            (folder / "news" / "b.md").write_text("# Storm\n\nAnother came.\n", encoding="utf-8")
            searchkit.index([folder / "news"], index=folder / "index")
            assert (first.json()["total"], client.get("/search.json?q=storm").json()["total"]) == (1, 2)
            assert client.get("/search.json?q=storm", headers={"Host": "evil.example"}).status_code == 421
            head = client.head("/search.json?q=storm")
            assert (head.content, int(head.headers["Content-Length"]) > 0) == (b"", True)
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE_SECONDS) == 0
        assert process.stderr.read() == "1 article in index; Ctrl-C ends\n"


def test_request_that_is_no_http_does_no_harm(folder):
    with serving(folder, "-q") as (address, process):
        port = int(address.rstrip("/").rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as raw:
            raw.sendall(b"\x16\x03\x01nonsense\r\n\r\n")
            assert b" 400 " in raw.makefile("rb").readline()
        assert httpx.get(f"{address}facets.json", **ASKING).json()["total"] == 1
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)
