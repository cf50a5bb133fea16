"""Files that a stranger may put among articles: bombs, lies, broken ones; each a name and its bytes."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import socket
import stat
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Final

SEEDS: Final = Path(__file__).parents[2] / "seeds"
OUTSIDE: Final = "Unterseebootsgeheimnis"
"""A word that stands outside of the folder only."""
ESCAPES: Final = "\x1b]0;owned\x07\x1b[2J\x9b31m\r\u202etxt.exe\u2066"
SCRIPT: Final = "<script>alert(1)</script><img src=x onerror=alert(1)>"
FORMULAS: Final = (
    "=1+1",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "\u3000＝1+1",
    "\u200b@SUM(A1)",
    "＋1",
    "-2+3",
    "\n=cmd|'/c'!A1",
)

Bomb = Callable[[int], tuple[str, bytes]]
"""Makes a file of about so many bytes."""


def _repeated(name: str, unit: str, before: str = "", after: str = "") -> Bomb:
    return lambda size: (name, (before + unit * (size // len(unit.encode()) + 1) + after).encode())


def _packed(name: str, inner: Callable[[int], bytes]) -> Bomb:
    def make(size: int) -> tuple[str, bytes]:
        written = io.BytesIO()
        with gzip.GzipFile(fileobj=written, mode="wb", compresslevel=1) as file:
            file.write(inner(size))
        return name, written.getvalue()

    return make


def _aliases(size: int) -> tuple[str, bytes]:
    """A billion laughs in front matter."""
    levels = "".join(
        f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]\n" for number in range(1, 30)
    )
    return "laughs.md", f"---\na0: &a0 [lol]\n{levels}title: *a29\n---\n\n{'ha ' * (size // 100)}".encode()


def _entities(size: int) -> tuple[str, bytes]:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    head = f'<!DOCTYPE html [<!ENTITY l0 "lol">{levels}]><html><title>&l19;</title><body>'
    return "entities.html", (head + "&l19;&amp;&#x1b;&#0;&#xd800;" * (size // 30)).encode()


def _records(size: int) -> tuple[str, bytes]:
    values: tuple[object, ...] = (
        None,
        True,
        -1,
        1e308,
        [],
        {},
        [[1]],
        {"a": {"b": "c"}},
        "\ud800",
        "\0",
        "a\nb",
    )
    rows = []
    for number in range(max(size // 300, 1)):
        chance = random.Random(number)
        row = {
            key: chance.choice(values) for key in ("id", "title", "text", "date", "source", "author", "url")
        }
        rows.append(json.dumps(row))
    return "records.jsonl", "\n".join(rows).encode()


BOMBS: Final[tuple[Bomb, ...]] = (
    _repeated("deep.html", "<div>"),
    _repeated("tables.html", "<table><tr><td>"),
    _repeated("formatting.html", "<a><b><i><p>"),
    _repeated("unclosed.html", "<p <p "),
    _repeated("comments.html", "<!-- <!"),
    _repeated("attribute.html", "x", '<html><a href="', '">harbour</a>'),
    _repeated("attributes.html", "a=1 ", "<p ", ">"),
    _repeated("tags.html", "<b>x</b>"),
    _repeated("meta.html", '<meta property="article:author" content="A B">', "<html><head>"),
    _repeated("ld.html", "[", '<script type="application/ld+json">{"a":', "</script>"),
    _repeated("graph.html", '{"@graph":[', '<script type="application/ld+json">', "</script>"),
    _repeated("amp.html", "&amp"),
    _repeated("deep.json", "["),
    _repeated("deeper.json", '{"a":'),
    _repeated("deep.jsonl", '{"title": ' + "[" * 200 + "\n"),
    _repeated("number.json", "9", '{"text": "harbour", "id": ', "}"),
    _repeated("escapes.json", "\\u001b\\ud800", '{"title": "', '"}'),
    _repeated("line.txt", "word "),
    _repeated("word.txt", "harbour"),
    _repeated("blank.txt", " \t\u3000\u200b"),
    _repeated("lines.txt", "\r\v\f\x1c\x85\u2028"),
    _repeated("marks.txt", "e\u0301\u0301"),
    _repeated("dates.txt", "2023-03-09, 9 March 2023; "),
    _repeated("names.txt", "By John Smith and "),
    _repeated("places.txt", "Kyiv, Ukraine (Reuters) - "),
    _repeated("quotes.md", "> "),
    _repeated("emphasis.md", "*_**`[("),
    _repeated("links.md", "[a](<b"),
    _repeated("list.md", "  - a\n"),
    _repeated("heads.md", "# a\n"),
    _repeated("matter.md", "a: [", "---\n"),
    _repeated("keys.md", "{? ", "---\n", "\n---\n"),
    _repeated("nul.txt", "\0"),
    _packed("zeros.txt.gz", lambda size: bytes(20 * size)),
    _packed("nested.txt.gz", lambda size: gzip.compress(bytes(20 * size))),
    _packed("deep.html.gz", lambda size: b"<div>" * size),
    lambda size: ("members.txt.gz", gzip.compress(b"harbour ") * (size // 30)),
    lambda size: ("cut.txt.gz", gzip.compress(os.urandom(1000))[: 500 + size % 500]),
    _aliases,
    _entities,
    _records,
    lambda size: ("bytes.txt", bytes(range(256)) * (size // 256)),
    lambda size: ("utf16.txt", b"\xff\xfe" + b"\x00\xd8" * (size // 2)),
)
"""Every bomb."""


def mutated(chance: random.Random, number: int) -> tuple[str, bytes]:
    """A sample article with some bytes changed, cut out, or said over and over."""
    seeds = sorted(path for path in SEEDS.rglob("*") if path.is_file() and not path.name.startswith("."))
    seed = chance.choice(seeds)
    data = bytearray(seed.read_bytes())
    for _ in range(chance.randrange(1, 8)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 1, 10, 1000)))
        part = bytes(data[start:end])
        instead = (b"", chance.randbytes(end - start), part * chance.choice((2, 300)), chance.randbytes(1))
        data[start:end] = chance.choice(instead)
    suffix = (
        "".join(seed.suffixes) if chance.random() < 0.8 else chance.choice((".html", ".json", ".md"))
    )  # some lie
    return f"mutated-{number}{suffix}", bytes(data)


def write_titles(folder: Path) -> None:
    """Articles whose titles and values speak to terminals, spreadsheets and browsers."""
    for number, title in enumerate((ESCAPES, SCRIPT, *FORMULAS)):
        row = dict.fromkeys(("title", "source", "author"), title) | {"text": f"harbour {title}", "id": title}
        (folder / f"title-{number}.json").write_text(json.dumps(row), encoding="utf-8")


def write_names(folder: Path) -> None:
    """Articles whose file names do the same, or are none."""
    names = (
        "a\nb.md",
        "\x1b[2J.md",
        "\u202etxt.md",
        "-rf.md",
        "=1+1.md",
        "#.md",
        "a#b.md",
        SCRIPT.replace("/", "") + ".md",
    )
    names += (" .md", "x" * 250 + ".md", "e\u0301.md", "%2e%2e.md", "a..md")
    for name in names:
        (folder / name).write_text("A harbour was built.", encoding="utf-8")
    (folder / os.fsdecode(b"\xff\xfe.md")).write_text("A harbour was built.", encoding="utf-8")


def write_oddities(folder: Path, outside: Path) -> int:
    """What is no file: links in a circle and to the outside, pipes, sockets, folders; and devices.

    Returns:
        How many devices: only who may do everything can make any.
    """
    outside.mkdir()
    (outside / "secret.md").write_text(f"{OUTSIDE} harbour", encoding="utf-8")
    (folder / "out.md").symlink_to(outside / "secret.md")
    (folder / "up").symlink_to(outside)
    (folder / "self.md").symlink_to("self.md")
    (folder / "zero.md").symlink_to("/dev/zero")
    (folder / "terminal.md").symlink_to("/dev/tty")
    (folder / "around").symlink_to(".")
    (folder / "nowhere.md").symlink_to("missing.md")
    (folder / "folder.md").mkdir()
    os.mkfifo(folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as made, chdir(folder):  # the address of a socket must be short
        made.bind("socket.md")
    with (folder / "large.txt").open("wb") as file:
        file.truncate(1 << 30)
    try:
        os.mknod(folder / "endless.md", stat.S_IFCHR | 0o666, os.makedev(1, 5))
        os.mknod(folder / "disk.md", stat.S_IFBLK | 0o666, os.makedev(7, 0))
    except PermissionError:
        return 0
    return 2
