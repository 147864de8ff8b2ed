"""How much may be asked of one server: by one person, and by all together.

Those of a single file or drawing are in `geodata.user_layers.limits`. The table of all bounds
stands in ``dashboard/deploy/README.md``; a test holds the two together.
"""

import os
from argparse import ArgumentTypeError

from geodata.text.safe_text import quote
from geodata.user_layers.limits import MEGABYTE

ALL_UPLOADS_VARIABLE = "DASHBOARD_UPLOADS_MB"
"""Names another bound for `all_upload_bytes`; `python -m dashboard --uploads` sets it."""
ALL_UPLOADS_MB = 512

UPLOAD_PAUSE_S = 60
"""How long an upload may bring nothing: a client that is gone without a word counts no longer."""

DIGITS = 6
"""Of the number of megabytes that may be set instead."""

LISTED_SESSIONS = 10_000
"""Sessions whose uploads are listed; the ids of ended ones are forgotten first."""

FRAME_BYTES = 1_000_000
"""The largest frame of the websocket that is read. All controls of a page with a drawing of 500
positions take less than a tenth; files do not come this way."""

COMPUTED_AT_ONCE = 2
"""Layers with chosen values, and measures, that are computed for maps at a time, of all clients."""
OPEN_REQUESTS = 100
"""Requests for them that one client may have open; a room behind one address is one client."""

EXPORTED_AT_ONCE = 1
"""Files that are made at a time: two at once take as long as one after the other."""
WAITING_EXPORTS = 40
"""Files that may wait for their turn."""
EXPORTS_OF_ONE = 3
"""Files that one session may have asked for and not yet got, one of each link beside a table of
measures. Each holds one of the six connections that a browser opens to a server."""
RETRY_AFTER_S = 30
"""How soon a file may be asked for again where too many wait: about the time that they take."""
OFFERED_EXPORTS = 100
"""Files that a page offers: more than one with all own layers and drawings that it may have."""
KEPT_REQUESTS = 16
"""Requests for files of one session whose progress is remembered; a page asks for the last ones."""

SESSION_HELD_S = 120
"""How long Streamlit holds a session whose connection is gone, for the browser to come back."""
SWEEP_S = 50
"""How often ended sessions are looked for: what they held is gone within 3 minutes."""


def all_upload_bytes() -> int:
    """Return how many bytes of files the server holds, of all sessions together."""
    return int(os.environ.get(ALL_UPLOADS_VARIABLE, ALL_UPLOADS_MB)) * MEGABYTE


def megabytes(text: str) -> int:
    """Return the number of megabytes that a command line names.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is no whole number from 1 to 999999.
    """
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
        raise ArgumentTypeError(f"{quote(text)} is no number of megabytes: give one from 1 on")
    return int(text[:9])
