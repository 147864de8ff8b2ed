"""Nothing of a session can be had once it has ended, though nobody comes any more."""

import asyncio
import re
import sys
import time
from collections.abc import Iterator

import aiohttp
import pytest

from tests.dashboard.server.forgetful_server import HELD_S, SWEEP_S
from tests.load.servers import Server, started
from tests.load.tab import Tab

COMMAND = (sys.executable, "-m", "tests.dashboard.server.forgetful_server", "--port")
LINK = re.compile(rb"href='(map/export/[^']+)'")
LIMIT_S = 60
SPARE_S = 15


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with started(tmp_path_factory.mktemp("server") / "server.log", COMMAND) as running:
        yield running


@pytest.mark.slow
def test_a_link_to_a_file_dies_with_its_session(server: Server) -> None:
    address, links = f"http://localhost:{server.port}", list[str]()
    heard = asyncio.Event()

    def watch(frame: bytes) -> None:
        if found := LINK.findall(frame):
            links.append(found[-1].decode())
            heard.set()

    async def status() -> int:
        async with aiohttp.ClientSession() as http, http.get(f"{address}/{links[-1]}") as answer:
            return answer.status

    async def stay_and_leave() -> None:
        async with aiohttp.ClientSession() as http, asyncio.timeout(LIMIT_S):
            tab = Tab(http, address, "on=druze-corridor", lambda _: None, watch)
            staying = asyncio.create_task(tab.stay())
            await heard.wait()
            await tab.finished.wait()
            assert await status() == 200
            staying.cancel()
            await asyncio.gather(staying, return_exceptions=True)
        until = time.monotonic() + HELD_S + 2 * SWEEP_S + SPARE_S
        while await status() == 200:
            assert time.monotonic() < until
            await asyncio.sleep(SWEEP_S)

    asyncio.run(stay_and_leave())
