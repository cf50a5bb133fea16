"""The program with the small limits of a campaign: ``python -m torture.command index FOLDER --jobs 3``."""

from __future__ import annotations

from torture import works

from searchkit.cli.programs import main

if __name__ == "__main__":
    with works.small_limits(), works.worker_processes():
        main()
