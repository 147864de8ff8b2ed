"""A session of the load test tells the server what a browser tells it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
from conftest import Dashboard
from google.protobuf.json_format import MessageToDict
from playwright.sync_api import WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from tests.load.tab import Tab

QUERY = "on=druze-corridor,no-fly-zone&view=33.1000,36.2000,9"
SWITCH = "proposal:no-fly-zone"


def shown(told: ClientState) -> dict[str, Any]:
    """Return what every control shows, by its id; of the map only that it is one of them."""
    states = {item.id: MessageToDict(item) for item in told.widget_states.widgets}
    return {key: "map" if "jsonValue" in item else item for key, item in states.items()}


def reruns(frames: list[bytes]) -> list[ClientState]:
    asked = [BackMsg.FromString(frame) for frame in frames]
    return [item.rerun_script for item in asked if item.WhichOneof("type") == "rerun_script"]


async def told_by_a_session(address: str) -> ClientState:
    """Return what a session of the load test tells after the switch was used."""
    sent: list[bytes] = []
    heard = asyncio.Event()
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        tab = Tab(http, address, QUERY, lambda _: heard.set(), lambda _: None)
        tab.sent = sent.append
        staying = asyncio.create_task(tab.stay())
        await asyncio.wait_for(heard.wait(), 30)
        await asyncio.wait_for(tab.finished.wait(), 30)
        await tab.return_from_map({"center": {"lat": 33.1, "lng": 36.2}, "zoom": 9})
        await asyncio.wait_for(tab.finished.wait(), 30)
        await tab.switch(SWITCH, checked=False)
        await asyncio.wait_for(tab.finished.wait(), 30)
        staying.cancel()
    assert not tab.failures
    return reruns(sent)[-1]


def test_a_session_of_the_load_test_sends_what_a_browser_sends(dashboard: Dashboard) -> None:
    frames: list[bytes] = []

    def keep(frame: bytes) -> None:  # Playwright takes no method of a list
        frames.append(frame)

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", keep)

    dashboard.page.on("websocket", listen)
    dashboard.open(QUERY)
    dashboard.page.wait_for_timeout(1_000)  # the map tells where it is once it stands
    before = len(frames)
    dashboard.page.locator(".st-key-proposal-no-fly-zone label").first.click()
    dashboard.settled()
    browsers = reruns(frames[before:])[0]
    with ThreadPoolExecutor(1) as pool:  # Playwright's own loop runs in this thread
        ours = pool.submit(asyncio.run, told_by_a_session(dashboard.url)).result()
    assert shown(ours) == shown(browsers)
    assert ours.page_script_hash == browsers.page_script_hash
    assert ours.fragment_id == browsers.fragment_id
    assert not browsers.cached_message_hashes, "the server may name what the browser has forgotten"
