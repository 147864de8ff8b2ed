"""A file is handed over in its turn to who holds its session's token, and who waits is told."""

import asyncio
import gc
import json
import re
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers

from dashboard.controls.export_link import export_link
from dashboard.quotas.export_offers import PATH, ExportOffers, _offers, session_offers
from dashboard.quotas.export_queue import ExportQueue
from dashboard.quotas.limits import EXPORTS_OF_ONE
from dashboard.server import export_routes
from dashboard.server.export_routes import EXPORT_ROUTES, PIECE_BYTES, content_disposition
from dashboard.text.ui_text import words

SAID = words()["export"]
APP = Starlette(routes=EXPORT_ROUTES)
LIMIT_S = 20


@dataclass
class Asked:
    """A request, and what was answered."""

    path: str
    query: str = ""
    leaves: asyncio.Event = field(default_factory=asyncio.Event)
    takes: asyncio.Semaphore | None = None  # pieces; all if it is none
    status: int = 0
    headers: Headers = field(default_factory=Headers)
    content: bytes = b""

    async def answer(self) -> "Asked":
        unread = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> Any:
            for message in unread:
                return message
            await self.leaves.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if self.takes:
                await self.takes.acquire()
            if message["type"] == "http.response.start":
                self.status, self.headers = message["status"], Headers(raw=message["headers"])
            self.content += message.get("body", b"")

        scope = {
            "type": "http",
            "method": "GET",
            "path": self.path,
            "query_string": self.query.encode(),
            "headers": [],
        }
        await APP(scope, receive, send)
        return self


class Session:
    """A session that offers files, each of which is made once it is let go."""

    def __init__(self) -> None:
        self.offers = ExportOffers()
        _offers.register(self.offers)
        self.let_go = threading.Semaphore(0)
        self.order: list[str] = []

    def offer(self, name: str, file_name: str = "map.png") -> None:
        def make() -> bytes:
            assert self.let_go.acquire(timeout=LIMIT_S)
            self.order.append(name)
            return name.encode()

        self.offers.offer(name, make, file_name, "image/png")

    def file(self, name: str, request: str) -> Asked:
        return Asked(f"/{PATH}/{self.offers.token}/{name}", f"request={request}")

    async def progress(self, name: str, request: str) -> Asked:
        path = f"/{PATH}/{self.offers.token}/{name}/progress"
        return await Asked(path, f"request={request}").answer()

    async def line(self, name: str, request: str) -> str:
        found: str = json.loads((await self.progress(name, request)).content)["line"]
        return found


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(LIMIT_S):
        while not await holds():  # noqa: ASYNC110 (asked as a page asks)
            await asyncio.sleep(0.005)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setattr(export_routes, "_queue", ExportQueue(at_once=1, waiting=3, of_one=3))
    return Session()


def test_a_file_comes_under_its_name(session: Session) -> None:
    session.offer("a", "Karte «Süd».png")
    session.let_go.release()
    got = asyncio.run(session.file("a", "1").answer())
    assert (got.status, got.content) == (200, b"a")
    assert got.headers["content-type"] == "image/png"
    assert got.headers["content-length"] == "1"
    assert got.headers["content-disposition"] == content_disposition("Karte «Süd».png")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("map.png", "attachment; filename=\"map.png\"; filename*=UTF-8''map.png"),
        ("a b.csv", "attachment; filename=\"a_b.csv\"; filename*=UTF-8''a%20b.csv"),
        ("ж.pdf", "attachment; filename=\"_.pdf\"; filename*=UTF-8''%D0%B6.pdf"),
        (
            'x";y\r\nz/.csv',
            "attachment; filename=\"x__y__z_.csv\"; filename*=UTF-8''x%22%3By%0D%0Az%2F.csv",
        ),
    ],
)
def test_a_name_is_encoded_whatever_is_in_it(name: str, header: str) -> None:
    """RFC 8187, section 3.2: letters, digits and few marks stand for themselves."""
    assert content_disposition(name) == header


def test_who_waits_is_told_how_many_come_first(session: Session) -> None:
    async def wait() -> None:
        other = Session()
        session.offer("a")
        other.offer("a")
        assert await session.line("a", "1") == SAID["asked"]
        files = [
            asyncio.create_task(owner.file("a", request).answer())
            for owner, request in ((session, "1"), (session, "2"), (other, "1"))
        ]
        await until(lambda: says(other, "1", SAID["first_several"].format(count=2)))
        assert await session.line("a", "1") == SAID["making"]
        assert await session.line("a", "2") == SAID["first_one"]
        session.let_go.release(2)
        await until(lambda: says(other, "1", SAID["making"]))
        other.let_go.release()
        assert [found.status for found in await asyncio.gather(*files)] == [200, 200, 200]
        there = json.loads((await other.progress("a", "1")).content)
        assert there == {"state": "there", "line": SAID["there"].format(name="map.png")}

    async def says(owner: Session, request: str, line: str) -> bool:
        return await owner.line("a", request) == line

    asyncio.run(wait())


def test_the_loop_goes_on_while_a_file_is_made(session: Session) -> None:
    """The file is let go from the loop: a loop that is held up would never get there."""

    async def make() -> Asked:
        session.offer("a")
        file = asyncio.create_task(session.file("a", "1").answer())
        await until(is_made)
        session.let_go.release()
        return await file

    async def is_made() -> bool:
        return await session.line("a", "1") == SAID["making"]

    assert asyncio.run(make()).status == 200


