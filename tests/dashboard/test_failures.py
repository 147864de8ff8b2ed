"""What the server lets in and lets out: plain lines for failures, no bodies, a policy each."""

import asyncio
import re
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from dashboard.server import security_headers
from dashboard.server.security_headers import SecurityHeaders, policy_of, tile_hosts
from dashboard.stage import routes
from dashboard.text.error_reporting import FailuresTold

APP = Starlette(
    routes=routes.ROUTES, middleware=[Middleware(SecurityHeaders), Middleware(FailuresTold)]
)


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str


def ask(address: str, method: str = "GET") -> Answer:
    """Send a request whose body must not be read."""
    said: list[dict] = []

    async def body() -> None:
        raise AssertionError("the body was read")

    async def send(message: dict) -> None:
        said.append(message)

    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost:8501"), (b"content-length", b"1000000000")],
    }
    asyncio.run(APP(scope, body, send))
    headers = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    text = b"".join(message["body"] for message in said[1:]).decode("utf-8", "replace")
    return Answer(said[0]["status"], headers, text)


ADDRESSES = {
    "/map/assets/version/map.css": "published_files",
    "/map/nothing": "PlainTextResponse",
    "/map/value?on=x": "builder",
    "/map/measure?shape=line": "measure_sketch",
    "/map/own/token/id/shape": "layer_of_token",
    "/map/own/token/id/details": "layer_of_token",
    "/map/layers/hash/shape": "builder",
    "/map/layers/hash/details": "builder",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_route_that_fails_says_an_id_that_the_log_has_and_no_more(
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret of the machine")

    monkeypatch.setattr(routes, ADDRESSES[address], fail)
    answer = ask(address)
    assert answer.status == 500
    assert len(answer.text.splitlines()) == 1
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    found = re.search(r"\b[0-9a-f]{8}\b", answer.text)
    assert found
    assert found[0] in caplog.text
    assert "secret of the machine" in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_client_that_goes_away_is_one_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def app(scope: Scope, receive: Receive, _: Send) -> None:
        await Request(scope, receive).body()

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(_: Message) -> None:
        raise AssertionError("nobody is there to be answered")

    scope = {"type": "http", "method": "PUT", "path": "/", "headers": []}
    asyncio.run(FailuresTold(app)(scope, receive, send))
    assert [(item.levelname, item.exc_info) for item in caplog.records] == [("WARNING", None)]
    assert "went away" in caplog.text


def test_every_route_is_among_those_that_were_made_to_fail() -> None:
    for route in routes.ROUTES:
        assert any(route.path_regex.match(address.partition("?")[0]) for address in ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_body_is_refused_before_a_byte_of_it_is_read(address: str, method: str) -> None:
    assert ask(address, method).status == 405


def test_the_map_may_load_tiles_from_the_hosts_of_the_list_and_no_others() -> None:
    assert tile_hosts() == [
        "https://server.arcgisonline.com",
        "https://tile.openstreetmap.org",
    ]
    frame = policy_of("/component/streamlit_folium.st_folium/index.html", "localhost:8501")
    assert f"img-src 'self' data: {' '.join(tile_hosts())};" in frame


@pytest.mark.parametrize(
    "path", ["/", "/component/x/index.html", "/map/assets/version/presenter.html"]
)
def test_only_the_maps_frame_may_evaluate_text(path: str) -> None:
    told = policy_of(path, "localhost:8501")
    assert ("'unsafe-eval'" in told) == path.startswith("/component/")
    assert "object-src 'none'" in told
    assert "default-src 'self'" in told


def test_a_host_that_is_none_adds_nothing_to_the_policy() -> None:
    told = policy_of("/", "x; script-src *")
    assert "*" not in told
    assert "connect-src 'self'" in told


def test_the_one_inline_script_of_streamlits_page_is_named() -> None:
    assert len(security_headers._hashes_of_inline_scripts()) == 1
