"""A small room: everybody is answered, with own layers, and nobody sees what is another's."""

import json
import socket
import subprocess
import sys
from pathlib import Path

SESSIONS, CLICKS = 7, 2
OWN = 1
"""Of so many people, the sixth has a file and a drawing."""


def test_a_small_room_works_and_leaks_nothing(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    out = tmp_path / "load.json"
    command = [sys.executable, "-m", "tests.load", "--sessions", str(SESSIONS), "--browsers", "0"]
    command += ["--seconds", str(2 * CLICKS), "--port", str(port), "--json", str(out)]
    done = subprocess.run(
        command,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(out.read_text("utf-8"))
    confirmed = told["milliseconds"]["click to Python's confirmation"]["count"]
    assert confirmed + told["counts"]["late"] == SESSIONS * CLICKS
    assert confirmed >= SESSIONS
    assert told["counts"]["own layers"] == 2 * OWN
    assert {told["counts"][name] for name in ("errors", "tracebacks", "leaks", "lost")} == {0}
