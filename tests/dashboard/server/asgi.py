"""A request to a middleware and what comes of it, without a server."""

import asyncio
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send


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
