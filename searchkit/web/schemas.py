"""What the answers look like, as JSON Schema: the names that the OpenAPI document refers to."""

from __future__ import annotations

from typing import Any, Final

_TEXT: Final = {"type": "string"}
_TEXT_OR_NONE: Final = {"type": ["string", "null"]}
_TRUTH: Final = {"type": "boolean"}
_NUMBER: Final = {"type": "number"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_SPAN: Final = {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}
_SPAN_OR_NONE: Final = {"oneOf": [_SPAN, {"type": "null"}]}


def _object(says: str, **properties: object) -> dict[str, Any]:
    return {
        "type": "object",
        "description": says,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: object) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _optional(name: str) -> dict[str, Any]:
    return {"oneOf": [_ref(name), {"type": "null"}]}


_EVIDENCE: Final = {"method": _TEXT, "quote": _TEXT, "span": _SPAN_OR_NONE}

SCHEMAS: Final[dict[str, Any]] = {
    "Hit": _object(
        "An article that matches; `marks` are the characters of `snippet` that match, as start and end.",
        rank={"type": "integer", "minimum": 1},
        score=_NUMBER,
        id=_TEXT,
        path=_TEXT,
        title=_TEXT,
        date=_TEXT_OR_NONE,
        source=_TEXT_OR_NONE,
        author=_TEXT_OR_NONE,
        places=_list(_TEXT),
        language=_TEXT_OR_NONE,
        url=_TEXT_OR_NONE,
        snippet=_TEXT,
        marks=_list(_SPAN),
    ),
    "Results": _object(
        "The hits that were asked for, and how many articles match in all. `relaxed`: none has all words, "
        "and these have some. `suggestion`: the query as it may have been meant.",
        query=_TEXT,
        total=_COUNT,
        relaxed=_TRUTH,
        notes=_list(_TEXT),
        suggestion=_TEXT_OR_NONE,
        hits=_list(_ref("Hit")),
    ),
    "Value": _object(
        "A value, how it was found and from which characters; `span` is where they stand in title, blank "
        "line, body.",
        value=_TEXT,
        **_EVIDENCE,
    ),
    "Date": _object(
        "A date as exactly as it is known, and from which characters it was read.",
        value=_TEXT,
        precision={"enum": ["year", "month", "day", "minute", "second"]},
        **_EVIDENCE,
    ),
    "Place": _object(
        "A place; `ancestors` are the ids of those that contain it, nearest first.",
        id=_TEXT,
        name=_TEXT,
        country=_TEXT_OR_NONE,
        ancestors=_list(_TEXT),
        latitude={"type": ["number", "null"]},
        longitude={"type": ["number", "null"]},
    ),
    "Mention": _object(
        "A place of an article: how sure it is that the words mean it, and how much the article is about it.",
        value=_ref("Place"),
        **_EVIDENCE,
        spans=_list(_SPAN),
        count=_COUNT,
        confidence=_NUMBER,
        focus=_NUMBER,
    ),
    "Article": _object(
        "An article with the provenance of its values. `clutter` is what in it belongs to the page.",
        id=_TEXT,
        path=_TEXT,
        title=_TEXT,
        body=_TEXT,
        date=_optional("Date"),
        modified=_optional("Date"),
        source=_optional("Value"),
        author=_list(_ref("Value")),
        places=_list(_ref("Mention")),
        language=_optional("Value"),
        url=_optional("Value"),
        clutter=_list(_object("Characters of the page.", kind=_TEXT, span=_SPAN)),
    ),
    "Count": _object("A value, and how many articles have it.", value=_TEXT, count=_COUNT),
    "Facets": _object(
        "Counts, most frequent first; months and dates in their order. `dates` are days, months or years, "
        "whichever suits their range.",
        total=_COUNT,
        source=_list(_ref("Count")),
        place=_list(_ref("Count")),
        month=_list(_ref("Count")),
        language=_list(_ref("Count")),
        dates=_list(_ref("Count")),
    ),
    "Completions": _object(
        "Words or names that begin so. `within` says what contains a place.",
        completions=_list(
            _object("One of them, and how many articles have it.", value=_TEXT, articles=_COUNT, within=_TEXT)
        ),
    ),
    "Problem": {
        "type": "object",
        "description": "Why there is no answer (RFC 9457).",
        "required": ["type", "title", "status", "detail"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "about:blank"},
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": {**_TEXT, "description": "What is wrong, and what would be right."},
            "parameter": {**_TEXT, "description": "The parameter at fault."},
            "reason": {**_TEXT, "description": "The same as in detail, without the position."},
            "query": {**_TEXT, "description": "The text at fault."},
            "offset": {**_COUNT, "description": "Where in it the fault begins, in characters from 0."},
            "length": {**_COUNT, "description": "How many characters are at fault."},
        },
    },
}
