"""How a program ends: the one place that maps errors to messages and exit codes."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import click

from searchkit.cli import printable
from searchkit.cli.layout import display_width
from searchkit.errors import (
    ArticleNotFound,
    CorruptIndex,
    IndexNotFound,
    IndexNotWritten,
    IndexTooNew,
    IndexTooOld,
    QuerySyntaxError,
    QueryTimeout,
    SearchkitError,
)

OK: Final = 0
NOTHING: Final = 1
SOME_FAILED: Final = 1
ERROR: Final = 2
INTERRUPTED: Final = 130

# How much of a long query is shown before the character that is pointed at, and how much from it on.
_CONTEXT: Final = 50

_HINTS: Final[dict[type[SearchkitError], str]] = {
    IndexNotFound: "searchkit index FOLDER makes one",
    ArticleNotFound: "search --json and --csv print the ids",
    IndexNotWritten: "the index is as it was",
    QueryTimeout: "--timeout gives it more time",
    IndexTooNew: "it needs a newer searchkit",
    IndexTooOld: "",  # its message says what to do
    CorruptIndex: "searchkit verify says more, searchkit index --rebuild makes a new one",
}


def run(load: Callable[[], click.Command], program: str, arguments: Sequence[str]) -> int:
    """Run a command and turn whatever happens into an exit code.

    Args:
        load: gives the command; what its import raises is handled as well.
        program: the name that messages begin with.
        arguments: what follows the name.

    Returns:
        0 found or done, 1 nothing found or some files failed, 2 error, 130 interrupted.
    """
    _replace_closed_streams()
    try:
        try:
            code = _invoke(load(), program, arguments)
        except click.exceptions.Exit as stop:
            code = stop.exit_code
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()  # the reader, such as `head`, has all it wants
        return OK
    except (KeyboardInterrupt, click.Abort):
        click.echo(err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (SearchkitError, OSError) as error:
        for line in describe(error):
            click.echo(f"{program}: {line}" if not line.startswith(" ") else line, err=True)
        try:
            sys.stdout.flush()
        except OSError:  # it has been told
            discard_output()
        return ERROR
    return code


def discard_output() -> None:
    """Let nothing that is left in the buffer be written at exit: it could not be, once more."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace_closed_streams() -> None:
    """Stand in for standard output or error where the caller has closed them, as ``>&-`` does.

    What is said to nobody is lost; an answer is not, so that writing one fails.
    """
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open to the end
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end


def _invoke(command: click.Command, program: str, arguments: Sequence[str]) -> int:
    variable = f"_{program.upper()}_COMPLETE"
    if variable in os.environ:
        from searchkit.cli.shells import complete  # noqa: PLC0415 - only when a shell asks

        return complete(command, program, variable)
    with command.make_context(program, list(arguments)) as context:
        code = command.invoke(context)
    return code if isinstance(code, int) else OK


def describe(error: SearchkitError | OSError) -> tuple[str, ...]:
    """The lines that explain an error; those that only illustrate it are indented."""
    if isinstance(error, QuerySyntaxError):
        return (printable.prose(error.reason), *(pointer(error) if error.query.strip() else ()))
    if isinstance(error, OSError):
        if error.errno == errno.EBADF and error.filename is None:
            return ("standard output is closed",)
        reason = error.strerror or type(error).__name__
        named = error.filename
        return (f"{printable.path(os.fsdecode(named))}: {reason}" if named is not None else reason,)
    hint = next((text for kind, text in _HINTS.items() if isinstance(error, kind)), None)
    message = printable.prose(str(error))
    return (f"{message} ({hint})",) if hint else (message,)


def pointer(error: QuerySyntaxError) -> tuple[str, str]:
    """The query, and below it carets under the characters at fault."""
    query = printable.prose(error.query)
    start = max(0, error.offset - _CONTEXT)
    end = min(len(query), error.offset + _CONTEXT)
    fault_end = min(error.offset + max(error.length, 1), max(end, error.offset + 1))
    before = ("…" if start else "") + query[start : error.offset]
    after = query[fault_end:end] + ("…" if end < len(query) else "")
    fault = query[error.offset : fault_end]
    carets = "^" * max(1, display_width(fault))
    return (f"  {before}{fault}{after}", "  " + " " * display_width(before) + carets)
