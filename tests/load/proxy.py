"""The shipped nginx configuration, run as it is but for its ports."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "dashboard" / "deploy" / "talks-map.conf"
SHIPPED_PORTS = (8501, 8502)
SIGN_IN = SHIPPED.with_name("sign-in.conf")
SHIPPED_SIGN_IN = 4180
START_S = 10

AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 768; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/talks-map.conf;
}}
"""
"""What a machine's own nginx.conf has around it, in a folder of its own; 768 as Debian ships it."""


def find() -> str | None:
    """Return the path of nginx, or None where there is none."""
    return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/sbin") or shutil.which("nginx")


def write(folder: Path, listen: int, ports: list[int], sign_in: int = 0) -> Path:
    """Write the shipped configuration with other ports into a folder, and return what to start.

    With a port for sign-in, people are asked to sign in there.
    """
    shipped = SHIPPED.read_text("utf-8").replace("listen 80;", f"listen 127.0.0.1:{listen};")
    others = dict(zip(SHIPPED_PORTS, ports, strict=True))
    text = re.sub(r"\b850[12]\b", lambda found: str(others[int(found[0])]), shipped)
    more = folder / "talks-map.d"
    more.mkdir(exist_ok=True)
    if sign_in:
        asks = SIGN_IN.read_text("utf-8").replace(str(SHIPPED_SIGN_IN), str(sign_in))
        (more / SIGN_IN.name).write_text(asks, "utf-8")
    text = text.replace("/etc/nginx/talks-map.d", str(more))
    (folder / "talks-map.conf").write_text(text, "utf-8")
    around = folder / "nginx.conf"
    around.write_text(AROUND.format(folder=folder), "utf-8")
    return around


@contextmanager
def running(folder: Path, listen: int, ports: list[int], sign_in: int = 0) -> Iterator[None]:
    """Run nginx on a port before server processes on others. `OSError` if it does not start."""
    with started(folder, listen, write(folder, listen, ports, sign_in)):
        yield


@contextmanager
def started(folder: Path, listen: int, configuration: Path) -> Iterator[None]:
    """Run nginx with a configuration that listens on a port. `OSError` if it does not start."""
    found = find()
    if found is None:
        raise OSError("nginx is not installed")
    with (folder / "nginx.out").open("wb") as output:
        process = subprocess.Popen([found, "-c", str(configuration)], stdout=output, stderr=output)
        try:
            _await(process, listen, folder)
            yield
        finally:
            process.terminate()
            process.wait(START_S)


def _await(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise OSError((folder / "nginx.out").read_text("utf-8", "replace") or "nginx did not start")
