"""A module is not imported before its function is called."""

import sys

import pytest

from searchkit.cli.later import put_off

CODE = "RUNS = []\n\ndef twice(text):\n    return text * 2\n"


@pytest.fixture
def module(tmp_path, monkeypatch):
    (tmp_path / "put_off_here.py").write_text(CODE)
    monkeypatch.syspath_prepend(tmp_path)
    yield "put_off_here"
    sys.modules.pop("put_off_here", None)


def test_a_function_that_is_imported_does_not_load_its_module(module):
    put_off(module, "twice")
    from put_off_here import twice  # noqa: PLC0415 - it exists in this test

    assert not hasattr(sys.modules[module], "RUNS")
    assert twice("a") == "aa"


def test_who_imports_it_after_a_call_gets_all_of_it(module):
    put_off(module, "twice")
    sys.modules[module].twice("a")
    assert sys.modules[module].RUNS == []


def test_a_module_that_is_there_stays(module):
    import put_off_here  # noqa: PLC0415 - it exists in this test

    put_off(module, "twice")
    assert sys.modules[module] is put_off_here
