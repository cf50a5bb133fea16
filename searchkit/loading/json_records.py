"""JSON and JSON Lines → drafts: an object, an array, ``{"articles": [...]}``, or an object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass

from searchkit.loading.drafts import Draft, Parsed
from searchkit.loading.faults import Fault
from searchkit.loading.records import read_record

# strict=False: a raw tab or newline within a string leaves no doubt what is meant.
_DECODER = json.JSONDecoder(strict=False)

_KINDS = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list"}


@dataclass(frozen=True, slots=True)
class _Value:
    """What JSON text holds: the type says that ``found`` may be ``None`` without a fault."""

    found: object


def parse_json(text: str) -> Parsed:
    """Read a JSON file; one that holds an object a line in truth is read as JSON Lines."""
    value = _decode(text)
    if isinstance(value, Fault):
        lines = parse_json_lines(text)
        return lines if _is_json_lines(text, lines) else Parsed(faults=(value,))
    articles = value.found
    if isinstance(articles, dict) and isinstance(articles.get("articles"), list):
        articles = articles["articles"]
    if isinstance(articles, list):
        return _parse_array(articles)
    draft = _draft(articles, None, "the file", None)
    return Parsed(faults=(draft,)) if isinstance(draft, Fault) else Parsed(drafts=(draft,))


def parse_json_lines(text: str, first_line: int = 1) -> Parsed:
    """Read lines of a JSON Lines file, each for itself: a broken one leaves the others standing."""
    drafts: list[Draft] = []
    faults: list[Fault] = []
    for line, row in enumerate(text.split("\n"), start=first_line):
        if not row or row.isspace():
            continue
        value = _decode(row, line)
        draft = value if isinstance(value, Fault) else _draft(value.found, str(line), f"line {line}", line)
        if isinstance(draft, Fault):
            faults.append(draft)
        else:
            drafts.append(draft)
    return Parsed(tuple(drafts), tuple(faults))


def _is_json_lines(text: str, lines: Parsed) -> bool:
    first_line = next((line for line, row in enumerate(text.split("\n"), start=1) if row.strip()), None)
    return bool(lines.drafts) and lines.drafts[0].line == first_line


def _parse_array(articles: list[object]) -> Parsed:
    if not articles:
        return Parsed(faults=(Fault("holds an empty list, no article"),))
    drafts: list[Draft] = []
    faults: list[Fault] = []
    for number, article in enumerate(articles, start=1):
        draft = _draft(article, str(number), f"article {number}", None)
        if isinstance(draft, Fault):
            faults.append(Fault(f"article {number} {draft.reason}"))
        else:
            drafts.append(draft)
    return Parsed(tuple(drafts), tuple(faults))


def _decode(text: str, line: int | None = None) -> _Value | Fault:
    try:
        return _Value(_DECODER.decode(text))
    except json.JSONDecodeError as error:
        said = f"{error.msg[:1].lower()}{error.msg[1:]}"
        return Fault(f"is not valid JSON: {said} (column {error.colno})", line or error.lineno)
    except RecursionError:
        return Fault("is not an article: its JSON is nested too deeply", line)
    except ValueError:  # Python's limit for the digits of a number
        return Fault("is not an article: its JSON holds a number of thousands of digits", line)


def _draft(value: object, number: str | None, place: str, line: int | None) -> Draft | Fault:
    """Make a draft of an object; ``number`` is its key where it says none, ``None`` where it needs none."""
    if not isinstance(value, dict):
        kind = "nothing" if value is None else _KINDS[type(value)]
        return Fault(f"holds {kind} where an article should be", line)
    record = read_record(value)
    if isinstance(record, Fault):
        return Fault(record.reason, line)
    key = None if number is None else record.key or number
    return Draft(record.title, record.text, record.declared, key, place, line)
