"""A running server, told and asked what no page tells or asks."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import aiohttp
import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard.quotas.limits import FRAME_BYTES
from tests.load.servers import Server, free_ports, running
from tests.load.tab import XSRF, Tab
from tests.map_reports import drawing_report

pytestmark = pytest.mark.slow

LIMIT_S = 30
REFUSAL = re.compile(r"^refused [0-9a-f]{8}: .+$", re.MULTILINE)
LONG = "9" * 400
LINE = [[36, 33], [36.1, 33.1]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(free_ports(1), tmp_path_factory.mktemp("server")) as (started,):
        yield started


@asynccontextmanager
async def opened(server: Server) -> AsyncIterator[Tab]:
    """A tab whose page has been drawn."""
    heard = asyncio.Event()
    async with aiohttp.ClientSession() as http:
        address = f"http://localhost:{server.port}"
        tab = Tab(http, address, "on=none", lambda _: heard.set(), lambda _: None)
        staying = asyncio.create_task(tab.stay())
        await asyncio.wait_for(heard.wait(), LIMIT_S)
        await asyncio.wait_for(tab.finished.wait(), LIMIT_S)
        await move(tab, 33.0123)  # where the map opened
        yield tab
        staying.cancel()


async def move(tab: Tab, latitude: float) -> None:
    await tab.return_from_map({"center": {"lat": latitude, "lng": 36.2}, "zoom": 9})
    await asyncio.wait_for(tab.finished.wait(), LIMIT_S)


async def goes_on(tab: Tab) -> None:
    """Assert that the session, over the same line, follows where the map is moved."""
    latitude = 33.1 if "view=33.2000" in tab.query else 33.2
    await move(tab, latitude)
    assert f"view={latitude:.4f}" in tab.query
    assert tab.connections == 1
    assert tab.failures == []


def log_of(server: Server) -> str:
    return Path(server.log.name).read_text("utf-8")


VALUES = {
    "nan": '{"center":{"lat":NaN,"lng":NaN},"zoom":NaN}',
    "infinity": '{"center":{"lat":1e999,"lng":36},"zoom":9}',
    "far": '{"center":{"lat":1e308,"lng":1e308},"zoom":9}',
    "text": '{"center":{"lat":"x","lng":"y"},"zoom":9}',
    "no keys": '{"center":{},"zoom":9}',
    "list": "[]",
    "null": "null",
    "number": "5",
    "deep": "[" * 900 + "]" * 900,
    "deep in a part": '{"center":' * 400 + "{}" + "}" * 400,
    "zoom of a bool": '{"center":{"lat":33,"lng":36},"zoom":true}',
    "zoom of many digits": f'{{"center":{{"lat":33,"lng":36}},"zoom":{LONG}}}',
    "latitude of many digits": f'{{"center":{{"lat":{LONG},"lng":36}},"zoom":9}}',
    "no JSON": "{",
    "nothing": "",
    "no positions": drawing_report("area", "x"),
    "positions of nan": drawing_report("line", [[float("nan"), 33], [36, 33]]),
    "positions of many digits": drawing_report("line", [[int(LONG), 33], [36, 33]]),
    "far positions": drawing_report("line", [[1e300, 33], [36, 33]]),
    "no shape": drawing_report("<b>", LINE),
    "no name": drawing_report("line", LINE).replace('"name": ""', '"name": ["x"]'),
    "number of a bool": drawing_report("line", LINE).replace('"number": 1', '"number": true'),
    "no geometry": '{"last_active_drawing":{"properties":{"number":7,"shape":"area"},"geometry":[]}}',
}  # fmt: skip


def test_what_the_map_never_says_is_one_line_in_the_log_and_the_session_goes_on(
    server: Server,
) -> None:
    async def tell() -> None:
        async with opened(server) as tab:
            hostile = [WidgetState(id=tab._map, json_value=text) for text in VALUES.values()]
            hostile += [
                WidgetState(id=tab._map, string_value="x"),
                WidgetState(id=tab._map, bytes_value=b"x"),
                WidgetState(id=tab._map, json_trigger_value="{"),
                WidgetState(id="unknown", json_value="{"),
            ]
            for state in hostile:
                before = len(REFUSAL.findall(log_of(server)))
                tab.states[state.id] = state
                await tab.rerun(tab._fragments[tab._map])
                await asyncio.wait_for(tab.finished.wait(), LIMIT_S)
                assert tab.failures == [], state
                assert len(REFUSAL.findall(log_of(server))) == before + 1, state
                tab.states.pop("unknown", None)
                await goes_on(tab)

    asyncio.run(tell())
    assert server.tracebacks() == 0


def test_a_frame_that_is_no_page_s_is_dropped_and_the_session_goes_on(server: Server) -> None:
    before = len(REFUSAL.findall(log_of(server)))

    async def send() -> None:
        async with opened(server) as tab:
            assert tab._socket
            await tab._socket.send_str("hello")
            await tab._socket.send_str("hello again")
            await tab._socket.send_bytes(b"x" * (FRAME_BYTES + 1))
            await goes_on(tab)

    asyncio.run(send())
    refused = REFUSAL.findall(log_of(server))[before:]
    assert len(refused) == 1, "one line of a connection"
    assert "it is a text" in refused[0]
    assert server.tracebacks() == 0


def test_the_websocket_opens_under_a_name_of_the_server_only(server: Server) -> None:
    async def shake(host: str) -> int:
        address = f"http://127.0.0.1:{server.port}/_stcore/stream"
        async with aiohttp.ClientSession() as http:
            try:
                async with http.ws_connect(
                    address, headers={"Host": host}, origin=f"http://{host}"
                ):
                    return 101
            except aiohttp.WSServerHandshakeError as error:
                return error.status

    assert asyncio.run(shake("localhost")) == 101
    assert asyncio.run(shake("evil.example")) == 400


COMPONENT = "component/streamlit_folium.st_folium"
ASKED = ("", f"{COMPONENT}/index.html", f"{COMPONENT}/asset-manifest.json",
         "map/assets/any/base.json", "_stcore/host-config", "static/none")  # fmt: skip


def test_who_takes_no_gzip_is_sent_none(server: Server) -> None:
    async def ask(path: str, accepts: str) -> str:
        headers = {"Accept-Encoding": accepts}
        async with (
            aiohttp.ClientSession(auto_decompress=False) as http,
            http.get(f"http://localhost:{server.port}/{path}", headers=headers) as answer,
        ):
            await answer.read()
            return answer.headers.get("Content-Encoding", "")

    async def ask_all(accepts: str) -> set[str]:
        return {await ask(path, accepts) for path in ASKED}

    assert asyncio.run(ask_all("gzip")) == {"", "gzip"}
    assert asyncio.run(ask_all("gzip;q=0")) == {""}


def test_what_a_session_can_put_into_another(server: Server) -> None:
    """An id of a session is a secret of its page. Whoever has it can put a file beside its files,
    which that page never names and so nobody ever reads; without it there is no way.
    """

    async def put(tab: Tab, session: str, token: str) -> int:
        form = aiohttp.FormData()
        form.add_field("file", b'{"type":"Point"}', filename="a.geojson")
        address = tab.http_url(f"_stcore/upload_file/{session}/{uuid4()}")
        async with tab.http.put(address, data=form, headers={"X-Xsrftoken": token}) as answer:
            assert answer.headers["Cache-Control"] == "private, no-store"
            return answer.status

    async def try_all() -> None:
        async with opened(server) as one, opened(server) as other:
            own, another = one.cookie(XSRF), other.cookie(XSRF)
            assert await put(one, str(uuid4()), own) == 400, "no such session"
            assert await put(one, other._session, "") == 403, "from a page of another site"
            assert await put(one, other._session, another) == 403, "with a token of somebody else"
            assert await put(one, other._session, own) == 204, "who knows the id is let in"
            told = json.dumps([str(state) for state in other.states.values()])
            assert "a.geojson" not in told
            await goes_on(other)
            assert other._session not in other.query

    asyncio.run(try_all())
