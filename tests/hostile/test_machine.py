"""What hostile input may take of the machine: no file, no host, a bounded memory."""

import subprocess
import sys
from ast import literal_eval
from pathlib import Path

import pytest

from tests.hostile.readers import FIRST, HEAVY

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
READERS = "tests.hostile.readers"
LIMIT_MB = 300


def said(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-B", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    ).stdout.strip()


def test_no_reader_opens_a_file_calls_a_host_or_loads_gdal(tmp_path: Path) -> None:
    log = tmp_path / "opened.txt"
    assert said(str(Path(__file__).with_name("watched.py")), str(log), READERS) == ""
    lines = [line.split("\t", 1) for line in log.read_text("utf-8").splitlines()]
    events = [(event, literal_eval(what)) for event, what in lines]
    rounds = [at for at, (_, what) in enumerate(events) if what == FIRST]
    assert len(rounds) == 2
    loaded, again = events[rounds[0] + 1 : rounds[1]], events[rounds[1] + 1 :]
    assert again == []
    assert [
        what for event, what in loaded if event != "open" or not what.endswith((".py", ".pyc"))
    ] == []


@pytest.mark.parametrize("name", HEAVY)
def test_a_refusal_takes_a_bounded_memory(name: str) -> None:
    """Of the whole process; unbounded, the dotted key took gigabytes and the keys 304 MB."""
    assert float(said("-m", READERS, name)) < LIMIT_MB
