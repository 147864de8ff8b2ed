"""What the map's frames ask to be computed, a few at a time and each client in its turn."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.quotas.limits import COMPUTED_AT_ONCE, OPEN_REQUESTS
from dashboard.text.ui_text import words

Handler = Callable[[Request], Response]


class ComputeQueue:
    """Runs work in threads: of each client one piece at a time, of all clients a few.

    Requests wait in the event loop and hold no thread. Since no client has more than one piece in
    the line of all clients, whoever asks for much waits for himself.

    Parameters
    ----------
    at_once
        How many pieces run at a time.
    open_requests
        How many requests of a client may be open; one more is refused.
    """

    def __init__(self, at_once: int = COMPUTED_AT_ONCE, open_requests: int = OPEN_REQUESTS) -> None:
        self.open_requests = open_requests
        self._open: Counter[str] = Counter()
        self._turns: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(1))
        self._room = asyncio.Semaphore(at_once)

    async def answer(self, request: Request, handler: Handler) -> Response:
        """Return a handler's answer, or status 429 if its client has too many requests open."""
        client = request.client.host if request.client else ""
        if self._open[client] >= self.open_requests:
            return PlainTextResponse(words()["too_many_requests"], 429, {"Retry-After": "1"})
        self._open[client] += 1
        try:
            async with self._turns[client], self._room:
                return await run_in_threadpool(handler, request)
        finally:
            self._open[client] -= 1
            if not self._open[client]:
                del self._open[client], self._turns[client]
