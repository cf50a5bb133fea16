"""JSON and JSON Lines → drafts: an object, an array, ``{"articles": [...]}``, or an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from searchkit.loading.drafts import Draft, Parsed
from searchkit.loading.faults import Fault
from searchkit.loading.records import read_record

# strict=False: a raw tab or newline within a string leaves no doubt what is meant.
_DECODER = json.JSONDecoder(strict=False)

_KINDS = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list"}
_CHUNK: Final = 1 << 20


def parse_json(text: str) -> Parsed:
    """Read a JSON file; one that holds an object a line in truth is read as JSON Lines."""
    articles = _decode(text)
    if isinstance(articles, Fault):
        lines = parse_json_lines(text)
        return lines if _is_json_lines(text, lines) else Parsed(faults=(articles,))
    if isinstance(articles, dict) and isinstance(articles.get("articles"), list):
        articles = articles["articles"]
    if isinstance(articles, list):
        return _parse_array(articles)
    draft = _draft(articles)
    return Parsed(faults=(draft,)) if isinstance(draft, Fault) else Parsed(drafts=(draft,))


def parse_json_lines(text: str, first_line: int = 1) -> Parsed:
    """Read all lines of a JSON Lines file."""
    found = list(read_json_lines(text, first_line))
    return Parsed(
        tuple(one for one in found if isinstance(one, Draft)),
        tuple(one for one in found if isinstance(one, Fault)),
    )


def read_json_lines(text: str, first_line: int = 1) -> Iterator[Draft | Fault]:
    """Read lines of a JSON Lines file, each for itself: a broken one leaves the others standing."""
    for line, row in enumerate(_rows(text), start=first_line):
        if row and not row.isspace():
            value = _decode(row, line)
            yield value if isinstance(value, Fault) else _draft(value, line=line)


def _rows(text: str) -> Iterator[str]:
    """The lines, some at a time: a second copy of the whole text would take too much memory."""
    start = 0
    while (end := text.find("\n", start + _CHUNK)) >= 0:
        yield from text[start:end].split("\n")
        start = end + 1
    yield from text[start:].split("\n")


def _is_json_lines(text: str, lines: Parsed) -> bool:
    first_line = next((line for line, row in enumerate(text.split("\n"), start=1) if row.strip()), None)
    return bool(lines.drafts) and lines.drafts[0].line == first_line


def _parse_array(articles: list[object]) -> Parsed:
    if not articles:
        return Parsed(faults=(Fault("holds an empty list, no article"),))
    drafts: list[Draft] = []
    faults: list[Fault] = []
    for number, article in enumerate(articles, start=1):
        draft = _draft(article, number=number)
        if isinstance(draft, Fault):
            faults.append(Fault(f"article {number} {draft.reason}"))
        else:
            drafts.append(draft)
    return Parsed(tuple(drafts), tuple(faults))


def _decode(text: str, line: int | None = None) -> object | Fault:
    try:
        value: object = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        said = f"{error.msg[:1].lower()}{error.msg[1:]}"
        return Fault(f"is not valid JSON: {said} (column {error.colno})", line or error.lineno)
    except RecursionError:
        return Fault("is not an article: its JSON is nested too deeply", line)
    except ValueError:  # Python's limit for the digits of a number
        return Fault("is not an article: its JSON holds a number of thousands of digits", line)
    return value


def _draft(value: object, *, number: int | None = None, line: int | None = None) -> Draft | Fault:
    """Make a draft of an object; one that says no key is named by its number or line, where it has one."""
    if not isinstance(value, dict):
        kind = "nothing" if value is None else _KINDS[type(value)]
        return Fault(f"holds {kind} where an article should be", line)
    record = read_record(value)
    if isinstance(record, Fault):
        return Fault(record.reason, line)
    position = line if number is None else number
    key = None if position is None else record.key or str(position)
    return Draft(record.title, record.text, record.declared, key, number, line)
