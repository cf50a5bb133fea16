"""The programs as processes: on a terminal, in a pipe, interrupted."""

import importlib.util
import os
import re
import signal
import subprocess
import sys

import pytest
from waiting import PATIENCE_SECONDS

import searchkit
from searchkit.cli import programs

pty = pytest.importorskip("pty", reason="terminals are tested where there are pseudo-terminals")

START = "import sys; from searchkit.cli import {main} as main; main()"
SEARCH = [sys.executable, "-c", START.format(main="main_search")]
GROUP = [sys.executable, "-c", START.format(main="main")]
PLAIN = {"TERM": "xterm", "PYTHONUTF8": "1", "COLUMNS": "80", "LINES": "50"} | {
    name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ
}

pytestmark = pytest.mark.usefixtures("reading")


def on_terminal(arguments, **environ):
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env={**PLAIN, **environ}
    ) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:
                break
            if not chunk:
                break
            written += chunk
        code = process.wait()
    os.close(ours)
    return code, written.decode().replace("\r\n", "\n")


def test_terminal_gets_colour():
    code, written = on_terminal([*SEARCH, "missiles"])
    assert code == 0
    assert "\x1b[1;31mmissiles\x1b[0m" in written
    assert "*missiles*" not in written


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_terminal_that_wants_no_colour_gets_none(environ):
    _, written = on_terminal([*SEARCH, "missiles"], **environ)
    assert "\x1b" not in written
    assert "*missiles*" in written


def test_pipe_gets_no_colour():
    ran = subprocess.run([*SEARCH, "missiles"], env=PLAIN, capture_output=True, check=True)
    assert b"\x1b" not in ran.stdout


def test_long_answer_goes_through_the_pager():
    _, written = on_terminal([*SEARCH, "missiles"], PAGER="sed s/^/paged:/", LINES="5")
    assert written.startswith("paged:1. ")


@pytest.mark.parametrize(
    "environ",
    [{"LINES": "50"}, {"LINES": "5", "TERM": "dumb"}, {"LINES": "5", "PAGER": ""}],
    ids=["short", "dumb", "empty"],
)
def test_other_answers_do_not(environ):
    _, written = on_terminal([*SEARCH, "missiles"], **{"PAGER": "sed s/^/paged:/", **environ})
    assert "paged:" not in written


def test_pager_that_does_not_exist_loses_nothing():
    _, written = on_terminal([*SEARCH, "missiles"], PAGER="/no/such/pager", LINES="5")
    assert "Missiles fall near Bakhmut" in written


def test_data_is_never_paged():
    _, written = on_terminal([*SEARCH, "missiles", "--json"], PAGER="sed s/^/paged:/", LINES="5")
    assert written.startswith("{")


