"""The shipped set-up of several processes: it fits the product's limits, and keeps people's seats."""

import json
import re
import subprocess
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from streamlit.web.server.starlette.starlette_routes import _MAX_UPLOAD_MULTIPART_OVERHEAD_BYTES
from streamlit.web.server.starlette.starlette_server_config import DEFAULT_WEBSOCKET_PING_INTERVAL

from geodata.user_layers.limits import MAX_BYTES
from layers.build.figure_store import FILE, FOLDER_VARIABLE, OWN_FOLDER
from tests.load import proxy, report
from tests.load.servers import free_ports

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "dashboard" / "deploy"
CONF = proxy.SHIPPED.read_text("utf-8")
README = (DEPLOY / "README.md").read_text("utf-8")
UNIT = (DEPLOY / "talks-map@.service").read_text("utf-8")
WITH_NGINX = pytest.mark.skipif(proxy.find() is None, reason="nginx is not installed")


def directive(name: str) -> str:
    found = re.search(rf"^\s*{name}\s+(.+);$", CONF, re.MULTILINE)
    assert found, name
    return found[1]


def test_an_upload_of_the_largest_size_passes_and_none_that_the_server_would_refuse() -> None:
    config = tomllib.loads((ROOT / "dashboard" / "server" / "settings.toml").read_text("utf-8"))
    largest = config["server"]["maxUploadSize"] * 2**20
    passing = int(directive("client_max_body_size").removesuffix("m")) * 2**20
    assert largest == MAX_BYTES
    assert passing == largest + _MAX_UPLOAD_MULTIPART_OVERHEAD_BYTES


def test_the_table_of_what_was_measured_is_the_records() -> None:
    folder = ROOT / "tests" / "load" / "records"
    records = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    assert [row for row in report.in_words(records) if row not in README] == []


def test_a_page_that_nobody_touches_stays_connected() -> None:
    minutes = int(directive("proxy_read_timeout").removesuffix("m"))
    assert 60 * minutes > 2 * DEFAULT_WEBSOCKET_PING_INTERVAL


def test_every_process_is_offered_has_a_seat_and_is_started() -> None:
    upstream = re.findall(r"server 127\.0\.0\.1:(\d+);", CONF)
    seats = re.findall(r"^\s*(\d+)\s+127\.0\.0\.1:(\d+);", CONF, re.MULTILINE)
    assert tuple(map(int, upstream)) == proxy.SHIPPED_PORTS
    assert seats == [(port, port) for port in upstream]
    assert f"talks-map@{upstream[0]} talks-map@{upstream[1]}" in README


def test_the_unit_starts_the_documented_command_on_its_port() -> None:
    command = re.search(r"^ExecStart=(.+)$", UNIT, re.MULTILINE)
    folder = re.search(r"^WorkingDirectory=(.+)$", UNIT, re.MULTILINE)
    assert command
    assert folder
    assert (
        command[1]
        == f"{folder[1]}/.venv/bin/python -m dashboard --port %i --allowed-host talks-map.example"
    )
    assert folder[1] in README


def test_each_process_has_a_cache_folder_of_its_own_that_it_can_write_to() -> None:
    folder = re.search(r"^CacheDirectory=(.+)$", UNIT, re.MULTILINE)
    assert folder
    assert "%i" in folder[1]
    assert f"Environment={FOLDER_VARIABLE}=%C/{folder[1]}\n" in UNIT
    assert f"`{FOLDER_VARIABLE}`" in README
    assert f"`{OWN_FOLDER}/{FILE}`" in README


@WITH_NGINX
def test_nginx_takes_the_shipped_configuration(tmp_path: Path) -> None:
    around = proxy.write(tmp_path, 8500, list(proxy.SHIPPED_PORTS))
    found = proxy.find()
    assert found
    done = subprocess.run(
        [found, "-t", "-c", str(around)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def process(port: int) -> Iterator[None]:
    """Answer on a port, in place of a process of the dashboard, with that port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(404 if self.path.startswith("/map/own") else 200)
            self.end_headers()
            self.wfile.write(str(port).encode())

        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def ask(
    port: int, path: str, seat: str = "", content: bytes | None = None
) -> tuple[int, str, str | None]:
    """Return status, content and the cookie that is set."""
    method = "PUT" if content else "GET"
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", content, method=method)
    if seat:
        request.add_header("Cookie", f"talks_seat={seat}")
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode(), answer.headers["Set-Cookie"]
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode(), answer.headers["Set-Cookie"]


@WITH_NGINX
def test_the_websocket_gives_a_seat_and_everything_else_goes_there(tmp_path: Path) -> None:
    listen, *ports = free_ports(3)
    with process(ports[0]), process(ports[1]), proxy.running(tmp_path, listen, ports):
        seats = set()
        for _ in range(4):
            status, answered, cookie = ask(listen, "/_stcore/stream")
            assert status == 200
            assert cookie
            assert cookie.startswith(f"talks_seat={answered};")
            assert "HttpOnly" in cookie
            seats.add(answered)
        assert seats == {str(port) for port in ports}  # nobody sits alone
        for seat in seats:
            for path in ("/", "/media/x.csv", "/map/own/token/own-1/shape", "/_stcore/health"):
                status, answered, cookie = ask(listen, path, seat)
                assert (answered, cookie) == (seat, None)
                assert status == (404 if "own" in path else 200)  # and 404 stays where it is
            upload = ask(listen, "/_stcore/upload_file/session/file", seat, b"x" * 2**20)
            assert upload[:2] == (200, seat)
        assert ask(listen, "/_stcore/upload_file/s/f", content=b"x" * (21 * 2**20 + 1))[0] == 413
        _, answered, cookie = ask(listen, "/talks/_stcore/stream")  # under a base path as well
        assert cookie
        assert cookie.startswith(f"talks_seat={answered};")
        assert ask(listen, "/", "1.2.3.4:80")[0] == 200  # a cookie of one's own leads nowhere else


@WITH_NGINX
def test_nothing_private_is_written_by_nginx(tmp_path: Path) -> None:
    listen, *ports = free_ports(3)
    with process(ports[0]), process(ports[1]), proxy.running(tmp_path, listen, ports):
        ask(listen, "/map/own/a-secret-token/own-1/shape")
        ask(listen, "/_stcore/upload_file/s/f", content=b"a-secret" * 2**16)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"a-secret" in path.read_bytes() for path in files)


@WITH_NGINX
def test_where_a_process_is_gone_its_people_get_a_seat_at_another(tmp_path: Path) -> None:
    listen, gone, other = free_ports(3)
    with process(other), proxy.running(tmp_path, listen, [gone, other]):
        status, answered, cookie = ask(listen, "/_stcore/stream", str(gone))
        assert (status, answered) == (200, str(other))
        assert cookie
        assert cookie.startswith(f"talks_seat={other};")
        with process(gone):  # it is back: who sits at the other one stays there
            assert ask(listen, "/map/own/token/own-1/shape", str(other))[1] == str(other)
