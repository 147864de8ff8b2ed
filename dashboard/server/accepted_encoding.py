"""Normalizes `Accept-Encoding`, so that Streamlit and Starlette interpret it correctly.

Both compress a response if `gzip` occurs anywhere in the header, even in `gzip;q=0`, which refuses
gzip.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

GZIP, PLAIN = "gzip", "identity"


class AcceptedEncoding:
    """Passes requests on with an `Accept-Encoding` of just `gzip` or `identity`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; without the header it gets an uncompressed response."""
        if scope["type"] == "http":
            scope = {**scope, "headers": list(scope["headers"])}
            said = ",".join(Headers(scope=scope).getlist("accept-encoding"))
            MutableHeaders(scope=scope)["accept-encoding"] = GZIP if takes_gzip(said) else PLAIN
        await self.app(scope, receive, send)


def takes_gzip(accept_encoding: str) -> bool:
    """Return whether a header accepts gzip (RFC 9110, section 12.5.3)."""
    weights = dict(_weight(item) for item in accept_encoding.lower().split(","))
    return weights.get(GZIP, weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _weight(item: str) -> tuple[str, float]:
    """Return a coding and its weight; an invalid weight counts as 0."""
    coding, _, parameter = item.partition(";")
    name, _, value = parameter.partition("=")
    try:
        weight = float(value) if name.strip() == "q" else 1.0
    except ValueError:
        weight = 0.0
    return coding.strip(), weight
