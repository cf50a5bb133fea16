"""The lock files hold what pyproject.toml asks for, in versions that fit, with hashes."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = {"requirements.lock": (), "requirements-dev.lock": ("dev", "web", "mcp")}
PINNED = re.compile(r"([A-Za-z0-9._-]+)==([^\s;]+)(.*)")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


def lines(name):
    """What is to be installed, a line each: without comments, and with what is continued in the next line."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / name).read_text(), flags=re.MULTILINE)
    return [line for line in text.replace("\\\n", " ").splitlines() if line]


def parts(line):
    matched = PINNED.fullmatch(line)
    assert matched, f"no version: {line[:80]}"
    return matched.groups()


def pinned(name):
    """What a lock file pins: version and all that follows it, by name; there may be several for one name."""
    found = {}
    for package, version, rest in map(parts, lines(name)):
        found.setdefault(canonicalize_name(package), []).append((version, rest))
    return found


def wanted(name):
    asked = [*PROJECT["dependencies"]]
    for extra in EXTRAS[name]:
        asked += PROJECT["optional-dependencies"][extra]
    every = map(Requirement, asked)
    return [requirement for requirement in every if canonicalize_name(requirement.name) != PROJECT["name"]]


@pytest.mark.parametrize("name", EXTRAS)
def test_each_dependency_is_locked_in_a_version_that_fits(name):
    locked = pinned(name)
    for requirement in wanted(name):
        versions = [version for version, _ in locked.get(canonicalize_name(requirement.name), [])]
        assert versions, f"{requirement.name} is not in {name}: run .ci/lock"
        fits = [requirement.specifier.contains(version, prereleases=True) for version in versions]
        assert all(fits), f"{name} has {requirement.name} {versions}, wanted is {requirement}: run .ci/lock"


@pytest.mark.parametrize("name", EXTRAS)
def test_each_locked_package_has_a_version_and_hashes(name):
    without = [line[:80] for line in lines(name) if not HASH.search(parts(line)[2])]
    assert without == []


def test_developers_have_the_versions_of_users():
    for_users, for_developers = pinned("requirements.lock"), pinned("requirements-dev.lock")
    for package, entries in for_users.items():
        versions = {version for version, _ in entries}
        assert versions == {version for version, _ in for_developers[package]}
