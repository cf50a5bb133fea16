import errno

import click
import pytest

from searchkit.cli import exits
from searchkit.errors import CorruptIndex, IndexNotFound, IndexTooNew, QuerySyntaxError, SearchkitError


def run(raises=None, returns=0):
    @click.command()
    def command():
        if raises is not None:
            raise raises
        return returns

    return exits.run(lambda: command, "search", [])


@pytest.mark.parametrize("code", [0, 1, 2])
def test_code_of_the_command_is_the_code_of_the_program(code):
    assert run(returns=code) == code


def test_error_is_one_line_after_the_name_of_the_program(capsys):
    assert run(SearchkitError("it cannot be")) == 2
    assert capsys.readouterr() == ("", "search: it cannot be\n")


def test_fault_in_a_query_is_pointed_at(capsys):
    assert run(QuerySyntaxError("kyiv sorce:reuters", 5, "no field is called sorce", 5)) == 2
    assert capsys.readouterr().err.splitlines() == [
        "search: no field is called sorce",
        "  kyiv sorce:reuters",
        "       ^^^^^",
    ]


def test_fault_at_the_end_is_pointed_at_behind_the_query():
    shown, carets = exits.pointer(QuerySyntaxError('"coming days', 12, "the quote is not closed"))
    assert shown == '  "coming days'
    assert carets == "              ^"


def test_empty_query_has_nothing_to_point_at(capsys):
    run(QuerySyntaxError(" ", 0, "there is nothing to search for"))
    assert capsys.readouterr().err == "search: there is nothing to search for\n"


def test_carets_stand_below_wide_characters():
    shown, carets = exits.pointer(QuerySyntaxError("日本 x:y", 3, "no such field", 1))
    assert shown == "  日本 x:y"
    assert carets == "       ^"


def test_long_query_is_cut_around_the_fault():
    query = "a " * 500 + "x:y" + " b" * 500
    shown, carets = exits.pointer(QuerySyntaxError(query, 1000, "no such field", 1))
    assert len(shown) < 120
    assert shown[carets.index("^")] == "x"


def test_long_fault_is_cut():
    shown, carets = exits.pointer(QuerySyntaxError("word " * 5000, 4096, "at most 4096 characters", 20_904))
    assert len(shown) < 120
    assert len(carets) < 120


def test_query_cannot_steer_the_terminal(capsys):
    run(QuerySyntaxError("\x1b[2Jx:y", 4, "no field is called \x1b[2J"))
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (IndexNotFound("/nowhere: no index"), "searchkit index FOLDER"),
        (CorruptIndex("MAIN_1.seg", "checksum differs"), "searchkit verify"),
        (IndexTooNew("MAIN_1.seg", "format 9", found=9, supported=1), "newer searchkit"),
    ],
)
def test_error_says_what_to_do(error, hint, capsys):
    assert run(error) == 2
    assert hint in capsys.readouterr().err


def test_operating_system_error_names_the_file(capsys):
    assert run(PermissionError(errno.EACCES, "Permission denied", "/secret")) == 2
    assert capsys.readouterr().err == "search: /secret: Permission denied\n"


def test_ctrl_c_ends_without_traceback(capsys):
    assert run(KeyboardInterrupt()) == 130
    assert capsys.readouterr() == ("", "\n")


def test_reader_that_has_enough_is_no_error(capsys):
    assert run(BrokenPipeError()) == 0
    assert capsys.readouterr() == ("", "")


def test_wrong_option_is_an_error_with_usage(capsys):
    assert exits.run(lambda: click.Command("search"), "search", ["--wrong"]) == 2
    assert "Usage: search" in capsys.readouterr().err


def test_error_while_a_command_is_loaded_is_handled_as_well(capsys):
    def load():
        raise KeyboardInterrupt

    assert exits.run(load, "search", []) == 130
