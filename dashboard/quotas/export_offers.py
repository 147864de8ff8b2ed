"""The files that a session's page offers, under a token that nobody can guess.

The registry holds the offers of a session only as long as the session does, so that its token dies
with it.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from weakref import WeakValueDictionary

import streamlit as st

from dashboard.quotas.export_queue import ExportPlace
from dashboard.quotas.limits import KEPT_REQUESTS, OFFERED_EXPORTS

PATH = "map/export"
"""Where the files are asked for: the session's token and the name of the offer follow."""

ExportState = Literal["asked", "queued", "there", "failed"]


@dataclass(frozen=True)
class ExportOffer:
    """One file that can be asked for.

    Attributes
    ----------
    make
        Returns its content, in a thread outside of the session.
    run
        The run of the page that drew it last.
    """

    make: Callable[[], bytes]
    file_name: str
    media_type: str
    run: int


@dataclass
class ExportProgress:
    """How far a request for a file has come.

    Attributes
    ----------
    place
        Its place in the line, while it has one.
    line
        What went wrong, if it has failed.
    """

    file_name: str
    state: ExportState = "asked"
    place: ExportPlace | None = None
    line: str = ""

    def join(self, place: ExportPlace) -> None:
        """Note that the file stands in the line."""
        self.state, self.place = "queued", place

    def complete(self) -> None:
        """Note that the file was made."""
        self.state, self.place = "there", None

    def fail(self, line: str) -> None:
        """Note why there is no file."""
        self.state, self.place, self.line = "failed", None, line


@dataclass(eq=False)
class ExportOffers:
    """The offers of one session by their names, and its last requests by the ids of its page."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    by_name: dict[str, ExportOffer] = field(default_factory=dict)
    requests: dict[str, ExportProgress] = field(default_factory=dict)
    run: int = 0

    def offer(self, name: str, make: Callable[[], bytes], file_name: str, media_type: str) -> None:
        """Offer a file, in place of what was offered under the name before."""
        self.by_name[name] = ExportOffer(make, file_name, media_type, self.run)
        _shorten(self.by_name, OFFERED_EXPORTS)

    @contextmanager
    def page_run(self) -> Iterator[None]:
        """Draw a whole page, and forget the offers that it no longer shows, and what they hold.

        A run that is cut off forgets nothing: the links are still there.
        """
        self.run += 1
        yield
        shown = {name: offer for name, offer in self.by_name.items() if offer.run == self.run}
        self.by_name = shown

    def begin_request(self, request_id: str, offer: ExportOffer) -> ExportProgress:
        """Return the progress of a new request; only the last few of a session are kept."""
        progress = self.requests[request_id] = ExportProgress(offer.file_name)
        _shorten(self.requests, KEPT_REQUESTS)
        return progress


def _shorten(entries: dict[str, Any], most: int) -> None:
    for name in list(entries)[:-most]:
        entries.pop(name, None)


_offers: WeakValueDictionary[str, ExportOffers] = WeakValueDictionary()


def session_offers() -> ExportOffers:
    """Return the offers of this session."""
    if "export-offers" not in st.session_state:
        created = ExportOffers()
        _offers[created.token] = created
        st.session_state["export-offers"] = created
    found = st.session_state["export-offers"]
    assert isinstance(found, ExportOffers)
    return found


def offers_of(token: str) -> ExportOffers | None:
    """Return the offers of the session that a token belongs to."""
    return _offers.get(token)
