"""An upload that ends in its middle, with the server or with its client, leaves nothing behind."""

import asyncio
import os
import uuid
from pathlib import Path

import aiohttp
import pytest

from tests.dashboard.server.test_uploads_of_a_server import HEAD, MB, Visitor
from tests.load.servers import ROOT, START, started

pytestmark = pytest.mark.slow

WHOLE = 19 * MB
ABOUT = {".git", ".venv", "node_modules"}
METRICS = (*START[:-1], "--metrics", START[-1])
HELD = 'cache_memory_bytes{cache_type="UploadedFileManager"'


async def begin(visitor: Visitor, *, length: bool) -> asyncio.StreamWriter:
    """Send the first half of an upload, and return the connection that waits for the other one."""
    server = visitor.url.rpartition(":")[2]
    _, writer = await asyncio.open_connection("localhost", int(server))
    size = f"Content-Length: {WHOLE}" if length else "Transfer-Encoding: chunked"
    cookies = "; ".join(f"{item.key}={item.value}" for item in visitor.http.cookie_jar)
    lines = (
        f"PUT /_stcore/upload_file/{visitor.session}/{uuid.uuid4()} HTTP/1.1",
        f"Host: localhost:{server}",
        "Content-Type: multipart/form-data; boundary=b",
        f"X-Xsrftoken: {visitor.token}",
        f"Cookie: {cookies}",
        size,
    )
    writer.write("\r\n".join((*lines, "", "")).encode())
    half = HEAD + b"x" * (WHOLE // 2)
    writer.write(half if length else b"%x\r\n%b\r\n" % (len(half), half))
    await writer.drain()
    await asyncio.sleep(1)  # for the server to have read what was sent
    return writer


def files(folder: Path) -> set[Path]:
    """Return everything in the checkout, but for its environments and history."""
    parts = [item for item in folder.iterdir() if item.name not in ABOUT]
    return {path for part in parts for path in (part, *part.rglob("*"))}


def held(metrics: bytes) -> int:
    """Return how many bytes of uploads a server says that it holds."""
    lines = [line for line in metrics.decode().splitlines() if line.startswith(HELD)]
    return sum(int(line.split()[1]) for line in lines)


@pytest.mark.parametrize("length", [True, False], ids=["length", "chunks"])
def test_a_server_that_is_killed_leaves_no_file_and_the_next_takes_the_upload(
    tmp_path: Path, length: bool
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}

    with started(tmp_path / "log", METRICS, environment=environment) as server:
        before = files(ROOT)

        async def kill_in_the_middle() -> None:
            async with aiohttp.ClientSession() as http:
                await begin(await Visitor(http, server).arrive(), length=length)
                server.process.kill()
                server.process.wait(10)

        async def upload() -> int:
            async with aiohttp.ClientSession() as http:
                return await (await Visitor(http, server).arrive()).put(19, length=length)

        asyncio.run(kill_in_the_middle())
        assert list(temporary.iterdir()) == []
        assert files(ROOT) == before
        server.start()
        server.await_health()
        assert held(server.get("/_stcore/metrics")) == 0
        assert asyncio.run(upload()) == 204
        assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("length", [True, False], ids=["length", "chunks"])
@pytest.mark.parametrize("reset", [True, False], ids=["reset", "closed"])
def test_an_upload_whose_client_goes_away_is_counted_nowhere(
    tmp_path: Path, length: bool, reset: bool
) -> None:
    command = (*METRICS[:-1], "--uploads", "60", METRICS[-1])

    async def upload() -> list[int]:
        async with aiohttp.ClientSession() as http:
            visitor = await Visitor(http, server).arrive()
            for _ in range(4):
                connection = await begin(visitor, length=length)
                if reset:
                    connection.transport.abort()
                else:
                    connection.close()
            await asyncio.sleep(1)
            assert held(server.get("/_stcore/metrics")) == 0
            return [await visitor.put(19) for _ in range(4)]

    with started(tmp_path / "log", command) as server:
        assert asyncio.run(upload()) == [204, 204, 204, 413]
        assert server.tracebacks() == 0
