"""Limits uploads per session and in total; Streamlit limits only the size of each file.

Bytes are counted as they arrive, whatever the number of parallel requests and with or without a
declared length. They count until the request ends, also when its client vanishes.
"""

import asyncio
import re
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.quotas.limits import UPLOAD_PAUSE_S, all_upload_bytes
from dashboard.quotas.upload_ledger import UploadLedger
from dashboard.server.own_requests import metrics
from dashboard.text.ui_text import words
from geodata.user_layers.limits import MEGABYTE, SESSION_BYTES

PATH = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)$")
"""Its groups are the session and the file."""

FAMILY = "cache_memory_bytes"
HELD = re.compile(r'^cache_memory_bytes\{cache_type="UploadedFileManager".*\} (\d+)', re.MULTILINE)


class UploadRefusedError(Exception):
    """An upload is refused. The message is one line.

    Attributes
    ----------
    status
        The status of the response.
    """

    def __init__(self, status: HTTPStatus, line: str) -> None:
        super().__init__(line)
        self.status = status


class UploadQuota:
    """Refuses uploads over the limits with status 413, if possible before reading them.

    Parameters
    ----------
    app
        Streamlit's own application.
    pause_s
        How long an upload may stall before it is ended with status 408.
    """

    def __init__(self, app: ASGIApp, pause_s: float = UPLOAD_PAUSE_S) -> None:
        self.app, self.pause_s, self.ledger = app, pause_s, UploadLedger()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the upload, or pass it on and count its bytes."""
        upload = PATH.search(scope["path"]) if scope["type"] == "http" else None
        if upload and scope["method"] == "PUT":
            await self._take(upload[1], upload[2], scope, receive, send)
        elif upload and scope["method"] == "DELETE":
            await self._remove(upload[1], upload[2], scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _remove(
        self, session: str, file: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        async def send_on(message: Message) -> None:
            if message.get("status") == HTTPStatus.NO_CONTENT:
                self.ledger.remove(session, file)
            await send(message)

        await self.app(scope, receive, send_on)

    async def _take(
        self, session: str, file: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        request, received, status = object(), 0, 0

        async def count(size: int) -> None:
            self.ledger.announce(request, session, size)
            await self._check(session, file)

        async def receive_counted() -> Message:
            nonlocal received
            message = await self._next(receive)
            received += len(message.get("body", b""))
            await count(received)
            return message

        async def send_on(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        length = Headers(scope=scope).get("content-length", "")
        try:
            await count(int(length) if length.isdecimal() else 0)
            await self.app(scope, receive_counted, send_on)
        except UploadRefusedError as error:
            await PlainTextResponse(str(error), error.status)(scope, receive, send)
        finally:
            self.ledger.withdraw(request)
            if status == HTTPStatus.NO_CONTENT:
                self.ledger.store(session, file, received)

    async def _next(self, receive: Receive) -> Message:
        try:
            async with asyncio.timeout(self.pause_s):
                return await receive()
        except TimeoutError:
            line = words()["upload_pause"].format(seconds=f"{self.pause_s:g}")
            raise UploadRefusedError(HTTPStatus.REQUEST_TIMEOUT, line) from None

    async def _check(self, session: str, file: str) -> None:
        if self.ledger.of_session(session, but=file) > SESSION_BYTES:
            raise _too_much(words()["upload_most"].format(most=SESSION_BYTES // MEGABYTE))
        if self.ledger.of_all() > all_upload_bytes():
            self.ledger.correct(await self._stored_bytes())
            if self.ledger.of_all() > all_upload_bytes():
                raise _too_much(words()["upload_full"])

    async def _stored_bytes(self) -> int:
        """Return how many bytes of files Streamlit holds."""
        found = HELD.search(await metrics(self.app, FAMILY))
        return int(found[1]) if found else 0


def _too_much(line: str) -> UploadRefusedError:
    return UploadRefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, line)
