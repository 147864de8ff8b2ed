"""Starts the dashboard and the stock app on free ports of this machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90
ASK_AGAIN_SECONDS = 0.01


@contextmanager
def dashboard(data: Path, log: Path) -> Iterator[str]:
    """Serve the dashboard over a folder laid out like geodata/, and yield its address."""
    port = _free_port()
    command = [sys.executable, "-m", "dashboard", "--data", str(data), "--port", str(port)]
    with _running(command, port, log, {}) as address:
        yield address


@cache
def warm_up(data: Path) -> None:
    """Measure every figure of a folder laid out like geodata/, once, and keep them on disk."""
    command = [sys.executable, "-m", "dashboard.server.warm_up", str(data), str(os.getpid())]
    subprocess.run(command, cwd=ROOT, check=True)


def stock_folder(folder: Path) -> Path:
    """Copy the stock app beside its static files, and return its script."""
    script = folder / "stock_app.py"
    shutil.copytree(leaflet.BASE_DIR, folder / "static")
    shutil.copy(Path(__file__).with_name("stock_app.py"), script)
    return script


@contextmanager
def stock(data: Path, script: Path, log: Path) -> Iterator[str]:
    """Serve the stock app, and yield its address."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.enableStaticServing", "true"]
    environment = {"PYTHONPATH": str(ROOT), "BENCHMARK_DATA": str(data)}
    with _running(command, port, log, environment) as address:
        yield address


@contextmanager
def _running(
    command: list[str], port: int, log: Path, environment: dict[str, str]
) -> Iterator[str]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=output, stderr=output
        )
    address = f"http://localhost:{port}"
    try:
        _await_health(process, address, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _await_health(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=START_SECONDS)
        except OSError:
            time.sleep(ASK_AGAIN_SECONDS)
        else:
            return
    raise TimeoutError(f"A server did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
