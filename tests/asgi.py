"""Requests to middleware and routes without a network, and a stand-in for Streamlit's part."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PUT = "/_stcore/upload_file/{session}/{file}"


@dataclass
class StandIn:
    """Takes uploads, tells how much it holds, and counts its visitors.

    Attributes
    ----------
    held
        What its metrics say.
    read
        How many bytes of uploads it has read.
    """

    held: int = 0
    read: int = 0
    visits: int = 0
    asked: int = 0
    status: int = 204
    paths: list[str] = field(default_factory=list)
    frames: list[bytes] = field(default_factory=list)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            assert (await receive())["type"] == "websocket.connect"
            await send({"type": "websocket.accept"})
            while (event := await receive())["type"] == "websocket.receive":
                self.frames.append(event["bytes"])
                await send({"type": "websocket.send", "bytes": b""})
            assert event["type"] == "websocket.disconnect"
            self.visits += 1
            return
        self.paths.append(scope["path"])
        body = b""
        if scope["path"].endswith("/_stcore/metrics"):
            self.asked += 1
            line = 'cache_memory_bytes{cache_type="UploadedFileManager",cache=""} %d\n'
            body, status = (line % self.held).encode(), 200
        else:
            while True:
                message = await receive()
                self.read += len(message["body"])
                if not message["more_body"]:
                    break
            status = self.status
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": body})


async def chunks(sizes: Iterable[int]) -> AsyncIterator[dict[str, Any]]:
    """Yield a body in pieces, as a server hands it on."""
    for size in sizes:
        yield {"type": "http.request", "body": bytes(size), "more_body": True}
    yield {"type": "http.request", "body": b"", "more_body": False}


async def request(
    app: Any, path: str, sizes: Iterable[int] = (), length: int | None = None, method: str = "PUT"
) -> tuple[int, str]:
    """Return the status and the text of an answer."""
    said: list[Any] = []
    body = chunks(sizes)

    async def receive() -> Any:
        return await anext(body)

    async def send(message: Any) -> None:
        said.append(message)

    headers = [] if length is None else [(b"content-length", str(length).encode())]
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    await app(scope, receive, send)
    return said[0]["status"], b"".join(item.get("body", b"") for item in said).decode()


def answer_of(route: Route, asked: Request) -> Response:
    """Return what a route answers, at once or in its turn."""

    async def answer() -> Response:
        found = route.endpoint(asked)
        return await found if isawaitable(found) else found

    return asyncio.run(answer())


@dataclass
class Answer:
    """What was sent: of a page its status, of a websocket that was let in 101."""

    status: int
    headers: Headers
    text: str


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer anything: a request with the encodings that it accepts, a websocket by letting it in."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    accepted = Request(scope).headers.get("accept-encoding", "")
    await Response(accepted, media_type="text/plain")(scope, receive, send)


def ask(
    app: ASGIApp, path: str = "/", headers: tuple[tuple[str, str], ...] = (), kind: str = "http"
) -> Answer:
    """Send a request, or the handshake of a websocket."""
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("nothing is to be read")

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }
    asyncio.run(app(scope, receive, send))
    first = sent[0]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(first.get("status", 101), Headers(raw=first.get("headers", [])), body.decode())
