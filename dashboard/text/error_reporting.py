"""Internal errors: logged under an id; the user sees only that id."""

import logging
import uuid

import streamlit as st
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.text.ui_text import words

log = logging.getLogger("dashboard")


def log_error(error: BaseException) -> str:
    """Log an error under a new id, and return the line for the user with that id."""
    error_id = uuid.uuid4().hex[:8]
    log.error("error %s", error_id, exc_info=error)
    line: str = words()["went_wrong"].format(id=error_id)
    return line


def log_refusal(what: str, reason: str) -> None:
    """Log in one line, under a new id, that input from a browser was refused, and why."""
    log.warning("refused %s: %s: %s", uuid.uuid4().hex[:8], what, reason)


def tell_error(error: BaseException) -> bool:
    """Show that a run of the script or a callback has failed."""
    st.error(log_error(error))
    return True


class FailuresTold:
    """Responds to a failing request with status 500 and one plain line.

    A client that disconnects in the middle of its request is not an error.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; report an error that occurs before the response has begun."""
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
        except Exception as error:  # noqa: BLE001 (users must never see a traceback)
            line = log_error(error)
            if not begun:
                await PlainTextResponse(line, 500)(scope, receive, send)
