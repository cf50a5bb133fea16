"""How often the language of a text is found: headlines and paragraphs in many languages, written for this.

The texts stand in ``languages.tsv``: language, kind, text. English is also looked for in the news of 1987,
where half of the short notes are tables and no prose.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extraction.figures import Figure
from extraction.shared_data import records
from searchkit.metadata.language import find_language

TABLE = Path(__file__).with_suffix(".tsv")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a known language."""

    language: str
    kind: str
    text: str


def texts() -> list[Text]:
    """The texts of the table."""
    lines = TABLE.read_text("utf-8").splitlines()
    return [Text(*line.split("\t")) for line in lines if not line.startswith("#")]


def measure() -> list[Figure]:
    """The figures."""
    paragraphs = [text for text in texts() if text.kind == "paragraph"]
    headlines = [text for text in texts() if text.kind == "headline"]
    figures = [
        Figure("language of paragraphs, right", _share_right(paragraphs), 1.0, 0.96),
        Figure("language of paragraphs, wrong", _share_wrong(paragraphs), 0.0, 0.0, is_error=True),
        Figure("language of headlines alone, right; most are too short", _share_right(headlines), 0.3, 0.25),
        Figure("language of headlines alone, wrong", _share_wrong(headlines), 0.0, 0.0, is_error=True),
    ]
    wires = [Text("en", "article", f"{each['title']}\n\n{each['text']}") for each in _wires()]
    if wires:
        figures += [
            Figure("English of Reuters, found", _share_right(wires), 0.8, 0.7),
            Figure("English of Reuters, taken for another", _share_wrong(wires), 0.0, 0.0005, is_error=True),
        ]
    return figures


def _wires() -> list[dict[str, str]]:
    return records("reuters/articles.jsonl.gz")


def _share_right(judged: list[Text]) -> float:
    return sum(_found(each) == each.language for each in judged) / len(judged)


def _share_wrong(judged: list[Text]) -> float:
    return sum(_found(each) not in {None, each.language} for each in judged) / len(judged)


def _found(text: Text) -> str | None:
    found = find_language(text.text, ())
    return found.value if found else None
