"""Articles of strangers: each is indexed or reported, within time and memory, and shown as mere text.

A copy of this process indexes a folder of hostile files, with a limit of memory and of processor time. One
good article among them must be found, whatever stands beside it.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import httpx
from torture import hostile
from torture.losing import insist

import searchkit
from searchkit.loading.articles import prepare
from searchkit.loading.files import shown
from searchkit.web import application

MEMORY_BYTES: Final = 3 << 29
"""How much more address space than this process has an indexing one may take."""
CPU_SECONDS: Final = 120
WALL_SECONDS: Final = 2400.0
"""Of a machine that is busy; what waits for ever takes longer."""
_SPOKEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SILENT: Final = frozenset({"up", "around", "folder.md"})
"""What is passed over without a word: folders, and links to folders."""
_SEARCH: Final = "import sys; from searchkit.cli import main_search as main; main()"


def campaign(
    seconds: float, seed: int, folder: Path, *, largest: int = 3_000_000, bombs: int = 6
) -> dict[str, int]:
    """Index hostile files, as long as there is time.

    Args:
        seconds: how long.
        seed: of all chances.
        folder: to work in.
        largest: how many bytes a bomb has at most.
        bombs: how many of them are in a folder.
    """
    prepare()
    chance = random.Random(seed)
    counted: Counter[str] = Counter()
    end = time.monotonic() + seconds
    number = 0
    while not number or time.monotonic() < end:
        inside = folder / f"round-{number}"
        inside.mkdir()
        counted.update(_round(chance, inside, largest, bombs))
        shutil.rmtree(inside)
        number += 1
    return dict(counted)


def _round(chance: random.Random, inside: Path, largest: int, bombs: int) -> Counter[str]:
    news, index = inside / "news", inside / "index"
    news.mkdir()
    (news / "good.md").write_text("# The lighthouse keeper\n\nHe waits in the harbour.\n", encoding="utf-8")
    hostile.write_titles(news)
    hostile.write_names(news)
    devices = hostile.write_oddities(news, inside / "outside")
    sizes = (1, 10_000, largest // 10, largest)
    made = [bomb(chance.choice(sizes)) for bomb in chance.sample(hostile.BOMBS, bombs)]
    made += [hostile.mutated(chance, number) for number in range(20)]
    for name, data in made:
        (news / name).write_bytes(data)
    what = ", ".join(f"{name} of {len(data)} bytes" for name, data in made)
    report = inside / "report.json"
    _limited(lambda: _index(news, index, report), what)
    told = json.loads(report.read_text(encoding="utf-8"))
    files = sorted({path.name for path in news.iterdir()} - _SILENT)
    known = {*told["indexed"], *told["failed"]}
    for name in files:
        insist(_named(news / name) in known, f"{name!r} is neither indexed nor reported, beside {what}")
    _check_shown(index, what)
    failed = sum(_named(news / name) in told["failed"] for name in files)
    counted = Counter({"hostile files indexed": len(files) - failed, "hostile files reported": failed})
    counted["devices passed over" if devices else "rounds without the right to make devices"] = devices or 1
    return counted


def _named(path: Path) -> str:
    """The path of a file as JSON can hold it."""
    return shown(str(path)).encode("utf-8", "backslashreplace").decode()


def _index(news: Path, index: Path, report: Path) -> None:
    done = searchkit.index([news], index=index)
    with searchkit.open(index) as opened:
        insist(opened.search("lighthouse keeper").total >= 1, "the good article is not found")
        insist(not opened.search(hostile.OUTSIDE).total, "a file outside of the folder was read")
        origins = [Path(origin.root, origin.path) for origin in opened.files()]
    insist(not searchkit.verify(index).faults, "the index is not in order")
    again = searchkit.index([news], index=index)
    insist(not again.added + again.changed + again.removed, f"the next run finds changes: {again}")
    told = {
        "indexed": [_named(origin) for origin in origins],
        "failed": [failure.path.encode("utf-8", "backslashreplace").decode() for failure in done.failed],
    }
    insist(all(failure.reason for failure in done.failed), "a failure has no reason")
    report.write_text(json.dumps(told), encoding="utf-8")


def _limited(work: Callable[[], None], what: str) -> None:
    """Do something in a copy of this process, within time and memory."""
    read, write = os.pipe()
    process = os.fork()
    if not process:
        code = 1
        try:
            os.close(read)
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
            limit = pages * resource.getpagesize() + MEMORY_BYTES
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
            work()
            code = 0
        except BaseException:  # noqa: BLE001 - it is told by the other process
            os.write(write, traceback.format_exc().encode("utf-8", "backslashreplace")[-50_000:])
        finally:
            os._exit(code)
    os.close(write)
    end = time.monotonic() + WALL_SECONDS
    status = None
    while status is None and time.monotonic() < end:
        done, ended = os.waitpid(process, os.WNOHANG)
        status = ended if done else time.sleep(0.01)
    if status is None:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    with os.fdopen(read, encoding="utf-8") as pipe:
        said = pipe.read()
    insist(status is not None, f"indexing waits for ever beside {what}")
    insist(status == 0, f"indexing ended with {status} beside {what}: {said}")


def _check_shown(index: Path, what: str) -> None:
    """Every surface shows what strangers wrote as text."""
    for form in (("--explain",), ("--json",), ("--csv",)):
        command = [
            sys.executable,
            "-c",
            _SEARCH,
            "harbour",
            "--all",
            "--unfold",
            "--index",
            str(index),
            *form,
        ]
        done = subprocess.run(command, capture_output=True, check=False, timeout=WALL_SECONDS)
        insist(done.returncode == 0, f"search {form} ended with {done.returncode}: {done.stderr!r}, {what}")
        out = (done.stdout + done.stderr).decode()
        spoken = _SPOKEN.search(out)
        insist(spoken is None, f"search {form} lets {spoken and spoken[0]!r} through, {what}")
        if form == ("--json",):
            json.loads(done.stdout)
        if form == ("--csv",):
            _check_cells(done.stdout.decode(), what)
    for page in ("/search?q=harbour&limit=100&copies=show", "/search.json?q=harbour&limit=100"):
        status, body = asyncio.run(_asked(index, page))
        insist(status == 200, f"{page}: {status} {body[:500]}, {what}")
        insist("json" in page or "<script>alert" not in body, f"{page} runs a script, {what}")
        insist("json" in page or "<img src=x" not in body, f"{page} runs a script, {what}")


def _check_cells(text: str, what: str) -> None:
    """No cell is a formula, however a spreadsheet reads it; numbers are numbers."""
    for row in csv.DictReader(io.StringIO(text, newline="")):
        for name, cell in row.items():
            plain = unicodedata.normalize("NFKC", cell).strip("\u200b\ufeff\u2060 \t\r\n")
            insist(name in {"rank", "score"} or plain[:1] not in {*"=+-@"}, f"the cell {cell!r}, {what}")


async def _asked(index: Path, address: str) -> tuple[int, str]:
    transport = httpx.ASGITransport(application(index))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        answer = await client.get(address)
        return answer.status_code, answer.text
