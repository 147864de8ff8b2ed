"""Sign-in by nginx before a running server: each route is asked without it and with it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import aiohttp
import pytest

from dashboard.server.export_routes import EXPORT_ROUTES
from dashboard.stage.routes import ROUTES
from tests.load import proxy
from tests.load.servers import free_ports, running
from tests.load.tab import Tab

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(proxy.find() is None, reason="nginx is missing: apt-get install nginx"),
]

SIGNED_IN = "signed_in=yes"
LINK = '<a href="/oauth2/sign_in">'


@contextmanager
def sign_in_service(port: int) -> Iterator[None]:
    """Answer as oauth2-proxy does to whoever has a cookie, and to whoever has none."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asks = self.path == "/oauth2/auth"
            known = SIGNED_IN in self.headers.get("Cookie", "")
            self.send_response((202 if known else 401) if asks else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Answer)
    # It is started for each question, and looks this often whether it is to stop.
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Site:
    """The dashboard behind nginx."""

    address: str
    sign_in: int


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    listen, sign_in, *ports = free_ports(4)
    folder = tmp_path_factory.mktemp("site")
    with running(ports[:1], folder), proxy.running(folder, listen, ports, sign_in):
        asyncio.run(opened(f"http://localhost:{ports[0]}"))
        yield Site(f"http://localhost:{listen}", sign_in)


async def opened(address: str) -> None:
    """Open a page past nginx: the component has its address once a page was drawn."""
    drawn = asyncio.Event()
    async with aiohttp.ClientSession() as http:
        tab = Tab(http, address, "", lambda _: drawn.set(), lambda _: None)
        staying = asyncio.create_task(tab.stay())
        await asyncio.wait_for(drawn.wait(), 30)
        staying.cancel()


@asynccontextmanager
async def client(cookie: str) -> AsyncIterator[aiohttp.ClientSession]:
    headers = {"Cookie": cookie} if cookie else {}
    async with aiohttp.ClientSession(headers=headers, cookie_jar=aiohttp.DummyCookieJar()) as http:
        yield http


async def status(site: Site, method: str, path: str, cookie: str) -> tuple[int, str]:
    content = b"x" * 100_000 if method == "PUT" else None
    async with (
        client(cookie) as http,
        http.request(method, f"{site.address}/{path}", data=content) as answer,
    ):
        return answer.status, await answer.text("utf-8", "replace")


async def shake(site: Site, cookie: str) -> int:
    async with client(cookie) as http:
        try:
            stream = f"{site.address}/_stcore/stream"
            async with http.ws_connect(stream, origin=site.address, protocols=["streamlit"]):
                return 101
        except aiohttp.WSServerHandshakeError as error:
            return error.status


# What each says to whoever is signed in: nothing of it names a session or a layer that is there.
ASKED = {
    "GET ": 200,
    "GET ?on=druze-corridor": 200,
    "GET static/none.js": 200,
    "GET component/streamlit_folium.st_folium/index.html": 200,
    "GET media/0123.csv": 404,
    "GET _stcore/health": 200,
    "GET _stcore/host-config": 200,
    "GET _stcore/metrics": 404,
    "PUT _stcore/upload_file/session/file": 403,
    "DELETE _stcore/upload_file/session/file": 403,
    "GET map/assets/version/base.json": 200,
    "GET map/value?on=none": 404,
    "GET map/measure?shape=line&at=36,33": 200,
    "GET map/own/token/own-1/shape": 404,
    "GET map/own/token/own-1/details": 404,
    "GET map/export/token/name": 404,
    "GET map/export/token/name/progress": 404,
    "GET map/layers/hash/shape": 404,
    "GET map/layers/hash/details": 404,
    "GET map/nothing": 404,
}


def test_every_route_of_ours_is_asked() -> None:
    paths = ["/" + asked.partition(" ")[2].partition("?")[0] for asked in ASKED]
    for route in (*EXPORT_ROUTES, *ROUTES):
        assert any(route.path_regex.match(path) for path in paths), route.path


@pytest.mark.parametrize("asked", ASKED)
def test_who_is_not_signed_in_gets_401_and_who_is_gets_the_answer(asked: str, site: Site) -> None:
    method, _, path = asked.partition(" ")
    with sign_in_service(site.sign_in):
        for cookie in ("", "signed_in=no"):
            refused, text = asyncio.run(status(site, method, path, cookie))
            assert refused == 401
            assert LINK in text
        answered, text = asyncio.run(status(site, method, path, SIGNED_IN))
    assert answered == ASKED[asked]
    assert LINK not in text


def test_the_websocket_opens_for_who_is_signed_in_alone(site: Site) -> None:
    with sign_in_service(site.sign_in):
        assert asyncio.run(shake(site, "")) == 401
        assert asyncio.run(shake(site, SIGNED_IN)) == 101


def test_where_nobody_can_be_asked_nobody_is_let_in(site: Site) -> None:
    assert asyncio.run(status(site, "GET", "", SIGNED_IN))[0] == 500
    assert asyncio.run(shake(site, SIGNED_IN)) == 500


def test_the_question_itself_cannot_be_asked_from_outside(site: Site) -> None:
    with sign_in_service(site.sign_in):
        assert asyncio.run(status(site, "GET", "oauth2/auth", SIGNED_IN))[0] == 404
        assert asyncio.run(status(site, "GET", "oauth2/sign_in", ""))[0] == 200


def test_the_page_to_sign_in_is_the_shipped_one(tmp_path: Path) -> None:
    readme = (proxy.SHIPPED.parent / "README.md").read_text("utf-8")
    assert f"--http-address=127.0.0.1:{proxy.SHIPPED_SIGN_IN}" in readme
    assert str(proxy.SHIPPED_SIGN_IN) in proxy.SIGN_IN.read_text("utf-8")
    assert proxy.write(tmp_path, 8500, [8501, 8502]).is_file()
    assert list((tmp_path / "talks-map.d").iterdir()) == [], "nobody is asked unless it is wanted"
