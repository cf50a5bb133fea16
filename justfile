# The habits of the project. `just` lists them; each is one line that also runs without just.

venv := ".venv"

# list the habits
_default:
    @just --list --unsorted

# make the development environment in .venv
setup:
    python3 -m venv {{ venv }}
    {{ venv }}/bin/pip install -q --require-hashes -r requirements-dev.lock
    {{ venv }}/bin/pip install -q --no-deps -e .

# everything that must pass before a commit: lint, format, types, import contract, tests
check:
    .ci/check {{ venv }}

# run the tests, or some of them: just test tests/query -k phrase
test *ARGS:
    {{ venv }}/bin/pytest -q {{ ARGS }}

# crash it, fill its disk, corrupt and mislead it, for so many minutes: just torture 20
torture *ARGS:
    PYTHONPATH=.:tests {{ venv }}/bin/python -m torture.run {{ ARGS }}

# run a benchmark of benchmarks/ by its name, and print what it measures: just bench relevance
bench NAME *ARGS:
    {{ venv }}/bin/python benchmarks/{{ NAME }}.py {{ ARGS }}

# how good the extraction of dates, sources and places is: a table, or some lines of it: just quality places
quality *KINDS:
    {{ venv }}/bin/python benchmarks/quality.py {{ KINDS }}

# true up the examples in README.md and docs/ with what the program prints
docs:
    {{ venv }}/bin/python tests/test_readme.py --write

# build the index from the sample articles, from scratch
seeds:
    {{ venv }}/bin/searchkit index --rebuild seeds

# renew the lock files from pyproject.toml; `just lock --upgrade` takes newer versions
lock *ARGS:
    .ci/lock {{ ARGS }}

# known faults of the packages that are needed, by PyPI's database; skipped, saying so, where it cannot be reached
audit:
    .ci/audit

# what the build server does: README's lines in a fresh copy, then check
ci:
    .ci/run
