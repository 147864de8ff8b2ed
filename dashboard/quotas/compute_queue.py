"""A fair queue for computations that map frames request: a few at a time, one per client."""

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
    """Runs work in threads: one piece at a time for each client, and a few in total.

    Waiting requests stay in the event loop and hold no thread. A client with many requests delays
    only itself, since each has at most one piece in the common queue.

    Parameters
    ----------
    at_once
        How many pieces run at a time.
    open_requests
        How many open requests a client may have; further ones are refused.
    """

    def __init__(self, at_once: int = COMPUTED_AT_ONCE, open_requests: int = OPEN_REQUESTS) -> None:
        self.open_requests = open_requests
        self._open: Counter[str] = Counter()
        self._turns: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(1))
        self._room = asyncio.Semaphore(at_once)

    async def answer(self, request: Request, handler: Handler) -> Response:
        """Return the handler's response, or status 429 if the client has too many open requests."""
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
