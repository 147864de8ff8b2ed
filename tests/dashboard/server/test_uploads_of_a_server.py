"""A real server holds to its bounds of uploads, whatever order they come in."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import psutil
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.load.servers import Server, started

pytestmark = pytest.mark.slow

MB = 2**20
HEAD = (
    b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.geojson"\r\n'
    b"Content-Type: application/json\r\n\r\n"
)
FOOT = b"\r\n--b--\r\n"


class Visitor:
    """A browser's session with a server, as far as uploads need one."""

    def __init__(self, http: aiohttp.ClientSession, server: Server) -> None:
        self.http, self.url = http, f"http://localhost:{server.port}"
        self.session = self.token = ""

    async def arrive(self) -> "Visitor":
        async with self.http.get(f"{self.url}/_stcore/health") as answer:
            self.token = answer.cookies["_streamlit_xsrf"].value
        self.socket = await self.http.ws_connect(
            f"{self.url}/_stcore/stream", protocols=["streamlit", self.token], max_msg_size=0
        )
        message = BackMsg()
        message.rerun_script.query_string = ""
        await self.socket.send_bytes(message.SerializeToString())
        while not self.session:
            heard = ForwardMsg.FromString((await self.socket.receive(timeout=60)).data)
            self.session = heard.new_session.initialize.session_id
        return self

    async def put(self, megabytes: int, *, length: bool = True) -> int:
        body = HEAD + b"x" * (megabytes * MB - 200) + FOOT
        headers = {"Content-Type": "multipart/form-data; boundary=b", "X-Xsrftoken": self.token}

        async def pieces() -> AsyncIterator[bytes]:
            for at in range(0, len(body), 2**18):
                yield body[at : at + 2**18]

        address = f"{self.url}/_stcore/upload_file/{self.session}/{uuid.uuid4()}"
        data = body if length else pieces()
        async with self.http.put(address, data=data, headers=headers) as answer:
            return answer.status


@pytest.mark.parametrize("length", [True, False])
def test_parallel_uploads_into_one_session_stay_within_its_bound(
    tmp_path: Path, length: bool
) -> None:
    async def upload(server: Server) -> list[int]:
        async with aiohttp.ClientSession() as http:
            visitor = await Visitor(http, server).arrive()
            return await asyncio.gather(*(visitor.put(19, length=length) for _ in range(20)))

    with started(tmp_path / "log") as server:
        before = psutil.Process(server.process.pid).memory_info().rss
        answers = asyncio.run(upload(server))
        after = psutil.Process(server.process.pid).memory_info().rss
    assert set(answers) <= {204, 413}
    assert answers.count(204) <= 3  # 3 times 19 MB is 57
    assert after - before < 250 * MB  # the files, what is read of them at a time, and a session


def test_sessions_together_stay_within_the_bound_of_all(tmp_path: Path) -> None:
    async def upload(server: Server) -> list[int]:
        async with aiohttp.ClientSession() as http:
            visitors = [await Visitor(http, server).arrive() for _ in range(3)]
            return [await visitor.put(19) for visitor in visitors]

    command = (*Server.command[:-1], "--uploads", "40", Server.command[-1])
    with started(tmp_path / "log", command) as server:
        assert asyncio.run(upload(server)) == [204, 204, 413]