def test_reader_that_closes_the_pipe_sees_no_complaint():
    with subprocess.Popen(
        [*SEARCH, "missiles"], env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.parametrize("arguments", [["--help"], ["status", "--json"], ["show", "strikes.md"], ["facets"]])
def test_closed_pipe_is_no_complaint_for_any_command(arguments):
    with subprocess.Popen(
        [*GROUP, *arguments], env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.parametrize(
    ("closed", "code", "told"),
    [
        (">&-", 2, b"search: standard output is closed\n"),
        ("2>&-", 0, b""),
        (">&- 2>&-", 2, b""),
        (">/dev/full", 2, b"search: No space left on device\n"),
    ],
)
def test_an_answer_that_goes_nowhere_is_an_error(closed, code, told):
    line = f"'{SEARCH[0]}' -c '{SEARCH[2]}' missiles {closed}"
    ran = subprocess.run(["sh", "-c", line], env=PLAIN, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (code, told)


def test_closed_output_is_no_matter_where_nothing_is_said():
    line = f"'{GROUP[0]}' -c '{GROUP[2]}' index -q >&-"
    ran = subprocess.run(["sh", "-c", line], env=PLAIN, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.fixture
def heard():
    """A shell's job in the background is born deaf to Ctrl-C, and so would be the programs that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_is_code_130_without_traceback(heard, tmp_path):
    with subprocess.Popen(
        [*GROUP, "index", "-", "--index", str(tmp_path / "index")],
        env=PLAIN,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdin.write(b"a path\n" * 2**16)  # more than a pipe holds: written when it is being read
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 130
    assert out == b""
    assert err.strip() == b""


def test_standard_output_that_cannot_show_everything_shows_the_rest():
    ran = subprocess.run(
        [*SEARCH, "missiles", "--offset", "1"],
        env={**PLAIN, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    assert ran.stdout.endswith(b"\n2\\u20132 of 2 articles\n")


def test_module_can_be_run(reading):
    ran = subprocess.run(
        [sys.executable, "-m", "searchkit", "search", "missiles"], env=PLAIN, capture_output=True, check=True
    )
    assert b"Missiles fall near Bakhmut" in ran.stdout


LOADED = "*(set(sys.modules) - begun)"
"""Modules, but for those that the installation of Python itself wants."""


def at_exit(expression, *arguments, **environ):
    """Print an expression at the end of a search, in place of what it found."""
    code = f"""if True:
        import atexit, os, sys
        begun = set(sys.modules)
        from searchkit.cli import main_search
        assert "numpy" not in sys.modules, "too late to say how many threads it may start"
        atexit.register(lambda: print("At exit:", {expression}, file=sys.stderr))
        main_search()
    """
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**PLAIN, **environ},
        capture_output=True,
        check=True,
        text=True,
    )
    return ran.stderr.rpartition("At exit: ")[2].strip()


def test_search_loads_no_other_command(reading):
    loaded = at_exit(LOADED, "missiles").split()
    assert {name for name, home in programs.COMMANDS.items() if home in loaded} == {"search"}


READS_FILES = {"articles", "encoding", "ignoring", "parsing", "parts", "reading", "records"}
READS_QUERIES = {"clauses", "dates", "fields", "filtered", "filters", "grammar", "parsing"}
FOR_WHOOSH = {"codec", "documents", "lexicon", "matching", "terms"}
NOT_FOR_A_SEARCH = {
    *("charset_normalizer", "lxml", "pathspec", "trafilatura", "yaml"),
    *("csv", "dataclasses", "importlib.resources", "multiprocessing", "numpy.ma", "numpy.random", "shlex"),
    *("searchkit.cli.formats", "searchkit.cli.shells", "searchkit.engine.facets", "searchkit.engine.writing"),
    *("searchkit.indexing.building", "searchkit.indexing.faulty", "searchkit.indexing.running"),
    *("searchkit.metadata", "searchkit.segment.builder", "searchkit.segment.cards"),
    *(f"searchkit.codec.{name}" for name in FOR_WHOOSH),
    *(f"searchkit.loading.{name}" for name in READS_FILES),
    *(f"searchkit.query.{name}" for name in READS_QUERIES),
}


def test_search_loads_only_what_it_needs(reading):
    loaded = set(at_exit(LOADED, "missiles").split())
    assert "searchkit.engine.index" in loaded
    assert "searchkit.indexing.freshness" in loaded
    assert loaded & NOT_FOR_A_SEARCH == set()


def test_search_compiles_no_english_morphology(reading):
    assert at_exit("hasattr(sys.modules['whoosh.lang.morph_en'], 'rules')", "missiles") == "False"


def test_whoosh_still_has_its_english_morphology(reading):
    assert "missiles" in at_exit(
        "__import__('whoosh.query.terms').query.terms.variations('missile')", "missiles"
    )


def test_search_in_several_languages_loads_only_their_words(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.json").write_text('{"title": "Der Angriff", "text": "Raketen.", "language": "de"}')
    (folder / "two.json").write_text('{"title": "Attack", "text": "Missiles.", "language": "en"}')
    searchkit.index([folder], index=tmp_path / "index")
    loaded = set(at_exit(LOADED, "raketen", "--index", str(tmp_path / "index")).split())
    metadata = {name for name in loaded if name.startswith("searchkit.metadata")}
    assert metadata == {"searchkit.metadata", "searchkit.metadata.function_words"}
    assert loaded & (NOT_FOR_A_SEARCH - {"searchkit.metadata"}) == set()


_OF_GAZETTEER = ("gazetteer", "gazetteer_file", "lexicon", "names", "sections")


def test_search_for_a_place_loads_only_the_gazetteer(reading):
    loaded = set(at_exit(LOADED, "place:Ukraine").split())
    metadata = {name for name in loaded if name.startswith("searchkit.metadata.")}
    assert metadata == {f"searchkit.metadata.{name}" for name in _OF_GAZETTEER}


def test_what_a_search_may_not_load_exists():
    ours = [name for name in NOT_FOR_A_SEARCH if name.startswith("searchkit.")]
    assert [name for name in ours if importlib.util.find_spec(name) is None] == []


def test_search_starts_no_threads_to_multiply_matrices(reading):
    assert at_exit("os.environ['OPENBLAS_NUM_THREADS']", "missiles") == "1"


def test_user_may_say_how_many_threads_multiply_matrices(reading):
    assert at_exit("os.environ['OPENBLAS_NUM_THREADS']", "missiles", OPENBLAS_NUM_THREADS="2") == "2"


def complete(shell, words, cword, program=SEARCH):
    variable = "_SEARCH_COMPLETE" if program is SEARCH else "_SEARCHKIT_COMPLETE"
    environ = {**PLAIN, variable: f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": str(cword)}
    ran = subprocess.run(program, env=environ, capture_output=True, check=True, text=True)
    return [line for line in re.split(r"\n", ran.stdout) if line]


@pytest.mark.parametrize(
    ("words", "cword", "offered"),
    [
        ("search ti", 1, ["plain,title:"]),
        ("search missiles so", 2, ["plain,source:"]),
        ("search source : re", 3, ["plain,Reuters"]),
        ("search source :", 2, ["plain,Reuters", "plain,'\"The Daily Wire\"'"]),
        ("search about : gene", 3, ["plain,Geneva"]),
        ("search place = gene", 3, ["plain,Geneva"]),
        ("search author : ann", 3, ["plain,'\"Ann Example\"'"]),
        ("search language : e", 3, ["plain,en"]),
        ("search mod", 1, ["plain,modified:"]),
        ("search has : pl", 3, ["plain,place"]),
        ("search x --source the", 3, ["plain,'The Daily Wire'"]),
        ("search x --sort ", 3, ["plain,score", "plain,date", "plain,-date"]),
    ],
)
def test_bash_completes_fields_and_values(words, cword, offered):
    assert complete("bash", words, cword) == offered


def test_bash_completes_commands():
    assert complete("bash", "searchkit ver", 1, GROUP) == ["plain,verify"]


def test_completion_without_an_index_offers_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert complete("bash", "search source : re", 3) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_gets_its_script(shell):
    ran = subprocess.run(
        SEARCH,
        env={**PLAIN, "_SEARCH_COMPLETE": f"{shell}_source"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert "_SEARCH_COMPLETE" in ran.stdout
