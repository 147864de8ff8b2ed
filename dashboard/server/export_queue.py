"""Files are made one after the other, and whoever waits can be told how many come first."""

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from weakref import WeakSet

from dashboard.server.limits import EXPORTED_AT_ONCE, WAITING_EXPORTS

SOON_S = 2.0
"""Within this time after a click the browser has asked for the file."""
SPARE_THREADS = 8
"""For all else that Streamlit does in threads of the event loop."""


class QueueFullError(Exception):
    """Too many files wait already."""


@dataclass(eq=False)
class ExportTicket:
    """One person's place in the queue, taken anew with every file.

    Attributes
    ----------
    clicked_at
        When the button was last clicked; the browser asks for the file a moment later.
    refused
        Whether the queue was full.
    """

    clicked_at: float = float("-inf")
    refused: bool = False

    @property
    def is_expected(self) -> bool:
        """Whether the file of the last click may not have been asked for yet."""
        return time.monotonic() < self.clicked_at + SOON_S


class ExportQueue:
    """A line of tickets: the first few have their files made, the others wait.

    Parameters
    ----------
    at_once
        How many files are made at a time.
    waiting
        How many more may wait.
    """

    def __init__(self, at_once: int = EXPORTED_AT_ONCE, waiting: int = WAITING_EXPORTS) -> None:
        self.at_once, self.waiting = at_once, waiting
        self._line: list[ExportTicket] = []
        self._clicked: WeakSet[ExportTicket] = WeakSet()
        self._moved = threading.Condition()

    def click(self, ticket: ExportTicket) -> None:
        """Remember that a ticket's file will be asked for in a moment."""
        with self._moved:
            ticket.clicked_at, ticket.refused = time.monotonic(), False
            self._clicked.add(ticket)

    def has_others(self, ticket: ExportTicket) -> bool:
        """Return whether files of others are made, wait, or will be asked for in a moment."""
        with self._moved:
            coming = [item for item in self._clicked if item.is_expected]
            return any(item is not ticket for item in (*self._line, *coming))

    @contextmanager
    def turn(self, ticket: ExportTicket) -> Iterator[None]:
        """Wait until it is the ticket's turn, and let the next one come afterwards.

        Raises
        ------
        QueueFullError
            If too many wait.
        """
        with self._moved:
            if len(self._line) >= self.at_once + self.waiting:
                ticket.refused = True
                raise QueueFullError
            self._line.append(ticket)
            self._moved.wait_for(lambda: self.files_before(ticket) == 0)
        try:
            yield
        finally:
            with self._moved:
                self._line.remove(ticket)
                self._moved.notify_all()

    def files_before(self, ticket: ExportTicket) -> int | None:
        """Return how many files are made before the ticket's, 0 while its own is; None without."""
        with self._moved:
            if ticket not in self._line:
                return None
            return max(0, self._line.index(ticket) - self.at_once + 1)


export_queue = ExportQueue()


def reserve_threads() -> None:
    """Let each file that waits have a thread of the event loop, or the next would not be heard."""
    threads = EXPORTED_AT_ONCE + WAITING_EXPORTS + SPARE_THREADS
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads, "export"))
