"""Markdown with or without front matter → a draft. The text stays as it is written: Markdown reads well."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from searchkit.loading.drafts import Draft, Parsed
from searchkit.loading.faults import Fault
from searchkit.loading.records import declared_by, title_of
from searchkit.metadata import split_pasted

_YAML = re.compile(r"---[ \t]*\n(?P<matter>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<matter>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
_FIRST_NAME = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[\w\"'-]+[ \t]*:(?:\s|\Z)")
_TOML_LINE = re.compile(r"\(at line (\d+)")
_YAML_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_HEADING = re.compile(r"\s*#[ \t]+(?P<title>.*?)[ \t]*#*[ \t]*(?:\n|\Z)")
_UNDERLINED = re.compile(r"\s*(?P<title>\S.*)\n=+[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class _FrontMatter:
    """What stands above the text, and the text below it."""

    body: str
    values: Mapping[str, object] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def parse_markdown(text: str) -> Parsed:
    """Read a Markdown file: one article. Broken front matter is a fault and leaves the text standing."""
    matter = _front_matter(text)
    declared_title = title_of(matter.values)
    heading = _HEADING.match(matter.body) or _UNDERLINED.match(matter.body)
    if heading and (not declared_title or _same(heading["title"], declared_title)):
        title, body = declared_title or heading["title"], matter.body[heading.end() :]
    elif declared_title or matter.values:
        title, body = declared_title, matter.body
    else:
        pasted = split_pasted(matter.body)
        title, body = pasted.title, pasted.body
    draft = Draft(title, body, declared_by(matter.values, "front-matter"))
    return Parsed((draft,), matter.faults)


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _front_matter(text: str) -> _FrontMatter:
    if found := _YAML.match(text):
        # A text may open with a rule across the page: only names with colons are front matter.
        if not _FIRST_NAME.match(found["matter"]):
            return _FrontMatter(text)
        values = _read_yaml(found["matter"])
    elif found := _TOML.match(text):
        values = _read_toml(found["matter"])
    else:
        return _FrontMatter(text)
    body = text[found.end() :]
    return _FrontMatter(body, faults=(values,)) if isinstance(values, Fault) else _FrontMatter(body, values)


def _read_yaml(matter: str) -> Mapping[str, object] | Fault:
    # Imported where it is needed: a search must not wait for it.
    import yaml  # noqa: PLC0415

    try:
        # The base loader builds no objects and guesses no types: `no` stays Norwegian, dates stay as written.
        values = yaml.load(matter, Loader=yaml.BaseLoader)  # noqa: S506  it is the safest there is
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 2 + mark.line if mark else None
        said = error.problem or error.context or ""
        if said.startswith("mapping values"):  # the usual slip: `title: Bakhmut: a chronicle`
            said = "a value with a colon in it must stand in quotes"
        return Fault(f"its front matter is not valid YAML: {said}", line)
    except yaml.YAMLError:
        return Fault("its front matter is not valid YAML")
    except RecursionError:
        return Fault("its front matter is nested too deeply")
    if not isinstance(values, dict):
        return Fault("its front matter is not a list of names and values", 2)
    return {name: value for name, value in values.items() if isinstance(name, str) and not _is_null(value)}


def _is_null(value: object) -> bool:
    return isinstance(value, str) and value in _YAML_NULLS


def _read_toml(matter: str) -> Mapping[str, object] | Fault:
    try:
        return tomllib.loads(matter)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        line = _TOML_LINE.search(said)
        reason = said.split(" (at ", maxsplit=1)[0]
        return Fault(
            f"its front matter is not valid TOML: {reason[:1].lower()}{reason[1:]}",
            1 + int(line[1]) if line else None,
        )
    except (RecursionError, ValueError):
        return Fault("its front matter is not valid TOML")
