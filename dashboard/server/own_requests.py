"""Requests that the server makes of Streamlit itself, by ASGI, as a browser would."""

from collections.abc import Iterator
from typing import Any

from starlette.types import ASGIApp, Message

from dashboard.server.base_path import base_path

STREAM = "/_stcore/stream"
METRICS = "/_stcore/metrics"


async def visit(app: ASGIApp) -> None:
    """Open a websocket and close it at once, as a visitor does who leaves before the page is there.

    Streamlit looks for sessions that have been without a connection for two minutes, and lets go of
    them, when another one loses its connection, and at no other time.
    """
    events: Iterator[Message] = iter(
        [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}]
    )

    async def receive() -> Message:
        return next(events)

    async def send(_: Message) -> None:
        pass

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