def test_who_goes_away_leaves_the_line(session: Session) -> None:
    async def leave() -> None:
        for name in ("a", "b", "c"):
            session.offer(name)
        first, gone, last = (session.file(name, name) for name in ("a", "b", "c"))
        files = [asyncio.create_task(asked.answer()) for asked in (first, gone, last)]
        await until(lambda: waits(2))
        gone.leaves.set()
        await until(lambda: waits(1))
        assert json.loads((await session.progress("b", "b")).content)["state"] == "failed"
        session.let_go.release(2)
        await asyncio.gather(*files)
        assert session.order == ["a", "c"]

    async def waits(count: int) -> bool:
        line = SAID["first_one"] if count == 1 else SAID["first_several"].format(count=count)
        return await session.line("c", "c") == line

    asyncio.run(leave())


def test_a_full_queue_is_one_line_and_when_to_come_again(session: Session) -> None:
    async def fill() -> None:
        others = [Session() for _ in range(4)]
        for owner in (*others, session):
            owner.offer("a")
        files = [asyncio.create_task(other.file("a", "1").answer()) for other in others]
        await asyncio.sleep(0.05)
        asked = await session.progress("a", "1")  # its page looks before it asks for the file
        for answer in (asked, await session.file("a", "1").answer()):
            assert (answer.status, answer.content.decode()) == (503, SAID["full"])
            assert int(answer.headers["retry-after"]) > 0
        assert await session.line("a", "1") == SAID["full"]
        for other in others:
            other.let_go.release()
        assert {found.status for found in await asyncio.gather(*files)} == {200}

    asyncio.run(fill())


def test_one_session_asks_for_so_many_and_others_are_let_in(session: Session) -> None:
    async def ask() -> None:
        other = Session()
        session.offer("a")
        other.offer("a")
        files = [asyncio.create_task(session.file("a", str(at)).answer()) for at in range(3)]
        await asyncio.sleep(0.05)
        assert (await session.file("a", "more").answer()).status == 429
        assert await session.line("a", "more") == SAID["own_wait"].format(most=EXPORTS_OF_ONE)
        files.append(asyncio.create_task(other.file("a", "1").answer()))
        session.let_go.release(3)
        other.let_go.release()
        assert {found.status for found in await asyncio.gather(*files)} == {200}

    asyncio.run(ask())


def test_what_a_client_does_not_take_is_held_and_counts_for_its_session_alone(
    session: Session,
) -> None:
    size = 3 * PIECE_BYTES

    async def ask() -> None:
        other = Session()
        session.offers.offer("a", lambda: bytes(size), "a.png", "image/png")
        other.offer("a")
        other.let_go.release()
        slow = [session.file("a", str(at)) for at in range(3)]
        for asked in slow:
            asked.takes = asyncio.Semaphore(2)  # the beginning, and a first piece
        files = [asyncio.create_task(asked.answer()) for asked in slow]
        await until(lambda: begun(slow))
        assert (await session.file("a", "more").answer()).status == 429
        assert (await other.file("a", "1").answer()).status == 200
        assert {len(asked.content) for asked in slow} == {PIECE_BYTES}
        for asked in slow:
            assert asked.takes
            for _ in range(3):
                asked.takes.release()
        await asyncio.gather(*files)
        assert {len(asked.content) for asked in slow} == {size}
        assert await session.line("a", "another") == SAID["asked"]

    async def begun(slow: list[Asked]) -> bool:
        return all(asked.content for asked in slow)

    asyncio.run(ask())


def test_what_fails_is_one_line_with_an_id_and_the_next_file_comes(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> bytes:
        raise RuntimeError("a secret of the inside")

    async def ask() -> tuple[Asked, str, Asked]:
        session.offers.offer("a", fail, "a.png", "image/png")
        session.offer("b")
        session.let_go.release()
        failed = await session.file("a", "1").answer()
        return failed, await session.line("a", "1"), await session.file("b", "1").answer()

    failed, line, following = asyncio.run(ask())
    assert (failed.status, failed.content.decode()) == (500, line)
    found = re.search("[0-9a-f]{8}", line)
    assert found
    assert line == words()["went_wrong"].format(id=found[0])
    assert found[0] in caplog.text
    assert following.status == 200


def test_a_token_of_nobody_and_a_file_that_is_not_offered_are_told_alike(session: Session) -> None:
    async def ask(path: str) -> tuple[int, str]:
        answer = await Asked(f"/{PATH}/{path}").answer()
        return answer.status, answer.content.decode()

    session.offer("a")
    token = session.offers.token
    for path in ("nobody/a", f"{token}/b", f"{token[:-1]}/a", f"{token}x/a"):
        for at in (path, f"{path}/progress"):
            assert asyncio.run(ask(at)) == (404, SAID["gone"])


def test_a_token_dies_with_its_session(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, Any] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    token = session_offers().token
    session_offers().offer("a", lambda: b"a", "a.png", "image/png")
    assert session_offers().token == token, "one session has one"
    path = f"/{PATH}/{token}/a"
    assert asyncio.run(Asked(path).answer()).status == 200
    state.clear()
    gc.collect()
    assert asyncio.run(Asked(path).answer()).status == 404


def test_the_link_names_its_file_by_address_and_shows_its_label_as_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr("streamlit.html", drawn.append)
    export_link("<b>Take</b>", lambda: b"a", "a.png", "image/png", "own-file:own-1")
    offers = session_offers()
    assert f"href='{PATH}/{offers.token}/own-file%3Aown-1'" in drawn[0]
    assert "&lt;b&gt;Take&lt;/b&gt;" in drawn[0]
    answer = asyncio.run(Asked(f"/{PATH}/{offers.token}/own-file:own-1").answer())
    assert answer.content == b"a"
