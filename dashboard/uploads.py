"""How much a session may have uploaded at a time: Streamlit bounds each file, not their sum."""

import re
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from dashboard.words import words
from geodata.own.limits import MEGABYTE, SESSION_BYTES

PATH = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)$")
"""Session and file."""


class Bounded:
    """Refuses a file with status 413, unread, when its session has too much already."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        put = scope["type"] == "http" and scope["method"] == "PUT"
        if put and (named := PATH.search(scope["path"])):
            length = Headers(scope=scope).get("content-length", "")
            session, file = named.groups()
            if held(session, file) + (int(length) if length.isdecimal() else 0) > SESSION_BYTES:
                line = words()["upload_most"].format(most=SESSION_BYTES // MEGABYTE)
                await PlainTextResponse(line, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)(
                    scope, receive, send
                )
                return
        await self.app(scope, receive, send)


def held(session: str, but: str) -> int:
    """Return how many bytes of files a session has on the server, but for one that is replaced."""
    store = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    if not isinstance(store, MemoryUploadedFileManager):
        return 0
    files = dict(store.file_storage.get(session, {}))
    return sum(len(item.data) for key, item in files.items() if key != but)
