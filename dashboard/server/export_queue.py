"""Files are made in the order in which they were asked for, a few at a time."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from dashboard.server.limits import EXPORTED_AT_ONCE, EXPORTS_OF_ONE, WAITING_EXPORTS

SPARE_THREADS = 8
"""For all else that Streamlit does in threads of the event loop."""


class QueueFullError(Exception):
    """Too many files wait already, of all people or of one."""


@dataclass(eq=False)
class ExportTicket:
    """What one person waits for: the places in the line of the files that were asked for."""

    places: list[object] = field(default_factory=list)


class ExportQueue:
    """A line of files: the first few are made, the others wait.

    Parameters
    ----------
    at_once
        How many files are made at a time.
    waiting
        How many more may wait.
    of_one
        How many of them one person may have asked for.
    """

    def __init__(
        self,
        at_once: int = EXPORTED_AT_ONCE,
        waiting: int = WAITING_EXPORTS,
        of_one: int = EXPORTS_OF_ONE,
    ) -> None:
        self.at_once, self.waiting, self.of_one = at_once, waiting, of_one
        self._line: list[object] = []
        self._moved = threading.Condition()

    @contextmanager
    def turn(self, ticket: ExportTicket) -> Iterator[None]:
        """Wait until it is a file's turn, and let the next one come afterwards.

        Raises
        ------
        QueueFullError
            If too many wait, of all or of this ticket.
        """
        place = object()
        with self._moved:
            full = len(self._line) >= self.at_once + self.waiting
            if full or len(ticket.places) >= self.of_one:
                raise QueueFullError
            self._line.append(place)
            ticket.places.append(place)
        try:
            with self._moved:
                self._moved.wait_for(lambda: self._line.index(place) < self.at_once)
            yield
        finally:
            with self._moved:
                self._line.remove(place)
                ticket.places.remove(place)
                self._moved.notify_all()


export_queue = ExportQueue()


def reserve_threads() -> None:
    """Let each file that waits have a thread of the event loop, or the next would not be heard."""
    threads = EXPORTED_AT_ONCE + WAITING_EXPORTS + SPARE_THREADS
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads, "export"))
