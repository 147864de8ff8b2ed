"""The routes for exports: the file, and the progress of its making."""

import asyncio
import re
from contextlib import ExitStack
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from dashboard.quotas.export_offers import (
    PATH,
    ExportOffer,
    ExportOffers,
    ExportProgress,
    offers_of,
)
from dashboard.quotas.export_queue import ExportQueue, OwnFilesWaitError, QueueFullError
from dashboard.quotas.limits import EXPORTS_OF_ONE, RETRY_AFTER_S
from dashboard.text.error_reporting import log_error
from dashboard.text.ui_text import words

LONGEST_ID = 40
"""Length of a request's id."""

PIECE_BYTES = 2**18
"""Size of the pieces that are sent: large enough to be compressed outside the event loop."""

_queue = ExportQueue()


async def _file(request: Request) -> Response:
    """Respond with a file when its turn comes; a client that disconnects leaves the queue."""
    if (offered := _find_offer(request)) is None:
        return _gone_response()
    offers, offer = offered
    progress = offers.begin_request(_request_id(request), offer)
    try:
        with ExitStack() as held:
            place = held.enter_context(_queue.place(offers))
            progress.join(place)
            if not await _stays_until(place.turn, request):
                progress.fail("")
                return Response(status_code=204)
            content = await run_in_threadpool(offer.make)
            _queue.leave_line(place)
            progress.complete()
            return _FileResponse(content, offer, held.pop_all())
    except (QueueFullError, OwnFilesWaitError) as error:
        refused = _refusal(error)
        progress.fail(bytes(refused.body).decode())
        return refused
    except Exception as error:  # noqa: BLE001 (any error is reported beside the button)
        progress.fail(log_error(error))
        return PlainTextResponse(progress.line, 500)


class _FileResponse(Response):
    """A file that is sent in pieces, at the client's pace, and then released."""

    def __init__(self, content: bytes, offer: ExportOffer, resources: ExitStack) -> None:
        headers = {"Content-Disposition": content_disposition(offer.file_name)}
        super().__init__(content, media_type=offer.media_type, headers=headers)
        self._held = resources

    async def __call__(self, _: Scope, __: Receive, send: Send) -> None:
        start = {"type": "http.response.start", "status": self.status_code}
        with self._held:
            await send({**start, "headers": self.raw_headers})
            for at in range(0, len(self.body), PIECE_BYTES):
                piece = bytes(self.body[at : at + PIECE_BYTES])
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _progress(request: Request) -> Response:
    """Respond with the progress of a request, or before it starts, whether there is room."""
    if (offered := _find_offer(request)) is None:
        return _gone_response()
    offers, offer = offered
    progress = offers.requests.get(_request_id(request))
    if progress is None:
        try:
            _queue.check_room(offers)
        except (QueueFullError, OwnFilesWaitError) as error:
            return _refusal(error)
        progress = ExportProgress(offer.file_name)
    return JSONResponse({"state": progress.state, "line": _line(progress)})


def _find_offer(request: Request) -> tuple[ExportOffers, ExportOffer] | None:
    """Return the offer that a request names, with all offers of its session."""
    offers = offers_of(request.path_params["token"])
    offer = offers.by_name.get(request.path_params["name"]) if offers else None
    return (offers, offer) if offers and offer else None


def _request_id(request: Request) -> str:
    return request.query_params.get("request", "")[:LONGEST_ID]


async def _stays_until(turn: asyncio.Event, request: Request) -> bool:
    """Wait for a turn; return whether the client is still connected."""
    waits = asyncio.ensure_future(turn.wait())
    leaves = asyncio.ensure_future(_disconnect(request))
    try:
        await asyncio.wait({waits, leaves}, return_when=asyncio.FIRST_COMPLETED)
        return not leaves.done()
    finally:
        waits.cancel()
        leaves.cancel()


async def _disconnect(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _line(progress: ExportProgress) -> str:
    said = words()["export"]
    if progress.state == "failed":
        return progress.line
    if progress.state == "asked":
        return said["asked"]
    if progress.state == "there":
        return said["there"].format(name=progress.file_name)
    count = _queue.files_before(progress.place) if progress.place else 0
    if count > 1:
        return said["first_several"].format(count=count)
    return said["first_one"] if count else said["making"]


def _refusal(error: QueueFullError | OwnFilesWaitError) -> Response:
    if isinstance(error, OwnFilesWaitError):
        line = words()["export"]["own_wait"].format(most=EXPORTS_OF_ONE)
        return PlainTextResponse(line, 429, {"Retry-After": "1"})
    return PlainTextResponse(words()["export"]["full"], 503, {"Retry-After": str(RETRY_AFTER_S)})


def _gone_response() -> Response:
    return PlainTextResponse(words()["export"]["gone"], 404)


def content_disposition(file_name: str) -> str:
    """Return the header with the name to save a file under (RFC 6266, section 4.3).

    Clients that do not support the encoded name of RFC 8187 use the ASCII name.
    """
    ascii_name = re.sub(r"[^A-Za-z0-9._-]", "_", file_name)
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(file_name, safe='')}"


EXPORT_ROUTES = [
    Route(f"/{PATH}/{{token}}/{{name}}", _file),
    Route(f"/{PATH}/{{token}}/{{name}}/progress", _progress),
]
