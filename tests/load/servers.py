"""Server processes of the dashboard on ports of this machine, and what they need of it."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import psutil

ROOT = Path(__file__).resolve().parents[2]
START_S = 60
STOP_S = 10


START = (sys.executable, "-m", "dashboard", "--port")


def free_ports(count: int) -> list[int]:
    """Return ports of this machine on which nothing listens."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def free_port() -> int:
    """Return one such port."""
    return free_ports(1)[0]


@dataclass
class Server:
    """A process of the dashboard. It may be killed and started again.

    Attributes
    ----------
    command
        What starts it, but for the port.
    environment
        Its variables, if not this process's.
    """

    port: int
    log: BinaryIO
    command: tuple[str, ...] = START
    cwd: Path = ROOT
    environment: dict[str, str] | None = None
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start it, and return without waiting for it."""
        self.process = subprocess.Popen(
            [*self.command, str(self.port)],
            cwd=self.cwd,
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
        )

    def get(self, path: str) -> bytes:
        """Return what it answers."""
        with urllib.request.urlopen(f"http://localhost:{self.port}{path}") as answer:
            content: bytes = answer.read()
            return content

    def await_health(self) -> None:
        """Wait until it answers. `OSError` if it does not."""
        until = time.monotonic() + START_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://localhost:{self.port}/_stcore/health"):
                    return
            except OSError:
                time.sleep(0.2)
        raise OSError(f"the server on port {self.port} did not start: see {self.log.name}")

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def tracebacks(self) -> int:
        """Return how many errors its log tells of."""
        return Path(self.log.name).read_text("utf-8", "replace").count("Traceback")


@contextmanager
def started(
    log: Path,
    command: tuple[str, ...] = START,
    cwd: Path = ROOT,
    environment: dict[str, str] | None = None,
) -> Iterator[Server]:
    """Run a server on a free port until it is no longer needed, with its log in a file."""
    with log.open("wb") as out:
        server = Server(free_port(), out, command, cwd, environment)
        server.start()
        try:
            server.await_health()
            yield server
        finally:
            server.stop()


@contextmanager
def running(ports: list[int], folder: Path) -> Iterator[list[Server]]:
    """Run a server on each port, with its log in the folder."""
    servers: list[Server] = []
    try:
        for port in ports:
            servers.append(Server(port, (folder / f"server-{port}.log").open("wb")))
            servers[-1].start()
        for server in servers:
            server.await_health()
        yield servers
    finally:
        for server in servers:
            server.stop()
            server.log.close()


class Meter:
    """Memory and processor time of named groups of processes, read now and then.

    Attributes
    ----------
    most
        By group, the largest resident memory in MB that was read, of all of its processes.
    """

    def __init__(self) -> None:
        self.most: dict[str, float] = {}
        self._used: dict[tuple[str, int], tuple[float, float]] = {}
        self._all = psutil.cpu_times()
        self._began = time.monotonic()

    def read(self, groups: dict[str, list[psutil.Process]]) -> None:
        """Read every process of each group; one that has ended keeps its last reading."""
        for name, processes in groups.items():
            memory = 0.0
            for process in processes:
                try:
                    used = sum(process.cpu_times()[:2])
                    memory += process.memory_info().rss / 2**20
                except psutil.NoSuchProcess:
                    continue
                first, _ = self._used.get((name, process.pid), (used, used))
                self._used[name, process.pid] = (first, used)
            self.most[name] = max(memory, self.most.get(name, 0.0))

    def cores(self) -> dict[str, float]:
        """Return how many cores each group kept busy since the first reading, and all others."""
        seconds = time.monotonic() - self._began
        found = dict.fromkeys(self.most, 0.0)
        for (name, _), (first, last) in self._used.items():
            found[name] += (last - first) / seconds
        now = psutil.cpu_times()
        busy = sum(now) - sum(self._all) - (now.idle - self._all.idle)
        return found | {"others": max(0.0, busy / seconds - sum(found.values()))}
