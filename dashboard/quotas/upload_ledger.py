"""Keeps count of uploaded bytes, stored and in transfer, by session and in total."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.quotas.limits import LISTED_SESSIONS

READING_AGE_S = 10.0
"""How old Streamlit's own figure may be: it caches it for 5 s."""


@dataclass
class UploadLedger:
    """Bytes uploaded by each session, and an upper bound of what the server holds in total.

    Only Streamlit knows which sessions have ended. Their files stay in the count until it is
    corrected with Streamlit's own figure.

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
        """Count the bytes that a request has received or announced, whichever is more."""
        _, before = self._coming.get(request, (session, 0))
        self._coming[request] = (session, max(size, before))

    def withdraw(self, request: object) -> None:
        """Stop counting a request that has ended."""
        self._coming.pop(request, None)

    def store(self, session: str, file: str, size: int) -> None:
        """Record a file that Streamlit has stored."""
        self._sessions.setdefault(session, {})[file] = size
        self._sessions.move_to_end(session)
        if len(self._sessions) > LISTED_SESSIONS:
            self._sessions.popitem(last=False)
        self.held += size
        self._stored.append((self.clock(), size))

    def remove(self, session: str, file: str) -> None:
        """Drop a file from its session. It stays in the total until the next correction."""
        self._sessions.get(session, {}).pop(file, None)

    def correct(self, stored_bytes: int) -> None:
        """Adopt Streamlit's figure plus what arrived since, as it may be some seconds old."""
        while self._stored and self._stored[0][0] < self.clock() - READING_AGE_S:
            self._stored.popleft()
        self.held = min(self.held, stored_bytes + sum(size for _, size in self._stored))

    def of_session(self, session: str, but: str) -> int:
        """Return the bytes of a session without the file that is being replaced."""
        files = self._sessions.get(session, {})
        stored = sum(size for file, size in files.items() if file != but)
        return stored + sum(size for owner, size in self._coming.values() if owner == session)

    def of_all(self) -> int:
        """Return an upper bound of the bytes of all sessions."""
        return self.held + sum(size for _, size in self._coming.values())
