"""Runs the dashboard on a free port of this machine during a rehearsal."""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parents[2]
START_S = 60


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve the dashboard over a folder laid out like ``geodata``, and yield its address.

    Raises
    ------
    OSError
        If the server does not start; the message is its last line.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "dashboard", "--port", str(port), "--data", str(folder)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(  # noqa: S603 (this program itself)
            command, cwd=ROOT, stdout=log, stderr=log
        )
        try:
            _await(process, port, log)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(10)


def _await(process: subprocess.Popen[bytes], port: int, log: BinaryIO) -> None:
    until = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    log.seek(0)
    said = log.read().decode("utf-8", "replace").strip().splitlines()
    raise OSError(said[-1] if said else f"the server did not answer within {START_S} s")
