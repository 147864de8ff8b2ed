"""Requests from the server to Streamlit over ASGI, in the manner of a browser."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from starlette.types import ASGIApp, Message

from dashboard.server.base_path import base_path

STREAM = "/_stcore/stream"
METRICS = "/_stcore/metrics"
NO_UPLOAD_ADDRESSES = b"\x82\x01\x00"
"""A page's request for upload URLs for no files: field 16, empty."""
ANSWER_S = 5.0


async def visit(app: ASGIApp) -> None:
    """Open a websocket, send an empty request for upload URLs, and close it after the response.

    Only when a session disconnects does Streamlit look for sessions that have been disconnected for
    two minutes, and remove them. Its loop keeps a reference to the last session that it sent
    something to, so this visit must receive something too.
    """
    answered = asyncio.Event()
    events: Iterator[Message] = iter(
        [
            {"type": "websocket.connect"},
            {"type": "websocket.receive", "bytes": NO_UPLOAD_ADDRESSES},
        ]
    )

    async def receive() -> Message:
        for event in events:
            return event
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_S):
                await answered.wait()
        return {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Message) -> None:
        if message["type"] == "websocket.send":
            answered.set()

    await app({**_scope("websocket", STREAM), "subprotocols": ["streamlit"]}, receive, send)


async def metrics(app: ASGIApp, family: str) -> str:
    """Return one family of Streamlit's metrics, as OpenMetrics text."""
    content = bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        content.extend(message.get("body", b""))

    query = {"method": "GET", "query_string": f"families={family}".encode()}
    await app({**_scope("http", METRICS), **query}, receive, send)
    return content.decode()


def _scope(kind: str, path: str) -> dict[str, Any]:
    full = base_path() + path
    return {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "ws" if kind == "websocket" else "http",
        "path": full,
        "raw_path": full.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 0),
        "state": {},
    }
