"""Each pair of a class and a sink is told: by tests that are there, or by why it cannot occur."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.corpus.texts import CLASSES
from tests.hostile.table import SINKS, TABLE, Never

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
NAMED = sorted({name for pair in TABLE.values() if not isinstance(pair, Never) for name in pair})


@pytest.fixture(scope="module")
def collected() -> list[str]:
    """Return the node ids of all tests in the files that the table names."""
    files = sorted({name.partition("::")[0] for name in NAMED})
    found = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "--no-header", "-o", "addopts=--import-mode=importlib", *files],
        cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "PYTEST_ADDOPTS": ""},
    )  # fmt: skip
    return [line for line in found.stdout.splitlines() if "::" in line]


def test_no_pair_is_untold() -> None:
    assert set(TABLE) == {(name, sink) for name in CLASSES for sink in SINKS}
    for pair in TABLE.values():
        assert len(pair.why if isinstance(pair, Never) else pair) > 0


def test_every_test_that_the_table_names_is_there(collected: list[str]) -> None:
    assert len(collected) > 300
    gone = [
        name
        for name in NAMED
        if not any(
            node == name or node.startswith(name if "[" in name else f"{name}[")
            for node in collected
        )
    ]
    assert gone == []


def test_most_pairs_are_tried_and_not_argued_away() -> None:
    """How many there are stands here, so that one that is lost is noticed."""
    tried = [pair for pair in TABLE.values() if not isinstance(pair, Never)]
    assert (len(CLASSES), len(SINKS), len(TABLE), len(tried)) == (13, 30, 390, 230)
