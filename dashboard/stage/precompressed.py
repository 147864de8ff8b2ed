"""Responses that are the same for every client, compressed only once.

The server's middleware (`starlette.middleware.gzip`) compresses every response at the highest
level, those under 128 KiB in the event loop, which blocks all other clients. This took more than
half of the cost of a new page. Responses with a `Content-Encoding` pass it unchanged.
"""

import gzip

from starlette.requests import Request
from starlette.responses import Response

ENCODING = "gzip"


def compress(content: bytes) -> bytes:
    """Compress content for `compressed_response`."""
    return gzip.compress(content, mtime=0)


def compressed_response(
    request: Request, content: bytes, media_type: str, headers: dict[str, str]
) -> Response:
    """Return a response with compressed content, unpacked for clients without gzip."""
    told = {**headers, "Vary": "Accept-Encoding"}
    if ENCODING in request.headers.get("Accept-Encoding", ""):
        told["Content-Encoding"] = ENCODING
    else:
        content = gzip.decompress(content)
    return Response(content, media_type=media_type, headers=told)
