"""docs/http.md shows what is really answered: each request is made, and its answer holds what is shown."""

import json
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "http.md"
EXAMPLE = re.compile(r"^```http\nGET (\S+)\n```\n\n```json\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXAMPLES = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))


def is_part(shown, answered):
    """Whether an answer holds what is shown, which may leave things out."""
    if isinstance(shown, dict):
        return all(key in answered and is_part(value, answered[key]) for key, value in shown.items())
    if isinstance(shown, list):
        return len(shown) == len(answered) and all(map(is_part, shown, answered))
    return shown == answered


@pytest.mark.parametrize(("address", "shown"), EXAMPLES)
def test_example_shows_what_is_answered(ask, address, shown):
    assert is_part(json.loads(shown), ask(address).json())


def test_every_address_of_the_page_is_described(ask):
    described = {path.partition("/{")[0] for path in ask("/openapi.json").json()["paths"]}
    named = set(re.findall(r"`(/\w+\.(?:json|csv))(?:/ID)?`", PAGE.read_text(encoding="utf-8")))
    assert named == {*described, "/openapi.json"}
