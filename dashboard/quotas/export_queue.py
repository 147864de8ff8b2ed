"""A queue for exports, first come first served, a few at a time."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dashboard.quotas.limits import EXPORTED_AT_ONCE, EXPORTS_OF_ONE, WAITING_EXPORTS


class QueueFullError(Exception):
    """The queue is full."""


class OwnFilesWaitError(Exception):
    """A session has as many unfinished exports as it may have."""


@dataclass(eq=False)
class ExportPlace:
    """The place of a file in the queue.

    Attributes
    ----------
    owner
        The session that requested the file.
    turn
        Set once the file may be made.
    """

    owner: object
    turn: asyncio.Event = field(default_factory=asyncio.Event)


class ExportQueue:
    """A queue of files: a few are made at a time, the others wait without holding a thread.

    Parameters
    ----------
    at_once
        How many files are made at a time.
    waiting
        How many more may wait.
    of_one
        How many unfinished downloads a session may have, which limits what the server holds for a
        slow or absent client.
    """

    def __init__(
        self,
        at_once: int = EXPORTED_AT_ONCE,
        waiting: int = WAITING_EXPORTS,
        of_one: int = EXPORTS_OF_ONE,
    ) -> None:
        self.at_once, self.waiting, self.of_one = at_once, waiting, of_one
        self._line: list[ExportPlace] = []
        self._open: list[ExportPlace] = []

    def check_room(self, owner: object) -> None:
        """Raise an error if there is no room for another file of a session.

        Raises
        ------
        OwnFilesWaitError
            If the session has reached its limit.
        QueueFullError
            If the queue is full.
        """
        if sum(place.owner is owner for place in self._open) >= self.of_one:
            raise OwnFilesWaitError
        if len(self._line) >= self.at_once + self.waiting:
            raise QueueFullError

    def files_before(self, place: ExportPlace) -> int:
        """Return how many files must be finished before this one is started."""
        return max(0, self._line.index(place) - self.at_once + 1)

    @contextmanager
    def place(self, owner: object) -> Iterator[ExportPlace]:
        """Join the end of the queue; the place counts for the session until the file is sent.

        Raises the errors of `check_room`.
        """
        self.check_room(owner)
        place = ExportPlace(owner)
        self._line.append(place)
        self._open.append(place)
        self._advance()
        try:
            yield place
        finally:
            self.leave_line(place)
            self._open.remove(place)

    def leave_line(self, place: ExportPlace) -> None:
        """Leave the queue, so that the next file can start."""
        if place in self._line:
            self._line.remove(place)
            self._advance()

    def _advance(self) -> None:
        for place in self._line[: self.at_once]:
            place.turn.set()
