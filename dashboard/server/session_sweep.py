"""Frees the data of ended sessions in time, even if nobody visits the server any more."""

import asyncio
import gc
import time

from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.quotas.limits import SESSION_HELD_S, SWEEP_S
from dashboard.server.own_requests import visit


class SessionSweep:
    """Visits Streamlit after connections have ended, until all their sessions are freed.

    Parameters
    ----------
    app
        Streamlit's own application.
    held_s
        How long Streamlit keeps a session without a connection.
    every_s
        The interval between visits.
    """

    def __init__(
        self, app: ASGIApp, held_s: float = SESSION_HELD_S, every_s: float = SWEEP_S
    ) -> None:
        self.app, self.held_s, self.every_s = app, held_s, every_s
        self._last_end = 0.0
        self._visits: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and start visits when a websocket has ended."""
        try:
            await self.app(scope, receive, send)
        finally:
            if scope["type"] == "websocket":
                self._last_end = time.monotonic()
                if self._visits is None or self._visits.done():
                    self._visits = asyncio.create_task(self._visit_until_nothing_is_held())

    async def _visit_until_nothing_is_held(self) -> None:
        while time.monotonic() < self._last_end + self.held_s + self.every_s:
            await asyncio.sleep(self.every_s)
            await visit(self.app)
            _collect_ended()


def _collect_ended() -> None:
    """Free the reference cycles of ended sessions by a full garbage collection.

    Objects frozen at start-up are included, as a session may have begun then. What is still alive
    is frozen again until the next sweep.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
