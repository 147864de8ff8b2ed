"""Limits of one server: per session or client, and in total.

Limits of a single file or drawing are in `geodata.user_layers.limits`. All are listed in
``dashboard/deploy/README.md``; a test keeps the two in step.
"""

import os
from argparse import ArgumentTypeError

from geodata.text.safe_text import quote
from geodata.user_layers.limits import MEGABYTE

ALL_UPLOADS_VARIABLE = "DASHBOARD_UPLOADS_MB"
"""Environment variable that replaces the limit; `python -m dashboard --uploads` sets it."""
ALL_UPLOADS_MB = 512

UPLOAD_PAUSE_S = 60
"""How long an upload may stall, so that a vanished client is not counted for ever."""

DIGITS = 6
"""Most digits of the number of megabytes on the command line."""

LISTED_SESSIONS = 10_000
"""Sessions whose uploads are recorded; the ids of ended ones are dropped first."""

FRAME_BYTES = 1_000_000
"""Largest websocket frame that is read. All controls of a page with a drawing of 500 positions
need less than a tenth of it; files are not sent this way."""

COMPUTED_AT_ONCE = 2
"""Computations of layers and measures that run at a time, for all clients."""
OPEN_REQUESTS = 100
"""Open requests for them per client; all users behind one address are one client."""

EXPORTED_AT_ONCE = 1
"""Files made at a time: two in parallel take as long as two in sequence."""
WAITING_EXPORTS = 40
"""Files that may wait in the queue."""
EXPORTS_OF_ONE = 3
"""Unfinished downloads per session, enough for every link beside a table of measures. Each takes
one of the six connections that a browser opens to a server."""
RETRY_AFTER_S = 30
"""Retry-After if the queue is full: about the time that the waiting files take."""
OFFERED_EXPORTS = 100
"""Files that a page may offer: more than a page with the most user layers and drawings needs."""
KEPT_REQUESTS = 16
"""Requests per session whose progress is kept; a page asks only for the latest."""

SESSION_HELD_S = 120
"""How long Streamlit keeps a disconnected session, in case the browser reconnects."""
SWEEP_S = 50
"""Interval of the search for ended sessions, whose data are gone within 3 minutes."""


def all_upload_bytes() -> int:
    """Return the limit on uploaded bytes of all sessions together."""
    return int(os.environ.get(ALL_UPLOADS_VARIABLE, ALL_UPLOADS_MB)) * MEGABYTE


def megabytes(text: str) -> int:
    """Parse a number of megabytes from the command line.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is not a whole number from 1 to 999999.
    """
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
        raise ArgumentTypeError(
            f"{quote(text)} is not a number of megabytes: give a whole number from 1 up"
        )
    return int(text[:9])
