"""What went wrong inside is logged under an id; a person is told that id, and nothing else."""

import logging
import uuid

import streamlit as st
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.text.ui_text import words

log = logging.getLogger("dashboard")


def log_error(error: BaseException) -> str:
    """Log an error under a new id, and return the line that quotes it."""
    error_id = uuid.uuid4().hex[:8]
    log.error("error %s", error_id, exc_info=error)
    line: str = words()["went_wrong"].format(id=error_id)
    return line


def log_refusal(what: str, reason: str) -> None:
    """Log in one line, under a new id, that something from a browser was not taken, and why."""
    log.warning("refused %s: %s: %s", uuid.uuid4().hex[:8], what, reason)


def tell_error(error: BaseException) -> bool:
    """Show that a run of the script, or of a callback, has failed."""
    st.error(log_error(error))
    return True


class FailuresTold:
    """Answers a request that fails with status 500 and one plain line.

    Where a client has gone away in the middle of what it sent, nothing has failed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; what fails before its answer has begun is told."""
        begun = False

        async def send_on(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, receive, send_on)
        except ClientDisconnect:
            log_refusal("a request", "its client went away before all of it was here")
        except Exception as error:  # noqa: BLE001 (whatever it is, a person sees no trace of it)
            line = log_error(error)
            if not begun:
                await PlainTextResponse(line, 500)(scope, receive, send)
