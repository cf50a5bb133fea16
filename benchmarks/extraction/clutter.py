"""Clutter of pasted texts: lines found, lines of the body lost, and titles.

The texts are in tests/data/pasted, written for this, in layouts of many sites; each line says what it is, as
``kind|line``: ``title``, ``body``, ``masthead`` (bylines and dates: not searched for, not clutter either), or
the kind of clutter. The rules were made with those in ``first``. Those in ``held-out`` and ``later`` were
written afterwards; at their first run 0.81 and 0.60 of the clutter was found; what was missed gave phrases.
Wire texts hold no clutter but a few captions, so what is found there measures what is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.figures import Figure
from extraction.shared_data import records
from searchkit.loading.drafts import clean, one_line
from searchkit.loading.plain_text import parse_text
from searchkit.metadata import describe
from searchkit.metadata.clutter import find_clutter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from searchkit.article import Clutter

PASTED = Path(__file__).resolve().parents[2] / "tests" / "data" / "pasted"
FOLDERS = ("first", "held-out", "later")
KEPT = frozenset({"title", "body", "masthead"})
WIRES = ("reuters/articles.jsonl.gz", "places/tr-news.jsonl.gz", "places/geovirus.jsonl.gz")


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A line of a judged text, and what became of it.

    Attributes:
        label: what it is.
        text: the line.
        found: the kind of clutter that more than half of it was taken for, or ``None``.
        lost: the share of its characters that is not searched.
    """

    label: str
    text: str
    found: str | None
    lost: float

    @property
    def is_clutter(self) -> bool:
        """Whether it should be found."""
        return self.label not in KEPT


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged text.

    Attributes:
        name: its file.
        title: the headline that it has.
        found_title: the headline that was found.
        lines: all others.
    """

    name: str
    title: str
    found_title: str
    lines: tuple[JudgedLine, ...]


def judged(folder: str) -> list[Judged]:
    """Read and run the texts of a folder."""
    return [_judge(path) for path in sorted((PASTED / folder).glob("*.txt"))]


def _judge(path: Path) -> Judged:
    rows = [row.partition("|") for row in path.read_text("utf-8").split("\n")]
    (draft,) = parse_text(clean("\n".join(text for _, _, text in rows))).drafts
    title, body = one_line(draft.title), draft.body.strip()
    clutter = describe(title, body, draft.declared).clutter
    written = [(label, text.strip()) for label, _, text in rows if text.strip()]
    wanted = next(text for label, text in written if label == "title")
    lines = []
    position = 0
    is_title_seen = False
    for label, text in written:
        if not is_title_seen and (text == title or text.startswith(f"{title} ")):
            is_title_seen = True  # the one that was taken; its repetitions are in the body
            if label != "title":
                lines.append(JudgedLine(label, text, None, 0.0))
            continue
        position = body.index(text, position)
        lines.append(_judged_line(label, text, len(title) + 2 + position, clutter))
        position += len(text)
    return Judged(f"{path.parent.name}/{path.name}", wanted, title, tuple(lines))


def _judged_line(label: str, text: str, start: int, clutter: tuple[Clutter, ...]) -> JudgedLine:
    end = start + len(text)
    covered = {
        one.kind: min(end, one.span[1]) - max(start, one.span[0])
        for one in clutter
        if one.span[0] < end and start < one.span[1]
    }
    share = sum(covered.values()) / len(text)
    found = max(covered, key=lambda kind: covered[kind]) if 2 * sum(covered.values()) > len(text) else None
    return JudgedLine(label, text, found, share)


def wire_lines() -> Iterator[tuple[str, str, str]]:
    """Collection, kind and line of all that is taken for clutter in texts that hold hardly any."""
    for name in WIRES:
        for article in records(name):
            title = article.get("title") or ""
            text = f"{title}\n\n{article['text']}"
            for one in find_clutter(title, article["text"]):
                yield name, one.kind, text[slice(*one.span)]


def measure() -> Iterator[Figure]:
    """Figures of the judged texts and of the wires."""
    yield from measure_pasted()
    yield from measure_wires()


def measure_pasted() -> Iterator[Figure]:
    """Figures of the judged texts, half by half."""
    for folder in FOLDERS:
        texts = judged(folder)
        lines = [line for text in texts for line in text.lines]
        clutter = [line for line in lines if line.is_clutter]
        found = sum(line.found is not None for line in clutter)
        same = sum(line.found == line.label for line in clutter)
        for name, label in (("body", "body"), ("byline and date", "masthead")):
            kept = [line for line in lines if line.label == label]
            lost = sum(line.found is not None for line in kept)
            yield Figure(
                f"{name} lines lost, pasted texts, {folder}", lost / len(kept), 0, 0.01, is_error=True
            )
        yield Figure(f"clutter lines found, pasted texts, {folder}", found / len(clutter), 0.95, 0.85)
        yield Figure(f"clutter of the right kind, pasted texts, {folder}", same / len(clutter), 0.9, 0.75)
        right = sum(text.title == text.found_title for text in texts) / len(texts)
        yield Figure(f"title right, pasted texts, {folder}", right, 1, 0.9)


def measure_wires() -> Iterator[Figure]:
    """Figures of the wires; none where they are absent."""
    lines_read = sum(article["text"].count("\n") + 1 for name in WIRES for article in records(name))
    if lines_read:
        lost = sum(1 for _ in wire_lines()) / lines_read
        yield Figure("lines lost, wire texts", lost, 0, 0.001, is_error=True)


def main() -> None:
    """Print what is wrong."""
    for folder in FOLDERS:
        for text in judged(folder):
            if text.title != text.found_title:
                print(f"{text.name}: title {text.found_title!r} for {text.title!r}")
            for line in text.lines:
                if line.is_clutter and line.found is None:
                    print(f"{text.name}: missed {line.label}: {line.text}")
                elif not line.is_clutter and line.found:
                    print(f"{text.name}: LOST {line.label} as {line.found}: {line.text}")
                elif line.is_clutter and line.found != line.label:
                    print(f"{text.name}: {line.label} is taken for {line.found}: {line.text[:60]}")
    for name, kind, line in wire_lines():
        print(f"{name}: {kind}: {line[:120]}")


if __name__ == "__main__":
    main()
