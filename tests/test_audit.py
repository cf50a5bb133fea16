"""What ``.ci/audit`` says of the packages: with tools in the place of its own, as no test asks PyPI."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")

PYTHON = """#!/bin/sh
case "$1" in
-) cat > /dev/null; exit {unreachable} ;;
-m) mkdir -p "$3/bin"; cp "$TOOLS/pip" "$TOOLS/pip-audit" "$3/bin" ;;
esac
"""
PIP = """#!/bin/sh
exit {not_installable}
"""
PIP_AUDIT = """#!/bin/sh
case " {cut_off} " in *" $2 "*) echo "ConnectionError: pypi.org" >&2; exit 1 ;; esac
case " {faulty} " in *" $2 "*) echo "found 1 known vulnerability in $2"; exit 1 ;; esac
case " {unknown} " in *" $2 "*) echo "Dependency not found and could not be audited" >&2; exit 1 ;; esac
echo "looked at $2"
"""


@pytest.fixture
def audit(tmp_path):
    """Run the script in a folder of its own: ``audit(faulty="requirements.lock")``."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "audit", tmp_path / ".ci")
    tools = tmp_path / "tools"
    tools.mkdir()

    def run(**said):
        answers = {"unreachable": 0, "not_installable": 0, "faulty": "", "unknown": "", "cut_off": ""} | said
        for name, script in (("python3", PYTHON), ("pip", PIP), ("pip-audit", PIP_AUDIT)):
            (tools / name).write_text(script.format(**answers))
            (tools / name).chmod(0o755)
        around = {"TOOLS": str(tools), "PATH": f"{tools}:{os.environ['PATH']}", "TMPDIR": str(tmp_path)}
        return subprocess.run(
            [tmp_path / ".ci" / "audit"], env=around, capture_output=True, text=True, check=False
        )

    return run


def test_packages_without_known_faults_pass(audit):
    done = audit()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        *(f"looked at {lock}" for lock in LOCKS),
        "audit passed: no known faults",
    ]


@pytest.mark.parametrize("faulty", [LOCKS[:1], LOCKS[1:], LOCKS])
def test_a_known_fault_fails_the_audit_of_every_lock_file(audit, faulty):
    done = audit(faulty=" ".join(faulty))
    assert done.returncode == 1
    assert [f"known vulnerability in {lock}\n" in done.stdout for lock in LOCKS] == [
        lock in faulty for lock in LOCKS
    ]
    assert f"audit failed: {' '.join(faulty)}:" in done.stderr
    assert "passed" not in done.stdout


@pytest.mark.parametrize(
    ("missing", "why"),
    [
        ("unreachable", "PyPI's database of known faults cannot be reached"),
        ("not_installable", "pip-audit cannot"),
    ],
)
def test_what_cannot_be_asked_is_skipped_with_a_word(audit, missing, why):
    done = audit(**{missing: 1}, faulty=" ".join(LOCKS))
    assert done.returncode == 0
    assert done.stdout.startswith(f"audit skipped: {why}")


@pytest.mark.parametrize("unknown", [LOCKS[0], LOCKS[1], " ".join(LOCKS)])
def test_a_package_that_the_database_does_not_know_fails_the_audit(audit, unknown):
    done = audit(unknown=unknown)
    assert done.returncode == 1
    assert f"audit failed: {unknown}:" in done.stderr


@pytest.mark.parametrize("cut_off", [LOCKS[0], LOCKS[1], " ".join(LOCKS)])
def test_a_database_that_answers_no_more_is_told_and_fails_nothing(audit, cut_off):
    done = audit(cut_off=cut_off)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith(
        "audit skipped: PyPI's database of known faults answers no"
    )
    assert "passed" not in done.stdout


def test_what_is_known_fails_though_the_database_answers_no_more(audit):
    done = audit(faulty=LOCKS[0], cut_off=LOCKS[1])
    assert done.returncode == 1
    assert f"audit failed: {LOCKS[0]}:" in done.stderr


def test_a_machine_without_a_network_skips_the_audit(tmp_path):
    around = {**os.environ, "https_proxy": "http://127.0.0.1:9", "TMPDIR": str(tmp_path)}
    done = subprocess.run([ROOT / ".ci" / "audit"], env=around, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout[:14]) == (0, "audit skipped:")
    assert not any(tmp_path.iterdir())
