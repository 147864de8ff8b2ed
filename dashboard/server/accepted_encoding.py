"""How an answer may be packed, said so plainly that nobody further in misreads it.

Streamlit and Starlette pack an answer if the word `gzip` stands anywhere in `Accept-Encoding`, also
where it says `gzip;q=0`: not gzip.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

GZIP, PLAIN = "gzip", "identity"


class AcceptedEncoding:
    """Hands a request on with `gzip` or `identity` as all that it accepts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on; a request that says nothing takes what is not packed."""
        if scope["type"] == "http":
            scope = {**scope, "headers": list(scope["headers"])}
            said = ",".join(Headers(scope=scope).getlist("accept-encoding"))
            MutableHeaders(scope=scope)["accept-encoding"] = GZIP if takes_gzip(said) else PLAIN
        await self.app(scope, receive, send)


def takes_gzip(accept_encoding: str) -> bool:
    """Return whether gzip is among what a header accepts (RFC 9110, section 12.5.3)."""
    weights = dict(_weight(item) for item in accept_encoding.lower().split(","))
    return weights.get(GZIP, weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _weight(item: str) -> tuple[str, float]:
    """Return a coding and its weight; one that is no number is none at all."""
    coding, _, parameter = item.partition(";")
    name, _, value = parameter.partition("=")
    try:
        weight = float(value) if name.strip() == "q" else 1.0
    except ValueError:
        weight = 0.0
    return coding.strip(), weight
