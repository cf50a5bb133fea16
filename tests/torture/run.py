"""Torture: the campaigns in turn, as many at a time as there are cores; one table of figures at the end.

A campaign is a module beside this one that has ``campaign(seconds, seed, folder)``: it works in an empty
folder for about so many seconds, all its chances follow from the seed, and it returns what it has counted by
the names of the figures. It raises ``Lost`` when something is lost or wrong. Each runs in a process of its
own, so that a crash or a hang of one is seen, and told like everything else. A campaign that has much to try
has a ``SHARE``: its turns are so many times as long as those of the others.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROUND_SECONDS = 60.0
"""A campaign works about so long at a time, times its share, each time with another seed."""
PATIENCE_SECONDS = 600.0
"""What a campaign may take over its time before it counts as hanging."""
MEMORY_DISK = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - the folders in it are made safely
WITHIN = "--within"
"""What comes first on the command line of the process of a campaign."""
ALL_WELL, LOST = 0, 3


@dataclass(frozen=True, slots=True)
class Round:
    """A campaign's turn.

    Attributes:
        figures: what it counted.
        seconds: how long it took.
        loss: what was lost or went wrong; empty when nothing did.
    """

    figures: Counter[str]
    seconds: float
    loss: str


def campaigns() -> list[str]:
    """Names of the modules that have a campaign, ascending."""
    names = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith(("test_", "run")))
    return [name for name in names if hasattr(importlib.import_module(f"torture.{name}"), "campaign")]


def torture(minutes: float, seed: int, names: list[str]) -> int:
    """Run campaigns in turn, print the table, and return the exit code: 1 when something was lost."""
    end = time.monotonic() + 60 * minutes
    shares = {name: _share(name) for name in names}
    cores = os.cpu_count() or 1
    each = 60 * minutes * min(cores, len(names)) / sum(shares.values())
    count = max(1, round(each / ROUND_SECONDS))
    longest_first = sorted(names, key=lambda name: -shares[name])
    rounds: dict[str, list[Round]] = {name: [] for name in names}
    with ThreadPoolExecutor(cores) as pool:
        turns = [
            (name, pool.submit(_turn, name, each / count * shares[name], seed + number, end))
            for number in range(count)
            for name in longest_first
        ]
        for name, turn in turns:
            rounds[name].append(turn.result())
    print(table(rounds))  # noqa: T201
    return 1 if any(turn.loss for turns in rounds.values() for turn in turns) else 0


def _share(name: str) -> int:
    return int(getattr(importlib.import_module(f"torture.{name}"), "SHARE", 1))


def _turn(name: str, seconds: float, number: int, end: float) -> Round:
    left = end - time.monotonic()
    turn = _round(name, max(1.0, min(seconds, left)), number)
    print(f"{name}, seed {number}: {told(turn)}", file=sys.stderr, flush=True)  # noqa: T201
    return turn


def told(turn: Round) -> str:
    """A turn in one line, or the loss in several."""
    return turn.loss or f"{figures(turn.figures)}, {turn.seconds:.0f} s"


def figures(counted: Counter[str]) -> str:
    """Counts with their names."""
    return ", ".join(f"{count:,} {what}" for what, count in sorted(counted.items()))


def table(rounds: dict[str, list[Round]]) -> str:
    """The figures of every campaign, and of all."""
    rows = [("campaign", "seconds", "lost", "figures")]
    every: list[Round] = []
    for name, turns in rounds.items():
        every += turns
        rows.append((name, *_summary(turns)))
    rows.append(("all", *_summary(every)))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        f"{name:<{widths[0]}}  {seconds:>{widths[1]}}  {lost:>{widths[2]}}  {what}"
        for name, seconds, lost, what in rows
    )


def _summary(turns: list[Round]) -> tuple[str, str, str]:
    counted: Counter[str] = Counter()
    for turn in turns:
        counted.update(turn.figures)
    lost = sum(bool(turn.loss) for turn in turns)
    return f"{sum(turn.seconds for turn in turns):.0f}", str(lost), figures(counted)


def _round(name: str, seconds: float, seed: int) -> Round:
    begun = time.monotonic()
    command = [sys.executable, "-m", "torture.run", WITHIN, name, str(seconds), str(seed)]
    again = f"again with: just torture {max(seconds / 60, 0.5):.1f} --seed {seed} --only {name}"
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=seconds + PATIENCE_SECONDS,
        )
    except subprocess.TimeoutExpired:
        loss = f"LOST: {name} hangs\n{again}"
        return Round(Counter(), time.monotonic() - begun, loss)
    took = time.monotonic() - begun
    if done.returncode == ALL_WELL:
        return Round(Counter(json.loads(done.stdout.splitlines()[-1])), took, "")
    how = f"process ended with {done.returncode}" if done.returncode != LOST else "LOST"
    return Round(Counter(), took, f"{how}: {done.stderr.strip()}\n{again}")


def _within(name: str, seconds: float, seed: int) -> int:
    from torture.losing import Lost  # noqa: PLC0415 - found only where tests/ is on the path

    with tempfile.TemporaryDirectory(prefix=f"searchkit-{name}-", dir=MEMORY_DISK) as folder:
        try:
            counted = importlib.import_module(f"torture.{name}").campaign(seconds, seed, Path(folder))
        except Lost:
            traceback.print_exc()
            return LOST
    print(json.dumps(counted))  # noqa: T201
    return ALL_WELL


def main() -> int:
    """Read the command line."""
    if sys.argv[1:2] == [WITHIN]:  # which needs no other campaign
        _, _, name, seconds, number = sys.argv
        return _within(name, float(seconds), int(number))
    parser = argparse.ArgumentParser(prog="just torture", description=__doc__)
    parser.add_argument("minutes", nargs="?", type=float, default=20)
    parser.add_argument("--seed", type=int, default=None, help="of the first round; drawn from the clock")
    parser.add_argument("--only", action="append", choices=campaigns(), help="this campaign; repeatable")
    given = parser.parse_args()
    seed = int(time.time()) if given.seed is None else given.seed
    return torture(given.minutes, seed, given.only or campaigns())


if __name__ == "__main__":
    sys.exit(main())
