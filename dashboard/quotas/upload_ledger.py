"""The sizes of the files that people have uploaded, and of those that are coming in."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.quotas.limits import LISTED_SESSIONS

READING_AGE_S = 10.0
"""How old Streamlit's own figure may be: it keeps one for 5 s."""


@dataclass
class UploadLedger:
    """What each session has uploaded, and how much the server holds of all of them at the most.

    Which sessions have ended is Streamlit's to know. What they had stays counted until Streamlit is
    asked how much it holds.

    Attributes
    ----------
    held
        Bytes of all sessions, never less than what Streamlit holds.
    """

    clock: Callable[[], float] = time.monotonic
    held: int = 0
    _sessions: OrderedDict[str, dict[str, int]] = field(default_factory=OrderedDict)
    _coming: dict[object, tuple[str, int]] = field(default_factory=dict)
    _stored: deque[tuple[float, int]] = field(default_factory=deque)

    def announce(self, request: object, session: str, size: int) -> None:
        """Count what a request brings or has announced, whichever is more."""
        _, before = self._coming.get(request, (session, 0))
        self._coming[request] = (session, max(size, before))

    def withdraw(self, request: object) -> None:
        """Count a request no longer: it is over."""
        self._coming.pop(request, None)

    def store(self, session: str, file: str, size: int) -> None:
        """List a file that Streamlit has taken."""
        self._sessions.setdefault(session, {})[file] = size
        self._sessions.move_to_end(session)
        if len(self._sessions) > LISTED_SESSIONS:
            self._sessions.popitem(last=False)
        self.held += size
        self._stored.append((self.clock(), size))

    def remove(self, session: str, file: str) -> None:
        """List a file no longer. It counts among all until Streamlit is asked."""
        self._sessions.get(session, {}).pop(file, None)

    def correct(self, stored_bytes: int) -> None:
        """Take Streamlit's figure, and add what came since: the figure may be some seconds old."""
        while self._stored and self._stored[0][0] < self.clock() - READING_AGE_S:
            self._stored.popleft()
        self.held = min(self.held, stored_bytes + sum(size for _, size in self._stored))

    def of_session(self, session: str, but: str) -> int:
        """Return the bytes of a session, but for a file that is replaced."""
        files = self._sessions.get(session, {})
        stored = sum(size for file, size in files.items() if file != but)
        return stored + sum(size for owner, size in self._coming.values() if owner == session)

    def of_all(self) -> int:
        """Return the bytes of all sessions, at the most."""
        return self.held + sum(size for _, size in self._coming.values())
