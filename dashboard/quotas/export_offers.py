"""The files that a session offers for download, under a token that cannot be guessed.

The registry keeps the offers of a session only as long as the session itself, so that the token
ends with it.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from dashboard.quotas.export_queue import ExportPlace
from dashboard.quotas.limits import KEPT_REQUESTS, OFFERED_EXPORTS
from dashboard.quotas.session_objects import SessionObjects

PATH = "map/export"
"""Path of the files, followed by the session's token and the name of the offer."""

ExportState = Literal["asked", "queued", "there", "failed"]


@dataclass(frozen=True)
class ExportOffer:
    """A file offered for download.

    Attributes
    ----------
    make
        Returns the content; called in a thread outside the session.
    run
        The last run of the page that drew the offer.
    """

    make: Callable[[], bytes]
    file_name: str
    media_type: str
    run: int


@dataclass
class ExportProgress:
    """The progress of a request for a file.

    Attributes
    ----------
    place
        Its place in the queue, while it has one.
    line
        The error message, if the request has failed.
    """

    file_name: str
    state: ExportState = "asked"
    place: ExportPlace | None = None
    line: str = ""

    def join(self, place: ExportPlace) -> None:
        """Record that the file is in the queue."""
        self.state, self.place = "queued", place

    def complete(self) -> None:
        """Record that the file is ready."""
        self.state, self.place = "there", None

    def fail(self, line: str) -> None:
        """Record why there is no file."""
        self.state, self.place, self.line = "failed", None, line


@dataclass(eq=False)
class ExportOffers:
    """The offers of one session by name, and its latest requests by id."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    by_name: dict[str, ExportOffer] = field(default_factory=dict)
    requests: dict[str, ExportProgress] = field(default_factory=dict)
    run: int = 0

    def offer(self, name: str, make: Callable[[], bytes], file_name: str, media_type: str) -> None:
        """Offer a file; it replaces an earlier offer of the same name."""
        self.by_name[name] = ExportOffer(make, file_name, media_type, self.run)
        _shorten(self.by_name, OFFERED_EXPORTS)

    @contextmanager
    def page_run(self) -> Iterator[None]:
        """Enclose a run of the whole page; offers that it did not draw are dropped at the end.

        An interrupted run drops nothing, since its page still shows the links.
        """
        self.run += 1
        yield
        shown = {name: offer for name, offer in self.by_name.items() if offer.run == self.run}
        self.by_name = shown

    def begin_request(self, request_id: str, offer: ExportOffer) -> ExportProgress:
        """Return the progress of a new request; only the latest few of a session are kept."""
        progress = self.requests[request_id] = ExportProgress(offer.file_name)
        _shorten(self.requests, KEPT_REQUESTS)
        return progress


def _shorten(entries: dict[str, Any], most: int) -> None:
    for name in list(entries)[:-most]:
        entries.pop(name, None)


_offers = SessionObjects("export-offers", ExportOffers)


def session_offers() -> ExportOffers:
    """Return the offers of this session."""
    return _offers.of_session()


def offers_of(token: str) -> ExportOffers | None:
    """Return the offers of the session that a token belongs to."""
    return _offers.of_token(token)
