"""Options that several commands share, and what they mean taken together."""

import functools
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Literal, TypedDict

import click

from searchkit.cli import completion
from searchkit.values import value

Command = Callable[..., int]

CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's
    if wanted and not context.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415 - slow to import, and rarely wanted

        click.echo(f"searchkit {version('searchkit')}")
        context.exit()


version_option = click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Print the version.",
)
index_option = click.option(
    "--index",
    "index_path",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="The index. Otherwise SEARCHKIT_INDEX, the nearest index/ upwards, ./index.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Only errors on standard error.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Say more on standard error.")


class Options(TypedDict):
    """Arguments of every method of an index that takes a query."""

    match: Literal["all", "any"]
    literal: bool
    phrase: bool
    source: str | None
    place: str | None
    about: str | None
    since: str | None
    until: str | None
    language: str | None


@value
class Question:
    """What is asked of an index: the query, and the options that are shorthands of its language."""

    text: str
    options: Options


timeout_option = click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    help="Refuse a query that takes longer.",
)
serving_timeout_option = click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=10,
    show_default=True,
    help="Refuse what takes longer to answer.",
)
limit_option = click.option(
    "-n",
    "--limit",
    metavar="N",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="How many hits.",
)
offset_option = click.option(
    "--offset", metavar="N", type=click.IntRange(min=0), default=0, help="Leave out so many of the best."
)
fold_option = click.option(
    "--unfold",
    "fold",
    flag_value=False,
    default=True,
    help="Show each copy of an article, and not one for all.",
)
explain_option = click.option("--explain", is_flag=True, help="Say how the query was understood.")


def filters(function: Command) -> Command:
    """Add the options that narrow a search."""
    options = (
        click.option("--source", metavar="NAME", shell_complete=completion.sources, help="From one outlet."),
        click.option(
            "--place",
            metavar="NAME",
            shell_complete=completion.places,
            help="Naming a place or one inside it.",
        ),
        click.option(
            "--about",
            metavar="NAME",
            shell_complete=completion.places,
            help="About a place or one inside it.",
        ),
        click.option("--since", metavar="DATE", help="Published on that day, month or year, or later."),
        click.option("--until", metavar="DATE", help="Published on that day, month or year, or earlier."),
        click.option("--language", metavar="CODE", help="In one language, by its ISO code."),
    )
    return _decorated(function, options)


def form_flags(**helps: str) -> Callable[[Command], Command]:
    """Add a flag for each form: ``--json`` for ``json``. The command gets the form as ``form``; one at most.

    Args:
        helps: what each form is.
    """

    def decorate(function: Command) -> Command:
        @functools.wraps(function)
        def ask(form: str | None = None, **others: Any) -> int:  # noqa: ANN401 - options of the particular command
            wanted = {name: f"--{name}" for name in helps if others.pop(f"as_{name}")}
            if form is not None:
                wanted.setdefault(form, f"--format {form}")
            if len(wanted) > 1:
                raise click.UsageError(f"{' and '.join(wanted.values())} are several forms: choose one")
            return function(form=next(iter(wanted), None), **others)

        flags = [
            click.option(f"--{name}", f"as_{name}", is_flag=True, help=text) for name, text in helps.items()
        ]
        return _decorated(ask, flags)

    return decorate


def forms(function: Command) -> Command:
    """Add the options that say in which form hits are written."""
    options = (
        form_flags(
            json="One JSON object: query, total, hits.",
            jsonl="A JSON object per hit.",
            csv="A table for spreadsheets.",
            paths="Only the paths of the files.",
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(["json", "jsonl", "csv", "paths", "bibtex", "ris", "csl-json"]),
            help="The same, or citations with the SHA-256 of the file.",
        ),
        click.option(
            "-0", "--null", "null", is_flag=True, help="With --paths: end each with NUL, for xargs -0."
        ),
    )
    return _decorated(function, options)


def _decorated(function: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    for option in reversed(options):
        function = option(function)
    return function


class QueryCommand(click.Command):
    """A command whose words may begin with a hyphen, as ``-drone`` does in the query language.

    Click would read ``-drone`` as the options ``-d -r -o -n e``. Here one hyphen with a word behind it is
    part of the query; ``-n5`` and the like are still options.
    """

    _HYPHEN: Final = "\0"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hide the hyphens of query words from click while it parses."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        flags = {
            name[1] for option in options if option.is_flag for name in option.opts if len(name) == len("-x")
        }
        values = {name for option in options if not option.is_flag for name in option.opts}
        shorts = {name for name in values if len(name) == len("-x")}
        hidden: list[str] = []
        rest = iter(args)
        for arg in rest:
            if arg == "--":
                hidden.extend((arg, *rest))
            elif arg in values:
                hidden.extend((arg, *itertools.islice(rest, 1)))
            elif _is_word(arg, flags, shorts):
                hidden.append(self._HYPHEN + arg[1:])
            else:
                hidden.append(arg)
        return super().parse_args(ctx, hidden)

    @classmethod
    def words(cls, _context: click.Context, _argument: click.Parameter, words: tuple[str, ...]) -> str:
        """Put the hyphens back and join what the shell had split."""
        return " ".join("-" + word[1:] if word.startswith(cls._HYPHEN) else word for word in words)


def _is_word(arg: str, flags: set[str], shorts: set[str]) -> bool:
    """Whether ``-something`` is a word of the query and not a bundle of short options."""
    if not arg.startswith("-") or arg.startswith("--") or len(arg) <= len("-x"):
        return False
    if arg[:2] in shorts:
        return not arg[2:].lstrip("=").isdigit()
    return not set(arg[1:]) <= flags


def asks(*, required: bool) -> Callable[[Command], Command]:
    """Add the query and the options of a :class:`Question` to a command, which gets them as one value.

    Args:
        required: whether the command needs a query, or one of the options that filter.
    """

    def decorate(function: Command) -> Command:
        @click.argument(
            "text",
            metavar="QUERY..." if required else "[QUERY]...",
            nargs=-1,
            callback=QueryCommand.words,
            shell_complete=completion.query_words,
        )
        @click.option("--any", "any_word", is_flag=True, help="One of the words is enough; more rank higher.")
        @click.option("--phrase", is_flag=True, help="The words exactly so, next to each other.")
        @click.option("--literal", is_flag=True, help="Take all signs of the query as words.")
        @filters
        @functools.wraps(function)
        def ask(  # noqa: PLR0917 - click passes them by name
            text: str,
            any_word: bool,  # noqa: FBT001 - a flag of the command line
            phrase: bool,  # noqa: FBT001 - a flag of the command line
            literal: bool,  # noqa: FBT001 - a flag of the command line
            source: str | None,
            place: str | None,
            about: str | None,
            since: str | None,
            until: str | None,
            language: str | None,
            **others: Any,  # noqa: ANN401 - options of the particular command
        ) -> int:
            if required and not text and not any((source, place, about, since, until, language)):
                raise click.UsageError("Missing argument 'QUERY...', or a filter such as --since.")
            if any_word and phrase:
                raise click.UsageError("--any and --phrase do not go together: a phrase has all its words")
            options = Options(
                match="any" if any_word else "all",
                literal=literal,
                phrase=phrase,
                source=source,
                place=place,
                about=about,
                since=since,
                until=until,
                language=language,
            )
            return function(question=Question(text, options), **others)

        return ask

    return decorate
