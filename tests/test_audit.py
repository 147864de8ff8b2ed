"""What the audit of the packages says to each answer that pip-audit can give."""

import json
import sys
from pathlib import Path

import pytest

from tests.audit import audited

CLEAN = {"name": "shapely", "version": "2.2.0", "vulns": []}
FLAWED = {
    "name": "numpy",
    "version": "1.0",
    "vulns": [
        {"id": "PYSEC-1", "aliases": ["CVE-2026-1"], "fix_versions": ["1.1"], "description": "x"}
    ],
}
UNKNOWN = {"name": "folium", "skip_reason": "not found"}


def answering(stdout: str = "", stderr: str = "", status: int = 0) -> tuple[str, ...]:
    """Return a command that answers like this whatever it is asked."""
    code = "import sys; sys.stdout.write(sys.argv[1]); sys.stderr.write(sys.argv[2])"
    return (sys.executable, "-c", f"{code}; sys.exit({status})", stdout, stderr)


def found(*packages: dict[str, object]) -> tuple[str, ...]:
    return answering(json.dumps({"dependencies": packages, "fixes": []}))


def test_packages_without_a_known_vulnerability_pass() -> None:
    assert audited(found(CLEAN)) == (0, ["audit: 1 packages asked for, 0 vulnerabilities"])


def test_a_vulnerability_fails_and_says_what_mends_it() -> None:
    status, lines = audited(found(CLEAN, FLAWED))
    assert status == 1
    assert "audit: numpy 1.0: PYSEC-1: mended in 1.1" in lines


@pytest.mark.parametrize("name", ["PYSEC-1", "CVE-2026-1"])
def test_an_accepted_vulnerability_passes_and_is_told_with_reason_and_date(
    name: str, tmp_path: Path
) -> None:
    accepted = tmp_path / "audit.toml"
    accepted.write_text(f'[{name}]\npackage = "numpy"\nreason = "not reached"\ndate = 2026-11-01\n')
    status, lines = audited(found(FLAWED), accepted)
    assert status == 0
    assert "audit: numpy 1.0: PYSEC-1: accepted on 2026-11-01: not reached" in lines


def test_an_accepted_vulnerability_needs_a_reason_and_a_date(tmp_path: Path) -> None:
    accepted = tmp_path / "audit.toml"
    accepted.write_text('[PYSEC-1]\npackage = "numpy"\n')
    status, lines = audited(found(FLAWED), accepted)
    assert (status, lines) == (2, ["audit.toml: PYSEC-1: date, reason is missing"])


@pytest.mark.parametrize(
    "command",
    [
        answering(stderr="ERROR: Could not connect to PyPI's vulnerability feed\n", status=1),
        answering(stderr="ERROR:pip_audit._cli:\n", status=1),
        found(UNKNOWN, UNKNOWN),
        (sys.executable, "-c", "import time; time.sleep(60)"),
    ],
    ids=["unreached", "gateway", "unknown", "silent"],
)
def test_where_nothing_answers_one_line_says_that_it_was_skipped(command: tuple[str, ...]) -> None:
    status, lines = audited(command, patience_s=5)
    assert status == 0
    assert len(lines) == 1
    assert "SKIPPED" in lines[0]


def test_a_package_that_the_index_does_not_know_is_named() -> None:
    status, lines = audited(found(CLEAN, UNKNOWN))
    assert status == 0
    assert "audit: the index does not know folium" in lines


def test_another_failure_is_no_skip() -> None:
    status, lines = audited(answering(stderr="usage\nerror: unknown option\n", status=2))
    assert (status, lines) == (2, ["audit: pip-audit did not finish: error: unknown option"])


def test_the_pinned_audit_takes_its_options_and_its_failure_to_connect_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real program, behind a proxy that refuses every connection."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    status, lines = audited()
    assert status == 0
    assert len(lines) == 1
    assert "SKIPPED, no index of vulnerabilities answers" in lines[0]
