"""What ``searchkit serve`` says when it cannot; that it serves is tested beside the server."""

import builtins
import socket

import pytest

pytestmark = pytest.mark.usefixtures("reading")


def test_port_that_is_taken_is_an_error_that_says_what_to_do(run):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = run("searchkit", "serve", "--port", str(port))
    assert (ran.code, ran.out) == (2, "")
    assert f"port {port} of 127.0.0.1 is taken" in ran.err
    assert "--port 0" in ran.err


def test_address_that_is_not_of_this_machine_is_an_error(run):
    ran = run("searchkit", "serve", "--host", "192.0.2.1")
    assert (ran.code, ran.out) == (2, "")
    assert "192.0.2.1" in ran.err


def test_without_the_extra_it_says_how_to_install_it(run, monkeypatch):
    found = builtins.__import__

    def missing(name, *arguments, **options):
        if name == "searchkit.web.serving":
            raise ModuleNotFoundError("No module named 'uvicorn'", name="uvicorn")
        return found(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", missing)
    ran = run("searchkit", "serve")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "searchkit: uvicorn is not installed; "
        "install the extra `web` of searchkit: pip install '.[web]' in its folder\n"
    )
