"""ARCHITECTURE.md and the import contract know every package and module of searchkit."""

import importlib
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "searchkit"
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PARTS = sorted(
    path
    for path in PACKAGE.iterdir()
    if (path.suffix == ".py") or (path.is_dir() and any(path.rglob("*.py")) and path.name != "__pycache__")
)


def contract_layers() -> list[list[str]]:
    """Names of the layers contract, a list per layer, top first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    return [re.findall(r"\w+", layer) for layer in layers]


def test_there_are_parts_to_look_for():
    assert {"article.py", "errors.py"} <= {part.name for part in PARTS}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_package_and_module_stands_in_architecture(part):
    name = f"searchkit/{part.name}/" if part.is_dir() else f"searchkit/{part.name}"
    assert f"`{name}`" in ARCHITECTURE


@pytest.mark.parametrize(
    "part", [part for part in PARTS if not part.stem.startswith("__")], ids=lambda part: part.stem
)
def test_every_package_and_module_stands_in_the_import_contract(part):
    assert part.stem in {name for layer in contract_layers() for name in layer}


def test_every_part_that_architecture_names_exists():
    named = re.findall(r"^### `searchkit/([\w.]+)/?`", ARCHITECTURE, flags=re.MULTILINE)
    missing = [name for name in named if not (PACKAGE / name).exists()]
    assert missing == []


def test_architecture_draws_the_layers_of_the_contract():
    drawing = re.search(r"## The import rule\n\n((?:    .+\n)+)", ARCHITECTURE)
    assert drawing
    drawn = [re.findall(r"\w+", line) for line in drawing[1].splitlines()]
    later = {"web", "mcp_server"} - {part.stem for part in PARTS}
    assert drawn == [[name for name in layer if name not in later] for layer in contract_layers()]


def test_folders_beside_the_package_stand_in_architecture():
    beside = ["docs", "seeds", "index", "benchmarks", "tests", "scripts", ".ci"]
    assert [name for name in beside if f"| `{name}/` |" not in ARCHITECTURE] == []


def patterns():
    """Every pattern that a module of the package keeps, and where."""
    for found in pkgutil.walk_packages([str(PACKAGE)], "searchkit."):
        if not found.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield f"{found.name}.{name}", value.pattern


def possessive_groups(parsed):
    """What a parsed pattern repeats possessively that is more than one character at a time."""
    for operation, argument in parsed:
        if operation is re._constants.POSSESSIVE_REPEAT:
            repeated = argument[2]
            if len(repeated) > 1 or repeated[0][0] in {re._constants.SUBPATTERN, re._constants.BRANCH}:
                yield repeated
        for part in argument if isinstance(argument, list | tuple) else [argument]:
            for inner in part if isinstance(part, list) else [part]:
                if isinstance(inner, re._parser.SubPattern):
                    yield from possessive_groups(inner)


def test_no_pattern_repeats_a_group_possessively():
    """Python before 3.11.5 loses matches of such a pattern (python/cpython issue 106052)."""
    assert list(possessive_groups(re._parser.parse(r"a(?:b|(?:c\w++)*+)")))
    assert [place for place, text in patterns() if list(possessive_groups(re._parser.parse(text)))] == []
