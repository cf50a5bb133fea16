"""``python -m searchkit``: the same as the command ``searchkit``."""

from searchkit.cli import main

if __name__ == "__main__":
    main()
