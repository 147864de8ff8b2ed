"""`python -m tests.audit`: does a pinned package have a known vulnerability?

It asks PyPI's list through pip-audit. Where nothing answers, one line says that the audit was
skipped, so that the tests can be run offline. A vulnerability that is not in `audit.toml` ends it
with 1.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE.parent / "requirements-dev.txt"
ACCEPTED = HERE / "audit.toml"
NEEDED = {"package", "reason", "date"}
UNREACHED = re.compile(
    r"Could not connect|requests\.exceptions\.\w*(Connection|Proxy|Timeout)\w*:"
    r"|^ERROR:pip_audit\._cli:\s*$",
    re.MULTILINE,
)
"""How pip-audit says that nothing has answered: in a line, in a traceback, or, where a gateway
answered with an error instead, by an error without a word."""
ANSWER_S, ALL_S = 10, 300
"""How long one answer, and all of them, are waited for."""

PIP_AUDIT = (
    sys.executable,
    "-m",
    "pip_audit",
    "--requirement",
    str(REQUIREMENTS),
    "--no-deps",  # the file names all of them
    "--disable-pip",
    "--progress-spinner=off",
    "--format=json",
    f"--timeout={ANSWER_S}",
)


def audited(
    command: tuple[str, ...] = PIP_AUDIT, accepted: Path = ACCEPTED, patience_s: float = ALL_S
) -> tuple[int, list[str]]:
    """Return the exit status of an audit, and the lines that tell it."""
    known = tomllib.loads(accepted.read_text("utf-8"))
    for name, entry in known.items():
        if missing := NEEDED - entry.keys():
            return 2, [f"{accepted.name}: {name}: {', '.join(sorted(missing))} is missing"]
    try:
        ran = subprocess.run(
            command, capture_output=True, text=True, timeout=patience_s, check=False
        )
    except subprocess.TimeoutExpired:
        return 0, [_skipped(f"no answer within {patience_s:g} s")]
    try:
        packages = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (ran.stderr.strip().splitlines() or ["no output"])[-1]
        if UNREACHED.search(ran.stderr):
            return 0, [_skipped("no index of vulnerabilities answers")]
        return 2, [f"audit: pip-audit did not finish: {last}"]
    return _told(packages, known)


def _told(packages: list[dict[str, Any]], known: dict[str, Any]) -> tuple[int, list[str]]:
    unknown = [item["name"] for item in packages if "skip_reason" in item]
    if len(unknown) == len(packages):
        return 0, [_skipped("the index knows none of the packages")]
    found = [(item, flaw) for item in packages for flaw in item.get("vulns", ())]
    lines = [f"audit: the index does not know {', '.join(unknown)}"] if unknown else []
    status = 0
    for item, flaw in found:
        names = [flaw["id"], *flaw["aliases"]]
        told = f"audit: {item['name']} {item['version']}: {flaw['id']}"
        if entry := next((known[name] for name in names if name in known), None):
            lines.append(f"{told}: accepted on {entry['date']}: {entry['reason']}")
        else:
            mended = ", ".join(flaw["fix_versions"]) or "no version yet"
            lines.append(f"{told}: mended in {mended}")
            status = 1
    count = len(packages) - len(unknown)
    return status, [*lines, f"audit: {count} packages asked for, {len(found)} vulnerabilities"]


def _skipped(why: str) -> str:
    return f"audit: SKIPPED, {why}: the packages were not checked for known vulnerabilities"


if __name__ == "__main__":
    status, lines = audited()
    print(*lines, sep="\n")
    sys.exit(status)
