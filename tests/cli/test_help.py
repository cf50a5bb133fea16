"""Every command explains itself, with an example, and stands in the user guide."""

import re
from pathlib import Path

import click
import pytest

from searchkit.cli import programs

GUIDE = (Path(__file__).parents[2] / "docs" / "terminal.md").read_text(encoding="utf-8")
# Options that mean the same everywhere stand in the guide once.
EVERYWHERE = {"--version", "--help"}


def section(name):
    """What the guide says of a command."""
    heading = "search" if name == "search" else f"searchkit {name}"
    found = re.search(rf"^## {heading}\n(.*?)(?=^## )", GUIDE, flags=re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


@pytest.mark.parametrize("name", programs.COMMANDS)
def test_help_describes_the_command_and_gives_an_example(run, name):
    ran = run("searchkit", name, "-h")
    assert ran.code == 0
    assert re.search(r"Examples?:\n +search", ran.out)


@pytest.mark.parametrize("name", programs.COMMANDS)
def test_every_option_has_help(name):
    options = [param for param in programs.load_command(name).params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", programs.COMMANDS)
def test_command_stands_in_the_guide(name):
    assert section(name)


@pytest.mark.parametrize("name", ["search", "index"])
def test_every_option_stands_in_the_guide(name):
    options = [param for param in programs.load_command(name).params if isinstance(param, click.Option)]
    longest = {max(option.opts, key=len) for option in options} - EVERYWHERE
    aliases = {"--null": "-0", "--quiet": "-q", "--verbose": "-v", "--index": "--index"}
    assert [name for name in sorted(longest) if aliases.get(name, name) not in GUIDE] == []


def test_group_lists_its_commands_with_a_full_sentence_each(run):
    out = run("searchkit", "-h").out
    for name in programs.COMMANDS:
        assert re.search(rf"^  {name} +\w.*\.$", out, flags=re.MULTILINE), name
    assert "..." not in out.partition("Commands:")[2]


def test_both_programs_tell_their_version(run):
    assert re.fullmatch(r"searchkit \d+\.\d+\.\d+\n", run("search", "--version").out)
    assert re.fullmatch(r"searchkit \d+\.\d+\.\d+\n", run("searchkit", "--version").out)


def test_search_of_nothing_shows_usage(run):
    ran = run("search")
    assert ran.code == 2
    assert "Usage: search" in ran.err


def test_unknown_command_is_an_error(run):
    assert run("searchkit", "serch").code == 2
