"""The line of those who wait for a file: made in the order of asking, a few at a time."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dashboard.quotas.limits import EXPORTED_AT_ONCE, EXPORTS_OF_ONE, WAITING_EXPORTS


class QueueFullError(Exception):
    """Too many files wait already."""


class OwnFilesWaitError(Exception):
    """One session has asked for as many files as it may."""


@dataclass(eq=False)
class ExportPlace:
    """The place of one file in the line.

    Attributes
    ----------
    owner
        The session that has asked for it.
    turn
        Set once the file may be made.
    """

    owner: object
    turn: asyncio.Event = field(default_factory=asyncio.Event)


class ExportQueue:
    """A line of files: the first few are made, the others wait in the event loop without a thread.

    Parameters
    ----------
    at_once
        How many files are made at a time.
    waiting
        How many more may wait.
    of_one
        How many files one session may have asked for that it has not yet got: who takes a file
        slowly, or not at all, makes the server hold no more than these.
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
        """Return if there is room for one more file of a session.

        Raises
        ------
        OwnFilesWaitError
            If the session has asked for as many as it may.
        QueueFullError
            If as many files wait as may.
        """
        if sum(place.owner is owner for place in self._open) >= self.of_one:
            raise OwnFilesWaitError
        if len(self._line) >= self.at_once + self.waiting:
            raise QueueFullError

    def files_before(self, place: ExportPlace) -> int:
        """Return how many files have to be done before one is begun."""
        return max(0, self._line.index(place) - self.at_once + 1)

    @contextmanager
    def place(self, owner: object) -> Iterator[ExportPlace]:
        """Take a place at the end of the line, and count for the session until the file is sent.

        Raises what `check_room` raises.
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
        """Let the next file be made."""
        if place in self._line:
            self._line.remove(place)
            self._advance()

    def _advance(self) -> None:
        for place in self._line[: self.at_once]:
            place.turn.set()
